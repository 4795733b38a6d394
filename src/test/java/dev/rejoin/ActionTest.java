package dev.rejoin;

import static dev.rejoin.Fixtures.one;
import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the named actions do, and what they refuse. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ActionTest {
    static Response act(String path, Object body) {
        return Api.as(Role.EDITOR).contentType("application/json").body(body).post(path);
    }

    private static UUID membership(UUID group, UUID member, String from) {
        return one("memberships")
                .with("group_id", group)
                .with("member_id", member)
                .with("joined_on", from)
                .insert();
    }

    @Test
    void anElectionEndsTheTermBeforeIt() {
        var group = one("groups").insert();
        var before = one("members").insert();
        var after = one("members").insert();
        membership(group, before, "2020-01-01");
        membership(group, after, "2020-01-01");
        var path = "/v1/groups/" + group + "/leader-elections";
        assertThat(act(path, Map.of("member_id", before, "elected_on", "2024-01-01"))
                        .statusCode())
                .isEqualTo(201);

        var elected = act(path, Map.of("member_id", after, "elected_on", "2025-01-01"));

        assertThat(elected.statusCode()).as(elected.asString()).isEqualTo(201);
        assertThat(Api.ok(elected.header("Location")).asString()).isEqualTo(elected.asString());
        var terms =
                Api.ok("/v1/groups/" + group + "/leaderships?sort=elected_on").jsonPath();
        assertThat(terms.getList("results.member_id")).containsExactly(before.toString(), after.toString());
        assertThat(terms.getString("results[0].ended_on")).isEqualTo("2025-01-01");
        assertThat(Api.ok("/v1/groups/" + group).jsonPath().getString("leader_id"))
                .isEqualTo(after.toString());
        problem(act(path, Map.of("member_id", before, "elected_on", "2025-01-01")), 409, "already_elected");
        problem(act(path, Map.of("member_id", before, "elected_on", "2024-06-01")), 409, "overlapping_leadership");
    }

    @Test
    void onlyAMemberOfTheGroupIsElected() {
        var group = one("groups").insert();

        var refused = act(
                "/v1/groups/" + group + "/leader-elections",
                Map.of("member_id", one("members").insert()));

        problem(refused, 422, "leader_not_member");
        assertThat(refused.jsonPath().getString("errors[0].pointer")).isEqualTo("/member_id");
        problem(
                act("/v1/groups/" + UUID.randomUUID() + "/leader-elections", Map.of("member_id", UUID.randomUUID())),
                404,
                "not_found");
        problem(act("/v1/groups/" + group + "/leader-elections", Map.of()), 422, "required");
    }

    @Test
    void whoLeavesLeavesTheGroupsAndTheirLead() {
        var group = one("groups").insert();
        var member = one("members").insert();
        membership(group, member, "2022-01-01");
        act("/v1/groups/" + group + "/leader-elections", Map.of("member_id", member, "elected_on", "2023-01-01"));

        var left = act("/v1/members/" + member + "/leave", Map.of("left_on", "2025-06-30"));

        assertThat(left.statusCode()).as(left.asString()).isEqualTo(200);
        assertThat(left.jsonPath().getString("status")).isEqualTo("LEFT");
        assertThat(Api.ok("/v1/groups/" + group + "/memberships").jsonPath().getString("results[0].left_on"))
                .isEqualTo("2025-06-30");
        assertThat(Api.ok("/v1/groups/" + group + "/leaderships").jsonPath().getString("results[0].ended_on"))
                .isEqualTo("2025-06-30");
    }

    @Test
    void aMemberCannotLeaveTwice() {
        var member = one("members").insert();
        assertThat(act("/v1/members/" + member + "/leave", Map.of()).statusCode())
                .isEqualTo(200);

        problem(act("/v1/members/" + member + "/leave", Map.of()), 409, "already_left");
    }

    @Test
    void aMemberDoesNotLeaveBeforeWhatBeginsLater() {
        var group = one("groups").insert();
        var member = one("members").insert();
        membership(group, member, "2025-01-01");

        problem(
                act("/v1/members/" + member + "/leave", Map.of("left_on", "2024-12-31")),
                409,
                "membership_begins_later");
        assertThat(Api.ok("/v1/members/" + member).jsonPath().getString("status"))
                .isEqualTo("ACTIVE");
    }

    @Test
    void aMeetingIsHeldWithATeacherAndNotInTheFuture() {
        var meeting = one("meetings").insert();
        var path = "/v1/meetings/" + meeting;
        var without = Api.as(Role.EDITOR).post(path + "/hold");
        problem(without, 422, "teacher_required");
        assertThat(without.jsonPath().getString("errors[0].pointer")).isEqualTo("/teacher_id");
        var planned = one("meetings")
                .with("month", "2999-01-01")
                .with("starts_at", "2999-01-10T17:00:00Z")
                .insert();
        var teacher = one("teachers").insert();
        problem(act("/v1/meetings/" + planned + "/hold", Map.of("teacher_id", teacher)), 422, "meeting_in_future");

        var held = act(path + "/hold", Map.of("teacher_id", teacher, "notes", "All came."));

        assertThat(held.jsonPath().getString("status")).isEqualTo("HELD");
        assertThat(held.jsonPath().getString("notes")).isEqualTo("All came.");
        problem(Api.as(Role.EDITOR).post(path + "/cancel"), 409, "not_planned");
    }

    @Test
    void aCancelledMeetingLeavesItsMonthFree() {
        var group = one("groups").insert();
        var meeting = one("meetings").with("group_id", group).insert();
        assertThat(Api.as(Role.EDITOR)
                        .post("/v1/meetings/" + meeting + "/cancel")
                        .jsonPath()
                        .getString("status"))
                .isEqualTo("CANCELLED");

        assertThat(one("meetings").with("group_id", group).insert()).isNotNull();
    }

    private static String invoice() {
        var created = act(
                "/v1/invoices",
                Map.of(
                        "number",
                        "F-" + UUID.randomUUID(),
                        "organization_id",
                        one("organizations").insert(),
                        "currency",
                        "EUR",
                        "lines",
                        List.of(
                                Map.of("description", "one", "unit_price", "100.00", "tax_rate", "0.2"),
                                Map.of("description", "two", "unit_price", "50.00"))));
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        assertThat(created.jsonPath().getString("total_gross")).isEqualTo("170.00");
        assertThat(created.jsonPath().getList("lines.position")).containsExactly(1, 2);
        return created.header("Location");
    }

    @Test
    void anInvoiceIsIssuedPaidInPartsAndThenPaid() {
        var invoice = invoice();
        problem(act(invoice + "/pay", Map.of("method", "CARD")), 409, "not_issued");
        assertThat(act(invoice + "/issue", Map.of("issued_on", "2026-03-01", "due_on", "2026-03-31"))
                        .jsonPath()
                        .getString("status"))
                .isEqualTo("ISSUED");
        problem(act(invoice + "/issue", Map.of()), 409, "not_draft");

        var part = act(invoice + "/pay", Map.of("method", "CARD", "amount", "20.000"));
        var over = act(invoice + "/pay", Map.of("method", "CARD", "amount", "150.01"));
        problem(act(invoice + "/pay", Map.of("method", "CARD", "amount", "1.005")), 422, "too_precise");
        problem(act(invoice + "/pay", Map.of("method", "CARD", "amount", "12345678901")), 422, "out_of_range");
        var rest = act(invoice + "/pay", Map.of("method", "TRANSFER"));

        assertThat(part.jsonPath().getString("status")).isEqualTo("ISSUED");
        assertThat(part.jsonPath().getString("balance")).isEqualTo("150.00");
        problem(over, 422, "overpaid");
        assertThat(rest.jsonPath().getString("status")).isEqualTo("PAID");
        assertThat(rest.jsonPath().getString("balance")).isEqualTo("0.00");
        problem(Api.as(Role.EDITOR).post(invoice + "/void"), 409, "not_open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.00", "-20.00"})
    void anInvoiceOfWhichNothingIsOwedIsPaidWhenItIsIssuedAndCanBeMadeVoid(String price) {
        var invoice = invoice();
        WriteContractTest.patch(
                invoice, "*", Map.of("lines", List.of(Map.of("description", "a favour", "unit_price", price))));

        var issued = act(invoice + "/issue", Map.of());

        assertThat(issued.jsonPath().getString("status")).isEqualTo("PAID");
        assertThat(issued.jsonPath().getString("balance")).isEqualTo(price);
        problem(act(invoice + "/pay", Map.of("method", "CARD")), 409, "not_issued");
        assertThat(Api.as(Role.EDITOR).post(invoice + "/void").jsonPath().getString("status"))
                .isEqualTo("VOID");
    }

    @Test
    void anIssuedInvoiceOfWhichNothingIsOwedBecomesPaidWithoutAPayment() {
        var invoice = invoice();
        act(invoice + "/issue", Map.of());
        var paid =
                act(invoice + "/payments", Map.of("received_on", "2026-03-01", "amount", "170.00", "method", "CARD"));
        assertThat(paid.statusCode()).as(paid.asString()).isEqualTo(201);
        problem(act(invoice + "/pay", Map.of("method", "CARD", "amount", "0.01")), 422, "overpaid");

        assertThat(act(invoice + "/pay", Map.of("method", "CARD")).jsonPath().getString("status"))
                .isEqualTo("PAID");

        assertThat(Api.ok(invoice + "/payments").jsonPath().getList("results")).hasSize(1);
        problem(Api.as(Role.EDITOR).post(invoice + "/void"), 409, "not_open");
    }

    @Test
    void anInvoiceWithoutLinesIsNotIssued() {
        var invoice = "/v1/invoices/" + one("invoices").insert();

        problem(Api.as(Role.EDITOR).post(invoice + "/issue"), 409, "no_lines");
        problem(act(invoice + "/issue", Map.of("issued_on", "2026-03-01", "due_on", "2026-02-01")), 409, "no_lines");
        assertThat(Api.as(Role.EDITOR).post(invoice + "/void").jsonPath().getString("status"))
                .isEqualTo("VOID");
    }

    @Test
    void aStateIsChangedByItsActionAlone() {
        var invoice = invoice();

        var patched = WriteContractTest.patch(invoice, "*", Map.of("status", "PAID"));
        var created = act(
                "/v1/invoices",
                Map.of(
                        "number",
                        "F-" + UUID.randomUUID(),
                        "organization_id",
                        one("organizations").insert(),
                        "currency",
                        "EUR",
                        "status",
                        "ISSUED"));

        problem(patched, 422, "use_action");
        assertThat(patched.jsonPath().getString("detail")).contains("/pay");
        problem(created, 422, "use_action");
        var none = act(
                "/v1/invoices",
                "{\"number\": \"F-%s\", \"organization_id\": \"%s\", \"currency\": \"EUR\", \"status\": null}"
                        .formatted(UUID.randomUUID(), one("organizations").insert()));
        problem(none, 422, "required");
        var many = act(
                "/v1/invoices/bulk",
                Map.of(
                        "items",
                        List.of(Map.of(
                                "legacy_id",
                                "F-" + UUID.randomUUID(),
                                "number",
                                "F-" + UUID.randomUUID(),
                                "organization_id",
                                one("organizations").insert(),
                                "currency",
                                "EUR",
                                "issued_on",
                                "2026-03-01",
                                "status",
                                "ISSUED"))));
        problem(many, 422, "use_action");
        assertThat(many.jsonPath().getString("errors[0].pointer")).isEqualTo("/items/0/status");
    }

    @Test
    void theLinesOfADraftAreReplacedAndThoseOfAnIssuedInvoiceStand() {
        var invoice = invoice();
        var first = Api.ok(invoice).jsonPath().getString("lines[0].id");

        var replaced = WriteContractTest.patch(
                invoice, "*", Map.of("lines", List.of(Map.of("description", "one and only", "unit_price", "10.00"))));
        act(invoice + "/issue", Map.of());
        var frozen = WriteContractTest.patch(invoice, "*", Map.of("lines", List.of()));

        assertThat(replaced.jsonPath().getList("lines.description")).containsExactly("one and only");
        assertThat(replaced.jsonPath().getString("lines[0].id")).isEqualTo(first);
        assertThat(replaced.jsonPath().getString("lines[0].tax_rate")).isNull();
        assertThat(replaced.jsonPath().getString("total_gross")).isEqualTo("10.00");
        problem(frozen, 422, "invoice_line_frozen");
    }

    @Test
    void whatIsWrongWithALineIsSaidOfThatLine() {
        var refused = act(
                "/v1/invoices",
                Map.of(
                        "number",
                        "F-" + UUID.randomUUID(),
                        "organization_id",
                        UUID.randomUUID(),
                        "currency",
                        "EUR",
                        "lines",
                        List.of(
                                Map.of("description", "one", "unit_price", "1.005"),
                                Map.of("unit_price", "10", "nett", "1"))));
        problem(refused, 400, "unknown_field");
        assertThat(refused.jsonPath().getList("errors.pointer")).containsExactly("/lines/1/nett");

        var invalid = act(
                "/v1/invoices",
                Map.of(
                        "number",
                        "F-" + UUID.randomUUID(),
                        "organization_id",
                        UUID.randomUUID(),
                        "currency",
                        "EUR",
                        "lines",
                        List.of(Map.of("description", "one", "unit_price", "1.005"), Map.of("unit_price", "10"))));
        problem(invalid, 422, "invalid");
        assertThat(invalid.jsonPath().getList("errors.pointer"))
                .containsExactlyInAnyOrder("/lines/0/unit_price", "/lines/1/description", "/organization_id");
    }

    @Test
    void aPlaceIsTakenGivenBackAndTakenAgain() {
        var event = one("events")
                .with("starts_at", "2999-06-18T07:00:00Z")
                .with("capacity", 1)
                .insert();
        var member = one("members").insert();
        var path = "/v1/events/" + event + "/register";

        var registered = act(path, Map.of("member_id", member));
        assertThat(registered.statusCode()).as(registered.asString()).isEqualTo(201);
        problem(act(path, Map.of("member_id", member)), 409, "already_registered");
        problem(act(path, Map.of("member_id", one("members").insert())), 422, "event_full");
        WriteContractTest.patch(registered.header("Location"), "*", Map.of("status", "CANCELLED"));
        var again = act(path, Map.of("member_id", member));

        assertThat(again.jsonPath().getString("id"))
                .isEqualTo(registered.jsonPath().getString("id"));
        assertThat(again.jsonPath().getString("status")).isEqualTo("REGISTERED");
        var over = one("events").with("starts_at", "2001-06-18T07:00:00Z").insert();
        problem(act("/v1/events/" + over + "/register", Map.of("member_id", member)), 409, "event_closed");
    }

    @Test
    void anActionHonoursIfMatch() {
        var member = one("members").insert();
        var path = "/v1/members/" + member;
        var tag = Api.ok(path).header("ETag");
        WriteContractTest.patch(path, tag, Map.of("job_title", "other"));

        problem(Api.as(Role.EDITOR).header("If-Match", tag).post(path + "/leave"), 412, "stale");
    }
}
