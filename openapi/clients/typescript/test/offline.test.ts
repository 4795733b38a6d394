/** What the client is without a service: tests of an application need none. */

import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { test } from "node:test";
import { Client, Invalid, MemberStatus, NotFound, Stale, sentence } from "../src/index.js";
import type { Caller, Member } from "../src/index.js";
import { SENTENCES } from "../src/sentences.js";
import { FakeService } from "../src/testing.js";

const id = "0198c0de-7a11-7000-8000-000000000001";

test("a fake service answers what was prepared, and shows what was sent", async () => {
  const service = new FakeService();
  const api = new Client(service.settings);
  service.page("/v1/members", [{ id, status: "ACTIVE", version: 3 }], { nextCursor: "a b", count: 7 });
  service.answer("PATCH", "/v1/members/*", { id, status: "PAUSED", version: 4 });
  const page = await api.members.list({ status__in: ["ACTIVE", "LEFT"] });
  assert.deepEqual([page.count, page.next_cursor, page.previous_cursor], [7, "a b", null]);
  assert.equal(service.requests[0]?.query.get("status__in"), "ACTIVE,LEFT");
  const changed = await api.members.update(page.results[0] as Member, { status: MemberStatus.PAUSED });
  assert.equal(changed.version, 4);
  assert.deepEqual(service.requests[1]?.body, { status: "PAUSED" });
  for await (const member of api.members.export()) {
    assert.equal(member.id, id);
  }
  assert.equal(service.requests[2]?.headers.get("Accept"), "application/x-ndjson");
  service.refuse("GET", "/v1/members", 503, "busy", { times: 2 });
  assert.equal((await api.members.list()).results.length, 1);
  await assert.rejects(api.groups.list(), /no answer was prepared for GET \/v1\/groups/);
});

test("whoever was refused together does not come back together, nor too early", async (context) => {
  const waits: number[] = [];
  context.mock.method(globalThis, "setTimeout", ((done: () => void, wait: number) => {
    waits.push(wait);
    queueMicrotask(done);
  }) as typeof setTimeout);
  const busy = () => Response.json({ status: 503, code: "busy" }, { status: 503, headers: { "Retry-After": "1" } });
  for (let i = 0; i < 2; i++) {
    const answers = [busy(), Response.json({ results: [], next: null })];
    const api = new Client({ url: "http://rejoin", token: "t", firstWait: 1, fetch: async () => answers.shift() as Response });
    await api.members.list();
  }
  assert.equal(new Set(waits).size, 2);
  assert.ok(waits.every((wait) => wait >= 1000 && wait <= 1500), String(waits));
});

test("problems have sentences for users, in two languages", async () => {
  const service = new FakeService();
  const api = new Client(service.settings);
  const errors = [{ pointer: "/family_name", code: "required", detail: "Needed." }];
  service.refuse("POST", "/v1/people", 422, "invalid", { errors });
  await assert.rejects(api.people.create({ family_name: "" }), (error: Invalid) => {
    assert.deepEqual(error.byField("fr-FR"), { family_name: ["Veuillez remplir ce champ."] });
    assert.deepEqual(error.byField(), { family_name: ["Needed."] });
    assert.equal(error.sentence("fr"), SENTENCES["invalid"]?.fr);
    return error instanceof Invalid;
  });
  service.refuse("GET", "/v1/people/*", 412, "stale");
  await assert.rejects(api.people.get(id), (error: Stale) => error.byField("fr")[""]?.[0] === SENTENCES["stale"]?.fr);
  assert.equal(sentence({ code: "of_tomorrow", detail: "Not yet." }, "fr"), "Not yet.");
});

test("a key that would make another path is not found and not sent", async () => {
  const service = new FakeService();
  const api = new Client(service.settings);
  for (const key of ["", ".", ".."]) {
    await assert.rejects(api.members.get(key), NotFound);
    await assert.rejects(api.members.getByLegacyId(key), NotFound);
    await assert.rejects(api.members.history(key), NotFound);
    await assert.rejects(api.members.delete(key, { ifMatch: "*" }), NotFound);
    await assert.rejects(api.memberships.list(key), NotFound);
  }
  assert.equal(service.requests.length, 0);
});

test("calls are made for the user and the request of a server that is at work", async () => {
  const service = new FakeService();
  service.page("/v1/members", []);
  const callers = new AsyncLocalStorage<Caller>();
  const api = new Client({ ...service.settings, caller: () => callers.getStore() });
  await callers.run({ actor: "zoé", requestId: "0198C0DE-7a11-7000-8000-00000000000f" }, () => api.members.list());
  await api.members.list();
  const [within, outside] = service.requests;
  assert.equal(within?.headers.get("Rejoin-Actor"), encodeURIComponent("zoé"));
  assert.match(within?.headers.get("traceparent") ?? "", /^00-0198c0de7a117000800000000000000f-[0-9a-f]{16}-01$/);
  assert.deepEqual([outside?.headers.get("Rejoin-Actor"), outside?.headers.get("traceparent")], [null, null]);
});
