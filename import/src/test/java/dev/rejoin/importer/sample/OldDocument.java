package dev.rejoin.importer.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A document as the legacy application wrote it, with as little in it as makes a row.
 *
 * @param source its JSON, with single quotes
 */
record OldDocument(String index, String id, String source) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** When it was made and changed, where the mapping asks for it. */
    private static final String WRITTEN = ",'cree_le':'2019-03-01T10:00:00Z','modifie_le':'2019-03-02T10:00:00Z'";

    static OldDocument organization(String id) {
        return of("organizations", id, "'nom':'%s','statut':'actif'" + WRITTEN, id);
    }

    /** A membership of the person with this e-mail, ended where there is an end. */
    static OldDocument member(String id, String email, String from, @Nullable String to) {
        return of(
                "members",
                id,
                "'nom':'%s','courriel':'%s','organisation':{'id':'o'},'numero':'%s','statut':'%s','date_entree':'%s'%s"
                        + WRITTEN,
                email,
                email,
                id,
                to == null ? "actif" : "parti",
                from,
                end("date_sortie", to));
    }

    /** A member of a person's own, since long ago. */
    static OldDocument member(String id) {
        return member(id, id + "@example.org", "2015-01-01", null);
    }

    /** @param memberships each as {@code member from [to]} */
    static OldDocument group(String id, String... memberships) {
        var members = new StringBuilder();
        for (var membership : memberships) {
            var parts = membership.split(" ");
            members.append(members.isEmpty() ? "" : ",")
                    .append("{'id':'%s','depuis':'%s'%s}"
                            .formatted(parts[0], parts[1], end("jusqu_au", parts.length > 2 ? parts[2] : null)));
        }
        return of(
                "groups",
                id,
                "'code':'%s','nom':'%s','statut':'actif','contact':{'id':'s'},'membres':[%s]",
                id,
                id,
                members);
    }

    static OldDocument election(String id, String group, String winner, String from, @Nullable String to) {
        return of(
                "elections",
                id,
                "'group':{'id':'%s'},'winner':{'id':'%s'},'elected_on':'%s'%s",
                group,
                winner,
                from,
                end("ended_on", to));
    }

    static OldDocument subscription(String id, String member, String from, String to) {
        return of(
                "subscriptions",
                id,
                "'adherent':{'id':'%s'},'du':'%s','au':'%s','montant':100,'devise':'EUR','statut':'active'",
                member,
                from,
                to);
    }

    /** @param lines the texts of its lines, at 10 each */
    static OldDocument invoice(String id, String status, String... lines) {
        var each = new StringBuilder();
        for (var line : lines) {
            each.append(each.isEmpty() ? "" : ",")
                    .append("{'libelle':'%s %s','quantite':1,'prix_unitaire':10,'tva':0.2}".formatted(id, line));
        }
        return of(
                "invoices",
                id,
                "'numero':'%s','client':{'id':'o'},'statut':'%s','emise_le':'2024-03-01','devise':'EUR','lignes':[%s]",
                id,
                status,
                each);
    }

    static OldDocument payment(String id, String invoice, String amount) {
        return of(
                "payments",
                id,
                "'facture':'%s','recu_le':'2024-04-01','montant':%s,'mode':'virement','reference':'%s'",
                invoice,
                amount,
                id);
    }

    static OldDocument event(String id, int places) {
        return of(
                "events",
                id,
                "'title':'%s','type':'voyage','starts_at':'2024-05-01T10:00:00','capacity':%d,'status':'confirmed'",
                id,
                places);
    }

    static OldDocument participation(String id, String event, String member, String status) {
        return of(
                "participations",
                id,
                "'event':{'id':'%s'},'member':{'id':'%s'},'statut':'%s','inscrit_le':'2024-02-01T10:00:00'",
                event,
                member,
                status);
    }

    static OldDocument topic(String id, @Nullable String parent) {
        return of("topics", id, "'code':'%s','libelle':'%s'%s", id, id, end("parent", parent));
    }

    static OldDocument meeting(String id, String group, String month, String status) {
        return of(
                "meetings", id, "'groupe':{'id':'%s'},'mois':'%s','etat':'%s','titre':'%s'", group, month, status, id);
    }

    static OldDocument attendance(String id, String meeting, String member) {
        return of(
                "attendances",
                id,
                "'reunion':{'id':'%s'},'membre':{'id':'%s'},'statut':'present','invite':false",
                meeting,
                member);
    }

    static OldDocument of(String index, String id, String fields, Object... values) {
        return new OldDocument(index, id, "{" + fields.formatted(values) + "}");
    }

    private static String end(String field, @Nullable String value) {
        return value == null ? "" : ",'%s':'%s'".formatted(field, value);
    }

    /** With another value of a field, which is JSON, or with a field that it had not. */
    OldDocument with(String field, String value) {
        try {
            var fields = (ObjectNode) JSON.readTree(json());
            fields.set(field, JSON.readTree(value.replace('\'', '"')));
            return new OldDocument(index, id, fields.toString().replace('"', '\''));
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(source, e);
        }
    }

    OldDocument named(UnaryOperator<String> name) {
        return new OldDocument(index, name.apply(id), name.apply(source));
    }

    String name() {
        return index + "/" + id;
    }

    private String json() {
        return source.replace('\'', '"');
    }

    byte[] bytes() {
        return json().getBytes(StandardCharsets.UTF_8);
    }

    /** As a line of a dump. */
    String line() {
        return "{\"_index\":\"%s\",\"_id\":\"%s\",\"_source\":%s}".formatted(index, id, json());
    }
}
