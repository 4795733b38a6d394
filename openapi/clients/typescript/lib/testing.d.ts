/** A service for tests that answers what it is told to, without a network. The client before it is the real one. */
import type { Problem, Violation } from "./runtime.js";
/** What a client sent. */
export interface Sent {
    method: string;
    path: string;
    query: URLSearchParams;
    body: unknown;
    headers: Headers;
}
/**
 * Answers calls with what was prepared for their method and path; the newest that fits counts.
 *
 *     const service = new FakeService();
 *     service.page("/v1/members", [{ id, status: "ACTIVE" }]);
 *     const api = new Client(service.settings);
 *
 * A call for which nothing was prepared is an error that says so. `requests` has what was sent.
 */
export declare class FakeService {
    #private;
    readonly requests: Sent[];
    /** What a Client is made of. */
    get settings(): {
        url: string;
        token: string;
        firstWait: number;
        longestWait: number;
        fetch: typeof fetch;
    };
    /** `path` is without the query, and `*` stands for one segment of it; `times` is how often, if not always. */
    answer(method: string, path: string, body?: unknown, options?: {
        status?: number;
        headers?: Record<string, string>;
        times?: number;
    }): void;
    /** Prepares a page of a collection, and its export. */
    page(path: string, items: object[], options?: {
        nextCursor?: string;
        count?: number;
    }): void;
    /** Prepares a problem. */
    refuse(method: string, path: string, status: number, code: string, options?: Partial<Problem> & {
        errors?: Violation[];
        times?: number;
    }): void;
}
