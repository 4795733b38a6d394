"""What the service answers. Generated from openapi/openapi.yaml: do not edit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal
from uuid import UUID

from ._codec import UNSET, Item, cursor

__all__ = [
    "AccountEntry",
    "AccountStatement",
    "AccountTotals",
    "ApiKey",
    "ApiKeyCreated",
    "ApiKeys",
    "Attendance",
    "Change",
    "ChangedValues",
    "Changes",
    "Entrance",
    "EntrancePath",
    "Event",
    "Group",
    "History",
    "ImportCorrection",
    "ImportExcludedIndex",
    "ImportFinding",
    "ImportIndex",
    "ImportRun",
    "ImportRunInFull",
    "ImportStillAside",
    "ImportTask",
    "ImportTaskEffect",
    "Invoice",
    "InvoiceLine",
    "Leadership",
    "Meeting",
    "Member",
    "Membership",
    "Mission",
    "Note",
    "Organization",
    "PagedFinding",
    "PagedMade",
    "PagedQuarantinedDocument",
    "PagedRun",
    "PagedSavedSearch",
    "PagedViolation",
    "Participation",
    "Payment",
    "Percolated",
    "PercolatedSearch",
    "Person",
    "ProblemCode",
    "ProblemRule",
    "ProblemSentences",
    "QualityRule",
    "QualityRules",
    "QualityViolation",
    "QuarantinedDocument",
    "SavedSearch",
    "SavedSearchMatch",
    "SavedSearchMatches",
    "SearchAnalysis",
    "SearchAnalyzedWord",
    "SearchCorrection",
    "SearchExplainedWord",
    "SearchExplanation",
    "SearchFacet",
    "SearchFacetValue",
    "SearchHighlight",
    "SearchHit",
    "SearchRanks",
    "SearchResults",
    "SearchSuggestion",
    "SearchSuggestions",
    "SimilarItem",
    "SimilarItems",
    "StaffMember",
    "Subscription",
    "SynonymSet",
    "SynonymSets",
    "Teacher",
    "TeacherTopic",
    "Timeline",
    "TimelineCounts",
    "TimelineEntry",
    "Topic",
    "User",
    "Vector",
    "Venue",
]


@dataclass(kw_only=True)
class AccountEntry(Item):
    """Part of an answer."""

    kind: Literal["INVOICE", "PAYMENT"] = UNSET
    id: UUID = UNSET
    invoice_id: UUID = UNSET
    number: str = UNSET
    on: date = UNSET
    currency: str = UNSET
    amount: Decimal = UNSET
    balance: Decimal = UNSET


@dataclass(kw_only=True)
class AccountStatement(Item):
    """Part of an answer."""

    organization_id: UUID = UNSET
    totals: list[AccountTotals] = UNSET
    results: list[AccountEntry] = UNSET
    next: str | None = UNSET

    @property
    def next_cursor(self) -> str | None:
        """What `cursor` is for the page after this one; None at the end."""
        return cursor(self.next)


@dataclass(kw_only=True)
class AccountTotals(Item):
    """Part of an answer."""

    currency: str = UNSET
    invoiced: Decimal = UNSET
    paid: Decimal = UNSET
    balance: Decimal = UNSET


@dataclass(kw_only=True)
class ApiKey(Item):
    """Part of an answer."""

    id: str = UNSET
    name: str = UNSET
    role: Literal["READER", "EDITOR", "ADMIN"] = UNSET
    may_act_as: bool = UNSET
    expires_at: datetime | None = UNSET
    last_used_at: datetime | None = UNSET
    revoked_at: datetime | None = UNSET
    created_at: datetime = UNSET


@dataclass(kw_only=True)
class ApiKeyCreated(Item):
    """Part of an answer."""

    key: str = UNSET
    id: str = UNSET
    name: str = UNSET
    role: Literal["READER", "EDITOR", "ADMIN"] = UNSET
    may_act_as: bool = UNSET
    expires_at: datetime | None = UNSET
    last_used_at: datetime | None = UNSET
    revoked_at: datetime | None = UNSET
    created_at: datetime = UNSET


@dataclass(kw_only=True)
class ApiKeys(Item):
    """Part of an answer."""

    results: list[ApiKey] = UNSET


@dataclass(kw_only=True)
class Attendance(Item):
    """Whether a member came to a meeting, and how they rated it; once per member."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "as_guest",
        "comment",
        "legacy_id",
        "member_id",
        "rating",
        "status",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    meeting_id: UUID = UNSET
    member_id: UUID = UNSET
    status: Literal["PRESENT", "ABSENT", "EXCUSED"] = UNSET
    as_guest: bool = UNSET
    rating: int | None = UNSET
    comment: str | None = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    meeting: Meeting | None = UNSET
    member: Member | None = UNSET


@dataclass(kw_only=True)
class Change(Item):
    """A change of an item."""

    seq: int = UNSET
    transaction_id: str = UNSET
    at: datetime = UNSET
    actor: str | None = UNSET
    request_id: str | None = UNSET
    operation: Literal["INSERT", "UPDATE", "DELETE", "IMPORTED"] = UNSET
    resource: str | None = UNSET
    id: UUID | None = UNSET
    url: str | None = UNSET
    version: int | None = UNSET
    run: int | None = UNSET
    changes: dict[str, ChangedValues] = UNSET


@dataclass(kw_only=True)
class ChangedValues(Item):
    """Part of an answer."""

    old: Any = UNSET
    new: Any = UNSET


@dataclass(kw_only=True)
class Changes(Item):
    """Part of an answer."""

    results: list[Change] = UNSET
    cursor: str = UNSET
    more: bool = UNSET


@dataclass(kw_only=True)
class Entrance(Item):
    """Part of an answer."""

    contract: str = UNSET
    browser: str = UNSET
    paths: list[EntrancePath] = UNSET


@dataclass(kw_only=True)
class EntrancePath(Item):
    """Part of an answer."""

    url: str = UNSET
    summary: str = UNSET


@dataclass(kw_only=True)
class Event(Item):
    """A convention, seminar, webinar or trip that members take part in."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "capacity",
        "description",
        "ends_at",
        "kind",
        "legacy_id",
        "starts_at",
        "status",
        "title",
        "venue_id",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    title: str = UNSET
    kind: Literal["CONVENTION", "SEMINAR", "WEBINAR", "TRIP"] = UNSET
    starts_at: datetime = UNSET
    ends_at: datetime | None = UNSET
    venue_id: UUID | None = UNSET
    capacity: int | None = UNSET
    description: str | None = UNSET
    status: Literal["PLANNED", "CONFIRMED", "HELD", "CANCELLED"] = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    venue: Venue | None = UNSET
    participations: list[Participation] = UNSET
    notes: list[Note] = UNSET


@dataclass(kw_only=True)
class Group(Item):
    """A peer group of members, looked after by a point of contact among the staff."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "capacity",
        "code",
        "founded_on",
        "legacy_id",
        "name",
        "point_of_contact_id",
        "region",
        "status",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    code: str = UNSET
    name: str = UNSET
    status: Literal["FORMING", "ACTIVE", "DORMANT", "CLOSED"] = UNSET
    point_of_contact_id: UUID | None = UNSET
    region: str | None = UNSET
    founded_on: date | None = UNSET
    capacity: int | None = UNSET
    leader_id: UUID | None = UNSET
    active_member_count: int = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    point_of_contact: StaffMember | None = UNSET
    leader: Member | None = UNSET
    leaderships: list[Leadership] = UNSET
    memberships: list[Membership] = UNSET
    meetings: list[Meeting] = UNSET
    notes: list[Note] = UNSET


@dataclass(kw_only=True)
class History(Item):
    """Part of an answer."""

    results: list[Change] = UNSET
    next: str | None = UNSET

    @property
    def next_cursor(self) -> str | None:
        """What `cursor` is for the page after this one; None at the end."""
        return cursor(self.next)


@dataclass(kw_only=True)
class ImportCorrection(Item):
    """Part of an answer."""

    no: int = UNSET
    index: str = UNSET
    document_id: str = UNSET
    corrected_by: str = UNSET
    corrected_at: datetime = UNSET
    reason: str | None = UNSET
    outcome: Literal["ADMITTED", "EXCLUDED", "STILL_QUARANTINED"] | None = UNSET
    withdrawn_by: str | None = UNSET
    withdrawn_at: datetime | None = UNSET


@dataclass(kw_only=True)
class ImportExcludedIndex(Item):
    """Part of an answer."""

    name: str = UNSET
    because: str = UNSET


@dataclass(kw_only=True)
class ImportFinding(Item):
    """Part of an answer."""

    no: int = UNSET
    severity: Literal["ERROR", "WARNING", "INFO"] = UNSET
    code: str = UNSET
    index: str | None = UNSET
    document_id: str | None = UNSET
    table: str | None = UNSET
    path: str | None = UNSET
    value: str | None = UNSET
    message: str = UNSET
    suggestion: str | None = UNSET
    detail: Any | None = UNSET


@dataclass(kw_only=True)
class ImportIndex(Item):
    """Part of an answer."""

    name: str = UNSET
    expected: int = UNSET
    received: int = UNSET
    loaded: int = UNSET
    merged: int = UNSET
    quarantined: int = UNSET
    excluded: int = UNSET


@dataclass(kw_only=True)
class ImportRun(Item):
    """Part of an answer."""

    id: int = UNSET
    kind: Literal["FULL", "DELTA", "RETRY"] = UNSET
    phase: Literal["READ", "CHECK", "LOAD", "PROVE", "DONE"] = UNSET
    outcome: str | None = UNSET
    started_at: datetime = UNSET
    ended_at: datetime | None = UNSET
    loaded_at: datetime | None = UNSET
    message: str | None = UNSET
    source: Any = UNSET
    summary: Any = UNSET
    mapping_digest: str = UNSET


@dataclass(kw_only=True)
class ImportRunInFull(Item):
    """Part of an answer."""

    id: int = UNSET
    kind: Literal["FULL", "DELTA", "RETRY"] = UNSET
    phase: Literal["READ", "CHECK", "LOAD", "PROVE", "DONE"] = UNSET
    outcome: str | None = UNSET
    started_at: datetime = UNSET
    ended_at: datetime | None = UNSET
    loaded_at: datetime | None = UNSET
    message: str | None = UNSET
    source: Any = UNSET
    summary: Any = UNSET
    mapping_digest: str = UNSET
    indices: list[ImportIndex] = UNSET
    excluded_indices: list[ImportExcludedIndex] = UNSET


@dataclass(kw_only=True)
class ImportStillAside(Item):
    """Part of an answer."""

    index: str = UNSET
    id: str = UNSET
    code: str = UNSET
    message: str = UNSET


@dataclass(kw_only=True)
class ImportTask(Item):
    """Part of an answer."""

    id: UUID = UNSET
    kind: Literal["PREVIEW", "CORRECTION", "WITHDRAWAL"] = UNSET
    index: str = UNSET
    document_id: str = UNSET
    asked_by: str = UNSET
    asked_at: datetime = UNSET
    state: Literal["WAITING", "DONE", "REFUSED"] = UNSET
    ended_at: datetime | None = UNSET
    served: bool = UNSET
    message: str | None = UNSET
    effect: ImportTaskEffect | None = UNSET


@dataclass(kw_only=True)
class ImportTaskEffect(Item):
    """What came of it."""

    corrected: int = UNSET
    unchanged: int = UNSET
    back: list[str] = UNSET
    still: list[ImportStillAside] = UNSET
    newly: list[str] = UNSET


@dataclass(kw_only=True)
class Invoice(Item):
    """What an organization owes; totals are computed from the lines, never stored."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "currency",
        "due_on",
        "issued_on",
        "legacy_id",
        "lines",
        "notes",
        "number",
        "organization_id",
        "status",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    number: str = UNSET
    organization_id: UUID = UNSET
    status: Literal["DRAFT", "ISSUED", "PAID", "VOID"] = UNSET
    issued_on: date | None = UNSET
    due_on: date | None = UNSET
    currency: str = UNSET
    notes: str | None = UNSET
    lines: list[InvoiceLine] = UNSET
    total_net: Decimal = UNSET
    total_tax: Decimal = UNSET
    total_gross: Decimal = UNSET
    paid: Decimal = UNSET
    balance: Decimal = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    organization: Organization | None = UNSET
    payments: list[Payment] = UNSET
    subscriptions: list[Subscription] = UNSET


@dataclass(kw_only=True)
class InvoiceLine(Item):
    """A line of an invoice; frozen once the invoice left DRAFT."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "description",
        "legacy_id",
        "mission_id",
        "position",
        "quantity",
        "tax_rate",
        "unit_price",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    invoice_id: UUID = UNSET
    position: int = UNSET
    mission_id: UUID | None = UNSET
    description: str = UNSET
    quantity: Decimal = UNSET
    unit_price: Decimal = UNSET
    tax_rate: Decimal | None = UNSET
    net: Decimal = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    invoice: Invoice | None = UNSET
    mission: Mission | None = UNSET


@dataclass(kw_only=True)
class Leadership(Item):
    """A group's elected leader, who is a member of the group throughout the term; one at a time."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "elected_on",
        "ended_on",
        "legacy_id",
        "member_id",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    group_id: UUID = UNSET
    member_id: UUID = UNSET
    elected_on: date = UNSET
    ended_on: date | None = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    group: Group | None = UNSET
    member: Member | None = UNSET


@dataclass(kw_only=True)
class Meeting(Item):
    """A group's monthly meeting; one that is not cancelled per group and month."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "ends_at",
        "group_id",
        "legacy_id",
        "month",
        "notes",
        "starts_at",
        "status",
        "teacher_id",
        "title",
        "topic_id",
        "venue_id",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    group_id: UUID = UNSET
    month: date = UNSET
    starts_at: datetime | None = UNSET
    ends_at: datetime | None = UNSET
    venue_id: UUID | None = UNSET
    teacher_id: UUID | None = UNSET
    topic_id: UUID | None = UNSET
    title: str | None = UNSET
    status: Literal["PLANNED", "HELD", "CANCELLED"] = UNSET
    notes: str | None = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    group: Group | None = UNSET
    venue: Venue | None = UNSET
    teacher: Teacher | None = UNSET
    topic: Topic | None = UNSET
    attendances: list[Attendance] = UNSET
    missions: list[Mission] = UNSET
    staff_notes: list[Note] = UNSET


@dataclass(kw_only=True)
class Member(Item):
    """The membership of a person on behalf of an organization; a person has one at a time."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "job_title",
        "joined_on",
        "left_on",
        "legacy_id",
        "member_number",
        "organization_id",
        "person_id",
        "status",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    person_id: UUID = UNSET
    organization_id: UUID = UNSET
    member_number: str = UNSET
    job_title: str | None = UNSET
    status: Literal["CANDIDATE", "ACTIVE", "PAUSED", "LEFT"] = UNSET
    joined_on: date = UNSET
    left_on: date | None = UNSET
    full_name: str | None = UNSET
    email: str | None = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    person: Person | None = UNSET
    organization: Organization | None = UNSET
    attendances: list[Attendance] = UNSET
    leaderships: list[Leadership] = UNSET
    memberships: list[Membership] = UNSET
    notes: list[Note] = UNSET
    participations: list[Participation] = UNSET
    subscriptions: list[Subscription] = UNSET


@dataclass(kw_only=True)
class Membership(Item):
    """A member belongs to a group from joined_on until before left_on."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "joined_on",
        "left_on",
        "legacy_id",
        "member_id",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    group_id: UUID = UNSET
    member_id: UUID = UNSET
    joined_on: date = UNSET
    left_on: date | None = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    group: Group | None = UNSET
    member: Member | None = UNSET


@dataclass(kw_only=True)
class Mission(Item):
    """Work delivered for an organization, and invoiced."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "currency",
        "description",
        "ends_on",
        "fee",
        "kind",
        "legacy_id",
        "meeting_id",
        "organization_id",
        "reference",
        "starts_on",
        "status",
        "teacher_id",
        "title",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    reference: str = UNSET
    title: str = UNSET
    kind: Literal["TEACHING", "FACILITATION", "CONSULTING"] = UNSET
    organization_id: UUID = UNSET
    teacher_id: UUID | None = UNSET
    meeting_id: UUID | None = UNSET
    status: Literal["DRAFT", "CONFIRMED", "DELIVERED", "CANCELLED"] = UNSET
    starts_on: date | None = UNSET
    ends_on: date | None = UNSET
    fee: Decimal | None = UNSET
    currency: str | None = UNSET
    description: str | None = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    organization: Organization | None = UNSET
    teacher: Teacher | None = UNSET
    meeting: Meeting | None = UNSET
    notes: list[Note] = UNSET


@dataclass(kw_only=True)
class Note(Item):
    """What a member of the staff wrote down about exactly one thing."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "author_id",
        "body",
        "event_id",
        "group_id",
        "legacy_id",
        "meeting_id",
        "member_id",
        "mission_id",
        "noted_at",
        "organization_id",
        "title",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    author_id: UUID | None = UNSET
    organization_id: UUID | None = UNSET
    member_id: UUID | None = UNSET
    group_id: UUID | None = UNSET
    meeting_id: UUID | None = UNSET
    mission_id: UUID | None = UNSET
    event_id: UUID | None = UNSET
    title: str | None = UNSET
    body: str = UNSET
    noted_at: datetime = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    author: StaffMember | None = UNSET
    organization: Organization | None = UNSET
    member: Member | None = UNSET
    group: Group | None = UNSET
    meeting: Meeting | None = UNSET
    mission: Mission | None = UNSET
    event: Event | None = UNSET


@dataclass(kw_only=True)
class Organization(Item):
    """A client company or institution whose people are members."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "city",
        "closed_on",
        "country",
        "email",
        "industry",
        "joined_on",
        "legacy_id",
        "legal_name",
        "name",
        "phone",
        "postal_code",
        "region",
        "registration_number",
        "status",
        "street",
        "website",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    name: str = UNSET
    legal_name: str | None = UNSET
    registration_number: str | None = UNSET
    status: Literal["PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED"] = UNSET
    industry: str | None = UNSET
    website: str | None = UNSET
    email: str | None = UNSET
    phone: str | None = UNSET
    street: str | None = UNSET
    postal_code: str | None = UNSET
    city: str | None = UNSET
    region: str | None = UNSET
    country: str | None = UNSET
    joined_on: date | None = UNSET
    closed_on: date | None = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    invoices: list[Invoice] = UNSET
    members: list[Member] = UNSET
    missions: list[Mission] = UNSET
    notes: list[Note] = UNSET


@dataclass(kw_only=True)
class PagedFinding(Item):
    """Part of an answer."""

    results: list[ImportFinding] = UNSET
    next: str | None = UNSET

    @property
    def next_cursor(self) -> str | None:
        """What `cursor` is for the page after this one; None at the end."""
        return cursor(self.next)


@dataclass(kw_only=True)
class PagedMade(Item):
    """Part of an answer."""

    results: list[ImportCorrection] = UNSET
    next: str | None = UNSET

    @property
    def next_cursor(self) -> str | None:
        """What `cursor` is for the page after this one; None at the end."""
        return cursor(self.next)


@dataclass(kw_only=True)
class PagedQuarantinedDocument(Item):
    """Part of an answer."""

    results: list[QuarantinedDocument] = UNSET
    next: str | None = UNSET

    @property
    def next_cursor(self) -> str | None:
        """What `cursor` is for the page after this one; None at the end."""
        return cursor(self.next)


@dataclass(kw_only=True)
class PagedRun(Item):
    """Part of an answer."""

    results: list[ImportRun] = UNSET
    next: str | None = UNSET

    @property
    def next_cursor(self) -> str | None:
        """What `cursor` is for the page after this one; None at the end."""
        return cursor(self.next)


@dataclass(kw_only=True)
class PagedSavedSearch(Item):
    """Part of an answer."""

    results: list[SavedSearch] = UNSET
    next: str | None = UNSET

    @property
    def next_cursor(self) -> str | None:
        """What `cursor` is for the page after this one; None at the end."""
        return cursor(self.next)


@dataclass(kw_only=True)
class PagedViolation(Item):
    """Part of an answer."""

    results: list[QualityViolation] = UNSET
    next: str | None = UNSET

    @property
    def next_cursor(self) -> str | None:
        """What `cursor` is for the page after this one; None at the end."""
        return cursor(self.next)


@dataclass(kw_only=True)
class Participation(Item):
    """A member's place at an event; REGISTERED and ATTENDED take one, never more than its capacity."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "legacy_id",
        "member_id",
        "registered_at",
        "status",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    event_id: UUID = UNSET
    member_id: UUID = UNSET
    status: Literal["REGISTERED", "ATTENDED", "NO_SHOW", "CANCELLED"] = UNSET
    registered_at: datetime = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    event: Event | None = UNSET
    member: Member | None = UNSET


@dataclass(kw_only=True)
class Payment(Item):
    """Money received for an invoice, in the invoice's currency."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "amount",
        "legacy_id",
        "method",
        "received_on",
        "reference",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    invoice_id: UUID = UNSET
    received_on: date = UNSET
    amount: Decimal = UNSET
    method: Literal["TRANSFER", "CARD", "CHEQUE", "DIRECT_DEBIT"] = UNSET
    reference: str | None = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    invoice: Invoice | None = UNSET


@dataclass(kw_only=True)
class Percolated(Item):
    """Part of an answer."""

    results: list[PercolatedSearch] = UNSET


@dataclass(kw_only=True)
class PercolatedSearch(Item):
    """Part of an answer."""

    id: UUID = UNSET
    name: str = UNSET


@dataclass(kw_only=True)
class Person(Item):
    """A human: the one home of a name and its contact data."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "born_on",
        "email",
        "family_name",
        "given_name",
        "language",
        "legacy_id",
        "phone",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    given_name: str | None = UNSET
    family_name: str = UNSET
    email: str | None = UNSET
    phone: str | None = UNSET
    language: str | None = UNSET
    born_on: date | None = UNSET
    full_name: str = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    members: list[Member] = UNSET


@dataclass(kw_only=True)
class ProblemCode(Item):
    """Part of an answer."""

    code: str = UNSET
    status: str = UNSET
    meaning: str = UNSET
    sentences: ProblemSentences = UNSET
    rules: list[ProblemRule] = UNSET


@dataclass(kw_only=True)
class ProblemRule(Item):
    """Part of an answer."""

    name: str = UNSET
    resource: str = UNSET
    sentence: str = UNSET


@dataclass(kw_only=True)
class ProblemSentences(Item):
    """Part of an answer."""

    en: str = UNSET
    fr: str = UNSET


@dataclass(kw_only=True)
class QualityRule(Item):
    """A rule of the data, and how far it is kept."""

    name: str = UNSET
    kind: Literal["NOT_NULL", "CHECK", "PRIMARY_KEY", "UNIQUE", "FOREIGN_KEY", "EXCLUDE", "TRIGGER", "VIEW"] = UNSET
    resource: str | None = UNSET
    sentence: str = UNSET
    code: str = UNSET
    fields: list[str] = UNSET
    enforcement: Literal["ENFORCED", "NEW_WRITES", "CHECKED", "ABSENT"] = UNSET
    violations: int | None = UNSET
    counted_at: datetime = UNSET
    violations_url: str = UNSET


@dataclass(kw_only=True)
class QualityRules(Item):
    """Part of an answer."""

    results: list[QualityRule] = UNSET


@dataclass(kw_only=True)
class QualityViolation(Item):
    """Part of an answer."""

    resource: str = UNSET
    id: UUID = UNSET
    url: str = UNSET
    detail: str = UNSET


@dataclass(kw_only=True)
class QuarantinedDocument(Item):
    """Part of an answer."""

    doc: int = UNSET
    index: str = UNSET
    document_id: str = UNSET
    reasons: list[Any] | None = UNSET
    outcome: str | None = UNSET
    digest: str = UNSET
    source: str | None = UNSET
    source_length: int = UNSET


@dataclass(kw_only=True)
class SavedSearch(Item):
    """Part of an answer."""

    id: UUID = UNSET
    name: str = UNSET
    q: str = UNSET
    resource: list[str] = UNSET
    status: str | None = UNSET
    region: str | None = UNSET
    country: str | None = UNSET
    created_by: str | None = UNSET
    created_at: datetime = UNSET


@dataclass(kw_only=True)
class SavedSearchMatch(Item):
    """Part of an answer."""

    resource: Literal["organization", "person", "staff", "member", "group", "teacher", "topic", "venue", "meeting", "event", "mission", "invoice", "note"] = UNSET
    id: UUID = UNSET
    title: str = UNSET
    subtitle: str | None = UNSET
    matched_at: datetime = UNSET


@dataclass(kw_only=True)
class SavedSearchMatches(Item):
    """Part of an answer."""

    results: list[SavedSearchMatch] = UNSET
    cursor: str = UNSET
    more: bool = UNSET


@dataclass(kw_only=True)
class SearchAnalysis(Item):
    """Part of an answer."""

    language: str = UNSET
    words: list[SearchAnalyzedWord] = UNSET


@dataclass(kw_only=True)
class SearchAnalyzedWord(Item):
    """Part of an answer."""

    position: int = UNSET
    word: str = UNSET
    lexemes: list[str] = UNSET
    synonyms: list[str] = UNSET


@dataclass(kw_only=True)
class SearchCorrection(Item):
    """Part of an answer."""

    from_: str = UNSET
    to: str = UNSET


@dataclass(kw_only=True)
class SearchExplainedWord(Item):
    """Part of an answer."""

    word: str = UNSET
    lexemes: list[str] = UNSET
    documents: int = UNSET
    weight: Decimal = UNSET
    matched: bool = UNSET
    fields: list[str] = UNSET
    share: Decimal = UNSET


@dataclass(kw_only=True)
class SearchExplanation(Item):
    """Part of an answer."""

    found: bool = UNSET
    reason: str = UNSET
    tier: int | None = UNSET
    score: Decimal = UNSET
    language: str | None = UNSET
    words: list[SearchExplainedWord] = UNSET
    ranks: SearchRanks = UNSET


@dataclass(kw_only=True)
class SearchFacet(Item):
    """Part of an answer."""

    facet: Literal["resource", "status", "region", "country", "kind", "city", "industry", "language", "currency", "topic", "about", "active"] = UNSET
    values: list[SearchFacetValue] = UNSET
    count_kind: Literal["exact", "at_least"] = UNSET


@dataclass(kw_only=True)
class SearchFacetValue(Item):
    """Part of an answer."""

    value: str = UNSET
    count: int = UNSET


@dataclass(kw_only=True)
class SearchHighlight(Item):
    """Part of an answer."""

    title: str = UNSET
    text: str = UNSET


@dataclass(kw_only=True)
class SearchHit(Item):
    """Part of an answer."""

    resource: Literal["organization", "person", "staff", "member", "group", "teacher", "topic", "venue", "meeting", "event", "mission", "invoice", "note"] = UNSET
    id: UUID = UNSET
    title: str = UNSET
    subtitle: str | None = UNSET
    recency: datetime = UNSET
    ranks: SearchRanks = UNSET
    highlight: SearchHighlight = UNSET


@dataclass(kw_only=True)
class SearchRanks(Item):
    """Part of an answer."""

    words: int | None = UNSET
    meaning: int | None = UNSET


@dataclass(kw_only=True)
class SearchResults(Item):
    """Part of an answer."""

    results: list[SearchHit] = UNSET
    next: str | None = UNSET
    count: int = UNSET
    count_kind: Literal["exact", "at_least"] = UNSET
    corrected: list[SearchCorrection] = UNSET
    stop_words_only: bool = UNSET
    words_left_off: int = UNSET
    vectors_pending: int = UNSET
    facets: list[SearchFacet] = UNSET

    @property
    def next_cursor(self) -> str | None:
        """What `cursor` is for the page after this one; None at the end."""
        return cursor(self.next)


@dataclass(kw_only=True)
class SearchSuggestion(Item):
    """Part of an answer."""

    resource: Literal["organization", "person", "staff", "member", "group", "teacher", "topic", "venue", "meeting", "event", "mission", "invoice", "note"] = UNSET
    id: UUID = UNSET
    title: str = UNSET
    subtitle: str | None = UNSET


@dataclass(kw_only=True)
class SearchSuggestions(Item):
    """Part of an answer."""

    results: list[SearchSuggestion] = UNSET


@dataclass(kw_only=True)
class SimilarItem(Item):
    """Part of an answer."""

    id: UUID = UNSET
    title: str = UNSET
    subtitle: str | None = UNSET
    shared: list[str] = UNSET
    score: Decimal = UNSET


@dataclass(kw_only=True)
class SimilarItems(Item):
    """Part of an answer."""

    results: list[SimilarItem] = UNSET


@dataclass(kw_only=True)
class StaffMember(Item):
    """A person who works for the company."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "active",
        "job_title",
        "legacy_id",
        "person_id",
        "region",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    person_id: UUID = UNSET
    job_title: str | None = UNSET
    region: str | None = UNSET
    active: bool = UNSET
    full_name: str | None = UNSET
    email: str | None = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    person: Person | None = UNSET
    groups: list[Group] = UNSET


@dataclass(kw_only=True)
class Subscription(Item):
    """What a member pays for a period; periods of one member do not overlap."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "amount",
        "currency",
        "ends_on",
        "invoice_id",
        "legacy_id",
        "member_id",
        "starts_on",
        "status",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    member_id: UUID = UNSET
    starts_on: date = UNSET
    ends_on: date = UNSET
    amount: Decimal | None = UNSET
    currency: str = UNSET
    status: Literal["PENDING", "ACTIVE", "PAID", "CANCELLED"] = UNSET
    invoice_id: UUID | None = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    member: Member | None = UNSET
    invoice: Invoice | None = UNSET


@dataclass(kw_only=True)
class SynonymSet(Item):
    """Part of an answer."""

    id: UUID = UNSET
    words: list[str] = UNSET
    created_at: datetime = UNSET


@dataclass(kw_only=True)
class SynonymSets(Item):
    """Part of an answer."""

    results: list[SynonymSet] = UNSET


@dataclass(kw_only=True)
class Teacher(Item):
    """A person who teaches at meetings and on missions."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "biography",
        "currency",
        "daily_rate",
        "headline",
        "legacy_id",
        "person_id",
        "status",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    person_id: UUID = UNSET
    headline: str | None = UNSET
    biography: str | None = UNSET
    daily_rate: Decimal | None = UNSET
    currency: str | None = UNSET
    status: Literal["ACTIVE", "RETIRED"] = UNSET
    full_name: str | None = UNSET
    email: str | None = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    person: Person | None = UNSET
    topics: list[TeacherTopic] = UNSET
    meetings: list[Meeting] = UNSET
    missions: list[Mission] = UNSET


@dataclass(kw_only=True)
class TeacherTopic(Item):
    """A topic that a teacher teaches."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "legacy_id",
        "topic_id",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    teacher_id: UUID = UNSET
    topic_id: UUID = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    teacher: Teacher | None = UNSET
    topic: Topic | None = UNSET


@dataclass(kw_only=True)
class Timeline(Item):
    """Part of an answer."""

    results: list[TimelineEntry] = UNSET
    next: str | None = UNSET
    count: int = UNSET
    counts: TimelineCounts = UNSET

    @property
    def next_cursor(self) -> str | None:
        """What `cursor` is for the page after this one; None at the end."""
        return cursor(self.next)


@dataclass(kw_only=True)
class TimelineCounts(Item):
    """Part of an answer."""

    meetings: int = UNSET
    meetings_present: int = UNSET
    events: int = UNSET
    events_attended: int = UNSET


@dataclass(kw_only=True)
class TimelineEntry(Item):
    """Part of an answer."""

    kind: Literal["MEETING", "EVENT"] = UNSET
    id: UUID = UNSET
    meeting_id: UUID | None = UNSET
    event_id: UUID | None = UNSET
    at: datetime = UNSET
    title: str | None = UNSET
    status: str = UNSET
    group_id: UUID | None = UNSET
    group_name: str | None = UNSET
    as_guest: bool | None = UNSET
    rating: int | None = UNSET


@dataclass(kw_only=True)
class Topic(Item):
    """A subject that is taught; topics form trees."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "code",
        "legacy_id",
        "name",
        "parent_id",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    code: str = UNSET
    name: str = UNSET
    parent_id: UUID | None = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    parent: Topic | None = UNSET
    teachers: list[TeacherTopic] = UNSET
    children: list[Topic] = UNSET


@dataclass(kw_only=True)
class User(Item):
    """Who may use the application, and as what."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "active",
        "email",
        "external_subject",
        "legacy_id",
        "person_id",
        "role",
        "username",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    username: str = UNSET
    email: str | None = UNSET
    person_id: UUID | None = UNSET
    role: Literal["READER", "EDITOR", "ADMIN"] = UNSET
    active: bool = UNSET
    external_subject: str | None = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
    person: Person | None = UNSET


@dataclass(kw_only=True)
class Vector(Item):
    """Part of an answer."""

    model: str = UNSET
    components: list[float] = UNSET
    made_at: datetime = UNSET


@dataclass(kw_only=True)
class Venue(Item):
    """A place where meetings and events are held."""

    _writable: ClassVar[frozenset[str]] = frozenset({
        "capacity",
        "city",
        "country",
        "latitude",
        "legacy_id",
        "longitude",
        "name",
        "postal_code",
        "street",
    })

    id: UUID = UNSET
    legacy_id: str | None = UNSET
    name: str = UNSET
    street: str | None = UNSET
    postal_code: str | None = UNSET
    city: str | None = UNSET
    country: str | None = UNSET
    capacity: int | None = UNSET
    latitude: Decimal | None = UNSET
    longitude: Decimal | None = UNSET
    version: int = UNSET
    created_at: datetime = UNSET
    updated_at: datetime = UNSET
