"""What can go wrong, as exceptions that carry the problem (RFC 9457) that the service answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ._sentences import SENTENCES


def sentence(code: str, language: str, otherwise: str) -> str:
    """What a user is told, in the language of a tag as `fr` or `fr-CA`: French or English, which stands for all others."""
    by_language = SENTENCES.get(code)
    if by_language is None:
        return otherwise
    return by_language.get(language.lower().replace("_", "-").split("-")[0], by_language["en"])


@dataclass(frozen=True)
class Violation:
    """One thing that is wrong: at a pointer into the body, or in a parameter."""

    code: str
    detail: str
    pointer: str | None = None
    parameter: str | None = None
    constraint: str | None = None

    def sentence(self, language: str = "en") -> str:
        """What a user is told; `detail` where the code has no sentence."""
        return sentence(self.code, language, self.detail)


@dataclass(frozen=True)
class Problem:
    """What went wrong; `code` is stable and for programs, `trace_id` leads to the service's log."""

    status: int
    code: str
    detail: str
    title: str = ""
    type: str = "about:blank"
    trace_id: str | None = None
    errors: tuple[Violation, ...] = ()
    dependents: dict[str, int] = field(default_factory=dict)

    @staticmethod
    def of(status: int, body: dict[str, Any]) -> Problem:
        violations = tuple(
            Violation(**{name: error[name] for name in Violation.__dataclass_fields__ if name in error})
            for error in body.get("errors", [])
        )
        return Problem(
            status=status,
            code=body.get("code", "unknown"),
            detail=body.get("detail", f"The service answered {status}."),
            title=body.get("title", ""),
            type=body.get("type", "about:blank"),
            trace_id=body.get("trace_id"),
            errors=violations,
            dependents=body.get("dependents", {}),
        )


class Error(Exception):
    """Anything that this client raises about a call."""

    @property
    def code(self) -> str:
        return "unknown"

    def sentence(self, language: str = "en") -> str:
        """What a user is told."""
        return sentence(self.code, language, str(self))


class ProblemError(Error):
    """The service refused a call, or could not answer it."""

    def __init__(self, problem: Problem):
        details = "; ".join(f"{error.pointer or error.parameter or ''} {error.detail}".strip() for error in problem.errors)
        super().__init__(f"{problem.status} {problem.code}: {problem.detail}" + (f" ({details})" if details else ""))
        self.problem = problem

    @property
    def code(self) -> str:
        return self.problem.code

    def sentence(self, language: str = "en") -> str:
        """What a user is told; the detail where the code has no sentence."""
        return sentence(self.code, language, self.problem.detail)

    @property
    def errors(self) -> tuple[Violation, ...]:
        return self.problem.errors

    @property
    def trace_id(self) -> str | None:
        return self.problem.trace_id


class BadRequest(ProblemError):
    """The call itself is wrong, for example an unknown parameter: a mistake in the program."""


class Unauthorized(ProblemError):
    """No key, or one that is unknown, expired or revoked."""


class Forbidden(ProblemError):
    """The key's role does not suffice."""


class NotFound(ProblemError):
    """There is no such item, or there cannot be: what stands for its id is none."""


class Conflict(ProblemError):
    """The present state of the data forbids it; `problem.dependents` tells what keeps an item from being deleted."""


class Stale(ProblemError):
    """The item has changed since it was read: read it again, and let the user decide."""


class Invalid(ProblemError):
    """What was sent breaks the rules listed under `errors`."""


class RateLimited(ProblemError):
    """The key is over its rate, even after waiting."""


class Unavailable(ProblemError):
    """The service is busy, over time, not reachable or broken, even after trying again. Of a write it is not known
    whether it was done, unless the same call is made with the same idempotency key."""


class IncompleteExport(Error):
    """An export ended before its closing line, or with another number of items: what was read is not all."""

    @property
    def code(self) -> str:
        return "incomplete_export"


_BY_STATUS = {
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: Stale,
    422: Invalid,
    429: RateLimited,
}


def raised(problem: Problem) -> ProblemError:
    """The exception for a problem, by its status."""
    kind = _BY_STATUS.get(problem.status, Unavailable if problem.status >= 500 else BadRequest)
    return kind(problem)


def unreachable(detail: str) -> Unavailable:
    """The exception where no answer came."""
    return Unavailable(Problem(status=503, code="unreachable", detail=detail))
