/** The client against the running service that REJOIN_URL and REJOIN_KEY name. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { BadRequest, Client, Conflict, IncompleteExport, Invalid, NotFound, RateLimited, Stale, Unauthorized, Unavailable } from "../src/index.js";
import type { Member, Organization } from "../src/index.js";

const url = process.env["REJOIN_URL"] ?? "";
const token = process.env["REJOIN_KEY"] ?? "";
const api = new Client({ url, token });

const unique = (prefix: string) => `${prefix}-${crypto.randomUUID().slice(0, 13)}`;
const organization = (name = unique("Org")) => api.organizations.create({ name, status: "ACTIVE" });

type Fault = (response: Response) => Response | Promise<Response>;

/** A client to whose first answers something happens on their way, one each; and the requests that it sent. */
function through(...faults: Fault[]): { client: Client; sent: Request[] } {
  const sent: Request[] = [];
  const client = new Client({
    url,
    token,
    firstWait: 1,
    longestWait: 5,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      sent.push(request.clone());
      const response = await fetch(request);
      const fault = faults.shift();
      // Read to its end, as a body that is left unread keeps its connection, and the process, waiting.
      return fault === undefined ? response : fault(new Response(await response.blob(), response));
    },
  });
  return { client, sent };
}

const lost: Fault = () => {
  throw new TypeError("fetch failed");
};
const refused = (status: number): Fault => () =>
  Response.json({ status, code: "busy", detail: "later" }, { status, headers: { "Retry-After": "1" } });
const changed = (change: (body: string) => string): Fault => async (response) => new Response(change(await response.text()), response);

test("iterate walks all pages, and an export has every item", async () => {
  const name = unique("Walk");
  const made = new Set<string>();
  for (let i = 0; i < 5; i++) {
    made.add((await organization(`${name} ${i}`)).id);
  }
  const { client, sent } = through();
  const walked = new Set<string>();
  for await (const item of client.organizations.iterate({ name__startswith: name, limit: 2, sort: ["-name"] })) {
    walked.add(item.id);
  }
  assert.deepEqual(walked, made);
  assert.equal(sent.length, 3);
  const exported = new Set<string>();
  for await (const item of client.organizations.export({ name__startswith: name })) {
    exported.add(item.id);
  }
  assert.deepEqual(exported, made);
});

test("related items come with expand, lists are filtered by lists", async () => {
  const person = await api.people.create({ family_name: unique("Dupont") });
  const member: Member = await api.members.create({
    person_id: person.id,
    organization_id: (await organization()).id,
    member_number: unique("M"),
    status: "ACTIVE",
    joined_on: "2021-01-15",
  });
  const page = await api.members.list({ id__in: [member.id], organization__status: "ACTIVE", expand: ["person"], count: "exact" });
  assert.equal(page.count, 1);
  assert.equal(page.results[0]?.person?.family_name, person.family_name);
  const timeline = await api.members.timeline(member);
  assert.equal(timeline.count, 0);
  await assert.rejects(api.organizations.delete(member.organization_id, { ifMatch: "*" }), (error: Conflict) => {
    assert.ok(error instanceof Conflict);
    assert.equal(error.problem.dependents?.["members"], 1);
    return true;
  });
});

test("search finds what was written", async () => {
  const made = await organization(unique("Findable"));
  const found = await api.search({ q: made.name, resource: ["organization"] });
  assert.equal(found.results[0]?.id, made.id);
});

test("a patch sends only what changed, with the version that was read; null clears, undefined keeps", async () => {
  const made = await organization();
  const { client, sent } = through();
  const read = await client.organizations.get(made.id);
  assert.equal(await client.organizations.update(read, { name: read.name }), read);
  const banking = await client.organizations.update(read, { name: read.name, industry: "Banking", website: undefined });
  assert.equal(await sent[1]?.text(), '{"industry":"Banking"}');
  assert.equal(sent[1]?.headers.get("If-Match"), `"${made.version}"`);
  assert.equal((await client.organizations.update(banking, { industry: null })).industry, null);
  await assert.rejects(client.organizations.update(read, { industry: "Law" }), Stale);
  await assert.rejects(client.organizations.update(read.id, { industry: "Law" }), TypeError);
});

test("problems have classes, and errors by field", async () => {
  await assert.rejects(api.organizations.get(crypto.randomUUID()), NotFound);
  for (const typed of ["abc", "1' or 1=1", "é/x", "by-legacy-id"]) {
    await assert.rejects(api.organizations.get(typed), NotFound);
    await assert.rejects(api.organizations.history(typed), NotFound);
    await assert.rejects(api.memberships.list(typed), NotFound);
    await assert.rejects(api.organizations.update(typed, { name: "x" }, { ifMatch: "*" }), NotFound);
    await assert.rejects(api.organizations.list({ id: typed }), BadRequest);
  }
  await assert.rejects(new Client({ url, token: "rj_0_0" }).organizations.list(), Unauthorized);
  await assert.rejects(api.people.create({ family_name: "" }), (error: Invalid) => {
    assert.ok(error instanceof Invalid);
    assert.ok(error.byField()["family_name"]?.length);
    return true;
  });
});

test("an answer lost after the commit makes no second row", async () => {
  const name = unique("Once");
  const { client, sent } = through(lost, lost);
  const made: Organization = await client.organizations.create({ name, status: "ACTIVE" });
  assert.equal(new Set(sent.map((request) => request.headers.get("Idempotency-Key"))).size, 1);
  assert.deepEqual((await api.organizations.list({ name })).results.map((item) => item.id), [made.id]);
});

test("a change whose answer is lost is found done, and no other change is taken for it", async () => {
  const made = await organization();
  const law = await through(lost).client.organizations.update(made, { industry: "Law" });
  assert.deepEqual([law.industry, law.version], ["Law", made.version + 1]);
  await assert.rejects(through(lost).client.organizations.update(made, { industry: "Banking" }), Stale);
  await through(lost).client.organizations.delete(law);
  const other = await organization();
  await assert.rejects(through(lost).client.organizations.update(other, { industry: "Law" }, { ifMatch: "*" }), Unavailable);
});

test("a busy service is asked again, and patience ends", async () => {
  assert.ok((await through(refused(503), refused(429)).client.organizations.list()).results);
  await assert.rejects(through(...Array<Fault>(5).fill(refused(503))).client.organizations.list(), Unavailable);
  await assert.rejects(through(...Array<Fault>(5).fill(refused(429))).client.organizations.list(), RateLimited);
});

test("an export that is not whole is noticed", async () => {
  const name = unique("Export");
  await organization(name);
  await organization(name);
  const withoutLast = changed((body) => body.trimEnd().split("\n").slice(0, -1).join("\n") + "\n");
  const withoutFirst = changed((body) => body.split("\n").slice(1).join("\n"));
  const half = changed((body) => body.slice(0, body.length / 2));
  for (const fault of [withoutLast, withoutFirst, half]) {
    const items = through(fault).client.organizations.export({ name });
    await assert.rejects(async () => {
      for await (const item of items) {
        assert.ok(item.id);
      }
    }, IncompleteExport);
  }
});

test("actions take what they are about and what they need", async () => {
  const made = await api.invoices.create({
    number: unique("F"),
    organization_id: (await organization()).id,
    status: "DRAFT",
    currency: "EUR",
    lines: [{ description: "Coaching", unit_price: "1250.00" }],
  });
  const issued = await api.invoices.issue(made);
  const paid = await api.invoices.pay(issued, { method: "TRANSFER" });
  assert.deepEqual([paid.status, paid.balance], ["PAID", "0.00"]);
  assert.equal((await api.invoices.history(made)).results.at(-1)?.operation, "INSERT");
});

test("a batch is one transaction, later operations use what earlier ones made", async () => {
  const family_name = unique("Batch");
  const done = await api.batch([
    { method: "POST", path: "/v1/people", body: { family_name } },
    { method: "POST", path: "/v1/staff", body: { person_id: "$0.id" } },
  ]);
  assert.equal(done.results[1]?.body?.["person_id"], done.results[0]?.body?.["id"]);
});
