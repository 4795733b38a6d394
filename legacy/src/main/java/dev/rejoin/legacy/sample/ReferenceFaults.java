package dev.rejoin.legacy.sample;

import dev.rejoin.legacy.sample.Legacy.Human;
import dev.rejoin.legacy.sample.Legacy.Meeting;
import java.util.List;
import java.util.Map;

/** Plants references to nothing, and documents that depend on something set aside. */
final class ReferenceFaults {
    private static final String ORPHAN = "orphan_reference";
    private static final String DEPENDENT = "dependent_of_quarantined";

    private ReferenceFaults() {}

    // References to nothing: the document is set aside ---------------------------------------------------

    static void memberOfNothing(Cell cell) {
        var member = cell.newMember();
        ConstraintFaults.uncount(member.organization());
        cell.expectQuarantine(member.doc().set("organisation.id", cell.gone("org")), ORPHAN);
    }

    static void groupListsNobody(Cell cell) {
        var group = cell.newGroup();
        var element = cell.groupLife.belong(group, cell.someMember(), group.founded(), null);
        element.put("id", cell.gone("m"));
        group.doc().expectRows("group_membership", -1);
        cell.expect(group.doc(), ORPHAN);
    }

    static void electionOfNobody(Cell cell) {
        var group = cell.newGroup();
        var election = cell.groupLife.election(
                group, cell.someMember(), group.founded(), group.founded().plusMonths(3));
        cell.expectQuarantine(election.set("winner.id", cell.gone("m")), ORPHAN);
    }

    static void electionInNoGroup(Cell cell) {
        var group = cell.groups.getFirst();
        var election = cell.groupLife.election(
                group,
                group.members().getFirst(),
                group.founded(),
                group.founded().plusMonths(3));
        cell.expectQuarantine(election.set("group.id", cell.gone("grp")), ORPHAN);
    }

    static void meetingOfNoGroup(Cell cell) {
        var meeting = cell.newMeeting("planifiee");
        cell.expectQuarantine(meeting.doc().set("groupe.id", cell.gone("grp")), ORPHAN);
    }

    static void attendanceOfNobody(Cell cell) {
        for (int i = 0; i < 2; i++) {
            var attendance = cell.groupLife.lonelyAttendance(someMeeting(cell), cell.someMember(), "present");
            cell.expectQuarantine(attendance.set("membre.id", cell.gone("m")), ORPHAN);
        }
    }

    static void attendanceAtNothing(Cell cell) {
        var attendance = cell.groupLife.lonelyAttendance(someMeeting(cell), cell.someMember(), "present");
        cell.expectQuarantine(attendance.set("reunion.id", cell.gone("reu")), ORPHAN);
    }

    static void listOfPresentHasNobody(Cell cell) {
        var meeting = cell.newMeeting("tenue");
        cell.groupLife.present(meeting, meeting.group().members().getFirst());
        meeting.doc().<String>list("presents").add(cell.gone("m"));
        cell.expect(meeting.doc(), ORPHAN);
    }

    static void evaluationOfNothing(Cell cell) {
        var evaluation = cell.groupLife.evaluation(someMeeting(cell), cell.someMember());
        cell.expectQuarantine(evaluation.set("meeting_id", cell.gone("reu")), ORPHAN);
    }

    static void participationOfNobody(Cell cell) {
        var member = cell.newMember();
        var event = cell.events.getLast();
        var participation = cell.calendar.participation(event, member, "venu");
        member.doc().increment("nb_evenements", -1);
        event.doc().increment("registered", -1);
        cell.expectQuarantine(participation.set("member.id", cell.gone("m")), ORPHAN);
    }

    static void participationInNothing(Cell cell) {
        var member = cell.newMember();
        var event = cell.events.getLast();
        var participation = cell.calendar.participation(event, member, "venu");
        member.doc().increment("nb_evenements", -1);
        event.doc().increment("registered", -1);
        cell.expectQuarantine(participation.set("event.id", cell.gone("evt")), ORPHAN);
    }

    static void missionForNobody(Cell cell) {
        var mission = cell.accounting.mission(cell.someOrganization(), cell.someTeacher(), "confirmee");
        cell.expectQuarantine(mission.doc().set("client.id", cell.gone("org")), ORPHAN);
    }

    static void invoiceToNobody(Cell cell) {
        var invoice = cell.accounting.invoice(cell.someOrganization(), "emise");
        cell.accounting.line(invoice, null, "Conseil", 1, 300);
        cell.expectQuarantine(invoice.doc().set("client.id", cell.gone("org")), ORPHAN);
    }

    static void paymentOfNothing(Cell cell) {
        var payment = cell.accounting.lonelyPayment(cell.random().pick(cell.invoices), 100_00);
        cell.expectQuarantine(payment.set("facture", cell.gone("fac")), ORPHAN);
    }

    static void subscriptionOfNobody(Cell cell) {
        var subscription = cell.accounting.subscription(cell.someMember(), Legacy.TODAY.minusDays(3), null);
        cell.expectQuarantine(subscription.set("adherent.id", cell.gone("m")), ORPHAN);
    }

    static void notesOnTheDeleted(Cell cell) {
        for (var subject :
                List.of("organisation_id", "membre_id", "groupe_id", "reunion_id", "mission_id", "event_id")) {
            var note = cell.accounting.note(cell.someStaff(), subject, cell.gone("x"));
            cell.expectQuarantine(note, ORPHAN);
        }
    }

    static void teacherOfNoTopic(Cell cell) {
        var teacher = cell.directory.teacher(cell.human(), cell.topics.subList(0, 1));
        teacher.doc().set("themes", List.of(cell.topics.getFirst().id(), cell.gone("top")));
        cell.expect(teacher.doc(), ORPHAN);
    }

    // References to nothing: loaded without the link -----------------------------------------------------

    static void contactIsGone(Cell cell) {
        var group = cell.newGroup().doc().set("contact.id", cell.gone("stf"));
        cell.expect(group, ORPHAN);
        cell.expect(group, "member_group_point_of_contact_id_required");
    }

    static void parentTopicIsGone(Cell cell) {
        cell.expect(cell.calendar.topic(null).doc().set("parent", cell.gone("top")), ORPHAN);
    }

    static void venueIsGone(Cell cell) {
        cell.expect(cell.newMeeting("annulee").doc().set("lieu.id", cell.gone("lieu")), ORPHAN);
    }

    static void topicIsGone(Cell cell) {
        cell.expect(cell.newMeeting("annulee").doc().set("theme_id", cell.gone("top")), ORPHAN);
    }

    static void eventVenueIsGone(Cell cell) {
        cell.expect(cell.calendar.event("seminaire", 20).doc().set("venue.id", cell.gone("lieu")), ORPHAN);
    }

    static void missionMeetingIsGone(Cell cell) {
        var mission = cell.accounting.mission(cell.someOrganization(), cell.someTeacher(), "confirmee");
        cell.expect(mission.doc().set("reunion_id", cell.gone("reu")), ORPHAN);
    }

    static void lineMissionIsGone(Cell cell) {
        var invoice = cell.accounting.invoice(cell.someOrganization(), "emise");
        cell.accounting
                .line(invoice, null, "Formation annulée puis supprimée", 1, 700)
                .put("mission", cell.gone("mis"));
        cell.expect(invoice.doc(), ORPHAN);
    }

    static void subscriptionInvoiceIsGone(Cell cell) {
        var subscription = cell.accounting.subscription(cell.newMember(), Legacy.TODAY.minusDays(60), null);
        cell.expect(subscription.set("facture", cell.gone("fac")), ORPHAN);
    }

    static void authorIsGone(Cell cell) {
        var note = cell.accounting.note(
                cell.someStaff(), "membre_id", cell.someMember().id());
        cell.expect(note.set("auteur.id", cell.gone("stf")), ORPHAN);
    }

    // References to nothing: rebuilt from the copies that still exist ------------------------------------

    static void teacherIsGone(Cell cell) {
        var human = cell.human();
        var id = cell.gone("int");
        for (int i = 0; i < 3; i++) {
            resurrects(cell, cell.newMeeting("tenue").doc(), id, human);
        }
        resurrects(
                        cell,
                        cell.accounting
                                .mission(cell.someOrganization(), cell.someTeacher(), "realisee")
                                .doc(),
                        id,
                        human)
                .expectRows("person", 1)
                .expectRows("teacher", 1);
    }

    /** Not even a name is left of this one. */
    static void teacherIsGoneWithoutTrace(Cell cell) {
        var meeting = cell.newMeeting("tenue").doc().set("intervenant", Map.of("id", cell.gone("int")));
        cell.expect(meeting, ORPHAN);
        cell.expect(meeting, "meeting_held_has_teacher");
    }

    private static Doc resurrects(Cell cell, Doc doc, String id, Human human) {
        cell.expect(doc.set("intervenant.id", id).set("intervenant.nom", human.fullName()), "resurrected");
        return doc;
    }

    // Whatever depends on what was set aside -------------------------------------------------------------

    static void organizationSetAside(Cell cell) {
        var organization = cell.directory.organization();
        cell.expectQuarantine(organization.doc().set("email", "voir avec Martine"), "bad_email");
        var member = cell.directory.member(cell.human(), organization);
        cell.expectQuarantine(member.doc(), DEPENDENT);
        var mission = cell.accounting.mission(organization, cell.someTeacher(), "realisee");
        cell.expectQuarantine(mission.doc(), DEPENDENT);
        var invoice = cell.accounting.invoice(organization, "emise");
        cell.accounting.line(invoice, mission, mission.title(), 1, mission.fee());
        cell.expectQuarantine(invoice.doc(), DEPENDENT);
        cell.expectQuarantine(cell.accounting.payment(invoice, 100_00), DEPENDENT);
        cell.expectQuarantine(cell.accounting.subscription(member, Legacy.TODAY.minusDays(50), invoice), DEPENDENT);
        cell.expectQuarantine(cell.accounting.note(null, "organisation_id", organization.id()), DEPENDENT);
        cell.expectQuarantine(cell.accounting.note(null, "membre_id", member.id()), DEPENDENT);
        var participation = cell.calendar.participation(cell.events.getLast(), member, "annule");
        cell.expectQuarantine(participation, DEPENDENT);
        var group = cell.newGroup();
        cell.groupLife.belong(group, member, group.founded(), null);
        group.doc().expectRows("group_membership", -1);
        cell.expect(group.doc(), DEPENDENT);
    }

    static void groupSetAside(Cell cell) {
        var group = cell.newGroup(); // with its election
        var election = cell.documents().get("elections").getLast();
        cell.expectQuarantine(group.doc().set("nom", null), "member_group_name_required");
        cell.expectQuarantine(election, DEPENDENT);
        var meeting = cell.groupLife.meeting(group, "tenue", 3);
        cell.expectQuarantine(meeting.doc(), DEPENDENT);
        var member = group.members().getLast();
        cell.expectQuarantine(cell.groupLife.attendance(meeting, member, "present"), DEPENDENT);
        cell.expectQuarantine(cell.groupLife.evaluation(meeting, member), DEPENDENT);
        cell.expectQuarantine(cell.accounting.note(null, "groupe_id", group.id()), DEPENDENT);
        var mission = cell.accounting.mission(cell.someOrganization(), cell.someTeacher(), "realisee");
        cell.expect(mission.doc().set("reunion_id", meeting.id()), DEPENDENT);
    }

    static void venueSetAside(Cell cell) {
        var venue = cell.calendar.venue();
        cell.expectQuarantine(venue.doc().set("capacite", "une centaine"), "bad_number");
        var meeting = cell.newMeeting("annulee").doc();
        cell.expect(meeting.set("lieu.id", venue.id()).set("lieu.nom", venue.name()), DEPENDENT);
        var event = cell.calendar.event("seminaire", 40).doc();
        cell.expect(event.set("venue.id", venue.id()).set("venue.name", venue.name()), DEPENDENT);
    }

    static void invoiceSetAside(Cell cell) {
        var member = cell.newMember();
        var invoice = cell.accounting.invoice(member.organization(), "payee");
        cell.accounting.line(invoice, null, "Cotisation", 1, 1200);
        cell.expectQuarantine(invoice.doc().set("statut", "en litige"), "unknown_value");
        cell.expectQuarantine(cell.accounting.payment(invoice, invoice.total()), DEPENDENT);
        cell.expect(cell.accounting.subscription(member, Legacy.TODAY.minusDays(30), invoice), DEPENDENT);
    }

    private static Meeting someMeeting(Cell cell) {
        return cell.random().pick(cell.meetings);
    }
}
