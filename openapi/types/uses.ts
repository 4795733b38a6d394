/**
 * What code that is generated from the contract has to know. It is compiled and never run: each expected error is one
 * that the compiler finds, and it says so if it no longer does.
 */
import type { components, paths } from "../node_modules/.types/openapi-typescript.js";
import type * as hey from "../node_modules/.types/hey-api/types.gen.js";

type Schemas = components["schemas"];
type Query = NonNullable<paths["/v1/members"]["get"]["parameters"]["query"]>;

export const query: Query = {
  limit: 50,
  sort: ["-joined_on", "member_number"],
  item: { id__in: "0198c0de-7a11-7000-8000-000000000001" },
  filter: { status: "ACTIVE", status__in: "ACTIVE,PAUSED", joined_on__gte: "2021-01-15", left_on__isnull: true },
  person: { person__family_name__startswith: "Du" },
  organization: { organization__status: "ACTIVE" },
};
// @ts-expect-error no lookup is called so
export const wrongLookup: Query = { filter: { status__like: "ACTIVE" } };
// @ts-expect-error whether there is a value is true or false
export const wrongFilter: Query = { filter: { left_on__isnull: "yes" } };
// @ts-expect-error a value that the enumeration has not
export const wrongValue: Query = { filter: { status: "SLEEPING" } };
// @ts-expect-error a field that the referenced item has not
export const wrongRelation: Query = { organization: { organization__shoe_size: "46" } };
// @ts-expect-error a key that nothing is sorted by
export const wrongSort: Query = { sort: ["shoe_size"] };

const born: Schemas["MemberCreate"] = {
  person_id: "0198c0de-7a11-7000-8000-000000000001",
  organization_id: "0198c0de-7a11-7000-8000-000000000002",
  member_number: "M-004711",
  status: "ACTIVE",
  joined_on: "2021-01-15",
};
export const created: Schemas["MemberCreate"] = { ...born, job_title: null };
// @ts-expect-error a member is nobody without a person
export const incomplete: Schemas["MemberCreate"] = { member_number: "M-004711", status: "ACTIVE" };
// @ts-expect-error computed fields are not written
export const computed: Schemas["MemberCreate"] = { ...born, full_name: "Zoé Dupont" };

export const changed: Schemas["MemberPatch"] = { job_title: "Chief executive", left_on: null };
// @ts-expect-error what has to be there cannot be cleared
export const cleared: Schemas["MemberPatch"] = { member_number: null };

type Page = paths["/v1/members"]["get"]["responses"][200]["content"]["application/json"];

/** The names on a page, and where the next one is. */
export function read(page: Page): [names: (string | null)[], next: string | null, version: number | undefined] {
  const first = page.results[0];
  const organization: string | undefined = first?.organization?.name;
  return [[organization ?? null, ...page.results.map((member) => member.full_name)], page.next, first?.version];
}

type Refusal = paths["/v1/members"]["get"]["responses"]["default"]["content"]["application/problem+json"];
export const code = (refusal: Refusal): string => refusal.code;

type HeyQuery = NonNullable<hey.ListMembersData["query"]>;
export const heyQuery: HeyQuery = {
  filter: { status__in: "ACTIVE,PAUSED" },
  organization: { organization__status: "ACTIVE" },
};
// @ts-expect-error no lookup is called so
export const heyWrong: HeyQuery = { filter: { status__like: "ACTIVE" } };
export const heyCreated: hey.MemberCreate = { ...born };
// @ts-expect-error a member is nobody without a person
export const heyIncomplete: hey.MemberCreate = { member_number: "M-004711", status: "ACTIVE" };
export const heyChanged: hey.MemberPatch = { left_on: null };
export const heyNames = (page: hey.MemberPage): (string | null)[] => page.results.map((member) => member.full_name);
