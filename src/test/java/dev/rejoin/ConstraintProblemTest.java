package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Contract;
import dev.rejoin.contract.Field;
import dev.rejoin.contract.Resource;
import dev.rejoin.contract.Type;
import dev.rejoin.db.Rule;
import dev.rejoin.db.Rules;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the database, broken through the API, is refused with its own status, code and field. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConstraintProblemTest {
    private static final Rules RULES = Rules.load();

    /** What only the service writes: no client can break these. */
    private static final List<String> OWNED = List.of("id", "version", "created_at", "updated_at", "full_name");

    /** Where breaking the rule takes more than one wrong value in a new item. */
    private static final Map<String, Supplier<Response>> SPECIAL = special();

    /** The values that break a CHECK. */
    private static final Map<String, Map<String, Object>> WRONG = wrong();

    static Stream<Rule> breakable() {
        return RULES.all().stream()
                .filter(rule -> rule.kind() != Rule.Kind.VIEW && rule.kind() != Rule.Kind.PRIMARY_KEY)
                .filter(rule -> !written(rule));
    }

    /** Whether only the service or PostgreSQL itself writes the column: generated ones, and those of every item. */
    private static boolean written(Rule rule) {
        return OWNED.contains(rule.fields().getFirst())
                || TestDatabase.table(rule.entity()).columns().entrySet().stream()
                        .filter(column -> column.getValue().generated())
                        .anyMatch(column ->
                                rule.name().equals("%s_%s_required".formatted(rule.entity(), column.getKey())));
    }

    @ParameterizedTest
    @MethodSource("breakable")
    void aBrokenRuleIsRefusedWithItsCodeAndField(Rule rule) {
        var answer = SPECIAL.getOrDefault(rule.name(), () -> broken(rule)).get();

        var conflict = List.of(Rule.Kind.UNIQUE, Rule.Kind.EXCLUDE).contains(rule.kind());
        if (ownerOf(rule)) {
            // The owner stands in the path.
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(404);
            return;
        }
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(conflict ? 409 : 422);
        List<Map<String, String>> errors = answer.jsonPath().getList("errors");
        assertThat(errors).as(answer.asString()).anySatisfy(error -> {
            assertThat(error.get("constraint")).isEqualTo(rule.name());
            assertThat(error.get("code")).isEqualTo(rule.code());
            assertThat(error.get("pointer")).isEqualTo("/" + rule.fields().getFirst());
            assertThat(error.get("detail")).isNotBlank();
        });
        assertThat(answer.asString()).doesNotContain("SQL", "dev.rejoin", "PSQL", "org.");
    }

    private static boolean ownerOf(Rule rule) {
        return List.of(Rule.Kind.NOT_NULL, Rule.Kind.FOREIGN_KEY).contains(rule.kind())
                && resource(rule)
                        .parent()
                        .filter(parent -> rule.fields().equals(List.of(parent.column())))
                        .isPresent()
                && !SPECIAL.containsKey(rule.name());
    }

    private static Resource resource(Rule rule) {
        return Contract.committed()
                .resources()
                .filter(resource -> resource.table().equals(rule.entity()))
                .findFirst()
                .orElseThrow();
    }

    /** A new item that is right but for this rule. */
    private static Response broken(Rule rule) {
        var resource = resource(rule);
        if (ownerOf(rule)) {
            var created = WriteContractTest.Created.of(resource);
            return new WriteContractTest.Created(resource, Api.collection(resource, UUID.randomUUID()), created.body())
                    .post();
        }
        var field = resource.field(rule.fields().getFirst()).orElseThrow();
        return switch (rule.kind()) {
            case NOT_NULL -> {
                var body = WriteContractTest.Created.of(resource);
                if (field.defaulted()) {
                    body.body().put(field.name(), null);
                } else {
                    body.body().remove(field.name());
                }
                yield body.post();
            }
            case FOREIGN_KEY ->
                created(
                        resource,
                        body -> body.put(field.name(), UUID.randomUUID().toString()));
            case UNIQUE -> twice(resource, field);
            case CHECK -> created(resource, body -> body.putAll(values(rule, field)));
            case EXCLUDE, TRIGGER, PRIMARY_KEY, VIEW ->
                throw new AssertionError("nothing is known that breaks " + rule);
        };
    }

    private static Map<String, Object> values(Rule rule, Field field) {
        var known = WRONG.get(rule.name());
        if (known != null) {
            return known;
        }
        return switch (rule.code()) {
            case "not_allowed" -> Map.of(field.name(), "NONSENSE");
            case "blank" -> Map.of(field.name(), "  ");
            case "too_long" ->
                Map.of(field.name(), "x".repeat(600) + (field.name().equals("email") ? "@x.org" : ""));
            case "malformed" -> Map.of(field.name(), "?");
            case "not_positive" -> Map.of(field.name(), field.type() == Type.DECIMAL ? "0.00" : (Object) 0);
            case "negative" -> Map.of(field.name(), "-1.00");
            case "out_of_range" -> Map.of(field.name(), field.type() == Type.DECIMAL ? "5" : (Object) 9);
            default -> throw new AssertionError("nothing is known that breaks " + rule);
        };
    }

    private static Response created(Resource resource, Consumer<Map<String, @Nullable Object>> change) {
        var created = WriteContractTest.Created.of(resource);
        change.accept(created.body());
        return created.post();
    }

    private static Response twice(Resource resource, Field field) {
        var first = WriteContractTest.Created.of(resource);
        if (field.name().equals("legacy_id")) {
            first.body().put("legacy_id", "twice " + UUID.randomUUID());
        } else if (field.name().equals("email")) {
            first.body().put("email", UUID.randomUUID() + "@example.com");
        } else {
            first.body().putIfAbsent(field.name(), "twice " + UUID.randomUUID());
        }
        assertThat(first.post().statusCode()).isEqualTo(201);
        return created(resource, body -> body.put(field.name(), first.body().get(field.name())));
    }

    private static Response again(String resource, String... same) {
        var first = WriteContractTest.Created.of(Contract.committed().resource(resource));
        assertThat(first.post().statusCode()).isEqualTo(201);
        var second = WriteContractTest.Created.of(first.resource());
        for (var name : same) {
            second.body().put(name, first.body().get(name));
        }
        return new WriteContractTest.Created(first.resource(), first.collection(), second.body()).post();
    }

    private static Map<String, Map<String, Object>> wrong() {
        var wrong = new HashMap<String, Map<String, Object>>();
        wrong.put("organization_closed_has_date", Map.of("status", "CLOSED"));
        wrong.put(
                "organization_closed_not_before_joined",
                Map.of("status", "CLOSED", "joined_on", "2020-01-01", "closed_on", "2019-01-01"));
        wrong.put("member_left_has_date", Map.of("left_on", "2030-01-01"));
        wrong.put("member_left_not_before_joined", Map.of("status", "LEFT", "left_on", "1990-01-01"));
        wrong.put("group_membership_left_after_joined", Map.of("left_on", "1999-01-01"));
        wrong.put("group_leadership_ended_after_elected", Map.of("elected_on", "2001-01-01", "ended_on", "2001-01-01"));
        wrong.put("venue_coordinates_complete", Map.of("latitude", "1.0"));
        wrong.put("venue_latitude_in_range", Map.of("latitude", "91", "longitude", "1"));
        wrong.put("venue_longitude_in_range", Map.of("latitude", "1", "longitude", "181"));
        wrong.put("meeting_ends_after_start", Map.of("ends_at", "2026-03-12T16:00:00Z"));
        wrong.put("meeting_held_has_teacher", Map.of("status", "HELD"));
        wrong.put("meeting_month_is_first_day", Map.of("month", "2026-03-02"));
        wrong.put("meeting_starts_in_month", Map.of("starts_at", "2026-04-01T00:00:00Z"));
        wrong.put(
                "event_ends_after_start",
                Map.of("starts_at", "2026-03-12T17:00:00Z", "ends_at", "2026-03-12T17:00:00Z"));
        wrong.put("mission_ends_not_before_start", Map.of("starts_on", "2026-03-02", "ends_on", "2026-03-01"));
        wrong.put("invoice_due_not_before_issued", Map.of("issued_on", "2026-03-02", "due_on", "2026-03-01"));
        wrong.put("subscription_ends_after_start", Map.of("ends_on", "2026-01-01"));
        wrong.put("note_one_subject", Map.of("member_id", UUID.randomUUID().toString()));
        return wrong;
    }

    private static Response issued(Map<String, Object> changed) {
        var invoice = Fixtures.one("invoices")
                .with("status", "ISSUED")
                .with("issued_on", "2026-03-01")
                .insert();
        return WriteContractTest.patch("/v1/invoices/" + invoice, "*", changed);
    }

    private static Map<String, Supplier<Response>> special() {
        var special = new LinkedHashMap<String, Supplier<Response>>();
        special.put("member_one_at_a_time", () -> again("members", "person_id"));
        special.put("group_membership_no_overlap", () -> again("memberships", "member_id"));
        special.put("subscription_no_overlap", () -> again("subscriptions", "member_id"));
        special.put("group_leadership_one_at_a_time", () -> {
            var first = WriteContractTest.Created.of(Contract.committed().resource("leaderships"));
            first.post();
            return first.post();
        });
        special.put(
                "group_leadership_leader_is_member",
                () -> created(
                        Contract.committed().resource("leaderships"),
                        body -> body.put(
                                "member_id", Fixtures.one("members").insert().toString())));
        special.put("meeting_one_per_group_and_month", () -> again("meetings", "group_id"));
        special.put("meeting_attendance_meeting_member_unique", () -> again("attendances", "member_id"));
        special.put("event_participation_event_member_unique", () -> again("participations", "member_id"));
        special.put("invoice_line_position_unique", () -> again("invoice-lines", "position"));
        special.put("teacher_topic_teacher_topic_unique", () -> again("teacher-topics", "topic_id"));
        special.put("staff_person_id_unique", () -> again("staff", "person_id"));
        special.put("teacher_person_id_unique", () -> again("teachers", "person_id"));
        special.put("topic_parent_no_cycle", () -> {
            var topic = Fixtures.one("topics").insert();
            var child = Fixtures.one("topics").with("parent_id", topic).insert();
            return WriteContractTest.patch("/v1/topics/" + topic, "*", Map.of("parent_id", child));
        });
        special.put("event_participation_capacity", () -> {
            var event = Fixtures.one("events").with("capacity", 1).insert();
            Fixtures.one("participations").under(event).insert();
            var second = WriteContractTest.Created.of(Contract.committed().resource("participations"));
            return new WriteContractTest.Created(
                            second.resource(), Api.collection(second.resource(), event), second.body())
                    .post();
        });
        special.put("invoice_status_required", () -> {
            var cleared = new HashMap<String, @Nullable Object>();
            cleared.put("status", null);
            return WriteContractTest.patch(
                    "/v1/invoices/" + Fixtures.one("invoices").insert(), "*", cleared);
        });
        special.put("invoice_issued_has_date", () -> {
            var invoice = Fixtures.one("invoices")
                    .with("status", "ISSUED")
                    .with("issued_on", "2026-03-01")
                    .insert();
            var cleared = new HashMap<String, @Nullable Object>();
            cleared.put("issued_on", null);
            return WriteContractTest.patch("/v1/invoices/" + invoice, "*", cleared);
        });
        special.put("invoice_not_redrafted", () -> {
            var invoice = Fixtures.one("invoices")
                    .with("status", "ISSUED")
                    .with("issued_on", "2026-03-01")
                    .insert();
            return WriteContractTest.patch("/v1/invoices/" + invoice, "*", Map.of("status", "DRAFT"));
        });
        special.put("invoice_currency_frozen", () -> issued(Map.of("currency", "USD")));
        special.put("invoice_number_frozen", () -> issued(Map.of("number", "F-" + UUID.randomUUID())));
        special.put("invoice_issued_on_frozen", () -> issued(Map.of("issued_on", "2026-03-02")));
        special.put(
                "invoice_organization_frozen",
                () -> issued(
                        Map.of("organization_id", Fixtures.one("organizations").insert())));
        special.put("payment_of_issued_invoice", () -> {
            var payment = WriteContractTest.Created.of(Contract.committed().resource("payments"));
            var draft = Fixtures.one("invoices").insert();
            return new WriteContractTest.Created(
                            payment.resource(), Api.collection(payment.resource(), draft), payment.body())
                    .post();
        });
        special.put("invoice_line_frozen", () -> {
            var invoice = Fixtures.one("invoices")
                    .with("status", "ISSUED")
                    .with("issued_on", "2026-03-01")
                    .insert();
            var line = WriteContractTest.Created.of(Contract.committed().resource("invoice-lines"));
            return new WriteContractTest.Created(line.resource(), Api.collection(line.resource(), invoice), line.body())
                    .post();
        });
        return special;
    }
}
