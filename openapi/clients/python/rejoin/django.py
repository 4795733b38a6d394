"""What a Django application adds to its settings and views; Django is needed here, and nowhere else in the client."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware
from django.utils.translation import get_language

from . import forms
from ._calling import calling, new_trace_id, trace_id
from ._codec import UNSET, Item
from ._resource import Page
from .errors import BadRequest, ProblemError

T = TypeVar("T", bound=Item)


@sync_and_async_middleware
def middleware(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Calls made while a request is answered are made in the name of its user, and carry its id.

        MIDDLEWARE = [..., "django.contrib.auth.middleware.AuthenticationMiddleware", "rejoin.django.middleware"]

    The id is that of `traceparent` or `X-Request-Id` (a UUID or 32 hexadecimal digits), otherwise a new one; the answer
    has it as `X-Request-Id`, and the change log and the service's own log show it. The user is who is signed in when a
    call is made. What a streaming response reads after the view has returned belongs to neither.
    """

    def around(request: HttpRequest) -> tuple[str, Any]:
        known = trace_id(request.META.get("HTTP_TRACEPARENT")) or trace_id(request.META.get("HTTP_X_REQUEST_ID"))
        request_id = known or new_trace_id()
        return request_id, calling(actor=lambda: _username(request), trace_id=request_id)

    def answered(response: HttpResponse, request_id: str) -> HttpResponse:
        response["X-Request-Id"] = request_id
        return response

    async def later(request: HttpRequest) -> HttpResponse:
        request_id, block = around(request)
        with block:
            return answered(await get_response(request), request_id)

    def at_once(request: HttpRequest) -> HttpResponse:
        request_id, block = around(request)
        with block:
            return answered(get_response(request), request_id)

    return later if asyncio.iscoroutinefunction(get_response) else at_once


def _username(request: HttpRequest) -> str | None:
    user = getattr(request, "user", None)
    return user.get_username() if user is not None and user.is_authenticated else None


class CursorPage(Generic[T]):
    """A page of a collection as templates want it: to be walked through, with the queries of the links around it."""

    def __init__(self, page: Page[T], request: HttpRequest, parameter: str):
        self.page = page
        self.object_list = page.results
        self.count = page.count
        self._request = request
        self._parameter = parameter

    def __iter__(self) -> Iterator[T]:
        return iter(self.object_list)

    def __len__(self) -> int:
        return len(self.object_list)

    def __getitem__(self, index: int) -> T:
        return self.object_list[index]

    def has_next(self) -> bool:
        return self.page.next_cursor is not None

    def has_previous(self) -> bool:
        return self.page.previous_cursor is not None

    def has_other_pages(self) -> bool:
        return self.has_next() or self.has_previous()

    @property
    def next_url(self) -> str | None:
        """The link to the page after this one, with all else that the URL says."""
        return self._url(self.page.next_cursor)

    @property
    def previous_url(self) -> str | None:
        """The link to the page before this one, with all else that the URL says."""
        return self._url(self.page.previous_cursor)

    def _url(self, cursor: str | None) -> str | None:
        if cursor is None:
            return None
        query = self._request.GET.copy()
        query[self._parameter] = cursor
        return "?" + query.urlencode()


def paginate(
    request: HttpRequest, collection: Callable[..., Page[T]], /, *, parameter: str = "cursor", **query: Any
) -> CursorPage[T]:
    """The page of a collection that a request's URL asks for.

        page = paginate(request, api.members.list, sort=["member_number"], limit=20)

    A cursor that is none, or one of another list, as after the user has changed the filters, means the first page.

    :param parameter: the name of the cursor in the URL
    """
    cursor = request.GET.get(parameter) or UNSET
    try:
        page = collection(**query, cursor=cursor)
    except BadRequest as refused:
        if cursor is UNSET or "invalid_cursor" not in (refused.code, *(error.code for error in refused.errors)):
            raise
        page = collection(**query)
    return CursorPage(page, request, parameter)


def apply_errors(form: forms.Form, exc: ProblemError, names: Mapping[str, str] | None = None) -> None:
    """`rejoin.apply_errors` in the language of the request."""
    forms.apply_errors(form, exc, names, get_language() or "en")
