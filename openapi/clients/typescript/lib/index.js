export * from "./api.js";
export * from "./choices.js";
export { BadRequest, Conflict, Forbidden, IncompleteExport, Invalid, NotFound, ProblemError, RateLimited, Stale, Unauthorized, Unavailable, sentence, } from "./runtime.js";
