package dev.rejoin.db;

import static dev.rejoin.db.Fixture.id;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.db.Rule.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QualityTest {

    /** Makes row 1 of the entity break the rule, and then keep it. */
    private record Case(String breaking, String mending) {}

    private static final Map<String, Case> CASES = Map.ofEntries(
            Map.entry(
                    "active_group_has_leader",
                    new Case(
                            "update group_leadership set ended_on = domain_today()",
                            "insert into group_leadership (group_id, member_id, elected_on) values ('%1$s', '%1$s', domain_today())")),
            Map.entry(
                    "active_group_has_met_recently",
                    new Case(
                            """
                            update meeting set status = 'HELD', teacher_id = '%1$s', starts_at = null,
                                month = date_trunc('month', domain_today() - interval '4 months')
                            """,
                            "update meeting set month = date_trunc('month', domain_today() - interval '1 month')")),
            Map.entry(
                    "active_group_has_three_members",
                    new Case("update group_leadership set ended_on = domain_today()", """
                            insert into member (id, person_id, organization_id, member_number, status, joined_on)
                            values ('%3$s', '%3$s', '%1$s', 'M-3', 'ACTIVE', '2024-01-01');
                            insert into group_membership (group_id, member_id, joined_on) values ('%1$s', '%3$s', domain_today())
                            """)),
            Map.entry(
                    "attendance_by_member_of_group",
                    new Case(
                            "update group_membership set left_on = '2024-03-14' where id = '%1$s'",
                            "update group_membership set left_on = '2024-03-15' where id = '%1$s'")),
            Map.entry(
                    "paid_invoice_is_covered",
                    new Case(
                            "update invoice set status = 'PAID' where id = '%1$s'",
                            "update payment set amount = 1000")),
            Map.entry(
                    "payments_within_total",
                    new Case(
                            "update invoice_line set tax_rate = 0.2 where id = '%1$s'; update payment set amount = 1200.01",
                            "update payment set amount = 1200")),
            Map.entry(
                    "payment_of_issued_invoice",
                    new Case(
                            "update payment set received_on = '2024-05-01'",
                            "update invoice set status = 'ISSUED' where id = '%1$s'")),
            Map.entry(
                    "delivered_mission_is_invoiced",
                    new Case(
                            "update mission set status = 'DELIVERED', starts_on = '2023-12-01', ends_on = '2024-01-15'",
                            """
                            update invoice_line set mission_id = '%1$s' where id = '%1$s';
                            update invoice set status = 'ISSUED', issued_on = '2024-03-15' where id = '%1$s'
                            """)),
            Map.entry(
                    "line_mission_of_same_organization",
                    new Case(
                            "update invoice_line set mission_id = '%1$s' where id = '%1$s'; update mission set organization_id = '%2$s'",
                            "update invoice set organization_id = '%2$s' where id = '%1$s'")),
            Map.entry(
                    "active_member_of_active_organization",
                    new Case(
                            "update organization set status = 'SUSPENDED' where id = '%1$s'",
                            "update member set status = 'PAUSED'")),
            Map.entry(
                    "active_member_has_paid_subscription",
                    new Case(
                            "update subscription set status = 'PAID'",
                            "update subscription set ends_on = domain_today() + 1")),
            Map.entry("no_held_meeting_in_future", new Case("""
                            update meeting set status = 'HELD', teacher_id = '%1$s', starts_at = now() + interval '40 days',
                                month = date_trunc('month', (now() + interval '40 days') at time zone domain_zone())
                            """, "update meeting set status = 'PLANNED'")),
            Map.entry(
                    "no_planned_meeting_in_past",
                    new Case("update meeting set status = 'PLANNED'", "update meeting set status = 'CANCELLED'")),
            Map.entry(
                    "closed_group_has_no_open_membership",
                    new Case(
                            "update member_group set status = 'CLOSED'",
                            "update group_membership set left_on = domain_today() where id = '%1$s'")),
            Map.entry(
                    "left_member_has_no_open_membership",
                    new Case(
                            "update member set status = 'LEFT', left_on = domain_today() - 1",
                            "update group_membership set left_on = domain_today() where id = '%1$s'")),
            Map.entry(
                    "people_look_the_same",
                    new Case(
                            "insert into person (given_name, family_name, phone) values ('elodie', 'DUPONT', '06 12 34 56 78')",
                            "update person set phone = '06 12 34 56 79' where given_name = 'elodie'")),
            Map.entry(
                    "group_within_capacity",
                    new Case("update member_group set capacity = 1", "update member_group set capacity = 2")),
            Map.entry(
                    "amount_has_currency",
                    new Case(
                            "update mission set fee = 10, currency = null; update teacher set currency = null",
                            "update mission set fee = null; update teacher set currency = 'EUR'")),
            Map.entry(
                    "topic_parent_no_cycle",
                    new Case(
                            "set local rejoin.bulk_load = 'on'; update topic set parent_id = '%2$s' where id = '%1$s'",
                            "update topic set parent_id = null where id = '%1$s'")),
            Map.entry(
                    "event_participation_capacity",
                    new Case("""
                            set local rejoin.bulk_load = 'on';
                            insert into event_participation (event_id, member_id, status) values ('%1$s', '%2$s', 'REGISTERED')
                            """, "update event_participation set status = 'NO_SHOW'")));

    private final Database database = Database.fresh();

    @BeforeAll
    void fill() {
        database.run(Fixture.SQL);
    }

    @AfterAll
    void stop() {
        database.close();
    }

    static Stream<String> views() {
        return CASES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("views")
    void aViewListsTheRowThatBreaksItsRuleAndNoOther(String rule) {
        var given = CASES.get(rule);
        undone(() -> {
            database.run(given.breaking().formatted(id(1), id(2), id(3)));
            assertThat(violations(rule)).contains(id(1));
            assertThat(database.strings("select detail from quality.violations('" + rule + "') where detail is null"))
                    .isEmpty();

            database.run(given.mending().formatted(id(1), id(2), id(3)));
            assertThat(violations(rule)).doesNotContain(id(1));
        });
    }

    @Test
    void everyViewHasACase() {
        var views = Rules.load().all().stream()
                .filter(rule -> rule.kind() == Kind.VIEW)
                .map(Rule::name)
                .collect(toSet());

        assertThat(CASES.keySet()).containsAll(views);
    }

    @Test
    void aLateInvoiceBreaksTheRuleToo() {
        undone(() -> {
            database.run("""
                    update mission set status = 'DELIVERED', ends_on = '2024-01-15';
                    update invoice_line set mission_id = '%1$s' where id = '%1$s';
                    update invoice set status = 'ISSUED', issued_on = '2024-03-16' where id = '%1$s'
                    """.formatted(id(1)));
            assertThat(database.strings("select detail from quality.delivered_mission_is_invoiced"))
                    .containsExactly("mission MI-1 was delivered on 2024-01-15 and invoiced only on 2024-03-16");
        });
    }

    @Test
    void everyRuleHasAState() {
        assertThat(database.strings("select name from quality.rule where enforcement = 'NEW_WRITES' order by 1"))
                .as("guards that what exists elsewhere is brought in past, and that have a view of it")
                .containsExactly("event_participation_capacity", "payment_of_issued_invoice", "topic_parent_no_cycle");
        assertThat(database.strings("select distinct enforcement from quality.rule where kind <> 'VIEW'"
                        + " and enforcement <> 'NEW_WRITES'"))
                .containsExactly("ENFORCED");
        assertThat(database.strings("select distinct enforcement from quality.rule where kind = 'VIEW'"))
                .containsExactly("CHECKED");
    }

    @Test
    void grandfatheredRowsAreListedUntilTheRatchetHoldsThemAll() {
        undone(() -> {
            grandfather(
                    "member_group",
                    "member_group_point_of_contact_id_required",
                    "not null point_of_contact_id",
                    "update member_group set point_of_contact_id = null where id = '%1$s'");
            assertRatchet(
                    "member_group_point_of_contact_id_required",
                    id(1),
                    "update member_group set point_of_contact_id = '%1$s'");
        });
        undone(() -> {
            grandfather(
                    "venue",
                    "venue_country_form",
                    "check (country ~ '^[A-Z]{2}$')",
                    "update venue set country = 'France'");
            assertRatchet("venue_country_form", id(1), "update venue set country = 'FR'");
        });
        undone(() -> {
            grandfather(
                    "meeting",
                    "meeting_topic_exists",
                    "foreign key (topic_id) references topic",
                    "update meeting set topic_id = '%3$s'");
            assertRatchet("meeting_topic_exists", id(1), "update meeting set topic_id = null");
        });
        undone(() -> {
            grandfather(
                    "group_leadership",
                    "group_leadership_leader_is_member",
                    "foreign key (group_id, member_id, period term)"
                            + " references group_membership (group_id, member_id, period period)",
                    "update group_leadership set elected_on = '2010-01-01'");
            assertRatchet(
                    "group_leadership_leader_is_member",
                    id(1),
                    "update group_leadership set elected_on = '2024-01-01'");
        });
    }

    @Test
    void aGrandfatheredRowMustKeepTheRuleOnceItIsTouched() {
        undone(() -> {
            grandfather(
                    "member_group",
                    "member_group_point_of_contact_id_required",
                    "not null point_of_contact_id",
                    "update member_group set point_of_contact_id = null");
            assertThatThrownBy(() -> database.execute("update member_group set name = 'New'"))
                    .hasMessageContaining("point_of_contact_id");
        });
    }

    @Test
    void onlyAConstraintCanBeRatcheted() {
        assertThatThrownBy(() -> database.execute("select quality.ratchet('people_look_the_same')"))
                .hasMessageContaining("is no constraint");
    }

    @Test
    void totalsAreRoundedLineByLine() {
        undone(() -> {
            database.run("""
                    delete from invoice_line where id = '%1$s';
                    insert into invoice_line (invoice_id, position, description, quantity, unit_price, tax_rate) values
                        ('%1$s', 1, 'a', 0.333, 10, 0.2), ('%1$s', 2, 'b', 0.333, 10, 0.2), ('%1$s', 3, 'c', 1, 1, null)
                    """.formatted(id(1)));
            assertThat(database.string("""
                            select concat_ws(' ', total_net, total_tax, total_gross, paid, balance)
                            from invoice_total where invoice_id = '%s'
                            """.formatted(id(1)))).isEqualTo("7.66 1.34 9.00 10.00 -1.00");
        });
    }

    private void grandfather(String table, String constraint, String definition, String spoiling) {
        database.run("alter table %s drop constraint %s".formatted(table, constraint));
        database.run(spoiling.formatted(id(1), id(2), id(3)));
        database.run("alter table %s add constraint %s %s not valid".formatted(table, constraint, definition));
    }

    private void assertRatchet(String rule, String violator, String mending) {
        assertThat(enforcement(rule)).isEqualTo("NEW_WRITES");
        assertThat(violations(rule)).containsExactly(violator);
        database.run("savepoint before_ratchet");
        assertThatThrownBy(() -> database.execute("select quality.ratchet('" + rule + "')"));
        database.run("rollback to before_ratchet");

        database.run(mending.formatted(id(1), id(2), id(3)));
        assertThat(violations(rule)).isEmpty();
        assertThat(database.string("select quality.ratchet('" + rule + "')")).isEqualTo("ENFORCED");
        assertThat(enforcement(rule)).isEqualTo("ENFORCED");
    }

    private List<String> violations(String rule) {
        return database.strings("select entity_id from quality.violations('" + rule + "')");
    }

    private String enforcement(String rule) {
        return database.string("select enforcement from quality.rule where name = '" + rule + "'");
    }

    private void undone(Runnable test) {
        database.run("begin");
        try {
            test.run();
        } finally {
            database.run("rollback");
        }
    }
}
