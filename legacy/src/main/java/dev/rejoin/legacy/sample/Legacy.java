package dev.rejoin.legacy.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the legacy application's documents speak of; each thing knows the document that holds it. */
final class Legacy {
    /** The day the snapshot was taken. Fixed, so that the same seed gives the same bytes whenever it runs. */
    static final LocalDate TODAY = LocalDate.of(2026, 6, 30);

    private Legacy() {}

    /** A human, who may appear as member, staff, teacher and user. */
    record Human(String given, String family, @Nullable String email, String phone, String language, LocalDate born) {
        String fullName() {
            return given + " " + family;
        }
    }

    record Organization(Doc doc, String name) {
        String id() {
            return doc.id();
        }
    }

    record Staff(Doc doc, Human human) {
        String id() {
            return doc.id();
        }
    }

    record Teacher(Doc doc, Human human) {
        String id() {
            return doc.id();
        }
    }

    record Topic(Doc doc, String name) {
        String id() {
            return doc.id();
        }
    }

    record Venue(Doc doc, String name) {
        String id() {
            return doc.id();
        }
    }

    record Member(Doc doc, Human human, Organization organization, LocalDate joined) {
        String id() {
            return doc.id();
        }
    }

    /** A group with those who belong to it today. */
    record Group(Doc doc, String name, LocalDate founded, List<Member> members) {
        String id() {
            return doc.id();
        }

        Map<String, @Nullable Object> membership(int position) {
            return doc.<Map<String, @Nullable Object>>list("membres").get(position);
        }
    }

    record Meeting(Doc doc, Group group, String title, LocalDate day) {
        String id() {
            return doc.id();
        }
    }

    record Event(Doc doc, String title) {
        String id() {
            return doc.id();
        }
    }

    record Mission(Doc doc, Organization client, String title, int fee) {
        String id() {
            return doc.id();
        }
    }

    /** An invoice with its total, taxes included, in cents. */
    record Invoice(Doc doc, Organization client, List<Long> cents) {
        Invoice(Doc doc, Organization client) {
            this(doc, client, new ArrayList<>());
        }

        String id() {
            return doc.id();
        }

        long total() {
            return cents.stream().mapToLong(Long::longValue).sum();
        }

        Map<String, @Nullable Object> line(int position) {
            return doc.<Map<String, @Nullable Object>>list("lignes").get(position);
        }
    }
}
