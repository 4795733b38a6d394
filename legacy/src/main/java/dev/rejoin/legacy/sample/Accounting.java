package dev.rejoin.legacy.sample;

import dev.rejoin.legacy.sample.Legacy.Invoice;
import dev.rejoin.legacy.sample.Legacy.Member;
import dev.rejoin.legacy.sample.Legacy.Mission;
import dev.rejoin.legacy.sample.Legacy.Organization;
import dev.rejoin.legacy.sample.Legacy.Staff;
import dev.rejoin.legacy.sample.Legacy.Teacher;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes missions, invoices with nested lines, payments, subscriptions, and the notes of the staff. */
final class Accounting {
    private final Cell cell;

    Accounting(Cell cell) {
        this.cell = cell;
    }

    Mission mission(Organization client, Teacher teacher, String state) {
        var random = cell.random();
        var doc = cell.unnumbered("missions");
        var start = Legacy.TODAY.minusDays(random.between(40, 600));
        var title =
                "Formation « %s »".formatted(random.pick(cell.words().topics()).name());
        int fee = random.between(8, 60) * 100;
        doc.set("reference", "MIS-%06d".formatted(cell.next("mission number")))
                .set("intitule", title)
                .set("type", random.pick(List.of("formation", "animation", "conseil")))
                .set("client.id", client.id())
                .set("client.nom", client.name())
                .set("intervenant.id", teacher.id())
                .set("intervenant.nom", teacher.human().fullName())
                .set("reunion_id", null)
                .set("etat", state)
                .set("du", start.toString())
                .set("au", start.plusDays(random.below(4)).toString())
                .set(
                        "montant",
                        random.chance(0.5) ? "%d,00".formatted(fee) : "%d %03d.00".formatted(fee / 1000, fee % 1000))
                .set("devise", "EUR")
                .set("description", cell.words().prose(random, random.between(1, 6)));
        doc.expectRows("mission", 1);
        return new Mission(doc, client, title, fee);
    }

    /** An invoice without lines. */
    Invoice invoice(Organization client, String state) {
        var random = cell.random();
        var doc = cell.unnumbered("invoices");
        var issued = Legacy.TODAY.minusDays(random.between(20, 500));
        var draft = state.equals("brouillon");
        doc.set("numero", "F-%06d".formatted(cell.next("invoice number")))
                .set("client.id", client.id())
                .set("client.nom", client.name())
                .set("statut", state)
                .set("emise_le", draft ? null : issued.toString())
                .set("echeance", draft ? null : issued.plusDays(30).toString())
                .set("devise", "EUR")
                .set("notes", random.chance(0.3) ? cell.words().prose(random, 1) : "")
                .set("lignes", new java.util.ArrayList<Object>())
                .set("total_ht", 0.0)
                .set("total_paye", 0.0);
        doc.expectRows("invoice", 1);
        return new Invoice(doc, client);
    }

    /** A line; prices are multiples of ten, so that the taxes are whole cents. */
    Map<String, @Nullable Object> line(
            Invoice invoice, @Nullable Mission mission, String label, int quantity, int price) {
        var tax = cell.random().chance(0.8) ? 0.2 : 0.055;
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("mission", mission == null ? null : mission.id());
        line.put("libelle", label);
        line.put("quantite", quantity);
        line.put("prix_unitaire", (double) price);
        line.put("tva", tax);
        invoice.doc().<Map<String, @Nullable Object>>list("lignes").add(line);
        invoice.doc().increase("total_ht", (double) quantity * price).expectRows("invoice_line", 1);
        invoice.cents().add(quantity * price * 100L + Math.round(quantity * price * 100 * tax));
        return line;
    }

    /** Pays that many cents. */
    Doc payment(Invoice invoice, long cents) {
        var doc = lonelyPayment(invoice, cents);
        var paid = Math.round((Double) invoice.doc().get("total_paye") * 100) + cents;
        invoice.doc().set("total_paye", paid / 100.0);
        return doc;
    }

    /** A payment that the invoice's stored total does not count. */
    Doc lonelyPayment(Invoice invoice, long cents) {
        var random = cell.random();
        var doc = cell.unnumbered("payments");
        var day = Legacy.TODAY.minusDays(random.below(300));
        doc.set("facture", invoice.id())
                .set("recu_le", day.toString())
                .set("montant", cents / 100.0)
                .set("mode", random.pick(List.of("virement", "carte", "cheque", "prelevement")))
                .set("reference", "VIR %d".formatted(random.below(1_000_000)));
        return doc.expectRows("payment", 1);
    }

    /** A year's subscription, for the price of its invoice if it has one. */
    Doc subscription(Member member, LocalDate from, @Nullable Invoice invoice) {
        var doc = cell.unnumbered("subscriptions");
        doc.set("adherent.id", member.id())
                .set("adherent.nom", member.human().fullName())
                .set("du", from.toString())
                .set("au", from.plusYears(1).toString())
                .set("montant", 1200.0)
                .set("devise", "EUR")
                .set("statut", invoice == null ? "active" : "payee")
                .set("facture", invoice == null ? null : invoice.id());
        return doc.expectRows("subscription", 1);
    }

    /** A note on the document with that id; the subject is the name of the field that holds it. */
    Doc note(@Nullable Staff author, String subject, String id) {
        var random = cell.random();
        var doc = cell.unnumbered("notes");
        if (author != null) {
            doc.set("auteur.id", author.id()).set("auteur.nom", author.human().fullName());
        }
        for (var field : List.of("organisation_id", "membre_id", "groupe_id", "reunion_id", "mission_id", "event_id")) {
            doc.set(field, field.equals(subject) ? id : null);
        }
        doc.set("titre", random.chance(0.7) ? "Compte rendu d'appel" : null)
                .set(
                        "texte",
                        cell.words()
                                .prose(random, random.chance(0.03) ? random.between(120, 250) : random.between(2, 20)))
                .set(
                        "date",
                        Legacy.TODAY.minusDays(random.below(900))
                                + "T%02d:30:00+02:00".formatted(random.between(8, 18)));
        return doc.expectRows("note", 1);
    }

    void activity(String user) {
        var random = cell.random();
        cell.unnumbered("activity-log")
                .set(
                        "at",
                        Legacy.TODAY.minusDays(random.below(30))
                                + "T%02d:%02d:00Z".formatted(random.below(24), random.below(60)))
                .set("user", user)
                .set("action", random.pick(List.of("login", "view", "update", "export")))
                .set("object", "m-%06d".formatted(random.below(1000)))
                .set("duration_ms", random.below(4000))
                .expectExclusion();
    }
}
