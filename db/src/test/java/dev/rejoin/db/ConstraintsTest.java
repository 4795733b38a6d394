package dev.rejoin.db;

import static dev.rejoin.db.Fixture.ROW;
import static dev.rejoin.db.Fixture.id;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rejoin.db.Rule.Kind;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plain SQL cannot break any rule: each refusal names exactly the rule that it keeps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConstraintsTest {

    private static final Rules RULES = Rules.load();

    /** NOT NULL on columns that PostgreSQL computes from required ones: nothing can be written to them. */
    private static final Set<String> UNREACHABLE = Set.of(
            "group_membership_period_required", "group_leadership_term_required", "subscription_period_required");

    private static final Map<String, String> CASES = Map.ofEntries(
            entry("organization_closed_has_date", "update organization set status = 'CLOSED'"),
            entry(
                    "organization_closed_not_before_joined",
                    "update organization set status = 'CLOSED', closed_on = '2019-12-31' where id = '%1$s'"),
            entry(
                    "organization_registration_number_unique",
                    "update organization set registration_number = 'R1' where id = '%2$s'"),
            entry("person_email_unique", "update person set email = 'ELODIE@sg.example' where id = '%2$s'"),
            entry("staff_person_id_unique", "insert into staff (person_id) values ('%2$s')"),
            entry("member_left_has_date", "update member set left_on = '2024-06-01'"),
            entry(
                    "member_left_not_before_joined",
                    "update member set status = 'LEFT', left_on = '2023-12-31' where id = '%1$s'"),
            entry("member_one_at_a_time", """
                    insert into member (person_id, organization_id, member_number, status, joined_on)
                    values ('%1$s', '%2$s', 'M-9', 'ACTIVE', '2025-01-01')
                    """),
            entry("member_member_number_unique", "update member set member_number = 'M-1' where id = '%2$s'"),
            entry("member_group_capacity_positive", "update member_group set capacity = 0"),
            entry("member_group_code_unique", "update member_group set code = 'G-1' where id = '%2$s'"),
            entry(
                    "group_membership_left_after_joined",
                    "update group_membership set left_on = joined_on where id = '%1$s'"),
            entry("group_membership_no_overlap", """
                    insert into group_membership (group_id, member_id, joined_on, left_on)
                    values ('%1$s', '%1$s', '2023-01-01', '2024-01-02')
                    """),
            entry("group_leadership_ended_after_elected", "update group_leadership set ended_on = elected_on - 1"),
            entry("group_leadership_one_at_a_time", """
                    insert into group_leadership (group_id, member_id, elected_on)
                    values ('%1$s', '%1$s', '2024-05-01')
                    """),
            entry("group_leadership_leader_is_member", "update group_leadership set elected_on = '2023-12-31'"),
            entry("teacher_daily_rate_not_negative", "update teacher set daily_rate = -0.01"),
            entry("teacher_person_id_unique", "insert into teacher (person_id, status) values ('%3$s', 'ACTIVE')"),
            entry("topic_code_unique", "update topic set code = 'T-1' where id = '%2$s'"),
            entry("topic_parent_no_cycle", "update topic set parent_id = '%2$s' where id = '%1$s'"),
            entry(
                    "teacher_topic_teacher_topic_unique",
                    "insert into teacher_topic (teacher_id, topic_id) values ('%1$s', '%1$s')"),
            entry("venue_capacity_positive", "update venue set capacity = -1"),
            entry("venue_coordinates_complete", "update venue set latitude = 45"),
            entry("venue_latitude_in_range", "update venue set latitude = 91, longitude = 0"),
            entry("venue_longitude_in_range", "update venue set latitude = 0, longitude = -181"),
            entry("meeting_ends_after_start", "update meeting set ends_at = starts_at"),
            entry("meeting_held_has_teacher", "update meeting set status = 'HELD'"),
            entry("meeting_month_is_first_day", "update meeting set month = '2024-03-02', starts_at = null"),
            entry("meeting_starts_in_month", "update meeting set starts_at = '2024-04-01 00:00Z'"),
            entry(
                    "meeting_one_per_group_and_month",
                    "insert into meeting (group_id, month, status) values ('%1$s', '2024-03-01', 'PLANNED')"),
            entry("meeting_attendance_rating_in_range", "update meeting_attendance set rating = 6"),
            entry(
                    "meeting_attendance_meeting_member_unique",
                    "insert into meeting_attendance (meeting_id, member_id, status) values ('%1$s', '%1$s', 'ABSENT')"),
            entry("event_capacity_positive", "update event set capacity = 0"),
            entry("event_ends_after_start", "update event set ends_at = starts_at"),
            entry(
                    "event_participation_event_member_unique",
                    "insert into event_participation (event_id, member_id, status) values ('%1$s', '%1$s', 'NO_SHOW')"),
            entry(
                    "event_participation_capacity",
                    "insert into event_participation (event_id, member_id, status) values ('%1$s', '%2$s', 'REGISTERED')"),
            entry(
                    "mission_ends_not_before_start",
                    "update mission set starts_on = '2024-02-01', ends_on = '2024-01-31'"),
            entry("mission_fee_not_negative", "update mission set fee = -1"),
            entry("mission_reference_unique", """
                    insert into mission (reference, title, kind, organization_id, status)
                    values ('MI-1', 'Other', 'TEACHING', '%1$s', 'DRAFT')
                    """),
            entry("invoice_due_not_before_issued", "update invoice set due_on = '2024-02-29'"),
            entry("invoice_issued_has_date", "update invoice set status = 'PAID', issued_on = null"),
            entry("invoice_number_unique", "update invoice set number = 'INV-2024-002' where id = '%1$s'"),
            entry("invoice_number_frozen", "update invoice set number = 'INV-2024-003' where id = '%2$s'"),
            entry("invoice_organization_frozen", "update invoice set organization_id = '%2$s' where id = '%2$s'"),
            entry("invoice_issued_on_frozen", "update invoice set issued_on = '2024-03-02' where id = '%2$s'"),
            entry("invoice_currency_frozen", "update invoice set currency = 'USD' where id = '%2$s'"),
            entry("invoice_not_redrafted", "update invoice set status = 'DRAFT' where id = '%2$s'"),
            entry("invoice_line_frozen", "update invoice_line set unit_price = 0 where id = '%2$s'"),
            entry("invoice_line_position_positive", "update invoice_line set position = 0 where id = '%1$s'"),
            entry("invoice_line_quantity_positive", "update invoice_line set quantity = 0 where id = '%1$s'"),
            entry("invoice_line_tax_rate_in_range", "update invoice_line set tax_rate = 1.01 where id = '%1$s'"),
            entry("invoice_line_position_unique", """
                    insert into invoice_line (invoice_id, position, description, unit_price)
                    values ('%1$s', 1, 'Again', 1)
                    """),
            entry(
                    "payment_of_issued_invoice",
                    "insert into payment (invoice_id, received_on, amount, method) values ('%1$s', '2024-04-01', 1, 'CARD')"),
            entry("payment_amount_positive", "update payment set amount = 0"),
            entry("subscription_amount_not_negative", "update subscription set amount = -1"),
            entry("subscription_ends_after_start", "update subscription set ends_on = starts_on"),
            entry("subscription_no_overlap", """
                    insert into subscription (member_id, starts_on, ends_on, currency, status)
                    values ('%1$s', '2024-12-31', '2025-12-31', 'EUR', 'PENDING')
                    """),
            entry("note_one_subject", "update note set member_id = '%1$s'"),
            entry(
                    "user_account_email_unique",
                    "insert into user_account (username, email, role) values ('e2', 'Elodie@SG.example', 'READER')"),
            entry(
                    "user_account_username_unique",
                    "insert into user_account (username, role) values ('elodie', 'ADMIN')"),
            entry(
                    "user_account_external_subject_unique",
                    "insert into user_account (username, role, external_subject) values ('e2', 'READER', 'sub-1')"));

    private final Database database = Database.fresh();

    @BeforeAll
    void fill() {
        database.run(Fixture.SQL);
    }

    @AfterAll
    void stop() {
        database.close();
    }

    static Stream<Rule> enforcedRules() {
        return RULES.all().stream().filter(rule -> rule.kind() != Kind.VIEW && !UNREACHABLE.contains(rule.name()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("enforcedRules")
    void theDatabaseRefusesWhatBreaksTheRule(Rule rule) {
        var refusal = refusal(attack(rule)).orElseThrow(() -> new AssertionError("was accepted: " + attack(rule)));

        assertThat(RULES.brokenBy(refusal)).as(refusal.getMessage()).contains(rule);
        assertThat(refusal.getSQLState()).isEqualTo(state(rule.kind()));
    }

    @Test
    void everyCaseIsOfARule() {
        assertThat(CASES.keySet())
                .allSatisfy(name -> assertThat(RULES.find(name)).isPresent());
    }

    @Test
    void whatOthersNameCannotBeDeleted() {
        for (var table : new String[] {"organization", "person", "staff", "member", "member_group", "topic", "event"}) {
            var refusal = refusal("delete from " + table + " where id = '" + ROW + "'");
            assertThat(refusal.map(SQLException::getSQLState)).as(table).contains("23503");
        }
    }

    @Test
    void aMembershipThatCarriesALeadershipCannotEndBeforeIt() {
        var refusal = refusal("update group_membership set left_on = '2024-06-01' where id = '" + id(2) + "'");

        assertThat(RULES.brokenBy(refusal.orElseThrow()))
                .contains(RULES.find("group_leadership_leader_is_member").orElseThrow());
    }

    @Test
    void aDraftCanBeChangedAndDeletedWithItsLines() {
        assertThat(refusal("update invoice_line set unit_price = 2 where id = '" + ROW + "'"))
                .isEmpty();
        assertThat(refusal("delete from payment; delete from invoice where id = '" + ROW + "'"))
                .isEmpty();
    }

    @Test
    void frozenLinesCannotBeAddedMovedOrDeleted() {
        for (var attempt : new String[] {
            "insert into invoice_line (invoice_id, position, description, unit_price) values ('%2$s', 2, 'More', 1)",
            "update invoice_line set invoice_id = '%2$s', position = 2 where id = '%1$s'",
            "update invoice_line set invoice_id = '%1$s', position = 2 where id = '%2$s'",
            "delete from invoice_line where id = '%2$s'",
            "delete from invoice where id = '%2$s'"
        }) {
            var refusal = refusal(attempt.formatted(id(1), id(2)));
            assertThat(RULES.brokenBy(refusal.orElseThrow()))
                    .as(attempt)
                    .contains(RULES.find("invoice_line_frozen").orElseThrow());
        }
    }

    @Test
    void aPaymentIsNotMovedToADraftAndMayLeaveOne() {
        var insert = "insert into payment (id, invoice_id, received_on, amount, method)"
                + " values ('%s', '%s', '2024-04-01', 1, 'CARD');".formatted(id(9), id(2));

        assertThat(refusal(insert + "update payment set invoice_id = '%s' where id = '%s'".formatted(id(1), id(9)))
                        .flatMap(RULES::brokenBy))
                .contains(RULES.find("payment_of_issued_invoice").orElseThrow());
        assertThat(refusal("update payment set amount = 11; update payment set invoice_id = '%s'; delete from payment"
                        .formatted(id(2))))
                .isEmpty();
    }

    @Test
    void whatBreaksARuleOfItsOwnOnAnIssuedInvoiceCanBeMended() {
        var imported = """
                set local session_replication_role = replica;
                alter table invoice drop constraint invoice_number_not_blank, drop constraint invoice_issued_has_date,
                    drop constraint invoice_currency_form, drop constraint invoice_organization_exists;
                update invoice set number = ' ', issued_on = null, currency = 'eur', organization_id = uuidv7()
                where id = '%1$s';
                set local session_replication_role = origin;
                """.formatted(id(2));

        assertThat(refusal(imported + """
                        update invoice set number = 'INV-2024-009', issued_on = '2024-03-01', currency = 'EUR',
                            organization_id = '%1$s'
                        where id = '%2$s'
                        """.formatted(id(1), id(2)))).isEmpty();

        var issuedAfterItWasDue = """
                set local session_replication_role = replica;
                alter table invoice drop constraint invoice_due_not_before_issued;
                update invoice set issued_on = '2042-03-01', due_on = '2024-03-31' where id = '%1$s';
                set local session_replication_role = origin;
                update invoice set issued_on = '2024-03-01' where id = '%1$s';
                """.formatted(id(2));
        assertThat(refusal(issuedAfterItWasDue)).isEmpty();
        assertThat(refusal(issuedAfterItWasDue
                                + "update invoice set issued_on = '2024-03-02' where id = '%s'".formatted(id(2)))
                        .flatMap(RULES::brokenBy))
                .contains(RULES.find("invoice_issued_on_frozen").orElseThrow());
    }

    @Test
    void adjacentPeriodsDoNotOverlap() {
        assertThat(refusal("""
                        update group_membership set left_on = '2024-06-01' where id = '%1$s';
                        insert into group_membership (group_id, member_id, joined_on) values ('%1$s', '%1$s', '2024-06-01');
                        update member set status = 'LEFT', left_on = '2024-06-01' where id = '%1$s';
                        insert into member (person_id, organization_id, member_number, status, joined_on)
                        values ('%1$s', '%1$s', 'M-9', 'ACTIVE', '2024-06-01');
                        insert into subscription (member_id, starts_on, ends_on, currency, status)
                        values ('%1$s', '2025-01-01', '2026-01-01', 'EUR', 'PENDING')
                        """.formatted(ROW))).isEmpty();
    }

    @Test
    void aCancelledMeetingLeavesItsMonthToAnother() {
        assertThat(refusal("update meeting set status = 'CANCELLED';"
                        + " insert into meeting (group_id, month, status) values ('%s', '2024-03-01', 'PLANNED')"
                                .formatted(ROW)))
                .isEmpty();
    }

    @Test
    void theVersionCountsUpWhoeverWrites() {
        database.run("begin; update venue set version = 17, updated_at = '2000-01-01'");

        assertThat(database.string("select concat_ws(' ', version, updated_at = now()) from venue"))
                .isEqualTo("1 t");
        database.run("rollback");
    }

    private String attack(Rule rule) {
        var handWritten = CASES.get(rule.name());
        return handWritten == null ? routineAttack(rule) : handWritten.formatted(id(1), id(2), id(3));
    }

    /** Spoils row 1 of the rule's table in the way that its problem code names. */
    private String routineAttack(Rule rule) {
        var column = rule.fields().getFirst();
        if (rule.code().equals("id_taken")) {
            return copy(rule.entity(), "id", "'" + ROW + "'");
        }
        if (rule.code().equals("legacy_id_taken")) {
            return copy(rule.entity(), "id", "uuidv7()");
        }
        var value =
                switch (rule.code()) {
                    case "required" -> "null";
                    case "blank" -> "' '";
                    case "too_long" -> "repeat('x', 600) || '@y'";
                    case "malformed" -> "'no!'";
                    case "not_allowed" -> "'NONSENSE'";
                    case "unknown_reference" -> "uuidv7()";
                    default -> throw new AssertionError(rule.name() + " has no case");
                };
        // Guards would overwrite these two, and a bulk load is what writes them.
        var bulk = Set.of("version", "updated_at").contains(column) ? "set local rejoin.bulk_load = 'on'; " : "";
        var otherSubject = rule.entity().equals("note")
                        && rule.code().equals("unknown_reference")
                        && !column.equals("organization_id")
                        && !column.equals("author_id")
                ? "organization_id = null, "
                : "";
        return "%supdate %s set %s%s = %s where id = '%s'"
                .formatted(bulk, rule.entity(), otherSubject, column, value, ROW);
    }

    /** Inserts row 1 once more with one column changed. */
    private String copy(String table, String column, String value) {
        var columns = database.strings("""
                select attname from pg_attribute
                where attrelid = '%s'::regclass and attnum > 0 and attgenerated = '' and attname <> '%s'
                """.formatted(table, column));
        var others = String.join(", ", columns);
        // What an import has brought in, as a payment for a draft, is there once more.
        return "set local rejoin.source_decides = 'on'; insert into %1$s (%2$s, %4$s) select %3$s, %4$s from %1$s where id = '%5$s'"
                .formatted(table, column, value, others, ROW);
    }

    private static String state(Kind kind) {
        return switch (kind) {
            case NOT_NULL -> "23502";
            case CHECK, TRIGGER -> "23514";
            case PRIMARY_KEY, UNIQUE -> "23505";
            case FOREIGN_KEY -> "23503";
            case EXCLUDE -> "23P01";
            case VIEW -> throw new IllegalArgumentException();
        };
    }

    /** What PostgreSQL says to these statements, which are undone again; empty where it accepts them. */
    private Optional<SQLException> refusal(String sql) {
        database.run("begin");
        try {
            return Optional.ofNullable(catchThrowableOfType(SQLException.class, () -> database.execute(sql)));
        } finally {
            database.run("rollback");
        }
    }
}
