/** What the generated half stands on: calls over fetch, retries, pages, problems. */
/** A decimal as the service writes it, for example "1250.00"; exact, so no number. */
export type Decimal = string;
/** A day, as "2026-03-12". */
export type LocalDate = string;
/** An instant in UTC, as "2026-03-12T17:00:00Z". */
export type Instant = string;
export type Uuid = string;
/** One thing that is wrong: at a pointer into the body, or in a parameter. */
export interface Violation {
    code: string;
    detail: string;
    pointer?: string;
    parameter?: string;
    constraint?: string;
}
/** What went wrong (RFC 9457); `code` is stable and for programs, `trace_id` leads to the service's log. */
export interface Problem {
    status: number;
    code: string;
    detail: string;
    type?: string;
    title?: string;
    trace_id?: string;
    errors?: Violation[];
    dependents?: Record<string, number>;
}
/** What a user is told of an error, in the language of a tag as "fr" or "fr-CA": French or English, which stands for all others. */
export declare function sentence(error: {
    code: string;
    detail: string;
}, language?: string): string;
/** The service refused a call, or could not answer it. */
export declare class ProblemError extends Error {
    readonly problem: Problem;
    constructor(problem: Problem);
    /** What a user is told; the detail where the code has no sentence. */
    sentence(language?: string): string;
    /**
     * The errors by the first part of their pointer, as a form shows them; those of no field under "". Without a language
     * they are the service's own sentences, which say more.
     */
    byField(language?: string): Record<string, string[]>;
}
/** The call itself is wrong, for example an unknown parameter: a mistake in the program. */
export declare class BadRequest extends ProblemError {
}
/** No key, or one that is unknown, expired or revoked. */
export declare class Unauthorized extends ProblemError {
}
/** The role does not suffice. */
export declare class Forbidden extends ProblemError {
}
/** There is no such item, or there cannot be: what stands for its id is none. */
export declare class NotFound extends ProblemError {
}
/** The present state of the data forbids it. */
export declare class Conflict extends ProblemError {
}
/** The item has changed since it was read. */
export declare class Stale extends ProblemError {
    /** Whether an answer was lost before, so that the change may have been this call's own. */
    doubtful: boolean;
}
/** What was sent breaks the rules listed under `errors`. */
export declare class Invalid extends ProblemError {
}
/** The caller is over its rate, even after waiting. */
export declare class RateLimited extends ProblemError {
}
/** The service is busy, over time, not reachable or broken, even after trying again. */
export declare class Unavailable extends ProblemError {
}
/** An export ended before its closing line, or with another number of items: what was read is not all. */
export declare class IncompleteExport extends Error {
    /** What a user is told. */
    sentence(language?: string): string;
}
/** One page of a collection; `next` and `previous` are links, or null at the end. */
export interface Page<T> {
    results: T[];
    next: string | null;
    previous: string | null;
    count: number | null;
    count_kind: "exact" | "estimated" | "at_least" | null;
    /** What `cursor` is for the page after this one and for the one before; null at the ends. */
    next_cursor: string | null;
    previous_cursor: string | null;
}
export interface BulkResult {
    results: {
        id: Uuid;
        legacy_id: string;
        outcome: "CREATED" | "UPDATED" | "UNCHANGED";
    }[];
    created: number;
    updated: number;
    unchanged: number;
}
export interface Aggregation {
    results: Record<string, unknown>[];
    groups: number;
}
export interface BatchOperation {
    method: "POST" | "PATCH" | "DELETE";
    /** As in a single request, "$0.id" for what an earlier one made. */
    path: string;
    body?: object;
    if_match?: string;
}
export interface BatchAnswer {
    results: {
        status: number;
        etag?: string;
        location?: string;
        body?: Record<string, unknown>;
    }[];
}
/** What every call can be given. */
export interface CallOptions {
    signal?: AbortSignal;
}
/** What a POST can be given: the key under which it can be repeated; one is made for each call otherwise. */
export interface PostOptions extends CallOptions {
    idempotencyKey?: string;
}
/** What a change can be given: the ETag that was read, or "*" for whatever the item is now. */
export interface ChangeOptions extends CallOptions {
    ifMatch?: string;
}
/** For whom and for which request calls are made. */
export interface Caller {
    /** The user in whose name they are, whom the change log names; the key must be one that may act as others. */
    actor?: string | undefined;
    /** 32 hexadecimal digits or a UUID, with which the service logs what it does. */
    requestId?: string | undefined;
}
export interface Settings {
    /** Where the service is, without /v1. */
    url: string;
    /** The API key or the user's token, or what gives one for each request. */
    token: string | (() => string | Promise<string>);
    /** How often a call is tried where that is safe. */
    attempts?: number;
    /** Milliseconds before the second attempt; the waits double. */
    firstWait?: number;
    /** No wait is longer, in milliseconds, whatever Retry-After says. */
    longestWait?: number;
    fetch?: typeof fetch;
    /** Asked at each call, for example an AsyncLocalStorage that a server fills for each of its requests. */
    caller?: () => Caller | undefined;
}
export type Query = {
    [name: string]: unknown;
};
export interface Call extends PostOptions, ChangeOptions {
    query?: Query | undefined;
    body?: unknown;
    contentType?: string;
    accept?: string;
}
/** Makes calls: one logical call has one idempotency key, whatever number of requests it takes. */
export declare class Http {
    #private;
    constructor(settings: Settings);
    json<T>(method: string, path: string, call?: Call): Promise<T>;
    send(method: string, path: string, call: Call): Promise<Response>;
}
/** What the collections of all resources have in common. */
export declare class Resource {
    protected readonly http: Http;
    constructor(http: Http);
    /** All results of an answer that has a `next`: its own and, when it comes to them, those that follow. */
    walk<T>(first: {
        results: T[];
        next: string | null;
    }, options?: CallOptions): AsyncGenerator<T>;
    protected iterate_<T>(path: string, query: Query, options: CallOptions): AsyncGenerator<T>;
    protected export_<T>(path: string, query: Query | undefined, options: CallOptions): AsyncGenerator<T>;
    /** Sends what of the changes is not as it was read; with the version that was read. */
    protected update_<T extends object>(path: string, item: object | string, changes: object, options: ChangeOptions): Promise<T>;
    protected delete_(path: string, item: object | string, options: ChangeOptions): Promise<void>;
}
/** Options of a POST, with an idempotency key of its own unless there is one. */
export declare function once(options: PostOptions): PostOptions;
/** The key of an item in a path. */
export declare function key(item: {
    id: Uuid;
} | string | number): string;
