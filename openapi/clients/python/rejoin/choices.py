"""The values that fields can have. Generated from openapi/openapi.yaml: do not edit.

They are strings: `member.status == MemberStatus.ACTIVE`. A later service may answer with values that are not
here. `forms.ChoiceField(choices=MemberStatus.choices)` is Django's.
"""

from __future__ import annotations

from ._codec import Choice



class AccountEntryKind(Choice):
    """The kind of AccountEntry."""

    INVOICE = "INVOICE"
    PAYMENT = "PAYMENT"


class ApiKeyRole(Choice):
    """The role of ApiKey."""

    READER = "READER"
    EDITOR = "EDITOR"
    ADMIN = "ADMIN"


class ApiKeyCreatedRole(Choice):
    """The role of ApiKeyCreated."""

    READER = "READER"
    EDITOR = "EDITOR"
    ADMIN = "ADMIN"


class AttendanceStatus(Choice):
    """The status of Attendance."""

    PRESENT = "PRESENT"
    ABSENT = "ABSENT"
    EXCUSED = "EXCUSED"


class ChangeOperation(Choice):
    """The operation of Change."""

    INSERT = "INSERT"
    UPDATE = "UPDATE"
    DELETE = "DELETE"
    IMPORTED = "IMPORTED"


class EventKind(Choice):
    """The kind of Event."""

    CONVENTION = "CONVENTION"
    SEMINAR = "SEMINAR"
    WEBINAR = "WEBINAR"
    TRIP = "TRIP"


class EventStatus(Choice):
    """The status of Event."""

    PLANNED = "PLANNED"
    CONFIRMED = "CONFIRMED"
    HELD = "HELD"
    CANCELLED = "CANCELLED"


class GroupStatus(Choice):
    """The status of Group."""

    FORMING = "FORMING"
    ACTIVE = "ACTIVE"
    DORMANT = "DORMANT"
    CLOSED = "CLOSED"


class ImportCorrectionOutcome(Choice):
    """The outcome of ImportCorrection."""

    ADMITTED = "ADMITTED"
    EXCLUDED = "EXCLUDED"
    STILL_QUARANTINED = "STILL_QUARANTINED"


class ImportFindingSeverity(Choice):
    """The severity of ImportFinding."""

    ERROR = "ERROR"
    WARNING = "WARNING"
    INFO = "INFO"


class ImportRunKind(Choice):
    """The kind of ImportRun."""

    FULL = "FULL"
    DELTA = "DELTA"
    RETRY = "RETRY"


class ImportRunPhase(Choice):
    """The phase of ImportRun."""

    READ = "READ"
    CHECK = "CHECK"
    LOAD = "LOAD"
    PROVE = "PROVE"
    DONE = "DONE"


class ImportRunInFullKind(Choice):
    """The kind of ImportRunInFull."""

    FULL = "FULL"
    DELTA = "DELTA"
    RETRY = "RETRY"


class ImportRunInFullPhase(Choice):
    """The phase of ImportRunInFull."""

    READ = "READ"
    CHECK = "CHECK"
    LOAD = "LOAD"
    PROVE = "PROVE"
    DONE = "DONE"


class ImportTaskKind(Choice):
    """The kind of ImportTask."""

    PREVIEW = "PREVIEW"
    CORRECTION = "CORRECTION"
    WITHDRAWAL = "WITHDRAWAL"


class ImportTaskState(Choice):
    """The state of ImportTask."""

    WAITING = "WAITING"
    DONE = "DONE"
    REFUSED = "REFUSED"


class InvoiceStatus(Choice):
    """The status of Invoice."""

    DRAFT = "DRAFT"
    ISSUED = "ISSUED"
    PAID = "PAID"
    VOID = "VOID"


class MeetingStatus(Choice):
    """The status of Meeting."""

    PLANNED = "PLANNED"
    HELD = "HELD"
    CANCELLED = "CANCELLED"


class MemberStatus(Choice):
    """The status of Member."""

    CANDIDATE = "CANDIDATE"
    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    LEFT = "LEFT"


class MissionKind(Choice):
    """The kind of Mission."""

    TEACHING = "TEACHING"
    FACILITATION = "FACILITATION"
    CONSULTING = "CONSULTING"


class MissionStatus(Choice):
    """The status of Mission."""

    DRAFT = "DRAFT"
    CONFIRMED = "CONFIRMED"
    DELIVERED = "DELIVERED"
    CANCELLED = "CANCELLED"


class OrganizationStatus(Choice):
    """The status of Organization."""

    PROSPECT = "PROSPECT"
    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    CLOSED = "CLOSED"


class ParticipationStatus(Choice):
    """The status of Participation."""

    REGISTERED = "REGISTERED"
    ATTENDED = "ATTENDED"
    NO_SHOW = "NO_SHOW"
    CANCELLED = "CANCELLED"


class PaymentMethod(Choice):
    """The method of Payment."""

    TRANSFER = "TRANSFER"
    CARD = "CARD"
    CHEQUE = "CHEQUE"
    DIRECT_DEBIT = "DIRECT_DEBIT"


class QualityRuleKind(Choice):
    """The kind of QualityRule."""

    NOT_NULL = "NOT_NULL"
    CHECK = "CHECK"
    PRIMARY_KEY = "PRIMARY_KEY"
    UNIQUE = "UNIQUE"
    FOREIGN_KEY = "FOREIGN_KEY"
    EXCLUDE = "EXCLUDE"
    TRIGGER = "TRIGGER"
    VIEW = "VIEW"


class QualityRuleEnforcement(Choice):
    """The enforcement of QualityRule."""

    ENFORCED = "ENFORCED"
    NEW_WRITES = "NEW_WRITES"
    CHECKED = "CHECKED"
    ABSENT = "ABSENT"


class SavedSearchMatchResource(Choice):
    """The resource of SavedSearchMatch."""

    ORGANIZATION = "organization"
    PERSON = "person"
    STAFF = "staff"
    MEMBER = "member"
    GROUP = "group"
    TEACHER = "teacher"
    TOPIC = "topic"
    VENUE = "venue"
    MEETING = "meeting"
    EVENT = "event"
    MISSION = "mission"
    INVOICE = "invoice"
    NOTE = "note"


class SearchFacetFacet(Choice):
    """The facet of SearchFacet."""

    RESOURCE = "resource"
    STATUS = "status"
    REGION = "region"
    COUNTRY = "country"
    KIND = "kind"
    CITY = "city"
    INDUSTRY = "industry"
    LANGUAGE = "language"
    CURRENCY = "currency"
    TOPIC = "topic"
    ABOUT = "about"
    ACTIVE = "active"


class SearchFacetCountKind(Choice):
    """The count_kind of SearchFacet."""

    EXACT = "exact"
    AT_LEAST = "at_least"


class SearchHitResource(Choice):
    """The resource of SearchHit."""

    ORGANIZATION = "organization"
    PERSON = "person"
    STAFF = "staff"
    MEMBER = "member"
    GROUP = "group"
    TEACHER = "teacher"
    TOPIC = "topic"
    VENUE = "venue"
    MEETING = "meeting"
    EVENT = "event"
    MISSION = "mission"
    INVOICE = "invoice"
    NOTE = "note"


class SearchResultsCountKind(Choice):
    """The count_kind of SearchResults."""

    EXACT = "exact"
    AT_LEAST = "at_least"


class SearchSuggestionResource(Choice):
    """The resource of SearchSuggestion."""

    ORGANIZATION = "organization"
    PERSON = "person"
    STAFF = "staff"
    MEMBER = "member"
    GROUP = "group"
    TEACHER = "teacher"
    TOPIC = "topic"
    VENUE = "venue"
    MEETING = "meeting"
    EVENT = "event"
    MISSION = "mission"
    INVOICE = "invoice"
    NOTE = "note"


class SubscriptionStatus(Choice):
    """The status of Subscription."""

    PENDING = "PENDING"
    ACTIVE = "ACTIVE"
    PAID = "PAID"
    CANCELLED = "CANCELLED"


class TeacherStatus(Choice):
    """The status of Teacher."""

    ACTIVE = "ACTIVE"
    RETIRED = "RETIRED"


class TimelineEntryKind(Choice):
    """The kind of TimelineEntry."""

    MEETING = "MEETING"
    EVENT = "EVENT"


class UserRole(Choice):
    """The role of User."""

    READER = "READER"
    EDITOR = "EDITOR"
    ADMIN = "ADMIN"
