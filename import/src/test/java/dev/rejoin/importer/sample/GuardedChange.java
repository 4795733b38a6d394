package dev.rejoin.importer.sample;

import static dev.rejoin.importer.sample.OldDocument.attendance;
import static dev.rejoin.importer.sample.OldDocument.election;
import static dev.rejoin.importer.sample.OldDocument.event;
import static dev.rejoin.importer.sample.OldDocument.group;
import static dev.rejoin.importer.sample.OldDocument.invoice;
import static dev.rejoin.importer.sample.OldDocument.meeting;
import static dev.rejoin.importer.sample.OldDocument.member;
import static dev.rejoin.importer.sample.OldDocument.organization;
import static dev.rejoin.importer.sample.OldDocument.participation;
import static dev.rejoin.importer.sample.OldDocument.payment;
import static dev.rejoin.importer.sample.OldDocument.subscription;
import static dev.rejoin.importer.sample.OldDocument.topic;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Changes of the source in whose way a guard or temporal key of Rejoin's schema stands, though their end may be: each with
 * what it meets, what was there before and what is there at the end. {@code ~} stands for the change's own name.
 */
enum GuardedChange {
    // Issued invoices and their lines

    AN_INVOICE_COMES_ISSUED_WITH_ITS_LINES(
            meets("invoice_line.invoice_line_frozen", "invoice_line_frozen"),
            before(),
            end(invoice("~i", "emise", "one", "two"))),
    A_DRAFT_IS_ISSUED_WITH_OTHER_LINES(
            meets("invoice_line.invoice_line_frozen"),
            before(invoice("~i", "brouillon", "one")),
            end(invoice("~i", "emise", "another", "two"))),
    LINES_OF_AN_ISSUED_INVOICE_CHANGE_AND_MORE_COME(
            meets("invoice_line.invoice_line_frozen"),
            before(invoice("~i", "emise", "one", "two")),
            end(invoice("~i", "emise", "two", "one", "three"))),
    LINES_OF_AN_ISSUED_INVOICE_GO(
            meets("invoice_line.invoice_line_frozen"),
            before(invoice("~i", "emise", "one", "two")),
            end(invoice("~i", "emise"))),
    AN_ISSUED_INVOICE_GOES_WITH_ITS_LINES(
            meets("invoice.invoice_line_frozen"), before(invoice("~i", "emise", "one", "two")), end()),
    AN_ORGANIZATION_GOES_WITH_ITS_PAID_INVOICE(
            meets("invoice.invoice_line_frozen"),
            before(
                    organization("~o"),
                    invoice("~i", "payee", "one").with("client", "{'id':'~o'}"),
                    payment("~p", "~i", "12")),
            end()),
    AN_ISSUED_INVOICE_IS_A_DRAFT_AGAIN(
            meets("invoice.invoice_not_redrafted", "invoice_not_redrafted"),
            before(invoice("~i", "emise", "one")),
            end(invoice("~i", "brouillon", "two"))),
    TWO_ISSUED_INVOICES_CHANGE_NUMBERS(
            meets("invoice.invoice_frozen", "invoice_number_frozen"),
            before(
                    invoice("~i", "emise", "one").with("numero", "'~1'"),
                    invoice("~j", "payee", "two").with("numero", "'~2'")),
            end(
                    invoice("~i", "emise", "one").with("numero", "'~2'"),
                    invoice("~j", "payee", "two").with("numero", "'~1'"))),
    AN_ISSUED_INVOICE_IS_ANOTHER_ORGANIZATIONS_AND_THE_FIRST_GOES(
            meets("invoice.invoice_frozen", "invoice_organization_frozen"),
            before(organization("~o"), invoice("~i", "emise", "one").with("client", "{'id':'~o'}")),
            end(organization("~p"), invoice("~i", "emise", "one").with("client", "{'id':'~p'}"))),
    AN_ISSUED_INVOICE_HAS_ANOTHER_DATE(
            meets("invoice.invoice_frozen", "invoice_issued_on_frozen"),
            before(invoice("~i", "emise", "one")),
            end(invoice("~i", "emise", "one").with("emise_le", "'2024-03-02'"))),
    A_PAID_INVOICE_HAS_ANOTHER_CURRENCY(
            meets("invoice.invoice_frozen", "invoice_currency_frozen"),
            before(invoice("~i", "payee", "one"), payment("~p", "~i", "12")),
            end(invoice("~i", "payee", "one").with("devise", "'CHF'"), payment("~p", "~i", "12"))),

    // Payments

    A_DRAFT_IS_ISSUED_AND_PAID(
            meets("payment.payment_of_issued_invoice", "payment_of_issued_invoice"),
            before(invoice("~i", "brouillon", "one")),
            end(invoice("~i", "payee", "one"), payment("~p", "~i", "12"))),
    A_PAYMENT_MOVES_TO_AN_INVOICE_THAT_IS_ISSUED_JUST_NOW(
            meets("payment.payment_of_issued_invoice"),
            before(invoice("~i", "payee", "one"), invoice("~j", "brouillon", "one"), payment("~p", "~i", "12")),
            end(invoice("~i", "emise", "one"), invoice("~j", "payee", "one"), payment("~p", "~j", "12"))),
    A_PAID_INVOICE_IS_VOID_AND_ITS_PAYMENT_IS_THE_NEXT_ONES(
            meets("payment.payment_of_issued_invoice"),
            before(invoice("~i", "payee", "one"), payment("~p", "~i", "12")),
            end(invoice("~i", "annulee", "one"), invoice("~j", "payee", "one"), payment("~p", "~j", "12"))),
    A_PAID_INVOICE_IS_VOID_AND_ITS_PAYMENT_GOES(
            meets("payment.payment_of_issued_invoice"),
            before(invoice("~i", "payee", "one"), payment("~p", "~i", "12")),
            end(invoice("~i", "annulee", "one"))),
    A_PAID_INVOICES_PAYMENTS_CHANGE(
            meets("payment.payment_of_issued_invoice"),
            before(invoice("~i", "payee", "one"), payment("~p", "~i", "6"), payment("~q", "~i", "6")),
            end(invoice("~i", "payee", "one"), payment("~p", "~i", "12"))),
    A_PAYMENT_OF_A_DRAFT_IS_TOLD(
            meets("payment.payment_of_issued_invoice"),
            before(invoice("~i", "payee", "one"), payment("~p", "~i", "12")),
            end(invoice("~i", "brouillon", "one"), payment("~p", "~i", "12")),
            "WARNING payment_of_issued_invoice ~p"),

    // Places at events

    A_PLACE_IS_GIVEN_UP_AND_SOMEBODY_NEW_TAKES_IT(
            meets("event_participation.event_participation_capacity_on_insert", "event_participation_capacity"),
            before(event("~e", 1), member("~m"), member("~n"), participation("~p", "~e", "~m", "inscrit")),
            end(
                    event("~e", 1),
                    member("~m"),
                    member("~n"),
                    participation("~p", "~e", "~m", "annule"),
                    participation("~q", "~e", "~n", "inscrit"))),
    A_PLACE_CHANGES_HANDS(
            meets("event_participation.event_participation_capacity_on_update"),
            before(
                    event("~e", 1),
                    member("~m"),
                    member("~n"),
                    participation("~p", "~e", "~m", "annule"),
                    participation("~q", "~e", "~n", "inscrit")),
            end(
                    event("~e", 1),
                    member("~m"),
                    member("~n"),
                    participation("~p", "~e", "~m", "inscrit"),
                    participation("~q", "~e", "~n", "annule"))),
    AN_EVENT_HAS_FEWER_PLACES_AND_FEWER_GUESTS(
            meets("event.event_participation_capacity"),
            before(
                    event("~e", 2),
                    member("~m"),
                    member("~n"),
                    participation("~p", "~e", "~m", "inscrit"),
                    participation("~q", "~e", "~n", "inscrit")),
            end(event("~e", 1), member("~m"), member("~n"), participation("~q", "~e", "~n", "inscrit"))),
    AN_EVENT_WITH_TOO_MANY_GUESTS_IS_TOLD(
            meets("event_participation.event_participation_capacity_on_insert"),
            before(event("~e", 1), member("~m"), member("~n"), participation("~p", "~e", "~m", "inscrit")),
            end(
                    event("~e", 1),
                    member("~m"),
                    member("~n"),
                    participation("~p", "~e", "~m", "inscrit"),
                    participation("~q", "~e", "~n", "venu")),
            "WARNING event_participation_capacity ~e"),

    // Trees of topics

    A_TREE_IS_TURNED_ROUND(
            meets("topic.topic_parent_no_cycle", "topic.topic_lock_tree", "topic_parent_no_cycle"),
            before(topic("~a", null), topic("~b", "~a"), topic("~c", "~b")),
            end(topic("~a", "~b"), topic("~b", "~c"), topic("~c", null))),
    A_CIRCLE_OF_NEW_TOPICS_IS_SET_ASIDE(
            meets("topic.topic_parent_no_cycle"),
            before(topic("~a", null)),
            end(topic("~a", null), topic("~b", "~c"), topic("~c", "~b")),
            "ERROR topic_parent_no_cycle ~b",
            "ERROR topic_parent_no_cycle ~c"),
    A_TOPIC_THAT_CLOSES_A_CIRCLE_IS_SET_ASIDE(
            meets("topic.topic_parent_no_cycle"),
            before(topic("~a", null), topic("~b", "~a")),
            end(topic("~a", "~b"), topic("~b", "~a")),
            "ERROR topic_parent_no_cycle ~a",
            "ERROR topic_parent_no_cycle ~b"),

    // What a row says of its own time

    A_CHANGE_SAYS_WHEN_IT_WAS_MADE(
            meets("touch_row", "keep_moment"),
            before(
                    member("~a").with("cree_le", "'2019-01-01T10:00:00Z'").with("modifie_le", "'2019-02-01T10:00:00Z'"),
                    member("~b").with("cree_le", "'2019-01-01T10:00:00Z'").with("modifie_le", "'2019-02-01T10:00:00Z'"),
                    member("~c")),
            end(
                    member("~a").with("cree_le", "'2018-01-01T10:00:00Z'").with("modifie_le", "'2020-02-01T10:00:00Z'"),
                    member("~b").with("fonction", "'another'"),
                    member("~c").with("cree_le", "'2018-01-01T10:00:00Z'"))),

    // Memberships: a person has one at a time

    TWO_MEMBERSHIPS_OF_A_PERSON_CHANGE_PLACES(
            meets("member_one_at_a_time"),
            before(
                    member("~a", "~@example.org", "2020-01-01", "2021-01-01"),
                    member("~b", "~@example.org", "2021-01-01", null)),
            end(
                    member("~a", "~@example.org", "2021-01-01", null),
                    member("~b", "~@example.org", "2020-01-01", "2021-01-01"))),
    MEMBERSHIPS_OF_A_PERSON_MOVE_PAST_EACH_OTHER(
            meets("member_one_at_a_time"),
            before(
                    member("~a", "~@example.org", "2020-01-01", "2021-01-01"),
                    member("~b", "~@example.org", "2021-01-01", "2022-01-01"),
                    member("~c", "~@example.org", "2022-01-01", null)),
            end(
                    member("~a", "~@example.org", "2021-01-01", "2022-01-01"),
                    member("~b", "~@example.org", "2022-01-01", "2023-01-01"),
                    member("~c", "~@example.org", "2023-01-01", null))),
    TWO_PEOPLE_CHANGE_MEMBERSHIPS(
            meets("member_one_at_a_time"),
            before(
                    member("~a", "~1@example.org", "2020-01-01", null),
                    member("~b", "~2@example.org", "2020-06-01", null)),
            end(
                    member("~a", "~2@example.org", "2020-01-01", null),
                    member("~b", "~1@example.org", "2020-06-01", null))),
    A_MEMBERSHIP_TAKES_THE_PLACE_OF_ONE_THAT_GOES(
            meets("member_one_at_a_time"),
            before(member("~b", "~@example.org", "2020-01-01", null)),
            end(member("~a", "~@example.org", "2020-01-01", null))),
    A_SECOND_MEMBERSHIP_AT_THE_SAME_TIME_IS_SET_ASIDE(
            meets("member_one_at_a_time"),
            before(member("~a", "~@example.org", "2020-01-01", null), group("~g")),
            end(
                    member("~a", "~@example.org", "2020-01-01", null),
                    member("~b", "~@example.org", "2021-01-01", null),
                    group("~g", "~a 2022-01-01")),
            "ERROR member_one_at_a_time ~b"),
    A_MEMBERSHIP_THAT_MOVES_INTO_ANOTHER_IS_SET_ASIDE(
            meets("member_one_at_a_time"),
            before(
                    member("~a", "~@example.org", "2020-01-01", "2021-01-01"),
                    member("~b", "~@example.org", "2021-01-01", null)),
            end(
                    member("~a", "~@example.org", "2020-01-01", "2021-01-01"),
                    member("~b", "~@example.org", "2020-06-01", null)),
            "ERROR member_one_at_a_time ~b"),

    // Members of groups

    PERIODS_OF_A_MEMBER_IN_A_GROUP_ARE_TOLD_IN_ANOTHER_ORDER(
            meets("group_membership_no_overlap"),
            before(member("~m"), group("~g", "~m 2020-01-01 2021-01-01", "~m 2022-01-01")),
            end(member("~m"), group("~g", "~m 2022-01-01", "~m 2020-01-01 2021-01-01"))),
    PERIODS_OF_A_MEMBER_IN_A_GROUP_MOVE_PAST_EACH_OTHER(
            meets("group_membership_no_overlap"),
            before(member("~m"), group("~g", "~m 2020-01-01 2021-01-01", "~m 2021-01-01 2022-01-01", "~m 2022-01-01")),
            end(member("~m"), group("~g", "~m 2021-01-01 2022-01-01", "~m 2022-01-01 2023-01-01", "~m 2023-01-01"))),
    TWO_MEMBERS_OF_A_GROUP_CHANGE_PERIODS(
            meets("group_membership_no_overlap"),
            before(member("~m"), member("~n"), group("~g", "~m 2020-01-01 2021-01-01", "~n 2020-06-01")),
            end(member("~m"), member("~n"), group("~g", "~n 2020-01-01 2021-01-01", "~m 2020-06-01"))),
    A_PERIOD_IN_A_GROUP_THAT_OVERLAPS_IS_SET_ASIDE(
            meets("group_membership_no_overlap"),
            before(member("~m"), group("~g", "~m 2020-01-01 2021-01-01")),
            end(member("~m"), group("~g", "~m 2020-01-01 2021-01-01", "~m 2020-06-01")),
            "ERROR group_membership_no_overlap ~g"),

    // Elected leaders

    TWO_TERMS_CHANGE_PLACES(
            meets("group_leadership_one_at_a_time", "group_leadership_leader_is_member"),
            before(
                    member("~m"),
                    member("~n"),
                    group("~g", "~m 2019-01-01", "~n 2019-01-01"),
                    election("~e", "~g", "~m", "2020-01-01", "2021-01-01"),
                    election("~f", "~g", "~n", "2021-01-01", null)),
            end(
                    member("~m"),
                    member("~n"),
                    group("~g", "~m 2019-01-01", "~n 2019-01-01"),
                    election("~e", "~g", "~m", "2021-01-01", null),
                    election("~f", "~g", "~n", "2020-01-01", "2021-01-01"))),
    A_TERM_IS_LONGER_AND_THE_NEXT_ONE_BEGINS_LATER(
            meets("group_leadership_one_at_a_time"),
            before(
                    member("~m"),
                    member("~n"),
                    group("~g", "~m 2019-01-01", "~n 2019-01-01"),
                    election("~e", "~g", "~m", "2020-01-01", "2021-01-01"),
                    election("~f", "~g", "~n", "2021-01-01", null)),
            end(
                    member("~m"),
                    member("~n"),
                    group("~g", "~m 2019-01-01", "~n 2019-01-01"),
                    election("~e", "~g", "~m", "2020-01-01", "2022-01-01"),
                    election("~f", "~g", "~n", "2022-01-01", null))),
    A_LEADER_AT_THE_SAME_TIME_AS_ANOTHER_IS_SET_ASIDE(
            meets("group_leadership_one_at_a_time"),
            before(
                    member("~m"),
                    member("~n"),
                    group("~g", "~m 2019-01-01", "~n 2019-01-01"),
                    election("~e", "~g", "~m", "2020-01-01", null)),
            end(
                    member("~m"),
                    member("~n"),
                    group("~g", "~m 2019-01-01", "~n 2019-01-01"),
                    election("~e", "~g", "~m", "2020-01-01", null),
                    election("~f", "~g", "~n", "2021-01-01", null)),
            "ERROR group_leadership_one_at_a_time ~f"),
    A_LEADER_LEAVES_GROUP_AND_OFFICE_TOGETHER(
            meets("group_leadership_leader_is_member"),
            before(member("~m"), group("~g", "~m 2019-01-01"), election("~e", "~g", "~m", "2020-01-01", null)),
            end(
                    member("~m"),
                    group("~g", "~m 2019-01-01 2022-01-01"),
                    election("~e", "~g", "~m", "2020-01-01", "2022-01-01"))),
    A_LEADERS_MEMBERSHIP_IS_TOLD_IN_TWO_PERIODS(
            meets("group_leadership_leader_is_member"),
            before(member("~m"), group("~g", "~m 2019-01-01"), election("~e", "~g", "~m", "2020-01-01", null)),
            end(
                    member("~m"),
                    group("~g", "~m 2019-01-01 2021-01-01", "~m 2021-01-01"),
                    election("~e", "~g", "~m", "2020-01-01", null))),
    A_LEADERS_MEMBERSHIP_GOES_WITH_THE_ELECTION(
            meets("group_leadership_leader_is_member"),
            before(member("~m"), group("~g", "~m 2019-01-01"), election("~e", "~g", "~m", "2020-01-01", null)),
            end(member("~m"), group("~g"))),
    ANOTHER_JOINS_AND_IS_ELECTED_IN_THE_LEADERS_PLACE(
            meets("group_leadership_leader_is_member", "group_leadership_one_at_a_time"),
            before(member("~m"), group("~g", "~m 2019-01-01"), election("~e", "~g", "~m", "2020-01-01", null)),
            end(member("~n"), group("~g", "~n 2019-01-01"), election("~d", "~g", "~n", "2020-01-01", null))),
    A_LEADER_WHOSE_MEMBERSHIP_ENDS_BEFORE_THE_TERM_IS_SET_ASIDE(
            meets("group_leadership_leader_is_member"),
            before(member("~m"), group("~g", "~m 2019-01-01"), election("~e", "~g", "~m", "2020-01-01", null)),
            end(member("~m"), group("~g", "~m 2019-01-01 2022-01-01"), election("~e", "~g", "~m", "2020-01-01", null)),
            "ERROR group_leadership_leader_is_member ~e"),
    A_LEADER_WHO_IS_NO_MEMBER_THROUGHOUT_IS_SET_ASIDE(
            meets("group_leadership_leader_is_member"),
            before(member("~m"), group("~g", "~m 2019-01-01 2022-01-01")),
            end(member("~m"), group("~g", "~m 2019-01-01 2022-01-01"), election("~e", "~g", "~m", "2020-01-01", null)),
            "ERROR group_leadership_leader_is_member ~e"),

    // Subscriptions

    TWO_SUBSCRIPTIONS_CHANGE_PERIODS(
            meets("subscription_no_overlap"),
            before(
                    member("~m"),
                    subscription("~a", "~m", "2020-01-01", "2021-01-01"),
                    subscription("~b", "~m", "2021-01-01", "2022-01-01")),
            end(
                    member("~m"),
                    subscription("~a", "~m", "2021-01-01", "2022-01-01"),
                    subscription("~b", "~m", "2020-01-01", "2021-01-01"))),
    SUBSCRIPTIONS_MOVE_ON_BY_A_YEAR(
            meets("subscription_no_overlap"),
            before(
                    member("~m"),
                    subscription("~a", "~m", "2020-01-01", "2021-01-01"),
                    subscription("~b", "~m", "2021-01-01", "2022-01-01"),
                    subscription("~c", "~m", "2022-01-01", "2023-01-01")),
            end(
                    member("~m"),
                    subscription("~a", "~m", "2021-01-01", "2022-01-01"),
                    subscription("~b", "~m", "2022-01-01", "2023-01-01"),
                    subscription("~c", "~m", "2023-01-01", "2024-01-01"))),
    A_SUBSCRIPTION_TAKES_THE_PERIOD_OF_ONE_THAT_GOES(
            meets("subscription_no_overlap"),
            before(member("~m"), subscription("~b", "~m", "2020-01-01", "2021-01-01")),
            end(member("~m"), subscription("~a", "~m", "2020-01-01", "2021-01-01"))),
    A_SUBSCRIPTION_THAT_OVERLAPS_IS_SET_ASIDE(
            meets("subscription_no_overlap"),
            before(member("~m"), subscription("~a", "~m", "2020-01-01", "2021-01-01")),
            end(
                    member("~m"),
                    subscription("~a", "~m", "2020-01-01", "2021-01-01"),
                    subscription("~b", "~m", "2020-06-01", "2021-06-01")),
            "ERROR subscription_no_overlap ~b"),

    // Meetings: no trigger guards them, but a key and a condition

    A_MEETING_IS_HELD_WITH_ITS_ATTENDANCES(
            meets("meeting_held_has_teacher"),
            before(member("~m"), member("~n"), group("~g"), meeting("~a", "~g", "2024-03", "planifiee")),
            end(
                    member("~m"),
                    member("~n"),
                    group("~g"),
                    meeting("~a", "~g", "2024-03", "tenue")
                            .with("intervenant", "{'id':'t'}")
                            .with("presents", "['~m']"),
                    attendance("~b", "~a", "~n"))),
    TWO_MEETINGS_OF_A_GROUP_CHANGE_MONTHS(
            meets("meeting_one_per_group_and_month"),
            before(
                    group("~g"),
                    meeting("~a", "~g", "2024-03", "planifiee"),
                    meeting("~b", "~g", "2024-04", "planifiee")),
            end(group("~g"), meeting("~a", "~g", "2024-04", "planifiee"), meeting("~b", "~g", "2024-03", "planifiee"))),
    A_HELD_MEETING_GOES_WITH_ITS_ATTENDANCES(
            meets("meeting_held_has_teacher"),
            before(
                    member("~m"),
                    group("~g"),
                    meeting("~a", "~g", "2024-03", "tenue")
                            .with("intervenant", "{'id':'t'}")
                            .with("presents", "['~m']"),
                    attendance("~b", "~a", "~m")),
            end(member("~m"), group("~g")));

    private final Set<String> meets;
    private final List<OldDocument> before;
    private final List<OldDocument> end;
    private final List<String> told;

    /** @param told what the end is not right in: severity, code and document */
    GuardedChange(Set<String> meets, List<OldDocument> before, List<OldDocument> end, String... told) {
        this.meets = meets;
        this.before = named(before);
        this.end = named(end);
        this.told = Stream.of(told).map(this::named).toList();
    }

    private static Set<String> meets(String... names) {
        return Set.of(names);
    }

    private static List<OldDocument> before(OldDocument... documents) {
        return List.of(documents);
    }

    private static List<OldDocument> end(OldDocument... documents) {
        return List.of(documents);
    }

    /** In lower case, as an e-mail is. */
    private String key() {
        return name().toLowerCase(Locale.ROOT) + ".";
    }

    private String named(String text) {
        return text.replace("~@", "~x@").replace("~", key());
    }

    private List<OldDocument> named(List<OldDocument> documents) {
        return documents.stream().map(document -> document.named(this::named)).toList();
    }

    /** The constraints, rules and triggers that stand in the way of it. */
    Set<String> met() {
        return meets;
    }

    List<OldDocument> atFirst() {
        return before;
    }

    List<OldDocument> inTheEnd() {
        return end;
    }

    List<String> told() {
        return told;
    }

    /** Whether a line of the database tells of a document of it. */
    boolean isNamedIn(String line) {
        return line.contains(key());
    }
}
