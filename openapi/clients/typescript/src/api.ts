/** What the service does and answers. Generated from openapi/openapi.yaml: do not edit. */

import { Http, Resource, key, once } from "./runtime.js";
import type {
  Aggregation,
  BatchAnswer,
  BatchOperation,
  BulkResult,
  CallOptions,
  ChangeOptions,
  Decimal,
  Instant,
  LocalDate,
  Page,
  PostOptions,
  Settings,
  Uuid,
} from "./runtime.js";

export interface AccountEntry {
  /** What it is. */
  kind: "INVOICE" | "PAYMENT";
  /** The invoice or payment. */
  id: Uuid;
  /** The invoice, of a payment the one it pays. */
  invoice_id: Uuid;
  /** The invoice's number. */
  number: string;
  /** When it was issued or received. */
  on: LocalDate;
  /** ISO 4217. */
  currency: string;
  /** The invoice's gross total; a payment's amount, negative. */
  amount: Decimal;
  /** The balance of the currency after this entry. */
  balance: Decimal;
}

export interface AccountStatement {
  /** The organization. */
  organization_id: Uuid;
  /** The whole account, by currency. */
  totals: AccountTotals[];
  /** The entries, oldest first. */
  results: AccountEntry[];
  /** The next page, if there is one. */
  next: string | null;
  /** What cursor is for the page after this one; null at the end. */
  next_cursor: string | null;
}

export interface AccountTotals {
  /** ISO 4217. */
  currency: string;
  /** The sum of the invoices. */
  invoiced: Decimal;
  /** The sum of the payments. */
  paid: Decimal;
  /** What is still owed. */
  balance: Decimal;
}

export interface ApiKey {
  /** The part of the key between the underscores. */
  id: string;
  /** Who uses it. */
  name: string;
  /** What it may do. */
  role: "READER" | "EDITOR" | "ADMIN";
  /** Whether it may name the user in whose name it acts. */
  may_act_as: boolean;
  /** When it stops. */
  expires_at: Instant | null;
  /** When it was last used, to about half a minute. */
  last_used_at: Instant | null;
  /** When it was revoked. */
  revoked_at: Instant | null;
  /** When it was created. */
  created_at: Instant;
}

export interface ApiKeyCreated {
  /** To be sent as a bearer token; shown once. */
  key: string;
  /** The part of the key between the underscores. */
  id: string;
  /** Who uses it. */
  name: string;
  /** What it may do. */
  role: "READER" | "EDITOR" | "ADMIN";
  /** Whether it may name the user in whose name it acts. */
  may_act_as: boolean;
  /** When it stops. */
  expires_at: Instant | null;
  /** When it was last used, to about half a minute. */
  last_used_at: Instant | null;
  /** When it was revoked. */
  revoked_at: Instant | null;
  /** When it was created. */
  created_at: Instant;
}

export interface ApiKeys {
  results: ApiKey[];
}

/** Whether a member came to a meeting, and how they rated it; once per member. */
export interface Attendance {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The meeting. */
  meeting_id: Uuid;
  /** The member. */
  member_id: Uuid;
  /** Whether they came. */
  status: "PRESENT" | "ABSENT" | "EXCUSED";
  /** Whether they came as a guest of the group. */
  as_guest: boolean;
  /** How they rated it, from 1 to 5. */
  rating: number | null;
  /** What they said about it. */
  comment: string | null;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  meeting?: Meeting | null | undefined;
  member?: Member | null | undefined;
}

/** A change of an item. */
export interface Change {
  /** The change's own number, greater for later changes of an item. */
  seq: number;
  /** What was changed in one transaction has this in common. */
  transaction_id: string;
  /** When. */
  at: Instant;
  /** Who; null for a write beside the API. */
  actor: string | null;
  /** The trace id of the request. */
  request_id: string | null;
  /** What was done. */
  operation: "INSERT" | "UPDATE" | "DELETE" | "IMPORTED";
  /** Of which resource; null for an import. */
  resource: string | null;
  /** The item; null for an import. */
  id: Uuid | null;
  /** Where the item is, or was. */
  url: string | null;
  /** The version that the item got, or had when it was deleted. */
  version: number | null;
  /** The run that imported, for IMPORTED. */
  run: number | null;
  /** What was changed, by field; of a new or deleted item all that had a value. */
  changes: Record<string, ChangedValues>;
}

export interface ChangedValues {
  /** The value before, null if there was none. */
  old: unknown;
  /** The value after, null if there is none. */
  new: unknown;
}

export interface Changes {
  results: Change[];
  /** Where to go on: send it as after. */
  cursor: string;
  /** Whether to go on at once; false at the end, for now. */
  more: boolean;
}

export interface Entrance {
  /** The contract (OpenAPI). */
  contract: string;
  /** A browser for the contract. */
  browser: string;
  /** What can be read from here. */
  paths: EntrancePath[];
}

export interface EntrancePath {
  /** Where it is. */
  url: string;
  /** What it answers. */
  summary: string;
}

/** A convention, seminar, webinar or trip that members take part in. */
export interface Event {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The title. */
  title: string;
  /** What kind of event it is. */
  kind: "CONVENTION" | "SEMINAR" | "WEBINAR" | "TRIP";
  /** The beginning. */
  starts_at: Instant;
  /** The end, after the beginning. */
  ends_at: Instant | null;
  /** Where it is held. */
  venue_id: Uuid | null;
  /** How many places there are. */
  capacity: number | null;
  /** What it is about. */
  description: string | null;
  /** Where it stands. */
  status: "PLANNED" | "CONFIRMED" | "HELD" | "CANCELLED";
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  venue?: Venue | null | undefined;
  participations?: Participation[] | undefined;
  notes?: Note[] | undefined;
}

/** A peer group of members, looked after by a point of contact among the staff. */
export interface Group {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The short name. */
  code: string;
  /** The name. */
  name: string;
  /** Where the group stands in its life. */
  status: "FORMING" | "ACTIVE" | "DORMANT" | "CLOSED";
  /** Who of the staff looks after the group; missing in groups imported without. */
  point_of_contact_id: Uuid | null;
  /** Where it meets. */
  region: string | null;
  /** When it was founded. */
  founded_on: LocalDate | null;
  /** How many members it takes. */
  capacity: number | null;
  /** Who leads the group today; elected by a leadership. */
  leader_id: Uuid | null;
  /** How many members the group has today. */
  active_member_count: number;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  point_of_contact?: StaffMember | null | undefined;
  leader?: Member | null | undefined;
  leaderships?: Leadership[] | undefined;
  memberships?: Membership[] | undefined;
  meetings?: Meeting[] | undefined;
  notes?: Note[] | undefined;
}

export interface History {
  results: Change[];
  /** The next page, if there is one. */
  next: string | null;
  /** What cursor is for the page after this one; null at the end. */
  next_cursor: string | null;
}

export interface ImportCorrection {
  /** Its number. */
  no: number;
  /** The source index. */
  index: string;
  /** The document's _id. */
  document_id: string;
  /** Who. */
  corrected_by: string;
  /** When. */
  corrected_at: Instant;
  /** Why. */
  reason: string | null;
  /** What came of it. */
  outcome: "ADMITTED" | "EXCLUDED" | "STILL_QUARANTINED" | null;
  /** Who took it back. */
  withdrawn_by: string | null;
  /** When it was taken back. */
  withdrawn_at: Instant | null;
}

export interface ImportExcludedIndex {
  /** The source index. */
  name: string;
  /** Why the mapping leaves it out. */
  because: string;
}

export interface ImportFinding {
  /** The finding's number. */
  no: number;
  /** How bad it is. */
  severity: "ERROR" | "WARNING" | "INFO";
  /** What was found, for programs. */
  code: string;
  /** The source index. */
  index: string | null;
  /** The document. */
  document_id: string | null;
  /** The table that it is about. */
  table: string | null;
  /** Where in the document. */
  path: string | null;
  /** What stands there. */
  value: string | null;
  /** What was found, for people. */
  message: string;
  /** What may be done. */
  suggestion: string | null;
  /** More of it, by kind of finding. */
  detail: unknown | null;
}

export interface ImportIndex {
  /** The source index. */
  name: string;
  /** What the source counted. */
  expected: number;
  /** What was read. */
  received: number;
  /** What became rows. */
  loaded: number;
  /** What was merged into others' rows. */
  merged: number;
  /** What was set aside. */
  quarantined: number;
  /** What the mapping leaves out. */
  excluded: number;
}

export interface ImportRun {
  /** The run's number. */
  id: number;
  /** The first import, a newer snapshot, or corrected documents. */
  kind: "FULL" | "DELTA" | "RETRY";
  /** How far it came. */
  phase: "READ" | "CHECK" | "LOAD" | "PROVE" | "DONE";
  /** How it ended; null while it runs or can be resumed. */
  outcome: string | null;
  /** When it began. */
  started_at: Instant;
  /** When it ended. */
  ended_at: Instant | null;
  /** When its rows were committed. */
  loaded_at: Instant | null;
  /** What stopped it, or came of it. */
  message: string | null;
  /** Where the documents came from. */
  source: unknown;
  /** What the importer counted. */
  summary: unknown;
  /** The digest of the mapping files. */
  mapping_digest: string;
}

export interface ImportRunInFull {
  /** The run's number. */
  id: number;
  /** The first import, a newer snapshot, or corrected documents. */
  kind: "FULL" | "DELTA" | "RETRY";
  /** How far it came. */
  phase: "READ" | "CHECK" | "LOAD" | "PROVE" | "DONE";
  /** How it ended; null while it runs or can be resumed. */
  outcome: string | null;
  /** When it began. */
  started_at: Instant;
  /** When it ended. */
  ended_at: Instant | null;
  /** When its rows were committed. */
  loaded_at: Instant | null;
  /** What stopped it, or came of it. */
  message: string | null;
  /** Where the documents came from. */
  source: unknown;
  /** What the importer counted. */
  summary: unknown;
  /** The digest of the mapping files. */
  mapping_digest: string;
  /** The source indices that were read. */
  indices: ImportIndex[];
  /** The source indices that the mapping leaves out: nothing of them was looked at. */
  excluded_indices: ImportExcludedIndex[];
}

export interface ImportStillAside {
  /** The source index. */
  index: string;
  /** The document's _id. */
  id: string;
  /** Why, for programs. */
  code: string;
  /** Why, for people. */
  message: string;
}

export interface ImportTask {
  /** Its id. */
  id: Uuid;
  /** What is asked. */
  kind: "PREVIEW" | "CORRECTION" | "WITHDRAWAL";
  /** The source index. */
  index: string;
  /** The document's _id. */
  document_id: string;
  /** Who asked. */
  asked_by: string;
  /** When. */
  asked_at: Instant;
  /** WAITING until it is DONE, or REFUSED with a message. */
  state: "WAITING" | "DONE" | "REFUSED";
  /** When it ended. */
  ended_at: Instant | null;
  /** Whether anybody does tasks: rejoin import work, or follow. */
  served: boolean;
  /** Why it is refused. */
  message: string | null;
  /** What came of it. */
  effect: ImportTaskEffect | null;
}

/** What came of it. */
export interface ImportTaskEffect {
  /** How many documents differ from what was read. */
  corrected?: number | undefined;
  /** How many were sent as they were. */
  unchanged?: number | undefined;
  /** What is not set aside any more, as index/id. */
  back?: string[] | undefined;
  /** What was corrected and is still set aside. */
  still?: ImportStillAside[] | undefined;
  /** What is set aside because of it, as index/id. */
  newly?: string[] | undefined;
}

/** What an organization owes; totals are computed from the lines, never stored. */
export interface Invoice {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The number on the paper. */
  number: string;
  /** Who owes it. */
  organization_id: Uuid;
  /** Past DRAFT, number, organization, issued_on, currency and lines stay. */
  status: "DRAFT" | "ISSUED" | "PAID" | "VOID";
  /** When it was issued; required unless DRAFT. */
  issued_on: LocalDate | null;
  /** When it is due; not before it was issued. */
  due_on: LocalDate | null;
  /** ISO 4217. */
  currency: string;
  /** What is printed below. */
  notes: string | null;
  /** Its invoice lines. Written, they replace all those that are there; known by their position. */
  lines: InvoiceLine[];
  /** The sum of the lines without tax. */
  total_net: Decimal;
  /** The sum of the lines' taxes, each rounded. */
  total_tax: Decimal;
  /** Net and tax. */
  total_gross: Decimal;
  /** The sum of the payments. */
  paid: Decimal;
  /** Gross minus paid. */
  balance: Decimal;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  organization?: Organization | null | undefined;
  payments?: Payment[] | undefined;
  subscriptions?: Subscription[] | undefined;
}

/** A line of an invoice; frozen once the invoice left DRAFT. */
export interface InvoiceLine {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The invoice. */
  invoice_id: Uuid;
  /** The place in the invoice. */
  position: number;
  /** The mission that is invoiced. */
  mission_id: Uuid | null;
  /** What is invoiced. */
  description: string;
  /** How many. */
  quantity: Decimal;
  /** The price of one. */
  unit_price: Decimal;
  /** The tax as a fraction. */
  tax_rate: Decimal | null;
  /** Quantity times price. */
  net: Decimal;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  invoice?: Invoice | null | undefined;
  mission?: Mission | null | undefined;
}

/** A invoice line within its invoice. */
export interface InvoiceLineElement {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The place in the invoice. */
  position?: number | undefined;
  /** The mission that is invoiced. */
  mission_id?: Uuid | null | undefined;
  /** What is invoiced. */
  description: string;
  /** How many. */
  quantity?: Decimal | undefined;
  /** The price of one. */
  unit_price: Decimal;
  /** The tax as a fraction. */
  tax_rate?: Decimal | null | undefined;
}

/** A group's elected leader, who is a member of the group throughout the term; one at a time. */
export interface Leadership {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The group. */
  group_id: Uuid;
  /** The leader. */
  member_id: Uuid;
  /** The first day of the term. */
  elected_on: LocalDate;
  /** The day after the last one; null while it lasts. */
  ended_on: LocalDate | null;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  group?: Group | null | undefined;
  member?: Member | null | undefined;
}

/** A group's monthly meeting; one that is not cancelled per group and month. */
export interface Meeting {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The group that meets. */
  group_id: Uuid;
  /** The month, by its first day. */
  month: LocalDate;
  /** The beginning, inside the month. */
  starts_at: Instant | null;
  /** The end, after the beginning. */
  ends_at: Instant | null;
  /** Where it is held. */
  venue_id: Uuid | null;
  /** Who teaches; required when HELD. */
  teacher_id: Uuid | null;
  /** What is taught. */
  topic_id: Uuid | null;
  /** The title. */
  title: string | null;
  /** Whether it was held. */
  status: "PLANNED" | "HELD" | "CANCELLED";
  /** What was noted about it. */
  notes: string | null;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  group?: Group | null | undefined;
  venue?: Venue | null | undefined;
  teacher?: Teacher | null | undefined;
  topic?: Topic | null | undefined;
  attendances?: Attendance[] | undefined;
  missions?: Mission[] | undefined;
  staff_notes?: Note[] | undefined;
}

/** The membership of a person on behalf of an organization; a person has one at a time. */
export interface Member {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The human. */
  person_id: Uuid;
  /** The organization on whose behalf they are a member. */
  organization_id: Uuid;
  /** The number on the membership card. */
  member_number: string;
  /** The position in the organization. */
  job_title: string | null;
  /** LEFT if and only if left_on is set. */
  status: "CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT";
  /** The first day. */
  joined_on: LocalDate;
  /** The day after the last one; not before joined_on. */
  left_on: LocalDate | null;
  /** The person's name. */
  full_name: string | null;
  /** The person's e-mail address. */
  email: string | null;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  person?: Person | null | undefined;
  organization?: Organization | null | undefined;
  attendances?: Attendance[] | undefined;
  leaderships?: Leadership[] | undefined;
  memberships?: Membership[] | undefined;
  notes?: Note[] | undefined;
  participations?: Participation[] | undefined;
  subscriptions?: Subscription[] | undefined;
}

/** A member belongs to a group from joined_on until before left_on. */
export interface Membership {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The group. */
  group_id: Uuid;
  /** The member. */
  member_id: Uuid;
  /** The first day. */
  joined_on: LocalDate;
  /** The day after the last one; null while it lasts. */
  left_on: LocalDate | null;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  group?: Group | null | undefined;
  member?: Member | null | undefined;
}

/** Work delivered for an organization, and invoiced. */
export interface Mission {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The number of the contract. */
  reference: string;
  /** The title. */
  title: string;
  /** What kind of work it is. */
  kind: "TEACHING" | "FACILITATION" | "CONSULTING";
  /** The client. */
  organization_id: Uuid;
  /** Who delivers it. */
  teacher_id: Uuid | null;
  /** The meeting at which it was delivered. */
  meeting_id: Uuid | null;
  /** Where it stands. */
  status: "DRAFT" | "CONFIRMED" | "DELIVERED" | "CANCELLED";
  /** The first day. */
  starts_on: LocalDate | null;
  /** The last day; not before the first. */
  ends_on: LocalDate | null;
  /** The price. */
  fee: Decimal | null;
  /** ISO 4217. */
  currency: string | null;
  /** What was agreed. */
  description: string | null;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  organization?: Organization | null | undefined;
  teacher?: Teacher | null | undefined;
  meeting?: Meeting | null | undefined;
  notes?: Note[] | undefined;
}

/** What a member of the staff wrote down about exactly one thing. */
export interface Note {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** Who wrote it. */
  author_id: Uuid | null;
  /** The organization it is about. */
  organization_id: Uuid | null;
  /** The member it is about. */
  member_id: Uuid | null;
  /** The group it is about. */
  group_id: Uuid | null;
  /** The meeting it is about. */
  meeting_id: Uuid | null;
  /** The mission it is about. */
  mission_id: Uuid | null;
  /** The event it is about. */
  event_id: Uuid | null;
  /** The title. */
  title: string | null;
  /** The text. */
  body: string;
  /** When it was noted; by default now. */
  noted_at: Instant;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  author?: StaffMember | null | undefined;
  organization?: Organization | null | undefined;
  member?: Member | null | undefined;
  group?: Group | null | undefined;
  meeting?: Meeting | null | undefined;
  mission?: Mission | null | undefined;
  event?: Event | null | undefined;
}

/** A client company or institution whose people are members. */
export interface Organization {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The name it is known by. */
  name: string;
  /** The name in the register. */
  legal_name: string | null;
  /** The number in the register. */
  registration_number: string | null;
  /** CLOSED if and only if closed_on is set. */
  status: "PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED";
  /** The line of business. */
  industry: string | null;
  /** Its website. */
  website: string | null;
  /** Its e-mail address. */
  email: string | null;
  /** Its telephone number. */
  phone: string | null;
  /** Street and number. */
  street: string | null;
  /** Postal code. */
  postal_code: string | null;
  /** City. */
  city: string | null;
  /** Region. */
  region: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** Since when it is a client. */
  joined_on: LocalDate | null;
  /** When it was closed; not before joined_on. */
  closed_on: LocalDate | null;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  invoices?: Invoice[] | undefined;
  members?: Member[] | undefined;
  missions?: Mission[] | undefined;
  notes?: Note[] | undefined;
}

export interface PagedFinding {
  results: ImportFinding[];
  /** The next page, if there is one. */
  next: string | null;
  /** What cursor is for the page after this one; null at the end. */
  next_cursor: string | null;
}

export interface PagedMade {
  results: ImportCorrection[];
  /** The next page, if there is one. */
  next: string | null;
  /** What cursor is for the page after this one; null at the end. */
  next_cursor: string | null;
}

export interface PagedQuarantinedDocument {
  results: QuarantinedDocument[];
  /** The next page, if there is one. */
  next: string | null;
  /** What cursor is for the page after this one; null at the end. */
  next_cursor: string | null;
}

export interface PagedRun {
  results: ImportRun[];
  /** The next page, if there is one. */
  next: string | null;
  /** What cursor is for the page after this one; null at the end. */
  next_cursor: string | null;
}

export interface PagedSavedSearch {
  results: SavedSearch[];
  /** The next page, if there is one. */
  next: string | null;
  /** What cursor is for the page after this one; null at the end. */
  next_cursor: string | null;
}

export interface PagedViolation {
  results: QualityViolation[];
  /** The next page, if there is one. */
  next: string | null;
  /** What cursor is for the page after this one; null at the end. */
  next_cursor: string | null;
}

/** A member's place at an event; REGISTERED and ATTENDED take one, never more than its capacity. */
export interface Participation {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The event. */
  event_id: Uuid;
  /** The member. */
  member_id: Uuid;
  /** What became of the place. */
  status: "REGISTERED" | "ATTENDED" | "NO_SHOW" | "CANCELLED";
  /** When the member registered; by default now. */
  registered_at: Instant;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  event?: Event | null | undefined;
  member?: Member | null | undefined;
}

/** Money received for an invoice, in the invoice's currency. */
export interface Payment {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The invoice. */
  invoice_id: Uuid;
  /** When it arrived. */
  received_on: LocalDate;
  /** How much. */
  amount: Decimal;
  /** How it came. */
  method: "TRANSFER" | "CARD" | "CHEQUE" | "DIRECT_DEBIT";
  /** The reference on the statement. */
  reference: string | null;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  invoice?: Invoice | null | undefined;
}

export interface Percolated {
  results: PercolatedSearch[];
}

export interface PercolatedSearch {
  /** The saved search's id. */
  id: Uuid;
  /** What it is called. */
  name: string;
}

/** A human: the one home of a name and its contact data. */
export interface Person {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The given name. */
  given_name: string | null;
  /** The family name. */
  family_name: string;
  /** The e-mail address; nobody else's, ignoring case. */
  email: string | null;
  /** The telephone number. */
  phone: string | null;
  /** The preferred language, BCP 47. */
  language: string | null;
  /** The day of birth. */
  born_on: LocalDate | null;
  /** Both names; computed. */
  full_name: string;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  members?: Member[] | undefined;
}

export interface ProblemCode {
  /** The code. */
  code: string;
  /** The HTTP status under which it is answered. */
  status: string;
  /** What it means. */
  meaning: string;
  /** What an application may tell its users, by language. */
  sentences: ProblemSentences;
  /** The rules of the data that it is answered for. */
  rules: ProblemRule[];
}

export interface ProblemRule {
  /** The rule's name. */
  name: string;
  /** The resource whose items keep it. */
  resource: string;
  /** What it says. */
  sentence: string;
}

export interface ProblemSentences {
  /** In English. */
  en: string;
  /** In French. */
  fr: string;
}

/** A rule of the data, and how far it is kept. */
export interface QualityRule {
  /** The rule's name, which is also the constraint's. */
  name: string;
  /** What keeps it: a kind of constraint, or a view. */
  kind: "NOT_NULL" | "CHECK" | "PRIMARY_KEY" | "UNIQUE" | "FOREIGN_KEY" | "EXCLUDE" | "TRIGGER" | "VIEW";
  /** Whose items must keep it. */
  resource: string | null;
  /** The rule for people. */
  sentence: string;
  /** The code of the problem when it is broken. */
  code: string;
  /** The fields that may be wrong then. */
  fields: string[];
  /** ENFORCED: no item breaks it. NEW_WRITES: old items may, every write keeps it. CHECKED: not enforced, but listed. ABSENT: the constraint is missing. */
  enforcement: "ENFORCED" | "NEW_WRITES" | "CHECKED" | "ABSENT";
  /** How many rows break it; null where counting them takes too long for a list. The list of all rules keeps the numbers for a minute, a single rule is counted at once. */
  violations: number | null;
  /** When they were counted. */
  counted_at: Instant;
  /** What breaks it. */
  violations_url: string;
}

export interface QualityRules {
  results: QualityRule[];
}

export interface QualityViolation {
  /** Of which resource the item is. */
  resource: string;
  /** The item's id. */
  id: Uuid;
  /** Where the item is. */
  url: string;
  /** What is wrong with it. */
  detail: string;
}

export interface QuarantinedDocument {
  /** The document's number in the run. */
  doc: number;
  /** The source index. */
  index: string;
  /** The document's _id. */
  document_id: string;
  /** The errors found in it. */
  reasons: unknown[] | null;
  /** What came of its last correction. */
  outcome: string | null;
  /** Its digest: send it with what is corrected. */
  digest: string;
  /** The document as it was received, in a list its first 10,000 characters; null if it is no text. */
  source: string | null;
  /** How many bytes the whole document has. */
  source_length: number;
}

export interface SavedSearch {
  /** Its id. */
  id: Uuid;
  /** What it is called. */
  name: string;
  /** What it looks for, as in /v1/search. */
  q: string;
  /** Only these kinds of things; all where it is empty. */
  resource: string[];
  /** Only what has this status. */
  status: string | null;
  /** Only what is of this region. */
  region: string | null;
  /** Only what is of this country. */
  country: string | null;
  /** Who saved it. */
  created_by: string | null;
  /** When. */
  created_at: Instant;
}

export interface SavedSearchMatch {
  /** What kind of thing it is. */
  resource: "organization" | "person" | "staff" | "member" | "group" | "teacher" | "topic" | "venue" | "meeting" | "event" | "mission" | "invoice" | "note";
  /** Its id. */
  id: Uuid;
  /** What it is called. */
  title: string;
  /** What tells it from others of that name. */
  subtitle: string | null;
  /** When the match was found. */
  matched_at: Instant;
}

export interface SavedSearchMatches {
  results: SavedSearchMatch[];
  /** Where to go on: send it as after. */
  cursor: string;
  /** Whether to go on at once; false at the end, for now. */
  more: boolean;
}

export interface SearchAnalysis {
  /** In which language. */
  language: string;
  words: SearchAnalyzedWord[];
}

export interface SearchAnalyzedWord {
  /** Which one it is, from 1. */
  position: number;
  /** As it is read. */
  word: string;
  /** As it is indexed; none for a stop word. */
  lexemes: string[];
  /** What else it finds, by synonyms. */
  synonyms: string[];
}

export interface SearchCorrection {
  /** As it was typed. */
  from: string;
  /** What was looked for as well. */
  to: string;
}

export interface SearchExplainedWord {
  /** As it was typed. */
  word: string;
  /** What is looked for, any of these. */
  lexemes: string[];
  /** In how many documents, or so, any of them stands. */
  documents: number;
  /** How rare it is: its inverse document frequency. */
  weight: Decimal;
  /** Whether it stands in the item. */
  matched: boolean;
  /** Where: title, subtitle, text, keywords. */
  fields: string[];
  /** Its part of the score. */
  share: Decimal;
}

export interface SearchExplanation {
  /** Whether it is found. */
  found: boolean;
  /** In a sentence. */
  reason: string;
  /** 0: an exact number, code or address; 1: all the words; 2: some; null: not found. */
  tier: number | null;
  /** What its words weigh together; within a tier the greater comes first. */
  score: Decimal;
  /** The language it is indexed in. */
  language: string | null;
  words: SearchExplainedWord[];
  /** Its place in each ranking; where the meaning counts. */
  ranks?: SearchRanks | undefined;
}

export interface SearchFacet {
  /** By what is counted. */
  facet: "resource" | "status" | "region" | "country" | "kind" | "city" | "industry" | "language" | "currency" | "topic" | "about" | "active";
  /** The most frequent 100, most first. */
  values: SearchFacetValue[];
  /** Whether there may be more of each: beyond 200,000 nothing is counted. */
  count_kind: "exact" | "at_least";
}

export interface SearchFacetValue {
  /** The value. */
  value: string;
  /** How many have it. */
  count: number;
}

export interface SearchHighlight {
  /** The title with its words marked. */
  title: string;
  /** Pieces of the text with their words marked. */
  text: string;
}

export interface SearchHit {
  /** What kind of thing it is. */
  resource: "organization" | "person" | "staff" | "member" | "group" | "teacher" | "topic" | "venue" | "meeting" | "event" | "mission" | "invoice" | "note";
  /** Its id. */
  id: Uuid;
  /** What it is called. */
  title: string;
  /** What tells it from others of that name. */
  subtitle: string | null;
  /** When it takes or took place, or was changed. */
  recency: Instant;
  /** Its place in each ranking; where the meaning counts. */
  ranks?: SearchRanks | undefined;
  /** Where the words were found; escaped HTML with <mark>. */
  highlight?: SearchHighlight | undefined;
}

export interface SearchRanks {
  /** By its words; from 32 on rounded down. */
  words: number | null;
  /** By its meaning. */
  meaning: number | null;
}

export interface SearchResults {
  results: SearchHit[];
  /** The next page, if there is one. */
  next: string | null;
  /** How many were found. */
  count: number;
  /** Whether there may be more. */
  count_kind: "exact" | "at_least";
  /** Words that stand nowhere, or so it seems, and what was looked for as well. */
  corrected: SearchCorrection[];
  /** Whether the query has only little words, as 'the' or 'le', which texts are not found by. */
  stop_words_only: boolean;
  /** How many words at the end were not looked for: 40 are. */
  words_left_off: number;
  /** How many documents still wait for their vectors, 10,000 at most; where the meaning counts. */
  vectors_pending?: number | undefined;
  /** How many there are of each value; where facets were asked for. */
  facets?: SearchFacet[] | undefined;
  /** What cursor is for the page after this one; null at the end. */
  next_cursor: string | null;
}

export interface SearchSuggestion {
  /** What kind of thing it is. */
  resource: "organization" | "person" | "staff" | "member" | "group" | "teacher" | "topic" | "venue" | "meeting" | "event" | "mission" | "invoice" | "note";
  /** Its id. */
  id: Uuid;
  /** What it is called. */
  title: string;
  /** What tells it from others of that name. */
  subtitle: string | null;
}

export interface SearchSuggestions {
  results: SearchSuggestion[];
}

export interface SimilarItem {
  /** Its id. */
  id: Uuid;
  /** What it is called. */
  title: string;
  /** What tells it from others of that name. */
  subtitle: string | null;
  /** Words that both have, the most telling first, as they are indexed; none by meaning. */
  shared: string[];
  /** How much they weigh, comparable within one answer only; by meaning, the cosine. */
  score: Decimal;
}

export interface SimilarItems {
  results: SimilarItem[];
}

/** A person who works for the company. */
export interface StaffMember {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The human. */
  person_id: Uuid;
  /** What they do. */
  job_title: string | null;
  /** The region they look after. */
  region: string | null;
  /** Whether they work here now. */
  active: boolean;
  /** The person's name. */
  full_name: string | null;
  /** The person's e-mail address. */
  email: string | null;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  person?: Person | null | undefined;
  groups?: Group[] | undefined;
}

/** What a member pays for a period; periods of one member do not overlap. */
export interface Subscription {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** Who subscribes. */
  member_id: Uuid;
  /** The first day. */
  starts_on: LocalDate;
  /** The day after the last one. */
  ends_on: LocalDate;
  /** The price of the period. */
  amount: Decimal | null;
  /** ISO 4217. */
  currency: string;
  /** PENDING: offered; ACTIVE: running, not yet paid. */
  status: "PENDING" | "ACTIVE" | "PAID" | "CANCELLED";
  /** The invoice it was billed with. */
  invoice_id: Uuid | null;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  member?: Member | null | undefined;
  invoice?: Invoice | null | undefined;
}

export interface SynonymSet {
  /** Its id. */
  id: Uuid;
  /** The words. */
  words: string[];
  /** Since when. */
  created_at: Instant;
}

export interface SynonymSets {
  results: SynonymSet[];
}

/** A person who teaches at meetings and on missions. */
export interface Teacher {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The human. */
  person_id: Uuid;
  /** One line about them. */
  headline: string | null;
  /** Their life and work. */
  biography: string | null;
  /** The price of a day. */
  daily_rate: Decimal | null;
  /** ISO 4217. */
  currency: string | null;
  /** Whether they still teach. */
  status: "ACTIVE" | "RETIRED";
  /** The person's name. */
  full_name: string | null;
  /** The person's e-mail address. */
  email: string | null;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  person?: Person | null | undefined;
  topics?: TeacherTopic[] | undefined;
  meetings?: Meeting[] | undefined;
  missions?: Mission[] | undefined;
}

/** A topic that a teacher teaches. */
export interface TeacherTopic {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The teacher. */
  teacher_id: Uuid;
  /** The topic. */
  topic_id: Uuid;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  teacher?: Teacher | null | undefined;
  topic?: Topic | null | undefined;
}

export interface Timeline {
  results: TimelineEntry[];
  /** The next page, if there is one. */
  next: string | null;
  /** How many entries there are in all pages. */
  count: number;
  /** The same by kind. */
  counts: TimelineCounts;
  /** What cursor is for the page after this one; null at the end. */
  next_cursor: string | null;
}

export interface TimelineCounts {
  /** Meetings. */
  meetings: number;
  /** Meetings at which they were present. */
  meetings_present: number;
  /** Events. */
  events: number;
  /** Events that they attended. */
  events_attended: number;
}

export interface TimelineEntry {
  /** What it was. */
  kind: "MEETING" | "EVENT";
  /** The attendance or participation. */
  id: Uuid;
  /** The meeting, if it was one. */
  meeting_id: Uuid | null;
  /** The event, if it was one. */
  event_id: Uuid | null;
  /** When it began; a meeting without a time by its month. */
  at: Instant;
  /** The title, or a meeting's topic. */
  title: string | null;
  /** The status of the attendance or participation. */
  status: string;
  /** The group that met. */
  group_id: Uuid | null;
  /** The group's name. */
  group_name: string | null;
  /** Whether as a guest. */
  as_guest: boolean | null;
  /** How the meeting was rated. */
  rating: number | null;
}

/** A subject that is taught; topics form trees. */
export interface Topic {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The short name. */
  code: string;
  /** The name. */
  name: string;
  /** The wider topic; never itself or one below it. */
  parent_id: Uuid | null;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  parent?: Topic | null | undefined;
  teachers?: TeacherTopic[] | undefined;
  children?: Topic[] | undefined;
}

/** Who may use the application, and as what. */
export interface User {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The name to log in with. */
  username: string;
  /** The e-mail address; nobody else's, ignoring case. */
  email: string | null;
  /** The human, if known. */
  person_id: Uuid | null;
  /** What the user may do. */
  role: "READER" | "EDITOR" | "ADMIN";
  /** Whether the account can be used. */
  active: boolean;
  /** The user's subject at the identity provider. */
  external_subject: string | null;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
  person?: Person | null | undefined;
}

export interface Vector {
  /** The model that made it. */
  model: string;
  /** Its components. */
  components: number[];
  /** When it was given or made. */
  made_at: Instant;
}

/** A place where meetings and events are held. */
export interface Venue {
  /** The item's key. */
  id: Uuid;
  /** The document's old _id; null for items born here. */
  legacy_id: string | null;
  /** The name. */
  name: string;
  /** Street and number. */
  street: string | null;
  /** Postal code. */
  postal_code: string | null;
  /** City. */
  city: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** How many people it holds. */
  capacity: number | null;
  /** Degrees north; with longitude or not at all. */
  latitude: Decimal | null;
  /** Degrees east; with latitude or not at all. */
  longitude: Decimal | null;
  /** Counts the writes; the ETag shows it, If-Match asks for it. */
  version: number;
  /** When the item came into being. */
  created_at: Instant;
  /** When the item was last written. */
  updated_at: Instant;
}

/** What limits a list. */
export interface EventFilters {
  q?: string | undefined;
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  title?: string | undefined;
  title__ne?: string | undefined;
  title__in?: string[] | undefined;
  title__icontains?: string | undefined;
  title__startswith?: string | undefined;
  kind?: "CONVENTION" | "SEMINAR" | "WEBINAR" | "TRIP" | undefined;
  kind__ne?: "CONVENTION" | "SEMINAR" | "WEBINAR" | "TRIP" | undefined;
  kind__in?: ("CONVENTION" | "SEMINAR" | "WEBINAR" | "TRIP")[] | undefined;
  starts_at?: Instant | undefined;
  starts_at__ne?: Instant | undefined;
  starts_at__in?: Instant[] | undefined;
  starts_at__gt?: Instant | undefined;
  starts_at__gte?: Instant | undefined;
  starts_at__lt?: Instant | undefined;
  starts_at__lte?: Instant | undefined;
  ends_at?: Instant | undefined;
  ends_at__ne?: Instant | undefined;
  ends_at__in?: Instant[] | undefined;
  ends_at__gt?: Instant | undefined;
  ends_at__gte?: Instant | undefined;
  ends_at__lt?: Instant | undefined;
  ends_at__lte?: Instant | undefined;
  ends_at__isnull?: boolean | undefined;
  venue_id?: Uuid | undefined;
  venue_id__ne?: Uuid | undefined;
  venue_id__in?: Uuid[] | undefined;
  venue_id__isnull?: boolean | undefined;
  capacity?: number | undefined;
  capacity__ne?: number | undefined;
  capacity__in?: number[] | undefined;
  capacity__gt?: number | undefined;
  capacity__gte?: number | undefined;
  capacity__lt?: number | undefined;
  capacity__lte?: number | undefined;
  capacity__isnull?: boolean | undefined;
  description?: string | undefined;
  description__ne?: string | undefined;
  description__in?: string[] | undefined;
  description__icontains?: string | undefined;
  description__startswith?: string | undefined;
  description__isnull?: boolean | undefined;
  status?: "PLANNED" | "CONFIRMED" | "HELD" | "CANCELLED" | undefined;
  status__ne?: "PLANNED" | "CONFIRMED" | "HELD" | "CANCELLED" | undefined;
  status__in?: ("PLANNED" | "CONFIRMED" | "HELD" | "CANCELLED")[] | undefined;
  venue__id?: Uuid | undefined;
  venue__id__ne?: Uuid | undefined;
  venue__id__in?: Uuid[] | undefined;
  venue__legacy_id?: string | undefined;
  venue__legacy_id__ne?: string | undefined;
  venue__legacy_id__in?: string[] | undefined;
  venue__legacy_id__icontains?: string | undefined;
  venue__legacy_id__startswith?: string | undefined;
  venue__legacy_id__isnull?: boolean | undefined;
  venue__name?: string | undefined;
  venue__name__ne?: string | undefined;
  venue__name__in?: string[] | undefined;
  venue__name__icontains?: string | undefined;
  venue__name__startswith?: string | undefined;
  venue__street?: string | undefined;
  venue__street__ne?: string | undefined;
  venue__street__in?: string[] | undefined;
  venue__street__icontains?: string | undefined;
  venue__street__startswith?: string | undefined;
  venue__street__isnull?: boolean | undefined;
  venue__postal_code?: string | undefined;
  venue__postal_code__ne?: string | undefined;
  venue__postal_code__in?: string[] | undefined;
  venue__postal_code__icontains?: string | undefined;
  venue__postal_code__startswith?: string | undefined;
  venue__postal_code__isnull?: boolean | undefined;
  venue__city?: string | undefined;
  venue__city__ne?: string | undefined;
  venue__city__in?: string[] | undefined;
  venue__city__icontains?: string | undefined;
  venue__city__startswith?: string | undefined;
  venue__city__isnull?: boolean | undefined;
  venue__country?: string | undefined;
  venue__country__ne?: string | undefined;
  venue__country__in?: string[] | undefined;
  venue__country__icontains?: string | undefined;
  venue__country__startswith?: string | undefined;
  venue__country__isnull?: boolean | undefined;
  venue__capacity?: number | undefined;
  venue__capacity__ne?: number | undefined;
  venue__capacity__in?: number[] | undefined;
  venue__capacity__gt?: number | undefined;
  venue__capacity__gte?: number | undefined;
  venue__capacity__lt?: number | undefined;
  venue__capacity__lte?: number | undefined;
  venue__capacity__isnull?: boolean | undefined;
  venue__latitude?: Decimal | undefined;
  venue__latitude__ne?: Decimal | undefined;
  venue__latitude__in?: Decimal[] | undefined;
  venue__latitude__gt?: Decimal | undefined;
  venue__latitude__gte?: Decimal | undefined;
  venue__latitude__lt?: Decimal | undefined;
  venue__latitude__lte?: Decimal | undefined;
  venue__latitude__isnull?: boolean | undefined;
  venue__longitude?: Decimal | undefined;
  venue__longitude__ne?: Decimal | undefined;
  venue__longitude__in?: Decimal[] | undefined;
  venue__longitude__gt?: Decimal | undefined;
  venue__longitude__gte?: Decimal | undefined;
  venue__longitude__lt?: Decimal | undefined;
  venue__longitude__lte?: Decimal | undefined;
  venue__longitude__isnull?: boolean | undefined;
}

/** What a list takes. */
export interface EventQuery extends EventFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "title" | "-title" | "kind" | "-kind" | "starts_at" | "-starts_at" | "ends_at" | "-ends_at" | "venue_id" | "-venue_id" | "capacity" | "-capacity" | "description" | "-description" | "status" | "-status" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "title" | "kind" | "starts_at" | "ends_at" | "venue_id" | "capacity" | "description" | "status" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface EventGrouping extends EventFilters {
  group_by?: ("id" | "legacy_id" | "title" | "kind" | "starts_at" | "starts_at__year" | "starts_at__month" | "starts_at__week" | "starts_at__day" | "ends_at" | "ends_at__year" | "ends_at__month" | "ends_at__week" | "ends_at__day" | "venue_id" | "capacity" | "description" | "status" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:starts_at" | "max:starts_at" | "min:ends_at" | "max:ends_at" | "min:capacity" | "max:capacity" | "sum:capacity" | "avg:capacity" | "p50:capacity" | "p90:capacity" | "p95:capacity" | "p99:capacity" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface EventCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The title. */
  title: string;
  /** What kind of event it is. */
  kind: "CONVENTION" | "SEMINAR" | "WEBINAR" | "TRIP";
  /** The beginning. */
  starts_at: Instant;
  /** The end, after the beginning. */
  ends_at?: Instant | null | undefined;
  /** Where it is held. */
  venue_id?: Uuid | null | undefined;
  /** How many places there are. */
  capacity?: number | null | undefined;
  /** What it is about. */
  description?: string | null | undefined;
  /** Where it stands. */
  status: "PLANNED" | "CONFIRMED" | "HELD" | "CANCELLED";
}

/** What changes in an item. */
export interface EventPatch {
  legacy_id?: string | null | undefined;
  title?: string | undefined;
  kind?: "CONVENTION" | "SEMINAR" | "WEBINAR" | "TRIP" | undefined;
  starts_at?: Instant | undefined;
  ends_at?: Instant | null | undefined;
  venue_id?: Uuid | null | undefined;
  capacity?: number | null | undefined;
  description?: string | null | undefined;
  status?: "PLANNED" | "CONFIRMED" | "HELD" | "CANCELLED" | undefined;
}

/** A convention, seminar, webinar or trip that members take part in. */
export class Events extends Resource {
  /** One page; see iterate for all. */
  async list(query: EventQuery = {}, options: CallOptions = {}): Promise<Page<Event>> {
    return this.http.json("GET", "/v1/events", { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(query: EventQuery = {}, options: CallOptions = {}): AsyncGenerator<Event> {
    return this.iterate_("/v1/events", { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(query: EventQuery = {}, options: CallOptions = {}): AsyncGenerator<Event> {
    return this.export_("/v1/events", { ...query }, options);
  }

  /** Create one event. */
  async create(body: EventCreate, options: PostOptions = {}): Promise<Event> {
    return this.http.json("POST", "/v1/events", { ...once(options), body });
  }

  /** Aggregate events. */
  async aggregate(query: EventGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", "/v1/events/aggregate", { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(items: EventPatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", "/v1/events/bulk", { ...once(options), body: { items } });
  }

  /** Get one event by its legacy id. */
  async getByLegacyId(legacyId: string, query: Pick<EventQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Event> {
    return this.http.json("GET", `/v1/events/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one event. */
  async get(id: Uuid, query: Pick<EventQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Event> {
    return this.http.json("GET", `/v1/events/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one event. */
  async delete(item: Event | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/events/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(item: Event | Uuid, changes: EventPatch, options: ChangeOptions = {}): Promise<Event> {
    return this.update_(`/v1/events/${key(item)}`, item, changes, options);
  }

  /** Get the history of one event. */
  async history(id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/events/${key(id)}/history`, { ...options, query: { ...query } });
  }

  /** Register a member. */
  async register(id: { id: Uuid } | string, body: { member_id: Uuid }, options: PostOptions & ChangeOptions = {}): Promise<Participation> {
    return this.http.json("POST", `/v1/events/${key(id)}/register`, { ...options, ...once(options), body });
  }

  /** Get what resembles one event. */
  async similar(id: { id: Uuid } | string, query: { by?: "words" | "meaning" | undefined; limit?: number | undefined; model?: string | undefined } = {}, options: CallOptions = {}): Promise<SimilarItems> {
    return this.http.json("GET", `/v1/events/${key(id)}/similar`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface ParticipationFilters {
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  event_id?: Uuid | undefined;
  event_id__ne?: Uuid | undefined;
  event_id__in?: Uuid[] | undefined;
  member_id?: Uuid | undefined;
  member_id__ne?: Uuid | undefined;
  member_id__in?: Uuid[] | undefined;
  status?: "REGISTERED" | "ATTENDED" | "NO_SHOW" | "CANCELLED" | undefined;
  status__ne?: "REGISTERED" | "ATTENDED" | "NO_SHOW" | "CANCELLED" | undefined;
  status__in?: ("REGISTERED" | "ATTENDED" | "NO_SHOW" | "CANCELLED")[] | undefined;
  registered_at?: Instant | undefined;
  registered_at__ne?: Instant | undefined;
  registered_at__in?: Instant[] | undefined;
  registered_at__gt?: Instant | undefined;
  registered_at__gte?: Instant | undefined;
  registered_at__lt?: Instant | undefined;
  registered_at__lte?: Instant | undefined;
  member__id?: Uuid | undefined;
  member__id__ne?: Uuid | undefined;
  member__id__in?: Uuid[] | undefined;
  member__legacy_id?: string | undefined;
  member__legacy_id__ne?: string | undefined;
  member__legacy_id__in?: string[] | undefined;
  member__legacy_id__icontains?: string | undefined;
  member__legacy_id__startswith?: string | undefined;
  member__legacy_id__isnull?: boolean | undefined;
  member__person_id?: Uuid | undefined;
  member__person_id__ne?: Uuid | undefined;
  member__person_id__in?: Uuid[] | undefined;
  member__organization_id?: Uuid | undefined;
  member__organization_id__ne?: Uuid | undefined;
  member__organization_id__in?: Uuid[] | undefined;
  member__member_number?: string | undefined;
  member__member_number__ne?: string | undefined;
  member__member_number__in?: string[] | undefined;
  member__member_number__icontains?: string | undefined;
  member__member_number__startswith?: string | undefined;
  member__job_title?: string | undefined;
  member__job_title__ne?: string | undefined;
  member__job_title__in?: string[] | undefined;
  member__job_title__icontains?: string | undefined;
  member__job_title__startswith?: string | undefined;
  member__job_title__isnull?: boolean | undefined;
  member__status?: "CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT" | undefined;
  member__status__ne?: "CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT" | undefined;
  member__status__in?: ("CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT")[] | undefined;
  member__joined_on?: LocalDate | undefined;
  member__joined_on__ne?: LocalDate | undefined;
  member__joined_on__in?: LocalDate[] | undefined;
  member__joined_on__gt?: LocalDate | undefined;
  member__joined_on__gte?: LocalDate | undefined;
  member__joined_on__lt?: LocalDate | undefined;
  member__joined_on__lte?: LocalDate | undefined;
  member__left_on?: LocalDate | undefined;
  member__left_on__ne?: LocalDate | undefined;
  member__left_on__in?: LocalDate[] | undefined;
  member__left_on__gt?: LocalDate | undefined;
  member__left_on__gte?: LocalDate | undefined;
  member__left_on__lt?: LocalDate | undefined;
  member__left_on__lte?: LocalDate | undefined;
  member__left_on__isnull?: boolean | undefined;
}

/** What a list takes. */
export interface ParticipationQuery extends ParticipationFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "event_id" | "-event_id" | "member_id" | "-member_id" | "status" | "-status" | "registered_at" | "-registered_at" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "event_id" | "member_id" | "status" | "registered_at" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface ParticipationGrouping extends ParticipationFilters {
  group_by?: ("id" | "legacy_id" | "event_id" | "member_id" | "status" | "registered_at" | "registered_at__year" | "registered_at__month" | "registered_at__week" | "registered_at__day" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:registered_at" | "max:registered_at" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface ParticipationCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The member. */
  member_id: Uuid;
  /** What became of the place. */
  status: "REGISTERED" | "ATTENDED" | "NO_SHOW" | "CANCELLED";
  /** When the member registered; by default now. */
  registered_at?: Instant | undefined;
}

/** What changes in an item. */
export interface ParticipationPatch {
  legacy_id?: string | null | undefined;
  member_id?: Uuid | undefined;
  status?: "REGISTERED" | "ATTENDED" | "NO_SHOW" | "CANCELLED" | undefined;
  registered_at?: Instant | undefined;
}

/** A member's place at an event; REGISTERED and ATTENDED take one, never more than its capacity. */
export class Participations extends Resource {
  /** One page; see iterate for all. */
  async list(eventId: Uuid, query: ParticipationQuery = {}, options: CallOptions = {}): Promise<Page<Participation>> {
    return this.http.json("GET", `/v1/events/${key(eventId)}/participations`, { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(eventId: Uuid, query: ParticipationQuery = {}, options: CallOptions = {}): AsyncGenerator<Participation> {
    return this.iterate_(`/v1/events/${key(eventId)}/participations`, { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(eventId: Uuid, query: ParticipationQuery = {}, options: CallOptions = {}): AsyncGenerator<Participation> {
    return this.export_(`/v1/events/${key(eventId)}/participations`, { ...query }, options);
  }

  /** Create one participation. */
  async create(eventId: Uuid, body: ParticipationCreate, options: PostOptions = {}): Promise<Participation> {
    return this.http.json("POST", `/v1/events/${key(eventId)}/participations`, { ...once(options), body });
  }

  /** Aggregate participations. */
  async aggregate(eventId: Uuid, query: ParticipationGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", `/v1/events/${key(eventId)}/participations/aggregate`, { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(eventId: Uuid, items: ParticipationPatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", `/v1/events/${key(eventId)}/participations/bulk`, { ...once(options), body: { items } });
  }

  /** Get one participation by its legacy id. */
  async getByLegacyId(eventId: Uuid, legacyId: string, query: Pick<ParticipationQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Participation> {
    return this.http.json("GET", `/v1/events/${key(eventId)}/participations/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one participation. */
  async get(eventId: Uuid, id: Uuid, query: Pick<ParticipationQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Participation> {
    return this.http.json("GET", `/v1/events/${key(eventId)}/participations/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one participation. */
  async delete(eventId: Uuid, item: Participation | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/events/${key(eventId)}/participations/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(eventId: Uuid, item: Participation | Uuid, changes: ParticipationPatch, options: ChangeOptions = {}): Promise<Participation> {
    return this.update_(`/v1/events/${key(eventId)}/participations/${key(item)}`, item, changes, options);
  }

  /** Get the history of one participation. */
  async history(eventId: string | number, id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/events/${key(eventId)}/participations/${key(id)}/history`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface GroupFilters {
  q?: string | undefined;
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  code?: string | undefined;
  code__ne?: string | undefined;
  code__in?: string[] | undefined;
  code__icontains?: string | undefined;
  code__startswith?: string | undefined;
  name?: string | undefined;
  name__ne?: string | undefined;
  name__in?: string[] | undefined;
  name__icontains?: string | undefined;
  name__startswith?: string | undefined;
  status?: "FORMING" | "ACTIVE" | "DORMANT" | "CLOSED" | undefined;
  status__ne?: "FORMING" | "ACTIVE" | "DORMANT" | "CLOSED" | undefined;
  status__in?: ("FORMING" | "ACTIVE" | "DORMANT" | "CLOSED")[] | undefined;
  point_of_contact_id?: Uuid | undefined;
  point_of_contact_id__ne?: Uuid | undefined;
  point_of_contact_id__in?: Uuid[] | undefined;
  point_of_contact_id__isnull?: boolean | undefined;
  region?: string | undefined;
  region__ne?: string | undefined;
  region__in?: string[] | undefined;
  region__icontains?: string | undefined;
  region__startswith?: string | undefined;
  region__isnull?: boolean | undefined;
  founded_on?: LocalDate | undefined;
  founded_on__ne?: LocalDate | undefined;
  founded_on__in?: LocalDate[] | undefined;
  founded_on__gt?: LocalDate | undefined;
  founded_on__gte?: LocalDate | undefined;
  founded_on__lt?: LocalDate | undefined;
  founded_on__lte?: LocalDate | undefined;
  founded_on__isnull?: boolean | undefined;
  capacity?: number | undefined;
  capacity__ne?: number | undefined;
  capacity__in?: number[] | undefined;
  capacity__gt?: number | undefined;
  capacity__gte?: number | undefined;
  capacity__lt?: number | undefined;
  capacity__lte?: number | undefined;
  capacity__isnull?: boolean | undefined;
  leader_id?: Uuid | undefined;
  leader_id__ne?: Uuid | undefined;
  leader_id__in?: Uuid[] | undefined;
  leader_id__isnull?: boolean | undefined;
  active_member_count?: number | undefined;
  active_member_count__ne?: number | undefined;
  active_member_count__in?: number[] | undefined;
  active_member_count__gt?: number | undefined;
  active_member_count__gte?: number | undefined;
  active_member_count__lt?: number | undefined;
  active_member_count__lte?: number | undefined;
  point_of_contact__id?: Uuid | undefined;
  point_of_contact__id__ne?: Uuid | undefined;
  point_of_contact__id__in?: Uuid[] | undefined;
  point_of_contact__legacy_id?: string | undefined;
  point_of_contact__legacy_id__ne?: string | undefined;
  point_of_contact__legacy_id__in?: string[] | undefined;
  point_of_contact__legacy_id__icontains?: string | undefined;
  point_of_contact__legacy_id__startswith?: string | undefined;
  point_of_contact__legacy_id__isnull?: boolean | undefined;
  point_of_contact__person_id?: Uuid | undefined;
  point_of_contact__person_id__ne?: Uuid | undefined;
  point_of_contact__person_id__in?: Uuid[] | undefined;
  point_of_contact__job_title?: string | undefined;
  point_of_contact__job_title__ne?: string | undefined;
  point_of_contact__job_title__in?: string[] | undefined;
  point_of_contact__job_title__icontains?: string | undefined;
  point_of_contact__job_title__startswith?: string | undefined;
  point_of_contact__job_title__isnull?: boolean | undefined;
  point_of_contact__region?: string | undefined;
  point_of_contact__region__ne?: string | undefined;
  point_of_contact__region__in?: string[] | undefined;
  point_of_contact__region__icontains?: string | undefined;
  point_of_contact__region__startswith?: string | undefined;
  point_of_contact__region__isnull?: boolean | undefined;
  point_of_contact__active?: boolean | undefined;
}

/** What a list takes. */
export interface GroupQuery extends GroupFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "code" | "-code" | "name" | "-name" | "status" | "-status" | "point_of_contact_id" | "-point_of_contact_id" | "region" | "-region" | "founded_on" | "-founded_on" | "capacity" | "-capacity" | "leader_id" | "-leader_id" | "active_member_count" | "-active_member_count" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "code" | "name" | "status" | "point_of_contact_id" | "region" | "founded_on" | "capacity" | "leader_id" | "active_member_count" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface GroupGrouping extends GroupFilters {
  group_by?: ("id" | "legacy_id" | "code" | "name" | "status" | "point_of_contact_id" | "region" | "founded_on" | "founded_on__year" | "founded_on__month" | "founded_on__week" | "founded_on__day" | "capacity" | "leader_id" | "active_member_count" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:founded_on" | "max:founded_on" | "min:capacity" | "max:capacity" | "sum:capacity" | "avg:capacity" | "p50:capacity" | "p90:capacity" | "p95:capacity" | "p99:capacity" | "min:active_member_count" | "max:active_member_count" | "sum:active_member_count" | "avg:active_member_count" | "p50:active_member_count" | "p90:active_member_count" | "p95:active_member_count" | "p99:active_member_count" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface GroupCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The short name. */
  code: string;
  /** The name. */
  name: string;
  /** Where the group stands in its life. */
  status: "FORMING" | "ACTIVE" | "DORMANT" | "CLOSED";
  /** Who of the staff looks after the group; missing in groups imported without. */
  point_of_contact_id: Uuid;
  /** Where it meets. */
  region?: string | null | undefined;
  /** When it was founded. */
  founded_on?: LocalDate | null | undefined;
  /** How many members it takes. */
  capacity?: number | null | undefined;
}

/** What changes in an item. */
export interface GroupPatch {
  legacy_id?: string | null | undefined;
  code?: string | undefined;
  name?: string | undefined;
  status?: "FORMING" | "ACTIVE" | "DORMANT" | "CLOSED" | undefined;
  point_of_contact_id?: Uuid | undefined;
  region?: string | null | undefined;
  founded_on?: LocalDate | null | undefined;
  capacity?: number | null | undefined;
}

/** A peer group of members, looked after by a point of contact among the staff. */
export class Groups extends Resource {
  /** One page; see iterate for all. */
  async list(query: GroupQuery = {}, options: CallOptions = {}): Promise<Page<Group>> {
    return this.http.json("GET", "/v1/groups", { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(query: GroupQuery = {}, options: CallOptions = {}): AsyncGenerator<Group> {
    return this.iterate_("/v1/groups", { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(query: GroupQuery = {}, options: CallOptions = {}): AsyncGenerator<Group> {
    return this.export_("/v1/groups", { ...query }, options);
  }

  /** Create one group. */
  async create(body: GroupCreate, options: PostOptions = {}): Promise<Group> {
    return this.http.json("POST", "/v1/groups", { ...once(options), body });
  }

  /** Aggregate groups. */
  async aggregate(query: GroupGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", "/v1/groups/aggregate", { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(items: GroupPatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", "/v1/groups/bulk", { ...once(options), body: { items } });
  }

  /** Get one group by its legacy id. */
  async getByLegacyId(legacyId: string, query: Pick<GroupQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Group> {
    return this.http.json("GET", `/v1/groups/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one group. */
  async get(id: Uuid, query: Pick<GroupQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Group> {
    return this.http.json("GET", `/v1/groups/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one group. */
  async delete(item: Group | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/groups/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(item: Group | Uuid, changes: GroupPatch, options: ChangeOptions = {}): Promise<Group> {
    return this.update_(`/v1/groups/${key(item)}`, item, changes, options);
  }

  /** Get the history of one group. */
  async history(id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/groups/${key(id)}/history`, { ...options, query: { ...query } });
  }

  /** Elect a leader. */
  async leaderElections(id: { id: Uuid } | string, body: { member_id: Uuid; elected_on?: LocalDate | null | undefined }, options: PostOptions & ChangeOptions = {}): Promise<Leadership> {
    return this.http.json("POST", `/v1/groups/${key(id)}/leader-elections`, { ...options, ...once(options), body });
  }

  /** Get what resembles one group. */
  async similar(id: { id: Uuid } | string, query: { by?: "words" | "meaning" | undefined; limit?: number | undefined; model?: string | undefined } = {}, options: CallOptions = {}): Promise<SimilarItems> {
    return this.http.json("GET", `/v1/groups/${key(id)}/similar`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface LeadershipFilters {
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  group_id?: Uuid | undefined;
  group_id__ne?: Uuid | undefined;
  group_id__in?: Uuid[] | undefined;
  member_id?: Uuid | undefined;
  member_id__ne?: Uuid | undefined;
  member_id__in?: Uuid[] | undefined;
  elected_on?: LocalDate | undefined;
  elected_on__ne?: LocalDate | undefined;
  elected_on__in?: LocalDate[] | undefined;
  elected_on__gt?: LocalDate | undefined;
  elected_on__gte?: LocalDate | undefined;
  elected_on__lt?: LocalDate | undefined;
  elected_on__lte?: LocalDate | undefined;
  ended_on?: LocalDate | undefined;
  ended_on__ne?: LocalDate | undefined;
  ended_on__in?: LocalDate[] | undefined;
  ended_on__gt?: LocalDate | undefined;
  ended_on__gte?: LocalDate | undefined;
  ended_on__lt?: LocalDate | undefined;
  ended_on__lte?: LocalDate | undefined;
  ended_on__isnull?: boolean | undefined;
  member__id?: Uuid | undefined;
  member__id__ne?: Uuid | undefined;
  member__id__in?: Uuid[] | undefined;
  member__legacy_id?: string | undefined;
  member__legacy_id__ne?: string | undefined;
  member__legacy_id__in?: string[] | undefined;
  member__legacy_id__icontains?: string | undefined;
  member__legacy_id__startswith?: string | undefined;
  member__legacy_id__isnull?: boolean | undefined;
  member__person_id?: Uuid | undefined;
  member__person_id__ne?: Uuid | undefined;
  member__person_id__in?: Uuid[] | undefined;
  member__organization_id?: Uuid | undefined;
  member__organization_id__ne?: Uuid | undefined;
  member__organization_id__in?: Uuid[] | undefined;
  member__member_number?: string | undefined;
  member__member_number__ne?: string | undefined;
  member__member_number__in?: string[] | undefined;
  member__member_number__icontains?: string | undefined;
  member__member_number__startswith?: string | undefined;
  member__job_title?: string | undefined;
  member__job_title__ne?: string | undefined;
  member__job_title__in?: string[] | undefined;
  member__job_title__icontains?: string | undefined;
  member__job_title__startswith?: string | undefined;
  member__job_title__isnull?: boolean | undefined;
  member__status?: "CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT" | undefined;
  member__status__ne?: "CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT" | undefined;
  member__status__in?: ("CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT")[] | undefined;
  member__joined_on?: LocalDate | undefined;
  member__joined_on__ne?: LocalDate | undefined;
  member__joined_on__in?: LocalDate[] | undefined;
  member__joined_on__gt?: LocalDate | undefined;
  member__joined_on__gte?: LocalDate | undefined;
  member__joined_on__lt?: LocalDate | undefined;
  member__joined_on__lte?: LocalDate | undefined;
  member__left_on?: LocalDate | undefined;
  member__left_on__ne?: LocalDate | undefined;
  member__left_on__in?: LocalDate[] | undefined;
  member__left_on__gt?: LocalDate | undefined;
  member__left_on__gte?: LocalDate | undefined;
  member__left_on__lt?: LocalDate | undefined;
  member__left_on__lte?: LocalDate | undefined;
  member__left_on__isnull?: boolean | undefined;
}

/** What a list takes. */
export interface LeadershipQuery extends LeadershipFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "group_id" | "-group_id" | "member_id" | "-member_id" | "elected_on" | "-elected_on" | "ended_on" | "-ended_on" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "group_id" | "member_id" | "elected_on" | "ended_on" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface LeadershipGrouping extends LeadershipFilters {
  group_by?: ("id" | "legacy_id" | "group_id" | "member_id" | "elected_on" | "elected_on__year" | "elected_on__month" | "elected_on__week" | "elected_on__day" | "ended_on" | "ended_on__year" | "ended_on__month" | "ended_on__week" | "ended_on__day" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:elected_on" | "max:elected_on" | "min:ended_on" | "max:ended_on" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface LeadershipCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The leader. */
  member_id: Uuid;
  /** The first day of the term. */
  elected_on: LocalDate;
  /** The day after the last one; null while it lasts. */
  ended_on?: LocalDate | null | undefined;
}

/** What changes in an item. */
export interface LeadershipPatch {
  legacy_id?: string | null | undefined;
  member_id?: Uuid | undefined;
  elected_on?: LocalDate | undefined;
  ended_on?: LocalDate | null | undefined;
}

/** A group's elected leader, who is a member of the group throughout the term; one at a time. */
export class Leaderships extends Resource {
  /** One page; see iterate for all. */
  async list(groupId: Uuid, query: LeadershipQuery = {}, options: CallOptions = {}): Promise<Page<Leadership>> {
    return this.http.json("GET", `/v1/groups/${key(groupId)}/leaderships`, { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(groupId: Uuid, query: LeadershipQuery = {}, options: CallOptions = {}): AsyncGenerator<Leadership> {
    return this.iterate_(`/v1/groups/${key(groupId)}/leaderships`, { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(groupId: Uuid, query: LeadershipQuery = {}, options: CallOptions = {}): AsyncGenerator<Leadership> {
    return this.export_(`/v1/groups/${key(groupId)}/leaderships`, { ...query }, options);
  }

  /** Create one leadership. */
  async create(groupId: Uuid, body: LeadershipCreate, options: PostOptions = {}): Promise<Leadership> {
    return this.http.json("POST", `/v1/groups/${key(groupId)}/leaderships`, { ...once(options), body });
  }

  /** Aggregate leaderships. */
  async aggregate(groupId: Uuid, query: LeadershipGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", `/v1/groups/${key(groupId)}/leaderships/aggregate`, { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(groupId: Uuid, items: LeadershipPatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", `/v1/groups/${key(groupId)}/leaderships/bulk`, { ...once(options), body: { items } });
  }

  /** Get one leadership by its legacy id. */
  async getByLegacyId(groupId: Uuid, legacyId: string, query: Pick<LeadershipQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Leadership> {
    return this.http.json("GET", `/v1/groups/${key(groupId)}/leaderships/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one leadership. */
  async get(groupId: Uuid, id: Uuid, query: Pick<LeadershipQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Leadership> {
    return this.http.json("GET", `/v1/groups/${key(groupId)}/leaderships/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one leadership. */
  async delete(groupId: Uuid, item: Leadership | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/groups/${key(groupId)}/leaderships/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(groupId: Uuid, item: Leadership | Uuid, changes: LeadershipPatch, options: ChangeOptions = {}): Promise<Leadership> {
    return this.update_(`/v1/groups/${key(groupId)}/leaderships/${key(item)}`, item, changes, options);
  }

  /** Get the history of one leadership. */
  async history(groupId: string | number, id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/groups/${key(groupId)}/leaderships/${key(id)}/history`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface MembershipFilters {
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  group_id?: Uuid | undefined;
  group_id__ne?: Uuid | undefined;
  group_id__in?: Uuid[] | undefined;
  member_id?: Uuid | undefined;
  member_id__ne?: Uuid | undefined;
  member_id__in?: Uuid[] | undefined;
  joined_on?: LocalDate | undefined;
  joined_on__ne?: LocalDate | undefined;
  joined_on__in?: LocalDate[] | undefined;
  joined_on__gt?: LocalDate | undefined;
  joined_on__gte?: LocalDate | undefined;
  joined_on__lt?: LocalDate | undefined;
  joined_on__lte?: LocalDate | undefined;
  left_on?: LocalDate | undefined;
  left_on__ne?: LocalDate | undefined;
  left_on__in?: LocalDate[] | undefined;
  left_on__gt?: LocalDate | undefined;
  left_on__gte?: LocalDate | undefined;
  left_on__lt?: LocalDate | undefined;
  left_on__lte?: LocalDate | undefined;
  left_on__isnull?: boolean | undefined;
  member__id?: Uuid | undefined;
  member__id__ne?: Uuid | undefined;
  member__id__in?: Uuid[] | undefined;
  member__legacy_id?: string | undefined;
  member__legacy_id__ne?: string | undefined;
  member__legacy_id__in?: string[] | undefined;
  member__legacy_id__icontains?: string | undefined;
  member__legacy_id__startswith?: string | undefined;
  member__legacy_id__isnull?: boolean | undefined;
  member__person_id?: Uuid | undefined;
  member__person_id__ne?: Uuid | undefined;
  member__person_id__in?: Uuid[] | undefined;
  member__organization_id?: Uuid | undefined;
  member__organization_id__ne?: Uuid | undefined;
  member__organization_id__in?: Uuid[] | undefined;
  member__member_number?: string | undefined;
  member__member_number__ne?: string | undefined;
  member__member_number__in?: string[] | undefined;
  member__member_number__icontains?: string | undefined;
  member__member_number__startswith?: string | undefined;
  member__job_title?: string | undefined;
  member__job_title__ne?: string | undefined;
  member__job_title__in?: string[] | undefined;
  member__job_title__icontains?: string | undefined;
  member__job_title__startswith?: string | undefined;
  member__job_title__isnull?: boolean | undefined;
  member__status?: "CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT" | undefined;
  member__status__ne?: "CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT" | undefined;
  member__status__in?: ("CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT")[] | undefined;
  member__joined_on?: LocalDate | undefined;
  member__joined_on__ne?: LocalDate | undefined;
  member__joined_on__in?: LocalDate[] | undefined;
  member__joined_on__gt?: LocalDate | undefined;
  member__joined_on__gte?: LocalDate | undefined;
  member__joined_on__lt?: LocalDate | undefined;
  member__joined_on__lte?: LocalDate | undefined;
  member__left_on?: LocalDate | undefined;
  member__left_on__ne?: LocalDate | undefined;
  member__left_on__in?: LocalDate[] | undefined;
  member__left_on__gt?: LocalDate | undefined;
  member__left_on__gte?: LocalDate | undefined;
  member__left_on__lt?: LocalDate | undefined;
  member__left_on__lte?: LocalDate | undefined;
  member__left_on__isnull?: boolean | undefined;
}

/** What a list takes. */
export interface MembershipQuery extends MembershipFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "group_id" | "-group_id" | "member_id" | "-member_id" | "joined_on" | "-joined_on" | "left_on" | "-left_on" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "group_id" | "member_id" | "joined_on" | "left_on" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface MembershipGrouping extends MembershipFilters {
  group_by?: ("id" | "legacy_id" | "group_id" | "member_id" | "joined_on" | "joined_on__year" | "joined_on__month" | "joined_on__week" | "joined_on__day" | "left_on" | "left_on__year" | "left_on__month" | "left_on__week" | "left_on__day" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:joined_on" | "max:joined_on" | "min:left_on" | "max:left_on" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface MembershipCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The member. */
  member_id: Uuid;
  /** The first day. */
  joined_on: LocalDate;
  /** The day after the last one; null while it lasts. */
  left_on?: LocalDate | null | undefined;
}

/** What changes in an item. */
export interface MembershipPatch {
  legacy_id?: string | null | undefined;
  member_id?: Uuid | undefined;
  joined_on?: LocalDate | undefined;
  left_on?: LocalDate | null | undefined;
}

/** A member belongs to a group from joined_on until before left_on. */
export class Memberships extends Resource {
  /** One page; see iterate for all. */
  async list(groupId: Uuid, query: MembershipQuery = {}, options: CallOptions = {}): Promise<Page<Membership>> {
    return this.http.json("GET", `/v1/groups/${key(groupId)}/memberships`, { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(groupId: Uuid, query: MembershipQuery = {}, options: CallOptions = {}): AsyncGenerator<Membership> {
    return this.iterate_(`/v1/groups/${key(groupId)}/memberships`, { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(groupId: Uuid, query: MembershipQuery = {}, options: CallOptions = {}): AsyncGenerator<Membership> {
    return this.export_(`/v1/groups/${key(groupId)}/memberships`, { ...query }, options);
  }

  /** Create one membership. */
  async create(groupId: Uuid, body: MembershipCreate, options: PostOptions = {}): Promise<Membership> {
    return this.http.json("POST", `/v1/groups/${key(groupId)}/memberships`, { ...once(options), body });
  }

  /** Aggregate memberships. */
  async aggregate(groupId: Uuid, query: MembershipGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", `/v1/groups/${key(groupId)}/memberships/aggregate`, { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(groupId: Uuid, items: MembershipPatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", `/v1/groups/${key(groupId)}/memberships/bulk`, { ...once(options), body: { items } });
  }

  /** Get one membership by its legacy id. */
  async getByLegacyId(groupId: Uuid, legacyId: string, query: Pick<MembershipQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Membership> {
    return this.http.json("GET", `/v1/groups/${key(groupId)}/memberships/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one membership. */
  async get(groupId: Uuid, id: Uuid, query: Pick<MembershipQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Membership> {
    return this.http.json("GET", `/v1/groups/${key(groupId)}/memberships/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one membership. */
  async delete(groupId: Uuid, item: Membership | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/groups/${key(groupId)}/memberships/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(groupId: Uuid, item: Membership | Uuid, changes: MembershipPatch, options: ChangeOptions = {}): Promise<Membership> {
    return this.update_(`/v1/groups/${key(groupId)}/memberships/${key(item)}`, item, changes, options);
  }

  /** Get the history of one membership. */
  async history(groupId: string | number, id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/groups/${key(groupId)}/memberships/${key(id)}/history`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface InvoiceFilters {
  q?: string | undefined;
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  number?: string | undefined;
  number__ne?: string | undefined;
  number__in?: string[] | undefined;
  number__icontains?: string | undefined;
  number__startswith?: string | undefined;
  organization_id?: Uuid | undefined;
  organization_id__ne?: Uuid | undefined;
  organization_id__in?: Uuid[] | undefined;
  status?: "DRAFT" | "ISSUED" | "PAID" | "VOID" | undefined;
  status__ne?: "DRAFT" | "ISSUED" | "PAID" | "VOID" | undefined;
  status__in?: ("DRAFT" | "ISSUED" | "PAID" | "VOID")[] | undefined;
  issued_on?: LocalDate | undefined;
  issued_on__ne?: LocalDate | undefined;
  issued_on__in?: LocalDate[] | undefined;
  issued_on__gt?: LocalDate | undefined;
  issued_on__gte?: LocalDate | undefined;
  issued_on__lt?: LocalDate | undefined;
  issued_on__lte?: LocalDate | undefined;
  issued_on__isnull?: boolean | undefined;
  due_on?: LocalDate | undefined;
  due_on__ne?: LocalDate | undefined;
  due_on__in?: LocalDate[] | undefined;
  due_on__gt?: LocalDate | undefined;
  due_on__gte?: LocalDate | undefined;
  due_on__lt?: LocalDate | undefined;
  due_on__lte?: LocalDate | undefined;
  due_on__isnull?: boolean | undefined;
  currency?: string | undefined;
  currency__ne?: string | undefined;
  currency__in?: string[] | undefined;
  currency__icontains?: string | undefined;
  currency__startswith?: string | undefined;
  notes?: string | undefined;
  notes__ne?: string | undefined;
  notes__in?: string[] | undefined;
  notes__icontains?: string | undefined;
  notes__startswith?: string | undefined;
  notes__isnull?: boolean | undefined;
  total_net?: Decimal | undefined;
  total_net__ne?: Decimal | undefined;
  total_net__in?: Decimal[] | undefined;
  total_net__gt?: Decimal | undefined;
  total_net__gte?: Decimal | undefined;
  total_net__lt?: Decimal | undefined;
  total_net__lte?: Decimal | undefined;
  total_tax?: Decimal | undefined;
  total_tax__ne?: Decimal | undefined;
  total_tax__in?: Decimal[] | undefined;
  total_tax__gt?: Decimal | undefined;
  total_tax__gte?: Decimal | undefined;
  total_tax__lt?: Decimal | undefined;
  total_tax__lte?: Decimal | undefined;
  total_gross?: Decimal | undefined;
  total_gross__ne?: Decimal | undefined;
  total_gross__in?: Decimal[] | undefined;
  total_gross__gt?: Decimal | undefined;
  total_gross__gte?: Decimal | undefined;
  total_gross__lt?: Decimal | undefined;
  total_gross__lte?: Decimal | undefined;
  paid?: Decimal | undefined;
  paid__ne?: Decimal | undefined;
  paid__in?: Decimal[] | undefined;
  paid__gt?: Decimal | undefined;
  paid__gte?: Decimal | undefined;
  paid__lt?: Decimal | undefined;
  paid__lte?: Decimal | undefined;
  balance?: Decimal | undefined;
  balance__ne?: Decimal | undefined;
  balance__in?: Decimal[] | undefined;
  balance__gt?: Decimal | undefined;
  balance__gte?: Decimal | undefined;
  balance__lt?: Decimal | undefined;
  balance__lte?: Decimal | undefined;
  organization__id?: Uuid | undefined;
  organization__id__ne?: Uuid | undefined;
  organization__id__in?: Uuid[] | undefined;
  organization__legacy_id?: string | undefined;
  organization__legacy_id__ne?: string | undefined;
  organization__legacy_id__in?: string[] | undefined;
  organization__legacy_id__icontains?: string | undefined;
  organization__legacy_id__startswith?: string | undefined;
  organization__legacy_id__isnull?: boolean | undefined;
  organization__name?: string | undefined;
  organization__name__ne?: string | undefined;
  organization__name__in?: string[] | undefined;
  organization__name__icontains?: string | undefined;
  organization__name__startswith?: string | undefined;
  organization__legal_name?: string | undefined;
  organization__legal_name__ne?: string | undefined;
  organization__legal_name__in?: string[] | undefined;
  organization__legal_name__icontains?: string | undefined;
  organization__legal_name__startswith?: string | undefined;
  organization__legal_name__isnull?: boolean | undefined;
  organization__registration_number?: string | undefined;
  organization__registration_number__ne?: string | undefined;
  organization__registration_number__in?: string[] | undefined;
  organization__registration_number__icontains?: string | undefined;
  organization__registration_number__startswith?: string | undefined;
  organization__registration_number__isnull?: boolean | undefined;
  organization__status?: "PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED" | undefined;
  organization__status__ne?: "PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED" | undefined;
  organization__status__in?: ("PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED")[] | undefined;
  organization__industry?: string | undefined;
  organization__industry__ne?: string | undefined;
  organization__industry__in?: string[] | undefined;
  organization__industry__icontains?: string | undefined;
  organization__industry__startswith?: string | undefined;
  organization__industry__isnull?: boolean | undefined;
  organization__website?: string | undefined;
  organization__website__ne?: string | undefined;
  organization__website__in?: string[] | undefined;
  organization__website__icontains?: string | undefined;
  organization__website__startswith?: string | undefined;
  organization__website__isnull?: boolean | undefined;
  organization__email?: string | undefined;
  organization__email__ne?: string | undefined;
  organization__email__in?: string[] | undefined;
  organization__email__icontains?: string | undefined;
  organization__email__startswith?: string | undefined;
  organization__email__isnull?: boolean | undefined;
  organization__phone?: string | undefined;
  organization__phone__ne?: string | undefined;
  organization__phone__in?: string[] | undefined;
  organization__phone__icontains?: string | undefined;
  organization__phone__startswith?: string | undefined;
  organization__phone__isnull?: boolean | undefined;
  organization__street?: string | undefined;
  organization__street__ne?: string | undefined;
  organization__street__in?: string[] | undefined;
  organization__street__icontains?: string | undefined;
  organization__street__startswith?: string | undefined;
  organization__street__isnull?: boolean | undefined;
  organization__postal_code?: string | undefined;
  organization__postal_code__ne?: string | undefined;
  organization__postal_code__in?: string[] | undefined;
  organization__postal_code__icontains?: string | undefined;
  organization__postal_code__startswith?: string | undefined;
  organization__postal_code__isnull?: boolean | undefined;
  organization__city?: string | undefined;
  organization__city__ne?: string | undefined;
  organization__city__in?: string[] | undefined;
  organization__city__icontains?: string | undefined;
  organization__city__startswith?: string | undefined;
  organization__city__isnull?: boolean | undefined;
  organization__region?: string | undefined;
  organization__region__ne?: string | undefined;
  organization__region__in?: string[] | undefined;
  organization__region__icontains?: string | undefined;
  organization__region__startswith?: string | undefined;
  organization__region__isnull?: boolean | undefined;
  organization__country?: string | undefined;
  organization__country__ne?: string | undefined;
  organization__country__in?: string[] | undefined;
  organization__country__icontains?: string | undefined;
  organization__country__startswith?: string | undefined;
  organization__country__isnull?: boolean | undefined;
  organization__joined_on?: LocalDate | undefined;
  organization__joined_on__ne?: LocalDate | undefined;
  organization__joined_on__in?: LocalDate[] | undefined;
  organization__joined_on__gt?: LocalDate | undefined;
  organization__joined_on__gte?: LocalDate | undefined;
  organization__joined_on__lt?: LocalDate | undefined;
  organization__joined_on__lte?: LocalDate | undefined;
  organization__joined_on__isnull?: boolean | undefined;
  organization__closed_on?: LocalDate | undefined;
  organization__closed_on__ne?: LocalDate | undefined;
  organization__closed_on__in?: LocalDate[] | undefined;
  organization__closed_on__gt?: LocalDate | undefined;
  organization__closed_on__gte?: LocalDate | undefined;
  organization__closed_on__lt?: LocalDate | undefined;
  organization__closed_on__lte?: LocalDate | undefined;
  organization__closed_on__isnull?: boolean | undefined;
}

/** What a list takes. */
export interface InvoiceQuery extends InvoiceFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "number" | "-number" | "organization_id" | "-organization_id" | "status" | "-status" | "issued_on" | "-issued_on" | "due_on" | "-due_on" | "currency" | "-currency" | "notes" | "-notes" | "total_net" | "-total_net" | "total_tax" | "-total_tax" | "total_gross" | "-total_gross" | "paid" | "-paid" | "balance" | "-balance" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "number" | "organization_id" | "status" | "issued_on" | "due_on" | "currency" | "notes" | "lines" | "total_net" | "total_tax" | "total_gross" | "paid" | "balance" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface InvoiceGrouping extends InvoiceFilters {
  group_by?: ("id" | "legacy_id" | "number" | "organization_id" | "status" | "issued_on" | "issued_on__year" | "issued_on__month" | "issued_on__week" | "issued_on__day" | "due_on" | "due_on__year" | "due_on__month" | "due_on__week" | "due_on__day" | "currency" | "notes" | "total_net" | "total_tax" | "total_gross" | "paid" | "balance" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:issued_on" | "max:issued_on" | "min:due_on" | "max:due_on" | "min:total_net" | "max:total_net" | "sum:total_net" | "avg:total_net" | "p50:total_net" | "p90:total_net" | "p95:total_net" | "p99:total_net" | "min:total_tax" | "max:total_tax" | "sum:total_tax" | "avg:total_tax" | "p50:total_tax" | "p90:total_tax" | "p95:total_tax" | "p99:total_tax" | "min:total_gross" | "max:total_gross" | "sum:total_gross" | "avg:total_gross" | "p50:total_gross" | "p90:total_gross" | "p95:total_gross" | "p99:total_gross" | "min:paid" | "max:paid" | "sum:paid" | "avg:paid" | "p50:paid" | "p90:paid" | "p95:paid" | "p99:paid" | "min:balance" | "max:balance" | "sum:balance" | "avg:balance" | "p50:balance" | "p90:balance" | "p95:balance" | "p99:balance" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface InvoiceCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The number on the paper. */
  number: string;
  /** Who owes it. */
  organization_id: Uuid;
  /** Past DRAFT, number, organization, issued_on, currency and lines stay. */
  status: "DRAFT" | "ISSUED" | "PAID" | "VOID";
  /** When it was issued; required unless DRAFT. */
  issued_on?: LocalDate | null | undefined;
  /** When it is due; not before it was issued. */
  due_on?: LocalDate | null | undefined;
  /** ISO 4217. */
  currency: string;
  /** What is printed below. */
  notes?: string | null | undefined;
  /** Its invoice lines. Written, they replace all those that are there; known by their position. */
  lines?: InvoiceLineElement[] | undefined;
}

/** What changes in an item. */
export interface InvoicePatch {
  legacy_id?: string | null | undefined;
  number?: string | undefined;
  organization_id?: Uuid | undefined;
  status?: "DRAFT" | "ISSUED" | "PAID" | "VOID" | undefined;
  issued_on?: LocalDate | null | undefined;
  due_on?: LocalDate | null | undefined;
  currency?: string | undefined;
  notes?: string | null | undefined;
  lines?: InvoiceLineElement[] | undefined;
}

/** What an organization owes; totals are computed from the lines, never stored. */
export class Invoices extends Resource {
  /** One page; see iterate for all. */
  async list(query: InvoiceQuery = {}, options: CallOptions = {}): Promise<Page<Invoice>> {
    return this.http.json("GET", "/v1/invoices", { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(query: InvoiceQuery = {}, options: CallOptions = {}): AsyncGenerator<Invoice> {
    return this.iterate_("/v1/invoices", { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(query: InvoiceQuery = {}, options: CallOptions = {}): AsyncGenerator<Invoice> {
    return this.export_("/v1/invoices", { ...query }, options);
  }

  /** Create one invoice. */
  async create(body: InvoiceCreate, options: PostOptions = {}): Promise<Invoice> {
    return this.http.json("POST", "/v1/invoices", { ...once(options), body });
  }

  /** Aggregate invoices. */
  async aggregate(query: InvoiceGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", "/v1/invoices/aggregate", { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(items: InvoicePatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", "/v1/invoices/bulk", { ...once(options), body: { items } });
  }

  /** Get one invoice by its legacy id. */
  async getByLegacyId(legacyId: string, query: Pick<InvoiceQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Invoice> {
    return this.http.json("GET", `/v1/invoices/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one invoice. */
  async get(id: Uuid, query: Pick<InvoiceQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Invoice> {
    return this.http.json("GET", `/v1/invoices/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one invoice. */
  async delete(item: Invoice | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/invoices/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(item: Invoice | Uuid, changes: InvoicePatch, options: ChangeOptions = {}): Promise<Invoice> {
    return this.update_(`/v1/invoices/${key(item)}`, item, changes, options);
  }

  /** Get the history of one invoice. */
  async history(id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/invoices/${key(id)}/history`, { ...options, query: { ...query } });
  }

  /** Issue an invoice. */
  async issue(id: { id: Uuid } | string, body: { issued_on?: LocalDate | null | undefined; due_on?: LocalDate | null | undefined } = {}, options: PostOptions & ChangeOptions = {}): Promise<Invoice> {
    return this.http.json("POST", `/v1/invoices/${key(id)}/issue`, { ...options, ...once(options), body });
  }

  /** Record a payment. */
  async pay(id: { id: Uuid } | string, body: { received_on?: LocalDate | null | undefined; amount?: Decimal | null | undefined; method: "TRANSFER" | "CARD" | "CHEQUE" | "DIRECT_DEBIT"; reference?: string | null | undefined }, options: PostOptions & ChangeOptions = {}): Promise<Invoice> {
    return this.http.json("POST", `/v1/invoices/${key(id)}/pay`, { ...options, ...once(options), body });
  }

  /** Get what resembles one invoice. */
  async similar(id: { id: Uuid } | string, query: { by?: "words" | "meaning" | undefined; limit?: number | undefined; model?: string | undefined } = {}, options: CallOptions = {}): Promise<SimilarItems> {
    return this.http.json("GET", `/v1/invoices/${key(id)}/similar`, { ...options, query: { ...query } });
  }

  /** Void an invoice. */
  async void(id: { id: Uuid } | string, options: PostOptions & ChangeOptions = {}): Promise<Invoice> {
    return this.http.json("POST", `/v1/invoices/${key(id)}/void`, { ...options, ...once(options) });
  }
}

/** What limits a list. */
export interface InvoiceLineFilters {
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  invoice_id?: Uuid | undefined;
  invoice_id__ne?: Uuid | undefined;
  invoice_id__in?: Uuid[] | undefined;
  position?: number | undefined;
  position__ne?: number | undefined;
  position__in?: number[] | undefined;
  position__gt?: number | undefined;
  position__gte?: number | undefined;
  position__lt?: number | undefined;
  position__lte?: number | undefined;
  mission_id?: Uuid | undefined;
  mission_id__ne?: Uuid | undefined;
  mission_id__in?: Uuid[] | undefined;
  mission_id__isnull?: boolean | undefined;
  description?: string | undefined;
  description__ne?: string | undefined;
  description__in?: string[] | undefined;
  description__icontains?: string | undefined;
  description__startswith?: string | undefined;
  quantity?: Decimal | undefined;
  quantity__ne?: Decimal | undefined;
  quantity__in?: Decimal[] | undefined;
  quantity__gt?: Decimal | undefined;
  quantity__gte?: Decimal | undefined;
  quantity__lt?: Decimal | undefined;
  quantity__lte?: Decimal | undefined;
  unit_price?: Decimal | undefined;
  unit_price__ne?: Decimal | undefined;
  unit_price__in?: Decimal[] | undefined;
  unit_price__gt?: Decimal | undefined;
  unit_price__gte?: Decimal | undefined;
  unit_price__lt?: Decimal | undefined;
  unit_price__lte?: Decimal | undefined;
  tax_rate?: Decimal | undefined;
  tax_rate__ne?: Decimal | undefined;
  tax_rate__in?: Decimal[] | undefined;
  tax_rate__gt?: Decimal | undefined;
  tax_rate__gte?: Decimal | undefined;
  tax_rate__lt?: Decimal | undefined;
  tax_rate__lte?: Decimal | undefined;
  tax_rate__isnull?: boolean | undefined;
  net?: Decimal | undefined;
  net__ne?: Decimal | undefined;
  net__in?: Decimal[] | undefined;
  net__gt?: Decimal | undefined;
  net__gte?: Decimal | undefined;
  net__lt?: Decimal | undefined;
  net__lte?: Decimal | undefined;
  mission__id?: Uuid | undefined;
  mission__id__ne?: Uuid | undefined;
  mission__id__in?: Uuid[] | undefined;
  mission__legacy_id?: string | undefined;
  mission__legacy_id__ne?: string | undefined;
  mission__legacy_id__in?: string[] | undefined;
  mission__legacy_id__icontains?: string | undefined;
  mission__legacy_id__startswith?: string | undefined;
  mission__legacy_id__isnull?: boolean | undefined;
  mission__reference?: string | undefined;
  mission__reference__ne?: string | undefined;
  mission__reference__in?: string[] | undefined;
  mission__reference__icontains?: string | undefined;
  mission__reference__startswith?: string | undefined;
  mission__title?: string | undefined;
  mission__title__ne?: string | undefined;
  mission__title__in?: string[] | undefined;
  mission__title__icontains?: string | undefined;
  mission__title__startswith?: string | undefined;
  mission__kind?: "TEACHING" | "FACILITATION" | "CONSULTING" | undefined;
  mission__kind__ne?: "TEACHING" | "FACILITATION" | "CONSULTING" | undefined;
  mission__kind__in?: ("TEACHING" | "FACILITATION" | "CONSULTING")[] | undefined;
  mission__organization_id?: Uuid | undefined;
  mission__organization_id__ne?: Uuid | undefined;
  mission__organization_id__in?: Uuid[] | undefined;
  mission__teacher_id?: Uuid | undefined;
  mission__teacher_id__ne?: Uuid | undefined;
  mission__teacher_id__in?: Uuid[] | undefined;
  mission__teacher_id__isnull?: boolean | undefined;
  mission__meeting_id?: Uuid | undefined;
  mission__meeting_id__ne?: Uuid | undefined;
  mission__meeting_id__in?: Uuid[] | undefined;
  mission__meeting_id__isnull?: boolean | undefined;
  mission__status?: "DRAFT" | "CONFIRMED" | "DELIVERED" | "CANCELLED" | undefined;
  mission__status__ne?: "DRAFT" | "CONFIRMED" | "DELIVERED" | "CANCELLED" | undefined;
  mission__status__in?: ("DRAFT" | "CONFIRMED" | "DELIVERED" | "CANCELLED")[] | undefined;
  mission__starts_on?: LocalDate | undefined;
  mission__starts_on__ne?: LocalDate | undefined;
  mission__starts_on__in?: LocalDate[] | undefined;
  mission__starts_on__gt?: LocalDate | undefined;
  mission__starts_on__gte?: LocalDate | undefined;
  mission__starts_on__lt?: LocalDate | undefined;
  mission__starts_on__lte?: LocalDate | undefined;
  mission__starts_on__isnull?: boolean | undefined;
  mission__ends_on?: LocalDate | undefined;
  mission__ends_on__ne?: LocalDate | undefined;
  mission__ends_on__in?: LocalDate[] | undefined;
  mission__ends_on__gt?: LocalDate | undefined;
  mission__ends_on__gte?: LocalDate | undefined;
  mission__ends_on__lt?: LocalDate | undefined;
  mission__ends_on__lte?: LocalDate | undefined;
  mission__ends_on__isnull?: boolean | undefined;
  mission__fee?: Decimal | undefined;
  mission__fee__ne?: Decimal | undefined;
  mission__fee__in?: Decimal[] | undefined;
  mission__fee__gt?: Decimal | undefined;
  mission__fee__gte?: Decimal | undefined;
  mission__fee__lt?: Decimal | undefined;
  mission__fee__lte?: Decimal | undefined;
  mission__fee__isnull?: boolean | undefined;
  mission__currency?: string | undefined;
  mission__currency__ne?: string | undefined;
  mission__currency__in?: string[] | undefined;
  mission__currency__icontains?: string | undefined;
  mission__currency__startswith?: string | undefined;
  mission__currency__isnull?: boolean | undefined;
  mission__description?: string | undefined;
  mission__description__ne?: string | undefined;
  mission__description__in?: string[] | undefined;
  mission__description__icontains?: string | undefined;
  mission__description__startswith?: string | undefined;
  mission__description__isnull?: boolean | undefined;
}

/** What a list takes. */
export interface InvoiceLineQuery extends InvoiceLineFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "invoice_id" | "-invoice_id" | "position" | "-position" | "mission_id" | "-mission_id" | "description" | "-description" | "quantity" | "-quantity" | "unit_price" | "-unit_price" | "tax_rate" | "-tax_rate" | "net" | "-net" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "invoice_id" | "position" | "mission_id" | "description" | "quantity" | "unit_price" | "tax_rate" | "net" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface InvoiceLineGrouping extends InvoiceLineFilters {
  group_by?: ("id" | "legacy_id" | "invoice_id" | "position" | "mission_id" | "description" | "quantity" | "unit_price" | "tax_rate" | "net" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:position" | "max:position" | "sum:position" | "avg:position" | "p50:position" | "p90:position" | "p95:position" | "p99:position" | "min:quantity" | "max:quantity" | "sum:quantity" | "avg:quantity" | "p50:quantity" | "p90:quantity" | "p95:quantity" | "p99:quantity" | "min:unit_price" | "max:unit_price" | "sum:unit_price" | "avg:unit_price" | "p50:unit_price" | "p90:unit_price" | "p95:unit_price" | "p99:unit_price" | "min:tax_rate" | "max:tax_rate" | "sum:tax_rate" | "avg:tax_rate" | "p50:tax_rate" | "p90:tax_rate" | "p95:tax_rate" | "p99:tax_rate" | "min:net" | "max:net" | "sum:net" | "avg:net" | "p50:net" | "p90:net" | "p95:net" | "p99:net" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface InvoiceLineCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The place in the invoice. */
  position: number;
  /** The mission that is invoiced. */
  mission_id?: Uuid | null | undefined;
  /** What is invoiced. */
  description: string;
  /** How many. */
  quantity?: Decimal | undefined;
  /** The price of one. */
  unit_price: Decimal;
  /** The tax as a fraction. */
  tax_rate?: Decimal | null | undefined;
}

/** What changes in an item. */
export interface InvoiceLinePatch {
  legacy_id?: string | null | undefined;
  position?: number | undefined;
  mission_id?: Uuid | null | undefined;
  description?: string | undefined;
  quantity?: Decimal | undefined;
  unit_price?: Decimal | undefined;
  tax_rate?: Decimal | null | undefined;
}

/** A line of an invoice; frozen once the invoice left DRAFT. */
export class InvoiceLines extends Resource {
  /** One page; see iterate for all. */
  async list(invoiceId: Uuid, query: InvoiceLineQuery = {}, options: CallOptions = {}): Promise<Page<InvoiceLine>> {
    return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/lines`, { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(invoiceId: Uuid, query: InvoiceLineQuery = {}, options: CallOptions = {}): AsyncGenerator<InvoiceLine> {
    return this.iterate_(`/v1/invoices/${key(invoiceId)}/lines`, { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(invoiceId: Uuid, query: InvoiceLineQuery = {}, options: CallOptions = {}): AsyncGenerator<InvoiceLine> {
    return this.export_(`/v1/invoices/${key(invoiceId)}/lines`, { ...query }, options);
  }

  /** Create one invoice line. */
  async create(invoiceId: Uuid, body: InvoiceLineCreate, options: PostOptions = {}): Promise<InvoiceLine> {
    return this.http.json("POST", `/v1/invoices/${key(invoiceId)}/lines`, { ...once(options), body });
  }

  /** Aggregate invoice lines. */
  async aggregate(invoiceId: Uuid, query: InvoiceLineGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/lines/aggregate`, { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(invoiceId: Uuid, items: InvoiceLinePatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", `/v1/invoices/${key(invoiceId)}/lines/bulk`, { ...once(options), body: { items } });
  }

  /** Get one invoice line by its legacy id. */
  async getByLegacyId(invoiceId: Uuid, legacyId: string, query: Pick<InvoiceLineQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<InvoiceLine> {
    return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/lines/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one invoice line. */
  async get(invoiceId: Uuid, id: Uuid, query: Pick<InvoiceLineQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<InvoiceLine> {
    return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/lines/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one invoice line. */
  async delete(invoiceId: Uuid, item: InvoiceLine | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/invoices/${key(invoiceId)}/lines/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(invoiceId: Uuid, item: InvoiceLine | Uuid, changes: InvoiceLinePatch, options: ChangeOptions = {}): Promise<InvoiceLine> {
    return this.update_(`/v1/invoices/${key(invoiceId)}/lines/${key(item)}`, item, changes, options);
  }

  /** Get the history of one invoice line. */
  async history(invoiceId: string | number, id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/lines/${key(id)}/history`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface PaymentFilters {
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  invoice_id?: Uuid | undefined;
  invoice_id__ne?: Uuid | undefined;
  invoice_id__in?: Uuid[] | undefined;
  received_on?: LocalDate | undefined;
  received_on__ne?: LocalDate | undefined;
  received_on__in?: LocalDate[] | undefined;
  received_on__gt?: LocalDate | undefined;
  received_on__gte?: LocalDate | undefined;
  received_on__lt?: LocalDate | undefined;
  received_on__lte?: LocalDate | undefined;
  amount?: Decimal | undefined;
  amount__ne?: Decimal | undefined;
  amount__in?: Decimal[] | undefined;
  amount__gt?: Decimal | undefined;
  amount__gte?: Decimal | undefined;
  amount__lt?: Decimal | undefined;
  amount__lte?: Decimal | undefined;
  method?: "TRANSFER" | "CARD" | "CHEQUE" | "DIRECT_DEBIT" | undefined;
  method__ne?: "TRANSFER" | "CARD" | "CHEQUE" | "DIRECT_DEBIT" | undefined;
  method__in?: ("TRANSFER" | "CARD" | "CHEQUE" | "DIRECT_DEBIT")[] | undefined;
  reference?: string | undefined;
  reference__ne?: string | undefined;
  reference__in?: string[] | undefined;
  reference__icontains?: string | undefined;
  reference__startswith?: string | undefined;
  reference__isnull?: boolean | undefined;
}

/** What a list takes. */
export interface PaymentQuery extends PaymentFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "invoice_id" | "-invoice_id" | "received_on" | "-received_on" | "amount" | "-amount" | "method" | "-method" | "reference" | "-reference" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "invoice_id" | "received_on" | "amount" | "method" | "reference" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface PaymentGrouping extends PaymentFilters {
  group_by?: ("id" | "legacy_id" | "invoice_id" | "received_on" | "received_on__year" | "received_on__month" | "received_on__week" | "received_on__day" | "amount" | "method" | "reference" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:received_on" | "max:received_on" | "min:amount" | "max:amount" | "sum:amount" | "avg:amount" | "p50:amount" | "p90:amount" | "p95:amount" | "p99:amount" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface PaymentCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** When it arrived. */
  received_on: LocalDate;
  /** How much. */
  amount: Decimal;
  /** How it came. */
  method: "TRANSFER" | "CARD" | "CHEQUE" | "DIRECT_DEBIT";
  /** The reference on the statement. */
  reference?: string | null | undefined;
}

/** What changes in an item. */
export interface PaymentPatch {
  legacy_id?: string | null | undefined;
  received_on?: LocalDate | undefined;
  amount?: Decimal | undefined;
  method?: "TRANSFER" | "CARD" | "CHEQUE" | "DIRECT_DEBIT" | undefined;
  reference?: string | null | undefined;
}

/** Money received for an invoice, in the invoice's currency. */
export class Payments extends Resource {
  /** One page; see iterate for all. */
  async list(invoiceId: Uuid, query: PaymentQuery = {}, options: CallOptions = {}): Promise<Page<Payment>> {
    return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/payments`, { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(invoiceId: Uuid, query: PaymentQuery = {}, options: CallOptions = {}): AsyncGenerator<Payment> {
    return this.iterate_(`/v1/invoices/${key(invoiceId)}/payments`, { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(invoiceId: Uuid, query: PaymentQuery = {}, options: CallOptions = {}): AsyncGenerator<Payment> {
    return this.export_(`/v1/invoices/${key(invoiceId)}/payments`, { ...query }, options);
  }

  /** Create one payment. */
  async create(invoiceId: Uuid, body: PaymentCreate, options: PostOptions = {}): Promise<Payment> {
    return this.http.json("POST", `/v1/invoices/${key(invoiceId)}/payments`, { ...once(options), body });
  }

  /** Aggregate payments. */
  async aggregate(invoiceId: Uuid, query: PaymentGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/payments/aggregate`, { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(invoiceId: Uuid, items: PaymentPatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", `/v1/invoices/${key(invoiceId)}/payments/bulk`, { ...once(options), body: { items } });
  }

  /** Get one payment by its legacy id. */
  async getByLegacyId(invoiceId: Uuid, legacyId: string, query: Pick<PaymentQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Payment> {
    return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/payments/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one payment. */
  async get(invoiceId: Uuid, id: Uuid, query: Pick<PaymentQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Payment> {
    return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/payments/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one payment. */
  async delete(invoiceId: Uuid, item: Payment | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/invoices/${key(invoiceId)}/payments/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(invoiceId: Uuid, item: Payment | Uuid, changes: PaymentPatch, options: ChangeOptions = {}): Promise<Payment> {
    return this.update_(`/v1/invoices/${key(invoiceId)}/payments/${key(item)}`, item, changes, options);
  }

  /** Get the history of one payment. */
  async history(invoiceId: string | number, id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/payments/${key(id)}/history`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface MeetingFilters {
  q?: string | undefined;
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  group_id?: Uuid | undefined;
  group_id__ne?: Uuid | undefined;
  group_id__in?: Uuid[] | undefined;
  month?: LocalDate | undefined;
  month__ne?: LocalDate | undefined;
  month__in?: LocalDate[] | undefined;
  month__gt?: LocalDate | undefined;
  month__gte?: LocalDate | undefined;
  month__lt?: LocalDate | undefined;
  month__lte?: LocalDate | undefined;
  starts_at?: Instant | undefined;
  starts_at__ne?: Instant | undefined;
  starts_at__in?: Instant[] | undefined;
  starts_at__gt?: Instant | undefined;
  starts_at__gte?: Instant | undefined;
  starts_at__lt?: Instant | undefined;
  starts_at__lte?: Instant | undefined;
  starts_at__isnull?: boolean | undefined;
  ends_at?: Instant | undefined;
  ends_at__ne?: Instant | undefined;
  ends_at__in?: Instant[] | undefined;
  ends_at__gt?: Instant | undefined;
  ends_at__gte?: Instant | undefined;
  ends_at__lt?: Instant | undefined;
  ends_at__lte?: Instant | undefined;
  ends_at__isnull?: boolean | undefined;
  venue_id?: Uuid | undefined;
  venue_id__ne?: Uuid | undefined;
  venue_id__in?: Uuid[] | undefined;
  venue_id__isnull?: boolean | undefined;
  teacher_id?: Uuid | undefined;
  teacher_id__ne?: Uuid | undefined;
  teacher_id__in?: Uuid[] | undefined;
  teacher_id__isnull?: boolean | undefined;
  topic_id?: Uuid | undefined;
  topic_id__ne?: Uuid | undefined;
  topic_id__in?: Uuid[] | undefined;
  topic_id__isnull?: boolean | undefined;
  title?: string | undefined;
  title__ne?: string | undefined;
  title__in?: string[] | undefined;
  title__icontains?: string | undefined;
  title__startswith?: string | undefined;
  title__isnull?: boolean | undefined;
  status?: "PLANNED" | "HELD" | "CANCELLED" | undefined;
  status__ne?: "PLANNED" | "HELD" | "CANCELLED" | undefined;
  status__in?: ("PLANNED" | "HELD" | "CANCELLED")[] | undefined;
  notes?: string | undefined;
  notes__ne?: string | undefined;
  notes__in?: string[] | undefined;
  notes__icontains?: string | undefined;
  notes__startswith?: string | undefined;
  notes__isnull?: boolean | undefined;
  group__id?: Uuid | undefined;
  group__id__ne?: Uuid | undefined;
  group__id__in?: Uuid[] | undefined;
  group__legacy_id?: string | undefined;
  group__legacy_id__ne?: string | undefined;
  group__legacy_id__in?: string[] | undefined;
  group__legacy_id__icontains?: string | undefined;
  group__legacy_id__startswith?: string | undefined;
  group__legacy_id__isnull?: boolean | undefined;
  group__code?: string | undefined;
  group__code__ne?: string | undefined;
  group__code__in?: string[] | undefined;
  group__code__icontains?: string | undefined;
  group__code__startswith?: string | undefined;
  group__name?: string | undefined;
  group__name__ne?: string | undefined;
  group__name__in?: string[] | undefined;
  group__name__icontains?: string | undefined;
  group__name__startswith?: string | undefined;
  group__status?: "FORMING" | "ACTIVE" | "DORMANT" | "CLOSED" | undefined;
  group__status__ne?: "FORMING" | "ACTIVE" | "DORMANT" | "CLOSED" | undefined;
  group__status__in?: ("FORMING" | "ACTIVE" | "DORMANT" | "CLOSED")[] | undefined;
  group__point_of_contact_id?: Uuid | undefined;
  group__point_of_contact_id__ne?: Uuid | undefined;
  group__point_of_contact_id__in?: Uuid[] | undefined;
  group__point_of_contact_id__isnull?: boolean | undefined;
  group__region?: string | undefined;
  group__region__ne?: string | undefined;
  group__region__in?: string[] | undefined;
  group__region__icontains?: string | undefined;
  group__region__startswith?: string | undefined;
  group__region__isnull?: boolean | undefined;
  group__founded_on?: LocalDate | undefined;
  group__founded_on__ne?: LocalDate | undefined;
  group__founded_on__in?: LocalDate[] | undefined;
  group__founded_on__gt?: LocalDate | undefined;
  group__founded_on__gte?: LocalDate | undefined;
  group__founded_on__lt?: LocalDate | undefined;
  group__founded_on__lte?: LocalDate | undefined;
  group__founded_on__isnull?: boolean | undefined;
  group__capacity?: number | undefined;
  group__capacity__ne?: number | undefined;
  group__capacity__in?: number[] | undefined;
  group__capacity__gt?: number | undefined;
  group__capacity__gte?: number | undefined;
  group__capacity__lt?: number | undefined;
  group__capacity__lte?: number | undefined;
  group__capacity__isnull?: boolean | undefined;
  venue__id?: Uuid | undefined;
  venue__id__ne?: Uuid | undefined;
  venue__id__in?: Uuid[] | undefined;
  venue__legacy_id?: string | undefined;
  venue__legacy_id__ne?: string | undefined;
  venue__legacy_id__in?: string[] | undefined;
  venue__legacy_id__icontains?: string | undefined;
  venue__legacy_id__startswith?: string | undefined;
  venue__legacy_id__isnull?: boolean | undefined;
  venue__name?: string | undefined;
  venue__name__ne?: string | undefined;
  venue__name__in?: string[] | undefined;
  venue__name__icontains?: string | undefined;
  venue__name__startswith?: string | undefined;
  venue__street?: string | undefined;
  venue__street__ne?: string | undefined;
  venue__street__in?: string[] | undefined;
  venue__street__icontains?: string | undefined;
  venue__street__startswith?: string | undefined;
  venue__street__isnull?: boolean | undefined;
  venue__postal_code?: string | undefined;
  venue__postal_code__ne?: string | undefined;
  venue__postal_code__in?: string[] | undefined;
  venue__postal_code__icontains?: string | undefined;
  venue__postal_code__startswith?: string | undefined;
  venue__postal_code__isnull?: boolean | undefined;
  venue__city?: string | undefined;
  venue__city__ne?: string | undefined;
  venue__city__in?: string[] | undefined;
  venue__city__icontains?: string | undefined;
  venue__city__startswith?: string | undefined;
  venue__city__isnull?: boolean | undefined;
  venue__country?: string | undefined;
  venue__country__ne?: string | undefined;
  venue__country__in?: string[] | undefined;
  venue__country__icontains?: string | undefined;
  venue__country__startswith?: string | undefined;
  venue__country__isnull?: boolean | undefined;
  venue__capacity?: number | undefined;
  venue__capacity__ne?: number | undefined;
  venue__capacity__in?: number[] | undefined;
  venue__capacity__gt?: number | undefined;
  venue__capacity__gte?: number | undefined;
  venue__capacity__lt?: number | undefined;
  venue__capacity__lte?: number | undefined;
  venue__capacity__isnull?: boolean | undefined;
  venue__latitude?: Decimal | undefined;
  venue__latitude__ne?: Decimal | undefined;
  venue__latitude__in?: Decimal[] | undefined;
  venue__latitude__gt?: Decimal | undefined;
  venue__latitude__gte?: Decimal | undefined;
  venue__latitude__lt?: Decimal | undefined;
  venue__latitude__lte?: Decimal | undefined;
  venue__latitude__isnull?: boolean | undefined;
  venue__longitude?: Decimal | undefined;
  venue__longitude__ne?: Decimal | undefined;
  venue__longitude__in?: Decimal[] | undefined;
  venue__longitude__gt?: Decimal | undefined;
  venue__longitude__gte?: Decimal | undefined;
  venue__longitude__lt?: Decimal | undefined;
  venue__longitude__lte?: Decimal | undefined;
  venue__longitude__isnull?: boolean | undefined;
  teacher__id?: Uuid | undefined;
  teacher__id__ne?: Uuid | undefined;
  teacher__id__in?: Uuid[] | undefined;
  teacher__legacy_id?: string | undefined;
  teacher__legacy_id__ne?: string | undefined;
  teacher__legacy_id__in?: string[] | undefined;
  teacher__legacy_id__icontains?: string | undefined;
  teacher__legacy_id__startswith?: string | undefined;
  teacher__legacy_id__isnull?: boolean | undefined;
  teacher__person_id?: Uuid | undefined;
  teacher__person_id__ne?: Uuid | undefined;
  teacher__person_id__in?: Uuid[] | undefined;
  teacher__headline?: string | undefined;
  teacher__headline__ne?: string | undefined;
  teacher__headline__in?: string[] | undefined;
  teacher__headline__icontains?: string | undefined;
  teacher__headline__startswith?: string | undefined;
  teacher__headline__isnull?: boolean | undefined;
  teacher__biography?: string | undefined;
  teacher__biography__ne?: string | undefined;
  teacher__biography__in?: string[] | undefined;
  teacher__biography__icontains?: string | undefined;
  teacher__biography__startswith?: string | undefined;
  teacher__biography__isnull?: boolean | undefined;
  teacher__daily_rate?: Decimal | undefined;
  teacher__daily_rate__ne?: Decimal | undefined;
  teacher__daily_rate__in?: Decimal[] | undefined;
  teacher__daily_rate__gt?: Decimal | undefined;
  teacher__daily_rate__gte?: Decimal | undefined;
  teacher__daily_rate__lt?: Decimal | undefined;
  teacher__daily_rate__lte?: Decimal | undefined;
  teacher__daily_rate__isnull?: boolean | undefined;
  teacher__currency?: string | undefined;
  teacher__currency__ne?: string | undefined;
  teacher__currency__in?: string[] | undefined;
  teacher__currency__icontains?: string | undefined;
  teacher__currency__startswith?: string | undefined;
  teacher__currency__isnull?: boolean | undefined;
  teacher__status?: "ACTIVE" | "RETIRED" | undefined;
  teacher__status__ne?: "ACTIVE" | "RETIRED" | undefined;
  teacher__status__in?: ("ACTIVE" | "RETIRED")[] | undefined;
  topic__id?: Uuid | undefined;
  topic__id__ne?: Uuid | undefined;
  topic__id__in?: Uuid[] | undefined;
  topic__legacy_id?: string | undefined;
  topic__legacy_id__ne?: string | undefined;
  topic__legacy_id__in?: string[] | undefined;
  topic__legacy_id__icontains?: string | undefined;
  topic__legacy_id__startswith?: string | undefined;
  topic__legacy_id__isnull?: boolean | undefined;
  topic__code?: string | undefined;
  topic__code__ne?: string | undefined;
  topic__code__in?: string[] | undefined;
  topic__code__icontains?: string | undefined;
  topic__code__startswith?: string | undefined;
  topic__name?: string | undefined;
  topic__name__ne?: string | undefined;
  topic__name__in?: string[] | undefined;
  topic__name__icontains?: string | undefined;
  topic__name__startswith?: string | undefined;
  topic__parent_id?: Uuid | undefined;
  topic__parent_id__ne?: Uuid | undefined;
  topic__parent_id__in?: Uuid[] | undefined;
  topic__parent_id__isnull?: boolean | undefined;
}

/** What a list takes. */
export interface MeetingQuery extends MeetingFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "group_id" | "-group_id" | "month" | "-month" | "starts_at" | "-starts_at" | "ends_at" | "-ends_at" | "venue_id" | "-venue_id" | "teacher_id" | "-teacher_id" | "topic_id" | "-topic_id" | "title" | "-title" | "status" | "-status" | "notes" | "-notes" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "group_id" | "month" | "starts_at" | "ends_at" | "venue_id" | "teacher_id" | "topic_id" | "title" | "status" | "notes" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface MeetingGrouping extends MeetingFilters {
  group_by?: ("id" | "legacy_id" | "group_id" | "month" | "month__year" | "month__month" | "month__week" | "month__day" | "starts_at" | "starts_at__year" | "starts_at__month" | "starts_at__week" | "starts_at__day" | "ends_at" | "ends_at__year" | "ends_at__month" | "ends_at__week" | "ends_at__day" | "venue_id" | "teacher_id" | "topic_id" | "title" | "status" | "notes" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:month" | "max:month" | "min:starts_at" | "max:starts_at" | "min:ends_at" | "max:ends_at" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface MeetingCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The group that meets. */
  group_id: Uuid;
  /** The month, by its first day. */
  month: LocalDate;
  /** The beginning, inside the month. */
  starts_at?: Instant | null | undefined;
  /** The end, after the beginning. */
  ends_at?: Instant | null | undefined;
  /** Where it is held. */
  venue_id?: Uuid | null | undefined;
  /** Who teaches; required when HELD. */
  teacher_id?: Uuid | null | undefined;
  /** What is taught. */
  topic_id?: Uuid | null | undefined;
  /** The title. */
  title?: string | null | undefined;
  /** Whether it was held. */
  status: "PLANNED" | "HELD" | "CANCELLED";
  /** What was noted about it. */
  notes?: string | null | undefined;
}

/** What changes in an item. */
export interface MeetingPatch {
  legacy_id?: string | null | undefined;
  group_id?: Uuid | undefined;
  month?: LocalDate | undefined;
  starts_at?: Instant | null | undefined;
  ends_at?: Instant | null | undefined;
  venue_id?: Uuid | null | undefined;
  teacher_id?: Uuid | null | undefined;
  topic_id?: Uuid | null | undefined;
  title?: string | null | undefined;
  status?: "PLANNED" | "HELD" | "CANCELLED" | undefined;
  notes?: string | null | undefined;
}

/** A group's monthly meeting; one that is not cancelled per group and month. */
export class Meetings extends Resource {
  /** One page; see iterate for all. */
  async list(query: MeetingQuery = {}, options: CallOptions = {}): Promise<Page<Meeting>> {
    return this.http.json("GET", "/v1/meetings", { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(query: MeetingQuery = {}, options: CallOptions = {}): AsyncGenerator<Meeting> {
    return this.iterate_("/v1/meetings", { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(query: MeetingQuery = {}, options: CallOptions = {}): AsyncGenerator<Meeting> {
    return this.export_("/v1/meetings", { ...query }, options);
  }

  /** Create one meeting. */
  async create(body: MeetingCreate, options: PostOptions = {}): Promise<Meeting> {
    return this.http.json("POST", "/v1/meetings", { ...once(options), body });
  }

  /** Aggregate meetings. */
  async aggregate(query: MeetingGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", "/v1/meetings/aggregate", { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(items: MeetingPatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", "/v1/meetings/bulk", { ...once(options), body: { items } });
  }

  /** Get one meeting by its legacy id. */
  async getByLegacyId(legacyId: string, query: Pick<MeetingQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Meeting> {
    return this.http.json("GET", `/v1/meetings/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one meeting. */
  async get(id: Uuid, query: Pick<MeetingQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Meeting> {
    return this.http.json("GET", `/v1/meetings/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one meeting. */
  async delete(item: Meeting | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/meetings/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(item: Meeting | Uuid, changes: MeetingPatch, options: ChangeOptions = {}): Promise<Meeting> {
    return this.update_(`/v1/meetings/${key(item)}`, item, changes, options);
  }

  /** Cancel a meeting. */
  async cancel(id: { id: Uuid } | string, options: PostOptions & ChangeOptions = {}): Promise<Meeting> {
    return this.http.json("POST", `/v1/meetings/${key(id)}/cancel`, { ...options, ...once(options) });
  }

  /** Get the history of one meeting. */
  async history(id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/meetings/${key(id)}/history`, { ...options, query: { ...query } });
  }

  /** Hold a meeting. */
  async hold(id: { id: Uuid } | string, body: { teacher_id?: Uuid | null | undefined; venue_id?: Uuid | null | undefined; topic_id?: Uuid | null | undefined; starts_at?: Instant | null | undefined; ends_at?: Instant | null | undefined; notes?: string | null | undefined } = {}, options: PostOptions & ChangeOptions = {}): Promise<Meeting> {
    return this.http.json("POST", `/v1/meetings/${key(id)}/hold`, { ...options, ...once(options), body });
  }

  /** Get what resembles one meeting. */
  async similar(id: { id: Uuid } | string, query: { by?: "words" | "meaning" | undefined; limit?: number | undefined; model?: string | undefined } = {}, options: CallOptions = {}): Promise<SimilarItems> {
    return this.http.json("GET", `/v1/meetings/${key(id)}/similar`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface AttendanceFilters {
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  meeting_id?: Uuid | undefined;
  meeting_id__ne?: Uuid | undefined;
  meeting_id__in?: Uuid[] | undefined;
  member_id?: Uuid | undefined;
  member_id__ne?: Uuid | undefined;
  member_id__in?: Uuid[] | undefined;
  status?: "PRESENT" | "ABSENT" | "EXCUSED" | undefined;
  status__ne?: "PRESENT" | "ABSENT" | "EXCUSED" | undefined;
  status__in?: ("PRESENT" | "ABSENT" | "EXCUSED")[] | undefined;
  as_guest?: boolean | undefined;
  rating?: number | undefined;
  rating__ne?: number | undefined;
  rating__in?: number[] | undefined;
  rating__gt?: number | undefined;
  rating__gte?: number | undefined;
  rating__lt?: number | undefined;
  rating__lte?: number | undefined;
  rating__isnull?: boolean | undefined;
  comment?: string | undefined;
  comment__ne?: string | undefined;
  comment__in?: string[] | undefined;
  comment__icontains?: string | undefined;
  comment__startswith?: string | undefined;
  comment__isnull?: boolean | undefined;
  member__id?: Uuid | undefined;
  member__id__ne?: Uuid | undefined;
  member__id__in?: Uuid[] | undefined;
  member__legacy_id?: string | undefined;
  member__legacy_id__ne?: string | undefined;
  member__legacy_id__in?: string[] | undefined;
  member__legacy_id__icontains?: string | undefined;
  member__legacy_id__startswith?: string | undefined;
  member__legacy_id__isnull?: boolean | undefined;
  member__person_id?: Uuid | undefined;
  member__person_id__ne?: Uuid | undefined;
  member__person_id__in?: Uuid[] | undefined;
  member__organization_id?: Uuid | undefined;
  member__organization_id__ne?: Uuid | undefined;
  member__organization_id__in?: Uuid[] | undefined;
  member__member_number?: string | undefined;
  member__member_number__ne?: string | undefined;
  member__member_number__in?: string[] | undefined;
  member__member_number__icontains?: string | undefined;
  member__member_number__startswith?: string | undefined;
  member__job_title?: string | undefined;
  member__job_title__ne?: string | undefined;
  member__job_title__in?: string[] | undefined;
  member__job_title__icontains?: string | undefined;
  member__job_title__startswith?: string | undefined;
  member__job_title__isnull?: boolean | undefined;
  member__status?: "CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT" | undefined;
  member__status__ne?: "CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT" | undefined;
  member__status__in?: ("CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT")[] | undefined;
  member__joined_on?: LocalDate | undefined;
  member__joined_on__ne?: LocalDate | undefined;
  member__joined_on__in?: LocalDate[] | undefined;
  member__joined_on__gt?: LocalDate | undefined;
  member__joined_on__gte?: LocalDate | undefined;
  member__joined_on__lt?: LocalDate | undefined;
  member__joined_on__lte?: LocalDate | undefined;
  member__left_on?: LocalDate | undefined;
  member__left_on__ne?: LocalDate | undefined;
  member__left_on__in?: LocalDate[] | undefined;
  member__left_on__gt?: LocalDate | undefined;
  member__left_on__gte?: LocalDate | undefined;
  member__left_on__lt?: LocalDate | undefined;
  member__left_on__lte?: LocalDate | undefined;
  member__left_on__isnull?: boolean | undefined;
}

/** What a list takes. */
export interface AttendanceQuery extends AttendanceFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "meeting_id" | "-meeting_id" | "member_id" | "-member_id" | "status" | "-status" | "as_guest" | "-as_guest" | "rating" | "-rating" | "comment" | "-comment" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "meeting_id" | "member_id" | "status" | "as_guest" | "rating" | "comment" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface AttendanceGrouping extends AttendanceFilters {
  group_by?: ("id" | "legacy_id" | "meeting_id" | "member_id" | "status" | "as_guest" | "rating" | "comment" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:rating" | "max:rating" | "sum:rating" | "avg:rating" | "p50:rating" | "p90:rating" | "p95:rating" | "p99:rating" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface AttendanceCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The member. */
  member_id: Uuid;
  /** Whether they came. */
  status: "PRESENT" | "ABSENT" | "EXCUSED";
  /** Whether they came as a guest of the group. */
  as_guest?: boolean | undefined;
  /** How they rated it, from 1 to 5. */
  rating?: number | null | undefined;
  /** What they said about it. */
  comment?: string | null | undefined;
}

/** What changes in an item. */
export interface AttendancePatch {
  legacy_id?: string | null | undefined;
  member_id?: Uuid | undefined;
  status?: "PRESENT" | "ABSENT" | "EXCUSED" | undefined;
  as_guest?: boolean | undefined;
  rating?: number | null | undefined;
  comment?: string | null | undefined;
}

/** Whether a member came to a meeting, and how they rated it; once per member. */
export class Attendances extends Resource {
  /** One page; see iterate for all. */
  async list(meetingId: Uuid, query: AttendanceQuery = {}, options: CallOptions = {}): Promise<Page<Attendance>> {
    return this.http.json("GET", `/v1/meetings/${key(meetingId)}/attendances`, { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(meetingId: Uuid, query: AttendanceQuery = {}, options: CallOptions = {}): AsyncGenerator<Attendance> {
    return this.iterate_(`/v1/meetings/${key(meetingId)}/attendances`, { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(meetingId: Uuid, query: AttendanceQuery = {}, options: CallOptions = {}): AsyncGenerator<Attendance> {
    return this.export_(`/v1/meetings/${key(meetingId)}/attendances`, { ...query }, options);
  }

  /** Create one attendance. */
  async create(meetingId: Uuid, body: AttendanceCreate, options: PostOptions = {}): Promise<Attendance> {
    return this.http.json("POST", `/v1/meetings/${key(meetingId)}/attendances`, { ...once(options), body });
  }

  /** Aggregate attendances. */
  async aggregate(meetingId: Uuid, query: AttendanceGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", `/v1/meetings/${key(meetingId)}/attendances/aggregate`, { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(meetingId: Uuid, items: AttendancePatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", `/v1/meetings/${key(meetingId)}/attendances/bulk`, { ...once(options), body: { items } });
  }

  /** Get one attendance by its legacy id. */
  async getByLegacyId(meetingId: Uuid, legacyId: string, query: Pick<AttendanceQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Attendance> {
    return this.http.json("GET", `/v1/meetings/${key(meetingId)}/attendances/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one attendance. */
  async get(meetingId: Uuid, id: Uuid, query: Pick<AttendanceQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Attendance> {
    return this.http.json("GET", `/v1/meetings/${key(meetingId)}/attendances/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one attendance. */
  async delete(meetingId: Uuid, item: Attendance | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/meetings/${key(meetingId)}/attendances/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(meetingId: Uuid, item: Attendance | Uuid, changes: AttendancePatch, options: ChangeOptions = {}): Promise<Attendance> {
    return this.update_(`/v1/meetings/${key(meetingId)}/attendances/${key(item)}`, item, changes, options);
  }

  /** Get the history of one attendance. */
  async history(meetingId: string | number, id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/meetings/${key(meetingId)}/attendances/${key(id)}/history`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface MemberFilters {
  q?: string | undefined;
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  person_id?: Uuid | undefined;
  person_id__ne?: Uuid | undefined;
  person_id__in?: Uuid[] | undefined;
  organization_id?: Uuid | undefined;
  organization_id__ne?: Uuid | undefined;
  organization_id__in?: Uuid[] | undefined;
  member_number?: string | undefined;
  member_number__ne?: string | undefined;
  member_number__in?: string[] | undefined;
  member_number__icontains?: string | undefined;
  member_number__startswith?: string | undefined;
  job_title?: string | undefined;
  job_title__ne?: string | undefined;
  job_title__in?: string[] | undefined;
  job_title__icontains?: string | undefined;
  job_title__startswith?: string | undefined;
  job_title__isnull?: boolean | undefined;
  status?: "CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT" | undefined;
  status__ne?: "CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT" | undefined;
  status__in?: ("CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT")[] | undefined;
  joined_on?: LocalDate | undefined;
  joined_on__ne?: LocalDate | undefined;
  joined_on__in?: LocalDate[] | undefined;
  joined_on__gt?: LocalDate | undefined;
  joined_on__gte?: LocalDate | undefined;
  joined_on__lt?: LocalDate | undefined;
  joined_on__lte?: LocalDate | undefined;
  left_on?: LocalDate | undefined;
  left_on__ne?: LocalDate | undefined;
  left_on__in?: LocalDate[] | undefined;
  left_on__gt?: LocalDate | undefined;
  left_on__gte?: LocalDate | undefined;
  left_on__lt?: LocalDate | undefined;
  left_on__lte?: LocalDate | undefined;
  left_on__isnull?: boolean | undefined;
  full_name?: string | undefined;
  full_name__ne?: string | undefined;
  full_name__in?: string[] | undefined;
  full_name__icontains?: string | undefined;
  full_name__startswith?: string | undefined;
  full_name__isnull?: boolean | undefined;
  email?: string | undefined;
  email__ne?: string | undefined;
  email__in?: string[] | undefined;
  email__icontains?: string | undefined;
  email__startswith?: string | undefined;
  email__isnull?: boolean | undefined;
  person__id?: Uuid | undefined;
  person__id__ne?: Uuid | undefined;
  person__id__in?: Uuid[] | undefined;
  person__legacy_id?: string | undefined;
  person__legacy_id__ne?: string | undefined;
  person__legacy_id__in?: string[] | undefined;
  person__legacy_id__icontains?: string | undefined;
  person__legacy_id__startswith?: string | undefined;
  person__legacy_id__isnull?: boolean | undefined;
  person__given_name?: string | undefined;
  person__given_name__ne?: string | undefined;
  person__given_name__in?: string[] | undefined;
  person__given_name__icontains?: string | undefined;
  person__given_name__startswith?: string | undefined;
  person__given_name__isnull?: boolean | undefined;
  person__family_name?: string | undefined;
  person__family_name__ne?: string | undefined;
  person__family_name__in?: string[] | undefined;
  person__family_name__icontains?: string | undefined;
  person__family_name__startswith?: string | undefined;
  person__email?: string | undefined;
  person__email__ne?: string | undefined;
  person__email__in?: string[] | undefined;
  person__email__icontains?: string | undefined;
  person__email__startswith?: string | undefined;
  person__email__isnull?: boolean | undefined;
  person__phone?: string | undefined;
  person__phone__ne?: string | undefined;
  person__phone__in?: string[] | undefined;
  person__phone__icontains?: string | undefined;
  person__phone__startswith?: string | undefined;
  person__phone__isnull?: boolean | undefined;
  person__language?: string | undefined;
  person__language__ne?: string | undefined;
  person__language__in?: string[] | undefined;
  person__language__icontains?: string | undefined;
  person__language__startswith?: string | undefined;
  person__language__isnull?: boolean | undefined;
  person__born_on?: LocalDate | undefined;
  person__born_on__ne?: LocalDate | undefined;
  person__born_on__in?: LocalDate[] | undefined;
  person__born_on__gt?: LocalDate | undefined;
  person__born_on__gte?: LocalDate | undefined;
  person__born_on__lt?: LocalDate | undefined;
  person__born_on__lte?: LocalDate | undefined;
  person__born_on__isnull?: boolean | undefined;
  person__full_name?: string | undefined;
  person__full_name__ne?: string | undefined;
  person__full_name__in?: string[] | undefined;
  person__full_name__icontains?: string | undefined;
  person__full_name__startswith?: string | undefined;
  organization__id?: Uuid | undefined;
  organization__id__ne?: Uuid | undefined;
  organization__id__in?: Uuid[] | undefined;
  organization__legacy_id?: string | undefined;
  organization__legacy_id__ne?: string | undefined;
  organization__legacy_id__in?: string[] | undefined;
  organization__legacy_id__icontains?: string | undefined;
  organization__legacy_id__startswith?: string | undefined;
  organization__legacy_id__isnull?: boolean | undefined;
  organization__name?: string | undefined;
  organization__name__ne?: string | undefined;
  organization__name__in?: string[] | undefined;
  organization__name__icontains?: string | undefined;
  organization__name__startswith?: string | undefined;
  organization__legal_name?: string | undefined;
  organization__legal_name__ne?: string | undefined;
  organization__legal_name__in?: string[] | undefined;
  organization__legal_name__icontains?: string | undefined;
  organization__legal_name__startswith?: string | undefined;
  organization__legal_name__isnull?: boolean | undefined;
  organization__registration_number?: string | undefined;
  organization__registration_number__ne?: string | undefined;
  organization__registration_number__in?: string[] | undefined;
  organization__registration_number__icontains?: string | undefined;
  organization__registration_number__startswith?: string | undefined;
  organization__registration_number__isnull?: boolean | undefined;
  organization__status?: "PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED" | undefined;
  organization__status__ne?: "PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED" | undefined;
  organization__status__in?: ("PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED")[] | undefined;
  organization__industry?: string | undefined;
  organization__industry__ne?: string | undefined;
  organization__industry__in?: string[] | undefined;
  organization__industry__icontains?: string | undefined;
  organization__industry__startswith?: string | undefined;
  organization__industry__isnull?: boolean | undefined;
  organization__website?: string | undefined;
  organization__website__ne?: string | undefined;
  organization__website__in?: string[] | undefined;
  organization__website__icontains?: string | undefined;
  organization__website__startswith?: string | undefined;
  organization__website__isnull?: boolean | undefined;
  organization__email?: string | undefined;
  organization__email__ne?: string | undefined;
  organization__email__in?: string[] | undefined;
  organization__email__icontains?: string | undefined;
  organization__email__startswith?: string | undefined;
  organization__email__isnull?: boolean | undefined;
  organization__phone?: string | undefined;
  organization__phone__ne?: string | undefined;
  organization__phone__in?: string[] | undefined;
  organization__phone__icontains?: string | undefined;
  organization__phone__startswith?: string | undefined;
  organization__phone__isnull?: boolean | undefined;
  organization__street?: string | undefined;
  organization__street__ne?: string | undefined;
  organization__street__in?: string[] | undefined;
  organization__street__icontains?: string | undefined;
  organization__street__startswith?: string | undefined;
  organization__street__isnull?: boolean | undefined;
  organization__postal_code?: string | undefined;
  organization__postal_code__ne?: string | undefined;
  organization__postal_code__in?: string[] | undefined;
  organization__postal_code__icontains?: string | undefined;
  organization__postal_code__startswith?: string | undefined;
  organization__postal_code__isnull?: boolean | undefined;
  organization__city?: string | undefined;
  organization__city__ne?: string | undefined;
  organization__city__in?: string[] | undefined;
  organization__city__icontains?: string | undefined;
  organization__city__startswith?: string | undefined;
  organization__city__isnull?: boolean | undefined;
  organization__region?: string | undefined;
  organization__region__ne?: string | undefined;
  organization__region__in?: string[] | undefined;
  organization__region__icontains?: string | undefined;
  organization__region__startswith?: string | undefined;
  organization__region__isnull?: boolean | undefined;
  organization__country?: string | undefined;
  organization__country__ne?: string | undefined;
  organization__country__in?: string[] | undefined;
  organization__country__icontains?: string | undefined;
  organization__country__startswith?: string | undefined;
  organization__country__isnull?: boolean | undefined;
  organization__joined_on?: LocalDate | undefined;
  organization__joined_on__ne?: LocalDate | undefined;
  organization__joined_on__in?: LocalDate[] | undefined;
  organization__joined_on__gt?: LocalDate | undefined;
  organization__joined_on__gte?: LocalDate | undefined;
  organization__joined_on__lt?: LocalDate | undefined;
  organization__joined_on__lte?: LocalDate | undefined;
  organization__joined_on__isnull?: boolean | undefined;
  organization__closed_on?: LocalDate | undefined;
  organization__closed_on__ne?: LocalDate | undefined;
  organization__closed_on__in?: LocalDate[] | undefined;
  organization__closed_on__gt?: LocalDate | undefined;
  organization__closed_on__gte?: LocalDate | undefined;
  organization__closed_on__lt?: LocalDate | undefined;
  organization__closed_on__lte?: LocalDate | undefined;
  organization__closed_on__isnull?: boolean | undefined;
}

/** What a list takes. */
export interface MemberQuery extends MemberFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "person_id" | "-person_id" | "organization_id" | "-organization_id" | "member_number" | "-member_number" | "job_title" | "-job_title" | "status" | "-status" | "joined_on" | "-joined_on" | "left_on" | "-left_on" | "full_name" | "-full_name" | "email" | "-email" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "person_id" | "organization_id" | "member_number" | "job_title" | "status" | "joined_on" | "left_on" | "full_name" | "email" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface MemberGrouping extends MemberFilters {
  group_by?: ("id" | "legacy_id" | "person_id" | "organization_id" | "member_number" | "job_title" | "status" | "joined_on" | "joined_on__year" | "joined_on__month" | "joined_on__week" | "joined_on__day" | "left_on" | "left_on__year" | "left_on__month" | "left_on__week" | "left_on__day" | "full_name" | "email" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:joined_on" | "max:joined_on" | "min:left_on" | "max:left_on" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface MemberCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The human. */
  person_id: Uuid;
  /** The organization on whose behalf they are a member. */
  organization_id: Uuid;
  /** The number on the membership card. */
  member_number: string;
  /** The position in the organization. */
  job_title?: string | null | undefined;
  /** LEFT if and only if left_on is set. */
  status: "CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT";
  /** The first day. */
  joined_on: LocalDate;
  /** The day after the last one; not before joined_on. */
  left_on?: LocalDate | null | undefined;
}

/** What changes in an item. */
export interface MemberPatch {
  legacy_id?: string | null | undefined;
  person_id?: Uuid | undefined;
  organization_id?: Uuid | undefined;
  member_number?: string | undefined;
  job_title?: string | null | undefined;
  status?: "CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT" | undefined;
  joined_on?: LocalDate | undefined;
  left_on?: LocalDate | null | undefined;
}

/** The membership of a person on behalf of an organization; a person has one at a time. */
export class Members extends Resource {
  /** One page; see iterate for all. */
  async list(query: MemberQuery = {}, options: CallOptions = {}): Promise<Page<Member>> {
    return this.http.json("GET", "/v1/members", { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(query: MemberQuery = {}, options: CallOptions = {}): AsyncGenerator<Member> {
    return this.iterate_("/v1/members", { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(query: MemberQuery = {}, options: CallOptions = {}): AsyncGenerator<Member> {
    return this.export_("/v1/members", { ...query }, options);
  }

  /** Create one member. */
  async create(body: MemberCreate, options: PostOptions = {}): Promise<Member> {
    return this.http.json("POST", "/v1/members", { ...once(options), body });
  }

  /** Aggregate members. */
  async aggregate(query: MemberGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", "/v1/members/aggregate", { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(items: MemberPatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", "/v1/members/bulk", { ...once(options), body: { items } });
  }

  /** Get one member by its legacy id. */
  async getByLegacyId(legacyId: string, query: Pick<MemberQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Member> {
    return this.http.json("GET", `/v1/members/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one member. */
  async get(id: Uuid, query: Pick<MemberQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Member> {
    return this.http.json("GET", `/v1/members/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one member. */
  async delete(item: Member | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/members/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(item: Member | Uuid, changes: MemberPatch, options: ChangeOptions = {}): Promise<Member> {
    return this.update_(`/v1/members/${key(item)}`, item, changes, options);
  }

  /** Get the history of one member. */
  async history(id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/members/${key(id)}/history`, { ...options, query: { ...query } });
  }

  /** A member leaves. */
  async leave(id: { id: Uuid } | string, body: { left_on?: LocalDate | null | undefined } = {}, options: PostOptions & ChangeOptions = {}): Promise<Member> {
    return this.http.json("POST", `/v1/members/${key(id)}/leave`, { ...options, ...once(options), body });
  }

  /** Get what resembles one member. */
  async similar(id: { id: Uuid } | string, query: { by?: "words" | "meaning" | undefined; limit?: number | undefined; model?: string | undefined } = {}, options: CallOptions = {}): Promise<SimilarItems> {
    return this.http.json("GET", `/v1/members/${key(id)}/similar`, { ...options, query: { ...query } });
  }

  /** Get a member's timeline. */
  async timeline(id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined; at__gte?: Instant | undefined; at__lt?: Instant | undefined; kind?: "MEETING" | "EVENT" | undefined } = {}, options: CallOptions = {}): Promise<Timeline> {
    return this.http.json("GET", `/v1/members/${key(id)}/timeline`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface MissionFilters {
  q?: string | undefined;
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  reference?: string | undefined;
  reference__ne?: string | undefined;
  reference__in?: string[] | undefined;
  reference__icontains?: string | undefined;
  reference__startswith?: string | undefined;
  title?: string | undefined;
  title__ne?: string | undefined;
  title__in?: string[] | undefined;
  title__icontains?: string | undefined;
  title__startswith?: string | undefined;
  kind?: "TEACHING" | "FACILITATION" | "CONSULTING" | undefined;
  kind__ne?: "TEACHING" | "FACILITATION" | "CONSULTING" | undefined;
  kind__in?: ("TEACHING" | "FACILITATION" | "CONSULTING")[] | undefined;
  organization_id?: Uuid | undefined;
  organization_id__ne?: Uuid | undefined;
  organization_id__in?: Uuid[] | undefined;
  teacher_id?: Uuid | undefined;
  teacher_id__ne?: Uuid | undefined;
  teacher_id__in?: Uuid[] | undefined;
  teacher_id__isnull?: boolean | undefined;
  meeting_id?: Uuid | undefined;
  meeting_id__ne?: Uuid | undefined;
  meeting_id__in?: Uuid[] | undefined;
  meeting_id__isnull?: boolean | undefined;
  status?: "DRAFT" | "CONFIRMED" | "DELIVERED" | "CANCELLED" | undefined;
  status__ne?: "DRAFT" | "CONFIRMED" | "DELIVERED" | "CANCELLED" | undefined;
  status__in?: ("DRAFT" | "CONFIRMED" | "DELIVERED" | "CANCELLED")[] | undefined;
  starts_on?: LocalDate | undefined;
  starts_on__ne?: LocalDate | undefined;
  starts_on__in?: LocalDate[] | undefined;
  starts_on__gt?: LocalDate | undefined;
  starts_on__gte?: LocalDate | undefined;
  starts_on__lt?: LocalDate | undefined;
  starts_on__lte?: LocalDate | undefined;
  starts_on__isnull?: boolean | undefined;
  ends_on?: LocalDate | undefined;
  ends_on__ne?: LocalDate | undefined;
  ends_on__in?: LocalDate[] | undefined;
  ends_on__gt?: LocalDate | undefined;
  ends_on__gte?: LocalDate | undefined;
  ends_on__lt?: LocalDate | undefined;
  ends_on__lte?: LocalDate | undefined;
  ends_on__isnull?: boolean | undefined;
  fee?: Decimal | undefined;
  fee__ne?: Decimal | undefined;
  fee__in?: Decimal[] | undefined;
  fee__gt?: Decimal | undefined;
  fee__gte?: Decimal | undefined;
  fee__lt?: Decimal | undefined;
  fee__lte?: Decimal | undefined;
  fee__isnull?: boolean | undefined;
  currency?: string | undefined;
  currency__ne?: string | undefined;
  currency__in?: string[] | undefined;
  currency__icontains?: string | undefined;
  currency__startswith?: string | undefined;
  currency__isnull?: boolean | undefined;
  description?: string | undefined;
  description__ne?: string | undefined;
  description__in?: string[] | undefined;
  description__icontains?: string | undefined;
  description__startswith?: string | undefined;
  description__isnull?: boolean | undefined;
  organization__id?: Uuid | undefined;
  organization__id__ne?: Uuid | undefined;
  organization__id__in?: Uuid[] | undefined;
  organization__legacy_id?: string | undefined;
  organization__legacy_id__ne?: string | undefined;
  organization__legacy_id__in?: string[] | undefined;
  organization__legacy_id__icontains?: string | undefined;
  organization__legacy_id__startswith?: string | undefined;
  organization__legacy_id__isnull?: boolean | undefined;
  organization__name?: string | undefined;
  organization__name__ne?: string | undefined;
  organization__name__in?: string[] | undefined;
  organization__name__icontains?: string | undefined;
  organization__name__startswith?: string | undefined;
  organization__legal_name?: string | undefined;
  organization__legal_name__ne?: string | undefined;
  organization__legal_name__in?: string[] | undefined;
  organization__legal_name__icontains?: string | undefined;
  organization__legal_name__startswith?: string | undefined;
  organization__legal_name__isnull?: boolean | undefined;
  organization__registration_number?: string | undefined;
  organization__registration_number__ne?: string | undefined;
  organization__registration_number__in?: string[] | undefined;
  organization__registration_number__icontains?: string | undefined;
  organization__registration_number__startswith?: string | undefined;
  organization__registration_number__isnull?: boolean | undefined;
  organization__status?: "PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED" | undefined;
  organization__status__ne?: "PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED" | undefined;
  organization__status__in?: ("PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED")[] | undefined;
  organization__industry?: string | undefined;
  organization__industry__ne?: string | undefined;
  organization__industry__in?: string[] | undefined;
  organization__industry__icontains?: string | undefined;
  organization__industry__startswith?: string | undefined;
  organization__industry__isnull?: boolean | undefined;
  organization__website?: string | undefined;
  organization__website__ne?: string | undefined;
  organization__website__in?: string[] | undefined;
  organization__website__icontains?: string | undefined;
  organization__website__startswith?: string | undefined;
  organization__website__isnull?: boolean | undefined;
  organization__email?: string | undefined;
  organization__email__ne?: string | undefined;
  organization__email__in?: string[] | undefined;
  organization__email__icontains?: string | undefined;
  organization__email__startswith?: string | undefined;
  organization__email__isnull?: boolean | undefined;
  organization__phone?: string | undefined;
  organization__phone__ne?: string | undefined;
  organization__phone__in?: string[] | undefined;
  organization__phone__icontains?: string | undefined;
  organization__phone__startswith?: string | undefined;
  organization__phone__isnull?: boolean | undefined;
  organization__street?: string | undefined;
  organization__street__ne?: string | undefined;
  organization__street__in?: string[] | undefined;
  organization__street__icontains?: string | undefined;
  organization__street__startswith?: string | undefined;
  organization__street__isnull?: boolean | undefined;
  organization__postal_code?: string | undefined;
  organization__postal_code__ne?: string | undefined;
  organization__postal_code__in?: string[] | undefined;
  organization__postal_code__icontains?: string | undefined;
  organization__postal_code__startswith?: string | undefined;
  organization__postal_code__isnull?: boolean | undefined;
  organization__city?: string | undefined;
  organization__city__ne?: string | undefined;
  organization__city__in?: string[] | undefined;
  organization__city__icontains?: string | undefined;
  organization__city__startswith?: string | undefined;
  organization__city__isnull?: boolean | undefined;
  organization__region?: string | undefined;
  organization__region__ne?: string | undefined;
  organization__region__in?: string[] | undefined;
  organization__region__icontains?: string | undefined;
  organization__region__startswith?: string | undefined;
  organization__region__isnull?: boolean | undefined;
  organization__country?: string | undefined;
  organization__country__ne?: string | undefined;
  organization__country__in?: string[] | undefined;
  organization__country__icontains?: string | undefined;
  organization__country__startswith?: string | undefined;
  organization__country__isnull?: boolean | undefined;
  organization__joined_on?: LocalDate | undefined;
  organization__joined_on__ne?: LocalDate | undefined;
  organization__joined_on__in?: LocalDate[] | undefined;
  organization__joined_on__gt?: LocalDate | undefined;
  organization__joined_on__gte?: LocalDate | undefined;
  organization__joined_on__lt?: LocalDate | undefined;
  organization__joined_on__lte?: LocalDate | undefined;
  organization__joined_on__isnull?: boolean | undefined;
  organization__closed_on?: LocalDate | undefined;
  organization__closed_on__ne?: LocalDate | undefined;
  organization__closed_on__in?: LocalDate[] | undefined;
  organization__closed_on__gt?: LocalDate | undefined;
  organization__closed_on__gte?: LocalDate | undefined;
  organization__closed_on__lt?: LocalDate | undefined;
  organization__closed_on__lte?: LocalDate | undefined;
  organization__closed_on__isnull?: boolean | undefined;
  teacher__id?: Uuid | undefined;
  teacher__id__ne?: Uuid | undefined;
  teacher__id__in?: Uuid[] | undefined;
  teacher__legacy_id?: string | undefined;
  teacher__legacy_id__ne?: string | undefined;
  teacher__legacy_id__in?: string[] | undefined;
  teacher__legacy_id__icontains?: string | undefined;
  teacher__legacy_id__startswith?: string | undefined;
  teacher__legacy_id__isnull?: boolean | undefined;
  teacher__person_id?: Uuid | undefined;
  teacher__person_id__ne?: Uuid | undefined;
  teacher__person_id__in?: Uuid[] | undefined;
  teacher__headline?: string | undefined;
  teacher__headline__ne?: string | undefined;
  teacher__headline__in?: string[] | undefined;
  teacher__headline__icontains?: string | undefined;
  teacher__headline__startswith?: string | undefined;
  teacher__headline__isnull?: boolean | undefined;
  teacher__biography?: string | undefined;
  teacher__biography__ne?: string | undefined;
  teacher__biography__in?: string[] | undefined;
  teacher__biography__icontains?: string | undefined;
  teacher__biography__startswith?: string | undefined;
  teacher__biography__isnull?: boolean | undefined;
  teacher__daily_rate?: Decimal | undefined;
  teacher__daily_rate__ne?: Decimal | undefined;
  teacher__daily_rate__in?: Decimal[] | undefined;
  teacher__daily_rate__gt?: Decimal | undefined;
  teacher__daily_rate__gte?: Decimal | undefined;
  teacher__daily_rate__lt?: Decimal | undefined;
  teacher__daily_rate__lte?: Decimal | undefined;
  teacher__daily_rate__isnull?: boolean | undefined;
  teacher__currency?: string | undefined;
  teacher__currency__ne?: string | undefined;
  teacher__currency__in?: string[] | undefined;
  teacher__currency__icontains?: string | undefined;
  teacher__currency__startswith?: string | undefined;
  teacher__currency__isnull?: boolean | undefined;
  teacher__status?: "ACTIVE" | "RETIRED" | undefined;
  teacher__status__ne?: "ACTIVE" | "RETIRED" | undefined;
  teacher__status__in?: ("ACTIVE" | "RETIRED")[] | undefined;
  meeting__id?: Uuid | undefined;
  meeting__id__ne?: Uuid | undefined;
  meeting__id__in?: Uuid[] | undefined;
  meeting__legacy_id?: string | undefined;
  meeting__legacy_id__ne?: string | undefined;
  meeting__legacy_id__in?: string[] | undefined;
  meeting__legacy_id__icontains?: string | undefined;
  meeting__legacy_id__startswith?: string | undefined;
  meeting__legacy_id__isnull?: boolean | undefined;
  meeting__group_id?: Uuid | undefined;
  meeting__group_id__ne?: Uuid | undefined;
  meeting__group_id__in?: Uuid[] | undefined;
  meeting__month?: LocalDate | undefined;
  meeting__month__ne?: LocalDate | undefined;
  meeting__month__in?: LocalDate[] | undefined;
  meeting__month__gt?: LocalDate | undefined;
  meeting__month__gte?: LocalDate | undefined;
  meeting__month__lt?: LocalDate | undefined;
  meeting__month__lte?: LocalDate | undefined;
  meeting__starts_at?: Instant | undefined;
  meeting__starts_at__ne?: Instant | undefined;
  meeting__starts_at__in?: Instant[] | undefined;
  meeting__starts_at__gt?: Instant | undefined;
  meeting__starts_at__gte?: Instant | undefined;
  meeting__starts_at__lt?: Instant | undefined;
  meeting__starts_at__lte?: Instant | undefined;
  meeting__starts_at__isnull?: boolean | undefined;
  meeting__ends_at?: Instant | undefined;
  meeting__ends_at__ne?: Instant | undefined;
  meeting__ends_at__in?: Instant[] | undefined;
  meeting__ends_at__gt?: Instant | undefined;
  meeting__ends_at__gte?: Instant | undefined;
  meeting__ends_at__lt?: Instant | undefined;
  meeting__ends_at__lte?: Instant | undefined;
  meeting__ends_at__isnull?: boolean | undefined;
  meeting__venue_id?: Uuid | undefined;
  meeting__venue_id__ne?: Uuid | undefined;
  meeting__venue_id__in?: Uuid[] | undefined;
  meeting__venue_id__isnull?: boolean | undefined;
  meeting__teacher_id?: Uuid | undefined;
  meeting__teacher_id__ne?: Uuid | undefined;
  meeting__teacher_id__in?: Uuid[] | undefined;
  meeting__teacher_id__isnull?: boolean | undefined;
  meeting__topic_id?: Uuid | undefined;
  meeting__topic_id__ne?: Uuid | undefined;
  meeting__topic_id__in?: Uuid[] | undefined;
  meeting__topic_id__isnull?: boolean | undefined;
  meeting__title?: string | undefined;
  meeting__title__ne?: string | undefined;
  meeting__title__in?: string[] | undefined;
  meeting__title__icontains?: string | undefined;
  meeting__title__startswith?: string | undefined;
  meeting__title__isnull?: boolean | undefined;
  meeting__status?: "PLANNED" | "HELD" | "CANCELLED" | undefined;
  meeting__status__ne?: "PLANNED" | "HELD" | "CANCELLED" | undefined;
  meeting__status__in?: ("PLANNED" | "HELD" | "CANCELLED")[] | undefined;
  meeting__notes?: string | undefined;
  meeting__notes__ne?: string | undefined;
  meeting__notes__in?: string[] | undefined;
  meeting__notes__icontains?: string | undefined;
  meeting__notes__startswith?: string | undefined;
  meeting__notes__isnull?: boolean | undefined;
}

/** What a list takes. */
export interface MissionQuery extends MissionFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "reference" | "-reference" | "title" | "-title" | "kind" | "-kind" | "organization_id" | "-organization_id" | "teacher_id" | "-teacher_id" | "meeting_id" | "-meeting_id" | "status" | "-status" | "starts_on" | "-starts_on" | "ends_on" | "-ends_on" | "fee" | "-fee" | "currency" | "-currency" | "description" | "-description" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "reference" | "title" | "kind" | "organization_id" | "teacher_id" | "meeting_id" | "status" | "starts_on" | "ends_on" | "fee" | "currency" | "description" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface MissionGrouping extends MissionFilters {
  group_by?: ("id" | "legacy_id" | "reference" | "title" | "kind" | "organization_id" | "teacher_id" | "meeting_id" | "status" | "starts_on" | "starts_on__year" | "starts_on__month" | "starts_on__week" | "starts_on__day" | "ends_on" | "ends_on__year" | "ends_on__month" | "ends_on__week" | "ends_on__day" | "fee" | "currency" | "description" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:starts_on" | "max:starts_on" | "min:ends_on" | "max:ends_on" | "min:fee" | "max:fee" | "sum:fee" | "avg:fee" | "p50:fee" | "p90:fee" | "p95:fee" | "p99:fee" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface MissionCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The number of the contract. */
  reference: string;
  /** The title. */
  title: string;
  /** What kind of work it is. */
  kind: "TEACHING" | "FACILITATION" | "CONSULTING";
  /** The client. */
  organization_id: Uuid;
  /** Who delivers it. */
  teacher_id?: Uuid | null | undefined;
  /** The meeting at which it was delivered. */
  meeting_id?: Uuid | null | undefined;
  /** Where it stands. */
  status: "DRAFT" | "CONFIRMED" | "DELIVERED" | "CANCELLED";
  /** The first day. */
  starts_on?: LocalDate | null | undefined;
  /** The last day; not before the first. */
  ends_on?: LocalDate | null | undefined;
  /** The price. */
  fee?: Decimal | null | undefined;
  /** ISO 4217. */
  currency?: string | null | undefined;
  /** What was agreed. */
  description?: string | null | undefined;
}

/** What changes in an item. */
export interface MissionPatch {
  legacy_id?: string | null | undefined;
  reference?: string | undefined;
  title?: string | undefined;
  kind?: "TEACHING" | "FACILITATION" | "CONSULTING" | undefined;
  organization_id?: Uuid | undefined;
  teacher_id?: Uuid | null | undefined;
  meeting_id?: Uuid | null | undefined;
  status?: "DRAFT" | "CONFIRMED" | "DELIVERED" | "CANCELLED" | undefined;
  starts_on?: LocalDate | null | undefined;
  ends_on?: LocalDate | null | undefined;
  fee?: Decimal | null | undefined;
  currency?: string | null | undefined;
  description?: string | null | undefined;
}

/** Work delivered for an organization, and invoiced. */
export class Missions extends Resource {
  /** One page; see iterate for all. */
  async list(query: MissionQuery = {}, options: CallOptions = {}): Promise<Page<Mission>> {
    return this.http.json("GET", "/v1/missions", { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(query: MissionQuery = {}, options: CallOptions = {}): AsyncGenerator<Mission> {
    return this.iterate_("/v1/missions", { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(query: MissionQuery = {}, options: CallOptions = {}): AsyncGenerator<Mission> {
    return this.export_("/v1/missions", { ...query }, options);
  }

  /** Create one mission. */
  async create(body: MissionCreate, options: PostOptions = {}): Promise<Mission> {
    return this.http.json("POST", "/v1/missions", { ...once(options), body });
  }

  /** Aggregate missions. */
  async aggregate(query: MissionGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", "/v1/missions/aggregate", { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(items: MissionPatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", "/v1/missions/bulk", { ...once(options), body: { items } });
  }

  /** Get one mission by its legacy id. */
  async getByLegacyId(legacyId: string, query: Pick<MissionQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Mission> {
    return this.http.json("GET", `/v1/missions/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one mission. */
  async get(id: Uuid, query: Pick<MissionQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Mission> {
    return this.http.json("GET", `/v1/missions/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one mission. */
  async delete(item: Mission | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/missions/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(item: Mission | Uuid, changes: MissionPatch, options: ChangeOptions = {}): Promise<Mission> {
    return this.update_(`/v1/missions/${key(item)}`, item, changes, options);
  }

  /** Get the history of one mission. */
  async history(id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/missions/${key(id)}/history`, { ...options, query: { ...query } });
  }

  /** Get what resembles one mission. */
  async similar(id: { id: Uuid } | string, query: { by?: "words" | "meaning" | undefined; limit?: number | undefined; model?: string | undefined } = {}, options: CallOptions = {}): Promise<SimilarItems> {
    return this.http.json("GET", `/v1/missions/${key(id)}/similar`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface NoteFilters {
  q?: string | undefined;
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  author_id?: Uuid | undefined;
  author_id__ne?: Uuid | undefined;
  author_id__in?: Uuid[] | undefined;
  author_id__isnull?: boolean | undefined;
  organization_id?: Uuid | undefined;
  organization_id__ne?: Uuid | undefined;
  organization_id__in?: Uuid[] | undefined;
  organization_id__isnull?: boolean | undefined;
  member_id?: Uuid | undefined;
  member_id__ne?: Uuid | undefined;
  member_id__in?: Uuid[] | undefined;
  member_id__isnull?: boolean | undefined;
  group_id?: Uuid | undefined;
  group_id__ne?: Uuid | undefined;
  group_id__in?: Uuid[] | undefined;
  group_id__isnull?: boolean | undefined;
  meeting_id?: Uuid | undefined;
  meeting_id__ne?: Uuid | undefined;
  meeting_id__in?: Uuid[] | undefined;
  meeting_id__isnull?: boolean | undefined;
  mission_id?: Uuid | undefined;
  mission_id__ne?: Uuid | undefined;
  mission_id__in?: Uuid[] | undefined;
  mission_id__isnull?: boolean | undefined;
  event_id?: Uuid | undefined;
  event_id__ne?: Uuid | undefined;
  event_id__in?: Uuid[] | undefined;
  event_id__isnull?: boolean | undefined;
  title?: string | undefined;
  title__ne?: string | undefined;
  title__in?: string[] | undefined;
  title__icontains?: string | undefined;
  title__startswith?: string | undefined;
  title__isnull?: boolean | undefined;
  body?: string | undefined;
  body__ne?: string | undefined;
  body__in?: string[] | undefined;
  body__icontains?: string | undefined;
  body__startswith?: string | undefined;
  noted_at?: Instant | undefined;
  noted_at__ne?: Instant | undefined;
  noted_at__in?: Instant[] | undefined;
  noted_at__gt?: Instant | undefined;
  noted_at__gte?: Instant | undefined;
  noted_at__lt?: Instant | undefined;
  noted_at__lte?: Instant | undefined;
  author__id?: Uuid | undefined;
  author__id__ne?: Uuid | undefined;
  author__id__in?: Uuid[] | undefined;
  author__legacy_id?: string | undefined;
  author__legacy_id__ne?: string | undefined;
  author__legacy_id__in?: string[] | undefined;
  author__legacy_id__icontains?: string | undefined;
  author__legacy_id__startswith?: string | undefined;
  author__legacy_id__isnull?: boolean | undefined;
  author__person_id?: Uuid | undefined;
  author__person_id__ne?: Uuid | undefined;
  author__person_id__in?: Uuid[] | undefined;
  author__job_title?: string | undefined;
  author__job_title__ne?: string | undefined;
  author__job_title__in?: string[] | undefined;
  author__job_title__icontains?: string | undefined;
  author__job_title__startswith?: string | undefined;
  author__job_title__isnull?: boolean | undefined;
  author__region?: string | undefined;
  author__region__ne?: string | undefined;
  author__region__in?: string[] | undefined;
  author__region__icontains?: string | undefined;
  author__region__startswith?: string | undefined;
  author__region__isnull?: boolean | undefined;
  author__active?: boolean | undefined;
  organization__id?: Uuid | undefined;
  organization__id__ne?: Uuid | undefined;
  organization__id__in?: Uuid[] | undefined;
  organization__legacy_id?: string | undefined;
  organization__legacy_id__ne?: string | undefined;
  organization__legacy_id__in?: string[] | undefined;
  organization__legacy_id__icontains?: string | undefined;
  organization__legacy_id__startswith?: string | undefined;
  organization__legacy_id__isnull?: boolean | undefined;
  organization__name?: string | undefined;
  organization__name__ne?: string | undefined;
  organization__name__in?: string[] | undefined;
  organization__name__icontains?: string | undefined;
  organization__name__startswith?: string | undefined;
  organization__legal_name?: string | undefined;
  organization__legal_name__ne?: string | undefined;
  organization__legal_name__in?: string[] | undefined;
  organization__legal_name__icontains?: string | undefined;
  organization__legal_name__startswith?: string | undefined;
  organization__legal_name__isnull?: boolean | undefined;
  organization__registration_number?: string | undefined;
  organization__registration_number__ne?: string | undefined;
  organization__registration_number__in?: string[] | undefined;
  organization__registration_number__icontains?: string | undefined;
  organization__registration_number__startswith?: string | undefined;
  organization__registration_number__isnull?: boolean | undefined;
  organization__status?: "PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED" | undefined;
  organization__status__ne?: "PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED" | undefined;
  organization__status__in?: ("PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED")[] | undefined;
  organization__industry?: string | undefined;
  organization__industry__ne?: string | undefined;
  organization__industry__in?: string[] | undefined;
  organization__industry__icontains?: string | undefined;
  organization__industry__startswith?: string | undefined;
  organization__industry__isnull?: boolean | undefined;
  organization__website?: string | undefined;
  organization__website__ne?: string | undefined;
  organization__website__in?: string[] | undefined;
  organization__website__icontains?: string | undefined;
  organization__website__startswith?: string | undefined;
  organization__website__isnull?: boolean | undefined;
  organization__email?: string | undefined;
  organization__email__ne?: string | undefined;
  organization__email__in?: string[] | undefined;
  organization__email__icontains?: string | undefined;
  organization__email__startswith?: string | undefined;
  organization__email__isnull?: boolean | undefined;
  organization__phone?: string | undefined;
  organization__phone__ne?: string | undefined;
  organization__phone__in?: string[] | undefined;
  organization__phone__icontains?: string | undefined;
  organization__phone__startswith?: string | undefined;
  organization__phone__isnull?: boolean | undefined;
  organization__street?: string | undefined;
  organization__street__ne?: string | undefined;
  organization__street__in?: string[] | undefined;
  organization__street__icontains?: string | undefined;
  organization__street__startswith?: string | undefined;
  organization__street__isnull?: boolean | undefined;
  organization__postal_code?: string | undefined;
  organization__postal_code__ne?: string | undefined;
  organization__postal_code__in?: string[] | undefined;
  organization__postal_code__icontains?: string | undefined;
  organization__postal_code__startswith?: string | undefined;
  organization__postal_code__isnull?: boolean | undefined;
  organization__city?: string | undefined;
  organization__city__ne?: string | undefined;
  organization__city__in?: string[] | undefined;
  organization__city__icontains?: string | undefined;
  organization__city__startswith?: string | undefined;
  organization__city__isnull?: boolean | undefined;
  organization__region?: string | undefined;
  organization__region__ne?: string | undefined;
  organization__region__in?: string[] | undefined;
  organization__region__icontains?: string | undefined;
  organization__region__startswith?: string | undefined;
  organization__region__isnull?: boolean | undefined;
  organization__country?: string | undefined;
  organization__country__ne?: string | undefined;
  organization__country__in?: string[] | undefined;
  organization__country__icontains?: string | undefined;
  organization__country__startswith?: string | undefined;
  organization__country__isnull?: boolean | undefined;
  organization__joined_on?: LocalDate | undefined;
  organization__joined_on__ne?: LocalDate | undefined;
  organization__joined_on__in?: LocalDate[] | undefined;
  organization__joined_on__gt?: LocalDate | undefined;
  organization__joined_on__gte?: LocalDate | undefined;
  organization__joined_on__lt?: LocalDate | undefined;
  organization__joined_on__lte?: LocalDate | undefined;
  organization__joined_on__isnull?: boolean | undefined;
  organization__closed_on?: LocalDate | undefined;
  organization__closed_on__ne?: LocalDate | undefined;
  organization__closed_on__in?: LocalDate[] | undefined;
  organization__closed_on__gt?: LocalDate | undefined;
  organization__closed_on__gte?: LocalDate | undefined;
  organization__closed_on__lt?: LocalDate | undefined;
  organization__closed_on__lte?: LocalDate | undefined;
  organization__closed_on__isnull?: boolean | undefined;
  member__id?: Uuid | undefined;
  member__id__ne?: Uuid | undefined;
  member__id__in?: Uuid[] | undefined;
  member__legacy_id?: string | undefined;
  member__legacy_id__ne?: string | undefined;
  member__legacy_id__in?: string[] | undefined;
  member__legacy_id__icontains?: string | undefined;
  member__legacy_id__startswith?: string | undefined;
  member__legacy_id__isnull?: boolean | undefined;
  member__person_id?: Uuid | undefined;
  member__person_id__ne?: Uuid | undefined;
  member__person_id__in?: Uuid[] | undefined;
  member__organization_id?: Uuid | undefined;
  member__organization_id__ne?: Uuid | undefined;
  member__organization_id__in?: Uuid[] | undefined;
  member__member_number?: string | undefined;
  member__member_number__ne?: string | undefined;
  member__member_number__in?: string[] | undefined;
  member__member_number__icontains?: string | undefined;
  member__member_number__startswith?: string | undefined;
  member__job_title?: string | undefined;
  member__job_title__ne?: string | undefined;
  member__job_title__in?: string[] | undefined;
  member__job_title__icontains?: string | undefined;
  member__job_title__startswith?: string | undefined;
  member__job_title__isnull?: boolean | undefined;
  member__status?: "CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT" | undefined;
  member__status__ne?: "CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT" | undefined;
  member__status__in?: ("CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT")[] | undefined;
  member__joined_on?: LocalDate | undefined;
  member__joined_on__ne?: LocalDate | undefined;
  member__joined_on__in?: LocalDate[] | undefined;
  member__joined_on__gt?: LocalDate | undefined;
  member__joined_on__gte?: LocalDate | undefined;
  member__joined_on__lt?: LocalDate | undefined;
  member__joined_on__lte?: LocalDate | undefined;
  member__left_on?: LocalDate | undefined;
  member__left_on__ne?: LocalDate | undefined;
  member__left_on__in?: LocalDate[] | undefined;
  member__left_on__gt?: LocalDate | undefined;
  member__left_on__gte?: LocalDate | undefined;
  member__left_on__lt?: LocalDate | undefined;
  member__left_on__lte?: LocalDate | undefined;
  member__left_on__isnull?: boolean | undefined;
  group__id?: Uuid | undefined;
  group__id__ne?: Uuid | undefined;
  group__id__in?: Uuid[] | undefined;
  group__legacy_id?: string | undefined;
  group__legacy_id__ne?: string | undefined;
  group__legacy_id__in?: string[] | undefined;
  group__legacy_id__icontains?: string | undefined;
  group__legacy_id__startswith?: string | undefined;
  group__legacy_id__isnull?: boolean | undefined;
  group__code?: string | undefined;
  group__code__ne?: string | undefined;
  group__code__in?: string[] | undefined;
  group__code__icontains?: string | undefined;
  group__code__startswith?: string | undefined;
  group__name?: string | undefined;
  group__name__ne?: string | undefined;
  group__name__in?: string[] | undefined;
  group__name__icontains?: string | undefined;
  group__name__startswith?: string | undefined;
  group__status?: "FORMING" | "ACTIVE" | "DORMANT" | "CLOSED" | undefined;
  group__status__ne?: "FORMING" | "ACTIVE" | "DORMANT" | "CLOSED" | undefined;
  group__status__in?: ("FORMING" | "ACTIVE" | "DORMANT" | "CLOSED")[] | undefined;
  group__point_of_contact_id?: Uuid | undefined;
  group__point_of_contact_id__ne?: Uuid | undefined;
  group__point_of_contact_id__in?: Uuid[] | undefined;
  group__point_of_contact_id__isnull?: boolean | undefined;
  group__region?: string | undefined;
  group__region__ne?: string | undefined;
  group__region__in?: string[] | undefined;
  group__region__icontains?: string | undefined;
  group__region__startswith?: string | undefined;
  group__region__isnull?: boolean | undefined;
  group__founded_on?: LocalDate | undefined;
  group__founded_on__ne?: LocalDate | undefined;
  group__founded_on__in?: LocalDate[] | undefined;
  group__founded_on__gt?: LocalDate | undefined;
  group__founded_on__gte?: LocalDate | undefined;
  group__founded_on__lt?: LocalDate | undefined;
  group__founded_on__lte?: LocalDate | undefined;
  group__founded_on__isnull?: boolean | undefined;
  group__capacity?: number | undefined;
  group__capacity__ne?: number | undefined;
  group__capacity__in?: number[] | undefined;
  group__capacity__gt?: number | undefined;
  group__capacity__gte?: number | undefined;
  group__capacity__lt?: number | undefined;
  group__capacity__lte?: number | undefined;
  group__capacity__isnull?: boolean | undefined;
  meeting__id?: Uuid | undefined;
  meeting__id__ne?: Uuid | undefined;
  meeting__id__in?: Uuid[] | undefined;
  meeting__legacy_id?: string | undefined;
  meeting__legacy_id__ne?: string | undefined;
  meeting__legacy_id__in?: string[] | undefined;
  meeting__legacy_id__icontains?: string | undefined;
  meeting__legacy_id__startswith?: string | undefined;
  meeting__legacy_id__isnull?: boolean | undefined;
  meeting__group_id?: Uuid | undefined;
  meeting__group_id__ne?: Uuid | undefined;
  meeting__group_id__in?: Uuid[] | undefined;
  meeting__month?: LocalDate | undefined;
  meeting__month__ne?: LocalDate | undefined;
  meeting__month__in?: LocalDate[] | undefined;
  meeting__month__gt?: LocalDate | undefined;
  meeting__month__gte?: LocalDate | undefined;
  meeting__month__lt?: LocalDate | undefined;
  meeting__month__lte?: LocalDate | undefined;
  meeting__starts_at?: Instant | undefined;
  meeting__starts_at__ne?: Instant | undefined;
  meeting__starts_at__in?: Instant[] | undefined;
  meeting__starts_at__gt?: Instant | undefined;
  meeting__starts_at__gte?: Instant | undefined;
  meeting__starts_at__lt?: Instant | undefined;
  meeting__starts_at__lte?: Instant | undefined;
  meeting__starts_at__isnull?: boolean | undefined;
  meeting__ends_at?: Instant | undefined;
  meeting__ends_at__ne?: Instant | undefined;
  meeting__ends_at__in?: Instant[] | undefined;
  meeting__ends_at__gt?: Instant | undefined;
  meeting__ends_at__gte?: Instant | undefined;
  meeting__ends_at__lt?: Instant | undefined;
  meeting__ends_at__lte?: Instant | undefined;
  meeting__ends_at__isnull?: boolean | undefined;
  meeting__venue_id?: Uuid | undefined;
  meeting__venue_id__ne?: Uuid | undefined;
  meeting__venue_id__in?: Uuid[] | undefined;
  meeting__venue_id__isnull?: boolean | undefined;
  meeting__teacher_id?: Uuid | undefined;
  meeting__teacher_id__ne?: Uuid | undefined;
  meeting__teacher_id__in?: Uuid[] | undefined;
  meeting__teacher_id__isnull?: boolean | undefined;
  meeting__topic_id?: Uuid | undefined;
  meeting__topic_id__ne?: Uuid | undefined;
  meeting__topic_id__in?: Uuid[] | undefined;
  meeting__topic_id__isnull?: boolean | undefined;
  meeting__title?: string | undefined;
  meeting__title__ne?: string | undefined;
  meeting__title__in?: string[] | undefined;
  meeting__title__icontains?: string | undefined;
  meeting__title__startswith?: string | undefined;
  meeting__title__isnull?: boolean | undefined;
  meeting__status?: "PLANNED" | "HELD" | "CANCELLED" | undefined;
  meeting__status__ne?: "PLANNED" | "HELD" | "CANCELLED" | undefined;
  meeting__status__in?: ("PLANNED" | "HELD" | "CANCELLED")[] | undefined;
  meeting__notes?: string | undefined;
  meeting__notes__ne?: string | undefined;
  meeting__notes__in?: string[] | undefined;
  meeting__notes__icontains?: string | undefined;
  meeting__notes__startswith?: string | undefined;
  meeting__notes__isnull?: boolean | undefined;
  mission__id?: Uuid | undefined;
  mission__id__ne?: Uuid | undefined;
  mission__id__in?: Uuid[] | undefined;
  mission__legacy_id?: string | undefined;
  mission__legacy_id__ne?: string | undefined;
  mission__legacy_id__in?: string[] | undefined;
  mission__legacy_id__icontains?: string | undefined;
  mission__legacy_id__startswith?: string | undefined;
  mission__legacy_id__isnull?: boolean | undefined;
  mission__reference?: string | undefined;
  mission__reference__ne?: string | undefined;
  mission__reference__in?: string[] | undefined;
  mission__reference__icontains?: string | undefined;
  mission__reference__startswith?: string | undefined;
  mission__title?: string | undefined;
  mission__title__ne?: string | undefined;
  mission__title__in?: string[] | undefined;
  mission__title__icontains?: string | undefined;
  mission__title__startswith?: string | undefined;
  mission__kind?: "TEACHING" | "FACILITATION" | "CONSULTING" | undefined;
  mission__kind__ne?: "TEACHING" | "FACILITATION" | "CONSULTING" | undefined;
  mission__kind__in?: ("TEACHING" | "FACILITATION" | "CONSULTING")[] | undefined;
  mission__organization_id?: Uuid | undefined;
  mission__organization_id__ne?: Uuid | undefined;
  mission__organization_id__in?: Uuid[] | undefined;
  mission__teacher_id?: Uuid | undefined;
  mission__teacher_id__ne?: Uuid | undefined;
  mission__teacher_id__in?: Uuid[] | undefined;
  mission__teacher_id__isnull?: boolean | undefined;
  mission__meeting_id?: Uuid | undefined;
  mission__meeting_id__ne?: Uuid | undefined;
  mission__meeting_id__in?: Uuid[] | undefined;
  mission__meeting_id__isnull?: boolean | undefined;
  mission__status?: "DRAFT" | "CONFIRMED" | "DELIVERED" | "CANCELLED" | undefined;
  mission__status__ne?: "DRAFT" | "CONFIRMED" | "DELIVERED" | "CANCELLED" | undefined;
  mission__status__in?: ("DRAFT" | "CONFIRMED" | "DELIVERED" | "CANCELLED")[] | undefined;
  mission__starts_on?: LocalDate | undefined;
  mission__starts_on__ne?: LocalDate | undefined;
  mission__starts_on__in?: LocalDate[] | undefined;
  mission__starts_on__gt?: LocalDate | undefined;
  mission__starts_on__gte?: LocalDate | undefined;
  mission__starts_on__lt?: LocalDate | undefined;
  mission__starts_on__lte?: LocalDate | undefined;
  mission__starts_on__isnull?: boolean | undefined;
  mission__ends_on?: LocalDate | undefined;
  mission__ends_on__ne?: LocalDate | undefined;
  mission__ends_on__in?: LocalDate[] | undefined;
  mission__ends_on__gt?: LocalDate | undefined;
  mission__ends_on__gte?: LocalDate | undefined;
  mission__ends_on__lt?: LocalDate | undefined;
  mission__ends_on__lte?: LocalDate | undefined;
  mission__ends_on__isnull?: boolean | undefined;
  mission__fee?: Decimal | undefined;
  mission__fee__ne?: Decimal | undefined;
  mission__fee__in?: Decimal[] | undefined;
  mission__fee__gt?: Decimal | undefined;
  mission__fee__gte?: Decimal | undefined;
  mission__fee__lt?: Decimal | undefined;
  mission__fee__lte?: Decimal | undefined;
  mission__fee__isnull?: boolean | undefined;
  mission__currency?: string | undefined;
  mission__currency__ne?: string | undefined;
  mission__currency__in?: string[] | undefined;
  mission__currency__icontains?: string | undefined;
  mission__currency__startswith?: string | undefined;
  mission__currency__isnull?: boolean | undefined;
  mission__description?: string | undefined;
  mission__description__ne?: string | undefined;
  mission__description__in?: string[] | undefined;
  mission__description__icontains?: string | undefined;
  mission__description__startswith?: string | undefined;
  mission__description__isnull?: boolean | undefined;
  event__id?: Uuid | undefined;
  event__id__ne?: Uuid | undefined;
  event__id__in?: Uuid[] | undefined;
  event__legacy_id?: string | undefined;
  event__legacy_id__ne?: string | undefined;
  event__legacy_id__in?: string[] | undefined;
  event__legacy_id__icontains?: string | undefined;
  event__legacy_id__startswith?: string | undefined;
  event__legacy_id__isnull?: boolean | undefined;
  event__title?: string | undefined;
  event__title__ne?: string | undefined;
  event__title__in?: string[] | undefined;
  event__title__icontains?: string | undefined;
  event__title__startswith?: string | undefined;
  event__kind?: "CONVENTION" | "SEMINAR" | "WEBINAR" | "TRIP" | undefined;
  event__kind__ne?: "CONVENTION" | "SEMINAR" | "WEBINAR" | "TRIP" | undefined;
  event__kind__in?: ("CONVENTION" | "SEMINAR" | "WEBINAR" | "TRIP")[] | undefined;
  event__starts_at?: Instant | undefined;
  event__starts_at__ne?: Instant | undefined;
  event__starts_at__in?: Instant[] | undefined;
  event__starts_at__gt?: Instant | undefined;
  event__starts_at__gte?: Instant | undefined;
  event__starts_at__lt?: Instant | undefined;
  event__starts_at__lte?: Instant | undefined;
  event__ends_at?: Instant | undefined;
  event__ends_at__ne?: Instant | undefined;
  event__ends_at__in?: Instant[] | undefined;
  event__ends_at__gt?: Instant | undefined;
  event__ends_at__gte?: Instant | undefined;
  event__ends_at__lt?: Instant | undefined;
  event__ends_at__lte?: Instant | undefined;
  event__ends_at__isnull?: boolean | undefined;
  event__venue_id?: Uuid | undefined;
  event__venue_id__ne?: Uuid | undefined;
  event__venue_id__in?: Uuid[] | undefined;
  event__venue_id__isnull?: boolean | undefined;
  event__capacity?: number | undefined;
  event__capacity__ne?: number | undefined;
  event__capacity__in?: number[] | undefined;
  event__capacity__gt?: number | undefined;
  event__capacity__gte?: number | undefined;
  event__capacity__lt?: number | undefined;
  event__capacity__lte?: number | undefined;
  event__capacity__isnull?: boolean | undefined;
  event__description?: string | undefined;
  event__description__ne?: string | undefined;
  event__description__in?: string[] | undefined;
  event__description__icontains?: string | undefined;
  event__description__startswith?: string | undefined;
  event__description__isnull?: boolean | undefined;
  event__status?: "PLANNED" | "CONFIRMED" | "HELD" | "CANCELLED" | undefined;
  event__status__ne?: "PLANNED" | "CONFIRMED" | "HELD" | "CANCELLED" | undefined;
  event__status__in?: ("PLANNED" | "CONFIRMED" | "HELD" | "CANCELLED")[] | undefined;
}

/** What a list takes. */
export interface NoteQuery extends NoteFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "author_id" | "-author_id" | "organization_id" | "-organization_id" | "member_id" | "-member_id" | "group_id" | "-group_id" | "meeting_id" | "-meeting_id" | "mission_id" | "-mission_id" | "event_id" | "-event_id" | "title" | "-title" | "body" | "-body" | "noted_at" | "-noted_at" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "author_id" | "organization_id" | "member_id" | "group_id" | "meeting_id" | "mission_id" | "event_id" | "title" | "body" | "noted_at" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface NoteGrouping extends NoteFilters {
  group_by?: ("id" | "legacy_id" | "author_id" | "organization_id" | "member_id" | "group_id" | "meeting_id" | "mission_id" | "event_id" | "title" | "body" | "noted_at" | "noted_at__year" | "noted_at__month" | "noted_at__week" | "noted_at__day" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:noted_at" | "max:noted_at" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface NoteCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** Who wrote it. */
  author_id?: Uuid | null | undefined;
  /** The organization it is about. */
  organization_id?: Uuid | null | undefined;
  /** The member it is about. */
  member_id?: Uuid | null | undefined;
  /** The group it is about. */
  group_id?: Uuid | null | undefined;
  /** The meeting it is about. */
  meeting_id?: Uuid | null | undefined;
  /** The mission it is about. */
  mission_id?: Uuid | null | undefined;
  /** The event it is about. */
  event_id?: Uuid | null | undefined;
  /** The title. */
  title?: string | null | undefined;
  /** The text. */
  body: string;
  /** When it was noted; by default now. */
  noted_at?: Instant | undefined;
}

/** What changes in an item. */
export interface NotePatch {
  legacy_id?: string | null | undefined;
  author_id?: Uuid | null | undefined;
  organization_id?: Uuid | null | undefined;
  member_id?: Uuid | null | undefined;
  group_id?: Uuid | null | undefined;
  meeting_id?: Uuid | null | undefined;
  mission_id?: Uuid | null | undefined;
  event_id?: Uuid | null | undefined;
  title?: string | null | undefined;
  body?: string | undefined;
  noted_at?: Instant | undefined;
}

/** What a member of the staff wrote down about exactly one thing. */
export class Notes extends Resource {
  /** One page; see iterate for all. */
  async list(query: NoteQuery = {}, options: CallOptions = {}): Promise<Page<Note>> {
    return this.http.json("GET", "/v1/notes", { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(query: NoteQuery = {}, options: CallOptions = {}): AsyncGenerator<Note> {
    return this.iterate_("/v1/notes", { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(query: NoteQuery = {}, options: CallOptions = {}): AsyncGenerator<Note> {
    return this.export_("/v1/notes", { ...query }, options);
  }

  /** Create one note. */
  async create(body: NoteCreate, options: PostOptions = {}): Promise<Note> {
    return this.http.json("POST", "/v1/notes", { ...once(options), body });
  }

  /** Aggregate notes. */
  async aggregate(query: NoteGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", "/v1/notes/aggregate", { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(items: NotePatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", "/v1/notes/bulk", { ...once(options), body: { items } });
  }

  /** Get one note by its legacy id. */
  async getByLegacyId(legacyId: string, query: Pick<NoteQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Note> {
    return this.http.json("GET", `/v1/notes/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one note. */
  async get(id: Uuid, query: Pick<NoteQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Note> {
    return this.http.json("GET", `/v1/notes/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one note. */
  async delete(item: Note | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/notes/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(item: Note | Uuid, changes: NotePatch, options: ChangeOptions = {}): Promise<Note> {
    return this.update_(`/v1/notes/${key(item)}`, item, changes, options);
  }

  /** Get the history of one note. */
  async history(id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/notes/${key(id)}/history`, { ...options, query: { ...query } });
  }

  /** Get what resembles one note. */
  async similar(id: { id: Uuid } | string, query: { by?: "words" | "meaning" | undefined; limit?: number | undefined; model?: string | undefined } = {}, options: CallOptions = {}): Promise<SimilarItems> {
    return this.http.json("GET", `/v1/notes/${key(id)}/similar`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface OrganizationFilters {
  q?: string | undefined;
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  name?: string | undefined;
  name__ne?: string | undefined;
  name__in?: string[] | undefined;
  name__icontains?: string | undefined;
  name__startswith?: string | undefined;
  legal_name?: string | undefined;
  legal_name__ne?: string | undefined;
  legal_name__in?: string[] | undefined;
  legal_name__icontains?: string | undefined;
  legal_name__startswith?: string | undefined;
  legal_name__isnull?: boolean | undefined;
  registration_number?: string | undefined;
  registration_number__ne?: string | undefined;
  registration_number__in?: string[] | undefined;
  registration_number__icontains?: string | undefined;
  registration_number__startswith?: string | undefined;
  registration_number__isnull?: boolean | undefined;
  status?: "PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED" | undefined;
  status__ne?: "PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED" | undefined;
  status__in?: ("PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED")[] | undefined;
  industry?: string | undefined;
  industry__ne?: string | undefined;
  industry__in?: string[] | undefined;
  industry__icontains?: string | undefined;
  industry__startswith?: string | undefined;
  industry__isnull?: boolean | undefined;
  website?: string | undefined;
  website__ne?: string | undefined;
  website__in?: string[] | undefined;
  website__icontains?: string | undefined;
  website__startswith?: string | undefined;
  website__isnull?: boolean | undefined;
  email?: string | undefined;
  email__ne?: string | undefined;
  email__in?: string[] | undefined;
  email__icontains?: string | undefined;
  email__startswith?: string | undefined;
  email__isnull?: boolean | undefined;
  phone?: string | undefined;
  phone__ne?: string | undefined;
  phone__in?: string[] | undefined;
  phone__icontains?: string | undefined;
  phone__startswith?: string | undefined;
  phone__isnull?: boolean | undefined;
  street?: string | undefined;
  street__ne?: string | undefined;
  street__in?: string[] | undefined;
  street__icontains?: string | undefined;
  street__startswith?: string | undefined;
  street__isnull?: boolean | undefined;
  postal_code?: string | undefined;
  postal_code__ne?: string | undefined;
  postal_code__in?: string[] | undefined;
  postal_code__icontains?: string | undefined;
  postal_code__startswith?: string | undefined;
  postal_code__isnull?: boolean | undefined;
  city?: string | undefined;
  city__ne?: string | undefined;
  city__in?: string[] | undefined;
  city__icontains?: string | undefined;
  city__startswith?: string | undefined;
  city__isnull?: boolean | undefined;
  region?: string | undefined;
  region__ne?: string | undefined;
  region__in?: string[] | undefined;
  region__icontains?: string | undefined;
  region__startswith?: string | undefined;
  region__isnull?: boolean | undefined;
  country?: string | undefined;
  country__ne?: string | undefined;
  country__in?: string[] | undefined;
  country__icontains?: string | undefined;
  country__startswith?: string | undefined;
  country__isnull?: boolean | undefined;
  joined_on?: LocalDate | undefined;
  joined_on__ne?: LocalDate | undefined;
  joined_on__in?: LocalDate[] | undefined;
  joined_on__gt?: LocalDate | undefined;
  joined_on__gte?: LocalDate | undefined;
  joined_on__lt?: LocalDate | undefined;
  joined_on__lte?: LocalDate | undefined;
  joined_on__isnull?: boolean | undefined;
  closed_on?: LocalDate | undefined;
  closed_on__ne?: LocalDate | undefined;
  closed_on__in?: LocalDate[] | undefined;
  closed_on__gt?: LocalDate | undefined;
  closed_on__gte?: LocalDate | undefined;
  closed_on__lt?: LocalDate | undefined;
  closed_on__lte?: LocalDate | undefined;
  closed_on__isnull?: boolean | undefined;
}

/** What a list takes. */
export interface OrganizationQuery extends OrganizationFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "name" | "-name" | "legal_name" | "-legal_name" | "registration_number" | "-registration_number" | "status" | "-status" | "industry" | "-industry" | "website" | "-website" | "email" | "-email" | "phone" | "-phone" | "street" | "-street" | "postal_code" | "-postal_code" | "city" | "-city" | "region" | "-region" | "country" | "-country" | "joined_on" | "-joined_on" | "closed_on" | "-closed_on" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "name" | "legal_name" | "registration_number" | "status" | "industry" | "website" | "email" | "phone" | "street" | "postal_code" | "city" | "region" | "country" | "joined_on" | "closed_on" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface OrganizationGrouping extends OrganizationFilters {
  group_by?: ("id" | "legacy_id" | "name" | "legal_name" | "registration_number" | "status" | "industry" | "website" | "email" | "phone" | "street" | "postal_code" | "city" | "region" | "country" | "joined_on" | "joined_on__year" | "joined_on__month" | "joined_on__week" | "joined_on__day" | "closed_on" | "closed_on__year" | "closed_on__month" | "closed_on__week" | "closed_on__day" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:joined_on" | "max:joined_on" | "min:closed_on" | "max:closed_on" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface OrganizationCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The name it is known by. */
  name: string;
  /** The name in the register. */
  legal_name?: string | null | undefined;
  /** The number in the register. */
  registration_number?: string | null | undefined;
  /** CLOSED if and only if closed_on is set. */
  status: "PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED";
  /** The line of business. */
  industry?: string | null | undefined;
  /** Its website. */
  website?: string | null | undefined;
  /** Its e-mail address. */
  email?: string | null | undefined;
  /** Its telephone number. */
  phone?: string | null | undefined;
  /** Street and number. */
  street?: string | null | undefined;
  /** Postal code. */
  postal_code?: string | null | undefined;
  /** City. */
  city?: string | null | undefined;
  /** Region. */
  region?: string | null | undefined;
  /** ISO 3166-1 alpha-2. */
  country?: string | null | undefined;
  /** Since when it is a client. */
  joined_on?: LocalDate | null | undefined;
  /** When it was closed; not before joined_on. */
  closed_on?: LocalDate | null | undefined;
}

/** What changes in an item. */
export interface OrganizationPatch {
  legacy_id?: string | null | undefined;
  name?: string | undefined;
  legal_name?: string | null | undefined;
  registration_number?: string | null | undefined;
  status?: "PROSPECT" | "ACTIVE" | "SUSPENDED" | "CLOSED" | undefined;
  industry?: string | null | undefined;
  website?: string | null | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  street?: string | null | undefined;
  postal_code?: string | null | undefined;
  city?: string | null | undefined;
  region?: string | null | undefined;
  country?: string | null | undefined;
  joined_on?: LocalDate | null | undefined;
  closed_on?: LocalDate | null | undefined;
}

/** A client company or institution whose people are members. */
export class Organizations extends Resource {
  /** One page; see iterate for all. */
  async list(query: OrganizationQuery = {}, options: CallOptions = {}): Promise<Page<Organization>> {
    return this.http.json("GET", "/v1/organizations", { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(query: OrganizationQuery = {}, options: CallOptions = {}): AsyncGenerator<Organization> {
    return this.iterate_("/v1/organizations", { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(query: OrganizationQuery = {}, options: CallOptions = {}): AsyncGenerator<Organization> {
    return this.export_("/v1/organizations", { ...query }, options);
  }

  /** Create one organization. */
  async create(body: OrganizationCreate, options: PostOptions = {}): Promise<Organization> {
    return this.http.json("POST", "/v1/organizations", { ...once(options), body });
  }

  /** Aggregate organizations. */
  async aggregate(query: OrganizationGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", "/v1/organizations/aggregate", { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(items: OrganizationPatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", "/v1/organizations/bulk", { ...once(options), body: { items } });
  }

  /** Get one organization by its legacy id. */
  async getByLegacyId(legacyId: string, query: Pick<OrganizationQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Organization> {
    return this.http.json("GET", `/v1/organizations/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one organization. */
  async get(id: Uuid, query: Pick<OrganizationQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Organization> {
    return this.http.json("GET", `/v1/organizations/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one organization. */
  async delete(item: Organization | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/organizations/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(item: Organization | Uuid, changes: OrganizationPatch, options: ChangeOptions = {}): Promise<Organization> {
    return this.update_(`/v1/organizations/${key(item)}`, item, changes, options);
  }

  /** Get the history of one organization. */
  async history(id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/organizations/${key(id)}/history`, { ...options, query: { ...query } });
  }

  /** Get what resembles one organization. */
  async similar(id: { id: Uuid } | string, query: { by?: "words" | "meaning" | undefined; limit?: number | undefined; model?: string | undefined } = {}, options: CallOptions = {}): Promise<SimilarItems> {
    return this.http.json("GET", `/v1/organizations/${key(id)}/similar`, { ...options, query: { ...query } });
  }

  /** Get an organization's statement. */
  async statement(id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined; on__gte?: LocalDate | undefined; on__lt?: LocalDate | undefined } = {}, options: CallOptions = {}): Promise<AccountStatement> {
    return this.http.json("GET", `/v1/organizations/${key(id)}/statement`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface PersonFilters {
  q?: string | undefined;
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  given_name?: string | undefined;
  given_name__ne?: string | undefined;
  given_name__in?: string[] | undefined;
  given_name__icontains?: string | undefined;
  given_name__startswith?: string | undefined;
  given_name__isnull?: boolean | undefined;
  family_name?: string | undefined;
  family_name__ne?: string | undefined;
  family_name__in?: string[] | undefined;
  family_name__icontains?: string | undefined;
  family_name__startswith?: string | undefined;
  email?: string | undefined;
  email__ne?: string | undefined;
  email__in?: string[] | undefined;
  email__icontains?: string | undefined;
  email__startswith?: string | undefined;
  email__isnull?: boolean | undefined;
  phone?: string | undefined;
  phone__ne?: string | undefined;
  phone__in?: string[] | undefined;
  phone__icontains?: string | undefined;
  phone__startswith?: string | undefined;
  phone__isnull?: boolean | undefined;
  language?: string | undefined;
  language__ne?: string | undefined;
  language__in?: string[] | undefined;
  language__icontains?: string | undefined;
  language__startswith?: string | undefined;
  language__isnull?: boolean | undefined;
  born_on?: LocalDate | undefined;
  born_on__ne?: LocalDate | undefined;
  born_on__in?: LocalDate[] | undefined;
  born_on__gt?: LocalDate | undefined;
  born_on__gte?: LocalDate | undefined;
  born_on__lt?: LocalDate | undefined;
  born_on__lte?: LocalDate | undefined;
  born_on__isnull?: boolean | undefined;
  full_name?: string | undefined;
  full_name__ne?: string | undefined;
  full_name__in?: string[] | undefined;
  full_name__icontains?: string | undefined;
  full_name__startswith?: string | undefined;
}

/** What a list takes. */
export interface PersonQuery extends PersonFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "given_name" | "-given_name" | "family_name" | "-family_name" | "email" | "-email" | "phone" | "-phone" | "language" | "-language" | "born_on" | "-born_on" | "full_name" | "-full_name" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "given_name" | "family_name" | "email" | "phone" | "language" | "born_on" | "full_name" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface PersonGrouping extends PersonFilters {
  group_by?: ("id" | "legacy_id" | "given_name" | "family_name" | "email" | "phone" | "language" | "born_on" | "born_on__year" | "born_on__month" | "born_on__week" | "born_on__day" | "full_name" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:born_on" | "max:born_on" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface PersonCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The given name. */
  given_name?: string | null | undefined;
  /** The family name. */
  family_name: string;
  /** The e-mail address; nobody else's, ignoring case. */
  email?: string | null | undefined;
  /** The telephone number. */
  phone?: string | null | undefined;
  /** The preferred language, BCP 47. */
  language?: string | null | undefined;
  /** The day of birth. */
  born_on?: LocalDate | null | undefined;
}

/** What changes in an item. */
export interface PersonPatch {
  legacy_id?: string | null | undefined;
  given_name?: string | null | undefined;
  family_name?: string | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  language?: string | null | undefined;
  born_on?: LocalDate | null | undefined;
}

/** A human: the one home of a name and its contact data. */
export class People extends Resource {
  /** One page; see iterate for all. */
  async list(query: PersonQuery = {}, options: CallOptions = {}): Promise<Page<Person>> {
    return this.http.json("GET", "/v1/people", { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(query: PersonQuery = {}, options: CallOptions = {}): AsyncGenerator<Person> {
    return this.iterate_("/v1/people", { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(query: PersonQuery = {}, options: CallOptions = {}): AsyncGenerator<Person> {
    return this.export_("/v1/people", { ...query }, options);
  }

  /** Create one person. */
  async create(body: PersonCreate, options: PostOptions = {}): Promise<Person> {
    return this.http.json("POST", "/v1/people", { ...once(options), body });
  }

  /** Aggregate people. */
  async aggregate(query: PersonGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", "/v1/people/aggregate", { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(items: PersonPatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", "/v1/people/bulk", { ...once(options), body: { items } });
  }

  /** Get one person by its legacy id. */
  async getByLegacyId(legacyId: string, query: Pick<PersonQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Person> {
    return this.http.json("GET", `/v1/people/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one person. */
  async get(id: Uuid, query: Pick<PersonQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Person> {
    return this.http.json("GET", `/v1/people/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one person. */
  async delete(item: Person | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/people/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(item: Person | Uuid, changes: PersonPatch, options: ChangeOptions = {}): Promise<Person> {
    return this.update_(`/v1/people/${key(item)}`, item, changes, options);
  }

  /** Get the history of one person. */
  async history(id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/people/${key(id)}/history`, { ...options, query: { ...query } });
  }

  /** Get what resembles one person. */
  async similar(id: { id: Uuid } | string, query: { by?: "words" | "meaning" | undefined; limit?: number | undefined; model?: string | undefined } = {}, options: CallOptions = {}): Promise<SimilarItems> {
    return this.http.json("GET", `/v1/people/${key(id)}/similar`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface StaffMemberFilters {
  q?: string | undefined;
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  person_id?: Uuid | undefined;
  person_id__ne?: Uuid | undefined;
  person_id__in?: Uuid[] | undefined;
  job_title?: string | undefined;
  job_title__ne?: string | undefined;
  job_title__in?: string[] | undefined;
  job_title__icontains?: string | undefined;
  job_title__startswith?: string | undefined;
  job_title__isnull?: boolean | undefined;
  region?: string | undefined;
  region__ne?: string | undefined;
  region__in?: string[] | undefined;
  region__icontains?: string | undefined;
  region__startswith?: string | undefined;
  region__isnull?: boolean | undefined;
  active?: boolean | undefined;
  full_name?: string | undefined;
  full_name__ne?: string | undefined;
  full_name__in?: string[] | undefined;
  full_name__icontains?: string | undefined;
  full_name__startswith?: string | undefined;
  full_name__isnull?: boolean | undefined;
  email?: string | undefined;
  email__ne?: string | undefined;
  email__in?: string[] | undefined;
  email__icontains?: string | undefined;
  email__startswith?: string | undefined;
  email__isnull?: boolean | undefined;
  person__id?: Uuid | undefined;
  person__id__ne?: Uuid | undefined;
  person__id__in?: Uuid[] | undefined;
  person__legacy_id?: string | undefined;
  person__legacy_id__ne?: string | undefined;
  person__legacy_id__in?: string[] | undefined;
  person__legacy_id__icontains?: string | undefined;
  person__legacy_id__startswith?: string | undefined;
  person__legacy_id__isnull?: boolean | undefined;
  person__given_name?: string | undefined;
  person__given_name__ne?: string | undefined;
  person__given_name__in?: string[] | undefined;
  person__given_name__icontains?: string | undefined;
  person__given_name__startswith?: string | undefined;
  person__given_name__isnull?: boolean | undefined;
  person__family_name?: string | undefined;
  person__family_name__ne?: string | undefined;
  person__family_name__in?: string[] | undefined;
  person__family_name__icontains?: string | undefined;
  person__family_name__startswith?: string | undefined;
  person__email?: string | undefined;
  person__email__ne?: string | undefined;
  person__email__in?: string[] | undefined;
  person__email__icontains?: string | undefined;
  person__email__startswith?: string | undefined;
  person__email__isnull?: boolean | undefined;
  person__phone?: string | undefined;
  person__phone__ne?: string | undefined;
  person__phone__in?: string[] | undefined;
  person__phone__icontains?: string | undefined;
  person__phone__startswith?: string | undefined;
  person__phone__isnull?: boolean | undefined;
  person__language?: string | undefined;
  person__language__ne?: string | undefined;
  person__language__in?: string[] | undefined;
  person__language__icontains?: string | undefined;
  person__language__startswith?: string | undefined;
  person__language__isnull?: boolean | undefined;
  person__born_on?: LocalDate | undefined;
  person__born_on__ne?: LocalDate | undefined;
  person__born_on__in?: LocalDate[] | undefined;
  person__born_on__gt?: LocalDate | undefined;
  person__born_on__gte?: LocalDate | undefined;
  person__born_on__lt?: LocalDate | undefined;
  person__born_on__lte?: LocalDate | undefined;
  person__born_on__isnull?: boolean | undefined;
  person__full_name?: string | undefined;
  person__full_name__ne?: string | undefined;
  person__full_name__in?: string[] | undefined;
  person__full_name__icontains?: string | undefined;
  person__full_name__startswith?: string | undefined;
}

/** What a list takes. */
export interface StaffMemberQuery extends StaffMemberFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "person_id" | "-person_id" | "job_title" | "-job_title" | "region" | "-region" | "active" | "-active" | "full_name" | "-full_name" | "email" | "-email" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "person_id" | "job_title" | "region" | "active" | "full_name" | "email" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface StaffMemberGrouping extends StaffMemberFilters {
  group_by?: ("id" | "legacy_id" | "person_id" | "job_title" | "region" | "active" | "full_name" | "email" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface StaffMemberCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The human. */
  person_id: Uuid;
  /** What they do. */
  job_title?: string | null | undefined;
  /** The region they look after. */
  region?: string | null | undefined;
  /** Whether they work here now. */
  active?: boolean | undefined;
}

/** What changes in an item. */
export interface StaffMemberPatch {
  legacy_id?: string | null | undefined;
  person_id?: Uuid | undefined;
  job_title?: string | null | undefined;
  region?: string | null | undefined;
  active?: boolean | undefined;
}

/** A person who works for the company. */
export class Staff extends Resource {
  /** One page; see iterate for all. */
  async list(query: StaffMemberQuery = {}, options: CallOptions = {}): Promise<Page<StaffMember>> {
    return this.http.json("GET", "/v1/staff", { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(query: StaffMemberQuery = {}, options: CallOptions = {}): AsyncGenerator<StaffMember> {
    return this.iterate_("/v1/staff", { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(query: StaffMemberQuery = {}, options: CallOptions = {}): AsyncGenerator<StaffMember> {
    return this.export_("/v1/staff", { ...query }, options);
  }

  /** Create one staff member. */
  async create(body: StaffMemberCreate, options: PostOptions = {}): Promise<StaffMember> {
    return this.http.json("POST", "/v1/staff", { ...once(options), body });
  }

  /** Aggregate staff. */
  async aggregate(query: StaffMemberGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", "/v1/staff/aggregate", { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(items: StaffMemberPatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", "/v1/staff/bulk", { ...once(options), body: { items } });
  }

  /** Get one staff member by its legacy id. */
  async getByLegacyId(legacyId: string, query: Pick<StaffMemberQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<StaffMember> {
    return this.http.json("GET", `/v1/staff/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one staff member. */
  async get(id: Uuid, query: Pick<StaffMemberQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<StaffMember> {
    return this.http.json("GET", `/v1/staff/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one staff member. */
  async delete(item: StaffMember | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/staff/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(item: StaffMember | Uuid, changes: StaffMemberPatch, options: ChangeOptions = {}): Promise<StaffMember> {
    return this.update_(`/v1/staff/${key(item)}`, item, changes, options);
  }

  /** Get the history of one staff member. */
  async history(id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/staff/${key(id)}/history`, { ...options, query: { ...query } });
  }

  /** Get what resembles one staff member. */
  async similar(id: { id: Uuid } | string, query: { by?: "words" | "meaning" | undefined; limit?: number | undefined; model?: string | undefined } = {}, options: CallOptions = {}): Promise<SimilarItems> {
    return this.http.json("GET", `/v1/staff/${key(id)}/similar`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface SubscriptionFilters {
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  member_id?: Uuid | undefined;
  member_id__ne?: Uuid | undefined;
  member_id__in?: Uuid[] | undefined;
  starts_on?: LocalDate | undefined;
  starts_on__ne?: LocalDate | undefined;
  starts_on__in?: LocalDate[] | undefined;
  starts_on__gt?: LocalDate | undefined;
  starts_on__gte?: LocalDate | undefined;
  starts_on__lt?: LocalDate | undefined;
  starts_on__lte?: LocalDate | undefined;
  ends_on?: LocalDate | undefined;
  ends_on__ne?: LocalDate | undefined;
  ends_on__in?: LocalDate[] | undefined;
  ends_on__gt?: LocalDate | undefined;
  ends_on__gte?: LocalDate | undefined;
  ends_on__lt?: LocalDate | undefined;
  ends_on__lte?: LocalDate | undefined;
  amount?: Decimal | undefined;
  amount__ne?: Decimal | undefined;
  amount__in?: Decimal[] | undefined;
  amount__gt?: Decimal | undefined;
  amount__gte?: Decimal | undefined;
  amount__lt?: Decimal | undefined;
  amount__lte?: Decimal | undefined;
  amount__isnull?: boolean | undefined;
  currency?: string | undefined;
  currency__ne?: string | undefined;
  currency__in?: string[] | undefined;
  currency__icontains?: string | undefined;
  currency__startswith?: string | undefined;
  status?: "PENDING" | "ACTIVE" | "PAID" | "CANCELLED" | undefined;
  status__ne?: "PENDING" | "ACTIVE" | "PAID" | "CANCELLED" | undefined;
  status__in?: ("PENDING" | "ACTIVE" | "PAID" | "CANCELLED")[] | undefined;
  invoice_id?: Uuid | undefined;
  invoice_id__ne?: Uuid | undefined;
  invoice_id__in?: Uuid[] | undefined;
  invoice_id__isnull?: boolean | undefined;
  member__id?: Uuid | undefined;
  member__id__ne?: Uuid | undefined;
  member__id__in?: Uuid[] | undefined;
  member__legacy_id?: string | undefined;
  member__legacy_id__ne?: string | undefined;
  member__legacy_id__in?: string[] | undefined;
  member__legacy_id__icontains?: string | undefined;
  member__legacy_id__startswith?: string | undefined;
  member__legacy_id__isnull?: boolean | undefined;
  member__person_id?: Uuid | undefined;
  member__person_id__ne?: Uuid | undefined;
  member__person_id__in?: Uuid[] | undefined;
  member__organization_id?: Uuid | undefined;
  member__organization_id__ne?: Uuid | undefined;
  member__organization_id__in?: Uuid[] | undefined;
  member__member_number?: string | undefined;
  member__member_number__ne?: string | undefined;
  member__member_number__in?: string[] | undefined;
  member__member_number__icontains?: string | undefined;
  member__member_number__startswith?: string | undefined;
  member__job_title?: string | undefined;
  member__job_title__ne?: string | undefined;
  member__job_title__in?: string[] | undefined;
  member__job_title__icontains?: string | undefined;
  member__job_title__startswith?: string | undefined;
  member__job_title__isnull?: boolean | undefined;
  member__status?: "CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT" | undefined;
  member__status__ne?: "CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT" | undefined;
  member__status__in?: ("CANDIDATE" | "ACTIVE" | "PAUSED" | "LEFT")[] | undefined;
  member__joined_on?: LocalDate | undefined;
  member__joined_on__ne?: LocalDate | undefined;
  member__joined_on__in?: LocalDate[] | undefined;
  member__joined_on__gt?: LocalDate | undefined;
  member__joined_on__gte?: LocalDate | undefined;
  member__joined_on__lt?: LocalDate | undefined;
  member__joined_on__lte?: LocalDate | undefined;
  member__left_on?: LocalDate | undefined;
  member__left_on__ne?: LocalDate | undefined;
  member__left_on__in?: LocalDate[] | undefined;
  member__left_on__gt?: LocalDate | undefined;
  member__left_on__gte?: LocalDate | undefined;
  member__left_on__lt?: LocalDate | undefined;
  member__left_on__lte?: LocalDate | undefined;
  member__left_on__isnull?: boolean | undefined;
  invoice__id?: Uuid | undefined;
  invoice__id__ne?: Uuid | undefined;
  invoice__id__in?: Uuid[] | undefined;
  invoice__legacy_id?: string | undefined;
  invoice__legacy_id__ne?: string | undefined;
  invoice__legacy_id__in?: string[] | undefined;
  invoice__legacy_id__icontains?: string | undefined;
  invoice__legacy_id__startswith?: string | undefined;
  invoice__legacy_id__isnull?: boolean | undefined;
  invoice__number?: string | undefined;
  invoice__number__ne?: string | undefined;
  invoice__number__in?: string[] | undefined;
  invoice__number__icontains?: string | undefined;
  invoice__number__startswith?: string | undefined;
  invoice__organization_id?: Uuid | undefined;
  invoice__organization_id__ne?: Uuid | undefined;
  invoice__organization_id__in?: Uuid[] | undefined;
  invoice__status?: "DRAFT" | "ISSUED" | "PAID" | "VOID" | undefined;
  invoice__status__ne?: "DRAFT" | "ISSUED" | "PAID" | "VOID" | undefined;
  invoice__status__in?: ("DRAFT" | "ISSUED" | "PAID" | "VOID")[] | undefined;
  invoice__issued_on?: LocalDate | undefined;
  invoice__issued_on__ne?: LocalDate | undefined;
  invoice__issued_on__in?: LocalDate[] | undefined;
  invoice__issued_on__gt?: LocalDate | undefined;
  invoice__issued_on__gte?: LocalDate | undefined;
  invoice__issued_on__lt?: LocalDate | undefined;
  invoice__issued_on__lte?: LocalDate | undefined;
  invoice__issued_on__isnull?: boolean | undefined;
  invoice__due_on?: LocalDate | undefined;
  invoice__due_on__ne?: LocalDate | undefined;
  invoice__due_on__in?: LocalDate[] | undefined;
  invoice__due_on__gt?: LocalDate | undefined;
  invoice__due_on__gte?: LocalDate | undefined;
  invoice__due_on__lt?: LocalDate | undefined;
  invoice__due_on__lte?: LocalDate | undefined;
  invoice__due_on__isnull?: boolean | undefined;
  invoice__currency?: string | undefined;
  invoice__currency__ne?: string | undefined;
  invoice__currency__in?: string[] | undefined;
  invoice__currency__icontains?: string | undefined;
  invoice__currency__startswith?: string | undefined;
  invoice__notes?: string | undefined;
  invoice__notes__ne?: string | undefined;
  invoice__notes__in?: string[] | undefined;
  invoice__notes__icontains?: string | undefined;
  invoice__notes__startswith?: string | undefined;
  invoice__notes__isnull?: boolean | undefined;
}

/** What a list takes. */
export interface SubscriptionQuery extends SubscriptionFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "member_id" | "-member_id" | "starts_on" | "-starts_on" | "ends_on" | "-ends_on" | "amount" | "-amount" | "currency" | "-currency" | "status" | "-status" | "invoice_id" | "-invoice_id" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "member_id" | "starts_on" | "ends_on" | "amount" | "currency" | "status" | "invoice_id" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface SubscriptionGrouping extends SubscriptionFilters {
  group_by?: ("id" | "legacy_id" | "member_id" | "starts_on" | "starts_on__year" | "starts_on__month" | "starts_on__week" | "starts_on__day" | "ends_on" | "ends_on__year" | "ends_on__month" | "ends_on__week" | "ends_on__day" | "amount" | "currency" | "status" | "invoice_id" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:starts_on" | "max:starts_on" | "min:ends_on" | "max:ends_on" | "min:amount" | "max:amount" | "sum:amount" | "avg:amount" | "p50:amount" | "p90:amount" | "p95:amount" | "p99:amount" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface SubscriptionCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** Who subscribes. */
  member_id: Uuid;
  /** The first day. */
  starts_on: LocalDate;
  /** The day after the last one. */
  ends_on: LocalDate;
  /** The price of the period. */
  amount?: Decimal | null | undefined;
  /** ISO 4217. */
  currency: string;
  /** PENDING: offered; ACTIVE: running, not yet paid. */
  status: "PENDING" | "ACTIVE" | "PAID" | "CANCELLED";
  /** The invoice it was billed with. */
  invoice_id?: Uuid | null | undefined;
}

/** What changes in an item. */
export interface SubscriptionPatch {
  legacy_id?: string | null | undefined;
  member_id?: Uuid | undefined;
  starts_on?: LocalDate | undefined;
  ends_on?: LocalDate | undefined;
  amount?: Decimal | null | undefined;
  currency?: string | undefined;
  status?: "PENDING" | "ACTIVE" | "PAID" | "CANCELLED" | undefined;
  invoice_id?: Uuid | null | undefined;
}

/** What a member pays for a period; periods of one member do not overlap. */
export class Subscriptions extends Resource {
  /** One page; see iterate for all. */
  async list(query: SubscriptionQuery = {}, options: CallOptions = {}): Promise<Page<Subscription>> {
    return this.http.json("GET", "/v1/subscriptions", { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(query: SubscriptionQuery = {}, options: CallOptions = {}): AsyncGenerator<Subscription> {
    return this.iterate_("/v1/subscriptions", { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(query: SubscriptionQuery = {}, options: CallOptions = {}): AsyncGenerator<Subscription> {
    return this.export_("/v1/subscriptions", { ...query }, options);
  }

  /** Create one subscription. */
  async create(body: SubscriptionCreate, options: PostOptions = {}): Promise<Subscription> {
    return this.http.json("POST", "/v1/subscriptions", { ...once(options), body });
  }

  /** Aggregate subscriptions. */
  async aggregate(query: SubscriptionGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", "/v1/subscriptions/aggregate", { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(items: SubscriptionPatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", "/v1/subscriptions/bulk", { ...once(options), body: { items } });
  }

  /** Get one subscription by its legacy id. */
  async getByLegacyId(legacyId: string, query: Pick<SubscriptionQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Subscription> {
    return this.http.json("GET", `/v1/subscriptions/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one subscription. */
  async get(id: Uuid, query: Pick<SubscriptionQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Subscription> {
    return this.http.json("GET", `/v1/subscriptions/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one subscription. */
  async delete(item: Subscription | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/subscriptions/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(item: Subscription | Uuid, changes: SubscriptionPatch, options: ChangeOptions = {}): Promise<Subscription> {
    return this.update_(`/v1/subscriptions/${key(item)}`, item, changes, options);
  }

  /** Get the history of one subscription. */
  async history(id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/subscriptions/${key(id)}/history`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface TeacherFilters {
  q?: string | undefined;
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  person_id?: Uuid | undefined;
  person_id__ne?: Uuid | undefined;
  person_id__in?: Uuid[] | undefined;
  headline?: string | undefined;
  headline__ne?: string | undefined;
  headline__in?: string[] | undefined;
  headline__icontains?: string | undefined;
  headline__startswith?: string | undefined;
  headline__isnull?: boolean | undefined;
  biography?: string | undefined;
  biography__ne?: string | undefined;
  biography__in?: string[] | undefined;
  biography__icontains?: string | undefined;
  biography__startswith?: string | undefined;
  biography__isnull?: boolean | undefined;
  daily_rate?: Decimal | undefined;
  daily_rate__ne?: Decimal | undefined;
  daily_rate__in?: Decimal[] | undefined;
  daily_rate__gt?: Decimal | undefined;
  daily_rate__gte?: Decimal | undefined;
  daily_rate__lt?: Decimal | undefined;
  daily_rate__lte?: Decimal | undefined;
  daily_rate__isnull?: boolean | undefined;
  currency?: string | undefined;
  currency__ne?: string | undefined;
  currency__in?: string[] | undefined;
  currency__icontains?: string | undefined;
  currency__startswith?: string | undefined;
  currency__isnull?: boolean | undefined;
  status?: "ACTIVE" | "RETIRED" | undefined;
  status__ne?: "ACTIVE" | "RETIRED" | undefined;
  status__in?: ("ACTIVE" | "RETIRED")[] | undefined;
  full_name?: string | undefined;
  full_name__ne?: string | undefined;
  full_name__in?: string[] | undefined;
  full_name__icontains?: string | undefined;
  full_name__startswith?: string | undefined;
  full_name__isnull?: boolean | undefined;
  email?: string | undefined;
  email__ne?: string | undefined;
  email__in?: string[] | undefined;
  email__icontains?: string | undefined;
  email__startswith?: string | undefined;
  email__isnull?: boolean | undefined;
  person__id?: Uuid | undefined;
  person__id__ne?: Uuid | undefined;
  person__id__in?: Uuid[] | undefined;
  person__legacy_id?: string | undefined;
  person__legacy_id__ne?: string | undefined;
  person__legacy_id__in?: string[] | undefined;
  person__legacy_id__icontains?: string | undefined;
  person__legacy_id__startswith?: string | undefined;
  person__legacy_id__isnull?: boolean | undefined;
  person__given_name?: string | undefined;
  person__given_name__ne?: string | undefined;
  person__given_name__in?: string[] | undefined;
  person__given_name__icontains?: string | undefined;
  person__given_name__startswith?: string | undefined;
  person__given_name__isnull?: boolean | undefined;
  person__family_name?: string | undefined;
  person__family_name__ne?: string | undefined;
  person__family_name__in?: string[] | undefined;
  person__family_name__icontains?: string | undefined;
  person__family_name__startswith?: string | undefined;
  person__email?: string | undefined;
  person__email__ne?: string | undefined;
  person__email__in?: string[] | undefined;
  person__email__icontains?: string | undefined;
  person__email__startswith?: string | undefined;
  person__email__isnull?: boolean | undefined;
  person__phone?: string | undefined;
  person__phone__ne?: string | undefined;
  person__phone__in?: string[] | undefined;
  person__phone__icontains?: string | undefined;
  person__phone__startswith?: string | undefined;
  person__phone__isnull?: boolean | undefined;
  person__language?: string | undefined;
  person__language__ne?: string | undefined;
  person__language__in?: string[] | undefined;
  person__language__icontains?: string | undefined;
  person__language__startswith?: string | undefined;
  person__language__isnull?: boolean | undefined;
  person__born_on?: LocalDate | undefined;
  person__born_on__ne?: LocalDate | undefined;
  person__born_on__in?: LocalDate[] | undefined;
  person__born_on__gt?: LocalDate | undefined;
  person__born_on__gte?: LocalDate | undefined;
  person__born_on__lt?: LocalDate | undefined;
  person__born_on__lte?: LocalDate | undefined;
  person__born_on__isnull?: boolean | undefined;
  person__full_name?: string | undefined;
  person__full_name__ne?: string | undefined;
  person__full_name__in?: string[] | undefined;
  person__full_name__icontains?: string | undefined;
  person__full_name__startswith?: string | undefined;
}

/** What a list takes. */
export interface TeacherQuery extends TeacherFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "person_id" | "-person_id" | "headline" | "-headline" | "biography" | "-biography" | "daily_rate" | "-daily_rate" | "currency" | "-currency" | "status" | "-status" | "full_name" | "-full_name" | "email" | "-email" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "person_id" | "headline" | "biography" | "daily_rate" | "currency" | "status" | "full_name" | "email" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface TeacherGrouping extends TeacherFilters {
  group_by?: ("id" | "legacy_id" | "person_id" | "headline" | "biography" | "daily_rate" | "currency" | "status" | "full_name" | "email" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:daily_rate" | "max:daily_rate" | "sum:daily_rate" | "avg:daily_rate" | "p50:daily_rate" | "p90:daily_rate" | "p95:daily_rate" | "p99:daily_rate" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface TeacherCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The human. */
  person_id: Uuid;
  /** One line about them. */
  headline?: string | null | undefined;
  /** Their life and work. */
  biography?: string | null | undefined;
  /** The price of a day. */
  daily_rate?: Decimal | null | undefined;
  /** ISO 4217. */
  currency?: string | null | undefined;
  /** Whether they still teach. */
  status: "ACTIVE" | "RETIRED";
}

/** What changes in an item. */
export interface TeacherPatch {
  legacy_id?: string | null | undefined;
  person_id?: Uuid | undefined;
  headline?: string | null | undefined;
  biography?: string | null | undefined;
  daily_rate?: Decimal | null | undefined;
  currency?: string | null | undefined;
  status?: "ACTIVE" | "RETIRED" | undefined;
}

/** A person who teaches at meetings and on missions. */
export class Teachers extends Resource {
  /** One page; see iterate for all. */
  async list(query: TeacherQuery = {}, options: CallOptions = {}): Promise<Page<Teacher>> {
    return this.http.json("GET", "/v1/teachers", { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(query: TeacherQuery = {}, options: CallOptions = {}): AsyncGenerator<Teacher> {
    return this.iterate_("/v1/teachers", { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(query: TeacherQuery = {}, options: CallOptions = {}): AsyncGenerator<Teacher> {
    return this.export_("/v1/teachers", { ...query }, options);
  }

  /** Create one teacher. */
  async create(body: TeacherCreate, options: PostOptions = {}): Promise<Teacher> {
    return this.http.json("POST", "/v1/teachers", { ...once(options), body });
  }

  /** Aggregate teachers. */
  async aggregate(query: TeacherGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", "/v1/teachers/aggregate", { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(items: TeacherPatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", "/v1/teachers/bulk", { ...once(options), body: { items } });
  }

  /** Get one teacher by its legacy id. */
  async getByLegacyId(legacyId: string, query: Pick<TeacherQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Teacher> {
    return this.http.json("GET", `/v1/teachers/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one teacher. */
  async get(id: Uuid, query: Pick<TeacherQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Teacher> {
    return this.http.json("GET", `/v1/teachers/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one teacher. */
  async delete(item: Teacher | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/teachers/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(item: Teacher | Uuid, changes: TeacherPatch, options: ChangeOptions = {}): Promise<Teacher> {
    return this.update_(`/v1/teachers/${key(item)}`, item, changes, options);
  }

  /** Get the history of one teacher. */
  async history(id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/teachers/${key(id)}/history`, { ...options, query: { ...query } });
  }

  /** Get what resembles one teacher. */
  async similar(id: { id: Uuid } | string, query: { by?: "words" | "meaning" | undefined; limit?: number | undefined; model?: string | undefined } = {}, options: CallOptions = {}): Promise<SimilarItems> {
    return this.http.json("GET", `/v1/teachers/${key(id)}/similar`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface TeacherTopicFilters {
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  teacher_id?: Uuid | undefined;
  teacher_id__ne?: Uuid | undefined;
  teacher_id__in?: Uuid[] | undefined;
  topic_id?: Uuid | undefined;
  topic_id__ne?: Uuid | undefined;
  topic_id__in?: Uuid[] | undefined;
  topic__id?: Uuid | undefined;
  topic__id__ne?: Uuid | undefined;
  topic__id__in?: Uuid[] | undefined;
  topic__legacy_id?: string | undefined;
  topic__legacy_id__ne?: string | undefined;
  topic__legacy_id__in?: string[] | undefined;
  topic__legacy_id__icontains?: string | undefined;
  topic__legacy_id__startswith?: string | undefined;
  topic__legacy_id__isnull?: boolean | undefined;
  topic__code?: string | undefined;
  topic__code__ne?: string | undefined;
  topic__code__in?: string[] | undefined;
  topic__code__icontains?: string | undefined;
  topic__code__startswith?: string | undefined;
  topic__name?: string | undefined;
  topic__name__ne?: string | undefined;
  topic__name__in?: string[] | undefined;
  topic__name__icontains?: string | undefined;
  topic__name__startswith?: string | undefined;
  topic__parent_id?: Uuid | undefined;
  topic__parent_id__ne?: Uuid | undefined;
  topic__parent_id__in?: Uuid[] | undefined;
  topic__parent_id__isnull?: boolean | undefined;
}

/** What a list takes. */
export interface TeacherTopicQuery extends TeacherTopicFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "teacher_id" | "-teacher_id" | "topic_id" | "-topic_id" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "teacher_id" | "topic_id" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface TeacherTopicGrouping extends TeacherTopicFilters {
  group_by?: ("id" | "legacy_id" | "teacher_id" | "topic_id" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface TeacherTopicCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The topic. */
  topic_id: Uuid;
}

/** What changes in an item. */
export interface TeacherTopicPatch {
  legacy_id?: string | null | undefined;
  topic_id?: Uuid | undefined;
}

/** A topic that a teacher teaches. */
export class TeacherTopics extends Resource {
  /** One page; see iterate for all. */
  async list(teacherId: Uuid, query: TeacherTopicQuery = {}, options: CallOptions = {}): Promise<Page<TeacherTopic>> {
    return this.http.json("GET", `/v1/teachers/${key(teacherId)}/topics`, { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(teacherId: Uuid, query: TeacherTopicQuery = {}, options: CallOptions = {}): AsyncGenerator<TeacherTopic> {
    return this.iterate_(`/v1/teachers/${key(teacherId)}/topics`, { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(teacherId: Uuid, query: TeacherTopicQuery = {}, options: CallOptions = {}): AsyncGenerator<TeacherTopic> {
    return this.export_(`/v1/teachers/${key(teacherId)}/topics`, { ...query }, options);
  }

  /** Create one teacher topic. */
  async create(teacherId: Uuid, body: TeacherTopicCreate, options: PostOptions = {}): Promise<TeacherTopic> {
    return this.http.json("POST", `/v1/teachers/${key(teacherId)}/topics`, { ...once(options), body });
  }

  /** Aggregate teacher topics. */
  async aggregate(teacherId: Uuid, query: TeacherTopicGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", `/v1/teachers/${key(teacherId)}/topics/aggregate`, { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(teacherId: Uuid, items: TeacherTopicPatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", `/v1/teachers/${key(teacherId)}/topics/bulk`, { ...once(options), body: { items } });
  }

  /** Get one teacher topic by its legacy id. */
  async getByLegacyId(teacherId: Uuid, legacyId: string, query: Pick<TeacherTopicQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<TeacherTopic> {
    return this.http.json("GET", `/v1/teachers/${key(teacherId)}/topics/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one teacher topic. */
  async get(teacherId: Uuid, id: Uuid, query: Pick<TeacherTopicQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<TeacherTopic> {
    return this.http.json("GET", `/v1/teachers/${key(teacherId)}/topics/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one teacher topic. */
  async delete(teacherId: Uuid, item: TeacherTopic | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/teachers/${key(teacherId)}/topics/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(teacherId: Uuid, item: TeacherTopic | Uuid, changes: TeacherTopicPatch, options: ChangeOptions = {}): Promise<TeacherTopic> {
    return this.update_(`/v1/teachers/${key(teacherId)}/topics/${key(item)}`, item, changes, options);
  }

  /** Get the history of one teacher topic. */
  async history(teacherId: string | number, id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/teachers/${key(teacherId)}/topics/${key(id)}/history`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface TopicFilters {
  q?: string | undefined;
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  code?: string | undefined;
  code__ne?: string | undefined;
  code__in?: string[] | undefined;
  code__icontains?: string | undefined;
  code__startswith?: string | undefined;
  name?: string | undefined;
  name__ne?: string | undefined;
  name__in?: string[] | undefined;
  name__icontains?: string | undefined;
  name__startswith?: string | undefined;
  parent_id?: Uuid | undefined;
  parent_id__ne?: Uuid | undefined;
  parent_id__in?: Uuid[] | undefined;
  parent_id__isnull?: boolean | undefined;
  parent__id?: Uuid | undefined;
  parent__id__ne?: Uuid | undefined;
  parent__id__in?: Uuid[] | undefined;
  parent__legacy_id?: string | undefined;
  parent__legacy_id__ne?: string | undefined;
  parent__legacy_id__in?: string[] | undefined;
  parent__legacy_id__icontains?: string | undefined;
  parent__legacy_id__startswith?: string | undefined;
  parent__legacy_id__isnull?: boolean | undefined;
  parent__code?: string | undefined;
  parent__code__ne?: string | undefined;
  parent__code__in?: string[] | undefined;
  parent__code__icontains?: string | undefined;
  parent__code__startswith?: string | undefined;
  parent__name?: string | undefined;
  parent__name__ne?: string | undefined;
  parent__name__in?: string[] | undefined;
  parent__name__icontains?: string | undefined;
  parent__name__startswith?: string | undefined;
  parent__parent_id?: Uuid | undefined;
  parent__parent_id__ne?: Uuid | undefined;
  parent__parent_id__in?: Uuid[] | undefined;
  parent__parent_id__isnull?: boolean | undefined;
}

/** What a list takes. */
export interface TopicQuery extends TopicFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "code" | "-code" | "name" | "-name" | "parent_id" | "-parent_id" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "code" | "name" | "parent_id" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface TopicGrouping extends TopicFilters {
  group_by?: ("id" | "legacy_id" | "code" | "name" | "parent_id" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface TopicCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The short name. */
  code: string;
  /** The name. */
  name: string;
  /** The wider topic; never itself or one below it. */
  parent_id?: Uuid | null | undefined;
}

/** What changes in an item. */
export interface TopicPatch {
  legacy_id?: string | null | undefined;
  code?: string | undefined;
  name?: string | undefined;
  parent_id?: Uuid | null | undefined;
}

/** A subject that is taught; topics form trees. */
export class Topics extends Resource {
  /** One page; see iterate for all. */
  async list(query: TopicQuery = {}, options: CallOptions = {}): Promise<Page<Topic>> {
    return this.http.json("GET", "/v1/topics", { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(query: TopicQuery = {}, options: CallOptions = {}): AsyncGenerator<Topic> {
    return this.iterate_("/v1/topics", { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(query: TopicQuery = {}, options: CallOptions = {}): AsyncGenerator<Topic> {
    return this.export_("/v1/topics", { ...query }, options);
  }

  /** Create one topic. */
  async create(body: TopicCreate, options: PostOptions = {}): Promise<Topic> {
    return this.http.json("POST", "/v1/topics", { ...once(options), body });
  }

  /** Aggregate topics. */
  async aggregate(query: TopicGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", "/v1/topics/aggregate", { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(items: TopicPatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", "/v1/topics/bulk", { ...once(options), body: { items } });
  }

  /** Get one topic by its legacy id. */
  async getByLegacyId(legacyId: string, query: Pick<TopicQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Topic> {
    return this.http.json("GET", `/v1/topics/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one topic. */
  async get(id: Uuid, query: Pick<TopicQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<Topic> {
    return this.http.json("GET", `/v1/topics/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one topic. */
  async delete(item: Topic | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/topics/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(item: Topic | Uuid, changes: TopicPatch, options: ChangeOptions = {}): Promise<Topic> {
    return this.update_(`/v1/topics/${key(item)}`, item, changes, options);
  }

  /** Get the history of one topic. */
  async history(id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/topics/${key(id)}/history`, { ...options, query: { ...query } });
  }

  /** Get what resembles one topic. */
  async similar(id: { id: Uuid } | string, query: { by?: "words" | "meaning" | undefined; limit?: number | undefined; model?: string | undefined } = {}, options: CallOptions = {}): Promise<SimilarItems> {
    return this.http.json("GET", `/v1/topics/${key(id)}/similar`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface UserFilters {
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  username?: string | undefined;
  username__ne?: string | undefined;
  username__in?: string[] | undefined;
  username__icontains?: string | undefined;
  username__startswith?: string | undefined;
  email?: string | undefined;
  email__ne?: string | undefined;
  email__in?: string[] | undefined;
  email__icontains?: string | undefined;
  email__startswith?: string | undefined;
  email__isnull?: boolean | undefined;
  person_id?: Uuid | undefined;
  person_id__ne?: Uuid | undefined;
  person_id__in?: Uuid[] | undefined;
  person_id__isnull?: boolean | undefined;
  role?: "READER" | "EDITOR" | "ADMIN" | undefined;
  role__ne?: "READER" | "EDITOR" | "ADMIN" | undefined;
  role__in?: ("READER" | "EDITOR" | "ADMIN")[] | undefined;
  active?: boolean | undefined;
  external_subject?: string | undefined;
  external_subject__ne?: string | undefined;
  external_subject__in?: string[] | undefined;
  external_subject__icontains?: string | undefined;
  external_subject__startswith?: string | undefined;
  external_subject__isnull?: boolean | undefined;
  person__id?: Uuid | undefined;
  person__id__ne?: Uuid | undefined;
  person__id__in?: Uuid[] | undefined;
  person__legacy_id?: string | undefined;
  person__legacy_id__ne?: string | undefined;
  person__legacy_id__in?: string[] | undefined;
  person__legacy_id__icontains?: string | undefined;
  person__legacy_id__startswith?: string | undefined;
  person__legacy_id__isnull?: boolean | undefined;
  person__given_name?: string | undefined;
  person__given_name__ne?: string | undefined;
  person__given_name__in?: string[] | undefined;
  person__given_name__icontains?: string | undefined;
  person__given_name__startswith?: string | undefined;
  person__given_name__isnull?: boolean | undefined;
  person__family_name?: string | undefined;
  person__family_name__ne?: string | undefined;
  person__family_name__in?: string[] | undefined;
  person__family_name__icontains?: string | undefined;
  person__family_name__startswith?: string | undefined;
  person__email?: string | undefined;
  person__email__ne?: string | undefined;
  person__email__in?: string[] | undefined;
  person__email__icontains?: string | undefined;
  person__email__startswith?: string | undefined;
  person__email__isnull?: boolean | undefined;
  person__phone?: string | undefined;
  person__phone__ne?: string | undefined;
  person__phone__in?: string[] | undefined;
  person__phone__icontains?: string | undefined;
  person__phone__startswith?: string | undefined;
  person__phone__isnull?: boolean | undefined;
  person__language?: string | undefined;
  person__language__ne?: string | undefined;
  person__language__in?: string[] | undefined;
  person__language__icontains?: string | undefined;
  person__language__startswith?: string | undefined;
  person__language__isnull?: boolean | undefined;
  person__born_on?: LocalDate | undefined;
  person__born_on__ne?: LocalDate | undefined;
  person__born_on__in?: LocalDate[] | undefined;
  person__born_on__gt?: LocalDate | undefined;
  person__born_on__gte?: LocalDate | undefined;
  person__born_on__lt?: LocalDate | undefined;
  person__born_on__lte?: LocalDate | undefined;
  person__born_on__isnull?: boolean | undefined;
  person__full_name?: string | undefined;
  person__full_name__ne?: string | undefined;
  person__full_name__in?: string[] | undefined;
  person__full_name__icontains?: string | undefined;
  person__full_name__startswith?: string | undefined;
}

/** What a list takes. */
export interface UserQuery extends UserFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "username" | "-username" | "email" | "-email" | "person_id" | "-person_id" | "role" | "-role" | "active" | "-active" | "external_subject" | "-external_subject" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "username" | "email" | "person_id" | "role" | "active" | "external_subject" | "version" | "created_at" | "updated_at")[] | undefined;
  expand?: string[] | undefined;
}

/** What an aggregate takes. */
export interface UserGrouping extends UserFilters {
  group_by?: ("id" | "legacy_id" | "username" | "email" | "person_id" | "role" | "active" | "external_subject" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface UserCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The name to log in with. */
  username: string;
  /** The e-mail address; nobody else's, ignoring case. */
  email?: string | null | undefined;
  /** The human, if known. */
  person_id?: Uuid | null | undefined;
  /** What the user may do. */
  role: "READER" | "EDITOR" | "ADMIN";
  /** Whether the account can be used. */
  active?: boolean | undefined;
  /** The user's subject at the identity provider. */
  external_subject?: string | null | undefined;
}

/** What changes in an item. */
export interface UserPatch {
  legacy_id?: string | null | undefined;
  username?: string | undefined;
  email?: string | null | undefined;
  person_id?: Uuid | null | undefined;
  role?: "READER" | "EDITOR" | "ADMIN" | undefined;
  active?: boolean | undefined;
  external_subject?: string | null | undefined;
}

/** Who may use the application, and as what. */
export class Users extends Resource {
  /** One page; see iterate for all. */
  async list(query: UserQuery = {}, options: CallOptions = {}): Promise<Page<User>> {
    return this.http.json("GET", "/v1/users", { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(query: UserQuery = {}, options: CallOptions = {}): AsyncGenerator<User> {
    return this.iterate_("/v1/users", { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(query: UserQuery = {}, options: CallOptions = {}): AsyncGenerator<User> {
    return this.export_("/v1/users", { ...query }, options);
  }

  /** Create one user. */
  async create(body: UserCreate, options: PostOptions = {}): Promise<User> {
    return this.http.json("POST", "/v1/users", { ...once(options), body });
  }

  /** Aggregate users. */
  async aggregate(query: UserGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", "/v1/users/aggregate", { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(items: UserPatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", "/v1/users/bulk", { ...once(options), body: { items } });
  }

  /** Get one user by its legacy id. */
  async getByLegacyId(legacyId: string, query: Pick<UserQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<User> {
    return this.http.json("GET", `/v1/users/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one user. */
  async get(id: Uuid, query: Pick<UserQuery, "fields" | "expand"> = {}, options: CallOptions = {}): Promise<User> {
    return this.http.json("GET", `/v1/users/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one user. */
  async delete(item: User | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/users/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(item: User | Uuid, changes: UserPatch, options: ChangeOptions = {}): Promise<User> {
    return this.update_(`/v1/users/${key(item)}`, item, changes, options);
  }

  /** Get the history of one user. */
  async history(id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/users/${key(id)}/history`, { ...options, query: { ...query } });
  }
}

/** What limits a list. */
export interface VenueFilters {
  q?: string | undefined;
  id?: Uuid | undefined;
  id__ne?: Uuid | undefined;
  id__in?: Uuid[] | undefined;
  legacy_id?: string | undefined;
  legacy_id__ne?: string | undefined;
  legacy_id__in?: string[] | undefined;
  legacy_id__icontains?: string | undefined;
  legacy_id__startswith?: string | undefined;
  legacy_id__isnull?: boolean | undefined;
  version?: number | undefined;
  version__ne?: number | undefined;
  version__in?: number[] | undefined;
  version__gt?: number | undefined;
  version__gte?: number | undefined;
  version__lt?: number | undefined;
  version__lte?: number | undefined;
  created_at?: Instant | undefined;
  created_at__ne?: Instant | undefined;
  created_at__in?: Instant[] | undefined;
  created_at__gt?: Instant | undefined;
  created_at__gte?: Instant | undefined;
  created_at__lt?: Instant | undefined;
  created_at__lte?: Instant | undefined;
  updated_at?: Instant | undefined;
  updated_at__ne?: Instant | undefined;
  updated_at__in?: Instant[] | undefined;
  updated_at__gt?: Instant | undefined;
  updated_at__gte?: Instant | undefined;
  updated_at__lt?: Instant | undefined;
  updated_at__lte?: Instant | undefined;
  name?: string | undefined;
  name__ne?: string | undefined;
  name__in?: string[] | undefined;
  name__icontains?: string | undefined;
  name__startswith?: string | undefined;
  street?: string | undefined;
  street__ne?: string | undefined;
  street__in?: string[] | undefined;
  street__icontains?: string | undefined;
  street__startswith?: string | undefined;
  street__isnull?: boolean | undefined;
  postal_code?: string | undefined;
  postal_code__ne?: string | undefined;
  postal_code__in?: string[] | undefined;
  postal_code__icontains?: string | undefined;
  postal_code__startswith?: string | undefined;
  postal_code__isnull?: boolean | undefined;
  city?: string | undefined;
  city__ne?: string | undefined;
  city__in?: string[] | undefined;
  city__icontains?: string | undefined;
  city__startswith?: string | undefined;
  city__isnull?: boolean | undefined;
  country?: string | undefined;
  country__ne?: string | undefined;
  country__in?: string[] | undefined;
  country__icontains?: string | undefined;
  country__startswith?: string | undefined;
  country__isnull?: boolean | undefined;
  capacity?: number | undefined;
  capacity__ne?: number | undefined;
  capacity__in?: number[] | undefined;
  capacity__gt?: number | undefined;
  capacity__gte?: number | undefined;
  capacity__lt?: number | undefined;
  capacity__lte?: number | undefined;
  capacity__isnull?: boolean | undefined;
  latitude?: Decimal | undefined;
  latitude__ne?: Decimal | undefined;
  latitude__in?: Decimal[] | undefined;
  latitude__gt?: Decimal | undefined;
  latitude__gte?: Decimal | undefined;
  latitude__lt?: Decimal | undefined;
  latitude__lte?: Decimal | undefined;
  latitude__isnull?: boolean | undefined;
  longitude?: Decimal | undefined;
  longitude__ne?: Decimal | undefined;
  longitude__in?: Decimal[] | undefined;
  longitude__gt?: Decimal | undefined;
  longitude__gte?: Decimal | undefined;
  longitude__lt?: Decimal | undefined;
  longitude__lte?: Decimal | undefined;
  longitude__isnull?: boolean | undefined;
}

/** What a list takes. */
export interface VenueQuery extends VenueFilters {
  limit?: number | undefined;
  cursor?: string | undefined;
  sort?: ("id" | "-id" | "legacy_id" | "-legacy_id" | "name" | "-name" | "street" | "-street" | "postal_code" | "-postal_code" | "city" | "-city" | "country" | "-country" | "capacity" | "-capacity" | "latitude" | "-latitude" | "longitude" | "-longitude" | "version" | "-version" | "created_at" | "-created_at" | "updated_at" | "-updated_at")[] | undefined;
  count?: "none" | "exact" | "estimated" | undefined;
  fields?: ("id" | "legacy_id" | "name" | "street" | "postal_code" | "city" | "country" | "capacity" | "latitude" | "longitude" | "version" | "created_at" | "updated_at")[] | undefined;
}

/** What an aggregate takes. */
export interface VenueGrouping extends VenueFilters {
  group_by?: ("id" | "legacy_id" | "name" | "street" | "postal_code" | "city" | "country" | "capacity" | "latitude" | "longitude" | "version" | "created_at" | "created_at__year" | "created_at__month" | "created_at__week" | "created_at__day" | "updated_at" | "updated_at__year" | "updated_at__month" | "updated_at__week" | "updated_at__day")[] | undefined;
  metrics?: ("count" | "min:capacity" | "max:capacity" | "sum:capacity" | "avg:capacity" | "p50:capacity" | "p90:capacity" | "p95:capacity" | "p99:capacity" | "min:latitude" | "max:latitude" | "sum:latitude" | "avg:latitude" | "p50:latitude" | "p90:latitude" | "p95:latitude" | "p99:latitude" | "min:longitude" | "max:longitude" | "sum:longitude" | "avg:longitude" | "p50:longitude" | "p90:longitude" | "p95:longitude" | "p99:longitude" | "min:created_at" | "max:created_at" | "min:updated_at" | "max:updated_at")[] | undefined;
  limit?: number | undefined;
}

/** What a new item says. */
export interface VenueCreate {
  /** The document's old _id; null for items born here. */
  legacy_id?: string | null | undefined;
  /** The name. */
  name: string;
  /** Street and number. */
  street?: string | null | undefined;
  /** Postal code. */
  postal_code?: string | null | undefined;
  /** City. */
  city?: string | null | undefined;
  /** ISO 3166-1 alpha-2. */
  country?: string | null | undefined;
  /** How many people it holds. */
  capacity?: number | null | undefined;
  /** Degrees north; with longitude or not at all. */
  latitude?: Decimal | null | undefined;
  /** Degrees east; with latitude or not at all. */
  longitude?: Decimal | null | undefined;
}

/** What changes in an item. */
export interface VenuePatch {
  legacy_id?: string | null | undefined;
  name?: string | undefined;
  street?: string | null | undefined;
  postal_code?: string | null | undefined;
  city?: string | null | undefined;
  country?: string | null | undefined;
  capacity?: number | null | undefined;
  latitude?: Decimal | null | undefined;
  longitude?: Decimal | null | undefined;
}

/** A place where meetings and events are held. */
export class Venues extends Resource {
  /** One page; see iterate for all. */
  async list(query: VenueQuery = {}, options: CallOptions = {}): Promise<Page<Venue>> {
    return this.http.json("GET", "/v1/venues", { ...options, query: { ...query } });
  }

  /** All items, page by page as they are needed. */
  iterate(query: VenueQuery = {}, options: CallOptions = {}): AsyncGenerator<Venue> {
    return this.iterate_("/v1/venues", { ...query }, options);
  }

  /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
  export(query: VenueQuery = {}, options: CallOptions = {}): AsyncGenerator<Venue> {
    return this.export_("/v1/venues", { ...query }, options);
  }

  /** Create one venue. */
  async create(body: VenueCreate, options: PostOptions = {}): Promise<Venue> {
    return this.http.json("POST", "/v1/venues", { ...once(options), body });
  }

  /** Aggregate venues. */
  async aggregate(query: VenueGrouping = {}, options: CallOptions = {}): Promise<Aggregation> {
    return this.http.json("GET", "/v1/venues/aggregate", { ...options, query: { ...query } });
  }

  /** Creates or changes many by legacy_id, all or none. */
  async bulk(items: VenuePatch[], options: PostOptions = {}): Promise<BulkResult> {
    return this.http.json("POST", "/v1/venues/bulk", { ...once(options), body: { items } });
  }

  /** Get one venue by its legacy id. */
  async getByLegacyId(legacyId: string, query: Pick<VenueQuery, "fields"> = {}, options: CallOptions = {}): Promise<Venue> {
    return this.http.json("GET", `/v1/venues/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
  }

  /** Get one venue. */
  async get(id: Uuid, query: Pick<VenueQuery, "fields"> = {}, options: CallOptions = {}): Promise<Venue> {
    return this.http.json("GET", `/v1/venues/${key(id)}`, { ...options, query: { ...query } });
  }

  /** Delete one venue. */
  async delete(item: Venue | Uuid, options: ChangeOptions = {}): Promise<void> {
    return this.delete_(`/v1/venues/${key(item)}`, item, options);
  }

  /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
  async update(item: Venue | Uuid, changes: VenuePatch, options: ChangeOptions = {}): Promise<Venue> {
    return this.update_(`/v1/venues/${key(item)}`, item, changes, options);
  }

  /** Get the history of one venue. */
  async history(id: { id: Uuid } | string, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<History> {
    return this.http.json("GET", `/v1/venues/${key(id)}/history`, { ...options, query: { ...query } });
  }

  /** Get what resembles one venue. */
  async similar(id: { id: Uuid } | string, query: { by?: "words" | "meaning" | undefined; limit?: number | undefined; model?: string | undefined } = {}, options: CallOptions = {}): Promise<SimilarItems> {
    return this.http.json("GET", `/v1/venues/${key(id)}/similar`, { ...options, query: { ...query } });
  }
}

/** All operations of the API. */
export class Client extends Resource {
  readonly events: Events;
  readonly participations: Participations;
  readonly groups: Groups;
  readonly leaderships: Leaderships;
  readonly memberships: Memberships;
  readonly invoices: Invoices;
  readonly invoiceLines: InvoiceLines;
  readonly payments: Payments;
  readonly meetings: Meetings;
  readonly attendances: Attendances;
  readonly members: Members;
  readonly missions: Missions;
  readonly notes: Notes;
  readonly organizations: Organizations;
  readonly people: People;
  readonly staff: Staff;
  readonly subscriptions: Subscriptions;
  readonly teachers: Teachers;
  readonly teacherTopics: TeacherTopics;
  readonly topics: Topics;
  readonly users: Users;
  readonly venues: Venues;

  constructor(settings: Settings) {
    const http = new Http(settings);
    super(http);
    this.events = new Events(http);
    this.participations = new Participations(http);
    this.groups = new Groups(http);
    this.leaderships = new Leaderships(http);
    this.memberships = new Memberships(http);
    this.invoices = new Invoices(http);
    this.invoiceLines = new InvoiceLines(http);
    this.payments = new Payments(http);
    this.meetings = new Meetings(http);
    this.attendances = new Attendances(http);
    this.members = new Members(http);
    this.missions = new Missions(http);
    this.notes = new Notes(http);
    this.organizations = new Organizations(http);
    this.people = new People(http);
    this.staff = new Staff(http);
    this.subscriptions = new Subscriptions(http);
    this.teachers = new Teachers(http);
    this.teacherTopics = new TeacherTopics(http);
    this.topics = new Topics(http);
    this.users = new Users(http);
    this.venues = new Venues(http);
  }

  /** Up to 1000 writes over any resources, all or none; a later one may use an earlier one's id, "$0.id". */
  batch(operations: BatchOperation[], options: PostOptions = {}): Promise<BatchAnswer> {
    return this.http.json("POST", "/v1/batch", { ...once(options), body: { operations } });
  }

  /** List what is there. */
  async listEverything(options: CallOptions = {}): Promise<Entrance> {
    return this.http.json("GET", "/", { ...options });
  }

  /** Explain a problem. */
  async getProblem(code: string | number, options: CallOptions = {}): Promise<ProblemCode> {
    return this.http.json("GET", `/problems/${key(code)}`, { ...options });
  }

  /** List what is there in version 1. */
  async listVersion1(options: CallOptions = {}): Promise<Entrance> {
    return this.http.json("GET", "/v1", { ...options });
  }

  /** List API keys. */
  async listApiKeys(options: CallOptions = {}): Promise<ApiKeys> {
    return this.http.json("GET", "/v1/api-keys", { ...options });
  }

  /** Create an API key. */
  async createApiKey(body: { name: string; role: "READER" | "EDITOR" | "ADMIN"; may_act_as?: boolean | null | undefined; expires_at?: Instant | null | undefined }, options: CallOptions = {}): Promise<ApiKeyCreated> {
    return this.http.json("POST", "/v1/api-keys", { ...options, body });
  }

  /** Revoke an API key. */
  async revokeApiKey(id: { id: Uuid } | string, options: CallOptions = {}): Promise<void> {
    return this.http.json("DELETE", `/v1/api-keys/${key(id)}`, { ...options });
  }

  /** Follow all changes. */
  async listChanges(query: { after?: string | undefined; limit?: number | undefined; resource?: string[] | undefined; wait?: number | undefined } = {}, options: CallOptions = {}): Promise<Changes> {
    return this.http.json("GET", "/v1/changes", { ...options, query: { ...query } });
  }

  /** List the imports. */
  async listImports(query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<PagedRun> {
    return this.http.json("GET", "/v1/imports", { ...options, query: { ...query } });
  }

  /** Get one import. */
  async getImport(run: string | number, options: CallOptions = {}): Promise<ImportRunInFull> {
    return this.http.json("GET", `/v1/imports/${key(run)}`, { ...options });
  }

  /** List what was corrected. */
  async listImportCorrections(run: string | number, query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<PagedMade> {
    return this.http.json("GET", `/v1/imports/${key(run)}/corrections`, { ...options, query: { ...query } });
  }

  /** Take the corrections of a document back. */
  async withdrawImportCorrection(run: string | number, no: string | number, options: PostOptions = {}): Promise<void> {
    return this.http.json("POST", `/v1/imports/${key(run)}/corrections/${key(no)}/withdrawal`, { ...once(options) });
  }

  /** List what an import found. */
  async listImportFindings(run: string | number, query: { limit?: number | undefined; cursor?: string | undefined; code?: string | undefined; index?: string | undefined; severity?: "ERROR" | "WARNING" | "INFO" | undefined } = {}, options: CallOptions = {}): Promise<PagedFinding> {
    return this.http.json("GET", `/v1/imports/${key(run)}/findings`, { ...options, query: { ...query } });
  }

  /** List what an import set aside. */
  async listImportQuarantine(run: string | number, query: { limit?: number | undefined; cursor?: string | undefined; index?: string | undefined } = {}, options: CallOptions = {}): Promise<PagedQuarantinedDocument> {
    return this.http.json("GET", `/v1/imports/${key(run)}/quarantine`, { ...options, query: { ...query } });
  }

  /** Get a whole document that was set aside. */
  async getQuarantinedSource(run: string | number, doc: string | number, options: CallOptions = {}): Promise<QuarantinedDocument> {
    return this.http.json("GET", `/v1/imports/${key(run)}/quarantine/${key(doc)}`, { ...options });
  }

  /** Correct a document that was set aside. */
  async createImportCorrection(run: string | number, doc: string | number, body: { source: string; digest?: string | null | undefined; reason?: string | null | undefined }, options: PostOptions = {}): Promise<void> {
    return this.http.json("POST", `/v1/imports/${key(run)}/quarantine/${key(doc)}/corrections`, { ...once(options), body });
  }

  /** Ask what a corrected document would bring. */
  async previewImportCorrection(run: string | number, doc: string | number, body: { source: string; digest?: string | null | undefined; reason?: string | null | undefined }, options: PostOptions = {}): Promise<void> {
    return this.http.json("POST", `/v1/imports/${key(run)}/quarantine/${key(doc)}/preview`, { ...once(options), body });
  }

  /** Get what came of a task. */
  async getImportTask(run: string | number, id: { id: Uuid } | string, options: CallOptions = {}): Promise<ImportTask> {
    return this.http.json("GET", `/v1/imports/${key(run)}/tasks/${key(id)}`, { ...options });
  }

  /** List the rules of the data. */
  async listQualityRules(query: { enforcement?: "ENFORCED" | "NEW_WRITES" | "CHECKED" | "ABSENT" | undefined; kind?: "NOT_NULL" | "CHECK" | "PRIMARY_KEY" | "UNIQUE" | "FOREIGN_KEY" | "EXCLUDE" | "TRIGGER" | "VIEW" | undefined; resource?: string | undefined; violated?: boolean | undefined } = {}, options: CallOptions = {}): Promise<QualityRules> {
    return this.http.json("GET", "/v1/quality/rules", { ...options, query: { ...query } });
  }

  /** Get a rule of the data. */
  async getQualityRule(rule: string | number, options: CallOptions = {}): Promise<QualityRule> {
    return this.http.json("GET", `/v1/quality/rules/${key(rule)}`, { ...options });
  }

  /** Make a rule binding for all rows. */
  async ratchetQualityRule(rule: string | number, options: PostOptions = {}): Promise<QualityRule> {
    return this.http.json("POST", `/v1/quality/rules/${key(rule)}/ratchet`, { ...once(options) });
  }

  /** List what breaks a rule. */
  async listQualityViolations(query: { limit?: number | undefined; cursor?: string | undefined; rule: string }, options: CallOptions = {}): Promise<PagedViolation> {
    return this.http.json("GET", "/v1/quality/violations", { ...options, query: { ...query } });
  }

  /** List saved searches. */
  async listSavedSearches(query: { limit?: number | undefined; cursor?: string | undefined } = {}, options: CallOptions = {}): Promise<PagedSavedSearch> {
    return this.http.json("GET", "/v1/saved-searches", { ...options, query: { ...query } });
  }

  /** Save a search. */
  async createSavedSearch(body: { name: string; q: string; resource?: string[] | null | undefined; status?: string | null | undefined; region?: string | null | undefined; country?: string | null | undefined }, options: PostOptions = {}): Promise<SavedSearch> {
    return this.http.json("POST", "/v1/saved-searches", { ...once(options), body });
  }

  /** Get one saved search. */
  async getSavedSearch(id: { id: Uuid } | string, options: CallOptions = {}): Promise<SavedSearch> {
    return this.http.json("GET", `/v1/saved-searches/${key(id)}`, { ...options });
  }

  /** Forget a saved search. */
  async deleteSavedSearch(id: { id: Uuid } | string, options: CallOptions = {}): Promise<void> {
    return this.http.json("DELETE", `/v1/saved-searches/${key(id)}`, { ...options });
  }

  /** Follow what matches a saved search. */
  async listSavedSearchMatches(id: { id: Uuid } | string, query: { after?: string | undefined; limit?: number | undefined } = {}, options: CallOptions = {}): Promise<SavedSearchMatches> {
    return this.http.json("GET", `/v1/saved-searches/${key(id)}/matches`, { ...options, query: { ...query } });
  }

  /** Search everything. */
  async search(query: { limit?: number | undefined; cursor?: string | undefined; facets?: ("resource" | "status" | "region" | "country" | "kind" | "city" | "industry" | "language" | "currency" | "topic" | "about" | "active")[] | undefined; resource?: ("organization" | "person" | "staff" | "member" | "group" | "teacher" | "topic" | "venue" | "meeting" | "event" | "mission" | "invoice" | "note")[] | undefined; about?: string | undefined; active?: boolean | undefined; city?: string | undefined; country?: string | undefined; currency?: string | undefined; fuzzy?: "auto" | "always" | "never" | undefined; highlight?: boolean | undefined; industry?: string | undefined; kind?: string | undefined; language?: string | undefined; mode?: "text" | "meaning" | "hybrid" | undefined; phonetic?: boolean | undefined; q?: string | undefined; recency__gte?: Instant | undefined; recency__lt?: Instant | undefined; region?: string | undefined; sort?: "-recency" | "recency" | undefined; status?: string | undefined; topic?: string | undefined } = {}, options: CallOptions = {}): Promise<SearchResults> {
    return this.http.json("GET", "/v1/search", { ...options, query: { ...query } });
  }

  /** Search by words, by meaning, or by both. */
  async searchByMeaning(query: { limit?: number | undefined; cursor?: string | undefined } = {}, body: { q?: string | null | undefined; vector?: number[] | null | undefined; model?: string | null | undefined; mode?: "text" | "meaning" | "hybrid" | null | undefined; resource?: string[] | null | undefined; status?: string | null | undefined; region?: string | null | undefined; country?: string | null | undefined; kind?: string | null | undefined; city?: string | null | undefined; industry?: string | null | undefined; language?: string | null | undefined; currency?: string | null | undefined; topic?: string | null | undefined; about?: string | null | undefined; active?: boolean | null | undefined; recency__gte?: Instant | null | undefined; recency__lt?: Instant | null | undefined; sort?: string | null | undefined; fuzzy?: string | null | undefined; phonetic?: boolean | null | undefined; facets?: string[] | null | undefined; highlight?: boolean | null | undefined } = {}, options: CallOptions = {}): Promise<SearchResults> {
    return this.http.json("POST", "/v1/search", { ...options, query: { ...query }, body });
  }

  /** Show how a text is read. */
  async analyzeText(query: { language?: "fr" | "en" | "de" | "es" | "it" | "nl" | "pt" | "simple" | undefined; text: string }, options: CallOptions = {}): Promise<SearchAnalysis> {
    return this.http.json("GET", "/v1/search/analyze", { ...options, query: { ...query } });
  }

  /** Say why something is found, or is not. */
  async explainSearch(query: { id: Uuid; mode?: "text" | "meaning" | "hybrid" | undefined; q: string; resource: "organization" | "person" | "staff" | "member" | "group" | "teacher" | "topic" | "venue" | "meeting" | "event" | "mission" | "invoice" | "note" }, options: CallOptions = {}): Promise<SearchExplanation> {
    return this.http.json("GET", "/v1/search/explain", { ...options, query: { ...query } });
  }

  /** Say which saved searches a text matches. */
  async percolate(body: { title: string; text?: string | null | undefined; resource?: string | null | undefined }, options: CallOptions = {}): Promise<Percolated> {
    return this.http.json("POST", "/v1/search/percolate", { ...options, body });
  }

  /** Suggest while somebody types. */
  async suggest(query: { limit?: number | undefined; q?: string | undefined; resource?: ("organization" | "person" | "staff" | "member" | "group" | "teacher" | "topic" | "venue" | "meeting" | "event" | "mission" | "invoice" | "note")[] | undefined } = {}, options: CallOptions = {}): Promise<SearchSuggestions> {
    return this.http.json("GET", "/v1/search/suggest", { ...options, query: { ...query } });
  }

  /** List synonyms. */
  async listSynonyms(options: CallOptions = {}): Promise<SynonymSets> {
    return this.http.json("GET", "/v1/search/synonyms", { ...options });
  }

  /** Make words mean the same. */
  async createSynonyms(body: { words: string[] }, options: PostOptions = {}): Promise<SynonymSet> {
    return this.http.json("POST", "/v1/search/synonyms", { ...once(options), body });
  }

  /** Let words no longer mean the same. */
  async deleteSynonyms(id: { id: Uuid } | string, options: CallOptions = {}): Promise<void> {
    return this.http.json("DELETE", `/v1/search/synonyms/${key(id)}`, { ...options });
  }

  /** Get an item's vector. */
  async getVector(resource: string | number, id: { id: Uuid } | string, query: { model?: string | undefined } = {}, options: CallOptions = {}): Promise<Vector> {
    return this.http.json("GET", `/v1/${key(resource)}/${key(id)}/vector`, { ...options, query: { ...query } });
  }

  /** Give an item its vector. */
  async putVector(resource: string | number, id: { id: Uuid } | string, body: { model: string; components: number[] }, options: CallOptions = {}): Promise<void> {
    return this.http.json("PUT", `/v1/${key(resource)}/${key(id)}/vector`, { ...options, body });
  }

  /** Take an item's vector away. */
  async deleteVector(resource: string | number, id: { id: Uuid } | string, query: { model?: string | undefined } = {}, options: CallOptions = {}): Promise<void> {
    return this.http.json("DELETE", `/v1/${key(resource)}/${key(id)}/vector`, { ...options, query: { ...query } });
  }
}
