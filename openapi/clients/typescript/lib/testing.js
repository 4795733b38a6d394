/** A service for tests that answers what it is told to, without a network. The client before it is the real one. */
/**
 * Answers calls with what was prepared for their method and path; the newest that fits counts.
 *
 *     const service = new FakeService();
 *     service.page("/v1/members", [{ id, status: "ACTIVE" }]);
 *     const api = new Client(service.settings);
 *
 * A call for which nothing was prepared is an error that says so. `requests` has what was sent.
 */
export class FakeService {
    requests = [];
    #prepared = [];
    /** What a Client is made of. */
    get settings() {
        return {
            url: "http://rejoin.invalid",
            token: "rj_fake_key",
            firstWait: 0,
            longestWait: 0,
            fetch: (input, init) => this.#answer(input, init),
        };
    }
    /** `path` is without the query, and `*` stands for one segment of it; `times` is how often, if not always. */
    answer(method, path, body = undefined, options = {}) {
        const { status = 200, headers = {}, times = Infinity } = options;
        this.#prepared.unshift({ method, path, status, body, headers, left: times });
    }
    /** Prepares a page of a collection, and its export. */
    page(path, items, options = {}) {
        const { nextCursor, count } = options;
        this.answer("GET", path, {
            results: items,
            next: nextCursor === undefined ? null : `${path}?cursor=${nextCursor}`,
            previous: null,
            count: count ?? null,
            count_kind: count === undefined ? null : "exact",
        });
    }
    /** Prepares a problem. */
    refuse(method, path, status, code, options = {}) {
        const { times = Infinity, ...problem } = options;
        this.answer(method, path, { type: `/problems/${code}`, detail: "Refused.", ...problem, status, code }, { status, times });
    }
    async #answer(input, init) {
        const request = new Request(input, init);
        const url = new URL(request.url);
        const text = await request.text();
        const { method, headers } = request;
        const path = url.pathname;
        this.requests.push({ method, path, query: url.searchParams, body: text === "" ? undefined : JSON.parse(text), headers });
        const found = this.#prepared.find((each) => each.method === method && each.left > 0 && fits(each.path, path));
        if (found === undefined) {
            const known = this.#prepared.map((each) => `${each.method} ${each.path}`).join(", ") || "nothing";
            throw new Error(`no answer was prepared for ${method} ${path}; there is one for ${known}`);
        }
        found.left--;
        if (headers.get("Accept") === "application/x-ndjson" && found.status === 200) {
            const { results } = found.body;
            return new Response([...results, { count: results.length }].map((line) => JSON.stringify(line) + "\n").join(""));
        }
        const empty = found.body === undefined || found.status === 204;
        return new Response(empty ? null : JSON.stringify(found.body), { status: found.status, headers: found.headers });
    }
}
function fits(pattern, path) {
    const parts = path.split("/");
    const mine = pattern.split("/");
    return mine.length === parts.length && mine.every((part, at) => part === "*" || part === parts[at]);
}
