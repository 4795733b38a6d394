/**
 * The values that fields can have. Generated from openapi/openapi.yaml: do not edit.
 *
 * A later service may answer with values that are not here.
 */
/** The kind of AccountEntry. */
export declare const AccountEntryKind: {
    readonly INVOICE: "INVOICE";
    readonly PAYMENT: "PAYMENT";
};
/** The role of ApiKey. */
export declare const ApiKeyRole: {
    readonly READER: "READER";
    readonly EDITOR: "EDITOR";
    readonly ADMIN: "ADMIN";
};
/** The role of ApiKeyCreated. */
export declare const ApiKeyCreatedRole: {
    readonly READER: "READER";
    readonly EDITOR: "EDITOR";
    readonly ADMIN: "ADMIN";
};
/** The status of Attendance. */
export declare const AttendanceStatus: {
    readonly PRESENT: "PRESENT";
    readonly ABSENT: "ABSENT";
    readonly EXCUSED: "EXCUSED";
};
/** The operation of Change. */
export declare const ChangeOperation: {
    readonly INSERT: "INSERT";
    readonly UPDATE: "UPDATE";
    readonly DELETE: "DELETE";
    readonly IMPORTED: "IMPORTED";
};
/** The kind of Event. */
export declare const EventKind: {
    readonly CONVENTION: "CONVENTION";
    readonly SEMINAR: "SEMINAR";
    readonly WEBINAR: "WEBINAR";
    readonly TRIP: "TRIP";
};
/** The status of Event. */
export declare const EventStatus: {
    readonly PLANNED: "PLANNED";
    readonly CONFIRMED: "CONFIRMED";
    readonly HELD: "HELD";
    readonly CANCELLED: "CANCELLED";
};
/** The status of Group. */
export declare const GroupStatus: {
    readonly FORMING: "FORMING";
    readonly ACTIVE: "ACTIVE";
    readonly DORMANT: "DORMANT";
    readonly CLOSED: "CLOSED";
};
/** The outcome of ImportCorrection. */
export declare const ImportCorrectionOutcome: {
    readonly ADMITTED: "ADMITTED";
    readonly EXCLUDED: "EXCLUDED";
    readonly STILL_QUARANTINED: "STILL_QUARANTINED";
};
/** The severity of ImportFinding. */
export declare const ImportFindingSeverity: {
    readonly ERROR: "ERROR";
    readonly WARNING: "WARNING";
    readonly INFO: "INFO";
};
/** The kind of ImportRun. */
export declare const ImportRunKind: {
    readonly FULL: "FULL";
    readonly DELTA: "DELTA";
    readonly RETRY: "RETRY";
};
/** The phase of ImportRun. */
export declare const ImportRunPhase: {
    readonly READ: "READ";
    readonly CHECK: "CHECK";
    readonly LOAD: "LOAD";
    readonly PROVE: "PROVE";
    readonly DONE: "DONE";
};
/** The kind of ImportRunInFull. */
export declare const ImportRunInFullKind: {
    readonly FULL: "FULL";
    readonly DELTA: "DELTA";
    readonly RETRY: "RETRY";
};
/** The phase of ImportRunInFull. */
export declare const ImportRunInFullPhase: {
    readonly READ: "READ";
    readonly CHECK: "CHECK";
    readonly LOAD: "LOAD";
    readonly PROVE: "PROVE";
    readonly DONE: "DONE";
};
/** The kind of ImportTask. */
export declare const ImportTaskKind: {
    readonly PREVIEW: "PREVIEW";
    readonly CORRECTION: "CORRECTION";
    readonly WITHDRAWAL: "WITHDRAWAL";
};
/** The state of ImportTask. */
export declare const ImportTaskState: {
    readonly WAITING: "WAITING";
    readonly DONE: "DONE";
    readonly REFUSED: "REFUSED";
};
/** The status of Invoice. */
export declare const InvoiceStatus: {
    readonly DRAFT: "DRAFT";
    readonly ISSUED: "ISSUED";
    readonly PAID: "PAID";
    readonly VOID: "VOID";
};
/** The status of Meeting. */
export declare const MeetingStatus: {
    readonly PLANNED: "PLANNED";
    readonly HELD: "HELD";
    readonly CANCELLED: "CANCELLED";
};
/** The status of Member. */
export declare const MemberStatus: {
    readonly CANDIDATE: "CANDIDATE";
    readonly ACTIVE: "ACTIVE";
    readonly PAUSED: "PAUSED";
    readonly LEFT: "LEFT";
};
/** The kind of Mission. */
export declare const MissionKind: {
    readonly TEACHING: "TEACHING";
    readonly FACILITATION: "FACILITATION";
    readonly CONSULTING: "CONSULTING";
};
/** The status of Mission. */
export declare const MissionStatus: {
    readonly DRAFT: "DRAFT";
    readonly CONFIRMED: "CONFIRMED";
    readonly DELIVERED: "DELIVERED";
    readonly CANCELLED: "CANCELLED";
};
/** The status of Organization. */
export declare const OrganizationStatus: {
    readonly PROSPECT: "PROSPECT";
    readonly ACTIVE: "ACTIVE";
    readonly SUSPENDED: "SUSPENDED";
    readonly CLOSED: "CLOSED";
};
/** The status of Participation. */
export declare const ParticipationStatus: {
    readonly REGISTERED: "REGISTERED";
    readonly ATTENDED: "ATTENDED";
    readonly NO_SHOW: "NO_SHOW";
    readonly CANCELLED: "CANCELLED";
};
/** The method of Payment. */
export declare const PaymentMethod: {
    readonly TRANSFER: "TRANSFER";
    readonly CARD: "CARD";
    readonly CHEQUE: "CHEQUE";
    readonly DIRECT_DEBIT: "DIRECT_DEBIT";
};
/** The kind of QualityRule. */
export declare const QualityRuleKind: {
    readonly NOT_NULL: "NOT_NULL";
    readonly CHECK: "CHECK";
    readonly PRIMARY_KEY: "PRIMARY_KEY";
    readonly UNIQUE: "UNIQUE";
    readonly FOREIGN_KEY: "FOREIGN_KEY";
    readonly EXCLUDE: "EXCLUDE";
    readonly TRIGGER: "TRIGGER";
    readonly VIEW: "VIEW";
};
/** The enforcement of QualityRule. */
export declare const QualityRuleEnforcement: {
    readonly ENFORCED: "ENFORCED";
    readonly NEW_WRITES: "NEW_WRITES";
    readonly CHECKED: "CHECKED";
    readonly ABSENT: "ABSENT";
};
/** The resource of SavedSearchMatch. */
export declare const SavedSearchMatchResource: {
    readonly ORGANIZATION: "organization";
    readonly PERSON: "person";
    readonly STAFF: "staff";
    readonly MEMBER: "member";
    readonly GROUP: "group";
    readonly TEACHER: "teacher";
    readonly TOPIC: "topic";
    readonly VENUE: "venue";
    readonly MEETING: "meeting";
    readonly EVENT: "event";
    readonly MISSION: "mission";
    readonly INVOICE: "invoice";
    readonly NOTE: "note";
};
/** The facet of SearchFacet. */
export declare const SearchFacetFacet: {
    readonly RESOURCE: "resource";
    readonly STATUS: "status";
    readonly REGION: "region";
    readonly COUNTRY: "country";
    readonly KIND: "kind";
    readonly CITY: "city";
    readonly INDUSTRY: "industry";
    readonly LANGUAGE: "language";
    readonly CURRENCY: "currency";
    readonly TOPIC: "topic";
    readonly ABOUT: "about";
    readonly ACTIVE: "active";
};
/** The count_kind of SearchFacet. */
export declare const SearchFacetCountKind: {
    readonly EXACT: "exact";
    readonly AT_LEAST: "at_least";
};
/** The resource of SearchHit. */
export declare const SearchHitResource: {
    readonly ORGANIZATION: "organization";
    readonly PERSON: "person";
    readonly STAFF: "staff";
    readonly MEMBER: "member";
    readonly GROUP: "group";
    readonly TEACHER: "teacher";
    readonly TOPIC: "topic";
    readonly VENUE: "venue";
    readonly MEETING: "meeting";
    readonly EVENT: "event";
    readonly MISSION: "mission";
    readonly INVOICE: "invoice";
    readonly NOTE: "note";
};
/** The count_kind of SearchResults. */
export declare const SearchResultsCountKind: {
    readonly EXACT: "exact";
    readonly AT_LEAST: "at_least";
};
/** The resource of SearchSuggestion. */
export declare const SearchSuggestionResource: {
    readonly ORGANIZATION: "organization";
    readonly PERSON: "person";
    readonly STAFF: "staff";
    readonly MEMBER: "member";
    readonly GROUP: "group";
    readonly TEACHER: "teacher";
    readonly TOPIC: "topic";
    readonly VENUE: "venue";
    readonly MEETING: "meeting";
    readonly EVENT: "event";
    readonly MISSION: "mission";
    readonly INVOICE: "invoice";
    readonly NOTE: "note";
};
/** The status of Subscription. */
export declare const SubscriptionStatus: {
    readonly PENDING: "PENDING";
    readonly ACTIVE: "ACTIVE";
    readonly PAID: "PAID";
    readonly CANCELLED: "CANCELLED";
};
/** The status of Teacher. */
export declare const TeacherStatus: {
    readonly ACTIVE: "ACTIVE";
    readonly RETIRED: "RETIRED";
};
/** The kind of TimelineEntry. */
export declare const TimelineEntryKind: {
    readonly MEETING: "MEETING";
    readonly EVENT: "EVENT";
};
/** The role of User. */
export declare const UserRole: {
    readonly READER: "READER";
    readonly EDITOR: "EDITOR";
    readonly ADMIN: "ADMIN";
};
