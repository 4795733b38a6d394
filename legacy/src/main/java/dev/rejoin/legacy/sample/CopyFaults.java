package dev.rejoin.legacy.sample;

import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Plants copies that drifted, stored totals that lie, people who exist twice, and broken business rules. */
final class CopyFaults {
    private static final String DRIFT = "copy_drift";
    private static final String MISMATCH = "aggregate_mismatch";

    /** The copied names of the indices whose documents the base has plenty of. */
    private static final SortedMap<String, String> COPIED_NAMES = new TreeMap<>(Map.of(
            "attendances", "membre.nom",
            "participations", "member.name",
            "invoices", "client.nom",
            "missions", "client.nom",
            "subscriptions", "adherent.nom",
            "meetings", "groupe.nom"));

    private CopyFaults() {}

    // Copies -------------------------------------------------------------------------------------------------

    /** About one document in forty of the base still holds a name as it was before somebody corrected it. */
    static void driftedNames(Cell cell) {
        for (var copied : COPIED_NAMES.entrySet()) {
            for (var doc : cell.documents().get(copied.getKey())) {
                if (cell.random().chance(0.025) && doc.disposition() == Doc.Disposition.LOADED) {
                    doc.set(copied.getValue(), "Ancien nom de " + doc.text(copied.getValue()));
                    cell.expect(doc, DRIFT);
                }
            }
        }
    }

    static void renamedOrganization(Cell cell) {
        var organization = cell.directory.organization();
        for (int i = 0; i < 3; i++) {
            var member = cell.directory.member(cell.human(), organization).doc();
            if (i < 2) {
                cell.expect(member.set("organisation.nom", "Établissements " + organization.name()), DRIFT);
            }
        }
    }

    static void outdatedStatus(Cell cell) {
        cell.expect(cell.newMember().doc().set("organisation.statut", "prospect"), DRIFT);
    }

    static void renamedTeacher(Cell cell) {
        var teacher = cell.directory.teacher(cell.human(), cell.topics.subList(0, 1));
        for (int i = 0; i < 4; i++) {
            var meeting = cell.newMeeting("tenue").doc();
            meeting.set("intervenant.id", teacher.id())
                    .set("intervenant.nom", teacher.human().fullName());
            if (i > 0) {
                cell.expect(meeting.set("intervenant.nom", teacher.human().given() + " Dupont-Martin"), DRIFT);
            }
        }
    }

    // Stored totals ------------------------------------------------------------------------------------------

    /** The member's page says "no event", its history tab shows nine. */
    static void zeroEventsButNine(Cell cell) {
        var member = cell.newMember();
        for (int i = 0; i < 9; i++) {
            cell.calendar.participation(cell.calendar.event("webinaire", null), member, "venu");
        }
        cell.expect(member.doc().set("nb_evenements", 0), MISMATCH);
    }

    static void wrongHeadCount(Cell cell) {
        cell.expect(cell.directory.organization().doc().set("nb_membres", 7), MISMATCH);
        cell.expect(cell.newGroup().doc().increment("nb_membres", 2), MISMATCH);
        cell.expect(cell.newMeeting("annulee").doc().set("nb_presents", 5), MISMATCH);
        cell.expect(cell.calendar.event("voyage", 12).doc().set("registered", 11), MISMATCH);
    }

    static void wrongInvoiceTotals(Cell cell) {
        var invoice = cell.accounting.invoice(cell.someOrganization(), "emise");
        cell.accounting.line(invoice, null, "Conseil", 3, 400);
        cell.expect(invoice.doc().set("total_ht", 1199.99), MISMATCH);
        var partlyPaid = cell.accounting.invoice(cell.someOrganization(), "emise");
        cell.accounting.line(partlyPaid, null, "Conseil", 3, 400);
        cell.accounting.payment(partlyPaid, 400_00);
        cell.expect(partlyPaid.doc().set("total_paye", 0.0), MISMATCH);
    }

    // People and attendances that exist twice ----------------------------------------------------------------

    /** Left and came back: two documents, one human, and the second telephone number is another one. */
    static void memberWhoCameBack(Cell cell) {
        var human = cell.human();
        var first = cell.directory.member(human, cell.someOrganization(), LocalDate.parse("2021-03-01"));
        Directory.leave(first, LocalDate.parse("2023-05-31"));
        var second = cell.directory.member(human, cell.someOrganization(), LocalDate.parse("2025-02-01"));
        second.doc().set("courriel", " " + String.valueOf(human.email()).toUpperCase(java.util.Locale.ROOT));
        second.doc()
                .set("telephone", "06 99 00 00 00")
                .set("date_naissance", first.doc().get("date_naissance"));
        cell.expect(second.doc(), "merged_duplicate");
        cell.expect(second.doc(), "merge_conflict");
    }

    static void userWithAnotherName(Cell cell) {
        var human = cell.human();
        cell.directory.staff(human);
        var user = cell.directory.user(human, "editeur");
        cell.expect(user.set("nom_complet", "Bob " + human.family()), "merge_conflict");
    }

    static void sameAttendanceTwice(Cell cell) {
        var meeting = cell.newMeeting("tenue");
        var member = meeting.group().members().getFirst();
        var first = cell.groupLife.lonelyAttendance(meeting, member, "excuse");
        var second = cell.groupLife.lonelyAttendance(meeting, member, "excuse");
        var loser = ConstraintFaults.later(first, second);
        cell.expect(loser.expectMerge(), "merged_duplicate");
    }

    static void attendanceContradictsTheList(Cell cell) {
        var meeting = cell.newMeeting("tenue");
        var member = meeting.group().members().getFirst();
        cell.groupLife.lonelyAttendance(meeting, member, "absent");
        meeting.doc().<String>list("presents").add(member.id());
        cell.expect(meeting.doc(), "merge_conflict");
    }

    static void evaluationWithoutAttendance(Cell cell) {
        var meeting = cell.newMeeting("tenue");
        var evaluation =
                cell.groupLife.evaluation(meeting, meeting.group().members().getFirst());
        cell.expectQuarantine(evaluation, "meeting_attendance_status_required");
    }

    // Rules that no constraint says ----------------------------------------------------------------------------

    static void overfullEvent(Cell cell) {
        var event = cell.calendar.event("voyage", 2);
        cell.someMembers(3).forEach(member -> cell.calendar.participation(event, member, "inscrit"));
        cell.expect(event.doc(), "event_participation_capacity");
    }

    static void topicsInACircle(Cell cell) {
        var one = cell.calendar.topic(null);
        var other = cell.calendar.topic(one);
        one.doc().set("parent", other.id());
        cell.expectQuarantine(one.doc(), "topic_parent_no_cycle");
        cell.expectQuarantine(other.doc(), "topic_parent_no_cycle");
        cell.expect(cell.calendar.topic(other).doc(), "dependent_of_quarantined");
    }

    static void heldInTheFuture(Cell cell) {
        var meeting = cell.groupLife.meeting(cell.random().pick(cell.groups), "tenue", -12 * 36);
        cell.expect(meeting.doc(), "no_held_meeting_in_future");
    }

    static void attendanceOfAStranger(Cell cell) {
        var meeting = cell.newMeeting("tenue");
        cell.expect(cell.groupLife.attendance(meeting, cell.newMember(), "present"), "attendance_by_member_of_group");
    }

    static void paidButNotQuite(Cell cell) {
        var invoice = cell.accounting.invoice(cell.someOrganization(), "payee");
        cell.accounting.line(invoice, null, "Animation", 1, 800);
        cell.accounting.payment(invoice, invoice.total() - 1);
        cell.expect(invoice.doc(), "paid_invoice_is_covered");
    }

    static void paidTwice(Cell cell) {
        var invoice = cell.accounting.invoice(cell.someOrganization(), "payee");
        cell.accounting.line(invoice, null, "Animation", 1, 800);
        cell.accounting.payment(invoice, invoice.total());
        cell.accounting.payment(invoice, invoice.total());
        cell.expect(invoice.doc(), "payments_within_total");
    }

    static void anotherLeaderInTheGroup(Cell cell) {
        var group = cell.newGroup();
        var other = group.members().getLast();
        group.doc()
                .set("animateur.id", other.id())
                .set("animateur.nom", other.human().fullName());
        cell.expect(group.doc(), "leader_contradicts_election");
    }

    static void activeMemberOfClosedOrganization(Cell cell) {
        var member = cell.directory.member(cell.human(), cell.organizations.get(11));
        cell.expect(member.doc(), "active_member_of_active_organization");
    }

    static void missionOfAnotherOrganization(Cell cell) {
        var mission = cell.missions.getFirst();
        var invoice = cell.accounting.invoice(cell.directory.organization(), "emise");
        cell.accounting.line(invoice, mission, mission.title(), 1, mission.fee());
        cell.expect(invoice.doc(), "line_mission_of_same_organization");
    }
}
