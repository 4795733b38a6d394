package dev.rejoin.legacy.sample;

import dev.rejoin.legacy.sample.Legacy.Event;
import dev.rejoin.legacy.sample.Legacy.Member;
import dev.rejoin.legacy.sample.Legacy.Topic;
import dev.rejoin.legacy.sample.Legacy.Venue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes topics, venues, events and who takes part in them. */
final class Calendar {
    private final Cell cell;

    Calendar(Cell cell) {
        this.cell = cell;
    }

    Topic topic(@Nullable Topic parent) {
        var doc = cell.numbered("topics", "top");
        var name = cell.random().pick(cell.words().topics());
        var label = parent == null ? name.parent() : name.name();
        doc.set("code", "T-" + doc.id().substring(4))
                .set("libelle", label)
                .set("parent", parent == null ? null : parent.id());
        doc.expectRows("topic", 1);
        return new Topic(doc, label);
    }

    Venue venue() {
        var random = cell.random();
        var doc = cell.numbered("venues", "lieu");
        var place = cell.place();
        var name = random.pick(List.of("Hôtel du Parc", "Maison de l'Économie", "Salle Camille Claudel", "The Loft"))
                + " – " + place.city();
        doc.set("nom", name)
                .set("adresse.rue", random.pick(cell.words().streets()))
                .set("adresse.code_postal", "%s000".formatted(place.department()))
                .set("adresse.ville", place.city())
                .set("adresse.pays", "FR")
                .set("capacite", random.between(12, 180))
                .set("geo.lat", coordinate(place.latitude(), random))
                .set("geo.lon", coordinate(place.longitude(), random));
        doc.expectRows("venue", 1);
        return new Venue(doc, name);
    }

    Event event(String type, @Nullable Integer capacity) {
        var random = cell.random();
        var doc = cell.numbered("events", "evt");
        var venue = random.pick(cell.venues);
        var day = Legacy.TODAY.minusDays(random.between(10, 700));
        var title = "%s %d : %s"
                .formatted(
                        type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1),
                        day.getYear(),
                        random.pick(cell.words().topics()).name());
        doc.set("title", title)
                .set("type", type)
                .set("starts_at", day + "T09:00:00+02:00")
                .set("ends_at", day + "T17:30:00+02:00")
                .set("venue.id", venue.id())
                .set("venue.name", venue.name())
                .set("capacity", capacity)
                .set("description", cell.words().prose(random, random.between(2, 8)))
                .set("status", "held")
                .set("registered", 0);
        doc.expectRows("event", 1);
        return new Event(doc, title);
    }

    Doc participation(Event event, Member member, String status) {
        var doc = cell.unnumbered("participations");
        doc.set("event.id", event.id())
                .set("event.title", event.title())
                .set("member.id", member.id())
                .set("member.name", member.human().fullName())
                .set("statut", status)
                .set("inscrit_le", Legacy.TODAY.minusDays(cell.random().between(701, 800)) + "T12:00:00Z");
        member.doc().increment("nb_evenements", 1);
        if (takesPlace(status)) {
            event.doc().increment("registered", 1);
        }
        return doc.expectRows("event_participation", 1);
    }

    static boolean takesPlace(String status) {
        return status.equals("inscrit") || status.equals("venu");
    }

    private static double coordinate(double around, Rng random) {
        return Math.round((around + (random.below(2001) - 1000) / 50_000.0) * 10_000) / 10_000.0;
    }
}
