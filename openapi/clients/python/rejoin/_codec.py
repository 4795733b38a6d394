"""Between JSON and typed Python values, led by the annotations of the dataclasses."""

from __future__ import annotations

import copy
import dataclasses
import enum
import functools
import keyword
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit
from uuid import UUID


class Unset:
    """The type of UNSET: a value that is absent, which is not the same as None."""

    _only: ClassVar[Unset | None] = None

    def __new__(cls) -> Unset:
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    # In a template what is absent is empty: no text, and a list of nothing.
    def __str__(self) -> str:
        return ""

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __copy__(self) -> Unset:
        return self

    def __deepcopy__(self, memo: object) -> Unset:
        return self

    def __reduce__(self) -> str:
        return "UNSET"


# Any, so that it is a valid default for parameters and fields of every type.
UNSET: Any = Unset()


class Choice(enum.StrEnum):
    """The values that a field can have."""

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Each value with what a user reads, as the fields of Django's forms take them."""
        return [(each.value, each.value.replace("_", " ").capitalize()) for each in cls]


@dataclasses.dataclass(kw_only=True)
class Item:
    """What the service answers. Fields that it did not send are UNSET; those not known here are left out."""

    _writable: ClassVar[frozenset[str]] = frozenset()

    etag: str | None = dataclasses.field(default=None, compare=False, repr=False)
    _as_read: dict[str, Any] = dataclasses.field(default_factory=dict, init=False, compare=False, repr=False)

    def _changes(self) -> dict[str, Any]:
        """The writable fields that are not as they were read."""
        return {
            name: value
            for name in sorted(self._writable)
            if (value := getattr(self, name, UNSET)) is not UNSET and value != self._as_read.get(name, UNSET)
        }


def cursor(link: str | None) -> str | None:
    """The cursor in the link to another page."""
    return parse_qs(urlsplit(link).query)["cursor"][0] if link else None


def encode(value: Any) -> Any:
    """The JSON form of a value; what is UNSET in a mapping or an item is left out."""
    if isinstance(value, Item):
        return encode({name: getattr(value, name, UNSET) for name in sorted(value._writable)})
    if isinstance(value, Mapping):
        return {str(name): encode(item) for name, item in value.items() if item is not UNSET}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [encode(item) for item in value]
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float; give an int or a Decimal, as decimals are exact")
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return text(value)


def text(value: Any) -> str:
    """How a value stands in a path or in the query."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone, so that it is no instant")
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (str, int, UUID)):
        return str(value)
    raise TypeError(f"{value!r} cannot be sent: there is no {type(value).__name__} in the contract")


def decode(kind: Any, value: Any) -> Any:
    """The typed form of what JSON gave."""
    return _decoder(kind)(value)


@functools.cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    origin = typing.get_origin(kind)
    if origin is list:
        (each,) = map(_decoder, typing.get_args(kind))
        return lambda value: [each(item) for item in value]
    if origin is dict:
        each = _decoder(typing.get_args(kind)[1])
        return lambda value: {name: each(item) for name, item in value.items()}
    if origin in (typing.Union, types.UnionType):
        (only,) = (argument for argument in typing.get_args(kind) if argument is not types.NoneType)
        each = _decoder(only)
        return lambda value: None if value is None else each(value)
    if kind in (UUID, Decimal):
        return kind
    if kind in (datetime, date):
        return kind.fromisoformat
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return lambda value: _structure(kind, value)
    return lambda value: value


def _structure(kind: Any, value: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    named = {f"{name}_" if keyword.iskeyword(name) else name: item for name, item in value.items()}
    made = kind(**{name: decode(hints[name], item) for name, item in named.items() if name in hints})
    if isinstance(made, Item):
        # Lists can be changed in place, so that they are compared with a copy.
        made._as_read = {
            name: copy.deepcopy(item) if isinstance(item := getattr(made, name), list) else item
            for name in made._writable & value.keys()
        }
    return made


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind) if field.name not in ("etag", "_as_read")}
