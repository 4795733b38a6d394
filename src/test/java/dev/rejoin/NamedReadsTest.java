package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The reads that are not one resource's own. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class NamedReadsTest {

    @Test
    void anInvoiceOfSeveralLinesIsOneLineOfNdjson() {
        var invoice = Fixtures.one("invoices").insert();
        for (int position = 11; position <= 13; position++) {
            Fixtures.one("invoice-lines")
                    .with("invoice_id", invoice)
                    .with("position", position)
                    .insert();
        }

        var lines = Api.as(Role.READER)
                .accept("application/x-ndjson")
                .get("/v1/invoices?id=" + invoice)
                .asString()
                .split("\n");

        assertThat(lines).hasSize(2);
        assertThat(JsonPath.from(lines[0]).getList("lines.position")).containsExactly(11, 12, 13);
    }

    @Test
    void aTimelineListsAsManyEntriesAsItCounts() {
        var member = Fixtures.one("members").insert();
        for (int month = 1; month <= 4; month++) {
            var meeting = Fixtures.one("meetings")
                    .with("month", "2026-0%d-01".formatted(month))
                    .with("starts_at", "2026-0%d-10T17:00:00Z".formatted(month))
                    .insert();
            Fixtures.one("attendances")
                    .with("meeting_id", meeting)
                    .with("member_id", member)
                    .with("status", month == 4 ? "ABSENT" : "PRESENT")
                    .insert();
        }
        var event =
                Fixtures.one("events").with("starts_at", "2026-02-20T09:00:00Z").insert();
        Fixtures.one("participations")
                .with("event_id", event)
                .with("member_id", member)
                .with("status", "ATTENDED")
                .insert();

        var timeline = Api.ok("/v1/members/%s/timeline".formatted(member)).jsonPath();
        var meetings = Api.ok("/v1/members/%s/timeline?kind=MEETING&at__gte=2026-02-01T00:00:00Z".formatted(member))
                .jsonPath();

        assertThat(timeline.getList("results.kind"))
                .containsExactly("MEETING", "MEETING", "EVENT", "MEETING", "MEETING");
        assertThat(timeline.getInt("count")).isEqualTo(5);
        assertThat(timeline.getMap("counts"))
                .hasToString("{meetings=4, meetings_present=3, events=1, events_attended=1}");
        assertThat(meetings.getList("results")).hasSize(3);
        assertThat(meetings.getInt("count")).isEqualTo(3);
    }

    @Test
    void aTimelineIsPagedWithoutGapsAndItsCountIsTheWhole() {
        var member = Fixtures.one("members").insert();
        for (int i = 0; i < 5; i++) {
            Fixtures.one("attendances").with("member_id", member).insert();
        }
        var seen = new ArrayList<String>();
        var path = "/v1/members/%s/timeline?limit=2".formatted(member);
        while (path != null) {
            var page = Api.ok(path).jsonPath();
            assertThat(page.getInt("count")).isEqualTo(5);
            seen.addAll(page.getList("results.id", String.class));
            path = page.getString("next");
        }
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void aMemberWithoutEntriesHasAnEmptyTimelineAndNobodyHasNone() {
        var member = Fixtures.one("members").insert();

        assertThat(Api.ok("/v1/members/%s/timeline".formatted(member))
                        .jsonPath()
                        .getInt("count"))
                .isZero();
        problem(Api.get("/v1/members/%s/timeline".formatted(UUID.randomUUID())), 404, "not_found");
        problem(Api.get("/v1/members/%s/timeline?kind=PARTY".formatted(member)), 400, "invalid_value");
        problem(Api.get("/v1/members/%s/timeline?king=EVENT".formatted(member)), 400, "unknown_parameter");
    }

    @Test
    void aStatementAddsUp() {
        var organization = Fixtures.one("organizations").insert();
        invoice(organization, "ISSUED", "2026-01-31", "100.00", "60.00");
        invoice(organization, "PAID", "2026-02-28", "50.00", "50.00");
        invoice(organization, "VOID", "2026-03-31", "999.00", null);
        invoice(organization, "DRAFT", null, "999.00", null);

        var statement =
                Api.ok("/v1/organizations/%s/statement".formatted(organization)).jsonPath();

        assertThat(statement.getList("results.amount", String.class))
                .containsExactly("100.00", "-60.00", "50.00", "-50.00");
        assertThat(statement.getList("results.balance", String.class))
                .containsExactly("100.00", "40.00", "90.00", "40.00");
        assertThat(statement.getMap("totals[0]"))
                .hasToString("{currency=EUR, invoiced=150.00, paid=110.00, balance=40.00}");
        assertThat(Api.ok("/v1/organizations/%s/statement?on__gte=2026-02-01&on__lt=2026-03-01".formatted(organization))
                        .jsonPath()
                        .getList("results.balance", String.class))
                .containsExactly("90.00", "40.00");
        problem(Api.get("/v1/organizations/%s/statement".formatted(UUID.randomUUID())), 404, "not_found");
    }

    @Test
    void anItemThatShowsAnotherOneIsSentAgainWhenThatOneChanged() {
        var person = Fixtures.one("people").insert();
        var member = Fixtures.one("members").with("person_id", person).insert();
        var plain = "/v1/members/" + member;
        var expanded = plain + "?expand=organization";
        var plainTag = Api.ok(plain).header("ETag");
        var expandedTag = Api.ok(expanded).header("ETag");

        TestDatabase.run("update person set family_name = 'Renamed' where id = '%s'".formatted(person));
        assertThat(ifNoneMatch(plain, plainTag)).isEqualTo(200);
        TestDatabase.run(
                "update organization set city = 'Lyon' where id = (select organization_id from member where id = '%s')"
                        .formatted(member));
        assertThat(ifNoneMatch(expanded, expandedTag)).isEqualTo(200);
        assertThat(ifNoneMatch(expanded, Api.ok(expanded).header("ETag"))).isEqualTo(304);
    }

    private static int ifNoneMatch(String path, String tag) {
        return Api.as(Role.READER).header("If-None-Match", tag).get(path).statusCode();
    }

    @Test
    void theWholeGroupComesInOneCall() {
        var group = Fixtures.one("groups").insert();
        var member = Fixtures.one("members").insert();
        Fixtures.one("leaderships")
                .with("group_id", group)
                .with("member_id", member)
                .with("elected_on", "2024-01-01")
                .with("ended_on", null)
                .insert();

        var whole = Api.ok("/v1/groups/%s?expand=leader.person,point_of_contact.person,memberships.member"
                        .formatted(group))
                .jsonPath();

        assertThat(whole.getString("leader_id")).isEqualTo(member.toString());
        assertThat(whole.getInt("active_member_count")).isEqualTo(1);
        assertThat(whole.getString("leader.person.full_name")).isEqualTo(whole.getString("leader.full_name"));
        assertThat(whole.getString("point_of_contact.person.id"))
                .isEqualTo(whole.getString("point_of_contact.person_id"));
        assertThat(whole.getString("memberships[0].member.id")).isEqualTo(member.toString());
    }

    @Test
    void searchFindsWithoutAccentsAndInAnyOrder() {
        var bank = Fixtures.one("organizations")
                .with("name", "Société Générale de Zwätschgen")
                .insert();
        var person = Fixtures.one("people")
                .with("given_name", "Zoé")
                .with("family_name", "Dûpontel")
                .insert();

        assertThat(search("societe generale zwatschgen")).first().isEqualTo(bank.toString());
        assertThat(search("dupontel zoe")).first().isEqualTo(person.toString());
        assertThat(search("ZOÉ dûpontel&resource=organization")).doesNotContain(person.toString());
        assertThat(search("\"dupontel zoe\"")).doesNotContain(person.toString());
    }

    @Test
    void aNumberFindsItsRecordFirst() {
        var number = "M-77%05d".formatted(System.nanoTime() % 100000);
        Fixtures.one("notes")
                .with("body", "Ask about " + number + " and " + number)
                .insert();
        var member = Fixtures.one("members").with("member_number", number).insert();

        assertThat(search(number)).first().isEqualTo(member.toString());
    }

    @Test
    void allWordsComeBeforeAnyWord() {
        var both = Fixtures.one("notes")
                .with("body", "The quokka met a numbat in the garden")
                .insert();
        var one = Fixtures.one("notes")
                .with("title", "Quokka")
                .with("body", "Nothing but quokka quokka quokka")
                .insert();

        assertThat(search("quokka numbat")).containsSubsequence(both.toString(), one.toString());
    }

    @Test
    void highlightsAreEscapedAndMarked() {
        Fixtures.one("notes")
                .with("title", "<b>wombat</b> & \u0001co\u0002")
                .with("body", "<img src=x onerror=alert(1)> a wombat \"quoted\" <i>here</i>")
                .insert();

        var hit = Api.ok("/v1/search?q=wombat&highlight=true").jsonPath();

        assertThat(hit.getString("results[0].highlight.title"))
                .isEqualTo("&lt;b&gt;<mark>wombat</mark>&lt;/b&gt; &amp; co");
        assertThat(hit.getString("results[0].highlight.text"))
                .contains("<mark>wombat</mark>")
                .contains("&quot;quoted&quot;")
                .doesNotContainPattern("<(?!/?mark>)");
    }

    @Test
    void searchIsPagedWithoutGaps() {
        for (int i = 0; i < 7; i++) {
            Fixtures.one("notes").with("body", "axolotl ".repeat(i % 3 + 1) + i).insert();
        }
        var seen = new ArrayList<String>();
        var path = "/v1/search?q=axolotl&limit=2";
        while (path != null) {
            var page = Api.ok(path).jsonPath();
            assertThat(page.getInt("count")).isEqualTo(7);
            assertThat(page.getString("count_kind")).isEqualTo("exact");
            seen.addAll(page.getList("results.id", String.class));
            path = page.getString("next");
        }
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void aSearchWithoutWordsFindsWhatIsMostRecent() {
        assertThat(Api.ok("/v1/search?limit=1").jsonPath().getList("results")).hasSize(1);
        assertThat(Api.ok("/v1/search?q=%20&limit=1").jsonPath().getList("results"))
                .hasSize(1);
        problem(Api.get("/v1/search?q=%00"), 400, "invalid_value");
        problem(Api.get("/v1/search?q=a&resource=membr"), 400, "unknown_resource");
        assertThat(search("le la les")).isNotNull();
        assertThat(search("' & | ! ( ) : * <->")).isEmpty();
    }

    @Test
    void aCollectionIsSearchedByQ() {
        var id = Fixtures.one("organizations").with("name", "Pélican Noir").insert();

        assertThat(Api.ok("/v1/organizations?q=pelican").jsonPath().getList("results.id"))
                .containsExactly(id.toString());
    }

    private static List<String> search(String text) {
        var query = text.replace("\"", "%22")
                .replace(" ", "%20")
                .replace("|", "%7C")
                .replace("<", "%3C")
                .replace(">", "%3E");
        query = query.startsWith("'") ? query.replace("&", "%26") : query;
        return Api.ok("/v1/search?q=" + query).jsonPath().getList("results.id", String.class);
    }

    private static void invoice(UUID organization, String status, String issuedOn, String price, String paid) {
        var invoice =
                Fixtures.one("invoices").with("organization_id", organization).insert();
        Fixtures.one("invoice-lines")
                .with("invoice_id", invoice)
                .with("unit_price", price)
                .insert();
        TestDatabase.run("update invoice set status = '%s', issued_on = %s where id = '%s'"
                .formatted(status, issuedOn == null ? "null" : "'" + issuedOn + "'", invoice));
        if (paid != null) {
            Fixtures.one("payments")
                    .with("invoice_id", invoice)
                    .with("amount", paid)
                    .with("received_on", issuedOn)
                    .insert();
        }
    }
}
