package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import dev.rejoin.db.Rules;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules of the data as the API shows them, and the ratchet. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class QualityApiTest {
    private static final String RULE = "venue_capacity_positive";

    @AfterEach
    void everythingIsEnforcedAgain() {
        TestDatabase.run("delete from venue where capacity <= 0");
        TestDatabase.run("alter table venue validate constraint " + RULE);
        TestDatabase.run("delete from user_account where username like 'Bad%'");
        TestDatabase.run("alter table user_account validate constraint user_account_email_form");
    }

    @Test
    void allRulesAreListedWithHowFarTheyAreKept() {
        grandfather();

        var all = Api.ok("/v1/quality/rules").jsonPath();

        assertThat(all.getList("results")).hasSize(Rules.load().all().size());
        assertThat(all.getMap("results.find { it.name == '%s' }".formatted(RULE)))
                .containsEntry("kind", "CHECK")
                .containsEntry("resource", "venues")
                .containsEntry("code", "not_positive")
                .containsEntry("sentence", "A venue's capacity is more than zero.")
                .containsEntry("enforcement", "NEW_WRITES")
                .containsEntry("violations", 2);
        assertThat(all.getMap("results.find { it.name == 'event_capacity_positive' }"))
                .containsEntry("enforcement", "ENFORCED")
                .containsEntry("violations", 0);
        assertThat(all.getMap("results.find { it.name == 'active_group_has_leader' }"))
                .containsEntry("enforcement", "CHECKED")
                .containsEntry("violations_url", "/v1/quality/violations?rule=active_group_has_leader");
        assertThat(all.getList("results.violations")).doesNotContainNull();
        var broken = Api.ok("/v1/quality/rules?violated=true").jsonPath();
        assertThat(broken.getList("results.name", String.class))
                .contains(RULE)
                .doesNotContain("event_capacity_positive");
        assertThat(broken.getList("results.violations", Integer.class)).allMatch(violations -> violations > 0);
        for (var url : broken.getList("results.violations_url", String.class)) {
            assertThat(Api.ok(url).jsonPath().getList("results")).as(url).isNotEmpty();
        }
        assertThat(Api.ok("/v1/quality/rules?violated=false").jsonPath().getList("results.name"))
                .contains("event_capacity_positive")
                .doesNotContain(RULE);
        assertThat(Api.ok("/v1/quality/rules?enforcement=NEW_WRITES&kind=CHECK&resource=venues")
                        .jsonPath()
                        .getList("results.name"))
                .containsExactly(RULE);
        problem(Api.get("/v1/quality/rules?kind=CHEK"), 400, "unknown_kind");
    }

    @Test
    void ofASingleRuleWhatBreaksACheckIsCountedToo() {
        var group = Fixtures.one("groups").insert();

        var rule = Api.ok("/v1/quality/rules/active_group_has_leader").jsonPath();
        var listed = all("active_group_has_leader");

        assertThat(rule.getInt("violations")).isEqualTo(listed.size());
        assertThat(listed).contains("/v1/groups/" + group);
        assertThat(problem(Api.get("/v1/quality/rules/active_group_has_leeder"), 404, "unknown_rule"))
                .contains("'active_group_has_leader'");
    }

    @Test
    void whatBreaksARuleLeadsToTheItem() {
        var broken = grandfather();

        var violations = Api.ok("/v1/quality/violations?rule=" + RULE).jsonPath();

        assertThat(violations.getList("results.resource")).containsExactly("venues", "venues");
        assertThat(violations.getList("results.detail")).containsExactlyInAnyOrder("capacity = 0", "capacity = -1");
        assertThat(violations.getList("results.url", String.class))
                .containsExactlyInAnyOrder("/v1/venues/" + broken.getFirst(), "/v1/venues/" + broken.getLast());
    }

    @Test
    void whatWasBroughtInPastAGuardIsCountedAndListed() {
        var rule = "payment_of_issued_invoice";
        var before = all(rule).size();
        var draft = Fixtures.one("invoices").insert();
        var payment = UUID.randomUUID();
        TestDatabase.run("""
                begin;
                set local rejoin.source_decides = 'on';
                insert into payment (id, invoice_id, received_on, amount, method)
                values ('%s', '%s', '2026-03-01', 10, 'CARD');
                commit""".formatted(payment, draft));
        try {
            countAnew();

            assertThat(Api.ok("/v1/quality/rules/" + rule).jsonPath().getMap("$"))
                    .containsEntry("kind", "TRIGGER")
                    .containsEntry("enforcement", "NEW_WRITES")
                    .containsEntry("violations", before + 1);
            assertThat(Api.ok("/v1/quality/rules?violated=true")
                            .jsonPath()
                            .getInt("results.find { it.name == '%s' }.violations".formatted(rule)))
                    .isEqualTo(before + 1);
            assertThat(all(rule)).contains("/v1/invoices/%s/payments/%s".formatted(draft, payment));
            problem(ratchet(rule), 409, "violations_left");
        } finally {
            TestDatabase.run("delete from payment where id = '%s'".formatted(payment));
            countAnew();
        }
    }

    /** The overview keeps its counts for a minute, or until a rule has become binding. */
    private static void countAnew() {
        grandfather();
        TestDatabase.run("delete from venue where capacity <= 0");
        assertThat(ratchet(RULE).statusCode()).isEqualTo(200);
    }

    @Test
    void anItemUnderAnotherOnesIsLinkedThere() {
        var group = Fixtures.one("groups").with("status", "CLOSED").insert();
        var membership = Fixtures.one("memberships").with("group_id", group).insert();

        var urls = all("closed_group_has_no_open_membership");

        assertThat(urls).contains("/v1/groups/%s/memberships/%s".formatted(group, membership));
    }

    @Test
    void violationsArePagedWithoutGaps() {
        var one = Fixtures.one("people")
                .with("family_name", "Zwilling")
                .with("phone", "+33123456789")
                .insert();
        for (int i = 0; i < 3; i++) {
            Fixtures.one("people")
                    .with("family_name", "Zwilling")
                    .with("phone", "+33123456789")
                    .insert();
        }
        // Each of the four looks like three others: several rows for one item.
        assertThat(all("people_look_the_same").stream().filter(url -> url.endsWith(one.toString())))
                .hasSize(3);
        var whole = Api.ok("/v1/quality/violations?limit=500&rule=people_look_the_same")
                .jsonPath();
        assertThat(all("people_look_the_same")).isEqualTo(whole.getList("results.url", String.class));
    }

    @Test
    void whatARoleMayNotReadIsNotListedForIt() {
        TestDatabase.run("alter table user_account drop constraint user_account_email_form");
        TestDatabase.run("insert into user_account (username, email, role) values ('Bad', 'no address', 'READER')");
        TestDatabase.run("alter table user_account add constraint user_account_email_form"
                + " check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$') not valid");

        problem(Api.as(Role.EDITOR).get("/v1/quality/violations?rule=user_account_email_form"), 403, "forbidden");
        assertThat(Api.ok("/v1/quality/violations?rule=user_account_email_form").asString())
                .contains("no address");
    }

    @Test
    void theRatchetWaitsForTheLastViolationAndThenHolds() throws Exception {
        var broken = grandfather();

        var refused = problem(ratchet(RULE), 409, "violations_left");
        TestDatabase.run("update venue set capacity = 1 where id = '%s'".formatted(broken.getFirst()));
        var again = problem(ratchet(RULE), 409, "violations_left");
        TestDatabase.run("delete from venue where id = '%s'".formatted(broken.getLast()));
        var done = ratchet(RULE);

        assertThat(refused).startsWith("2 rows still break");
        assertThat(again).startsWith("1 row still breaks");
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.jsonPath().getString("enforcement")).isEqualTo("ENFORCED");
        assertThat(ratchet(RULE).statusCode()).isEqualTo(200);
        try (var statement = TestDatabase.connection().createStatement();
                var rows = statement.executeQuery(
                        "select convalidated from pg_constraint where conname = '%s'".formatted(RULE))) {
            rows.next();
            assertThat(rows.getBoolean(1)).isTrue();
        }
    }

    @Test
    void theRatchetMayTakeLongerThanOtherStatements() {
        var slow = Fixtures.one("venues").with("capacity", 424_242).insert();
        TestDatabase.run("""
                create function slowly(capacity integer) returns boolean language plpgsql as $$
                begin
                    if capacity = 424242 then perform pg_sleep(5.5); end if;
                    return true;
                end $$;
                alter table venue drop constraint %1$s;
                alter table venue add constraint %1$s check (slowly(capacity)) not valid""".formatted(RULE));
        try {
            assertThat(Api.get("/v1/quality/rules/" + RULE).statusCode()).isEqualTo(503);

            var done = ratchet(RULE);

            assertThat(done.statusCode()).as(done.asString()).isEqualTo(200);
            assertThat(done.jsonPath().getString("enforcement")).isEqualTo("ENFORCED");
        } finally {
            TestDatabase.run("""
                    delete from venue where id = '%2$s';
                    alter table venue drop constraint %1$s;
                    alter table venue add constraint %1$s check (capacity > 0);
                    drop function slowly""".formatted(RULE, slow));
        }
    }

    @Test
    void aRuleThatIsOnlyCheckedCannotBeRatcheted() {
        problem(ratchet("active_group_has_leader"), 409, "only_checked");
        assertThat(ratchet("topic_parent_no_cycle").statusCode()).isEqualTo(200);
        assertThat(problem(ratchet("venue_capacity_positiv"), 404, "unknown_rule"))
                .contains("'" + RULE + "'");
        problem(Api.as(Role.EDITOR).post("/v1/quality/rules/" + RULE + "/ratchet"), 403, "forbidden");
        problem(Api.get("/v1/quality/violations?rule=venue_capacity_positiv"), 400, "unknown_rule");
        problem(Api.get("/v1/quality/violations"), 400, "missing_parameter");
    }

    private static io.restassured.response.Response ratchet(String rule) {
        return Api.as(Role.ADMIN).post("/v1/quality/rules/" + rule + "/ratchet");
    }

    /** Two rows that break a rule which from now on holds for new writes only, as an import leaves them. */
    private static ArrayList<UUID> grandfather() {
        TestDatabase.run("alter table venue drop constraint " + RULE);
        var broken = new ArrayList<UUID>();
        broken.add(Fixtures.one("venues").with("capacity", 0).insert());
        broken.add(Fixtures.one("venues").with("capacity", -1).insert());
        TestDatabase.run("alter table venue add constraint " + RULE + " check (capacity > 0) not valid");
        return broken;
    }

    private static ArrayList<String> all(String rule) {
        var urls = new ArrayList<String>();
        var path = "/v1/quality/violations?limit=2&rule=" + rule;
        while (path != null) {
            JsonPath page = Api.ok(path).jsonPath();
            urls.addAll(page.getList("results.url", String.class));
            path = page.getString("next");
        }
        return urls;
    }
}
