package dev.rejoin.legacy.sample;

import dev.rejoin.legacy.sample.Legacy.Event;
import dev.rejoin.legacy.sample.Legacy.Group;
import dev.rejoin.legacy.sample.Legacy.Human;
import dev.rejoin.legacy.sample.Legacy.Invoice;
import dev.rejoin.legacy.sample.Legacy.Meeting;
import dev.rejoin.legacy.sample.Legacy.Staff;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Fills a cell with documents that an import takes without a single finding. */
final class Base {
    static final int ORGANIZATIONS = 12;
    static final int ACTIVE_ORGANIZATIONS = 10;
    static final int MEMBERS = 30;
    static final int GROUPED_MEMBERS = 28;
    static final int GROUPS = 7;
    static final int GROUP_SIZE = 6;
    /** Groups have no meetings of the base this many months ago and longer. */
    static final int FIRST_FREE_MONTH = 9;

    private Base() {}

    static void fill(Cell cell) {
        organizations(cell);
        calendar(cell);
        people(cell);
        groups(cell);
        cell.groups.forEach(group -> meetings(cell, group));
        participations(cell);
        accounting(cell);
        paperwork(cell);
    }

    private static void organizations(Cell cell) {
        for (int i = 0; i < ORGANIZATIONS; i++) {
            cell.organizations.add(cell.directory.organization());
        }
        cell.organizations.get(10).doc().set("statut", "prospect").set("date_adhesion", null);
        cell.organizations
                .get(11)
                .doc()
                .set("statut", "ferme")
                .set(
                        "date_cloture",
                        Legacy.TODAY.minusDays(cell.random().between(30, 900)).toString());
    }

    private static void calendar(Cell cell) {
        var root = cell.calendar.topic(null);
        var middle = cell.calendar.topic(root);
        cell.topics.addAll(List.of(root, middle, cell.calendar.topic(middle)));
        for (int i = 0; i < 3; i++) {
            cell.venues.add(cell.calendar.venue());
        }
        cell.events.add(cell.calendar.event("convention", 60));
        cell.events.add(cell.calendar.event("seminaire", 30));
        cell.events.add(cell.calendar.event("webinaire", null));
    }

    private static void people(Cell cell) {
        for (int i = 0; i < 2; i++) {
            cell.staff.add(cell.directory.staff(cell.human()));
        }
        for (int i = 0; i < MEMBERS; i++) {
            var human = cell.human();
            cell.members.add(cell.directory.member(
                    i % 20 == 7 ? withoutEmail(human) : human, cell.organizations.get(i % ACTIVE_ORGANIZATIONS)));
        }
        cell.members.get(28).doc().set("statut", "pause");
        Directory.leave(
                cell.members.get(29), Legacy.TODAY.minusDays(cell.random().between(20, 400)));
        for (int i = 0; i < 3; i++) {
            cell.teachers.add(cell.directory.teacher(cell.human(), cell.topics.subList(0, 1 + i)));
        }
        cell.teachers.add(cell.directory.teacher(cell.members.get(5).human(), cell.topics.subList(1, 3)));
        cell.directory.user(cell.staff.get(0).human(), "admin");
        cell.directory.user(cell.staff.get(1).human(), "editeur");
        cell.directory.user(cell.teachers.get(0).human(), "lecteur");
        cell.directory.user(cell.members.get(0).human(), "lecteur");
        for (int i = 0; i < 4; i++) {
            cell.directory.user(cell.human(), i == 0 ? "editeur" : "lecteur");
        }
    }

    private static Human withoutEmail(Human human) {
        return new Human(human.given(), human.family(), null, human.phone(), human.language(), human.born());
    }

    private static void groups(Cell cell) {
        for (int g = 0; g < GROUPS; g++) {
            var start = g * 4;
            var members = IntStream.range(0, GROUP_SIZE)
                    .mapToObj(i -> cell.members.get((start + i) % GROUPED_MEMBERS))
                    .toList();
            var group = cell.groupLife.group(members, cell.staff.get(g % 2));
            if (g % 3 == 0) { // the second member led the group before the first
                cell.groupLife.election(
                        group, members.get(1), group.founded(), group.founded().plusMonths(6));
            }
            if (g % 2 == 0) { // one who has left
                cell.groupLife.belong(
                        group,
                        cell.members.get(29),
                        group.founded(),
                        group.founded().plusMonths(7));
            }
            members.forEach(member -> member.doc().set("groupe.id", group.id()).set("groupe.nom", group.name()));
            cell.groups.add(group);
        }
    }

    private static void meetings(Cell cell, Group group) {
        for (int monthsAgo = 8; monthsAgo >= 7; monthsAgo--) {
            var meeting = cell.groupLife.meeting(group, "tenue", monthsAgo);
            group.members().stream()
                    .filter(member -> cell.random().chance(0.8))
                    .forEach(member -> cell.groupLife.present(meeting, member));
            cell.meetings.add(meeting);
        }
        cell.meetings.add(cell.groupLife.meeting(group, "annulee", 6));
        for (int monthsAgo = 4; monthsAgo >= 0; monthsAgo--) {
            var meeting = cell.groupLife.meeting(group, "tenue", monthsAgo);
            attendances(cell, meeting);
            cell.meetings.add(meeting);
        }
        cell.meetings.add(cell.groupLife.meeting(group, "planifiee", -1));
        var guest = cell.members.get((cell.groups.indexOf(group) * 4 + GROUP_SIZE + 3) % GROUPED_MEMBERS);
        cell.groupLife
                .attendance(cell.meetings.get(cell.meetings.size() - 2), guest, "present")
                .set("invite", true);
    }

    private static void attendances(Cell cell, Meeting meeting) {
        var random = cell.random();
        for (var member : meeting.group().members()) {
            var status = random.chance(0.72) ? "present" : random.chance(0.5) ? "absent" : "excuse";
            cell.groupLife.attendance(meeting, member, status);
            if (status.equals("present") && random.chance(0.25)) {
                cell.groupLife.evaluation(meeting, member);
            }
        }
    }

    private static void participations(Cell cell) {
        var statuses = List.of("inscrit", "venu", "venu", "venu", "absent", "annule");
        int[] guests = {14, 8, 8};
        for (int e = 0; e < guests.length; e++) {
            Event event = cell.events.get(e);
            int first = cell.random().below(GROUPED_MEMBERS);
            for (int i = 0; i < guests[e]; i++) {
                var member = cell.members.get((first + i) % GROUPED_MEMBERS);
                cell.calendar.participation(event, member, cell.random().pick(statuses));
            }
        }
    }

    private static void accounting(Cell cell) {
        var books = cell.accounting;
        for (int i = 0; i < 16; i++) {
            var client = cell.organizations.get(i % ACTIVE_ORGANIZATIONS);
            var mission = books.mission(
                    client, cell.teachers.get(i % 4), i < 12 ? "realisee" : i < 15 ? "confirmee" : "brouillon");
            cell.missions.add(mission);
            if (i % 4 == 0) {
                mission.doc().set("reunion_id", cell.meetings.get(i).id());
            }
            if (i < 12) {
                var invoice = books.invoice(client, i < 8 ? "payee" : "emise");
                books.line(invoice, mission, mission.title(), 1, mission.fee());
                if (i % 3 == 0) {
                    books.line(
                            invoice,
                            null,
                            "Frais de déplacement",
                            2,
                            80 + 10 * cell.random().below(9));
                }
                pay(cell, invoice, i);
                cell.invoices.add(invoice);
            }
        }
        for (int i = 0; i < 10; i++) {
            var member = cell.members.get(i);
            var invoice = books.invoice(
                    member.organization(), i < 5 ? "payee" : i < 7 ? "emise" : i < 9 ? "brouillon" : "annulee");
            books.line(invoice, null, "Cotisation annuelle – " + member.human().fullName(), 1, 1200);
            if (i < 5) {
                books.payment(invoice, invoice.total());
            }
            cell.invoices.add(invoice);
            books.subscription(member, Legacy.TODAY.minusDays(100 + i), i < 5 ? invoice : null);
            books.subscription(member, Legacy.TODAY.minusDays(100 + i).minusYears(1), null);
        }
        for (int i = 10; i < GROUPED_MEMBERS; i += 2) {
            books.subscription(cell.members.get(i), Legacy.TODAY.minusDays(20 + i), null);
        }
    }

    private static void pay(Cell cell, Invoice invoice, int number) {
        if (number < 8 && number % 3 == 0) {
            cell.accounting.payment(invoice, invoice.total() / 2);
            cell.accounting.payment(invoice, invoice.total() - invoice.total() / 2);
        } else if (number < 8) {
            cell.accounting.payment(invoice, invoice.total());
        } else if (number % 2 == 0) {
            cell.accounting.payment(invoice, 10_000);
        }
    }

    private static void paperwork(Cell cell) {
        for (int i = 0; i < 30; i++) {
            var author = i % 5 == 4 ? null : cell.staff.get(i % 2);
            switch (i % 6) {
                case 0 ->
                    cell.accounting.note(
                            author, "organisation_id", cell.someOrganization().id());
                case 1, 2 ->
                    cell.accounting.note(author, "membre_id", cell.someMember().id());
                case 3 ->
                    cell.accounting.note(
                            author, "groupe_id", cell.random().pick(cell.groups).id());
                case 4 ->
                    cell.accounting.note(
                            author,
                            "reunion_id",
                            cell.random().pick(cell.meetings).id());
                default -> noteOnWork(cell, author, i);
            }
        }
        for (int i = 0; i < 40; i++) {
            cell.accounting.activity("u" + i % 8);
        }
    }

    private static void noteOnWork(Cell cell, @Nullable Staff author, int i) {
        if (i % 12 == 5) {
            cell.accounting.note(
                    author, "mission_id", cell.random().pick(cell.missions).id());
        } else {
            cell.accounting.note(
                    author, "event_id", cell.random().pick(cell.events).id());
        }
    }
}
