package dev.rejoin.legacy.sample;

import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.List;

/** Plants values in odd forms: readable ones, which an import notes, and unreadable ones, which it sets aside. */
final class FormFaults {
    private FormFaults() {}

    static void numberAsString(Cell cell) {
        var venue = cell.calendar.venue();
        cell.expect(venue.doc().set("capacite", "120"), "number_as_string");
    }

    static void booleanAsString(Cell cell) {
        var staff = cell.directory.staff(cell.human());
        cell.expect(staff.doc().set("active", "true"), "boolean_as_string");
    }

    static void frenchDate(Cell cell) {
        var member = cell.newMember();
        var joined = member.joined();
        member.doc()
                .set(
                        "date_entree",
                        "%02d/%02d/%d".formatted(joined.getDayOfMonth(), joined.getMonthValue(), joined.getYear()));
        cell.expect(member.doc(), "date_format");
    }

    static void slashedDate(Cell cell) {
        var mission = cell.accounting.mission(cell.someOrganization(), cell.someTeacher(), "confirmee");
        mission.doc().set("du", mission.doc().text("du").replace('-', '/'));
        cell.expect(mission.doc(), "date_format");
    }

    static void compactDate(Cell cell) {
        var subscription = cell.accounting.subscription(cell.newMember(), Legacy.TODAY.minusDays(200), null);
        subscription.set("du", subscription.text("du").replace("-", ""));
        cell.expect(subscription, "date_format");
    }

    static void epochDate(Cell cell) {
        var event = cell.calendar.event("webinaire", null);
        var startsAt = java.time.OffsetDateTime.parse(event.doc().text("starts_at"));
        event.doc().set("starts_at", startsAt.toInstant().toEpochMilli());
        cell.expect(event.doc(), "date_format");
    }

    static void frenchDateTime(Cell cell) {
        var meeting = cell.newMeeting("annulee");
        var day = meeting.day();
        meeting.doc()
                .set("debut", "%02d/%02d/%d 18:30".formatted(day.getDayOfMonth(), day.getMonthValue(), day.getYear()));
        cell.expect(meeting.doc(), "date_format");
    }

    static void scalarForArray(Cell cell) {
        var teacher = cell.directory.teacher(cell.human(), cell.topics.subList(0, 1));
        teacher.doc().set("themes", cell.topics.getFirst().id());
        cell.expect(teacher.doc(), "scalar_for_array");
        var invoice = cell.accounting.invoice(cell.someOrganization(), "brouillon");
        invoice.doc().set("lignes", cell.accounting.line(invoice, null, "Conseil", 1, 900));
        cell.expect(invoice.doc(), "scalar_for_array");
    }

    static void arrayForScalar(Cell cell) {
        var organization = cell.directory.organization().doc();
        cell.expect(organization.set("tel", List.of(organization.text("tel"))), "array_for_scalar");
    }

    static void severalForScalar(Cell cell) {
        var organization = cell.directory.organization().doc();
        organization.set("tel", List.of(organization.text("tel"), "+33 1 99 00 00 00"));
        cell.expect(organization, "array_for_scalar");
    }

    static void dottedKey(Cell cell) {
        var venue = cell.calendar.venue().doc();
        var city = venue.get("adresse.ville");
        cell.expect(venue.remove("adresse.ville").setRaw("adresse.ville", city), "dotted_key");
    }

    static void pathConflict(Cell cell) {
        var venue = cell.calendar.venue().doc().setRaw("adresse.ville", "Ailleurs");
        cell.expect(venue, "dotted_key");
        cell.expectQuarantine(venue, "path_conflict");
    }

    static void nulCharacter(Cell cell) {
        var note = cell.accounting.note(
                cell.someStaff(), "membre_id", cell.someMember().id());
        cell.expect(note.set("texte", "Collé depuis un vieux tableur\0 : " + note.text("texte")), "nul_character");
    }

    static void loneSurrogate(Cell cell) {
        var note = cell.accounting.note(
                cell.someStaff(), "membre_id", cell.someMember().id());
        cell.expect(note.set("titre", new RawValue("\"Bravo \\ud83d\"")), "lone_surrogate");
    }

    static void integerBeyondDouble(Cell cell) {
        var user = cell.directory.user(cell.human(), "lecteur");
        cell.expect(user.set("ldap_uid", 9_007_199_254_740_993L + cell.number()), "integer_beyond_2_53");
    }

    static void tooManyDecimals(Cell cell) {
        var invoice = cell.accounting.invoice(cell.someOrganization(), "emise");
        cell.accounting.line(invoice, null, "Animation", 1, 900);
        var payment = cell.accounting.payment(invoice, 120_01);
        cell.expect(payment.set("montant", new RawValue("120.005")), "number_rounded");
    }

    static void duplicateKey(Cell cell) {
        var note = cell.accounting.note(
                cell.someStaff(), "membre_id", cell.someMember().id());
        note.set("titre", new RawValue("\"Appel\",\"titre\":\"Rappel\""));
        cell.expectQuarantine(note, "duplicate_key");
    }

    static void objectForScalar(Cell cell) {
        var venue = cell.calendar.venue();
        cell.expectQuarantine(
                venue.doc().remove("capacite").set("capacite.assis", 80).set("capacite.debout", 120),
                "object_for_scalar");
    }

    static void endlessNumber(Cell cell) {
        var venue = cell.calendar.venue();
        cell.expectQuarantine(venue.doc().set("capacite", new RawValue("9".repeat(1_101))), "unreadable_document");
    }

    static void unmappedPath(Cell cell) {
        var venue = cell.calendar.venue();
        cell.expect(venue.doc().set("acces.parking", "sous-sol"), "unmapped_path");
    }

    static void badDate(Cell cell) {
        var payment = cell.accounting.lonelyPayment(issued(cell), 100_00);
        cell.expectQuarantine(payment.set("recu_le", "31/02/2026"), "bad_date");
    }

    static void badBirthday(Cell cell) {
        var member = cell.newMember().doc();
        cell.expect(member.set("date_naissance", "1970-13-45"), "bad_date");
    }

    static void badNumber(Cell cell) {
        var mission = cell.accounting.mission(cell.someOrganization(), cell.someTeacher(), "brouillon");
        cell.expectQuarantine(mission.doc().set("montant", "à définir"), "bad_number");
    }

    static void badBoolean(Cell cell) {
        var staff = cell.directory.staff(cell.human());
        cell.expectQuarantine(staff.doc().set("active", "peut-être"), "bad_boolean");
    }

    static void badEmail(Cell cell) {
        var organization = cell.directory.organization();
        cell.expectQuarantine(organization.doc().set("email", "contact(at)exemple.fr"), "bad_email");
    }

    static void badMemberEmail(Cell cell) {
        var member = cell.newMember().doc();
        cell.expect(member.set("courriel", "ne souhaite pas le donner"), "bad_email");
    }

    static void unknownValue(Cell cell) {
        var mission = cell.accounting.mission(cell.someOrganization(), cell.someTeacher(), "brouillon");
        cell.expectQuarantine(mission.doc().set("type", "coaching"), "unknown_value");
    }

    static void unknownStatus(Cell cell) {
        var organization = cell.directory.organization();
        cell.expect(organization.doc().set("statut", "à rappeler"), "unknown_value");
    }

    static void outOfRange(Cell cell) {
        var venue = cell.calendar.venue();
        cell.expectQuarantine(venue.doc().set("capacite", 99_999_999_999L), "number_out_of_range");
    }

    static void tooLong(Cell cell) {
        var mission = cell.accounting.mission(cell.someOrganization(), cell.someTeacher(), "brouillon");
        cell.expectQuarantine(mission.doc().set("devise", "EUROS"), "too_long");
    }

    static void badPriceInLine(Cell cell) {
        var invoice = issued(cell);
        var line = cell.accounting.line(invoice, null, "Ligne illisible", 1, 100);
        line.put("prix_unitaire", "offert");
        invoice.doc().increase("total_ht", -100).expectRows("invoice_line", -1);
        cell.expect(invoice.doc(), "bad_number");
    }

    /** Missing, null, empty text and empty list: none of them is a fault where the column may be empty. */
    static void nothingInFourForms(Cell cell) {
        cell.directory.organization().doc().remove("secteur");
        cell.directory.organization().doc().set("secteur", null);
        cell.directory.organization().doc().set("secteur", "");
        cell.directory.organization().doc().set("secteur", new ArrayList<>());
    }

    private static Legacy.Invoice issued(Cell cell) {
        var invoice = cell.accounting.invoice(cell.someOrganization(), "emise");
        cell.accounting.line(invoice, null, "Conseil", 2, 450);
        return invoice;
    }
}
