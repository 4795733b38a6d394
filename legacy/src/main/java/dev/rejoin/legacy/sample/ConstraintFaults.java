package dev.rejoin.legacy.sample;

import dev.rejoin.legacy.sample.Legacy.Group;
import dev.rejoin.legacy.sample.Legacy.Invoice;
import dev.rejoin.legacy.sample.Legacy.Mission;
import dev.rejoin.legacy.sample.Legacy.Organization;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Plants rows that a constraint of the target refuses. */
final class ConstraintFaults {
    private static final LocalDate TODAY = Legacy.TODAY;

    private ConstraintFaults() {}

    // What must be there ---------------------------------------------------------------------------------

    static void groupWithoutContact(Cell cell) {
        var group = cell.groups.getLast().doc();
        group.set("contact", cell.random().chance(0.5) ? null : Map.of());
        cell.expect(group, "member_group_point_of_contact_id_required");
    }

    static void heldWithoutTeacher(Cell cell) {
        var meeting = cell.newMeeting("tenue").doc();
        cell.expect(meeting.set("intervenant", null), "meeting_held_has_teacher");
    }

    static void organizationWithoutName(Cell cell) {
        cell.expectQuarantine(organization(cell).doc().set("nom", ""), "organization_name_required");
    }

    static void organizationWithBlankName(Cell cell) {
        cell.expectQuarantine(organization(cell).doc().set("nom", "   "), "organization_name_not_blank");
    }

    static void memberWithoutDate(Cell cell) {
        var member = cell.newMember();
        uncount(member.organization());
        cell.expectQuarantine(member.doc().set("date_entree", null), "member_joined_on_required");
    }

    static void noteWithoutText(Cell cell) {
        var note = cell.accounting.note(
                cell.someStaff(), "membre_id", cell.someMember().id());
        cell.expectQuarantine(note.remove("texte"), "note_body_required");
    }

    // What a row must satisfy by itself ------------------------------------------------------------------

    static void closedBeforeJoined(Cell cell) {
        var organization = organization(cell).doc();
        var joined = LocalDate.parse(organization.text("date_adhesion"));
        organization
                .set("statut", "ferme")
                .set("date_cloture", joined.minusDays(30).toString());
        cell.expectQuarantine(organization, "organization_closed_not_before_joined");
    }

    static void closedWithoutDate(Cell cell) {
        cell.expectQuarantine(organization(cell).doc().set("statut", "ferme"), "organization_closed_has_date");
    }

    static void countryInWords(Cell cell) {
        cell.expectQuarantine(organization(cell).doc().set("adresse.pays", "France"), "organization_country_form");
    }

    static void leftBeforeJoined(Cell cell) {
        var member = cell.newMember();
        uncount(member.organization());
        Directory.leave(member, member.joined().minusDays(10));
        cell.expectQuarantine(member.doc(), "member_left_not_before_joined");
    }

    static void leftWithoutDate(Cell cell) {
        var member = cell.newMember();
        uncount(member.organization());
        cell.expectQuarantine(member.doc().set("statut", "parti"), "member_left_has_date");
    }

    static void membershipEndsBeforeItStarts(Cell cell) {
        var group = cell.newGroup();
        cell.groupLife.belong(
                group,
                cell.members.get(29),
                group.founded().plusMonths(4),
                group.founded().plusMonths(1));
        group.doc().expectRows("group_membership", -1);
        cell.expect(group.doc(), "group_membership_left_after_joined");
    }

    static void negativeGroupCapacity(Cell cell) {
        var group = loneGroup(cell);
        cell.expectQuarantine(group.doc().set("capacite", -1), "member_group_capacity_positive");
    }

    static void meetingEndsBeforeItStarts(Cell cell) {
        var meeting = cell.newMeeting("annulee");
        meeting.doc().set("fin", meeting.day() + "T17:00:00");
        cell.expectQuarantine(meeting.doc(), "meeting_ends_after_start");
    }

    static void meetingOutsideItsMonth(Cell cell) {
        var meeting = cell.newMeeting("annulee");
        var later = meeting.day().plusMonths(1);
        meeting.doc().set("debut", later + "T18:30:00").set("fin", later + "T21:00:00");
        cell.expectQuarantine(meeting.doc(), "meeting_starts_in_month");
    }

    static void halfACoordinate(Cell cell) {
        cell.expectQuarantine(cell.calendar.venue().doc().set("geo.lon", null), "venue_coordinates_complete");
    }

    static void latitudeOutOfRange(Cell cell) {
        cell.expectQuarantine(cell.calendar.venue().doc().set("geo.lat", 148.8566), "venue_latitude_in_range");
    }

    static void emptyVenue(Cell cell) {
        cell.expectQuarantine(cell.calendar.venue().doc().set("capacite", 0), "venue_capacity_positive");
    }

    static void eventEndsBeforeItStarts(Cell cell) {
        var event = cell.calendar.event("seminaire", 20).doc();
        event.set("ends_at", event.text("starts_at").replace("T09", "T07"));
        cell.expectQuarantine(event, "event_ends_after_start");
    }

    static void eventWithoutPlaces(Cell cell) {
        cell.expectQuarantine(cell.calendar.event("voyage", 0).doc(), "event_capacity_positive");
    }

    static void missionEndsBeforeItStarts(Cell cell) {
        var mission = mission(cell).doc();
        mission.set("au", LocalDate.parse(mission.text("du")).minusDays(1).toString());
        cell.expectQuarantine(mission, "mission_ends_not_before_start");
    }

    static void negativeFee(Cell cell) {
        cell.expectQuarantine(mission(cell).doc().set("montant", "-500,00"), "mission_fee_not_negative");
    }

    static void negativeRate(Cell cell) {
        var teacher = cell.directory.teacher(cell.human(), cell.topics.subList(0, 1));
        cell.expectQuarantine(teacher.doc().set("tarif_jour", -1.0), "teacher_daily_rate_not_negative");
    }

    static void issuedWithoutDate(Cell cell) {
        cell.expectQuarantine(invoice(cell).doc().set("emise_le", null), "invoice_issued_has_date");
    }

    static void dueBeforeIssued(Cell cell) {
        var invoice = invoice(cell).doc();
        invoice.set(
                "echeance",
                LocalDate.parse(invoice.text("emise_le")).minusDays(1).toString());
        cell.expectQuarantine(invoice, "invoice_due_not_before_issued");
    }

    static void lineWithoutQuantity(Cell cell) {
        var invoice = invoice(cell);
        cell.accounting.line(invoice, null, "Remise", 1, 50).put("quantite", 0);
        invoice.doc().increase("total_ht", -50).expectRows("invoice_line", -1);
        cell.expect(invoice.doc(), "invoice_line_quantity_positive");
    }

    static void taxInPercent(Cell cell) {
        var invoice = invoice(cell);
        cell.accounting.line(invoice, null, "Documentation", 1, 50).put("tva", 5.5);
        invoice.doc().increase("total_ht", -50).expectRows("invoice_line", -1);
        cell.expect(invoice.doc(), "invoice_line_tax_rate_in_range");
    }

    static void negativePayment(Cell cell) {
        var payment = cell.accounting.lonelyPayment(invoice(cell), -50_00);
        cell.expectQuarantine(payment, "payment_amount_positive");
    }

    static void subscriptionEndsBeforeItStarts(Cell cell) {
        var subscription = cell.accounting.subscription(cell.newMember(), TODAY.minusDays(40), null);
        subscription.set("au", TODAY.minusDays(80).toString());
        cell.expectQuarantine(subscription, "subscription_ends_after_start");
    }

    static void noteOnNothing(Cell cell) {
        cell.expectQuarantine(cell.accounting.note(cell.someStaff(), "", ""), "note_one_subject");
    }

    static void noteOnTwoThings(Cell cell) {
        var note = cell.accounting.note(
                cell.someStaff(), "membre_id", cell.someMember().id());
        note.set("organisation_id", cell.someOrganization().id());
        cell.expectQuarantine(note, "note_one_subject");
    }

    // What must be there only once -----------------------------------------------------------------------

    static void sameRegistrationNumber(Cell cell) {
        var number = organization(cell).doc().text("siret");
        cell.expectQuarantine(organization(cell).doc().set("siret", number), "organization_registration_number_unique");
    }

    static void sameMemberNumber(Cell cell) {
        var number = cell.newMember().doc().text("numero");
        var second = cell.newMember();
        uncount(second.organization());
        cell.expectQuarantine(second.doc().set("numero", number), "member_member_number_unique");
    }

    static void sameGroupCode(Cell cell) {
        var code = loneGroup(cell).doc().text("code");
        cell.expectQuarantine(loneGroup(cell).doc().set("code", code), "member_group_code_unique");
    }

    static void sameTopicCode(Cell cell) {
        var code = cell.calendar.topic(null).doc().text("code");
        cell.expectQuarantine(cell.calendar.topic(null).doc().set("code", code), "topic_code_unique");
    }

    static void sameMissionReference(Cell cell) {
        var first = mission(cell).doc();
        var second = mission(cell).doc();
        second.set("reference", first.get("reference"));
        cell.expectQuarantine(later(first, second), "mission_reference_unique");
    }

    static void sameInvoiceNumber(Cell cell) {
        var first = invoice(cell).doc();
        var second = invoice(cell).doc();
        second.set("numero", first.get("numero"));
        cell.expectQuarantine(later(first, second), "invoice_number_unique");
    }

    static void sameLogin(Cell cell) {
        var login = cell.directory.user(cell.human(), "lecteur").text("login");
        var second = cell.directory.user(cell.human(), "lecteur");
        cell.expectQuarantine(second.set("login", login), "user_account_username_unique");
    }

    static void sameStaffTwice(Cell cell) {
        var human = cell.human();
        cell.directory.staff(human);
        var second = cell.directory.staff(human).doc();
        cell.expectQuarantine(second, "staff_person_id_unique");
    }

    static void twoMeetingsInAMonth(Cell cell) {
        var first = cell.newMeeting("planifiee");
        var second = cell.newMeeting("planifiee").doc();
        for (var path : List.of("groupe.id", "groupe.nom", "mois", "debut", "fin")) {
            second.set(path, first.doc().get(path));
        }
        cell.expectQuarantine(later(first.doc(), second), "meeting_one_per_group_and_month");
    }

    static void twiceAtAnEvent(Cell cell) {
        var member = cell.newMember();
        var event = cell.events.getLast();
        var first = cell.calendar.participation(event, member, "inscrit");
        var second = cell.calendar.participation(event, member, "inscrit");
        member.doc().increment("nb_evenements", -1);
        event.doc().increment("registered", -1);
        cell.expectQuarantine(later(first, second), "event_participation_event_member_unique");
    }

    static void topicTwice(Cell cell) {
        var topic = cell.topics.getFirst();
        var teacher = cell.directory.teacher(cell.human(), List.of(topic, topic));
        teacher.doc().expectRows("teacher_topic", -1);
        cell.expect(teacher.doc(), "teacher_topic_teacher_topic_unique");
    }

    static void membershipsOfAPersonOverlap(Cell cell) {
        var human = cell.human();
        cell.directory.member(human, cell.someOrganization(), TODAY.minusDays(900));
        var second = cell.directory.member(human, cell.someOrganization(), TODAY.minusDays(300));
        uncount(second.organization());
        cell.expectQuarantine(second.doc(), "member_one_at_a_time");
    }

    static void membershipsOfAGroupOverlap(Cell cell) {
        var group = cell.newGroup();
        var member = group.members().getLast();
        cell.groupLife.belong(
                group, member, group.founded().plusMonths(2), group.founded().plusMonths(9));
        group.doc().expectRows("group_membership", -1);
        cell.expect(group.doc(), "group_membership_no_overlap");
    }

    static void twoLeadersAtOnce(Cell cell) {
        var members = cell.someMembers(4);
        var group = cell.groupLife.group(List.of(), cell.someStaff());
        members.forEach(member -> cell.groupLife.join(group, member));
        var first = cell.groupLife.lead(group, members.getFirst());
        var second = cell.groupLife.election(
                group, members.getLast(), group.founded().plusMonths(12), null);
        var loser = later(first, second);
        if (loser == first) {
            group.doc().set("animateur.id", members.getLast().id());
        }
        cell.expectQuarantine(loser, "group_leadership_one_at_a_time");
    }

    static void leaderIsNoMember(Cell cell) {
        var group = cell.newGroup();
        var election = cell.groupLife.election(
                group, cell.newMember(), group.founded(), group.founded().plusMonths(6));
        cell.expectQuarantine(election, "group_leadership_leader_is_member");
    }

    static void subscriptionsOverlap(Cell cell) {
        var member = cell.newMember();
        var first = cell.accounting.subscription(member, TODAY.minusDays(100), null);
        var second = cell.accounting.subscription(member, TODAY.minusDays(40), null);
        cell.expectQuarantine(later(first, second), "subscription_no_overlap");
    }

    /** Of two documents that cannot both be loaded, the one with the greater id. */
    static Doc later(Doc one, Doc other) {
        return one.id().compareTo(other.id()) > 0 ? one : other;
    }

    static void uncount(Organization organization) {
        organization.doc().increment("nb_membres", -1);
    }

    private static Organization organization(Cell cell) {
        return cell.directory.organization();
    }

    private static Group loneGroup(Cell cell) {
        return cell.groupLife.group(List.of(), cell.someStaff());
    }

    private static Mission mission(Cell cell) {
        return cell.accounting.mission(cell.someOrganization(), cell.someTeacher(), "confirmee");
    }

    private static Invoice invoice(Cell cell) {
        var invoice = cell.accounting.invoice(cell.someOrganization(), "emise");
        cell.accounting.line(invoice, null, "Conseil", 2, 450);
        return invoice;
    }
}
