export * from "./api.js";
export * from "./choices.js";
export { BadRequest, Conflict, Forbidden, IncompleteExport, Invalid, NotFound, ProblemError, RateLimited, Stale, Unauthorized, Unavailable, sentence, } from "./runtime.js";
export type { Aggregation, BatchAnswer, BatchOperation, BulkResult, CallOptions, Caller, ChangeOptions, Decimal, Instant, LocalDate, Page, PostOptions, Problem, Settings, Uuid, Violation, } from "./runtime.js";
