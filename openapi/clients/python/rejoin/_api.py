"""What the service does. Generated from openapi/openapi.yaml: do not edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, TypedDict, Unpack
from uuid import UUID

from . import choices, models
from ._codec import UNSET, Item
from ._resource import Aggregation, BulkResult, Caller, Page, Resource, path as _path
from ._transport import Transport



class EventFilters(TypedDict, total=False):
    """What limits a list."""

    q: str
    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    title: str
    title__ne: str
    title__in: Sequence[str]
    title__icontains: str
    title__startswith: str
    kind: Literal["CONVENTION", "SEMINAR", "WEBINAR", "TRIP"] | choices.EventKind
    kind__ne: Literal["CONVENTION", "SEMINAR", "WEBINAR", "TRIP"] | choices.EventKind
    kind__in: Sequence[Literal["CONVENTION", "SEMINAR", "WEBINAR", "TRIP"] | choices.EventKind]
    starts_at: datetime
    starts_at__ne: datetime
    starts_at__in: Sequence[datetime]
    starts_at__gt: datetime
    starts_at__gte: datetime
    starts_at__lt: datetime
    starts_at__lte: datetime
    ends_at: datetime
    ends_at__ne: datetime
    ends_at__in: Sequence[datetime]
    ends_at__gt: datetime
    ends_at__gte: datetime
    ends_at__lt: datetime
    ends_at__lte: datetime
    ends_at__isnull: bool
    venue_id: UUID | str
    venue_id__ne: UUID | str
    venue_id__in: Sequence[UUID | str]
    venue_id__isnull: bool
    capacity: int
    capacity__ne: int
    capacity__in: Sequence[int]
    capacity__gt: int
    capacity__gte: int
    capacity__lt: int
    capacity__lte: int
    capacity__isnull: bool
    description: str
    description__ne: str
    description__in: Sequence[str]
    description__icontains: str
    description__startswith: str
    description__isnull: bool
    status: Literal["PLANNED", "CONFIRMED", "HELD", "CANCELLED"] | choices.EventStatus
    status__ne: Literal["PLANNED", "CONFIRMED", "HELD", "CANCELLED"] | choices.EventStatus
    status__in: Sequence[Literal["PLANNED", "CONFIRMED", "HELD", "CANCELLED"] | choices.EventStatus]
    venue__id: UUID | str
    venue__id__ne: UUID | str
    venue__id__in: Sequence[UUID | str]
    venue__legacy_id: str
    venue__legacy_id__ne: str
    venue__legacy_id__in: Sequence[str]
    venue__legacy_id__icontains: str
    venue__legacy_id__startswith: str
    venue__legacy_id__isnull: bool
    venue__name: str
    venue__name__ne: str
    venue__name__in: Sequence[str]
    venue__name__icontains: str
    venue__name__startswith: str
    venue__street: str
    venue__street__ne: str
    venue__street__in: Sequence[str]
    venue__street__icontains: str
    venue__street__startswith: str
    venue__street__isnull: bool
    venue__postal_code: str
    venue__postal_code__ne: str
    venue__postal_code__in: Sequence[str]
    venue__postal_code__icontains: str
    venue__postal_code__startswith: str
    venue__postal_code__isnull: bool
    venue__city: str
    venue__city__ne: str
    venue__city__in: Sequence[str]
    venue__city__icontains: str
    venue__city__startswith: str
    venue__city__isnull: bool
    venue__country: str
    venue__country__ne: str
    venue__country__in: Sequence[str]
    venue__country__icontains: str
    venue__country__startswith: str
    venue__country__isnull: bool
    venue__capacity: int
    venue__capacity__ne: int
    venue__capacity__in: Sequence[int]
    venue__capacity__gt: int
    venue__capacity__gte: int
    venue__capacity__lt: int
    venue__capacity__lte: int
    venue__capacity__isnull: bool
    venue__latitude: Decimal
    venue__latitude__ne: Decimal
    venue__latitude__in: Sequence[Decimal]
    venue__latitude__gt: Decimal
    venue__latitude__gte: Decimal
    venue__latitude__lt: Decimal
    venue__latitude__lte: Decimal
    venue__latitude__isnull: bool
    venue__longitude: Decimal
    venue__longitude__ne: Decimal
    venue__longitude__in: Sequence[Decimal]
    venue__longitude__gt: Decimal
    venue__longitude__gte: Decimal
    venue__longitude__lt: Decimal
    venue__longitude__lte: Decimal
    venue__longitude__isnull: bool


class EventQuery(EventFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "title", "-title", "kind", "-kind", "starts_at", "-starts_at", "ends_at", "-ends_at", "venue_id", "-venue_id", "capacity", "-capacity", "description", "-description", "status", "-status", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "title", "kind", "starts_at", "ends_at", "venue_id", "capacity", "description", "status", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class EventGrouping(EventFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "title", "kind", "starts_at", "starts_at__year", "starts_at__month", "starts_at__week", "starts_at__day", "ends_at", "ends_at__year", "ends_at__month", "ends_at__week", "ends_at__day", "venue_id", "capacity", "description", "status", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:starts_at", "max:starts_at", "min:ends_at", "max:ends_at", "min:capacity", "max:capacity", "sum:capacity", "avg:capacity", "p50:capacity", "p90:capacity", "p95:capacity", "p99:capacity", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Events(Resource[models.Event]):
    """A convention, seminar, webinar or trip that members take part in."""

    _type = models.Event

    def list(self, **query: Unpack[EventQuery]) -> Page[models.Event]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/events"), query)

    def iterate(self, **query: Unpack[EventQuery]) -> Iterator[models.Event]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/events"), query)

    def export(self, **query: Unpack[EventQuery]) -> Iterator[models.Event]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/events"), query)

    def create(
        self,
        *,
        title: str,
        kind: Literal["CONVENTION", "SEMINAR", "WEBINAR", "TRIP"] | choices.EventKind,
        starts_at: datetime,
        status: Literal["PLANNED", "CONFIRMED", "HELD", "CANCELLED"] | choices.EventStatus,
        legacy_id: str | None = UNSET,
        ends_at: datetime | None = UNSET,
        venue_id: UUID | str | None = UNSET,
        capacity: int | None = UNSET,
        description: str | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Event:
        """Create one event."""
        return self._call("POST", _path("/v1/events"), models.Event, body={
            "legacy_id": legacy_id,
            "title": title,
            "kind": kind,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "venue_id": venue_id,
            "capacity": capacity,
            "description": description,
            "status": status,
        }, idempotency_key=idempotency_key)

    def aggregate(self, **query: Unpack[EventGrouping]) -> Aggregation:
        """Aggregate events."""
        return self._aggregate(_path("/v1/events/aggregate"), query)

    def bulk(self, items: Iterable[Mapping[str, Any] | models.Event], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/events/bulk"), items, idempotency_key)

    def get_by_legacy_id(self, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "title", "kind", "starts_at", "ends_at", "venue_id", "capacity", "description", "status", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Event:
        """Get one event by its legacy id."""
        return self._call("GET", _path("/v1/events/by-legacy-id/{}", legacy_id), models.Event, query={"fields": fields, "expand": expand})

    def get(self, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "title", "kind", "starts_at", "ends_at", "venue_id", "capacity", "description", "status", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Event:
        """Get one event."""
        return self._call("GET", _path("/v1/events/{}", id), models.Event, query={"fields": fields, "expand": expand})

    def delete(self, item: models.Event | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one event."""
        self._delete(_path("/v1/events/{}", item), item, if_match)

    def update(
        self, item: models.Event | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        title: str = UNSET,
        kind: Literal["CONVENTION", "SEMINAR", "WEBINAR", "TRIP"] | choices.EventKind = UNSET,
        starts_at: datetime = UNSET,
        ends_at: datetime | None = UNSET,
        venue_id: UUID | str | None = UNSET,
        capacity: int | None = UNSET,
        description: str | None = UNSET,
        status: Literal["PLANNED", "CONFIRMED", "HELD", "CANCELLED"] | choices.EventStatus = UNSET,
        if_match: str | None = None,
    ) -> models.Event:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/events/{}", item), item, {
            "legacy_id": legacy_id,
            "title": title,
            "kind": kind,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "venue_id": venue_id,
            "capacity": capacity,
            "description": description,
            "status": status,
        }, if_match)

    def save(self, item: models.Event, /) -> models.Event:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/events/{}", item), item, item._changes(), None)

    def history(self, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one event."""
        return self._call("GET", _path("/v1/events/{}/history", id), models.History, query={"limit": limit, "cursor": cursor})

    def register(
        self, id: Item | UUID | str, /,
        *,
        member_id: UUID | str,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Participation:
        """Register a member."""
        return self._call("POST", _path("/v1/events/{}/register", id), models.Participation, body={"member_id": member_id}, idempotency_key=idempotency_key, if_match=if_match)

    def similar(
        self, id: Item | UUID | str, /,
        *,
        by: Literal["words", "meaning"] = UNSET,
        limit: int = UNSET,
        model: str = UNSET,
    ) -> models.SimilarItems:
        """Get what resembles one event."""
        return self._call("GET", _path("/v1/events/{}/similar", id), models.SimilarItems, query={"by": by, "limit": limit, "model": model})


class ParticipationFilters(TypedDict, total=False):
    """What limits a list."""

    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    event_id: UUID | str
    event_id__ne: UUID | str
    event_id__in: Sequence[UUID | str]
    member_id: UUID | str
    member_id__ne: UUID | str
    member_id__in: Sequence[UUID | str]
    status: Literal["REGISTERED", "ATTENDED", "NO_SHOW", "CANCELLED"] | choices.ParticipationStatus
    status__ne: Literal["REGISTERED", "ATTENDED", "NO_SHOW", "CANCELLED"] | choices.ParticipationStatus
    status__in: Sequence[Literal["REGISTERED", "ATTENDED", "NO_SHOW", "CANCELLED"] | choices.ParticipationStatus]
    registered_at: datetime
    registered_at__ne: datetime
    registered_at__in: Sequence[datetime]
    registered_at__gt: datetime
    registered_at__gte: datetime
    registered_at__lt: datetime
    registered_at__lte: datetime
    member__id: UUID | str
    member__id__ne: UUID | str
    member__id__in: Sequence[UUID | str]
    member__legacy_id: str
    member__legacy_id__ne: str
    member__legacy_id__in: Sequence[str]
    member__legacy_id__icontains: str
    member__legacy_id__startswith: str
    member__legacy_id__isnull: bool
    member__person_id: UUID | str
    member__person_id__ne: UUID | str
    member__person_id__in: Sequence[UUID | str]
    member__organization_id: UUID | str
    member__organization_id__ne: UUID | str
    member__organization_id__in: Sequence[UUID | str]
    member__member_number: str
    member__member_number__ne: str
    member__member_number__in: Sequence[str]
    member__member_number__icontains: str
    member__member_number__startswith: str
    member__job_title: str
    member__job_title__ne: str
    member__job_title__in: Sequence[str]
    member__job_title__icontains: str
    member__job_title__startswith: str
    member__job_title__isnull: bool
    member__status: Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus
    member__status__ne: Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus
    member__status__in: Sequence[Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus]
    member__joined_on: date
    member__joined_on__ne: date
    member__joined_on__in: Sequence[date]
    member__joined_on__gt: date
    member__joined_on__gte: date
    member__joined_on__lt: date
    member__joined_on__lte: date
    member__left_on: date
    member__left_on__ne: date
    member__left_on__in: Sequence[date]
    member__left_on__gt: date
    member__left_on__gte: date
    member__left_on__lt: date
    member__left_on__lte: date
    member__left_on__isnull: bool


class ParticipationQuery(ParticipationFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "event_id", "-event_id", "member_id", "-member_id", "status", "-status", "registered_at", "-registered_at", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "event_id", "member_id", "status", "registered_at", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class ParticipationGrouping(ParticipationFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "event_id", "member_id", "status", "registered_at", "registered_at__year", "registered_at__month", "registered_at__week", "registered_at__day", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:registered_at", "max:registered_at", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Participations(Resource[models.Participation]):
    """A member's place at an event; REGISTERED and ATTENDED take one, never more than its capacity."""

    _type = models.Participation

    def list(self, event_id: UUID | str, /, **query: Unpack[ParticipationQuery]) -> Page[models.Participation]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/events/{}/participations", event_id), query)

    def iterate(self, event_id: UUID | str, /, **query: Unpack[ParticipationQuery]) -> Iterator[models.Participation]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/events/{}/participations", event_id), query)

    def export(self, event_id: UUID | str, /, **query: Unpack[ParticipationQuery]) -> Iterator[models.Participation]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/events/{}/participations", event_id), query)

    def create(
        self, event_id: UUID | str, /,
        *,
        member_id: UUID | str,
        status: Literal["REGISTERED", "ATTENDED", "NO_SHOW", "CANCELLED"] | choices.ParticipationStatus,
        legacy_id: str | None = UNSET,
        registered_at: datetime = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Participation:
        """Create one participation."""
        return self._call("POST", _path("/v1/events/{}/participations", event_id), models.Participation, body={
            "legacy_id": legacy_id,
            "member_id": member_id,
            "status": status,
            "registered_at": registered_at,
        }, idempotency_key=idempotency_key)

    def aggregate(self, event_id: UUID | str, /, **query: Unpack[ParticipationGrouping]) -> Aggregation:
        """Aggregate participations."""
        return self._aggregate(_path("/v1/events/{}/participations/aggregate", event_id), query)

    def bulk(self, event_id: UUID | str, items: Iterable[Mapping[str, Any] | models.Participation], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/events/{}/participations/bulk", event_id), items, idempotency_key)

    def get_by_legacy_id(self, event_id: UUID | str, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "event_id", "member_id", "status", "registered_at", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Participation:
        """Get one participation by its legacy id."""
        return self._call("GET", _path("/v1/events/{}/participations/by-legacy-id/{}", event_id, legacy_id), models.Participation, query={"fields": fields, "expand": expand})

    def get(self, event_id: UUID | str, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "event_id", "member_id", "status", "registered_at", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Participation:
        """Get one participation."""
        return self._call("GET", _path("/v1/events/{}/participations/{}", event_id, id), models.Participation, query={"fields": fields, "expand": expand})

    def delete(self, event_id: UUID | str, item: models.Participation | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one participation."""
        self._delete(_path("/v1/events/{}/participations/{}", event_id, item), item, if_match)

    def update(
        self, event_id: UUID | str, item: models.Participation | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        member_id: UUID | str = UNSET,
        status: Literal["REGISTERED", "ATTENDED", "NO_SHOW", "CANCELLED"] | choices.ParticipationStatus = UNSET,
        registered_at: datetime = UNSET,
        if_match: str | None = None,
    ) -> models.Participation:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/events/{}/participations/{}", event_id, item), item, {
            "legacy_id": legacy_id,
            "member_id": member_id,
            "status": status,
            "registered_at": registered_at,
        }, if_match)

    def save(self, event_id: UUID | str, item: models.Participation, /) -> models.Participation:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/events/{}/participations/{}", event_id, item), item, item._changes(), None)

    def history(self, event_id: UUID | str | int, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one participation."""
        return self._call("GET", _path("/v1/events/{}/participations/{}/history", event_id, id), models.History, query={"limit": limit, "cursor": cursor})


class GroupFilters(TypedDict, total=False):
    """What limits a list."""

    q: str
    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    code: str
    code__ne: str
    code__in: Sequence[str]
    code__icontains: str
    code__startswith: str
    name: str
    name__ne: str
    name__in: Sequence[str]
    name__icontains: str
    name__startswith: str
    status: Literal["FORMING", "ACTIVE", "DORMANT", "CLOSED"] | choices.GroupStatus
    status__ne: Literal["FORMING", "ACTIVE", "DORMANT", "CLOSED"] | choices.GroupStatus
    status__in: Sequence[Literal["FORMING", "ACTIVE", "DORMANT", "CLOSED"] | choices.GroupStatus]
    point_of_contact_id: UUID | str
    point_of_contact_id__ne: UUID | str
    point_of_contact_id__in: Sequence[UUID | str]
    point_of_contact_id__isnull: bool
    region: str
    region__ne: str
    region__in: Sequence[str]
    region__icontains: str
    region__startswith: str
    region__isnull: bool
    founded_on: date
    founded_on__ne: date
    founded_on__in: Sequence[date]
    founded_on__gt: date
    founded_on__gte: date
    founded_on__lt: date
    founded_on__lte: date
    founded_on__isnull: bool
    capacity: int
    capacity__ne: int
    capacity__in: Sequence[int]
    capacity__gt: int
    capacity__gte: int
    capacity__lt: int
    capacity__lte: int
    capacity__isnull: bool
    leader_id: UUID | str
    leader_id__ne: UUID | str
    leader_id__in: Sequence[UUID | str]
    leader_id__isnull: bool
    active_member_count: int
    active_member_count__ne: int
    active_member_count__in: Sequence[int]
    active_member_count__gt: int
    active_member_count__gte: int
    active_member_count__lt: int
    active_member_count__lte: int
    point_of_contact__id: UUID | str
    point_of_contact__id__ne: UUID | str
    point_of_contact__id__in: Sequence[UUID | str]
    point_of_contact__legacy_id: str
    point_of_contact__legacy_id__ne: str
    point_of_contact__legacy_id__in: Sequence[str]
    point_of_contact__legacy_id__icontains: str
    point_of_contact__legacy_id__startswith: str
    point_of_contact__legacy_id__isnull: bool
    point_of_contact__person_id: UUID | str
    point_of_contact__person_id__ne: UUID | str
    point_of_contact__person_id__in: Sequence[UUID | str]
    point_of_contact__job_title: str
    point_of_contact__job_title__ne: str
    point_of_contact__job_title__in: Sequence[str]
    point_of_contact__job_title__icontains: str
    point_of_contact__job_title__startswith: str
    point_of_contact__job_title__isnull: bool
    point_of_contact__region: str
    point_of_contact__region__ne: str
    point_of_contact__region__in: Sequence[str]
    point_of_contact__region__icontains: str
    point_of_contact__region__startswith: str
    point_of_contact__region__isnull: bool
    point_of_contact__active: bool


class GroupQuery(GroupFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "code", "-code", "name", "-name", "status", "-status", "point_of_contact_id", "-point_of_contact_id", "region", "-region", "founded_on", "-founded_on", "capacity", "-capacity", "leader_id", "-leader_id", "active_member_count", "-active_member_count", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "code", "name", "status", "point_of_contact_id", "region", "founded_on", "capacity", "leader_id", "active_member_count", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class GroupGrouping(GroupFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "code", "name", "status", "point_of_contact_id", "region", "founded_on", "founded_on__year", "founded_on__month", "founded_on__week", "founded_on__day", "capacity", "leader_id", "active_member_count", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:founded_on", "max:founded_on", "min:capacity", "max:capacity", "sum:capacity", "avg:capacity", "p50:capacity", "p90:capacity", "p95:capacity", "p99:capacity", "min:active_member_count", "max:active_member_count", "sum:active_member_count", "avg:active_member_count", "p50:active_member_count", "p90:active_member_count", "p95:active_member_count", "p99:active_member_count", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Groups(Resource[models.Group]):
    """A peer group of members, looked after by a point of contact among the staff."""

    _type = models.Group

    def list(self, **query: Unpack[GroupQuery]) -> Page[models.Group]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/groups"), query)

    def iterate(self, **query: Unpack[GroupQuery]) -> Iterator[models.Group]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/groups"), query)

    def export(self, **query: Unpack[GroupQuery]) -> Iterator[models.Group]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/groups"), query)

    def create(
        self,
        *,
        code: str,
        name: str,
        status: Literal["FORMING", "ACTIVE", "DORMANT", "CLOSED"] | choices.GroupStatus,
        point_of_contact_id: UUID | str,
        legacy_id: str | None = UNSET,
        region: str | None = UNSET,
        founded_on: date | None = UNSET,
        capacity: int | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Group:
        """Create one group."""
        return self._call("POST", _path("/v1/groups"), models.Group, body={
            "legacy_id": legacy_id,
            "code": code,
            "name": name,
            "status": status,
            "point_of_contact_id": point_of_contact_id,
            "region": region,
            "founded_on": founded_on,
            "capacity": capacity,
        }, idempotency_key=idempotency_key)

    def aggregate(self, **query: Unpack[GroupGrouping]) -> Aggregation:
        """Aggregate groups."""
        return self._aggregate(_path("/v1/groups/aggregate"), query)

    def bulk(self, items: Iterable[Mapping[str, Any] | models.Group], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/groups/bulk"), items, idempotency_key)

    def get_by_legacy_id(self, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "code", "name", "status", "point_of_contact_id", "region", "founded_on", "capacity", "leader_id", "active_member_count", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Group:
        """Get one group by its legacy id."""
        return self._call("GET", _path("/v1/groups/by-legacy-id/{}", legacy_id), models.Group, query={"fields": fields, "expand": expand})

    def get(self, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "code", "name", "status", "point_of_contact_id", "region", "founded_on", "capacity", "leader_id", "active_member_count", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Group:
        """Get one group."""
        return self._call("GET", _path("/v1/groups/{}", id), models.Group, query={"fields": fields, "expand": expand})

    def delete(self, item: models.Group | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one group."""
        self._delete(_path("/v1/groups/{}", item), item, if_match)

    def update(
        self, item: models.Group | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        code: str = UNSET,
        name: str = UNSET,
        status: Literal["FORMING", "ACTIVE", "DORMANT", "CLOSED"] | choices.GroupStatus = UNSET,
        point_of_contact_id: UUID | str = UNSET,
        region: str | None = UNSET,
        founded_on: date | None = UNSET,
        capacity: int | None = UNSET,
        if_match: str | None = None,
    ) -> models.Group:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/groups/{}", item), item, {
            "legacy_id": legacy_id,
            "code": code,
            "name": name,
            "status": status,
            "point_of_contact_id": point_of_contact_id,
            "region": region,
            "founded_on": founded_on,
            "capacity": capacity,
        }, if_match)

    def save(self, item: models.Group, /) -> models.Group:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/groups/{}", item), item, item._changes(), None)

    def history(self, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one group."""
        return self._call("GET", _path("/v1/groups/{}/history", id), models.History, query={"limit": limit, "cursor": cursor})

    def leader_elections(
        self, id: Item | UUID | str, /,
        *,
        member_id: UUID | str,
        elected_on: date | None = UNSET,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Leadership:
        """Elect a leader."""
        return self._call("POST", _path("/v1/groups/{}/leader-elections", id), models.Leadership, body={"member_id": member_id, "elected_on": elected_on}, idempotency_key=idempotency_key, if_match=if_match)

    def similar(
        self, id: Item | UUID | str, /,
        *,
        by: Literal["words", "meaning"] = UNSET,
        limit: int = UNSET,
        model: str = UNSET,
    ) -> models.SimilarItems:
        """Get what resembles one group."""
        return self._call("GET", _path("/v1/groups/{}/similar", id), models.SimilarItems, query={"by": by, "limit": limit, "model": model})


class LeadershipFilters(TypedDict, total=False):
    """What limits a list."""

    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    group_id: UUID | str
    group_id__ne: UUID | str
    group_id__in: Sequence[UUID | str]
    member_id: UUID | str
    member_id__ne: UUID | str
    member_id__in: Sequence[UUID | str]
    elected_on: date
    elected_on__ne: date
    elected_on__in: Sequence[date]
    elected_on__gt: date
    elected_on__gte: date
    elected_on__lt: date
    elected_on__lte: date
    ended_on: date
    ended_on__ne: date
    ended_on__in: Sequence[date]
    ended_on__gt: date
    ended_on__gte: date
    ended_on__lt: date
    ended_on__lte: date
    ended_on__isnull: bool
    member__id: UUID | str
    member__id__ne: UUID | str
    member__id__in: Sequence[UUID | str]
    member__legacy_id: str
    member__legacy_id__ne: str
    member__legacy_id__in: Sequence[str]
    member__legacy_id__icontains: str
    member__legacy_id__startswith: str
    member__legacy_id__isnull: bool
    member__person_id: UUID | str
    member__person_id__ne: UUID | str
    member__person_id__in: Sequence[UUID | str]
    member__organization_id: UUID | str
    member__organization_id__ne: UUID | str
    member__organization_id__in: Sequence[UUID | str]
    member__member_number: str
    member__member_number__ne: str
    member__member_number__in: Sequence[str]
    member__member_number__icontains: str
    member__member_number__startswith: str
    member__job_title: str
    member__job_title__ne: str
    member__job_title__in: Sequence[str]
    member__job_title__icontains: str
    member__job_title__startswith: str
    member__job_title__isnull: bool
    member__status: Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus
    member__status__ne: Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus
    member__status__in: Sequence[Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus]
    member__joined_on: date
    member__joined_on__ne: date
    member__joined_on__in: Sequence[date]
    member__joined_on__gt: date
    member__joined_on__gte: date
    member__joined_on__lt: date
    member__joined_on__lte: date
    member__left_on: date
    member__left_on__ne: date
    member__left_on__in: Sequence[date]
    member__left_on__gt: date
    member__left_on__gte: date
    member__left_on__lt: date
    member__left_on__lte: date
    member__left_on__isnull: bool


class LeadershipQuery(LeadershipFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "group_id", "-group_id", "member_id", "-member_id", "elected_on", "-elected_on", "ended_on", "-ended_on", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "group_id", "member_id", "elected_on", "ended_on", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class LeadershipGrouping(LeadershipFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "group_id", "member_id", "elected_on", "elected_on__year", "elected_on__month", "elected_on__week", "elected_on__day", "ended_on", "ended_on__year", "ended_on__month", "ended_on__week", "ended_on__day", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:elected_on", "max:elected_on", "min:ended_on", "max:ended_on", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Leaderships(Resource[models.Leadership]):
    """A group's elected leader, who is a member of the group throughout the term; one at a time."""

    _type = models.Leadership

    def list(self, group_id: UUID | str, /, **query: Unpack[LeadershipQuery]) -> Page[models.Leadership]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/groups/{}/leaderships", group_id), query)

    def iterate(self, group_id: UUID | str, /, **query: Unpack[LeadershipQuery]) -> Iterator[models.Leadership]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/groups/{}/leaderships", group_id), query)

    def export(self, group_id: UUID | str, /, **query: Unpack[LeadershipQuery]) -> Iterator[models.Leadership]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/groups/{}/leaderships", group_id), query)

    def create(
        self, group_id: UUID | str, /,
        *,
        member_id: UUID | str,
        elected_on: date,
        legacy_id: str | None = UNSET,
        ended_on: date | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Leadership:
        """Create one leadership."""
        return self._call("POST", _path("/v1/groups/{}/leaderships", group_id), models.Leadership, body={
            "legacy_id": legacy_id,
            "member_id": member_id,
            "elected_on": elected_on,
            "ended_on": ended_on,
        }, idempotency_key=idempotency_key)

    def aggregate(self, group_id: UUID | str, /, **query: Unpack[LeadershipGrouping]) -> Aggregation:
        """Aggregate leaderships."""
        return self._aggregate(_path("/v1/groups/{}/leaderships/aggregate", group_id), query)

    def bulk(self, group_id: UUID | str, items: Iterable[Mapping[str, Any] | models.Leadership], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/groups/{}/leaderships/bulk", group_id), items, idempotency_key)

    def get_by_legacy_id(self, group_id: UUID | str, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "group_id", "member_id", "elected_on", "ended_on", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Leadership:
        """Get one leadership by its legacy id."""
        return self._call("GET", _path("/v1/groups/{}/leaderships/by-legacy-id/{}", group_id, legacy_id), models.Leadership, query={"fields": fields, "expand": expand})

    def get(self, group_id: UUID | str, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "group_id", "member_id", "elected_on", "ended_on", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Leadership:
        """Get one leadership."""
        return self._call("GET", _path("/v1/groups/{}/leaderships/{}", group_id, id), models.Leadership, query={"fields": fields, "expand": expand})

    def delete(self, group_id: UUID | str, item: models.Leadership | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one leadership."""
        self._delete(_path("/v1/groups/{}/leaderships/{}", group_id, item), item, if_match)

    def update(
        self, group_id: UUID | str, item: models.Leadership | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        member_id: UUID | str = UNSET,
        elected_on: date = UNSET,
        ended_on: date | None = UNSET,
        if_match: str | None = None,
    ) -> models.Leadership:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/groups/{}/leaderships/{}", group_id, item), item, {
            "legacy_id": legacy_id,
            "member_id": member_id,
            "elected_on": elected_on,
            "ended_on": ended_on,
        }, if_match)

    def save(self, group_id: UUID | str, item: models.Leadership, /) -> models.Leadership:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/groups/{}/leaderships/{}", group_id, item), item, item._changes(), None)

    def history(self, group_id: UUID | str | int, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one leadership."""
        return self._call("GET", _path("/v1/groups/{}/leaderships/{}/history", group_id, id), models.History, query={"limit": limit, "cursor": cursor})


class MembershipFilters(TypedDict, total=False):
    """What limits a list."""

    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    group_id: UUID | str
    group_id__ne: UUID | str
    group_id__in: Sequence[UUID | str]
    member_id: UUID | str
    member_id__ne: UUID | str
    member_id__in: Sequence[UUID | str]
    joined_on: date
    joined_on__ne: date
    joined_on__in: Sequence[date]
    joined_on__gt: date
    joined_on__gte: date
    joined_on__lt: date
    joined_on__lte: date
    left_on: date
    left_on__ne: date
    left_on__in: Sequence[date]
    left_on__gt: date
    left_on__gte: date
    left_on__lt: date
    left_on__lte: date
    left_on__isnull: bool
    member__id: UUID | str
    member__id__ne: UUID | str
    member__id__in: Sequence[UUID | str]
    member__legacy_id: str
    member__legacy_id__ne: str
    member__legacy_id__in: Sequence[str]
    member__legacy_id__icontains: str
    member__legacy_id__startswith: str
    member__legacy_id__isnull: bool
    member__person_id: UUID | str
    member__person_id__ne: UUID | str
    member__person_id__in: Sequence[UUID | str]
    member__organization_id: UUID | str
    member__organization_id__ne: UUID | str
    member__organization_id__in: Sequence[UUID | str]
    member__member_number: str
    member__member_number__ne: str
    member__member_number__in: Sequence[str]
    member__member_number__icontains: str
    member__member_number__startswith: str
    member__job_title: str
    member__job_title__ne: str
    member__job_title__in: Sequence[str]
    member__job_title__icontains: str
    member__job_title__startswith: str
    member__job_title__isnull: bool
    member__status: Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus
    member__status__ne: Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus
    member__status__in: Sequence[Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus]
    member__joined_on: date
    member__joined_on__ne: date
    member__joined_on__in: Sequence[date]
    member__joined_on__gt: date
    member__joined_on__gte: date
    member__joined_on__lt: date
    member__joined_on__lte: date
    member__left_on: date
    member__left_on__ne: date
    member__left_on__in: Sequence[date]
    member__left_on__gt: date
    member__left_on__gte: date
    member__left_on__lt: date
    member__left_on__lte: date
    member__left_on__isnull: bool


class MembershipQuery(MembershipFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "group_id", "-group_id", "member_id", "-member_id", "joined_on", "-joined_on", "left_on", "-left_on", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "group_id", "member_id", "joined_on", "left_on", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class MembershipGrouping(MembershipFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "group_id", "member_id", "joined_on", "joined_on__year", "joined_on__month", "joined_on__week", "joined_on__day", "left_on", "left_on__year", "left_on__month", "left_on__week", "left_on__day", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:joined_on", "max:joined_on", "min:left_on", "max:left_on", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Memberships(Resource[models.Membership]):
    """A member belongs to a group from joined_on until before left_on."""

    _type = models.Membership

    def list(self, group_id: UUID | str, /, **query: Unpack[MembershipQuery]) -> Page[models.Membership]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/groups/{}/memberships", group_id), query)

    def iterate(self, group_id: UUID | str, /, **query: Unpack[MembershipQuery]) -> Iterator[models.Membership]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/groups/{}/memberships", group_id), query)

    def export(self, group_id: UUID | str, /, **query: Unpack[MembershipQuery]) -> Iterator[models.Membership]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/groups/{}/memberships", group_id), query)

    def create(
        self, group_id: UUID | str, /,
        *,
        member_id: UUID | str,
        joined_on: date,
        legacy_id: str | None = UNSET,
        left_on: date | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Membership:
        """Create one membership."""
        return self._call("POST", _path("/v1/groups/{}/memberships", group_id), models.Membership, body={
            "legacy_id": legacy_id,
            "member_id": member_id,
            "joined_on": joined_on,
            "left_on": left_on,
        }, idempotency_key=idempotency_key)

    def aggregate(self, group_id: UUID | str, /, **query: Unpack[MembershipGrouping]) -> Aggregation:
        """Aggregate memberships."""
        return self._aggregate(_path("/v1/groups/{}/memberships/aggregate", group_id), query)

    def bulk(self, group_id: UUID | str, items: Iterable[Mapping[str, Any] | models.Membership], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/groups/{}/memberships/bulk", group_id), items, idempotency_key)

    def get_by_legacy_id(self, group_id: UUID | str, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "group_id", "member_id", "joined_on", "left_on", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Membership:
        """Get one membership by its legacy id."""
        return self._call("GET", _path("/v1/groups/{}/memberships/by-legacy-id/{}", group_id, legacy_id), models.Membership, query={"fields": fields, "expand": expand})

    def get(self, group_id: UUID | str, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "group_id", "member_id", "joined_on", "left_on", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Membership:
        """Get one membership."""
        return self._call("GET", _path("/v1/groups/{}/memberships/{}", group_id, id), models.Membership, query={"fields": fields, "expand": expand})

    def delete(self, group_id: UUID | str, item: models.Membership | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one membership."""
        self._delete(_path("/v1/groups/{}/memberships/{}", group_id, item), item, if_match)

    def update(
        self, group_id: UUID | str, item: models.Membership | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        member_id: UUID | str = UNSET,
        joined_on: date = UNSET,
        left_on: date | None = UNSET,
        if_match: str | None = None,
    ) -> models.Membership:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/groups/{}/memberships/{}", group_id, item), item, {
            "legacy_id": legacy_id,
            "member_id": member_id,
            "joined_on": joined_on,
            "left_on": left_on,
        }, if_match)

    def save(self, group_id: UUID | str, item: models.Membership, /) -> models.Membership:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/groups/{}/memberships/{}", group_id, item), item, item._changes(), None)

    def history(self, group_id: UUID | str | int, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one membership."""
        return self._call("GET", _path("/v1/groups/{}/memberships/{}/history", group_id, id), models.History, query={"limit": limit, "cursor": cursor})


class InvoiceFilters(TypedDict, total=False):
    """What limits a list."""

    q: str
    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    number: str
    number__ne: str
    number__in: Sequence[str]
    number__icontains: str
    number__startswith: str
    organization_id: UUID | str
    organization_id__ne: UUID | str
    organization_id__in: Sequence[UUID | str]
    status: Literal["DRAFT", "ISSUED", "PAID", "VOID"] | choices.InvoiceStatus
    status__ne: Literal["DRAFT", "ISSUED", "PAID", "VOID"] | choices.InvoiceStatus
    status__in: Sequence[Literal["DRAFT", "ISSUED", "PAID", "VOID"] | choices.InvoiceStatus]
    issued_on: date
    issued_on__ne: date
    issued_on__in: Sequence[date]
    issued_on__gt: date
    issued_on__gte: date
    issued_on__lt: date
    issued_on__lte: date
    issued_on__isnull: bool
    due_on: date
    due_on__ne: date
    due_on__in: Sequence[date]
    due_on__gt: date
    due_on__gte: date
    due_on__lt: date
    due_on__lte: date
    due_on__isnull: bool
    currency: str
    currency__ne: str
    currency__in: Sequence[str]
    currency__icontains: str
    currency__startswith: str
    notes: str
    notes__ne: str
    notes__in: Sequence[str]
    notes__icontains: str
    notes__startswith: str
    notes__isnull: bool
    total_net: Decimal
    total_net__ne: Decimal
    total_net__in: Sequence[Decimal]
    total_net__gt: Decimal
    total_net__gte: Decimal
    total_net__lt: Decimal
    total_net__lte: Decimal
    total_tax: Decimal
    total_tax__ne: Decimal
    total_tax__in: Sequence[Decimal]
    total_tax__gt: Decimal
    total_tax__gte: Decimal
    total_tax__lt: Decimal
    total_tax__lte: Decimal
    total_gross: Decimal
    total_gross__ne: Decimal
    total_gross__in: Sequence[Decimal]
    total_gross__gt: Decimal
    total_gross__gte: Decimal
    total_gross__lt: Decimal
    total_gross__lte: Decimal
    paid: Decimal
    paid__ne: Decimal
    paid__in: Sequence[Decimal]
    paid__gt: Decimal
    paid__gte: Decimal
    paid__lt: Decimal
    paid__lte: Decimal
    balance: Decimal
    balance__ne: Decimal
    balance__in: Sequence[Decimal]
    balance__gt: Decimal
    balance__gte: Decimal
    balance__lt: Decimal
    balance__lte: Decimal
    organization__id: UUID | str
    organization__id__ne: UUID | str
    organization__id__in: Sequence[UUID | str]
    organization__legacy_id: str
    organization__legacy_id__ne: str
    organization__legacy_id__in: Sequence[str]
    organization__legacy_id__icontains: str
    organization__legacy_id__startswith: str
    organization__legacy_id__isnull: bool
    organization__name: str
    organization__name__ne: str
    organization__name__in: Sequence[str]
    organization__name__icontains: str
    organization__name__startswith: str
    organization__legal_name: str
    organization__legal_name__ne: str
    organization__legal_name__in: Sequence[str]
    organization__legal_name__icontains: str
    organization__legal_name__startswith: str
    organization__legal_name__isnull: bool
    organization__registration_number: str
    organization__registration_number__ne: str
    organization__registration_number__in: Sequence[str]
    organization__registration_number__icontains: str
    organization__registration_number__startswith: str
    organization__registration_number__isnull: bool
    organization__status: Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] | choices.OrganizationStatus
    organization__status__ne: Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] | choices.OrganizationStatus
    organization__status__in: Sequence[Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] | choices.OrganizationStatus]
    organization__industry: str
    organization__industry__ne: str
    organization__industry__in: Sequence[str]
    organization__industry__icontains: str
    organization__industry__startswith: str
    organization__industry__isnull: bool
    organization__website: str
    organization__website__ne: str
    organization__website__in: Sequence[str]
    organization__website__icontains: str
    organization__website__startswith: str
    organization__website__isnull: bool
    organization__email: str
    organization__email__ne: str
    organization__email__in: Sequence[str]
    organization__email__icontains: str
    organization__email__startswith: str
    organization__email__isnull: bool
    organization__phone: str
    organization__phone__ne: str
    organization__phone__in: Sequence[str]
    organization__phone__icontains: str
    organization__phone__startswith: str
    organization__phone__isnull: bool
    organization__street: str
    organization__street__ne: str
    organization__street__in: Sequence[str]
    organization__street__icontains: str
    organization__street__startswith: str
    organization__street__isnull: bool
    organization__postal_code: str
    organization__postal_code__ne: str
    organization__postal_code__in: Sequence[str]
    organization__postal_code__icontains: str
    organization__postal_code__startswith: str
    organization__postal_code__isnull: bool
    organization__city: str
    organization__city__ne: str
    organization__city__in: Sequence[str]
    organization__city__icontains: str
    organization__city__startswith: str
    organization__city__isnull: bool
    organization__region: str
    organization__region__ne: str
    organization__region__in: Sequence[str]
    organization__region__icontains: str
    organization__region__startswith: str
    organization__region__isnull: bool
    organization__country: str
    organization__country__ne: str
    organization__country__in: Sequence[str]
    organization__country__icontains: str
    organization__country__startswith: str
    organization__country__isnull: bool
    organization__joined_on: date
    organization__joined_on__ne: date
    organization__joined_on__in: Sequence[date]
    organization__joined_on__gt: date
    organization__joined_on__gte: date
    organization__joined_on__lt: date
    organization__joined_on__lte: date
    organization__joined_on__isnull: bool
    organization__closed_on: date
    organization__closed_on__ne: date
    organization__closed_on__in: Sequence[date]
    organization__closed_on__gt: date
    organization__closed_on__gte: date
    organization__closed_on__lt: date
    organization__closed_on__lte: date
    organization__closed_on__isnull: bool


class InvoiceQuery(InvoiceFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "number", "-number", "organization_id", "-organization_id", "status", "-status", "issued_on", "-issued_on", "due_on", "-due_on", "currency", "-currency", "notes", "-notes", "total_net", "-total_net", "total_tax", "-total_tax", "total_gross", "-total_gross", "paid", "-paid", "balance", "-balance", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "number", "organization_id", "status", "issued_on", "due_on", "currency", "notes", "lines", "total_net", "total_tax", "total_gross", "paid", "balance", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class InvoiceGrouping(InvoiceFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "number", "organization_id", "status", "issued_on", "issued_on__year", "issued_on__month", "issued_on__week", "issued_on__day", "due_on", "due_on__year", "due_on__month", "due_on__week", "due_on__day", "currency", "notes", "total_net", "total_tax", "total_gross", "paid", "balance", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:issued_on", "max:issued_on", "min:due_on", "max:due_on", "min:total_net", "max:total_net", "sum:total_net", "avg:total_net", "p50:total_net", "p90:total_net", "p95:total_net", "p99:total_net", "min:total_tax", "max:total_tax", "sum:total_tax", "avg:total_tax", "p50:total_tax", "p90:total_tax", "p95:total_tax", "p99:total_tax", "min:total_gross", "max:total_gross", "sum:total_gross", "avg:total_gross", "p50:total_gross", "p90:total_gross", "p95:total_gross", "p99:total_gross", "min:paid", "max:paid", "sum:paid", "avg:paid", "p50:paid", "p90:paid", "p95:paid", "p99:paid", "min:balance", "max:balance", "sum:balance", "avg:balance", "p50:balance", "p90:balance", "p95:balance", "p99:balance", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Invoices(Resource[models.Invoice]):
    """What an organization owes; totals are computed from the lines, never stored."""

    _type = models.Invoice

    def list(self, **query: Unpack[InvoiceQuery]) -> Page[models.Invoice]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/invoices"), query)

    def iterate(self, **query: Unpack[InvoiceQuery]) -> Iterator[models.Invoice]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/invoices"), query)

    def export(self, **query: Unpack[InvoiceQuery]) -> Iterator[models.Invoice]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/invoices"), query)

    def create(
        self,
        *,
        number: str,
        organization_id: UUID | str,
        status: Literal["DRAFT", "ISSUED", "PAID", "VOID"] | choices.InvoiceStatus,
        currency: str,
        legacy_id: str | None = UNSET,
        issued_on: date | None = UNSET,
        due_on: date | None = UNSET,
        notes: str | None = UNSET,
        lines: Sequence[Item | Mapping[str, Any]] = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Invoice:
        """Create one invoice."""
        return self._call("POST", _path("/v1/invoices"), models.Invoice, body={
            "legacy_id": legacy_id,
            "number": number,
            "organization_id": organization_id,
            "status": status,
            "issued_on": issued_on,
            "due_on": due_on,
            "currency": currency,
            "notes": notes,
            "lines": lines,
        }, idempotency_key=idempotency_key)

    def aggregate(self, **query: Unpack[InvoiceGrouping]) -> Aggregation:
        """Aggregate invoices."""
        return self._aggregate(_path("/v1/invoices/aggregate"), query)

    def bulk(self, items: Iterable[Mapping[str, Any] | models.Invoice], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/invoices/bulk"), items, idempotency_key)

    def get_by_legacy_id(self, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "number", "organization_id", "status", "issued_on", "due_on", "currency", "notes", "lines", "total_net", "total_tax", "total_gross", "paid", "balance", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Invoice:
        """Get one invoice by its legacy id."""
        return self._call("GET", _path("/v1/invoices/by-legacy-id/{}", legacy_id), models.Invoice, query={"fields": fields, "expand": expand})

    def get(self, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "number", "organization_id", "status", "issued_on", "due_on", "currency", "notes", "lines", "total_net", "total_tax", "total_gross", "paid", "balance", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Invoice:
        """Get one invoice."""
        return self._call("GET", _path("/v1/invoices/{}", id), models.Invoice, query={"fields": fields, "expand": expand})

    def delete(self, item: models.Invoice | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one invoice."""
        self._delete(_path("/v1/invoices/{}", item), item, if_match)

    def update(
        self, item: models.Invoice | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        number: str = UNSET,
        organization_id: UUID | str = UNSET,
        status: Literal["DRAFT", "ISSUED", "PAID", "VOID"] | choices.InvoiceStatus = UNSET,
        issued_on: date | None = UNSET,
        due_on: date | None = UNSET,
        currency: str = UNSET,
        notes: str | None = UNSET,
        lines: Sequence[Item | Mapping[str, Any]] = UNSET,
        if_match: str | None = None,
    ) -> models.Invoice:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/invoices/{}", item), item, {
            "legacy_id": legacy_id,
            "number": number,
            "organization_id": organization_id,
            "status": status,
            "issued_on": issued_on,
            "due_on": due_on,
            "currency": currency,
            "notes": notes,
            "lines": lines,
        }, if_match)

    def save(self, item: models.Invoice, /) -> models.Invoice:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/invoices/{}", item), item, item._changes(), None)

    def history(self, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one invoice."""
        return self._call("GET", _path("/v1/invoices/{}/history", id), models.History, query={"limit": limit, "cursor": cursor})

    def issue(
        self, id: Item | UUID | str, /,
        *,
        issued_on: date | None = UNSET,
        due_on: date | None = UNSET,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Invoice:
        """Issue an invoice."""
        return self._call("POST", _path("/v1/invoices/{}/issue", id), models.Invoice, body={"issued_on": issued_on, "due_on": due_on}, idempotency_key=idempotency_key, if_match=if_match)

    def pay(
        self, id: Item | UUID | str, /,
        *,
        method: Literal["TRANSFER", "CARD", "CHEQUE", "DIRECT_DEBIT"] | choices.PaymentMethod,
        received_on: date | None = UNSET,
        amount: Decimal | None = UNSET,
        reference: str | None = UNSET,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Invoice:
        """Record a payment."""
        return self._call("POST", _path("/v1/invoices/{}/pay", id), models.Invoice, body={
            "received_on": received_on,
            "amount": amount,
            "method": method,
            "reference": reference,
        }, idempotency_key=idempotency_key, if_match=if_match)

    def similar(
        self, id: Item | UUID | str, /,
        *,
        by: Literal["words", "meaning"] = UNSET,
        limit: int = UNSET,
        model: str = UNSET,
    ) -> models.SimilarItems:
        """Get what resembles one invoice."""
        return self._call("GET", _path("/v1/invoices/{}/similar", id), models.SimilarItems, query={"by": by, "limit": limit, "model": model})

    def void(self, id: Item | UUID | str, /, *, if_match: str | None = None, idempotency_key: str | None = None) -> models.Invoice:
        """Void an invoice."""
        return self._call("POST", _path("/v1/invoices/{}/void", id), models.Invoice, idempotency_key=idempotency_key, if_match=if_match)


class InvoiceLineFilters(TypedDict, total=False):
    """What limits a list."""

    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    invoice_id: UUID | str
    invoice_id__ne: UUID | str
    invoice_id__in: Sequence[UUID | str]
    position: int
    position__ne: int
    position__in: Sequence[int]
    position__gt: int
    position__gte: int
    position__lt: int
    position__lte: int
    mission_id: UUID | str
    mission_id__ne: UUID | str
    mission_id__in: Sequence[UUID | str]
    mission_id__isnull: bool
    description: str
    description__ne: str
    description__in: Sequence[str]
    description__icontains: str
    description__startswith: str
    quantity: Decimal
    quantity__ne: Decimal
    quantity__in: Sequence[Decimal]
    quantity__gt: Decimal
    quantity__gte: Decimal
    quantity__lt: Decimal
    quantity__lte: Decimal
    unit_price: Decimal
    unit_price__ne: Decimal
    unit_price__in: Sequence[Decimal]
    unit_price__gt: Decimal
    unit_price__gte: Decimal
    unit_price__lt: Decimal
    unit_price__lte: Decimal
    tax_rate: Decimal
    tax_rate__ne: Decimal
    tax_rate__in: Sequence[Decimal]
    tax_rate__gt: Decimal
    tax_rate__gte: Decimal
    tax_rate__lt: Decimal
    tax_rate__lte: Decimal
    tax_rate__isnull: bool
    net: Decimal
    net__ne: Decimal
    net__in: Sequence[Decimal]
    net__gt: Decimal
    net__gte: Decimal
    net__lt: Decimal
    net__lte: Decimal
    mission__id: UUID | str
    mission__id__ne: UUID | str
    mission__id__in: Sequence[UUID | str]
    mission__legacy_id: str
    mission__legacy_id__ne: str
    mission__legacy_id__in: Sequence[str]
    mission__legacy_id__icontains: str
    mission__legacy_id__startswith: str
    mission__legacy_id__isnull: bool
    mission__reference: str
    mission__reference__ne: str
    mission__reference__in: Sequence[str]
    mission__reference__icontains: str
    mission__reference__startswith: str
    mission__title: str
    mission__title__ne: str
    mission__title__in: Sequence[str]
    mission__title__icontains: str
    mission__title__startswith: str
    mission__kind: Literal["TEACHING", "FACILITATION", "CONSULTING"] | choices.MissionKind
    mission__kind__ne: Literal["TEACHING", "FACILITATION", "CONSULTING"] | choices.MissionKind
    mission__kind__in: Sequence[Literal["TEACHING", "FACILITATION", "CONSULTING"] | choices.MissionKind]
    mission__organization_id: UUID | str
    mission__organization_id__ne: UUID | str
    mission__organization_id__in: Sequence[UUID | str]
    mission__teacher_id: UUID | str
    mission__teacher_id__ne: UUID | str
    mission__teacher_id__in: Sequence[UUID | str]
    mission__teacher_id__isnull: bool
    mission__meeting_id: UUID | str
    mission__meeting_id__ne: UUID | str
    mission__meeting_id__in: Sequence[UUID | str]
    mission__meeting_id__isnull: bool
    mission__status: Literal["DRAFT", "CONFIRMED", "DELIVERED", "CANCELLED"] | choices.MissionStatus
    mission__status__ne: Literal["DRAFT", "CONFIRMED", "DELIVERED", "CANCELLED"] | choices.MissionStatus
    mission__status__in: Sequence[Literal["DRAFT", "CONFIRMED", "DELIVERED", "CANCELLED"] | choices.MissionStatus]
    mission__starts_on: date
    mission__starts_on__ne: date
    mission__starts_on__in: Sequence[date]
    mission__starts_on__gt: date
    mission__starts_on__gte: date
    mission__starts_on__lt: date
    mission__starts_on__lte: date
    mission__starts_on__isnull: bool
    mission__ends_on: date
    mission__ends_on__ne: date
    mission__ends_on__in: Sequence[date]
    mission__ends_on__gt: date
    mission__ends_on__gte: date
    mission__ends_on__lt: date
    mission__ends_on__lte: date
    mission__ends_on__isnull: bool
    mission__fee: Decimal
    mission__fee__ne: Decimal
    mission__fee__in: Sequence[Decimal]
    mission__fee__gt: Decimal
    mission__fee__gte: Decimal
    mission__fee__lt: Decimal
    mission__fee__lte: Decimal
    mission__fee__isnull: bool
    mission__currency: str
    mission__currency__ne: str
    mission__currency__in: Sequence[str]
    mission__currency__icontains: str
    mission__currency__startswith: str
    mission__currency__isnull: bool
    mission__description: str
    mission__description__ne: str
    mission__description__in: Sequence[str]
    mission__description__icontains: str
    mission__description__startswith: str
    mission__description__isnull: bool


class InvoiceLineQuery(InvoiceLineFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "invoice_id", "-invoice_id", "position", "-position", "mission_id", "-mission_id", "description", "-description", "quantity", "-quantity", "unit_price", "-unit_price", "tax_rate", "-tax_rate", "net", "-net", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "invoice_id", "position", "mission_id", "description", "quantity", "unit_price", "tax_rate", "net", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class InvoiceLineGrouping(InvoiceLineFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "invoice_id", "position", "mission_id", "description", "quantity", "unit_price", "tax_rate", "net", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:position", "max:position", "sum:position", "avg:position", "p50:position", "p90:position", "p95:position", "p99:position", "min:quantity", "max:quantity", "sum:quantity", "avg:quantity", "p50:quantity", "p90:quantity", "p95:quantity", "p99:quantity", "min:unit_price", "max:unit_price", "sum:unit_price", "avg:unit_price", "p50:unit_price", "p90:unit_price", "p95:unit_price", "p99:unit_price", "min:tax_rate", "max:tax_rate", "sum:tax_rate", "avg:tax_rate", "p50:tax_rate", "p90:tax_rate", "p95:tax_rate", "p99:tax_rate", "min:net", "max:net", "sum:net", "avg:net", "p50:net", "p90:net", "p95:net", "p99:net", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class InvoiceLines(Resource[models.InvoiceLine]):
    """A line of an invoice; frozen once the invoice left DRAFT."""

    _type = models.InvoiceLine

    def list(self, invoice_id: UUID | str, /, **query: Unpack[InvoiceLineQuery]) -> Page[models.InvoiceLine]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/invoices/{}/lines", invoice_id), query)

    def iterate(self, invoice_id: UUID | str, /, **query: Unpack[InvoiceLineQuery]) -> Iterator[models.InvoiceLine]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/invoices/{}/lines", invoice_id), query)

    def export(self, invoice_id: UUID | str, /, **query: Unpack[InvoiceLineQuery]) -> Iterator[models.InvoiceLine]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/invoices/{}/lines", invoice_id), query)

    def create(
        self, invoice_id: UUID | str, /,
        *,
        position: int,
        description: str,
        unit_price: Decimal,
        legacy_id: str | None = UNSET,
        mission_id: UUID | str | None = UNSET,
        quantity: Decimal = UNSET,
        tax_rate: Decimal | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.InvoiceLine:
        """Create one invoice line."""
        return self._call("POST", _path("/v1/invoices/{}/lines", invoice_id), models.InvoiceLine, body={
            "legacy_id": legacy_id,
            "position": position,
            "mission_id": mission_id,
            "description": description,
            "quantity": quantity,
            "unit_price": unit_price,
            "tax_rate": tax_rate,
        }, idempotency_key=idempotency_key)

    def aggregate(self, invoice_id: UUID | str, /, **query: Unpack[InvoiceLineGrouping]) -> Aggregation:
        """Aggregate invoice lines."""
        return self._aggregate(_path("/v1/invoices/{}/lines/aggregate", invoice_id), query)

    def bulk(self, invoice_id: UUID | str, items: Iterable[Mapping[str, Any] | models.InvoiceLine], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/invoices/{}/lines/bulk", invoice_id), items, idempotency_key)

    def get_by_legacy_id(self, invoice_id: UUID | str, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "invoice_id", "position", "mission_id", "description", "quantity", "unit_price", "tax_rate", "net", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.InvoiceLine:
        """Get one invoice line by its legacy id."""
        return self._call("GET", _path("/v1/invoices/{}/lines/by-legacy-id/{}", invoice_id, legacy_id), models.InvoiceLine, query={"fields": fields, "expand": expand})

    def get(self, invoice_id: UUID | str, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "invoice_id", "position", "mission_id", "description", "quantity", "unit_price", "tax_rate", "net", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.InvoiceLine:
        """Get one invoice line."""
        return self._call("GET", _path("/v1/invoices/{}/lines/{}", invoice_id, id), models.InvoiceLine, query={"fields": fields, "expand": expand})

    def delete(self, invoice_id: UUID | str, item: models.InvoiceLine | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one invoice line."""
        self._delete(_path("/v1/invoices/{}/lines/{}", invoice_id, item), item, if_match)

    def update(
        self, invoice_id: UUID | str, item: models.InvoiceLine | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        position: int = UNSET,
        mission_id: UUID | str | None = UNSET,
        description: str = UNSET,
        quantity: Decimal = UNSET,
        unit_price: Decimal = UNSET,
        tax_rate: Decimal | None = UNSET,
        if_match: str | None = None,
    ) -> models.InvoiceLine:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/invoices/{}/lines/{}", invoice_id, item), item, {
            "legacy_id": legacy_id,
            "position": position,
            "mission_id": mission_id,
            "description": description,
            "quantity": quantity,
            "unit_price": unit_price,
            "tax_rate": tax_rate,
        }, if_match)

    def save(self, invoice_id: UUID | str, item: models.InvoiceLine, /) -> models.InvoiceLine:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/invoices/{}/lines/{}", invoice_id, item), item, item._changes(), None)

    def history(self, invoice_id: UUID | str | int, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one invoice line."""
        return self._call("GET", _path("/v1/invoices/{}/lines/{}/history", invoice_id, id), models.History, query={"limit": limit, "cursor": cursor})


class PaymentFilters(TypedDict, total=False):
    """What limits a list."""

    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    invoice_id: UUID | str
    invoice_id__ne: UUID | str
    invoice_id__in: Sequence[UUID | str]
    received_on: date
    received_on__ne: date
    received_on__in: Sequence[date]
    received_on__gt: date
    received_on__gte: date
    received_on__lt: date
    received_on__lte: date
    amount: Decimal
    amount__ne: Decimal
    amount__in: Sequence[Decimal]
    amount__gt: Decimal
    amount__gte: Decimal
    amount__lt: Decimal
    amount__lte: Decimal
    method: Literal["TRANSFER", "CARD", "CHEQUE", "DIRECT_DEBIT"] | choices.PaymentMethod
    method__ne: Literal["TRANSFER", "CARD", "CHEQUE", "DIRECT_DEBIT"] | choices.PaymentMethod
    method__in: Sequence[Literal["TRANSFER", "CARD", "CHEQUE", "DIRECT_DEBIT"] | choices.PaymentMethod]
    reference: str
    reference__ne: str
    reference__in: Sequence[str]
    reference__icontains: str
    reference__startswith: str
    reference__isnull: bool


class PaymentQuery(PaymentFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "invoice_id", "-invoice_id", "received_on", "-received_on", "amount", "-amount", "method", "-method", "reference", "-reference", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "invoice_id", "received_on", "amount", "method", "reference", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class PaymentGrouping(PaymentFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "invoice_id", "received_on", "received_on__year", "received_on__month", "received_on__week", "received_on__day", "amount", "method", "reference", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:received_on", "max:received_on", "min:amount", "max:amount", "sum:amount", "avg:amount", "p50:amount", "p90:amount", "p95:amount", "p99:amount", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Payments(Resource[models.Payment]):
    """Money received for an invoice, in the invoice's currency."""

    _type = models.Payment

    def list(self, invoice_id: UUID | str, /, **query: Unpack[PaymentQuery]) -> Page[models.Payment]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/invoices/{}/payments", invoice_id), query)

    def iterate(self, invoice_id: UUID | str, /, **query: Unpack[PaymentQuery]) -> Iterator[models.Payment]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/invoices/{}/payments", invoice_id), query)

    def export(self, invoice_id: UUID | str, /, **query: Unpack[PaymentQuery]) -> Iterator[models.Payment]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/invoices/{}/payments", invoice_id), query)

    def create(
        self, invoice_id: UUID | str, /,
        *,
        received_on: date,
        amount: Decimal,
        method: Literal["TRANSFER", "CARD", "CHEQUE", "DIRECT_DEBIT"] | choices.PaymentMethod,
        legacy_id: str | None = UNSET,
        reference: str | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Payment:
        """Create one payment."""
        return self._call("POST", _path("/v1/invoices/{}/payments", invoice_id), models.Payment, body={
            "legacy_id": legacy_id,
            "received_on": received_on,
            "amount": amount,
            "method": method,
            "reference": reference,
        }, idempotency_key=idempotency_key)

    def aggregate(self, invoice_id: UUID | str, /, **query: Unpack[PaymentGrouping]) -> Aggregation:
        """Aggregate payments."""
        return self._aggregate(_path("/v1/invoices/{}/payments/aggregate", invoice_id), query)

    def bulk(self, invoice_id: UUID | str, items: Iterable[Mapping[str, Any] | models.Payment], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/invoices/{}/payments/bulk", invoice_id), items, idempotency_key)

    def get_by_legacy_id(self, invoice_id: UUID | str, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "invoice_id", "received_on", "amount", "method", "reference", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Payment:
        """Get one payment by its legacy id."""
        return self._call("GET", _path("/v1/invoices/{}/payments/by-legacy-id/{}", invoice_id, legacy_id), models.Payment, query={"fields": fields, "expand": expand})

    def get(self, invoice_id: UUID | str, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "invoice_id", "received_on", "amount", "method", "reference", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Payment:
        """Get one payment."""
        return self._call("GET", _path("/v1/invoices/{}/payments/{}", invoice_id, id), models.Payment, query={"fields": fields, "expand": expand})

    def delete(self, invoice_id: UUID | str, item: models.Payment | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one payment."""
        self._delete(_path("/v1/invoices/{}/payments/{}", invoice_id, item), item, if_match)

    def update(
        self, invoice_id: UUID | str, item: models.Payment | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        received_on: date = UNSET,
        amount: Decimal = UNSET,
        method: Literal["TRANSFER", "CARD", "CHEQUE", "DIRECT_DEBIT"] | choices.PaymentMethod = UNSET,
        reference: str | None = UNSET,
        if_match: str | None = None,
    ) -> models.Payment:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/invoices/{}/payments/{}", invoice_id, item), item, {
            "legacy_id": legacy_id,
            "received_on": received_on,
            "amount": amount,
            "method": method,
            "reference": reference,
        }, if_match)

    def save(self, invoice_id: UUID | str, item: models.Payment, /) -> models.Payment:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/invoices/{}/payments/{}", invoice_id, item), item, item._changes(), None)

    def history(self, invoice_id: UUID | str | int, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one payment."""
        return self._call("GET", _path("/v1/invoices/{}/payments/{}/history", invoice_id, id), models.History, query={"limit": limit, "cursor": cursor})


class MeetingFilters(TypedDict, total=False):
    """What limits a list."""

    q: str
    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    group_id: UUID | str
    group_id__ne: UUID | str
    group_id__in: Sequence[UUID | str]
    month: date
    month__ne: date
    month__in: Sequence[date]
    month__gt: date
    month__gte: date
    month__lt: date
    month__lte: date
    starts_at: datetime
    starts_at__ne: datetime
    starts_at__in: Sequence[datetime]
    starts_at__gt: datetime
    starts_at__gte: datetime
    starts_at__lt: datetime
    starts_at__lte: datetime
    starts_at__isnull: bool
    ends_at: datetime
    ends_at__ne: datetime
    ends_at__in: Sequence[datetime]
    ends_at__gt: datetime
    ends_at__gte: datetime
    ends_at__lt: datetime
    ends_at__lte: datetime
    ends_at__isnull: bool
    venue_id: UUID | str
    venue_id__ne: UUID | str
    venue_id__in: Sequence[UUID | str]
    venue_id__isnull: bool
    teacher_id: UUID | str
    teacher_id__ne: UUID | str
    teacher_id__in: Sequence[UUID | str]
    teacher_id__isnull: bool
    topic_id: UUID | str
    topic_id__ne: UUID | str
    topic_id__in: Sequence[UUID | str]
    topic_id__isnull: bool
    title: str
    title__ne: str
    title__in: Sequence[str]
    title__icontains: str
    title__startswith: str
    title__isnull: bool
    status: Literal["PLANNED", "HELD", "CANCELLED"] | choices.MeetingStatus
    status__ne: Literal["PLANNED", "HELD", "CANCELLED"] | choices.MeetingStatus
    status__in: Sequence[Literal["PLANNED", "HELD", "CANCELLED"] | choices.MeetingStatus]
    notes: str
    notes__ne: str
    notes__in: Sequence[str]
    notes__icontains: str
    notes__startswith: str
    notes__isnull: bool
    group__id: UUID | str
    group__id__ne: UUID | str
    group__id__in: Sequence[UUID | str]
    group__legacy_id: str
    group__legacy_id__ne: str
    group__legacy_id__in: Sequence[str]
    group__legacy_id__icontains: str
    group__legacy_id__startswith: str
    group__legacy_id__isnull: bool
    group__code: str
    group__code__ne: str
    group__code__in: Sequence[str]
    group__code__icontains: str
    group__code__startswith: str
    group__name: str
    group__name__ne: str
    group__name__in: Sequence[str]
    group__name__icontains: str
    group__name__startswith: str
    group__status: Literal["FORMING", "ACTIVE", "DORMANT", "CLOSED"] | choices.GroupStatus
    group__status__ne: Literal["FORMING", "ACTIVE", "DORMANT", "CLOSED"] | choices.GroupStatus
    group__status__in: Sequence[Literal["FORMING", "ACTIVE", "DORMANT", "CLOSED"] | choices.GroupStatus]
    group__point_of_contact_id: UUID | str
    group__point_of_contact_id__ne: UUID | str
    group__point_of_contact_id__in: Sequence[UUID | str]
    group__point_of_contact_id__isnull: bool
    group__region: str
    group__region__ne: str
    group__region__in: Sequence[str]
    group__region__icontains: str
    group__region__startswith: str
    group__region__isnull: bool
    group__founded_on: date
    group__founded_on__ne: date
    group__founded_on__in: Sequence[date]
    group__founded_on__gt: date
    group__founded_on__gte: date
    group__founded_on__lt: date
    group__founded_on__lte: date
    group__founded_on__isnull: bool
    group__capacity: int
    group__capacity__ne: int
    group__capacity__in: Sequence[int]
    group__capacity__gt: int
    group__capacity__gte: int
    group__capacity__lt: int
    group__capacity__lte: int
    group__capacity__isnull: bool
    venue__id: UUID | str
    venue__id__ne: UUID | str
    venue__id__in: Sequence[UUID | str]
    venue__legacy_id: str
    venue__legacy_id__ne: str
    venue__legacy_id__in: Sequence[str]
    venue__legacy_id__icontains: str
    venue__legacy_id__startswith: str
    venue__legacy_id__isnull: bool
    venue__name: str
    venue__name__ne: str
    venue__name__in: Sequence[str]
    venue__name__icontains: str
    venue__name__startswith: str
    venue__street: str
    venue__street__ne: str
    venue__street__in: Sequence[str]
    venue__street__icontains: str
    venue__street__startswith: str
    venue__street__isnull: bool
    venue__postal_code: str
    venue__postal_code__ne: str
    venue__postal_code__in: Sequence[str]
    venue__postal_code__icontains: str
    venue__postal_code__startswith: str
    venue__postal_code__isnull: bool
    venue__city: str
    venue__city__ne: str
    venue__city__in: Sequence[str]
    venue__city__icontains: str
    venue__city__startswith: str
    venue__city__isnull: bool
    venue__country: str
    venue__country__ne: str
    venue__country__in: Sequence[str]
    venue__country__icontains: str
    venue__country__startswith: str
    venue__country__isnull: bool
    venue__capacity: int
    venue__capacity__ne: int
    venue__capacity__in: Sequence[int]
    venue__capacity__gt: int
    venue__capacity__gte: int
    venue__capacity__lt: int
    venue__capacity__lte: int
    venue__capacity__isnull: bool
    venue__latitude: Decimal
    venue__latitude__ne: Decimal
    venue__latitude__in: Sequence[Decimal]
    venue__latitude__gt: Decimal
    venue__latitude__gte: Decimal
    venue__latitude__lt: Decimal
    venue__latitude__lte: Decimal
    venue__latitude__isnull: bool
    venue__longitude: Decimal
    venue__longitude__ne: Decimal
    venue__longitude__in: Sequence[Decimal]
    venue__longitude__gt: Decimal
    venue__longitude__gte: Decimal
    venue__longitude__lt: Decimal
    venue__longitude__lte: Decimal
    venue__longitude__isnull: bool
    teacher__id: UUID | str
    teacher__id__ne: UUID | str
    teacher__id__in: Sequence[UUID | str]
    teacher__legacy_id: str
    teacher__legacy_id__ne: str
    teacher__legacy_id__in: Sequence[str]
    teacher__legacy_id__icontains: str
    teacher__legacy_id__startswith: str
    teacher__legacy_id__isnull: bool
    teacher__person_id: UUID | str
    teacher__person_id__ne: UUID | str
    teacher__person_id__in: Sequence[UUID | str]
    teacher__headline: str
    teacher__headline__ne: str
    teacher__headline__in: Sequence[str]
    teacher__headline__icontains: str
    teacher__headline__startswith: str
    teacher__headline__isnull: bool
    teacher__biography: str
    teacher__biography__ne: str
    teacher__biography__in: Sequence[str]
    teacher__biography__icontains: str
    teacher__biography__startswith: str
    teacher__biography__isnull: bool
    teacher__daily_rate: Decimal
    teacher__daily_rate__ne: Decimal
    teacher__daily_rate__in: Sequence[Decimal]
    teacher__daily_rate__gt: Decimal
    teacher__daily_rate__gte: Decimal
    teacher__daily_rate__lt: Decimal
    teacher__daily_rate__lte: Decimal
    teacher__daily_rate__isnull: bool
    teacher__currency: str
    teacher__currency__ne: str
    teacher__currency__in: Sequence[str]
    teacher__currency__icontains: str
    teacher__currency__startswith: str
    teacher__currency__isnull: bool
    teacher__status: Literal["ACTIVE", "RETIRED"] | choices.TeacherStatus
    teacher__status__ne: Literal["ACTIVE", "RETIRED"] | choices.TeacherStatus
    teacher__status__in: Sequence[Literal["ACTIVE", "RETIRED"] | choices.TeacherStatus]
    topic__id: UUID | str
    topic__id__ne: UUID | str
    topic__id__in: Sequence[UUID | str]
    topic__legacy_id: str
    topic__legacy_id__ne: str
    topic__legacy_id__in: Sequence[str]
    topic__legacy_id__icontains: str
    topic__legacy_id__startswith: str
    topic__legacy_id__isnull: bool
    topic__code: str
    topic__code__ne: str
    topic__code__in: Sequence[str]
    topic__code__icontains: str
    topic__code__startswith: str
    topic__name: str
    topic__name__ne: str
    topic__name__in: Sequence[str]
    topic__name__icontains: str
    topic__name__startswith: str
    topic__parent_id: UUID | str
    topic__parent_id__ne: UUID | str
    topic__parent_id__in: Sequence[UUID | str]
    topic__parent_id__isnull: bool


class MeetingQuery(MeetingFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "group_id", "-group_id", "month", "-month", "starts_at", "-starts_at", "ends_at", "-ends_at", "venue_id", "-venue_id", "teacher_id", "-teacher_id", "topic_id", "-topic_id", "title", "-title", "status", "-status", "notes", "-notes", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "group_id", "month", "starts_at", "ends_at", "venue_id", "teacher_id", "topic_id", "title", "status", "notes", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class MeetingGrouping(MeetingFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "group_id", "month", "month__year", "month__month", "month__week", "month__day", "starts_at", "starts_at__year", "starts_at__month", "starts_at__week", "starts_at__day", "ends_at", "ends_at__year", "ends_at__month", "ends_at__week", "ends_at__day", "venue_id", "teacher_id", "topic_id", "title", "status", "notes", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:month", "max:month", "min:starts_at", "max:starts_at", "min:ends_at", "max:ends_at", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Meetings(Resource[models.Meeting]):
    """A group's monthly meeting; one that is not cancelled per group and month."""

    _type = models.Meeting

    def list(self, **query: Unpack[MeetingQuery]) -> Page[models.Meeting]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/meetings"), query)

    def iterate(self, **query: Unpack[MeetingQuery]) -> Iterator[models.Meeting]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/meetings"), query)

    def export(self, **query: Unpack[MeetingQuery]) -> Iterator[models.Meeting]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/meetings"), query)

    def create(
        self,
        *,
        group_id: UUID | str,
        month: date,
        status: Literal["PLANNED", "HELD", "CANCELLED"] | choices.MeetingStatus,
        legacy_id: str | None = UNSET,
        starts_at: datetime | None = UNSET,
        ends_at: datetime | None = UNSET,
        venue_id: UUID | str | None = UNSET,
        teacher_id: UUID | str | None = UNSET,
        topic_id: UUID | str | None = UNSET,
        title: str | None = UNSET,
        notes: str | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Meeting:
        """Create one meeting."""
        return self._call("POST", _path("/v1/meetings"), models.Meeting, body={
            "legacy_id": legacy_id,
            "group_id": group_id,
            "month": month,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "venue_id": venue_id,
            "teacher_id": teacher_id,
            "topic_id": topic_id,
            "title": title,
            "status": status,
            "notes": notes,
        }, idempotency_key=idempotency_key)

    def aggregate(self, **query: Unpack[MeetingGrouping]) -> Aggregation:
        """Aggregate meetings."""
        return self._aggregate(_path("/v1/meetings/aggregate"), query)

    def bulk(self, items: Iterable[Mapping[str, Any] | models.Meeting], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/meetings/bulk"), items, idempotency_key)

    def get_by_legacy_id(self, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "group_id", "month", "starts_at", "ends_at", "venue_id", "teacher_id", "topic_id", "title", "status", "notes", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Meeting:
        """Get one meeting by its legacy id."""
        return self._call("GET", _path("/v1/meetings/by-legacy-id/{}", legacy_id), models.Meeting, query={"fields": fields, "expand": expand})

    def get(self, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "group_id", "month", "starts_at", "ends_at", "venue_id", "teacher_id", "topic_id", "title", "status", "notes", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Meeting:
        """Get one meeting."""
        return self._call("GET", _path("/v1/meetings/{}", id), models.Meeting, query={"fields": fields, "expand": expand})

    def delete(self, item: models.Meeting | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one meeting."""
        self._delete(_path("/v1/meetings/{}", item), item, if_match)

    def update(
        self, item: models.Meeting | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        group_id: UUID | str = UNSET,
        month: date = UNSET,
        starts_at: datetime | None = UNSET,
        ends_at: datetime | None = UNSET,
        venue_id: UUID | str | None = UNSET,
        teacher_id: UUID | str | None = UNSET,
        topic_id: UUID | str | None = UNSET,
        title: str | None = UNSET,
        status: Literal["PLANNED", "HELD", "CANCELLED"] | choices.MeetingStatus = UNSET,
        notes: str | None = UNSET,
        if_match: str | None = None,
    ) -> models.Meeting:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/meetings/{}", item), item, {
            "legacy_id": legacy_id,
            "group_id": group_id,
            "month": month,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "venue_id": venue_id,
            "teacher_id": teacher_id,
            "topic_id": topic_id,
            "title": title,
            "status": status,
            "notes": notes,
        }, if_match)

    def save(self, item: models.Meeting, /) -> models.Meeting:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/meetings/{}", item), item, item._changes(), None)

    def cancel(self, id: Item | UUID | str, /, *, if_match: str | None = None, idempotency_key: str | None = None) -> models.Meeting:
        """Cancel a meeting."""
        return self._call("POST", _path("/v1/meetings/{}/cancel", id), models.Meeting, idempotency_key=idempotency_key, if_match=if_match)

    def history(self, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one meeting."""
        return self._call("GET", _path("/v1/meetings/{}/history", id), models.History, query={"limit": limit, "cursor": cursor})

    def hold(
        self, id: Item | UUID | str, /,
        *,
        teacher_id: UUID | str | None = UNSET,
        venue_id: UUID | str | None = UNSET,
        topic_id: UUID | str | None = UNSET,
        starts_at: datetime | None = UNSET,
        ends_at: datetime | None = UNSET,
        notes: str | None = UNSET,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Meeting:
        """Hold a meeting."""
        return self._call("POST", _path("/v1/meetings/{}/hold", id), models.Meeting, body={
            "teacher_id": teacher_id,
            "venue_id": venue_id,
            "topic_id": topic_id,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "notes": notes,
        }, idempotency_key=idempotency_key, if_match=if_match)

    def similar(
        self, id: Item | UUID | str, /,
        *,
        by: Literal["words", "meaning"] = UNSET,
        limit: int = UNSET,
        model: str = UNSET,
    ) -> models.SimilarItems:
        """Get what resembles one meeting."""
        return self._call("GET", _path("/v1/meetings/{}/similar", id), models.SimilarItems, query={"by": by, "limit": limit, "model": model})


class AttendanceFilters(TypedDict, total=False):
    """What limits a list."""

    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    meeting_id: UUID | str
    meeting_id__ne: UUID | str
    meeting_id__in: Sequence[UUID | str]
    member_id: UUID | str
    member_id__ne: UUID | str
    member_id__in: Sequence[UUID | str]
    status: Literal["PRESENT", "ABSENT", "EXCUSED"] | choices.AttendanceStatus
    status__ne: Literal["PRESENT", "ABSENT", "EXCUSED"] | choices.AttendanceStatus
    status__in: Sequence[Literal["PRESENT", "ABSENT", "EXCUSED"] | choices.AttendanceStatus]
    as_guest: bool
    rating: int
    rating__ne: int
    rating__in: Sequence[int]
    rating__gt: int
    rating__gte: int
    rating__lt: int
    rating__lte: int
    rating__isnull: bool
    comment: str
    comment__ne: str
    comment__in: Sequence[str]
    comment__icontains: str
    comment__startswith: str
    comment__isnull: bool
    member__id: UUID | str
    member__id__ne: UUID | str
    member__id__in: Sequence[UUID | str]
    member__legacy_id: str
    member__legacy_id__ne: str
    member__legacy_id__in: Sequence[str]
    member__legacy_id__icontains: str
    member__legacy_id__startswith: str
    member__legacy_id__isnull: bool
    member__person_id: UUID | str
    member__person_id__ne: UUID | str
    member__person_id__in: Sequence[UUID | str]
    member__organization_id: UUID | str
    member__organization_id__ne: UUID | str
    member__organization_id__in: Sequence[UUID | str]
    member__member_number: str
    member__member_number__ne: str
    member__member_number__in: Sequence[str]
    member__member_number__icontains: str
    member__member_number__startswith: str
    member__job_title: str
    member__job_title__ne: str
    member__job_title__in: Sequence[str]
    member__job_title__icontains: str
    member__job_title__startswith: str
    member__job_title__isnull: bool
    member__status: Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus
    member__status__ne: Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus
    member__status__in: Sequence[Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus]
    member__joined_on: date
    member__joined_on__ne: date
    member__joined_on__in: Sequence[date]
    member__joined_on__gt: date
    member__joined_on__gte: date
    member__joined_on__lt: date
    member__joined_on__lte: date
    member__left_on: date
    member__left_on__ne: date
    member__left_on__in: Sequence[date]
    member__left_on__gt: date
    member__left_on__gte: date
    member__left_on__lt: date
    member__left_on__lte: date
    member__left_on__isnull: bool


class AttendanceQuery(AttendanceFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "meeting_id", "-meeting_id", "member_id", "-member_id", "status", "-status", "as_guest", "-as_guest", "rating", "-rating", "comment", "-comment", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "meeting_id", "member_id", "status", "as_guest", "rating", "comment", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class AttendanceGrouping(AttendanceFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "meeting_id", "member_id", "status", "as_guest", "rating", "comment", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:rating", "max:rating", "sum:rating", "avg:rating", "p50:rating", "p90:rating", "p95:rating", "p99:rating", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Attendances(Resource[models.Attendance]):
    """Whether a member came to a meeting, and how they rated it; once per member."""

    _type = models.Attendance

    def list(self, meeting_id: UUID | str, /, **query: Unpack[AttendanceQuery]) -> Page[models.Attendance]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/meetings/{}/attendances", meeting_id), query)

    def iterate(self, meeting_id: UUID | str, /, **query: Unpack[AttendanceQuery]) -> Iterator[models.Attendance]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/meetings/{}/attendances", meeting_id), query)

    def export(self, meeting_id: UUID | str, /, **query: Unpack[AttendanceQuery]) -> Iterator[models.Attendance]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/meetings/{}/attendances", meeting_id), query)

    def create(
        self, meeting_id: UUID | str, /,
        *,
        member_id: UUID | str,
        status: Literal["PRESENT", "ABSENT", "EXCUSED"] | choices.AttendanceStatus,
        legacy_id: str | None = UNSET,
        as_guest: bool = UNSET,
        rating: int | None = UNSET,
        comment: str | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Attendance:
        """Create one attendance."""
        return self._call("POST", _path("/v1/meetings/{}/attendances", meeting_id), models.Attendance, body={
            "legacy_id": legacy_id,
            "member_id": member_id,
            "status": status,
            "as_guest": as_guest,
            "rating": rating,
            "comment": comment,
        }, idempotency_key=idempotency_key)

    def aggregate(self, meeting_id: UUID | str, /, **query: Unpack[AttendanceGrouping]) -> Aggregation:
        """Aggregate attendances."""
        return self._aggregate(_path("/v1/meetings/{}/attendances/aggregate", meeting_id), query)

    def bulk(self, meeting_id: UUID | str, items: Iterable[Mapping[str, Any] | models.Attendance], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/meetings/{}/attendances/bulk", meeting_id), items, idempotency_key)

    def get_by_legacy_id(self, meeting_id: UUID | str, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "meeting_id", "member_id", "status", "as_guest", "rating", "comment", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Attendance:
        """Get one attendance by its legacy id."""
        return self._call("GET", _path("/v1/meetings/{}/attendances/by-legacy-id/{}", meeting_id, legacy_id), models.Attendance, query={"fields": fields, "expand": expand})

    def get(self, meeting_id: UUID | str, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "meeting_id", "member_id", "status", "as_guest", "rating", "comment", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Attendance:
        """Get one attendance."""
        return self._call("GET", _path("/v1/meetings/{}/attendances/{}", meeting_id, id), models.Attendance, query={"fields": fields, "expand": expand})

    def delete(self, meeting_id: UUID | str, item: models.Attendance | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one attendance."""
        self._delete(_path("/v1/meetings/{}/attendances/{}", meeting_id, item), item, if_match)

    def update(
        self, meeting_id: UUID | str, item: models.Attendance | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        member_id: UUID | str = UNSET,
        status: Literal["PRESENT", "ABSENT", "EXCUSED"] | choices.AttendanceStatus = UNSET,
        as_guest: bool = UNSET,
        rating: int | None = UNSET,
        comment: str | None = UNSET,
        if_match: str | None = None,
    ) -> models.Attendance:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/meetings/{}/attendances/{}", meeting_id, item), item, {
            "legacy_id": legacy_id,
            "member_id": member_id,
            "status": status,
            "as_guest": as_guest,
            "rating": rating,
            "comment": comment,
        }, if_match)

    def save(self, meeting_id: UUID | str, item: models.Attendance, /) -> models.Attendance:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/meetings/{}/attendances/{}", meeting_id, item), item, item._changes(), None)

    def history(self, meeting_id: UUID | str | int, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one attendance."""
        return self._call("GET", _path("/v1/meetings/{}/attendances/{}/history", meeting_id, id), models.History, query={"limit": limit, "cursor": cursor})


class MemberFilters(TypedDict, total=False):
    """What limits a list."""

    q: str
    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    person_id: UUID | str
    person_id__ne: UUID | str
    person_id__in: Sequence[UUID | str]
    organization_id: UUID | str
    organization_id__ne: UUID | str
    organization_id__in: Sequence[UUID | str]
    member_number: str
    member_number__ne: str
    member_number__in: Sequence[str]
    member_number__icontains: str
    member_number__startswith: str
    job_title: str
    job_title__ne: str
    job_title__in: Sequence[str]
    job_title__icontains: str
    job_title__startswith: str
    job_title__isnull: bool
    status: Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus
    status__ne: Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus
    status__in: Sequence[Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus]
    joined_on: date
    joined_on__ne: date
    joined_on__in: Sequence[date]
    joined_on__gt: date
    joined_on__gte: date
    joined_on__lt: date
    joined_on__lte: date
    left_on: date
    left_on__ne: date
    left_on__in: Sequence[date]
    left_on__gt: date
    left_on__gte: date
    left_on__lt: date
    left_on__lte: date
    left_on__isnull: bool
    full_name: str
    full_name__ne: str
    full_name__in: Sequence[str]
    full_name__icontains: str
    full_name__startswith: str
    full_name__isnull: bool
    email: str
    email__ne: str
    email__in: Sequence[str]
    email__icontains: str
    email__startswith: str
    email__isnull: bool
    person__id: UUID | str
    person__id__ne: UUID | str
    person__id__in: Sequence[UUID | str]
    person__legacy_id: str
    person__legacy_id__ne: str
    person__legacy_id__in: Sequence[str]
    person__legacy_id__icontains: str
    person__legacy_id__startswith: str
    person__legacy_id__isnull: bool
    person__given_name: str
    person__given_name__ne: str
    person__given_name__in: Sequence[str]
    person__given_name__icontains: str
    person__given_name__startswith: str
    person__given_name__isnull: bool
    person__family_name: str
    person__family_name__ne: str
    person__family_name__in: Sequence[str]
    person__family_name__icontains: str
    person__family_name__startswith: str
    person__email: str
    person__email__ne: str
    person__email__in: Sequence[str]
    person__email__icontains: str
    person__email__startswith: str
    person__email__isnull: bool
    person__phone: str
    person__phone__ne: str
    person__phone__in: Sequence[str]
    person__phone__icontains: str
    person__phone__startswith: str
    person__phone__isnull: bool
    person__language: str
    person__language__ne: str
    person__language__in: Sequence[str]
    person__language__icontains: str
    person__language__startswith: str
    person__language__isnull: bool
    person__born_on: date
    person__born_on__ne: date
    person__born_on__in: Sequence[date]
    person__born_on__gt: date
    person__born_on__gte: date
    person__born_on__lt: date
    person__born_on__lte: date
    person__born_on__isnull: bool
    person__full_name: str
    person__full_name__ne: str
    person__full_name__in: Sequence[str]
    person__full_name__icontains: str
    person__full_name__startswith: str
    organization__id: UUID | str
    organization__id__ne: UUID | str
    organization__id__in: Sequence[UUID | str]
    organization__legacy_id: str
    organization__legacy_id__ne: str
    organization__legacy_id__in: Sequence[str]
    organization__legacy_id__icontains: str
    organization__legacy_id__startswith: str
    organization__legacy_id__isnull: bool
    organization__name: str
    organization__name__ne: str
    organization__name__in: Sequence[str]
    organization__name__icontains: str
    organization__name__startswith: str
    organization__legal_name: str
    organization__legal_name__ne: str
    organization__legal_name__in: Sequence[str]
    organization__legal_name__icontains: str
    organization__legal_name__startswith: str
    organization__legal_name__isnull: bool
    organization__registration_number: str
    organization__registration_number__ne: str
    organization__registration_number__in: Sequence[str]
    organization__registration_number__icontains: str
    organization__registration_number__startswith: str
    organization__registration_number__isnull: bool
    organization__status: Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] | choices.OrganizationStatus
    organization__status__ne: Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] | choices.OrganizationStatus
    organization__status__in: Sequence[Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] | choices.OrganizationStatus]
    organization__industry: str
    organization__industry__ne: str
    organization__industry__in: Sequence[str]
    organization__industry__icontains: str
    organization__industry__startswith: str
    organization__industry__isnull: bool
    organization__website: str
    organization__website__ne: str
    organization__website__in: Sequence[str]
    organization__website__icontains: str
    organization__website__startswith: str
    organization__website__isnull: bool
    organization__email: str
    organization__email__ne: str
    organization__email__in: Sequence[str]
    organization__email__icontains: str
    organization__email__startswith: str
    organization__email__isnull: bool
    organization__phone: str
    organization__phone__ne: str
    organization__phone__in: Sequence[str]
    organization__phone__icontains: str
    organization__phone__startswith: str
    organization__phone__isnull: bool
    organization__street: str
    organization__street__ne: str
    organization__street__in: Sequence[str]
    organization__street__icontains: str
    organization__street__startswith: str
    organization__street__isnull: bool
    organization__postal_code: str
    organization__postal_code__ne: str
    organization__postal_code__in: Sequence[str]
    organization__postal_code__icontains: str
    organization__postal_code__startswith: str
    organization__postal_code__isnull: bool
    organization__city: str
    organization__city__ne: str
    organization__city__in: Sequence[str]
    organization__city__icontains: str
    organization__city__startswith: str
    organization__city__isnull: bool
    organization__region: str
    organization__region__ne: str
    organization__region__in: Sequence[str]
    organization__region__icontains: str
    organization__region__startswith: str
    organization__region__isnull: bool
    organization__country: str
    organization__country__ne: str
    organization__country__in: Sequence[str]
    organization__country__icontains: str
    organization__country__startswith: str
    organization__country__isnull: bool
    organization__joined_on: date
    organization__joined_on__ne: date
    organization__joined_on__in: Sequence[date]
    organization__joined_on__gt: date
    organization__joined_on__gte: date
    organization__joined_on__lt: date
    organization__joined_on__lte: date
    organization__joined_on__isnull: bool
    organization__closed_on: date
    organization__closed_on__ne: date
    organization__closed_on__in: Sequence[date]
    organization__closed_on__gt: date
    organization__closed_on__gte: date
    organization__closed_on__lt: date
    organization__closed_on__lte: date
    organization__closed_on__isnull: bool


class MemberQuery(MemberFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "person_id", "-person_id", "organization_id", "-organization_id", "member_number", "-member_number", "job_title", "-job_title", "status", "-status", "joined_on", "-joined_on", "left_on", "-left_on", "full_name", "-full_name", "email", "-email", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "person_id", "organization_id", "member_number", "job_title", "status", "joined_on", "left_on", "full_name", "email", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class MemberGrouping(MemberFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "person_id", "organization_id", "member_number", "job_title", "status", "joined_on", "joined_on__year", "joined_on__month", "joined_on__week", "joined_on__day", "left_on", "left_on__year", "left_on__month", "left_on__week", "left_on__day", "full_name", "email", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:joined_on", "max:joined_on", "min:left_on", "max:left_on", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Members(Resource[models.Member]):
    """The membership of a person on behalf of an organization; a person has one at a time."""

    _type = models.Member

    def list(self, **query: Unpack[MemberQuery]) -> Page[models.Member]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/members"), query)

    def iterate(self, **query: Unpack[MemberQuery]) -> Iterator[models.Member]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/members"), query)

    def export(self, **query: Unpack[MemberQuery]) -> Iterator[models.Member]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/members"), query)

    def create(
        self,
        *,
        person_id: UUID | str,
        organization_id: UUID | str,
        member_number: str,
        status: Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus,
        joined_on: date,
        legacy_id: str | None = UNSET,
        job_title: str | None = UNSET,
        left_on: date | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Member:
        """Create one member."""
        return self._call("POST", _path("/v1/members"), models.Member, body={
            "legacy_id": legacy_id,
            "person_id": person_id,
            "organization_id": organization_id,
            "member_number": member_number,
            "job_title": job_title,
            "status": status,
            "joined_on": joined_on,
            "left_on": left_on,
        }, idempotency_key=idempotency_key)

    def aggregate(self, **query: Unpack[MemberGrouping]) -> Aggregation:
        """Aggregate members."""
        return self._aggregate(_path("/v1/members/aggregate"), query)

    def bulk(self, items: Iterable[Mapping[str, Any] | models.Member], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/members/bulk"), items, idempotency_key)

    def get_by_legacy_id(self, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "person_id", "organization_id", "member_number", "job_title", "status", "joined_on", "left_on", "full_name", "email", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Member:
        """Get one member by its legacy id."""
        return self._call("GET", _path("/v1/members/by-legacy-id/{}", legacy_id), models.Member, query={"fields": fields, "expand": expand})

    def get(self, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "person_id", "organization_id", "member_number", "job_title", "status", "joined_on", "left_on", "full_name", "email", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Member:
        """Get one member."""
        return self._call("GET", _path("/v1/members/{}", id), models.Member, query={"fields": fields, "expand": expand})

    def delete(self, item: models.Member | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one member."""
        self._delete(_path("/v1/members/{}", item), item, if_match)

    def update(
        self, item: models.Member | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        person_id: UUID | str = UNSET,
        organization_id: UUID | str = UNSET,
        member_number: str = UNSET,
        job_title: str | None = UNSET,
        status: Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus = UNSET,
        joined_on: date = UNSET,
        left_on: date | None = UNSET,
        if_match: str | None = None,
    ) -> models.Member:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/members/{}", item), item, {
            "legacy_id": legacy_id,
            "person_id": person_id,
            "organization_id": organization_id,
            "member_number": member_number,
            "job_title": job_title,
            "status": status,
            "joined_on": joined_on,
            "left_on": left_on,
        }, if_match)

    def save(self, item: models.Member, /) -> models.Member:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/members/{}", item), item, item._changes(), None)

    def history(self, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one member."""
        return self._call("GET", _path("/v1/members/{}/history", id), models.History, query={"limit": limit, "cursor": cursor})

    def leave(
        self, id: Item | UUID | str, /,
        *,
        left_on: date | None = UNSET,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.Member:
        """A member leaves."""
        return self._call("POST", _path("/v1/members/{}/leave", id), models.Member, body={"left_on": left_on}, idempotency_key=idempotency_key, if_match=if_match)

    def similar(
        self, id: Item | UUID | str, /,
        *,
        by: Literal["words", "meaning"] = UNSET,
        limit: int = UNSET,
        model: str = UNSET,
    ) -> models.SimilarItems:
        """Get what resembles one member."""
        return self._call("GET", _path("/v1/members/{}/similar", id), models.SimilarItems, query={"by": by, "limit": limit, "model": model})

    def timeline(
        self, id: Item | UUID | str, /,
        *,
        limit: int = UNSET,
        cursor: str = UNSET,
        at__gte: datetime = UNSET,
        at__lt: datetime = UNSET,
        kind: Literal["MEETING", "EVENT"] | choices.TimelineEntryKind = UNSET,
    ) -> models.Timeline:
        """Get a member's timeline."""
        return self._call("GET", _path("/v1/members/{}/timeline", id), models.Timeline, query={
            "limit": limit,
            "cursor": cursor,
            "at__gte": at__gte,
            "at__lt": at__lt,
            "kind": kind,
        })


class MissionFilters(TypedDict, total=False):
    """What limits a list."""

    q: str
    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    reference: str
    reference__ne: str
    reference__in: Sequence[str]
    reference__icontains: str
    reference__startswith: str
    title: str
    title__ne: str
    title__in: Sequence[str]
    title__icontains: str
    title__startswith: str
    kind: Literal["TEACHING", "FACILITATION", "CONSULTING"] | choices.MissionKind
    kind__ne: Literal["TEACHING", "FACILITATION", "CONSULTING"] | choices.MissionKind
    kind__in: Sequence[Literal["TEACHING", "FACILITATION", "CONSULTING"] | choices.MissionKind]
    organization_id: UUID | str
    organization_id__ne: UUID | str
    organization_id__in: Sequence[UUID | str]
    teacher_id: UUID | str
    teacher_id__ne: UUID | str
    teacher_id__in: Sequence[UUID | str]
    teacher_id__isnull: bool
    meeting_id: UUID | str
    meeting_id__ne: UUID | str
    meeting_id__in: Sequence[UUID | str]
    meeting_id__isnull: bool
    status: Literal["DRAFT", "CONFIRMED", "DELIVERED", "CANCELLED"] | choices.MissionStatus
    status__ne: Literal["DRAFT", "CONFIRMED", "DELIVERED", "CANCELLED"] | choices.MissionStatus
    status__in: Sequence[Literal["DRAFT", "CONFIRMED", "DELIVERED", "CANCELLED"] | choices.MissionStatus]
    starts_on: date
    starts_on__ne: date
    starts_on__in: Sequence[date]
    starts_on__gt: date
    starts_on__gte: date
    starts_on__lt: date
    starts_on__lte: date
    starts_on__isnull: bool
    ends_on: date
    ends_on__ne: date
    ends_on__in: Sequence[date]
    ends_on__gt: date
    ends_on__gte: date
    ends_on__lt: date
    ends_on__lte: date
    ends_on__isnull: bool
    fee: Decimal
    fee__ne: Decimal
    fee__in: Sequence[Decimal]
    fee__gt: Decimal
    fee__gte: Decimal
    fee__lt: Decimal
    fee__lte: Decimal
    fee__isnull: bool
    currency: str
    currency__ne: str
    currency__in: Sequence[str]
    currency__icontains: str
    currency__startswith: str
    currency__isnull: bool
    description: str
    description__ne: str
    description__in: Sequence[str]
    description__icontains: str
    description__startswith: str
    description__isnull: bool
    organization__id: UUID | str
    organization__id__ne: UUID | str
    organization__id__in: Sequence[UUID | str]
    organization__legacy_id: str
    organization__legacy_id__ne: str
    organization__legacy_id__in: Sequence[str]
    organization__legacy_id__icontains: str
    organization__legacy_id__startswith: str
    organization__legacy_id__isnull: bool
    organization__name: str
    organization__name__ne: str
    organization__name__in: Sequence[str]
    organization__name__icontains: str
    organization__name__startswith: str
    organization__legal_name: str
    organization__legal_name__ne: str
    organization__legal_name__in: Sequence[str]
    organization__legal_name__icontains: str
    organization__legal_name__startswith: str
    organization__legal_name__isnull: bool
    organization__registration_number: str
    organization__registration_number__ne: str
    organization__registration_number__in: Sequence[str]
    organization__registration_number__icontains: str
    organization__registration_number__startswith: str
    organization__registration_number__isnull: bool
    organization__status: Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] | choices.OrganizationStatus
    organization__status__ne: Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] | choices.OrganizationStatus
    organization__status__in: Sequence[Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] | choices.OrganizationStatus]
    organization__industry: str
    organization__industry__ne: str
    organization__industry__in: Sequence[str]
    organization__industry__icontains: str
    organization__industry__startswith: str
    organization__industry__isnull: bool
    organization__website: str
    organization__website__ne: str
    organization__website__in: Sequence[str]
    organization__website__icontains: str
    organization__website__startswith: str
    organization__website__isnull: bool
    organization__email: str
    organization__email__ne: str
    organization__email__in: Sequence[str]
    organization__email__icontains: str
    organization__email__startswith: str
    organization__email__isnull: bool
    organization__phone: str
    organization__phone__ne: str
    organization__phone__in: Sequence[str]
    organization__phone__icontains: str
    organization__phone__startswith: str
    organization__phone__isnull: bool
    organization__street: str
    organization__street__ne: str
    organization__street__in: Sequence[str]
    organization__street__icontains: str
    organization__street__startswith: str
    organization__street__isnull: bool
    organization__postal_code: str
    organization__postal_code__ne: str
    organization__postal_code__in: Sequence[str]
    organization__postal_code__icontains: str
    organization__postal_code__startswith: str
    organization__postal_code__isnull: bool
    organization__city: str
    organization__city__ne: str
    organization__city__in: Sequence[str]
    organization__city__icontains: str
    organization__city__startswith: str
    organization__city__isnull: bool
    organization__region: str
    organization__region__ne: str
    organization__region__in: Sequence[str]
    organization__region__icontains: str
    organization__region__startswith: str
    organization__region__isnull: bool
    organization__country: str
    organization__country__ne: str
    organization__country__in: Sequence[str]
    organization__country__icontains: str
    organization__country__startswith: str
    organization__country__isnull: bool
    organization__joined_on: date
    organization__joined_on__ne: date
    organization__joined_on__in: Sequence[date]
    organization__joined_on__gt: date
    organization__joined_on__gte: date
    organization__joined_on__lt: date
    organization__joined_on__lte: date
    organization__joined_on__isnull: bool
    organization__closed_on: date
    organization__closed_on__ne: date
    organization__closed_on__in: Sequence[date]
    organization__closed_on__gt: date
    organization__closed_on__gte: date
    organization__closed_on__lt: date
    organization__closed_on__lte: date
    organization__closed_on__isnull: bool
    teacher__id: UUID | str
    teacher__id__ne: UUID | str
    teacher__id__in: Sequence[UUID | str]
    teacher__legacy_id: str
    teacher__legacy_id__ne: str
    teacher__legacy_id__in: Sequence[str]
    teacher__legacy_id__icontains: str
    teacher__legacy_id__startswith: str
    teacher__legacy_id__isnull: bool
    teacher__person_id: UUID | str
    teacher__person_id__ne: UUID | str
    teacher__person_id__in: Sequence[UUID | str]
    teacher__headline: str
    teacher__headline__ne: str
    teacher__headline__in: Sequence[str]
    teacher__headline__icontains: str
    teacher__headline__startswith: str
    teacher__headline__isnull: bool
    teacher__biography: str
    teacher__biography__ne: str
    teacher__biography__in: Sequence[str]
    teacher__biography__icontains: str
    teacher__biography__startswith: str
    teacher__biography__isnull: bool
    teacher__daily_rate: Decimal
    teacher__daily_rate__ne: Decimal
    teacher__daily_rate__in: Sequence[Decimal]
    teacher__daily_rate__gt: Decimal
    teacher__daily_rate__gte: Decimal
    teacher__daily_rate__lt: Decimal
    teacher__daily_rate__lte: Decimal
    teacher__daily_rate__isnull: bool
    teacher__currency: str
    teacher__currency__ne: str
    teacher__currency__in: Sequence[str]
    teacher__currency__icontains: str
    teacher__currency__startswith: str
    teacher__currency__isnull: bool
    teacher__status: Literal["ACTIVE", "RETIRED"] | choices.TeacherStatus
    teacher__status__ne: Literal["ACTIVE", "RETIRED"] | choices.TeacherStatus
    teacher__status__in: Sequence[Literal["ACTIVE", "RETIRED"] | choices.TeacherStatus]
    meeting__id: UUID | str
    meeting__id__ne: UUID | str
    meeting__id__in: Sequence[UUID | str]
    meeting__legacy_id: str
    meeting__legacy_id__ne: str
    meeting__legacy_id__in: Sequence[str]
    meeting__legacy_id__icontains: str
    meeting__legacy_id__startswith: str
    meeting__legacy_id__isnull: bool
    meeting__group_id: UUID | str
    meeting__group_id__ne: UUID | str
    meeting__group_id__in: Sequence[UUID | str]
    meeting__month: date
    meeting__month__ne: date
    meeting__month__in: Sequence[date]
    meeting__month__gt: date
    meeting__month__gte: date
    meeting__month__lt: date
    meeting__month__lte: date
    meeting__starts_at: datetime
    meeting__starts_at__ne: datetime
    meeting__starts_at__in: Sequence[datetime]
    meeting__starts_at__gt: datetime
    meeting__starts_at__gte: datetime
    meeting__starts_at__lt: datetime
    meeting__starts_at__lte: datetime
    meeting__starts_at__isnull: bool
    meeting__ends_at: datetime
    meeting__ends_at__ne: datetime
    meeting__ends_at__in: Sequence[datetime]
    meeting__ends_at__gt: datetime
    meeting__ends_at__gte: datetime
    meeting__ends_at__lt: datetime
    meeting__ends_at__lte: datetime
    meeting__ends_at__isnull: bool
    meeting__venue_id: UUID | str
    meeting__venue_id__ne: UUID | str
    meeting__venue_id__in: Sequence[UUID | str]
    meeting__venue_id__isnull: bool
    meeting__teacher_id: UUID | str
    meeting__teacher_id__ne: UUID | str
    meeting__teacher_id__in: Sequence[UUID | str]
    meeting__teacher_id__isnull: bool
    meeting__topic_id: UUID | str
    meeting__topic_id__ne: UUID | str
    meeting__topic_id__in: Sequence[UUID | str]
    meeting__topic_id__isnull: bool
    meeting__title: str
    meeting__title__ne: str
    meeting__title__in: Sequence[str]
    meeting__title__icontains: str
    meeting__title__startswith: str
    meeting__title__isnull: bool
    meeting__status: Literal["PLANNED", "HELD", "CANCELLED"] | choices.MeetingStatus
    meeting__status__ne: Literal["PLANNED", "HELD", "CANCELLED"] | choices.MeetingStatus
    meeting__status__in: Sequence[Literal["PLANNED", "HELD", "CANCELLED"] | choices.MeetingStatus]
    meeting__notes: str
    meeting__notes__ne: str
    meeting__notes__in: Sequence[str]
    meeting__notes__icontains: str
    meeting__notes__startswith: str
    meeting__notes__isnull: bool


class MissionQuery(MissionFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "reference", "-reference", "title", "-title", "kind", "-kind", "organization_id", "-organization_id", "teacher_id", "-teacher_id", "meeting_id", "-meeting_id", "status", "-status", "starts_on", "-starts_on", "ends_on", "-ends_on", "fee", "-fee", "currency", "-currency", "description", "-description", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "reference", "title", "kind", "organization_id", "teacher_id", "meeting_id", "status", "starts_on", "ends_on", "fee", "currency", "description", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class MissionGrouping(MissionFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "reference", "title", "kind", "organization_id", "teacher_id", "meeting_id", "status", "starts_on", "starts_on__year", "starts_on__month", "starts_on__week", "starts_on__day", "ends_on", "ends_on__year", "ends_on__month", "ends_on__week", "ends_on__day", "fee", "currency", "description", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:starts_on", "max:starts_on", "min:ends_on", "max:ends_on", "min:fee", "max:fee", "sum:fee", "avg:fee", "p50:fee", "p90:fee", "p95:fee", "p99:fee", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Missions(Resource[models.Mission]):
    """Work delivered for an organization, and invoiced."""

    _type = models.Mission

    def list(self, **query: Unpack[MissionQuery]) -> Page[models.Mission]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/missions"), query)

    def iterate(self, **query: Unpack[MissionQuery]) -> Iterator[models.Mission]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/missions"), query)

    def export(self, **query: Unpack[MissionQuery]) -> Iterator[models.Mission]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/missions"), query)

    def create(
        self,
        *,
        reference: str,
        title: str,
        kind: Literal["TEACHING", "FACILITATION", "CONSULTING"] | choices.MissionKind,
        organization_id: UUID | str,
        status: Literal["DRAFT", "CONFIRMED", "DELIVERED", "CANCELLED"] | choices.MissionStatus,
        legacy_id: str | None = UNSET,
        teacher_id: UUID | str | None = UNSET,
        meeting_id: UUID | str | None = UNSET,
        starts_on: date | None = UNSET,
        ends_on: date | None = UNSET,
        fee: Decimal | None = UNSET,
        currency: str | None = UNSET,
        description: str | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Mission:
        """Create one mission."""
        return self._call("POST", _path("/v1/missions"), models.Mission, body={
            "legacy_id": legacy_id,
            "reference": reference,
            "title": title,
            "kind": kind,
            "organization_id": organization_id,
            "teacher_id": teacher_id,
            "meeting_id": meeting_id,
            "status": status,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "fee": fee,
            "currency": currency,
            "description": description,
        }, idempotency_key=idempotency_key)

    def aggregate(self, **query: Unpack[MissionGrouping]) -> Aggregation:
        """Aggregate missions."""
        return self._aggregate(_path("/v1/missions/aggregate"), query)

    def bulk(self, items: Iterable[Mapping[str, Any] | models.Mission], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/missions/bulk"), items, idempotency_key)

    def get_by_legacy_id(self, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "reference", "title", "kind", "organization_id", "teacher_id", "meeting_id", "status", "starts_on", "ends_on", "fee", "currency", "description", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Mission:
        """Get one mission by its legacy id."""
        return self._call("GET", _path("/v1/missions/by-legacy-id/{}", legacy_id), models.Mission, query={"fields": fields, "expand": expand})

    def get(self, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "reference", "title", "kind", "organization_id", "teacher_id", "meeting_id", "status", "starts_on", "ends_on", "fee", "currency", "description", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Mission:
        """Get one mission."""
        return self._call("GET", _path("/v1/missions/{}", id), models.Mission, query={"fields": fields, "expand": expand})

    def delete(self, item: models.Mission | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one mission."""
        self._delete(_path("/v1/missions/{}", item), item, if_match)

    def update(
        self, item: models.Mission | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        reference: str = UNSET,
        title: str = UNSET,
        kind: Literal["TEACHING", "FACILITATION", "CONSULTING"] | choices.MissionKind = UNSET,
        organization_id: UUID | str = UNSET,
        teacher_id: UUID | str | None = UNSET,
        meeting_id: UUID | str | None = UNSET,
        status: Literal["DRAFT", "CONFIRMED", "DELIVERED", "CANCELLED"] | choices.MissionStatus = UNSET,
        starts_on: date | None = UNSET,
        ends_on: date | None = UNSET,
        fee: Decimal | None = UNSET,
        currency: str | None = UNSET,
        description: str | None = UNSET,
        if_match: str | None = None,
    ) -> models.Mission:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/missions/{}", item), item, {
            "legacy_id": legacy_id,
            "reference": reference,
            "title": title,
            "kind": kind,
            "organization_id": organization_id,
            "teacher_id": teacher_id,
            "meeting_id": meeting_id,
            "status": status,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "fee": fee,
            "currency": currency,
            "description": description,
        }, if_match)

    def save(self, item: models.Mission, /) -> models.Mission:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/missions/{}", item), item, item._changes(), None)

    def history(self, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one mission."""
        return self._call("GET", _path("/v1/missions/{}/history", id), models.History, query={"limit": limit, "cursor": cursor})

    def similar(
        self, id: Item | UUID | str, /,
        *,
        by: Literal["words", "meaning"] = UNSET,
        limit: int = UNSET,
        model: str = UNSET,
    ) -> models.SimilarItems:
        """Get what resembles one mission."""
        return self._call("GET", _path("/v1/missions/{}/similar", id), models.SimilarItems, query={"by": by, "limit": limit, "model": model})


class NoteFilters(TypedDict, total=False):
    """What limits a list."""

    q: str
    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    author_id: UUID | str
    author_id__ne: UUID | str
    author_id__in: Sequence[UUID | str]
    author_id__isnull: bool
    organization_id: UUID | str
    organization_id__ne: UUID | str
    organization_id__in: Sequence[UUID | str]
    organization_id__isnull: bool
    member_id: UUID | str
    member_id__ne: UUID | str
    member_id__in: Sequence[UUID | str]
    member_id__isnull: bool
    group_id: UUID | str
    group_id__ne: UUID | str
    group_id__in: Sequence[UUID | str]
    group_id__isnull: bool
    meeting_id: UUID | str
    meeting_id__ne: UUID | str
    meeting_id__in: Sequence[UUID | str]
    meeting_id__isnull: bool
    mission_id: UUID | str
    mission_id__ne: UUID | str
    mission_id__in: Sequence[UUID | str]
    mission_id__isnull: bool
    event_id: UUID | str
    event_id__ne: UUID | str
    event_id__in: Sequence[UUID | str]
    event_id__isnull: bool
    title: str
    title__ne: str
    title__in: Sequence[str]
    title__icontains: str
    title__startswith: str
    title__isnull: bool
    body: str
    body__ne: str
    body__in: Sequence[str]
    body__icontains: str
    body__startswith: str
    noted_at: datetime
    noted_at__ne: datetime
    noted_at__in: Sequence[datetime]
    noted_at__gt: datetime
    noted_at__gte: datetime
    noted_at__lt: datetime
    noted_at__lte: datetime
    author__id: UUID | str
    author__id__ne: UUID | str
    author__id__in: Sequence[UUID | str]
    author__legacy_id: str
    author__legacy_id__ne: str
    author__legacy_id__in: Sequence[str]
    author__legacy_id__icontains: str
    author__legacy_id__startswith: str
    author__legacy_id__isnull: bool
    author__person_id: UUID | str
    author__person_id__ne: UUID | str
    author__person_id__in: Sequence[UUID | str]
    author__job_title: str
    author__job_title__ne: str
    author__job_title__in: Sequence[str]
    author__job_title__icontains: str
    author__job_title__startswith: str
    author__job_title__isnull: bool
    author__region: str
    author__region__ne: str
    author__region__in: Sequence[str]
    author__region__icontains: str
    author__region__startswith: str
    author__region__isnull: bool
    author__active: bool
    organization__id: UUID | str
    organization__id__ne: UUID | str
    organization__id__in: Sequence[UUID | str]
    organization__legacy_id: str
    organization__legacy_id__ne: str
    organization__legacy_id__in: Sequence[str]
    organization__legacy_id__icontains: str
    organization__legacy_id__startswith: str
    organization__legacy_id__isnull: bool
    organization__name: str
    organization__name__ne: str
    organization__name__in: Sequence[str]
    organization__name__icontains: str
    organization__name__startswith: str
    organization__legal_name: str
    organization__legal_name__ne: str
    organization__legal_name__in: Sequence[str]
    organization__legal_name__icontains: str
    organization__legal_name__startswith: str
    organization__legal_name__isnull: bool
    organization__registration_number: str
    organization__registration_number__ne: str
    organization__registration_number__in: Sequence[str]
    organization__registration_number__icontains: str
    organization__registration_number__startswith: str
    organization__registration_number__isnull: bool
    organization__status: Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] | choices.OrganizationStatus
    organization__status__ne: Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] | choices.OrganizationStatus
    organization__status__in: Sequence[Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] | choices.OrganizationStatus]
    organization__industry: str
    organization__industry__ne: str
    organization__industry__in: Sequence[str]
    organization__industry__icontains: str
    organization__industry__startswith: str
    organization__industry__isnull: bool
    organization__website: str
    organization__website__ne: str
    organization__website__in: Sequence[str]
    organization__website__icontains: str
    organization__website__startswith: str
    organization__website__isnull: bool
    organization__email: str
    organization__email__ne: str
    organization__email__in: Sequence[str]
    organization__email__icontains: str
    organization__email__startswith: str
    organization__email__isnull: bool
    organization__phone: str
    organization__phone__ne: str
    organization__phone__in: Sequence[str]
    organization__phone__icontains: str
    organization__phone__startswith: str
    organization__phone__isnull: bool
    organization__street: str
    organization__street__ne: str
    organization__street__in: Sequence[str]
    organization__street__icontains: str
    organization__street__startswith: str
    organization__street__isnull: bool
    organization__postal_code: str
    organization__postal_code__ne: str
    organization__postal_code__in: Sequence[str]
    organization__postal_code__icontains: str
    organization__postal_code__startswith: str
    organization__postal_code__isnull: bool
    organization__city: str
    organization__city__ne: str
    organization__city__in: Sequence[str]
    organization__city__icontains: str
    organization__city__startswith: str
    organization__city__isnull: bool
    organization__region: str
    organization__region__ne: str
    organization__region__in: Sequence[str]
    organization__region__icontains: str
    organization__region__startswith: str
    organization__region__isnull: bool
    organization__country: str
    organization__country__ne: str
    organization__country__in: Sequence[str]
    organization__country__icontains: str
    organization__country__startswith: str
    organization__country__isnull: bool
    organization__joined_on: date
    organization__joined_on__ne: date
    organization__joined_on__in: Sequence[date]
    organization__joined_on__gt: date
    organization__joined_on__gte: date
    organization__joined_on__lt: date
    organization__joined_on__lte: date
    organization__joined_on__isnull: bool
    organization__closed_on: date
    organization__closed_on__ne: date
    organization__closed_on__in: Sequence[date]
    organization__closed_on__gt: date
    organization__closed_on__gte: date
    organization__closed_on__lt: date
    organization__closed_on__lte: date
    organization__closed_on__isnull: bool
    member__id: UUID | str
    member__id__ne: UUID | str
    member__id__in: Sequence[UUID | str]
    member__legacy_id: str
    member__legacy_id__ne: str
    member__legacy_id__in: Sequence[str]
    member__legacy_id__icontains: str
    member__legacy_id__startswith: str
    member__legacy_id__isnull: bool
    member__person_id: UUID | str
    member__person_id__ne: UUID | str
    member__person_id__in: Sequence[UUID | str]
    member__organization_id: UUID | str
    member__organization_id__ne: UUID | str
    member__organization_id__in: Sequence[UUID | str]
    member__member_number: str
    member__member_number__ne: str
    member__member_number__in: Sequence[str]
    member__member_number__icontains: str
    member__member_number__startswith: str
    member__job_title: str
    member__job_title__ne: str
    member__job_title__in: Sequence[str]
    member__job_title__icontains: str
    member__job_title__startswith: str
    member__job_title__isnull: bool
    member__status: Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus
    member__status__ne: Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus
    member__status__in: Sequence[Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus]
    member__joined_on: date
    member__joined_on__ne: date
    member__joined_on__in: Sequence[date]
    member__joined_on__gt: date
    member__joined_on__gte: date
    member__joined_on__lt: date
    member__joined_on__lte: date
    member__left_on: date
    member__left_on__ne: date
    member__left_on__in: Sequence[date]
    member__left_on__gt: date
    member__left_on__gte: date
    member__left_on__lt: date
    member__left_on__lte: date
    member__left_on__isnull: bool
    group__id: UUID | str
    group__id__ne: UUID | str
    group__id__in: Sequence[UUID | str]
    group__legacy_id: str
    group__legacy_id__ne: str
    group__legacy_id__in: Sequence[str]
    group__legacy_id__icontains: str
    group__legacy_id__startswith: str
    group__legacy_id__isnull: bool
    group__code: str
    group__code__ne: str
    group__code__in: Sequence[str]
    group__code__icontains: str
    group__code__startswith: str
    group__name: str
    group__name__ne: str
    group__name__in: Sequence[str]
    group__name__icontains: str
    group__name__startswith: str
    group__status: Literal["FORMING", "ACTIVE", "DORMANT", "CLOSED"] | choices.GroupStatus
    group__status__ne: Literal["FORMING", "ACTIVE", "DORMANT", "CLOSED"] | choices.GroupStatus
    group__status__in: Sequence[Literal["FORMING", "ACTIVE", "DORMANT", "CLOSED"] | choices.GroupStatus]
    group__point_of_contact_id: UUID | str
    group__point_of_contact_id__ne: UUID | str
    group__point_of_contact_id__in: Sequence[UUID | str]
    group__point_of_contact_id__isnull: bool
    group__region: str
    group__region__ne: str
    group__region__in: Sequence[str]
    group__region__icontains: str
    group__region__startswith: str
    group__region__isnull: bool
    group__founded_on: date
    group__founded_on__ne: date
    group__founded_on__in: Sequence[date]
    group__founded_on__gt: date
    group__founded_on__gte: date
    group__founded_on__lt: date
    group__founded_on__lte: date
    group__founded_on__isnull: bool
    group__capacity: int
    group__capacity__ne: int
    group__capacity__in: Sequence[int]
    group__capacity__gt: int
    group__capacity__gte: int
    group__capacity__lt: int
    group__capacity__lte: int
    group__capacity__isnull: bool
    meeting__id: UUID | str
    meeting__id__ne: UUID | str
    meeting__id__in: Sequence[UUID | str]
    meeting__legacy_id: str
    meeting__legacy_id__ne: str
    meeting__legacy_id__in: Sequence[str]
    meeting__legacy_id__icontains: str
    meeting__legacy_id__startswith: str
    meeting__legacy_id__isnull: bool
    meeting__group_id: UUID | str
    meeting__group_id__ne: UUID | str
    meeting__group_id__in: Sequence[UUID | str]
    meeting__month: date
    meeting__month__ne: date
    meeting__month__in: Sequence[date]
    meeting__month__gt: date
    meeting__month__gte: date
    meeting__month__lt: date
    meeting__month__lte: date
    meeting__starts_at: datetime
    meeting__starts_at__ne: datetime
    meeting__starts_at__in: Sequence[datetime]
    meeting__starts_at__gt: datetime
    meeting__starts_at__gte: datetime
    meeting__starts_at__lt: datetime
    meeting__starts_at__lte: datetime
    meeting__starts_at__isnull: bool
    meeting__ends_at: datetime
    meeting__ends_at__ne: datetime
    meeting__ends_at__in: Sequence[datetime]
    meeting__ends_at__gt: datetime
    meeting__ends_at__gte: datetime
    meeting__ends_at__lt: datetime
    meeting__ends_at__lte: datetime
    meeting__ends_at__isnull: bool
    meeting__venue_id: UUID | str
    meeting__venue_id__ne: UUID | str
    meeting__venue_id__in: Sequence[UUID | str]
    meeting__venue_id__isnull: bool
    meeting__teacher_id: UUID | str
    meeting__teacher_id__ne: UUID | str
    meeting__teacher_id__in: Sequence[UUID | str]
    meeting__teacher_id__isnull: bool
    meeting__topic_id: UUID | str
    meeting__topic_id__ne: UUID | str
    meeting__topic_id__in: Sequence[UUID | str]
    meeting__topic_id__isnull: bool
    meeting__title: str
    meeting__title__ne: str
    meeting__title__in: Sequence[str]
    meeting__title__icontains: str
    meeting__title__startswith: str
    meeting__title__isnull: bool
    meeting__status: Literal["PLANNED", "HELD", "CANCELLED"] | choices.MeetingStatus
    meeting__status__ne: Literal["PLANNED", "HELD", "CANCELLED"] | choices.MeetingStatus
    meeting__status__in: Sequence[Literal["PLANNED", "HELD", "CANCELLED"] | choices.MeetingStatus]
    meeting__notes: str
    meeting__notes__ne: str
    meeting__notes__in: Sequence[str]
    meeting__notes__icontains: str
    meeting__notes__startswith: str
    meeting__notes__isnull: bool
    mission__id: UUID | str
    mission__id__ne: UUID | str
    mission__id__in: Sequence[UUID | str]
    mission__legacy_id: str
    mission__legacy_id__ne: str
    mission__legacy_id__in: Sequence[str]
    mission__legacy_id__icontains: str
    mission__legacy_id__startswith: str
    mission__legacy_id__isnull: bool
    mission__reference: str
    mission__reference__ne: str
    mission__reference__in: Sequence[str]
    mission__reference__icontains: str
    mission__reference__startswith: str
    mission__title: str
    mission__title__ne: str
    mission__title__in: Sequence[str]
    mission__title__icontains: str
    mission__title__startswith: str
    mission__kind: Literal["TEACHING", "FACILITATION", "CONSULTING"] | choices.MissionKind
    mission__kind__ne: Literal["TEACHING", "FACILITATION", "CONSULTING"] | choices.MissionKind
    mission__kind__in: Sequence[Literal["TEACHING", "FACILITATION", "CONSULTING"] | choices.MissionKind]
    mission__organization_id: UUID | str
    mission__organization_id__ne: UUID | str
    mission__organization_id__in: Sequence[UUID | str]
    mission__teacher_id: UUID | str
    mission__teacher_id__ne: UUID | str
    mission__teacher_id__in: Sequence[UUID | str]
    mission__teacher_id__isnull: bool
    mission__meeting_id: UUID | str
    mission__meeting_id__ne: UUID | str
    mission__meeting_id__in: Sequence[UUID | str]
    mission__meeting_id__isnull: bool
    mission__status: Literal["DRAFT", "CONFIRMED", "DELIVERED", "CANCELLED"] | choices.MissionStatus
    mission__status__ne: Literal["DRAFT", "CONFIRMED", "DELIVERED", "CANCELLED"] | choices.MissionStatus
    mission__status__in: Sequence[Literal["DRAFT", "CONFIRMED", "DELIVERED", "CANCELLED"] | choices.MissionStatus]
    mission__starts_on: date
    mission__starts_on__ne: date
    mission__starts_on__in: Sequence[date]
    mission__starts_on__gt: date
    mission__starts_on__gte: date
    mission__starts_on__lt: date
    mission__starts_on__lte: date
    mission__starts_on__isnull: bool
    mission__ends_on: date
    mission__ends_on__ne: date
    mission__ends_on__in: Sequence[date]
    mission__ends_on__gt: date
    mission__ends_on__gte: date
    mission__ends_on__lt: date
    mission__ends_on__lte: date
    mission__ends_on__isnull: bool
    mission__fee: Decimal
    mission__fee__ne: Decimal
    mission__fee__in: Sequence[Decimal]
    mission__fee__gt: Decimal
    mission__fee__gte: Decimal
    mission__fee__lt: Decimal
    mission__fee__lte: Decimal
    mission__fee__isnull: bool
    mission__currency: str
    mission__currency__ne: str
    mission__currency__in: Sequence[str]
    mission__currency__icontains: str
    mission__currency__startswith: str
    mission__currency__isnull: bool
    mission__description: str
    mission__description__ne: str
    mission__description__in: Sequence[str]
    mission__description__icontains: str
    mission__description__startswith: str
    mission__description__isnull: bool
    event__id: UUID | str
    event__id__ne: UUID | str
    event__id__in: Sequence[UUID | str]
    event__legacy_id: str
    event__legacy_id__ne: str
    event__legacy_id__in: Sequence[str]
    event__legacy_id__icontains: str
    event__legacy_id__startswith: str
    event__legacy_id__isnull: bool
    event__title: str
    event__title__ne: str
    event__title__in: Sequence[str]
    event__title__icontains: str
    event__title__startswith: str
    event__kind: Literal["CONVENTION", "SEMINAR", "WEBINAR", "TRIP"] | choices.EventKind
    event__kind__ne: Literal["CONVENTION", "SEMINAR", "WEBINAR", "TRIP"] | choices.EventKind
    event__kind__in: Sequence[Literal["CONVENTION", "SEMINAR", "WEBINAR", "TRIP"] | choices.EventKind]
    event__starts_at: datetime
    event__starts_at__ne: datetime
    event__starts_at__in: Sequence[datetime]
    event__starts_at__gt: datetime
    event__starts_at__gte: datetime
    event__starts_at__lt: datetime
    event__starts_at__lte: datetime
    event__ends_at: datetime
    event__ends_at__ne: datetime
    event__ends_at__in: Sequence[datetime]
    event__ends_at__gt: datetime
    event__ends_at__gte: datetime
    event__ends_at__lt: datetime
    event__ends_at__lte: datetime
    event__ends_at__isnull: bool
    event__venue_id: UUID | str
    event__venue_id__ne: UUID | str
    event__venue_id__in: Sequence[UUID | str]
    event__venue_id__isnull: bool
    event__capacity: int
    event__capacity__ne: int
    event__capacity__in: Sequence[int]
    event__capacity__gt: int
    event__capacity__gte: int
    event__capacity__lt: int
    event__capacity__lte: int
    event__capacity__isnull: bool
    event__description: str
    event__description__ne: str
    event__description__in: Sequence[str]
    event__description__icontains: str
    event__description__startswith: str
    event__description__isnull: bool
    event__status: Literal["PLANNED", "CONFIRMED", "HELD", "CANCELLED"] | choices.EventStatus
    event__status__ne: Literal["PLANNED", "CONFIRMED", "HELD", "CANCELLED"] | choices.EventStatus
    event__status__in: Sequence[Literal["PLANNED", "CONFIRMED", "HELD", "CANCELLED"] | choices.EventStatus]


class NoteQuery(NoteFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "author_id", "-author_id", "organization_id", "-organization_id", "member_id", "-member_id", "group_id", "-group_id", "meeting_id", "-meeting_id", "mission_id", "-mission_id", "event_id", "-event_id", "title", "-title", "body", "-body", "noted_at", "-noted_at", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "author_id", "organization_id", "member_id", "group_id", "meeting_id", "mission_id", "event_id", "title", "body", "noted_at", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class NoteGrouping(NoteFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "author_id", "organization_id", "member_id", "group_id", "meeting_id", "mission_id", "event_id", "title", "body", "noted_at", "noted_at__year", "noted_at__month", "noted_at__week", "noted_at__day", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:noted_at", "max:noted_at", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Notes(Resource[models.Note]):
    """What a member of the staff wrote down about exactly one thing."""

    _type = models.Note

    def list(self, **query: Unpack[NoteQuery]) -> Page[models.Note]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/notes"), query)

    def iterate(self, **query: Unpack[NoteQuery]) -> Iterator[models.Note]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/notes"), query)

    def export(self, **query: Unpack[NoteQuery]) -> Iterator[models.Note]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/notes"), query)

    def create(
        self,
        *,
        body: str,
        legacy_id: str | None = UNSET,
        author_id: UUID | str | None = UNSET,
        organization_id: UUID | str | None = UNSET,
        member_id: UUID | str | None = UNSET,
        group_id: UUID | str | None = UNSET,
        meeting_id: UUID | str | None = UNSET,
        mission_id: UUID | str | None = UNSET,
        event_id: UUID | str | None = UNSET,
        title: str | None = UNSET,
        noted_at: datetime = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Note:
        """Create one note."""
        return self._call("POST", _path("/v1/notes"), models.Note, body={
            "legacy_id": legacy_id,
            "author_id": author_id,
            "organization_id": organization_id,
            "member_id": member_id,
            "group_id": group_id,
            "meeting_id": meeting_id,
            "mission_id": mission_id,
            "event_id": event_id,
            "title": title,
            "body": body,
            "noted_at": noted_at,
        }, idempotency_key=idempotency_key)

    def aggregate(self, **query: Unpack[NoteGrouping]) -> Aggregation:
        """Aggregate notes."""
        return self._aggregate(_path("/v1/notes/aggregate"), query)

    def bulk(self, items: Iterable[Mapping[str, Any] | models.Note], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/notes/bulk"), items, idempotency_key)

    def get_by_legacy_id(self, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "author_id", "organization_id", "member_id", "group_id", "meeting_id", "mission_id", "event_id", "title", "body", "noted_at", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Note:
        """Get one note by its legacy id."""
        return self._call("GET", _path("/v1/notes/by-legacy-id/{}", legacy_id), models.Note, query={"fields": fields, "expand": expand})

    def get(self, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "author_id", "organization_id", "member_id", "group_id", "meeting_id", "mission_id", "event_id", "title", "body", "noted_at", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Note:
        """Get one note."""
        return self._call("GET", _path("/v1/notes/{}", id), models.Note, query={"fields": fields, "expand": expand})

    def delete(self, item: models.Note | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one note."""
        self._delete(_path("/v1/notes/{}", item), item, if_match)

    def update(
        self, item: models.Note | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        author_id: UUID | str | None = UNSET,
        organization_id: UUID | str | None = UNSET,
        member_id: UUID | str | None = UNSET,
        group_id: UUID | str | None = UNSET,
        meeting_id: UUID | str | None = UNSET,
        mission_id: UUID | str | None = UNSET,
        event_id: UUID | str | None = UNSET,
        title: str | None = UNSET,
        body: str = UNSET,
        noted_at: datetime = UNSET,
        if_match: str | None = None,
    ) -> models.Note:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/notes/{}", item), item, {
            "legacy_id": legacy_id,
            "author_id": author_id,
            "organization_id": organization_id,
            "member_id": member_id,
            "group_id": group_id,
            "meeting_id": meeting_id,
            "mission_id": mission_id,
            "event_id": event_id,
            "title": title,
            "body": body,
            "noted_at": noted_at,
        }, if_match)

    def save(self, item: models.Note, /) -> models.Note:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/notes/{}", item), item, item._changes(), None)

    def history(self, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one note."""
        return self._call("GET", _path("/v1/notes/{}/history", id), models.History, query={"limit": limit, "cursor": cursor})

    def similar(
        self, id: Item | UUID | str, /,
        *,
        by: Literal["words", "meaning"] = UNSET,
        limit: int = UNSET,
        model: str = UNSET,
    ) -> models.SimilarItems:
        """Get what resembles one note."""
        return self._call("GET", _path("/v1/notes/{}/similar", id), models.SimilarItems, query={"by": by, "limit": limit, "model": model})


class OrganizationFilters(TypedDict, total=False):
    """What limits a list."""

    q: str
    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    name: str
    name__ne: str
    name__in: Sequence[str]
    name__icontains: str
    name__startswith: str
    legal_name: str
    legal_name__ne: str
    legal_name__in: Sequence[str]
    legal_name__icontains: str
    legal_name__startswith: str
    legal_name__isnull: bool
    registration_number: str
    registration_number__ne: str
    registration_number__in: Sequence[str]
    registration_number__icontains: str
    registration_number__startswith: str
    registration_number__isnull: bool
    status: Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] | choices.OrganizationStatus
    status__ne: Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] | choices.OrganizationStatus
    status__in: Sequence[Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] | choices.OrganizationStatus]
    industry: str
    industry__ne: str
    industry__in: Sequence[str]
    industry__icontains: str
    industry__startswith: str
    industry__isnull: bool
    website: str
    website__ne: str
    website__in: Sequence[str]
    website__icontains: str
    website__startswith: str
    website__isnull: bool
    email: str
    email__ne: str
    email__in: Sequence[str]
    email__icontains: str
    email__startswith: str
    email__isnull: bool
    phone: str
    phone__ne: str
    phone__in: Sequence[str]
    phone__icontains: str
    phone__startswith: str
    phone__isnull: bool
    street: str
    street__ne: str
    street__in: Sequence[str]
    street__icontains: str
    street__startswith: str
    street__isnull: bool
    postal_code: str
    postal_code__ne: str
    postal_code__in: Sequence[str]
    postal_code__icontains: str
    postal_code__startswith: str
    postal_code__isnull: bool
    city: str
    city__ne: str
    city__in: Sequence[str]
    city__icontains: str
    city__startswith: str
    city__isnull: bool
    region: str
    region__ne: str
    region__in: Sequence[str]
    region__icontains: str
    region__startswith: str
    region__isnull: bool
    country: str
    country__ne: str
    country__in: Sequence[str]
    country__icontains: str
    country__startswith: str
    country__isnull: bool
    joined_on: date
    joined_on__ne: date
    joined_on__in: Sequence[date]
    joined_on__gt: date
    joined_on__gte: date
    joined_on__lt: date
    joined_on__lte: date
    joined_on__isnull: bool
    closed_on: date
    closed_on__ne: date
    closed_on__in: Sequence[date]
    closed_on__gt: date
    closed_on__gte: date
    closed_on__lt: date
    closed_on__lte: date
    closed_on__isnull: bool


class OrganizationQuery(OrganizationFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "name", "-name", "legal_name", "-legal_name", "registration_number", "-registration_number", "status", "-status", "industry", "-industry", "website", "-website", "email", "-email", "phone", "-phone", "street", "-street", "postal_code", "-postal_code", "city", "-city", "region", "-region", "country", "-country", "joined_on", "-joined_on", "closed_on", "-closed_on", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "name", "legal_name", "registration_number", "status", "industry", "website", "email", "phone", "street", "postal_code", "city", "region", "country", "joined_on", "closed_on", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class OrganizationGrouping(OrganizationFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "name", "legal_name", "registration_number", "status", "industry", "website", "email", "phone", "street", "postal_code", "city", "region", "country", "joined_on", "joined_on__year", "joined_on__month", "joined_on__week", "joined_on__day", "closed_on", "closed_on__year", "closed_on__month", "closed_on__week", "closed_on__day", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:joined_on", "max:joined_on", "min:closed_on", "max:closed_on", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Organizations(Resource[models.Organization]):
    """A client company or institution whose people are members."""

    _type = models.Organization

    def list(self, **query: Unpack[OrganizationQuery]) -> Page[models.Organization]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/organizations"), query)

    def iterate(self, **query: Unpack[OrganizationQuery]) -> Iterator[models.Organization]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/organizations"), query)

    def export(self, **query: Unpack[OrganizationQuery]) -> Iterator[models.Organization]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/organizations"), query)

    def create(
        self,
        *,
        name: str,
        status: Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] | choices.OrganizationStatus,
        legacy_id: str | None = UNSET,
        legal_name: str | None = UNSET,
        registration_number: str | None = UNSET,
        industry: str | None = UNSET,
        website: str | None = UNSET,
        email: str | None = UNSET,
        phone: str | None = UNSET,
        street: str | None = UNSET,
        postal_code: str | None = UNSET,
        city: str | None = UNSET,
        region: str | None = UNSET,
        country: str | None = UNSET,
        joined_on: date | None = UNSET,
        closed_on: date | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Organization:
        """Create one organization."""
        return self._call("POST", _path("/v1/organizations"), models.Organization, body={
            "legacy_id": legacy_id,
            "name": name,
            "legal_name": legal_name,
            "registration_number": registration_number,
            "status": status,
            "industry": industry,
            "website": website,
            "email": email,
            "phone": phone,
            "street": street,
            "postal_code": postal_code,
            "city": city,
            "region": region,
            "country": country,
            "joined_on": joined_on,
            "closed_on": closed_on,
        }, idempotency_key=idempotency_key)

    def aggregate(self, **query: Unpack[OrganizationGrouping]) -> Aggregation:
        """Aggregate organizations."""
        return self._aggregate(_path("/v1/organizations/aggregate"), query)

    def bulk(self, items: Iterable[Mapping[str, Any] | models.Organization], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/organizations/bulk"), items, idempotency_key)

    def get_by_legacy_id(self, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "name", "legal_name", "registration_number", "status", "industry", "website", "email", "phone", "street", "postal_code", "city", "region", "country", "joined_on", "closed_on", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Organization:
        """Get one organization by its legacy id."""
        return self._call("GET", _path("/v1/organizations/by-legacy-id/{}", legacy_id), models.Organization, query={"fields": fields, "expand": expand})

    def get(self, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "name", "legal_name", "registration_number", "status", "industry", "website", "email", "phone", "street", "postal_code", "city", "region", "country", "joined_on", "closed_on", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Organization:
        """Get one organization."""
        return self._call("GET", _path("/v1/organizations/{}", id), models.Organization, query={"fields": fields, "expand": expand})

    def delete(self, item: models.Organization | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one organization."""
        self._delete(_path("/v1/organizations/{}", item), item, if_match)

    def update(
        self, item: models.Organization | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        name: str = UNSET,
        legal_name: str | None = UNSET,
        registration_number: str | None = UNSET,
        status: Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] | choices.OrganizationStatus = UNSET,
        industry: str | None = UNSET,
        website: str | None = UNSET,
        email: str | None = UNSET,
        phone: str | None = UNSET,
        street: str | None = UNSET,
        postal_code: str | None = UNSET,
        city: str | None = UNSET,
        region: str | None = UNSET,
        country: str | None = UNSET,
        joined_on: date | None = UNSET,
        closed_on: date | None = UNSET,
        if_match: str | None = None,
    ) -> models.Organization:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/organizations/{}", item), item, {
            "legacy_id": legacy_id,
            "name": name,
            "legal_name": legal_name,
            "registration_number": registration_number,
            "status": status,
            "industry": industry,
            "website": website,
            "email": email,
            "phone": phone,
            "street": street,
            "postal_code": postal_code,
            "city": city,
            "region": region,
            "country": country,
            "joined_on": joined_on,
            "closed_on": closed_on,
        }, if_match)

    def save(self, item: models.Organization, /) -> models.Organization:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/organizations/{}", item), item, item._changes(), None)

    def history(self, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one organization."""
        return self._call("GET", _path("/v1/organizations/{}/history", id), models.History, query={"limit": limit, "cursor": cursor})

    def similar(
        self, id: Item | UUID | str, /,
        *,
        by: Literal["words", "meaning"] = UNSET,
        limit: int = UNSET,
        model: str = UNSET,
    ) -> models.SimilarItems:
        """Get what resembles one organization."""
        return self._call("GET", _path("/v1/organizations/{}/similar", id), models.SimilarItems, query={"by": by, "limit": limit, "model": model})

    def statement(
        self, id: Item | UUID | str, /,
        *,
        limit: int = UNSET,
        cursor: str = UNSET,
        on__gte: date = UNSET,
        on__lt: date = UNSET,
    ) -> models.AccountStatement:
        """Get an organization's statement."""
        return self._call("GET", _path("/v1/organizations/{}/statement", id), models.AccountStatement, query={
            "limit": limit,
            "cursor": cursor,
            "on__gte": on__gte,
            "on__lt": on__lt,
        })


class PersonFilters(TypedDict, total=False):
    """What limits a list."""

    q: str
    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    given_name: str
    given_name__ne: str
    given_name__in: Sequence[str]
    given_name__icontains: str
    given_name__startswith: str
    given_name__isnull: bool
    family_name: str
    family_name__ne: str
    family_name__in: Sequence[str]
    family_name__icontains: str
    family_name__startswith: str
    email: str
    email__ne: str
    email__in: Sequence[str]
    email__icontains: str
    email__startswith: str
    email__isnull: bool
    phone: str
    phone__ne: str
    phone__in: Sequence[str]
    phone__icontains: str
    phone__startswith: str
    phone__isnull: bool
    language: str
    language__ne: str
    language__in: Sequence[str]
    language__icontains: str
    language__startswith: str
    language__isnull: bool
    born_on: date
    born_on__ne: date
    born_on__in: Sequence[date]
    born_on__gt: date
    born_on__gte: date
    born_on__lt: date
    born_on__lte: date
    born_on__isnull: bool
    full_name: str
    full_name__ne: str
    full_name__in: Sequence[str]
    full_name__icontains: str
    full_name__startswith: str


class PersonQuery(PersonFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "given_name", "-given_name", "family_name", "-family_name", "email", "-email", "phone", "-phone", "language", "-language", "born_on", "-born_on", "full_name", "-full_name", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "given_name", "family_name", "email", "phone", "language", "born_on", "full_name", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class PersonGrouping(PersonFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "given_name", "family_name", "email", "phone", "language", "born_on", "born_on__year", "born_on__month", "born_on__week", "born_on__day", "full_name", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:born_on", "max:born_on", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class People(Resource[models.Person]):
    """A human: the one home of a name and its contact data."""

    _type = models.Person

    def list(self, **query: Unpack[PersonQuery]) -> Page[models.Person]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/people"), query)

    def iterate(self, **query: Unpack[PersonQuery]) -> Iterator[models.Person]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/people"), query)

    def export(self, **query: Unpack[PersonQuery]) -> Iterator[models.Person]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/people"), query)

    def create(
        self,
        *,
        family_name: str,
        legacy_id: str | None = UNSET,
        given_name: str | None = UNSET,
        email: str | None = UNSET,
        phone: str | None = UNSET,
        language: str | None = UNSET,
        born_on: date | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Person:
        """Create one person."""
        return self._call("POST", _path("/v1/people"), models.Person, body={
            "legacy_id": legacy_id,
            "given_name": given_name,
            "family_name": family_name,
            "email": email,
            "phone": phone,
            "language": language,
            "born_on": born_on,
        }, idempotency_key=idempotency_key)

    def aggregate(self, **query: Unpack[PersonGrouping]) -> Aggregation:
        """Aggregate people."""
        return self._aggregate(_path("/v1/people/aggregate"), query)

    def bulk(self, items: Iterable[Mapping[str, Any] | models.Person], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/people/bulk"), items, idempotency_key)

    def get_by_legacy_id(self, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "given_name", "family_name", "email", "phone", "language", "born_on", "full_name", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Person:
        """Get one person by its legacy id."""
        return self._call("GET", _path("/v1/people/by-legacy-id/{}", legacy_id), models.Person, query={"fields": fields, "expand": expand})

    def get(self, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "given_name", "family_name", "email", "phone", "language", "born_on", "full_name", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Person:
        """Get one person."""
        return self._call("GET", _path("/v1/people/{}", id), models.Person, query={"fields": fields, "expand": expand})

    def delete(self, item: models.Person | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one person."""
        self._delete(_path("/v1/people/{}", item), item, if_match)

    def update(
        self, item: models.Person | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        given_name: str | None = UNSET,
        family_name: str = UNSET,
        email: str | None = UNSET,
        phone: str | None = UNSET,
        language: str | None = UNSET,
        born_on: date | None = UNSET,
        if_match: str | None = None,
    ) -> models.Person:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/people/{}", item), item, {
            "legacy_id": legacy_id,
            "given_name": given_name,
            "family_name": family_name,
            "email": email,
            "phone": phone,
            "language": language,
            "born_on": born_on,
        }, if_match)

    def save(self, item: models.Person, /) -> models.Person:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/people/{}", item), item, item._changes(), None)

    def history(self, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one person."""
        return self._call("GET", _path("/v1/people/{}/history", id), models.History, query={"limit": limit, "cursor": cursor})

    def similar(
        self, id: Item | UUID | str, /,
        *,
        by: Literal["words", "meaning"] = UNSET,
        limit: int = UNSET,
        model: str = UNSET,
    ) -> models.SimilarItems:
        """Get what resembles one person."""
        return self._call("GET", _path("/v1/people/{}/similar", id), models.SimilarItems, query={"by": by, "limit": limit, "model": model})


class StaffMemberFilters(TypedDict, total=False):
    """What limits a list."""

    q: str
    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    person_id: UUID | str
    person_id__ne: UUID | str
    person_id__in: Sequence[UUID | str]
    job_title: str
    job_title__ne: str
    job_title__in: Sequence[str]
    job_title__icontains: str
    job_title__startswith: str
    job_title__isnull: bool
    region: str
    region__ne: str
    region__in: Sequence[str]
    region__icontains: str
    region__startswith: str
    region__isnull: bool
    active: bool
    full_name: str
    full_name__ne: str
    full_name__in: Sequence[str]
    full_name__icontains: str
    full_name__startswith: str
    full_name__isnull: bool
    email: str
    email__ne: str
    email__in: Sequence[str]
    email__icontains: str
    email__startswith: str
    email__isnull: bool
    person__id: UUID | str
    person__id__ne: UUID | str
    person__id__in: Sequence[UUID | str]
    person__legacy_id: str
    person__legacy_id__ne: str
    person__legacy_id__in: Sequence[str]
    person__legacy_id__icontains: str
    person__legacy_id__startswith: str
    person__legacy_id__isnull: bool
    person__given_name: str
    person__given_name__ne: str
    person__given_name__in: Sequence[str]
    person__given_name__icontains: str
    person__given_name__startswith: str
    person__given_name__isnull: bool
    person__family_name: str
    person__family_name__ne: str
    person__family_name__in: Sequence[str]
    person__family_name__icontains: str
    person__family_name__startswith: str
    person__email: str
    person__email__ne: str
    person__email__in: Sequence[str]
    person__email__icontains: str
    person__email__startswith: str
    person__email__isnull: bool
    person__phone: str
    person__phone__ne: str
    person__phone__in: Sequence[str]
    person__phone__icontains: str
    person__phone__startswith: str
    person__phone__isnull: bool
    person__language: str
    person__language__ne: str
    person__language__in: Sequence[str]
    person__language__icontains: str
    person__language__startswith: str
    person__language__isnull: bool
    person__born_on: date
    person__born_on__ne: date
    person__born_on__in: Sequence[date]
    person__born_on__gt: date
    person__born_on__gte: date
    person__born_on__lt: date
    person__born_on__lte: date
    person__born_on__isnull: bool
    person__full_name: str
    person__full_name__ne: str
    person__full_name__in: Sequence[str]
    person__full_name__icontains: str
    person__full_name__startswith: str


class StaffMemberQuery(StaffMemberFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "person_id", "-person_id", "job_title", "-job_title", "region", "-region", "active", "-active", "full_name", "-full_name", "email", "-email", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "person_id", "job_title", "region", "active", "full_name", "email", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class StaffMemberGrouping(StaffMemberFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "person_id", "job_title", "region", "active", "full_name", "email", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Staff(Resource[models.StaffMember]):
    """A person who works for the company."""

    _type = models.StaffMember

    def list(self, **query: Unpack[StaffMemberQuery]) -> Page[models.StaffMember]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/staff"), query)

    def iterate(self, **query: Unpack[StaffMemberQuery]) -> Iterator[models.StaffMember]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/staff"), query)

    def export(self, **query: Unpack[StaffMemberQuery]) -> Iterator[models.StaffMember]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/staff"), query)

    def create(
        self,
        *,
        person_id: UUID | str,
        legacy_id: str | None = UNSET,
        job_title: str | None = UNSET,
        region: str | None = UNSET,
        active: bool = UNSET,
        idempotency_key: str | None = None,
    ) -> models.StaffMember:
        """Create one staff member."""
        return self._call("POST", _path("/v1/staff"), models.StaffMember, body={
            "legacy_id": legacy_id,
            "person_id": person_id,
            "job_title": job_title,
            "region": region,
            "active": active,
        }, idempotency_key=idempotency_key)

    def aggregate(self, **query: Unpack[StaffMemberGrouping]) -> Aggregation:
        """Aggregate staff."""
        return self._aggregate(_path("/v1/staff/aggregate"), query)

    def bulk(self, items: Iterable[Mapping[str, Any] | models.StaffMember], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/staff/bulk"), items, idempotency_key)

    def get_by_legacy_id(self, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "person_id", "job_title", "region", "active", "full_name", "email", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.StaffMember:
        """Get one staff member by its legacy id."""
        return self._call("GET", _path("/v1/staff/by-legacy-id/{}", legacy_id), models.StaffMember, query={"fields": fields, "expand": expand})

    def get(self, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "person_id", "job_title", "region", "active", "full_name", "email", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.StaffMember:
        """Get one staff member."""
        return self._call("GET", _path("/v1/staff/{}", id), models.StaffMember, query={"fields": fields, "expand": expand})

    def delete(self, item: models.StaffMember | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one staff member."""
        self._delete(_path("/v1/staff/{}", item), item, if_match)

    def update(
        self, item: models.StaffMember | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        person_id: UUID | str = UNSET,
        job_title: str | None = UNSET,
        region: str | None = UNSET,
        active: bool = UNSET,
        if_match: str | None = None,
    ) -> models.StaffMember:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/staff/{}", item), item, {
            "legacy_id": legacy_id,
            "person_id": person_id,
            "job_title": job_title,
            "region": region,
            "active": active,
        }, if_match)

    def save(self, item: models.StaffMember, /) -> models.StaffMember:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/staff/{}", item), item, item._changes(), None)

    def history(self, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one staff member."""
        return self._call("GET", _path("/v1/staff/{}/history", id), models.History, query={"limit": limit, "cursor": cursor})

    def similar(
        self, id: Item | UUID | str, /,
        *,
        by: Literal["words", "meaning"] = UNSET,
        limit: int = UNSET,
        model: str = UNSET,
    ) -> models.SimilarItems:
        """Get what resembles one staff member."""
        return self._call("GET", _path("/v1/staff/{}/similar", id), models.SimilarItems, query={"by": by, "limit": limit, "model": model})


class SubscriptionFilters(TypedDict, total=False):
    """What limits a list."""

    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    member_id: UUID | str
    member_id__ne: UUID | str
    member_id__in: Sequence[UUID | str]
    starts_on: date
    starts_on__ne: date
    starts_on__in: Sequence[date]
    starts_on__gt: date
    starts_on__gte: date
    starts_on__lt: date
    starts_on__lte: date
    ends_on: date
    ends_on__ne: date
    ends_on__in: Sequence[date]
    ends_on__gt: date
    ends_on__gte: date
    ends_on__lt: date
    ends_on__lte: date
    amount: Decimal
    amount__ne: Decimal
    amount__in: Sequence[Decimal]
    amount__gt: Decimal
    amount__gte: Decimal
    amount__lt: Decimal
    amount__lte: Decimal
    amount__isnull: bool
    currency: str
    currency__ne: str
    currency__in: Sequence[str]
    currency__icontains: str
    currency__startswith: str
    status: Literal["PENDING", "ACTIVE", "PAID", "CANCELLED"] | choices.SubscriptionStatus
    status__ne: Literal["PENDING", "ACTIVE", "PAID", "CANCELLED"] | choices.SubscriptionStatus
    status__in: Sequence[Literal["PENDING", "ACTIVE", "PAID", "CANCELLED"] | choices.SubscriptionStatus]
    invoice_id: UUID | str
    invoice_id__ne: UUID | str
    invoice_id__in: Sequence[UUID | str]
    invoice_id__isnull: bool
    member__id: UUID | str
    member__id__ne: UUID | str
    member__id__in: Sequence[UUID | str]
    member__legacy_id: str
    member__legacy_id__ne: str
    member__legacy_id__in: Sequence[str]
    member__legacy_id__icontains: str
    member__legacy_id__startswith: str
    member__legacy_id__isnull: bool
    member__person_id: UUID | str
    member__person_id__ne: UUID | str
    member__person_id__in: Sequence[UUID | str]
    member__organization_id: UUID | str
    member__organization_id__ne: UUID | str
    member__organization_id__in: Sequence[UUID | str]
    member__member_number: str
    member__member_number__ne: str
    member__member_number__in: Sequence[str]
    member__member_number__icontains: str
    member__member_number__startswith: str
    member__job_title: str
    member__job_title__ne: str
    member__job_title__in: Sequence[str]
    member__job_title__icontains: str
    member__job_title__startswith: str
    member__job_title__isnull: bool
    member__status: Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus
    member__status__ne: Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus
    member__status__in: Sequence[Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] | choices.MemberStatus]
    member__joined_on: date
    member__joined_on__ne: date
    member__joined_on__in: Sequence[date]
    member__joined_on__gt: date
    member__joined_on__gte: date
    member__joined_on__lt: date
    member__joined_on__lte: date
    member__left_on: date
    member__left_on__ne: date
    member__left_on__in: Sequence[date]
    member__left_on__gt: date
    member__left_on__gte: date
    member__left_on__lt: date
    member__left_on__lte: date
    member__left_on__isnull: bool
    invoice__id: UUID | str
    invoice__id__ne: UUID | str
    invoice__id__in: Sequence[UUID | str]
    invoice__legacy_id: str
    invoice__legacy_id__ne: str
    invoice__legacy_id__in: Sequence[str]
    invoice__legacy_id__icontains: str
    invoice__legacy_id__startswith: str
    invoice__legacy_id__isnull: bool
    invoice__number: str
    invoice__number__ne: str
    invoice__number__in: Sequence[str]
    invoice__number__icontains: str
    invoice__number__startswith: str
    invoice__organization_id: UUID | str
    invoice__organization_id__ne: UUID | str
    invoice__organization_id__in: Sequence[UUID | str]
    invoice__status: Literal["DRAFT", "ISSUED", "PAID", "VOID"] | choices.InvoiceStatus
    invoice__status__ne: Literal["DRAFT", "ISSUED", "PAID", "VOID"] | choices.InvoiceStatus
    invoice__status__in: Sequence[Literal["DRAFT", "ISSUED", "PAID", "VOID"] | choices.InvoiceStatus]
    invoice__issued_on: date
    invoice__issued_on__ne: date
    invoice__issued_on__in: Sequence[date]
    invoice__issued_on__gt: date
    invoice__issued_on__gte: date
    invoice__issued_on__lt: date
    invoice__issued_on__lte: date
    invoice__issued_on__isnull: bool
    invoice__due_on: date
    invoice__due_on__ne: date
    invoice__due_on__in: Sequence[date]
    invoice__due_on__gt: date
    invoice__due_on__gte: date
    invoice__due_on__lt: date
    invoice__due_on__lte: date
    invoice__due_on__isnull: bool
    invoice__currency: str
    invoice__currency__ne: str
    invoice__currency__in: Sequence[str]
    invoice__currency__icontains: str
    invoice__currency__startswith: str
    invoice__notes: str
    invoice__notes__ne: str
    invoice__notes__in: Sequence[str]
    invoice__notes__icontains: str
    invoice__notes__startswith: str
    invoice__notes__isnull: bool


class SubscriptionQuery(SubscriptionFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "member_id", "-member_id", "starts_on", "-starts_on", "ends_on", "-ends_on", "amount", "-amount", "currency", "-currency", "status", "-status", "invoice_id", "-invoice_id", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "member_id", "starts_on", "ends_on", "amount", "currency", "status", "invoice_id", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class SubscriptionGrouping(SubscriptionFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "member_id", "starts_on", "starts_on__year", "starts_on__month", "starts_on__week", "starts_on__day", "ends_on", "ends_on__year", "ends_on__month", "ends_on__week", "ends_on__day", "amount", "currency", "status", "invoice_id", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:starts_on", "max:starts_on", "min:ends_on", "max:ends_on", "min:amount", "max:amount", "sum:amount", "avg:amount", "p50:amount", "p90:amount", "p95:amount", "p99:amount", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Subscriptions(Resource[models.Subscription]):
    """What a member pays for a period; periods of one member do not overlap."""

    _type = models.Subscription

    def list(self, **query: Unpack[SubscriptionQuery]) -> Page[models.Subscription]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/subscriptions"), query)

    def iterate(self, **query: Unpack[SubscriptionQuery]) -> Iterator[models.Subscription]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/subscriptions"), query)

    def export(self, **query: Unpack[SubscriptionQuery]) -> Iterator[models.Subscription]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/subscriptions"), query)

    def create(
        self,
        *,
        member_id: UUID | str,
        starts_on: date,
        ends_on: date,
        currency: str,
        status: Literal["PENDING", "ACTIVE", "PAID", "CANCELLED"] | choices.SubscriptionStatus,
        legacy_id: str | None = UNSET,
        amount: Decimal | None = UNSET,
        invoice_id: UUID | str | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Subscription:
        """Create one subscription."""
        return self._call("POST", _path("/v1/subscriptions"), models.Subscription, body={
            "legacy_id": legacy_id,
            "member_id": member_id,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "amount": amount,
            "currency": currency,
            "status": status,
            "invoice_id": invoice_id,
        }, idempotency_key=idempotency_key)

    def aggregate(self, **query: Unpack[SubscriptionGrouping]) -> Aggregation:
        """Aggregate subscriptions."""
        return self._aggregate(_path("/v1/subscriptions/aggregate"), query)

    def bulk(self, items: Iterable[Mapping[str, Any] | models.Subscription], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/subscriptions/bulk"), items, idempotency_key)

    def get_by_legacy_id(self, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "member_id", "starts_on", "ends_on", "amount", "currency", "status", "invoice_id", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Subscription:
        """Get one subscription by its legacy id."""
        return self._call("GET", _path("/v1/subscriptions/by-legacy-id/{}", legacy_id), models.Subscription, query={"fields": fields, "expand": expand})

    def get(self, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "member_id", "starts_on", "ends_on", "amount", "currency", "status", "invoice_id", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Subscription:
        """Get one subscription."""
        return self._call("GET", _path("/v1/subscriptions/{}", id), models.Subscription, query={"fields": fields, "expand": expand})

    def delete(self, item: models.Subscription | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one subscription."""
        self._delete(_path("/v1/subscriptions/{}", item), item, if_match)

    def update(
        self, item: models.Subscription | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        member_id: UUID | str = UNSET,
        starts_on: date = UNSET,
        ends_on: date = UNSET,
        amount: Decimal | None = UNSET,
        currency: str = UNSET,
        status: Literal["PENDING", "ACTIVE", "PAID", "CANCELLED"] | choices.SubscriptionStatus = UNSET,
        invoice_id: UUID | str | None = UNSET,
        if_match: str | None = None,
    ) -> models.Subscription:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/subscriptions/{}", item), item, {
            "legacy_id": legacy_id,
            "member_id": member_id,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "amount": amount,
            "currency": currency,
            "status": status,
            "invoice_id": invoice_id,
        }, if_match)

    def save(self, item: models.Subscription, /) -> models.Subscription:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/subscriptions/{}", item), item, item._changes(), None)

    def history(self, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one subscription."""
        return self._call("GET", _path("/v1/subscriptions/{}/history", id), models.History, query={"limit": limit, "cursor": cursor})


class TeacherFilters(TypedDict, total=False):
    """What limits a list."""

    q: str
    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    person_id: UUID | str
    person_id__ne: UUID | str
    person_id__in: Sequence[UUID | str]
    headline: str
    headline__ne: str
    headline__in: Sequence[str]
    headline__icontains: str
    headline__startswith: str
    headline__isnull: bool
    biography: str
    biography__ne: str
    biography__in: Sequence[str]
    biography__icontains: str
    biography__startswith: str
    biography__isnull: bool
    daily_rate: Decimal
    daily_rate__ne: Decimal
    daily_rate__in: Sequence[Decimal]
    daily_rate__gt: Decimal
    daily_rate__gte: Decimal
    daily_rate__lt: Decimal
    daily_rate__lte: Decimal
    daily_rate__isnull: bool
    currency: str
    currency__ne: str
    currency__in: Sequence[str]
    currency__icontains: str
    currency__startswith: str
    currency__isnull: bool
    status: Literal["ACTIVE", "RETIRED"] | choices.TeacherStatus
    status__ne: Literal["ACTIVE", "RETIRED"] | choices.TeacherStatus
    status__in: Sequence[Literal["ACTIVE", "RETIRED"] | choices.TeacherStatus]
    full_name: str
    full_name__ne: str
    full_name__in: Sequence[str]
    full_name__icontains: str
    full_name__startswith: str
    full_name__isnull: bool
    email: str
    email__ne: str
    email__in: Sequence[str]
    email__icontains: str
    email__startswith: str
    email__isnull: bool
    person__id: UUID | str
    person__id__ne: UUID | str
    person__id__in: Sequence[UUID | str]
    person__legacy_id: str
    person__legacy_id__ne: str
    person__legacy_id__in: Sequence[str]
    person__legacy_id__icontains: str
    person__legacy_id__startswith: str
    person__legacy_id__isnull: bool
    person__given_name: str
    person__given_name__ne: str
    person__given_name__in: Sequence[str]
    person__given_name__icontains: str
    person__given_name__startswith: str
    person__given_name__isnull: bool
    person__family_name: str
    person__family_name__ne: str
    person__family_name__in: Sequence[str]
    person__family_name__icontains: str
    person__family_name__startswith: str
    person__email: str
    person__email__ne: str
    person__email__in: Sequence[str]
    person__email__icontains: str
    person__email__startswith: str
    person__email__isnull: bool
    person__phone: str
    person__phone__ne: str
    person__phone__in: Sequence[str]
    person__phone__icontains: str
    person__phone__startswith: str
    person__phone__isnull: bool
    person__language: str
    person__language__ne: str
    person__language__in: Sequence[str]
    person__language__icontains: str
    person__language__startswith: str
    person__language__isnull: bool
    person__born_on: date
    person__born_on__ne: date
    person__born_on__in: Sequence[date]
    person__born_on__gt: date
    person__born_on__gte: date
    person__born_on__lt: date
    person__born_on__lte: date
    person__born_on__isnull: bool
    person__full_name: str
    person__full_name__ne: str
    person__full_name__in: Sequence[str]
    person__full_name__icontains: str
    person__full_name__startswith: str


class TeacherQuery(TeacherFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "person_id", "-person_id", "headline", "-headline", "biography", "-biography", "daily_rate", "-daily_rate", "currency", "-currency", "status", "-status", "full_name", "-full_name", "email", "-email", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "person_id", "headline", "biography", "daily_rate", "currency", "status", "full_name", "email", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class TeacherGrouping(TeacherFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "person_id", "headline", "biography", "daily_rate", "currency", "status", "full_name", "email", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:daily_rate", "max:daily_rate", "sum:daily_rate", "avg:daily_rate", "p50:daily_rate", "p90:daily_rate", "p95:daily_rate", "p99:daily_rate", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Teachers(Resource[models.Teacher]):
    """A person who teaches at meetings and on missions."""

    _type = models.Teacher

    def list(self, **query: Unpack[TeacherQuery]) -> Page[models.Teacher]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/teachers"), query)

    def iterate(self, **query: Unpack[TeacherQuery]) -> Iterator[models.Teacher]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/teachers"), query)

    def export(self, **query: Unpack[TeacherQuery]) -> Iterator[models.Teacher]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/teachers"), query)

    def create(
        self,
        *,
        person_id: UUID | str,
        status: Literal["ACTIVE", "RETIRED"] | choices.TeacherStatus,
        legacy_id: str | None = UNSET,
        headline: str | None = UNSET,
        biography: str | None = UNSET,
        daily_rate: Decimal | None = UNSET,
        currency: str | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Teacher:
        """Create one teacher."""
        return self._call("POST", _path("/v1/teachers"), models.Teacher, body={
            "legacy_id": legacy_id,
            "person_id": person_id,
            "headline": headline,
            "biography": biography,
            "daily_rate": daily_rate,
            "currency": currency,
            "status": status,
        }, idempotency_key=idempotency_key)

    def aggregate(self, **query: Unpack[TeacherGrouping]) -> Aggregation:
        """Aggregate teachers."""
        return self._aggregate(_path("/v1/teachers/aggregate"), query)

    def bulk(self, items: Iterable[Mapping[str, Any] | models.Teacher], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/teachers/bulk"), items, idempotency_key)

    def get_by_legacy_id(self, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "person_id", "headline", "biography", "daily_rate", "currency", "status", "full_name", "email", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Teacher:
        """Get one teacher by its legacy id."""
        return self._call("GET", _path("/v1/teachers/by-legacy-id/{}", legacy_id), models.Teacher, query={"fields": fields, "expand": expand})

    def get(self, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "person_id", "headline", "biography", "daily_rate", "currency", "status", "full_name", "email", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Teacher:
        """Get one teacher."""
        return self._call("GET", _path("/v1/teachers/{}", id), models.Teacher, query={"fields": fields, "expand": expand})

    def delete(self, item: models.Teacher | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one teacher."""
        self._delete(_path("/v1/teachers/{}", item), item, if_match)

    def update(
        self, item: models.Teacher | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        person_id: UUID | str = UNSET,
        headline: str | None = UNSET,
        biography: str | None = UNSET,
        daily_rate: Decimal | None = UNSET,
        currency: str | None = UNSET,
        status: Literal["ACTIVE", "RETIRED"] | choices.TeacherStatus = UNSET,
        if_match: str | None = None,
    ) -> models.Teacher:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/teachers/{}", item), item, {
            "legacy_id": legacy_id,
            "person_id": person_id,
            "headline": headline,
            "biography": biography,
            "daily_rate": daily_rate,
            "currency": currency,
            "status": status,
        }, if_match)

    def save(self, item: models.Teacher, /) -> models.Teacher:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/teachers/{}", item), item, item._changes(), None)

    def history(self, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one teacher."""
        return self._call("GET", _path("/v1/teachers/{}/history", id), models.History, query={"limit": limit, "cursor": cursor})

    def similar(
        self, id: Item | UUID | str, /,
        *,
        by: Literal["words", "meaning"] = UNSET,
        limit: int = UNSET,
        model: str = UNSET,
    ) -> models.SimilarItems:
        """Get what resembles one teacher."""
        return self._call("GET", _path("/v1/teachers/{}/similar", id), models.SimilarItems, query={"by": by, "limit": limit, "model": model})


class TeacherTopicFilters(TypedDict, total=False):
    """What limits a list."""

    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    teacher_id: UUID | str
    teacher_id__ne: UUID | str
    teacher_id__in: Sequence[UUID | str]
    topic_id: UUID | str
    topic_id__ne: UUID | str
    topic_id__in: Sequence[UUID | str]
    topic__id: UUID | str
    topic__id__ne: UUID | str
    topic__id__in: Sequence[UUID | str]
    topic__legacy_id: str
    topic__legacy_id__ne: str
    topic__legacy_id__in: Sequence[str]
    topic__legacy_id__icontains: str
    topic__legacy_id__startswith: str
    topic__legacy_id__isnull: bool
    topic__code: str
    topic__code__ne: str
    topic__code__in: Sequence[str]
    topic__code__icontains: str
    topic__code__startswith: str
    topic__name: str
    topic__name__ne: str
    topic__name__in: Sequence[str]
    topic__name__icontains: str
    topic__name__startswith: str
    topic__parent_id: UUID | str
    topic__parent_id__ne: UUID | str
    topic__parent_id__in: Sequence[UUID | str]
    topic__parent_id__isnull: bool


class TeacherTopicQuery(TeacherTopicFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "teacher_id", "-teacher_id", "topic_id", "-topic_id", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "teacher_id", "topic_id", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class TeacherTopicGrouping(TeacherTopicFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "teacher_id", "topic_id", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class TeacherTopics(Resource[models.TeacherTopic]):
    """A topic that a teacher teaches."""

    _type = models.TeacherTopic

    def list(self, teacher_id: UUID | str, /, **query: Unpack[TeacherTopicQuery]) -> Page[models.TeacherTopic]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/teachers/{}/topics", teacher_id), query)

    def iterate(self, teacher_id: UUID | str, /, **query: Unpack[TeacherTopicQuery]) -> Iterator[models.TeacherTopic]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/teachers/{}/topics", teacher_id), query)

    def export(self, teacher_id: UUID | str, /, **query: Unpack[TeacherTopicQuery]) -> Iterator[models.TeacherTopic]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/teachers/{}/topics", teacher_id), query)

    def create(
        self, teacher_id: UUID | str, /,
        *,
        topic_id: UUID | str,
        legacy_id: str | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.TeacherTopic:
        """Create one teacher topic."""
        return self._call("POST", _path("/v1/teachers/{}/topics", teacher_id), models.TeacherTopic, body={"legacy_id": legacy_id, "topic_id": topic_id}, idempotency_key=idempotency_key)

    def aggregate(self, teacher_id: UUID | str, /, **query: Unpack[TeacherTopicGrouping]) -> Aggregation:
        """Aggregate teacher topics."""
        return self._aggregate(_path("/v1/teachers/{}/topics/aggregate", teacher_id), query)

    def bulk(self, teacher_id: UUID | str, items: Iterable[Mapping[str, Any] | models.TeacherTopic], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/teachers/{}/topics/bulk", teacher_id), items, idempotency_key)

    def get_by_legacy_id(self, teacher_id: UUID | str, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "teacher_id", "topic_id", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.TeacherTopic:
        """Get one teacher topic by its legacy id."""
        return self._call("GET", _path("/v1/teachers/{}/topics/by-legacy-id/{}", teacher_id, legacy_id), models.TeacherTopic, query={"fields": fields, "expand": expand})

    def get(self, teacher_id: UUID | str, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "teacher_id", "topic_id", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.TeacherTopic:
        """Get one teacher topic."""
        return self._call("GET", _path("/v1/teachers/{}/topics/{}", teacher_id, id), models.TeacherTopic, query={"fields": fields, "expand": expand})

    def delete(self, teacher_id: UUID | str, item: models.TeacherTopic | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one teacher topic."""
        self._delete(_path("/v1/teachers/{}/topics/{}", teacher_id, item), item, if_match)

    def update(
        self, teacher_id: UUID | str, item: models.TeacherTopic | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        topic_id: UUID | str = UNSET,
        if_match: str | None = None,
    ) -> models.TeacherTopic:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/teachers/{}/topics/{}", teacher_id, item), item, {"legacy_id": legacy_id, "topic_id": topic_id}, if_match)

    def save(self, teacher_id: UUID | str, item: models.TeacherTopic, /) -> models.TeacherTopic:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/teachers/{}/topics/{}", teacher_id, item), item, item._changes(), None)

    def history(self, teacher_id: UUID | str | int, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one teacher topic."""
        return self._call("GET", _path("/v1/teachers/{}/topics/{}/history", teacher_id, id), models.History, query={"limit": limit, "cursor": cursor})


class TopicFilters(TypedDict, total=False):
    """What limits a list."""

    q: str
    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    code: str
    code__ne: str
    code__in: Sequence[str]
    code__icontains: str
    code__startswith: str
    name: str
    name__ne: str
    name__in: Sequence[str]
    name__icontains: str
    name__startswith: str
    parent_id: UUID | str
    parent_id__ne: UUID | str
    parent_id__in: Sequence[UUID | str]
    parent_id__isnull: bool
    parent__id: UUID | str
    parent__id__ne: UUID | str
    parent__id__in: Sequence[UUID | str]
    parent__legacy_id: str
    parent__legacy_id__ne: str
    parent__legacy_id__in: Sequence[str]
    parent__legacy_id__icontains: str
    parent__legacy_id__startswith: str
    parent__legacy_id__isnull: bool
    parent__code: str
    parent__code__ne: str
    parent__code__in: Sequence[str]
    parent__code__icontains: str
    parent__code__startswith: str
    parent__name: str
    parent__name__ne: str
    parent__name__in: Sequence[str]
    parent__name__icontains: str
    parent__name__startswith: str
    parent__parent_id: UUID | str
    parent__parent_id__ne: UUID | str
    parent__parent_id__in: Sequence[UUID | str]
    parent__parent_id__isnull: bool


class TopicQuery(TopicFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "code", "-code", "name", "-name", "parent_id", "-parent_id", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "code", "name", "parent_id", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class TopicGrouping(TopicFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "code", "name", "parent_id", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Topics(Resource[models.Topic]):
    """A subject that is taught; topics form trees."""

    _type = models.Topic

    def list(self, **query: Unpack[TopicQuery]) -> Page[models.Topic]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/topics"), query)

    def iterate(self, **query: Unpack[TopicQuery]) -> Iterator[models.Topic]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/topics"), query)

    def export(self, **query: Unpack[TopicQuery]) -> Iterator[models.Topic]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/topics"), query)

    def create(
        self,
        *,
        code: str,
        name: str,
        legacy_id: str | None = UNSET,
        parent_id: UUID | str | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Topic:
        """Create one topic."""
        return self._call("POST", _path("/v1/topics"), models.Topic, body={
            "legacy_id": legacy_id,
            "code": code,
            "name": name,
            "parent_id": parent_id,
        }, idempotency_key=idempotency_key)

    def aggregate(self, **query: Unpack[TopicGrouping]) -> Aggregation:
        """Aggregate topics."""
        return self._aggregate(_path("/v1/topics/aggregate"), query)

    def bulk(self, items: Iterable[Mapping[str, Any] | models.Topic], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/topics/bulk"), items, idempotency_key)

    def get_by_legacy_id(self, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "code", "name", "parent_id", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Topic:
        """Get one topic by its legacy id."""
        return self._call("GET", _path("/v1/topics/by-legacy-id/{}", legacy_id), models.Topic, query={"fields": fields, "expand": expand})

    def get(self, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "code", "name", "parent_id", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.Topic:
        """Get one topic."""
        return self._call("GET", _path("/v1/topics/{}", id), models.Topic, query={"fields": fields, "expand": expand})

    def delete(self, item: models.Topic | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one topic."""
        self._delete(_path("/v1/topics/{}", item), item, if_match)

    def update(
        self, item: models.Topic | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        code: str = UNSET,
        name: str = UNSET,
        parent_id: UUID | str | None = UNSET,
        if_match: str | None = None,
    ) -> models.Topic:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/topics/{}", item), item, {
            "legacy_id": legacy_id,
            "code": code,
            "name": name,
            "parent_id": parent_id,
        }, if_match)

    def save(self, item: models.Topic, /) -> models.Topic:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/topics/{}", item), item, item._changes(), None)

    def history(self, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one topic."""
        return self._call("GET", _path("/v1/topics/{}/history", id), models.History, query={"limit": limit, "cursor": cursor})

    def similar(
        self, id: Item | UUID | str, /,
        *,
        by: Literal["words", "meaning"] = UNSET,
        limit: int = UNSET,
        model: str = UNSET,
    ) -> models.SimilarItems:
        """Get what resembles one topic."""
        return self._call("GET", _path("/v1/topics/{}/similar", id), models.SimilarItems, query={"by": by, "limit": limit, "model": model})


class UserFilters(TypedDict, total=False):
    """What limits a list."""

    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    username: str
    username__ne: str
    username__in: Sequence[str]
    username__icontains: str
    username__startswith: str
    email: str
    email__ne: str
    email__in: Sequence[str]
    email__icontains: str
    email__startswith: str
    email__isnull: bool
    person_id: UUID | str
    person_id__ne: UUID | str
    person_id__in: Sequence[UUID | str]
    person_id__isnull: bool
    role: Literal["READER", "EDITOR", "ADMIN"] | choices.ApiKeyRole | choices.ApiKeyCreatedRole | choices.UserRole
    role__ne: Literal["READER", "EDITOR", "ADMIN"] | choices.ApiKeyRole | choices.ApiKeyCreatedRole | choices.UserRole
    role__in: Sequence[Literal["READER", "EDITOR", "ADMIN"] | choices.ApiKeyRole | choices.ApiKeyCreatedRole | choices.UserRole]
    active: bool
    external_subject: str
    external_subject__ne: str
    external_subject__in: Sequence[str]
    external_subject__icontains: str
    external_subject__startswith: str
    external_subject__isnull: bool
    person__id: UUID | str
    person__id__ne: UUID | str
    person__id__in: Sequence[UUID | str]
    person__legacy_id: str
    person__legacy_id__ne: str
    person__legacy_id__in: Sequence[str]
    person__legacy_id__icontains: str
    person__legacy_id__startswith: str
    person__legacy_id__isnull: bool
    person__given_name: str
    person__given_name__ne: str
    person__given_name__in: Sequence[str]
    person__given_name__icontains: str
    person__given_name__startswith: str
    person__given_name__isnull: bool
    person__family_name: str
    person__family_name__ne: str
    person__family_name__in: Sequence[str]
    person__family_name__icontains: str
    person__family_name__startswith: str
    person__email: str
    person__email__ne: str
    person__email__in: Sequence[str]
    person__email__icontains: str
    person__email__startswith: str
    person__email__isnull: bool
    person__phone: str
    person__phone__ne: str
    person__phone__in: Sequence[str]
    person__phone__icontains: str
    person__phone__startswith: str
    person__phone__isnull: bool
    person__language: str
    person__language__ne: str
    person__language__in: Sequence[str]
    person__language__icontains: str
    person__language__startswith: str
    person__language__isnull: bool
    person__born_on: date
    person__born_on__ne: date
    person__born_on__in: Sequence[date]
    person__born_on__gt: date
    person__born_on__gte: date
    person__born_on__lt: date
    person__born_on__lte: date
    person__born_on__isnull: bool
    person__full_name: str
    person__full_name__ne: str
    person__full_name__in: Sequence[str]
    person__full_name__icontains: str
    person__full_name__startswith: str


class UserQuery(UserFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "username", "-username", "email", "-email", "person_id", "-person_id", "role", "-role", "active", "-active", "external_subject", "-external_subject", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "username", "email", "person_id", "role", "active", "external_subject", "version", "created_at", "updated_at"]]
    expand: Sequence[str]


class UserGrouping(UserFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "username", "email", "person_id", "role", "active", "external_subject", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Users(Resource[models.User]):
    """Who may use the application, and as what."""

    _type = models.User

    def list(self, **query: Unpack[UserQuery]) -> Page[models.User]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/users"), query)

    def iterate(self, **query: Unpack[UserQuery]) -> Iterator[models.User]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/users"), query)

    def export(self, **query: Unpack[UserQuery]) -> Iterator[models.User]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/users"), query)

    def create(
        self,
        *,
        username: str,
        role: Literal["READER", "EDITOR", "ADMIN"] | choices.ApiKeyRole | choices.ApiKeyCreatedRole | choices.UserRole,
        legacy_id: str | None = UNSET,
        email: str | None = UNSET,
        person_id: UUID | str | None = UNSET,
        active: bool = UNSET,
        external_subject: str | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.User:
        """Create one user."""
        return self._call("POST", _path("/v1/users"), models.User, body={
            "legacy_id": legacy_id,
            "username": username,
            "email": email,
            "person_id": person_id,
            "role": role,
            "active": active,
            "external_subject": external_subject,
        }, idempotency_key=idempotency_key)

    def aggregate(self, **query: Unpack[UserGrouping]) -> Aggregation:
        """Aggregate users."""
        return self._aggregate(_path("/v1/users/aggregate"), query)

    def bulk(self, items: Iterable[Mapping[str, Any] | models.User], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/users/bulk"), items, idempotency_key)

    def get_by_legacy_id(self, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "username", "email", "person_id", "role", "active", "external_subject", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.User:
        """Get one user by its legacy id."""
        return self._call("GET", _path("/v1/users/by-legacy-id/{}", legacy_id), models.User, query={"fields": fields, "expand": expand})

    def get(self, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "username", "email", "person_id", "role", "active", "external_subject", "version", "created_at", "updated_at"]] = UNSET, expand: Sequence[str] = UNSET) -> models.User:
        """Get one user."""
        return self._call("GET", _path("/v1/users/{}", id), models.User, query={"fields": fields, "expand": expand})

    def delete(self, item: models.User | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one user."""
        self._delete(_path("/v1/users/{}", item), item, if_match)

    def update(
        self, item: models.User | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        username: str = UNSET,
        email: str | None = UNSET,
        person_id: UUID | str | None = UNSET,
        role: Literal["READER", "EDITOR", "ADMIN"] | choices.ApiKeyRole | choices.ApiKeyCreatedRole | choices.UserRole = UNSET,
        active: bool = UNSET,
        external_subject: str | None = UNSET,
        if_match: str | None = None,
    ) -> models.User:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/users/{}", item), item, {
            "legacy_id": legacy_id,
            "username": username,
            "email": email,
            "person_id": person_id,
            "role": role,
            "active": active,
            "external_subject": external_subject,
        }, if_match)

    def save(self, item: models.User, /) -> models.User:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/users/{}", item), item, item._changes(), None)

    def history(self, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one user."""
        return self._call("GET", _path("/v1/users/{}/history", id), models.History, query={"limit": limit, "cursor": cursor})


class VenueFilters(TypedDict, total=False):
    """What limits a list."""

    q: str
    id: UUID | str
    id__ne: UUID | str
    id__in: Sequence[UUID | str]
    legacy_id: str
    legacy_id__ne: str
    legacy_id__in: Sequence[str]
    legacy_id__icontains: str
    legacy_id__startswith: str
    legacy_id__isnull: bool
    version: int
    version__ne: int
    version__in: Sequence[int]
    version__gt: int
    version__gte: int
    version__lt: int
    version__lte: int
    created_at: datetime
    created_at__ne: datetime
    created_at__in: Sequence[datetime]
    created_at__gt: datetime
    created_at__gte: datetime
    created_at__lt: datetime
    created_at__lte: datetime
    updated_at: datetime
    updated_at__ne: datetime
    updated_at__in: Sequence[datetime]
    updated_at__gt: datetime
    updated_at__gte: datetime
    updated_at__lt: datetime
    updated_at__lte: datetime
    name: str
    name__ne: str
    name__in: Sequence[str]
    name__icontains: str
    name__startswith: str
    street: str
    street__ne: str
    street__in: Sequence[str]
    street__icontains: str
    street__startswith: str
    street__isnull: bool
    postal_code: str
    postal_code__ne: str
    postal_code__in: Sequence[str]
    postal_code__icontains: str
    postal_code__startswith: str
    postal_code__isnull: bool
    city: str
    city__ne: str
    city__in: Sequence[str]
    city__icontains: str
    city__startswith: str
    city__isnull: bool
    country: str
    country__ne: str
    country__in: Sequence[str]
    country__icontains: str
    country__startswith: str
    country__isnull: bool
    capacity: int
    capacity__ne: int
    capacity__in: Sequence[int]
    capacity__gt: int
    capacity__gte: int
    capacity__lt: int
    capacity__lte: int
    capacity__isnull: bool
    latitude: Decimal
    latitude__ne: Decimal
    latitude__in: Sequence[Decimal]
    latitude__gt: Decimal
    latitude__gte: Decimal
    latitude__lt: Decimal
    latitude__lte: Decimal
    latitude__isnull: bool
    longitude: Decimal
    longitude__ne: Decimal
    longitude__in: Sequence[Decimal]
    longitude__gt: Decimal
    longitude__gte: Decimal
    longitude__lt: Decimal
    longitude__lte: Decimal
    longitude__isnull: bool


class VenueQuery(VenueFilters, total=False):
    """What a list takes."""

    limit: int
    cursor: str
    sort: Sequence[Literal["id", "-id", "legacy_id", "-legacy_id", "name", "-name", "street", "-street", "postal_code", "-postal_code", "city", "-city", "country", "-country", "capacity", "-capacity", "latitude", "-latitude", "longitude", "-longitude", "version", "-version", "created_at", "-created_at", "updated_at", "-updated_at"]]
    count: Literal["none", "exact", "estimated"]
    fields: Sequence[Literal["id", "legacy_id", "name", "street", "postal_code", "city", "country", "capacity", "latitude", "longitude", "version", "created_at", "updated_at"]]


class VenueGrouping(VenueFilters, total=False):
    """What an aggregate takes."""

    group_by: Sequence[Literal["id", "legacy_id", "name", "street", "postal_code", "city", "country", "capacity", "latitude", "longitude", "version", "created_at", "created_at__year", "created_at__month", "created_at__week", "created_at__day", "updated_at", "updated_at__year", "updated_at__month", "updated_at__week", "updated_at__day"]]
    metrics: Sequence[Literal["count", "min:capacity", "max:capacity", "sum:capacity", "avg:capacity", "p50:capacity", "p90:capacity", "p95:capacity", "p99:capacity", "min:latitude", "max:latitude", "sum:latitude", "avg:latitude", "p50:latitude", "p90:latitude", "p95:latitude", "p99:latitude", "min:longitude", "max:longitude", "sum:longitude", "avg:longitude", "p50:longitude", "p90:longitude", "p95:longitude", "p99:longitude", "min:created_at", "max:created_at", "min:updated_at", "max:updated_at"]]
    limit: int


class Venues(Resource[models.Venue]):
    """A place where meetings and events are held."""

    _type = models.Venue

    def list(self, **query: Unpack[VenueQuery]) -> Page[models.Venue]:
        """One page; see iterate for all."""
        return self._list(_path("/v1/venues"), query)

    def iterate(self, **query: Unpack[VenueQuery]) -> Iterator[models.Venue]:
        """All items, page by page as they are needed."""
        return self._iterate(_path("/v1/venues"), query)

    def export(self, **query: Unpack[VenueQuery]) -> Iterator[models.Venue]:
        """All items as one stream; raises IncompleteExport at the end unless they are all there."""
        return self._export(_path("/v1/venues"), query)

    def create(
        self,
        *,
        name: str,
        legacy_id: str | None = UNSET,
        street: str | None = UNSET,
        postal_code: str | None = UNSET,
        city: str | None = UNSET,
        country: str | None = UNSET,
        capacity: int | None = UNSET,
        latitude: Decimal | None = UNSET,
        longitude: Decimal | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.Venue:
        """Create one venue."""
        return self._call("POST", _path("/v1/venues"), models.Venue, body={
            "legacy_id": legacy_id,
            "name": name,
            "street": street,
            "postal_code": postal_code,
            "city": city,
            "country": country,
            "capacity": capacity,
            "latitude": latitude,
            "longitude": longitude,
        }, idempotency_key=idempotency_key)

    def aggregate(self, **query: Unpack[VenueGrouping]) -> Aggregation:
        """Aggregate venues."""
        return self._aggregate(_path("/v1/venues/aggregate"), query)

    def bulk(self, items: Iterable[Mapping[str, Any] | models.Venue], /, *, idempotency_key: str | None = None) -> BulkResult:
        """Creates or changes many by legacy_id, all or none."""
        return self._bulk(_path("/v1/venues/bulk"), items, idempotency_key)

    def get_by_legacy_id(self, legacy_id: str, /, *, fields: Sequence[Literal["id", "legacy_id", "name", "street", "postal_code", "city", "country", "capacity", "latitude", "longitude", "version", "created_at", "updated_at"]] = UNSET) -> models.Venue:
        """Get one venue by its legacy id."""
        return self._call("GET", _path("/v1/venues/by-legacy-id/{}", legacy_id), models.Venue, query={"fields": fields})

    def get(self, id: UUID | str, /, *, fields: Sequence[Literal["id", "legacy_id", "name", "street", "postal_code", "city", "country", "capacity", "latitude", "longitude", "version", "created_at", "updated_at"]] = UNSET) -> models.Venue:
        """Get one venue."""
        return self._call("GET", _path("/v1/venues/{}", id), models.Venue, query={"fields": fields})

    def delete(self, item: models.Venue | UUID | str, /, *, if_match: str | None = None) -> None:
        """Delete one venue."""
        self._delete(_path("/v1/venues/{}", item), item, if_match)

    def update(
        self, item: models.Venue | UUID | str, /,
        *,
        legacy_id: str | None = UNSET,
        name: str = UNSET,
        street: str | None = UNSET,
        postal_code: str | None = UNSET,
        city: str | None = UNSET,
        country: str | None = UNSET,
        capacity: int | None = UNSET,
        latitude: Decimal | None = UNSET,
        longitude: Decimal | None = UNSET,
        if_match: str | None = None,
    ) -> models.Venue:
        """Changes what differs from the item as it was read; raises Stale if it has changed since."""
        return self._update(_path("/v1/venues/{}", item), item, {
            "legacy_id": legacy_id,
            "name": name,
            "street": street,
            "postal_code": postal_code,
            "city": city,
            "country": country,
            "capacity": capacity,
            "latitude": latitude,
            "longitude": longitude,
        }, if_match)

    def save(self, item: models.Venue, /) -> models.Venue:
        """Changes what was set on the item since it was read."""
        return self._update(_path("/v1/venues/{}", item), item, item._changes(), None)

    def history(self, id: Item | UUID | str, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.History:
        """Get the history of one venue."""
        return self._call("GET", _path("/v1/venues/{}/history", id), models.History, query={"limit": limit, "cursor": cursor})

    def similar(
        self, id: Item | UUID | str, /,
        *,
        by: Literal["words", "meaning"] = UNSET,
        limit: int = UNSET,
        model: str = UNSET,
    ) -> models.SimilarItems:
        """Get what resembles one venue."""
        return self._call("GET", _path("/v1/venues/{}/similar", id), models.SimilarItems, query={"by": by, "limit": limit, "model": model})


class Api(Caller):
    """All resources, and what belongs to none of them."""

    def __init__(self, transport: Transport):
        super().__init__(transport)
        self.events = Events(transport)
        self.participations = Participations(transport)
        self.groups = Groups(transport)
        self.leaderships = Leaderships(transport)
        self.memberships = Memberships(transport)
        self.invoices = Invoices(transport)
        self.invoice_lines = InvoiceLines(transport)
        self.payments = Payments(transport)
        self.meetings = Meetings(transport)
        self.attendances = Attendances(transport)
        self.members = Members(transport)
        self.missions = Missions(transport)
        self.notes = Notes(transport)
        self.organizations = Organizations(transport)
        self.people = People(transport)
        self.staff = Staff(transport)
        self.subscriptions = Subscriptions(transport)
        self.teachers = Teachers(transport)
        self.teacher_topics = TeacherTopics(transport)
        self.topics = Topics(transport)
        self.users = Users(transport)
        self.venues = Venues(transport)

    def list_everything(self) -> models.Entrance:
        """List what is there."""
        return self._call("GET", _path("/"), models.Entrance)

    def get_problem(self, code: UUID | str | int, /) -> models.ProblemCode:
        """Explain a problem."""
        return self._call("GET", _path("/problems/{}", code), models.ProblemCode)

    def list_version1(self) -> models.Entrance:
        """List what is there in version 1."""
        return self._call("GET", _path("/v1"), models.Entrance)

    def list_api_keys(self) -> models.ApiKeys:
        """List API keys."""
        return self._call("GET", _path("/v1/api-keys"), models.ApiKeys)

    def create_api_key(
        self,
        *,
        name: str,
        role: Literal["READER", "EDITOR", "ADMIN"] | choices.ApiKeyRole | choices.ApiKeyCreatedRole | choices.UserRole,
        may_act_as: bool | None = UNSET,
        expires_at: datetime | None = UNSET,
    ) -> models.ApiKeyCreated:
        """Create an API key."""
        return self._call("POST", _path("/v1/api-keys"), models.ApiKeyCreated, body={
            "name": name,
            "role": role,
            "may_act_as": may_act_as,
            "expires_at": expires_at,
        })

    def revoke_api_key(self, id: Item | UUID | str, /) -> None:
        """Revoke an API key."""
        return self._call("DELETE", _path("/v1/api-keys/{}", id), None)

    def list_changes(
        self,
        *,
        after: str = UNSET,
        limit: int = UNSET,
        resource: Sequence[str] = UNSET,
        wait: int = UNSET,
    ) -> models.Changes:
        """Follow all changes."""
        return self._call("GET", _path("/v1/changes"), models.Changes, query={
            "after": after,
            "limit": limit,
            "resource": resource,
            "wait": wait,
        })

    def list_imports(self, *, limit: int = UNSET, cursor: str = UNSET) -> models.PagedRun:
        """List the imports."""
        return self._call("GET", _path("/v1/imports"), models.PagedRun, query={"limit": limit, "cursor": cursor})

    def get_import(self, run: UUID | str | int, /) -> models.ImportRunInFull:
        """Get one import."""
        return self._call("GET", _path("/v1/imports/{}", run), models.ImportRunInFull)

    def list_import_corrections(self, run: UUID | str | int, /, *, limit: int = UNSET, cursor: str = UNSET) -> models.PagedMade:
        """List what was corrected."""
        return self._call("GET", _path("/v1/imports/{}/corrections", run), models.PagedMade, query={"limit": limit, "cursor": cursor})

    def withdraw_import_correction(self, run: UUID | str | int, no: UUID | str | int, /, *, idempotency_key: str | None = None) -> None:
        """Take the corrections of a document back."""
        return self._call("POST", _path("/v1/imports/{}/corrections/{}/withdrawal", run, no), None, idempotency_key=idempotency_key)

    def list_import_findings(
        self, run: UUID | str | int, /,
        *,
        limit: int = UNSET,
        cursor: str = UNSET,
        code: str = UNSET,
        index: str = UNSET,
        severity: Literal["ERROR", "WARNING", "INFO"] | choices.ImportFindingSeverity = UNSET,
    ) -> models.PagedFinding:
        """List what an import found."""
        return self._call("GET", _path("/v1/imports/{}/findings", run), models.PagedFinding, query={
            "limit": limit,
            "cursor": cursor,
            "code": code,
            "index": index,
            "severity": severity,
        })

    def list_import_quarantine(
        self, run: UUID | str | int, /,
        *,
        limit: int = UNSET,
        cursor: str = UNSET,
        index: str = UNSET,
    ) -> models.PagedQuarantinedDocument:
        """List what an import set aside."""
        return self._call("GET", _path("/v1/imports/{}/quarantine", run), models.PagedQuarantinedDocument, query={"limit": limit, "cursor": cursor, "index": index})

    def get_quarantined_source(self, run: UUID | str | int, doc: UUID | str | int, /) -> models.QuarantinedDocument:
        """Get a whole document that was set aside."""
        return self._call("GET", _path("/v1/imports/{}/quarantine/{}", run, doc), models.QuarantinedDocument)

    def create_import_correction(
        self, run: UUID | str | int, doc: UUID | str | int, /,
        *,
        source: str,
        digest: str | None = UNSET,
        reason: str | None = UNSET,
        idempotency_key: str | None = None,
    ) -> None:
        """Correct a document that was set aside."""
        return self._call("POST", _path("/v1/imports/{}/quarantine/{}/corrections", run, doc), None, body={"source": source, "digest": digest, "reason": reason}, idempotency_key=idempotency_key)

    def preview_import_correction(
        self, run: UUID | str | int, doc: UUID | str | int, /,
        *,
        source: str,
        digest: str | None = UNSET,
        reason: str | None = UNSET,
        idempotency_key: str | None = None,
    ) -> None:
        """Ask what a corrected document would bring."""
        return self._call("POST", _path("/v1/imports/{}/quarantine/{}/preview", run, doc), None, body={"source": source, "digest": digest, "reason": reason}, idempotency_key=idempotency_key)

    def get_import_task(self, run: UUID | str | int, id: Item | UUID | str, /) -> models.ImportTask:
        """Get what came of a task."""
        return self._call("GET", _path("/v1/imports/{}/tasks/{}", run, id), models.ImportTask)

    def list_quality_rules(
        self,
        *,
        enforcement: Literal["ENFORCED", "NEW_WRITES", "CHECKED", "ABSENT"] | choices.QualityRuleEnforcement = UNSET,
        kind: Literal["NOT_NULL", "CHECK", "PRIMARY_KEY", "UNIQUE", "FOREIGN_KEY", "EXCLUDE", "TRIGGER", "VIEW"] | choices.QualityRuleKind = UNSET,
        resource: str = UNSET,
        violated: bool = UNSET,
    ) -> models.QualityRules:
        """List the rules of the data."""
        return self._call("GET", _path("/v1/quality/rules"), models.QualityRules, query={
            "enforcement": enforcement,
            "kind": kind,
            "resource": resource,
            "violated": violated,
        })

    def get_quality_rule(self, rule: UUID | str | int, /) -> models.QualityRule:
        """Get a rule of the data."""
        return self._call("GET", _path("/v1/quality/rules/{}", rule), models.QualityRule)

    def ratchet_quality_rule(self, rule: UUID | str | int, /, *, idempotency_key: str | None = None) -> models.QualityRule:
        """Make a rule binding for all rows."""
        return self._call("POST", _path("/v1/quality/rules/{}/ratchet", rule), models.QualityRule, idempotency_key=idempotency_key)

    def list_quality_violations(
        self,
        *,
        rule: str,
        limit: int = UNSET,
        cursor: str = UNSET,
    ) -> models.PagedViolation:
        """List what breaks a rule."""
        return self._call("GET", _path("/v1/quality/violations"), models.PagedViolation, query={"limit": limit, "cursor": cursor, "rule": rule})

    def list_saved_searches(self, *, limit: int = UNSET, cursor: str = UNSET) -> models.PagedSavedSearch:
        """List saved searches."""
        return self._call("GET", _path("/v1/saved-searches"), models.PagedSavedSearch, query={"limit": limit, "cursor": cursor})

    def create_saved_search(
        self,
        *,
        name: str,
        q: str,
        resource: Sequence[str] | None = UNSET,
        status: str | None = UNSET,
        region: str | None = UNSET,
        country: str | None = UNSET,
        idempotency_key: str | None = None,
    ) -> models.SavedSearch:
        """Save a search."""
        return self._call("POST", _path("/v1/saved-searches"), models.SavedSearch, body={
            "name": name,
            "q": q,
            "resource": resource,
            "status": status,
            "region": region,
            "country": country,
        }, idempotency_key=idempotency_key)

    def get_saved_search(self, id: Item | UUID | str, /) -> models.SavedSearch:
        """Get one saved search."""
        return self._call("GET", _path("/v1/saved-searches/{}", id), models.SavedSearch)

    def delete_saved_search(self, id: Item | UUID | str, /) -> None:
        """Forget a saved search."""
        return self._call("DELETE", _path("/v1/saved-searches/{}", id), None)

    def list_saved_search_matches(self, id: Item | UUID | str, /, *, after: str = UNSET, limit: int = UNSET) -> models.SavedSearchMatches:
        """Follow what matches a saved search."""
        return self._call("GET", _path("/v1/saved-searches/{}/matches", id), models.SavedSearchMatches, query={"after": after, "limit": limit})

    def search(
        self,
        *,
        limit: int = UNSET,
        cursor: str = UNSET,
        facets: Sequence[Literal["resource", "status", "region", "country", "kind", "city", "industry", "language", "currency", "topic", "about", "active"] | choices.SearchFacetFacet] = UNSET,
        resource: Sequence[Literal["organization", "person", "staff", "member", "group", "teacher", "topic", "venue", "meeting", "event", "mission", "invoice", "note"] | choices.SavedSearchMatchResource | choices.SearchHitResource | choices.SearchSuggestionResource] = UNSET,
        about: str = UNSET,
        active: bool = UNSET,
        city: str = UNSET,
        country: str = UNSET,
        currency: str = UNSET,
        fuzzy: Literal["auto", "always", "never"] = UNSET,
        highlight: bool = UNSET,
        industry: str = UNSET,
        kind: str = UNSET,
        language: str = UNSET,
        mode: Literal["text", "meaning", "hybrid"] = UNSET,
        phonetic: bool = UNSET,
        q: str = UNSET,
        recency__gte: datetime = UNSET,
        recency__lt: datetime = UNSET,
        region: str = UNSET,
        sort: Literal["-recency", "recency"] = UNSET,
        status: str = UNSET,
        topic: str = UNSET,
    ) -> models.SearchResults:
        """Search everything."""
        return self._call("GET", _path("/v1/search"), models.SearchResults, query={
            "limit": limit,
            "cursor": cursor,
            "facets": facets,
            "resource": resource,
            "about": about,
            "active": active,
            "city": city,
            "country": country,
            "currency": currency,
            "fuzzy": fuzzy,
            "highlight": highlight,
            "industry": industry,
            "kind": kind,
            "language": language,
            "mode": mode,
            "phonetic": phonetic,
            "q": q,
            "recency__gte": recency__gte,
            "recency__lt": recency__lt,
            "region": region,
            "sort": sort,
            "status": status,
            "topic": topic,
        })

    def search_by_meaning(
        self,
        *,
        limit: int = UNSET,
        cursor: str = UNSET,
        q: str | None = UNSET,
        vector: Sequence[float] | None = UNSET,
        model: str | None = UNSET,
        mode: Literal["text", "meaning", "hybrid"] | None = UNSET,
        resource: Sequence[str] | None = UNSET,
        status: str | None = UNSET,
        region: str | None = UNSET,
        country: str | None = UNSET,
        kind: str | None = UNSET,
        city: str | None = UNSET,
        industry: str | None = UNSET,
        language: str | None = UNSET,
        currency: str | None = UNSET,
        topic: str | None = UNSET,
        about: str | None = UNSET,
        active: bool | None = UNSET,
        recency__gte: datetime | None = UNSET,
        recency__lt: datetime | None = UNSET,
        sort: str | None = UNSET,
        fuzzy: str | None = UNSET,
        phonetic: bool | None = UNSET,
        facets: Sequence[str] | None = UNSET,
        highlight: bool | None = UNSET,
    ) -> models.SearchResults:
        """Search by words, by meaning, or by both."""
        return self._call("POST", _path("/v1/search"), models.SearchResults, query={"limit": limit, "cursor": cursor}, body={
            "q": q,
            "vector": vector,
            "model": model,
            "mode": mode,
            "resource": resource,
            "status": status,
            "region": region,
            "country": country,
            "kind": kind,
            "city": city,
            "industry": industry,
            "language": language,
            "currency": currency,
            "topic": topic,
            "about": about,
            "active": active,
            "recency__gte": recency__gte,
            "recency__lt": recency__lt,
            "sort": sort,
            "fuzzy": fuzzy,
            "phonetic": phonetic,
            "facets": facets,
            "highlight": highlight,
        })

    def analyze_text(self, *, text: str, language: Literal["fr", "en", "de", "es", "it", "nl", "pt", "simple"] = UNSET) -> models.SearchAnalysis:
        """Show how a text is read."""
        return self._call("GET", _path("/v1/search/analyze"), models.SearchAnalysis, query={"language": language, "text": text})

    def explain_search(
        self,
        *,
        id: UUID | str,
        q: str,
        resource: Literal["organization", "person", "staff", "member", "group", "teacher", "topic", "venue", "meeting", "event", "mission", "invoice", "note"] | choices.SavedSearchMatchResource | choices.SearchHitResource | choices.SearchSuggestionResource,
        mode: Literal["text", "meaning", "hybrid"] = UNSET,
    ) -> models.SearchExplanation:
        """Say why something is found, or is not."""
        return self._call("GET", _path("/v1/search/explain"), models.SearchExplanation, query={
            "id": id,
            "mode": mode,
            "q": q,
            "resource": resource,
        })

    def percolate(
        self,
        *,
        title: str,
        text: str | None = UNSET,
        resource: str | None = UNSET,
    ) -> models.Percolated:
        """Say which saved searches a text matches."""
        return self._call("POST", _path("/v1/search/percolate"), models.Percolated, body={"title": title, "text": text, "resource": resource})

    def suggest(
        self,
        *,
        limit: int = UNSET,
        q: str = UNSET,
        resource: Sequence[Literal["organization", "person", "staff", "member", "group", "teacher", "topic", "venue", "meeting", "event", "mission", "invoice", "note"] | choices.SavedSearchMatchResource | choices.SearchHitResource | choices.SearchSuggestionResource] = UNSET,
    ) -> models.SearchSuggestions:
        """Suggest while somebody types."""
        return self._call("GET", _path("/v1/search/suggest"), models.SearchSuggestions, query={"limit": limit, "q": q, "resource": resource})

    def list_synonyms(self) -> models.SynonymSets:
        """List synonyms."""
        return self._call("GET", _path("/v1/search/synonyms"), models.SynonymSets)

    def create_synonyms(self, *, words: Sequence[str], idempotency_key: str | None = None) -> models.SynonymSet:
        """Make words mean the same."""
        return self._call("POST", _path("/v1/search/synonyms"), models.SynonymSet, body={"words": words}, idempotency_key=idempotency_key)

    def delete_synonyms(self, id: Item | UUID | str, /) -> None:
        """Let words no longer mean the same."""
        return self._call("DELETE", _path("/v1/search/synonyms/{}", id), None)

    def get_vector(self, resource: UUID | str | int, id: Item | UUID | str, /, *, model: str = UNSET) -> models.Vector:
        """Get an item's vector."""
        return self._call("GET", _path("/v1/{}/{}/vector", resource, id), models.Vector, query={"model": model})

    def put_vector(self, resource: UUID | str | int, id: Item | UUID | str, /, *, model: str, components: Sequence[float]) -> None:
        """Give an item its vector."""
        return self._call("PUT", _path("/v1/{}/{}/vector", resource, id), None, body={"model": model, "components": components})

    def delete_vector(self, resource: UUID | str | int, id: Item | UUID | str, /, *, model: str = UNSET) -> None:
        """Take an item's vector away."""
        return self._call("DELETE", _path("/v1/{}/{}/vector", resource, id), None, query={"model": model})
