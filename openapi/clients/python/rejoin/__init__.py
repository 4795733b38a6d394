"""Client of the Rejoin API.

    client = rejoin.Client("https://rejoin.example", key)
    for member in client.members.iterate(status="ACTIVE", expand=["person"]):
        print(member.person.full_name)
"""

from . import choices
from ._calling import calling
from ._codec import UNSET, Item, Unset
from ._resource import Aggregation, BulkResult, Outcome, Page
from .batch import Batch
from .client import Client
from .errors import (
    BadRequest,
    Conflict,
    Error,
    Forbidden,
    IncompleteExport,
    Invalid,
    NotFound,
    Problem,
    ProblemError,
    RateLimited,
    Stale,
    Unauthorized,
    Unavailable,
    Violation,
)
from .forms import apply_errors
from .models import *  # noqa: F401,F403
from .models import __all__ as _models

__all__ = [
    "UNSET", "Aggregation", "BadRequest", "Batch", "BulkResult", "Client", "Conflict", "Error", "Forbidden",
    "IncompleteExport", "Invalid", "Item", "NotFound", "Outcome", "Page", "Problem", "ProblemError", "RateLimited",
    "Stale", "Unauthorized", "Unavailable", "Unset", "Violation", "apply_errors", "calling", "choices", *_models,
]
