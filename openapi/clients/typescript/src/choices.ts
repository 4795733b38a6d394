/**
 * The values that fields can have. Generated from openapi/openapi.yaml: do not edit.
 *
 * A later service may answer with values that are not here.
 */

/** The kind of AccountEntry. */
export const AccountEntryKind = {
  INVOICE: "INVOICE",
  PAYMENT: "PAYMENT",
} as const;

/** The role of ApiKey. */
export const ApiKeyRole = {
  READER: "READER",
  EDITOR: "EDITOR",
  ADMIN: "ADMIN",
} as const;

/** The role of ApiKeyCreated. */
export const ApiKeyCreatedRole = {
  READER: "READER",
  EDITOR: "EDITOR",
  ADMIN: "ADMIN",
} as const;

/** The status of Attendance. */
export const AttendanceStatus = {
  PRESENT: "PRESENT",
  ABSENT: "ABSENT",
  EXCUSED: "EXCUSED",
} as const;

/** The operation of Change. */
export const ChangeOperation = {
  INSERT: "INSERT",
  UPDATE: "UPDATE",
  DELETE: "DELETE",
  IMPORTED: "IMPORTED",
} as const;

/** The kind of Event. */
export const EventKind = {
  CONVENTION: "CONVENTION",
  SEMINAR: "SEMINAR",
  WEBINAR: "WEBINAR",
  TRIP: "TRIP",
} as const;

/** The status of Event. */
export const EventStatus = {
  PLANNED: "PLANNED",
  CONFIRMED: "CONFIRMED",
  HELD: "HELD",
  CANCELLED: "CANCELLED",
} as const;

/** The status of Group. */
export const GroupStatus = {
  FORMING: "FORMING",
  ACTIVE: "ACTIVE",
  DORMANT: "DORMANT",
  CLOSED: "CLOSED",
} as const;

/** The outcome of ImportCorrection. */
export const ImportCorrectionOutcome = {
  ADMITTED: "ADMITTED",
  EXCLUDED: "EXCLUDED",
  STILL_QUARANTINED: "STILL_QUARANTINED",
} as const;

/** The severity of ImportFinding. */
export const ImportFindingSeverity = {
  ERROR: "ERROR",
  WARNING: "WARNING",
  INFO: "INFO",
} as const;

/** The kind of ImportRun. */
export const ImportRunKind = {
  FULL: "FULL",
  DELTA: "DELTA",
  RETRY: "RETRY",
} as const;

/** The phase of ImportRun. */
export const ImportRunPhase = {
  READ: "READ",
  CHECK: "CHECK",
  LOAD: "LOAD",
  PROVE: "PROVE",
  DONE: "DONE",
} as const;

/** The kind of ImportRunInFull. */
export const ImportRunInFullKind = {
  FULL: "FULL",
  DELTA: "DELTA",
  RETRY: "RETRY",
} as const;

/** The phase of ImportRunInFull. */
export const ImportRunInFullPhase = {
  READ: "READ",
  CHECK: "CHECK",
  LOAD: "LOAD",
  PROVE: "PROVE",
  DONE: "DONE",
} as const;

/** The kind of ImportTask. */
export const ImportTaskKind = {
  PREVIEW: "PREVIEW",
  CORRECTION: "CORRECTION",
  WITHDRAWAL: "WITHDRAWAL",
} as const;

/** The state of ImportTask. */
export const ImportTaskState = {
  WAITING: "WAITING",
  DONE: "DONE",
  REFUSED: "REFUSED",
} as const;

/** The status of Invoice. */
export const InvoiceStatus = {
  DRAFT: "DRAFT",
  ISSUED: "ISSUED",
  PAID: "PAID",
  VOID: "VOID",
} as const;

/** The status of Meeting. */
export const MeetingStatus = {
  PLANNED: "PLANNED",
  HELD: "HELD",
  CANCELLED: "CANCELLED",
} as const;

/** The status of Member. */
export const MemberStatus = {
  CANDIDATE: "CANDIDATE",
  ACTIVE: "ACTIVE",
  PAUSED: "PAUSED",
  LEFT: "LEFT",
} as const;

/** The kind of Mission. */
export const MissionKind = {
  TEACHING: "TEACHING",
  FACILITATION: "FACILITATION",
  CONSULTING: "CONSULTING",
} as const;

/** The status of Mission. */
export const MissionStatus = {
  DRAFT: "DRAFT",
  CONFIRMED: "CONFIRMED",
  DELIVERED: "DELIVERED",
  CANCELLED: "CANCELLED",
} as const;

/** The status of Organization. */
export const OrganizationStatus = {
  PROSPECT: "PROSPECT",
  ACTIVE: "ACTIVE",
  SUSPENDED: "SUSPENDED",
  CLOSED: "CLOSED",
} as const;

/** The status of Participation. */
export const ParticipationStatus = {
  REGISTERED: "REGISTERED",
  ATTENDED: "ATTENDED",
  NO_SHOW: "NO_SHOW",
  CANCELLED: "CANCELLED",
} as const;

/** The method of Payment. */
export const PaymentMethod = {
  TRANSFER: "TRANSFER",
  CARD: "CARD",
  CHEQUE: "CHEQUE",
  DIRECT_DEBIT: "DIRECT_DEBIT",
} as const;

/** The kind of QualityRule. */
export const QualityRuleKind = {
  NOT_NULL: "NOT_NULL",
  CHECK: "CHECK",
  PRIMARY_KEY: "PRIMARY_KEY",
  UNIQUE: "UNIQUE",
  FOREIGN_KEY: "FOREIGN_KEY",
  EXCLUDE: "EXCLUDE",
  TRIGGER: "TRIGGER",
  VIEW: "VIEW",
} as const;

/** The enforcement of QualityRule. */
export const QualityRuleEnforcement = {
  ENFORCED: "ENFORCED",
  NEW_WRITES: "NEW_WRITES",
  CHECKED: "CHECKED",
  ABSENT: "ABSENT",
} as const;

/** The resource of SavedSearchMatch. */
export const SavedSearchMatchResource = {
  ORGANIZATION: "organization",
  PERSON: "person",
  STAFF: "staff",
  MEMBER: "member",
  GROUP: "group",
  TEACHER: "teacher",
  TOPIC: "topic",
  VENUE: "venue",
  MEETING: "meeting",
  EVENT: "event",
  MISSION: "mission",
  INVOICE: "invoice",
  NOTE: "note",
} as const;

/** The facet of SearchFacet. */
export const SearchFacetFacet = {
  RESOURCE: "resource",
  STATUS: "status",
  REGION: "region",
  COUNTRY: "country",
  KIND: "kind",
  CITY: "city",
  INDUSTRY: "industry",
  LANGUAGE: "language",
  CURRENCY: "currency",
  TOPIC: "topic",
  ABOUT: "about",
  ACTIVE: "active",
} as const;

/** The count_kind of SearchFacet. */
export const SearchFacetCountKind = {
  EXACT: "exact",
  AT_LEAST: "at_least",
} as const;

/** The resource of SearchHit. */
export const SearchHitResource = {
  ORGANIZATION: "organization",
  PERSON: "person",
  STAFF: "staff",
  MEMBER: "member",
  GROUP: "group",
  TEACHER: "teacher",
  TOPIC: "topic",
  VENUE: "venue",
  MEETING: "meeting",
  EVENT: "event",
  MISSION: "mission",
  INVOICE: "invoice",
  NOTE: "note",
} as const;

/** The count_kind of SearchResults. */
export const SearchResultsCountKind = {
  EXACT: "exact",
  AT_LEAST: "at_least",
} as const;

/** The resource of SearchSuggestion. */
export const SearchSuggestionResource = {
  ORGANIZATION: "organization",
  PERSON: "person",
  STAFF: "staff",
  MEMBER: "member",
  GROUP: "group",
  TEACHER: "teacher",
  TOPIC: "topic",
  VENUE: "venue",
  MEETING: "meeting",
  EVENT: "event",
  MISSION: "mission",
  INVOICE: "invoice",
  NOTE: "note",
} as const;

/** The status of Subscription. */
export const SubscriptionStatus = {
  PENDING: "PENDING",
  ACTIVE: "ACTIVE",
  PAID: "PAID",
  CANCELLED: "CANCELLED",
} as const;

/** The status of Teacher. */
export const TeacherStatus = {
  ACTIVE: "ACTIVE",
  RETIRED: "RETIRED",
} as const;

/** The kind of TimelineEntry. */
export const TimelineEntryKind = {
  MEETING: "MEETING",
  EVENT: "EVENT",
} as const;

/** The role of User. */
export const UserRole = {
  READER: "READER",
  EDITOR: "EDITOR",
  ADMIN: "ADMIN",
} as const;
