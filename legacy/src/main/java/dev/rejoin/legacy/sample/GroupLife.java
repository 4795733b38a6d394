package dev.rejoin.legacy.sample;

import dev.rejoin.legacy.sample.Legacy.Group;
import dev.rejoin.legacy.sample.Legacy.Meeting;
import dev.rejoin.legacy.sample.Legacy.Member;
import dev.rejoin.legacy.sample.Legacy.Staff;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes groups with their embedded members, elections, meetings, attendances and evaluations. */
final class GroupLife {
    private final Cell cell;

    GroupLife(Cell cell) {
        this.cell = cell;
    }

    /** A group, founded thirty months before the snapshot, whose first member leads it since its first summer. */
    Group group(List<Member> members, Staff contact) {
        var random = cell.random();
        var doc = cell.numbered("groups", "grp");
        int number = cell.next("group number");
        var city = cell.place().city();
        var name = "%s %s %d"
                .formatted(
                        random.pick(List.of("Cercle des dirigeants", "Groupe Croissance", "Club", "Peer Group")),
                        city,
                        number % 100);
        var founded = Legacy.TODAY.minusMonths(30).withDayOfMonth(1);
        doc.set(
                        "code",
                        "%s-%05d"
                                .formatted(
                                        Directory.ascii(city).substring(0, 3).toUpperCase(java.util.Locale.ROOT),
                                        number))
                .set("nom", name)
                .set("statut", "actif")
                .set("contact.id", contact.id())
                .set("contact.nom", contact.human().fullName())
                .set("region", cell.place().region())
                .set("fonde_le", founded.toString())
                .set("capacite", random.between(10, 16))
                .set("nb_membres", 0);
        doc.expectRows("member_group", 1);
        var group = new Group(doc, name, founded, new ArrayList<>());
        members.forEach(member -> join(group, member));
        if (!members.isEmpty()) {
            lead(group, members.getFirst());
        }
        return group;
    }

    /** Adds a member from the founding on. */
    void join(Group group, Member member) {
        belong(group, member, group.founded(), null);
        group.members().add(member);
        group.doc().increment("nb_membres", 1);
    }

    /** Adds an element to the group's list of members, and nothing else. */
    Map<String, @Nullable Object> belong(Group group, Member member, LocalDate from, @Nullable LocalDate until) {
        var element = new LinkedHashMap<String, @Nullable Object>();
        element.put("id", member.id());
        element.put("nom", member.human().fullName());
        element.put("depuis", from.toString());
        element.put("jusqu_au", until == null ? null : until.toString());
        group.doc().<Map<String, @Nullable Object>>list("membres").add(element);
        group.doc().expectRows("group_membership", 1);
        return element;
    }

    /** Elects the group's leader of today. */
    Doc lead(Group group, Member leader) {
        var elected = group.founded().plusMonths(6);
        group.doc()
                .set("animateur.id", leader.id())
                .set("animateur.nom", leader.human().fullName())
                .set("animateur.elu_le", elected.toString());
        return election(group, leader, elected, null);
    }

    Doc election(Group group, Member winner, LocalDate electedOn, @Nullable LocalDate endedOn) {
        var doc = cell.unnumbered("elections");
        doc.set("group.id", group.id())
                .set("group.name", group.name())
                .set("winner.id", winner.id())
                .set("winner.name", winner.human().fullName())
                .set("elected_on", electedOn.toString())
                .set("ended_on", endedOn == null ? null : endedOn.toString())
                .set("votes", cell.random().between(3, 9));
        return doc.expectRows("group_leadership", 1);
    }

    /** A meeting of the group with a free month, so many months before the snapshot (negative: after it). */
    Meeting meeting(Group group, String state, int monthsAgo) {
        var random = cell.random();
        var month = YearMonth.from(Legacy.TODAY).minusMonths(monthsAgo);
        var day = month.atDay(random.between(5, 25));
        var doc = cell.unnumbered("meetings");
        var topic = random.pick(cell.topics);
        var teacher = random.pick(cell.teachers);
        var venue = random.pick(cell.venues);
        var title = "Réunion de %s : %s".formatted(month, topic.name());
        doc.set("groupe.id", group.id())
                .set("groupe.nom", group.name())
                .set("mois", month.toString())
                .set("debut", day + "T18:30:00")
                .set("fin", day + "T21:%02d:00".formatted(random.below(4) * 15))
                .set("lieu.id", venue.id())
                .set("lieu.nom", venue.name())
                .set("intervenant.id", teacher.id())
                .set("intervenant.nom", teacher.human().fullName())
                .set("theme_id", topic.id())
                .set("titre", title)
                .set("etat", state)
                .set("compte_rendu", state.equals("tenue") ? cell.words().prose(random, random.between(3, 25)) : "")
                .set("presents", new ArrayList<String>())
                .set("nb_presents", 0);
        doc.expectRows("meeting", 1);
        return new Meeting(doc, group, title, day);
    }

    /** A meeting of the time before attendances had an index: only the list of ids in the meeting. */
    void present(Meeting meeting, Member member) {
        meeting.doc().<String>list("presents").add(member.id());
        meeting.doc().increment("nb_presents", 1).expectRows("meeting_attendance", 1);
    }

    /** An attendance in its own index; the present are in the meeting's list too. */
    Doc attendance(Meeting meeting, Member member, String status) {
        if (status.equals("present")) {
            meeting.doc().<String>list("presents").add(member.id());
            meeting.doc().increment("nb_presents", 1);
        }
        return lonelyAttendance(meeting, member, status);
    }

    /** An attendance that the meeting itself knows nothing of. */
    Doc lonelyAttendance(Meeting meeting, Member member, String status) {
        var doc = cell.unnumbered("attendances");
        doc.set("reunion.id", meeting.id())
                .set("reunion.titre", meeting.title())
                .set("membre.id", member.id())
                .set("membre.nom", member.human().fullName())
                .set("statut", status)
                .set("invite", false);
        return doc.expectRows("meeting_attendance", 1);
    }

    /** What a member thought of a meeting; becomes a part of the attendance. */
    Doc evaluation(Meeting meeting, Member member) {
        var random = cell.random();
        var doc = cell.unnumbered("evaluations");
        doc.set("meeting_id", meeting.id())
                .set("member_id", member.id())
                .set("member_name", member.human().fullName())
                .set("note", random.between(2, 5))
                .set("commentaire", random.chance(0.8) ? cell.words().prose(random, random.between(1, 3)) : null)
                .set("date", meeting.day().plusDays(1).toString());
        return doc.expectMerge();
    }
}
