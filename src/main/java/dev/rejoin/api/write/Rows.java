package dev.rejoin.api.write;

import dev.rejoin.api.Catalog;
import dev.rejoin.api.Database;
import dev.rejoin.api.DatabaseException;
import dev.rejoin.api.Field;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Resource;
import dev.rejoin.api.Sql;
import dev.rejoin.db.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one resource, and says everything that is wrong with a row at once. Runs inside a transaction. */
final class Rows {
    private final Catalog catalog;
    private final Resource resource;
    private final Optional<String> owner;
    private final Map<String, Rows> items = new HashMap<>();

    Rows(Catalog catalog, Resource resource) {
        this.catalog = catalog;
        this.resource = resource;
        this.owner = resource.parent().map(Resource.Parent::column);
        for (var field : resource.fields()) {
            if (field.source() instanceof Field.Source.Items) {
                items.put(
                        field.name(),
                        new Rows(catalog, catalog.get(field.target().orElseThrow())));
            }
        }
    }

    /** A row as it is now, locked until the transaction ends. */
    record Present(UUID id, long version) {}

    Optional<Present> lock(Database database, UUID id, @Nullable UUID ownerId) {
        var sql = Sql.of("select id, version from " + resource.table() + " where id = ?", id);
        owner.ifPresent(column -> sql.add(" and " + column + " = ?", ownerId));
        return database.query(
                sql.add(" for no key update"),
                rows -> rows.next()
                        ? Optional.of(new Present(rows.getObject(1, UUID.class), rows.getLong(2)))
                        : Optional.empty());
    }

    UUID insert(Database database, Input input, @Nullable UUID ownerId) {
        var values = new LinkedHashMap<>(input.values());
        owner.ifPresent(column -> values.put(column, ownerId));
        var columns = values.keySet().stream().toList();
        var sql = columns.isEmpty()
                ? Sql.of("insert into " + resource.table() + " default values")
                : Sql.of(
                        "insert into %s (%s) values (%s)"
                                .formatted(
                                        resource.table(),
                                        String.join(", ", columns),
                                        String.join(", ", Collections.nCopies(columns.size(), "?"))),
                        values.values().toArray());
        var id = explained(
                database,
                input,
                null,
                values,
                () -> database.query(sql.add(" returning id"), rows -> {
                    rows.next();
                    return rows.getObject(1, UUID.class);
                }));
        input.items().forEach((field, elements) -> replace(database, field, elements, id));
        return id;
    }

    /** Gives a new item the value that it is born with; another one is for an action to give. */
    void born(Input input) {
        resource.initial().ifPresent(initial -> {
            if (!input.sent(initial.field())) {
                input.values().put(initial.field(), initial.value());
            }
            var sent = input.values().get(initial.field());
            if (sent != null && !initial.value().equals(sent)) {
                input.refuse(
                        initial.field(),
                        "use_action",
                        "A new %s is %s; its actions change that.".formatted(resource.noun(), initial.value()));
            }
        });
    }

    /** Notes the values that only an action gives; keeping one that is there already is no change. */
    void transitions(Database database, UUID id, Input input) {
        for (var transition : resource.transitions()) {
            if (transition.value().equals(input.values().get(transition.field()))
                    && !has(database, id, transition.field(), transition.value())) {
                input.refuse(
                        transition.field(),
                        "use_action",
                        "It becomes %s by POST %s/%s."
                                .formatted(transition.value(), catalog.itemPath(resource), transition.action()));
            }
        }
    }

    private boolean has(Database database, UUID id, String field, String value) {
        var sql = Sql.of("select from %s where id = ? and %s = ?".formatted(resource.table(), field), id, value);
        return database.query(sql, java.sql.ResultSet::next);
    }

    /** Writes what was sent and differs; returns whether anything did. */
    boolean update(Database database, UUID id, Input input) {
        var changed = false;
        var values = input.values();
        if (!values.isEmpty() || !input.violations().isEmpty()) {
            var columns = List.copyOf(values.keySet());
            var parameters = new ArrayList<@Nullable Object>(values.values());
            parameters.add(id);
            parameters.addAll(values.values());
            var names = String.join(", ", columns);
            var marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
            changed = explained(
                    database,
                    input,
                    id,
                    values,
                    () -> database.update(Sql.of(
                                    "update %s set (%s) = row(%s) where id = ? and row(%s) is distinct from row(%s)"
                                            .formatted(resource.table(), names, marks, names, marks),
                                    parameters.toArray()))
                            > 0);
        }
        for (var entry : input.items().entrySet()) {
            changed |= replace(database, entry.getKey(), entry.getValue(), id);
        }
        return changed;
    }

    /** Makes the items of an array the only ones of their owner; one that keeps its place keeps its id. */
    private boolean replace(Database database, String field, List<Input> elements, UUID ownerId) {
        var order = Field.Source.Items.of(resource.field(field).orElseThrow()).order();
        var rows = items.get(field);
        var present = rows.byOrder(database, order, ownerId);
        var kept = elements.stream().map(element -> element.values().get(order)).collect(Collectors.toSet());
        var changed = false;
        for (var entry : present.entrySet()) {
            if (!kept.contains(entry.getKey())) {
                rows.delete(database, entry.getValue());
                changed = true;
            }
        }
        for (var element : elements) {
            var id = present.remove(element.values().get(order));
            if (id == null) {
                rows.insert(database, element, ownerId);
                changed = true;
            } else {
                rows.absentAsNull(element);
                changed |= rows.update(database, id, element);
            }
        }
        return changed;
    }

    /** An item of an array is written whole: what is absent in it is null, or its default. */
    private void absentAsNull(Input element) {
        for (var field : resource.fields()) {
            if (field.writable()
                    && field.scalar()
                    && !field.rule().notNull()
                    && !field.name().equals("legacy_id")
                    && !owner.equals(Optional.of(field.name()))) {
                element.values().putIfAbsent(field.name(), null);
            }
        }
    }

    private Map<Object, UUID> byOrder(Database database, String order, UUID ownerId) {
        return database.query(
                Sql.of(
                        "select %s, id from %s where %s = ?".formatted(order, resource.table(), owner.orElseThrow()),
                        ownerId),
                rows -> {
                    var ids = new LinkedHashMap<Object, UUID>();
                    while (rows.next()) {
                        ids.put(rows.getLong(1), rows.getObject(2, UUID.class));
                    }
                    return ids;
                });
    }

    void delete(Database database, UUID id) {
        try {
            database.attempt(() -> database.update(Sql.of("delete from " + resource.table() + " where id = ?", id)));
        } catch (DatabaseException e) {
            var rule = Refusal.rule(e).orElseThrow(() -> e);
            if (rule.kind() != Rule.Kind.FOREIGN_KEY) {
                throw new ProblemException(
                        Refusal.problem(rule, List.of(Refusal.violation(rule, "", rule.sentence()))));
            }
            throw new ProblemException(inUse(Dependents.of(database, catalog, resource, id), rule));
        }
    }

    private Problem inUse(Map<String, Long> dependents, Rule rule) {
        var sentence = dependents.isEmpty()
                ? rule.sentence()
                : "It is named by %s. Delete or change them first."
                        .formatted(dependents.entrySet().stream()
                                .map(entry -> entry.getValue() + " " + entry.getKey())
                                .collect(Collectors.joining(", ")));
        return new Problem.InUse(sentence, dependents);
    }

    /** Runs a write; says everything that the input breaks, whoever notices. */
    private <T> T explained(
            Database database,
            Input input,
            @Nullable UUID id,
            Map<String, @Nullable Object> values,
            Supplier<T> write) {
        if (!input.violations().isEmpty()) {
            throw invalid(database, input, id, values, List.of());
        }
        try {
            return database.attempt(write);
        } catch (DatabaseException e) {
            var rule = Refusal.rule(e).orElseThrow(() -> e);
            if (!rule.entity().equals(resource.table())) {
                // Others rely on what is being changed, as a leader's term does on the membership.
                throw conflict(rule, Problem.Violation.at(input.pointer(), rule.code(), rule.sentence(), rule.name()));
            }
            throw switch (rule.kind()) {
                case UNIQUE, PRIMARY_KEY, EXCLUDE ->
                    conflict(rule, Refusal.violation(rule, input.pointer(), rule.sentence()));
                case FOREIGN_KEY, NOT_NULL, CHECK, TRIGGER -> invalid(database, input, id, values, List.of(rule));
                case VIEW -> new IllegalStateException("a view refuses nothing");
            };
        }
    }

    private static ProblemException conflict(Rule rule, Problem.Violation violation) {
        return new ProblemException(new Problem.Conflict(rule.code(), rule.sentence(), List.of(violation)));
    }

    private ProblemException invalid(
            Database database,
            Input input,
            @Nullable UUID id,
            Map<String, @Nullable Object> values,
            List<Rule> refused) {
        var rules = new ArrayList<>(Diagnosis.broken(database, resource, id, values));
        refused.stream().filter(rule -> !rules.contains(rule)).forEach(rules::add);
        var before = id == null ? Set.<Rule>of() : Set.copyOf(Diagnosis.broken(database, resource, id, Map.of()));
        var wrong = input.violations().stream().map(Problem.Violation::pointer).collect(Collectors.toSet());
        var violations = new ArrayList<>(input.violations());
        for (var rule : rules) {
            if (rule.kind() == Rule.Kind.FOREIGN_KEY
                    && owner.isPresent()
                    && rule.fields().equals(List.of(owner.get()))) {
                var parent = catalog.get(resource.parent().orElseThrow().resource());
                return new ProblemException(Problem.NotFound.item(
                        parent.singular(), "id", Objects.requireNonNull(values.get(owner.get()))));
            }
            var violation = Refusal.violation(rule, input.pointer(), sentence(rule, input, before.contains(rule)));
            if (!wrong.contains(violation.pointer())) {
                violations.add(violation);
            }
        }
        return new ProblemException(Problem.Invalid.of(violations));
    }

    private String sentence(Rule rule, Input input, boolean before) {
        if (before && rule.fields().stream().noneMatch(input::sent)) {
            return "%s The item was loaded without keeping this rule; send %s, too, to change it."
                    .formatted(rule.sentence(), String.join(" and ", rule.fields()));
        }
        if (rule.kind() == Rule.Kind.FOREIGN_KEY && rule.fields().size() == 1) {
            return resource.field(rule.fields().getFirst())
                    .flatMap(Field::target)
                    .map(target -> "There is no %s with this id."
                            .formatted(catalog.get(target).noun()))
                    .filter(text -> rule.code().equals("unknown_reference"))
                    .orElse(rule.sentence());
        }
        return rule.sentence();
    }
}
