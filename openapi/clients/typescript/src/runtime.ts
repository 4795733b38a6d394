/** What the generated half stands on: calls over fetch, retries, pages, problems. */

import { SENTENCES } from "./sentences.js";

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
export function sentence(error: { code: string; detail: string }, language = "en"): string {
  const known = SENTENCES[error.code];
  const short = language.toLowerCase().split(/[-_]/)[0];
  return known === undefined ? error.detail : short === "fr" ? known.fr : known.en;
}

/** The service refused a call, or could not answer it. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
    this.name = new.target.name;
    this.problem = problem;
  }

  /** What a user is told; the detail where the code has no sentence. */
  sentence(language = "en"): string {
    return sentence(this.problem, language);
  }

  /**
   * The errors by the first part of their pointer, as a form shows them; those of no field under "". Without a language
   * they are the service's own sentences, which say more.
   */
  byField(language?: string): Record<string, string[]> {
    const fields: Record<string, string[]> = {};
    const listed: Violation[] = this.problem.errors?.length ? this.problem.errors : [this.problem];
    for (const error of listed) {
      const field = (error.pointer ?? "").split("/")[1] ?? "";
      (fields[field] ??= []).push(language === undefined ? error.detail : sentence(error, language));
    }
    return fields;
  }
}

/** The call itself is wrong, for example an unknown parameter: a mistake in the program. */
export class BadRequest extends ProblemError {}
/** No key, or one that is unknown, expired or revoked. */
export class Unauthorized extends ProblemError {}
/** The role does not suffice. */
export class Forbidden extends ProblemError {}
/** There is no such item, or there cannot be: what stands for its id is none. */
export class NotFound extends ProblemError {}
/** The present state of the data forbids it. */
export class Conflict extends ProblemError {}
/** The item has changed since it was read. */
export class Stale extends ProblemError {
  /** Whether an answer was lost before, so that the change may have been this call's own. */
  doubtful = false;
}
/** What was sent breaks the rules listed under `errors`. */
export class Invalid extends ProblemError {}
/** The caller is over its rate, even after waiting. */
export class RateLimited extends ProblemError {}
/** The service is busy, over time, not reachable or broken, even after trying again. */
export class Unavailable extends ProblemError {}

/** An export ended before its closing line, or with another number of items: what was read is not all. */
export class IncompleteExport extends Error {
  /** What a user is told. */
  sentence(language = "en"): string {
    return sentence({ code: "incomplete_export", detail: this.message }, language);
  }
}

const KINDS: Record<number, new (problem: Problem) => ProblemError> = {
  401: Unauthorized,
  403: Forbidden,
  404: NotFound,
  409: Conflict,
  412: Stale,
  422: Invalid,
  429: RateLimited,
};

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
  results: { id: Uuid; legacy_id: string; outcome: "CREATED" | "UPDATED" | "UNCHANGED" }[];
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
  results: { status: number; etag?: string; location?: string; body?: Record<string, unknown> }[];
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

export type Query = { [name: string]: unknown };

export interface Call extends PostOptions, ChangeOptions {
  query?: Query | undefined;
  body?: unknown;
  contentType?: string;
  accept?: string;
}

/** Makes calls: one logical call has one idempotency key, whatever number of requests it takes. */
export class Http {
  readonly #settings: Required<Settings>;

  constructor(settings: Settings) {
    this.#settings = {
      attempts: 5,
      firstWait: 200,
      longestWait: 30_000,
      fetch: (input, init) => fetch(input, init),
      caller: () => undefined,
      ...settings,
      url: settings.url.replace(/\/$/, ""),
    };
  }

  async json<T>(method: string, path: string, call: Call = {}): Promise<T> {
    const response = await this.send(method, path, call);
    const text = await response.text();
    return (text === "" ? undefined : withCursors(JSON.parse(text))) as T;
  }

  async send(method: string, path: string, call: Call): Promise<Response> {
    const { attempts, fetch } = this.#settings;
    const init = await this.#init(method, call);
    const repeatable =
      method === "GET" || call.idempotencyKey !== undefined || (call.ifMatch !== undefined && call.ifMatch !== "*");
    let lost = false;
    for (let attempt = 1; ; attempt++) {
      let response: Response;
      try {
        response = await fetch(this.#settings.url + target(path, call.query), init);
      } catch (failure) {
        if (call.signal?.aborted || attempt === attempts || !repeatable) {
          throw call.signal?.aborted ? failure : unreachable(method, path, failure);
        }
        lost = true;
        await this.#wait(attempt, null, call.signal);
        continue;
      }
      if (response.ok) {
        return response;
      }
      const problem = await problemOf(response);
      if (lost && method === "DELETE" && problem.status === 404) {
        return new Response(null, { status: 204 });
      }
      const passing = problem.status === 429 || (repeatable && [502, 503, 504].includes(problem.status));
      if (attempt === attempts || !(passing || (lost && problem.code === "request_in_progress"))) {
        throw namesNothing(problem, path, call)
          ? new NotFound({ ...problem, status: 404, code: "not_found" })
          : raised(problem, lost);
      }
      lost ||= problem.status !== 429;
      await this.#wait(attempt, response.headers.get("Retry-After"), call.signal);
    }
  }

  async #init(method: string, call: Call): Promise<RequestInit> {
    const { token, caller } = this.#settings;
    const { actor, requestId } = caller() ?? {};
    const headers: Record<string, string> = {
      Authorization: `Bearer ${typeof token === "string" ? token : await token()}`,
      Accept: call.accept ?? "application/json",
    };
    if (actor !== undefined && actor !== "") {
      headers["Rejoin-Actor"] = encodeURIComponent(actor);
    }
    const trace = (requestId ?? "").replaceAll("-", "").toLowerCase();
    if (/^[0-9a-f]{32}$/.test(trace)) {
      headers["traceparent"] = `00-${trace}-${newKey().slice(0, 16)}-01`;
    }
    if (call.body !== undefined) {
      headers["Content-Type"] = call.contentType ?? "application/json";
    }
    if (call.idempotencyKey !== undefined) {
      headers["Idempotency-Key"] = call.idempotencyKey;
    }
    if (call.ifMatch !== undefined) {
      headers["If-Match"] = call.ifMatch;
    }
    return {
      method,
      headers,
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    };
  }

  async #wait(attempt: number, retryAfter: string | null, signal?: AbortSignal): Promise<void> {
    const { firstWait, longestWait } = this.#settings;
    const backoff = firstWait * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
    // Not all at the same moment that were refused at one.
    const asked = (Number(retryAfter ?? 0) * 1000 || 0) * (1 + Math.random() / 2);
    await new Promise((resolve) => setTimeout(resolve, Math.min(Math.max(backoff, asked), longestWait)));
    signal?.throwIfAborted();
  }
}

/** What the collections of all resources have in common. */
export class Resource {
  protected readonly http: Http;

  constructor(http: Http) {
    this.http = http;
  }

  /** All results of an answer that has a `next`: its own and, when it comes to them, those that follow. */
  async *walk<T>(first: { results: T[]; next: string | null }, options: CallOptions = {}): AsyncGenerator<T> {
    let page = first;
    for (;;) {
      yield* page.results;
      if (page.next === null) {
        return;
      }
      page = await this.http.json("GET", page.next, options);
    }
  }

  protected async *iterate_<T>(path: string, query: Query, options: CallOptions): AsyncGenerator<T> {
    const first: Page<T> = await this.http.json("GET", path, { ...options, query });
    yield* this.walk(first, options);
  }

  protected async *export_<T>(path: string, query: Query | undefined, options: CallOptions): AsyncGenerator<T> {
    const response = await this.http.send("GET", path, { ...options, query, accept: "application/x-ndjson" });
    let count = 0;
    let closing: number | undefined;
    try {
      for await (const line of lines(response)) {
        const item = JSON.parse(line) as { count?: number };
        if (Object.keys(item).join() === "count") {
          closing = item.count;
        } else {
          count++;
          yield item as Awaited<T>;
        }
      }
    } catch (failure) {
      throw new IncompleteExport(`the export broke off after ${count} items`, { cause: failure });
    }
    if (closing !== count) {
      throw new IncompleteExport(`the export had ${count} items, and its closing line says ${closing ?? "nothing"}`);
    }
  }

  /** Sends what of the changes is not as it was read; with the version that was read. */
  protected async update_<T extends object>(path: string, item: object | string, changes: object, options: ChangeOptions): Promise<T> {
    const known = typeof item === "string" ? {} : (item as Record<string, unknown>);
    const changed = Object.entries(changes).filter(
      ([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(known[name]),
    );
    if (typeof item !== "string" && changed.length === 0 && options.ifMatch === undefined) {
      return item as T;
    }
    const ifMatch = tag(item, options);
    try {
      return await this.http.json("PATCH", path, {
        ...options,
        ifMatch,
        body: Object.fromEntries(changed),
        contentType: "application/merge-patch+json",
      });
    } catch (error) {
      if (!(error instanceof Stale && error.doubtful)) {
        throw error;
      }
      // After a lost answer: the patch was done if the item is one version on and is as the patch wants it.
      const present: Record<string, unknown> = await this.http.json("GET", path, options);
      const same = changed.every(([name, value]) => JSON.stringify(present[name]) === JSON.stringify(value));
      if (same && present["version"] === parseInt(ifMatch.slice(1), 10) + 1) {
        return present as T;
      }
      throw error;
    }
  }

  protected async delete_(path: string, item: object | string, options: ChangeOptions): Promise<void> {
    await this.http.json("DELETE", path, { ...options, ifMatch: tag(item, options) });
  }
}

/** Options of a POST, with an idempotency key of its own unless there is one. */
export function once(options: PostOptions): PostOptions {
  return { ...options, idempotencyKey: options.idempotencyKey ?? newKey() };
}

/** Not randomUUID, which browsers offer to pages served over TLS alone. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The key of an item in a path. */
export function key(item: { id: Uuid } | string | number): string {
  const text = String(typeof item === "object" ? item.id : item);
  // These would make another path of it: that of the collection, or one further up.
  if (["", ".", ".."].includes(text)) {
    throw new NotFound({ status: 404, code: "not_found", detail: `There is no item with the key '${text}'.` });
  }
  return encodeURIComponent(text);
}

/** Adds to an answer that has links to other pages the cursors that are in them. */
function withCursors(answer: unknown): unknown {
  if (typeof answer === "object" && answer !== null) {
    const links = answer as Record<string, unknown>;
    for (const name of ["next", "previous"]) {
      const link = links[name];
      if (link === null || (typeof link === "string" && link.startsWith("/"))) {
        links[`${name}_cursor`] = cursorOf(link);
      }
    }
  }
  return answer;
}

function cursorOf(link: string | null): string | null {
  return link === null ? null : new URL(link, "http://unused").searchParams.get("cursor");
}

/** Whether a key in the path is not even of the form of one, as where a user has typed it. */
function namesNothing(problem: Problem, path: string, call: Call): boolean {
  const asked = new URL(target(path, call.query), "http://unused").searchParams;
  return (
    problem.status === 400 &&
    problem.code === "invalid_value" &&
    problem.errors !== undefined &&
    problem.errors.length > 0 &&
    problem.errors.every((error) => error.parameter !== undefined && !asked.has(error.parameter))
  );
}

function tag(item: object | string, options: ChangeOptions): string {
  const version = typeof item === "string" ? undefined : (item as { version?: number }).version;
  const found = options.ifMatch ?? (version === undefined ? undefined : `"${version}"`);
  if (found === undefined) {
    throw new TypeError('give the item as it was read, or ifMatch: its ETag, or "*" for whatever it is now');
  }
  return found;
}

function target(path: string, query: Query | undefined): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (Array.isArray(value)) {
      parameters.set(name, value.map((part) => escaped(String(part))).join(","));
    } else if (value !== undefined && value !== null) {
      parameters.set(name, String(value));
    }
  }
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}

/** A value of a list as the service reads it: commas separate, unless a backslash stands before them. */
function escaped(part: string): string {
  return part.replace(/[\\,]/g, "\\$&").replace(/^ /, "\\ ");
}

async function problemOf(response: Response): Promise<Problem> {
  const unknown = { code: "unknown", detail: `The service answered ${response.status}.` };
  try {
    return { ...unknown, ...((await response.json()) as object), status: response.status };
  } catch {
    return { ...unknown, status: response.status };
  }
}

function raised(problem: Problem, lost: boolean): ProblemError {
  const Kind = KINDS[problem.status] ?? (problem.status >= 500 ? Unavailable : BadRequest);
  const error = new Kind(problem);
  if (error instanceof Stale) {
    error.doubtful = lost;
  }
  return error;
}

function unreachable(method: string, path: string, failure: unknown): Unavailable {
  const error = new Unavailable({ status: 503, code: "unreachable", detail: `${method} ${path}: ${String(failure)}` });
  error.cause = failure;
  return error;
}

async function* lines(response: Response): AsyncGenerator<string> {
  let rest = "";
  const decoder = new TextDecoder();
  const reader = response.body!.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const whole = (rest + decoder.decode(part.value, { stream: true })).split("\n");
      rest = whole.pop()!;
      yield* whole;
    }
    if (rest !== "") {
      yield rest;
    }
  } finally {
    await reader.cancel();
  }
}
