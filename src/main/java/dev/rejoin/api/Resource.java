package dev.rejoin.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One resource of the API, declared once by its feature; everything that all resources share is derived from it.
 *
 * @param name the unique plural name, for example {@code members} or {@code teacher-topics}
 * @param segment the plural in the path: the name, except where a parent makes a shorter one clear
 * @param singular for schemas, operation ids and sentences
 * @param parent the resource under whose items this one's collections are
 * @param fields all of them, in the order in which items show them
 * @param joins what derived fields are computed from, by name: joins to exactly one row each
 * @param hidden columns that no client needs to see, for example generated periods
 * @param searchName what search documents call this resource, if there are any of it
 * @param transitions the values that only an action gives
 * @param initial with which value of which field an item is born, where there is no choice
 * @param inverses further collections of this resource's items that an item of another resource can embed
 */
public record Resource(
        String name,
        String segment,
        String singular,
        String table,
        String description,
        Optional<Parent> parent,
        List<Field> fields,
        Map<String, String> joins,
        Set<String> hidden,
        Role reader,
        Role writer,
        Optional<String> searchName,
        List<Transition> transitions,
        Optional<Initial> initial,
        List<Inverse> inverses) {

    /** A value that a field only gets by the action {@code POST …/{id}/action}. */
    public record Transition(String field, String value, String action) {}

    /** The only value that a field has at birth. */
    public record Initial(String field, String value) {}

    /** The item that owns a nested collection: the resource, and the reference that names it. */
    public record Parent(String resource, String reference) {
        public String column() {
            return reference + "_id";
        }
    }

    /** The items of this resource whose {@code reference} is an item of another one, embedded there as {@code name}. */
    public record Inverse(String reference, String name) {}

    public static Declaration named(String name, String singular, String table) {
        return new Declaration(name, singular, table);
    }

    /** "Membership" for "membership"; the name of the schema. */
    public String schema() {
        return Text.pascal(singular);
    }

    /** "TeacherTopics" for "teacher-topics"; the end of operation ids. */
    public String plural() {
        return Text.pascal(name);
    }

    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** The noun in sentences, in the plural. */
    public String nouns() {
        return name.replace('-', ' ');
    }

    /** The noun in sentences: "staff member" for "staff-member". */
    public String noun() {
        return singular.replace('-', ' ');
    }

    /** A resource being declared. */
    public static final class Declaration {
        private final String name;
        private final String singular;
        private final String table;
        private String segment;
        private String description = "";
        private Optional<Parent> parent = Optional.empty();
        private final Map<String, String> joins = new HashMap<>();
        private Set<String> hidden = Set.of();
        private Role reader = Role.READER;
        private Role writer = Role.EDITOR;
        private Optional<String> searchName = Optional.empty();
        private final List<Transition> transitions = new ArrayList<>();
        private Optional<Initial> initial = Optional.empty();
        private final List<Inverse> inverses = new ArrayList<>();

        private Declaration(String name, String singular, String table) {
            this.name = name;
            this.segment = name;
            this.singular = singular;
            this.table = table;
        }

        public Declaration is(String description) {
            this.description = description;
            return this;
        }

        /** Nests the collection under the items of another resource, to which {@code reference} points. */
        public Declaration in(String resource, String reference) {
            this.parent = Optional.of(new Parent(resource, reference));
            return this;
        }

        public Declaration segment(String segment) {
            this.segment = segment;
            return this;
        }

        public Declaration hiding(String... columns) {
            this.hidden = Set.of(columns);
            return this;
        }

        /** Computes several derived fields at once: a select over the row {@code t} that yields exactly one row. */
        public Declaration joining(String name, String select) {
            this.joins.put(name, " cross join lateral (%s) %s".formatted(select.strip(), name));
            return this;
        }

        public Declaration onlyFor(Role role) {
            this.reader = role;
            this.writer = role;
            return this;
        }

        /** Leaves it to an action to give an existing item's field this value. */
        public Declaration changedBy(String action, String field, String value) {
            this.transitions.add(new Transition(field, value, action));
            return this;
        }

        public Declaration bornAs(String field, String value) {
            this.initial = Optional.of(new Initial(field, value));
            return this;
        }

        public Declaration searchable() {
            return searchableAs(singular);
        }

        public Declaration searchableAs(String searchName) {
            this.searchName = Optional.of(searchName);
            return this;
        }

        /** Lets the item that {@code reference} points to embed its items of this resource as {@code name}. */
        public Declaration embeddedBy(String reference, String name) {
            this.inverses.add(new Inverse(reference, name));
            return this;
        }

        public Resource with(Field... declared) {
            var fields = new ArrayList<Field>();
            fields.add(Field.id(singular.replace('-', ' ')));
            fields.add(Field.text("legacy_id")
                    .unique()
                    .is("The document's old _id; null for items born here.")
                    .example(singular + "-4711"));
            fields.addAll(List.of(declared));
            fields.add(Field.integer("version")
                    .required()
                    .owned()
                    .is("Counts the writes; the ETag shows it, If-Match asks for it.")
                    .example(3));
            fields.add(Field.instant("created_at").required().owned().is("When the item came into being."));
            fields.add(Field.instant("updated_at").required().owned().is("When the item was last written."));
            return new Resource(
                    name,
                    segment,
                    singular,
                    table,
                    description,
                    parent,
                    List.copyOf(fields),
                    Map.copyOf(joins),
                    hidden,
                    reader,
                    writer,
                    searchName,
                    List.copyOf(transitions),
                    initial,
                    List.copyOf(inverses));
        }
    }
}
