package dev.rejoin.api.change;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.problem.Refusals;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.ItemType;
import dev.rejoin.db.Rule;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
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
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Writes items of any type through their repository, and says everything that is wrong with one at once. Runs inside a transaction. */
@Singleton
class Writes {
    private static final String ONE_AFTER_THE_OTHER =
            "The items of one request are written one after the other: where two exchange values, send a batch that"
                    + " first gives one of them a spare value, then the other one its value, then the first one its own.";

    private final Catalog catalog;
    private final Repositories repositories;
    private final Bodies bodies;
    private final Transactions transactions;
    private final Database database;
    private final Session session;

    Writes(
            Catalog catalog,
            Repositories repositories,
            Bodies bodies,
            Transactions transactions,
            Database database,
            Session session) {
        this.catalog = catalog;
        this.repositories = repositories;
        this.bodies = bodies;
        this.transactions = transactions;
        this.database = database;
        this.session = session;
    }

    /** An item as it is now, locked until the transaction ends. */
    <E extends Item<D>, D extends Record> Optional<E> lock(ItemType<E, D> type, UUID id, @Nullable UUID owner) {
        return Optional.ofNullable(repositories.of(type.entity()).findById(id, LockModeType.PESSIMISTIC_WRITE))
                .filter(item -> owner == null || owner.equals(ownerOf(type, item)));
    }

    /** The same where it has to be there, and in a version that the client knows. */
    <E extends Item<D>, D extends Record> E locked(
            ItemType<E, D> type, UUID id, @Nullable UUID owner, IfMatch expected) {
        var item = lock(type, id, owner)
                .orElseThrow(() ->
                        new ProblemException(Problem.NotFound.item(type.names().singular(), "id", id)));
        expected.check(item.version());
        return item;
    }

    <E extends Item<D>, D extends Record> @Nullable Object ownerOf(ItemType<E, D> type, E item) {
        return type.owner()
                .map(reference -> RecordComponents.of(type.data())
                        .value(item.data(), reference.reference().name()))
                .orElse(null);
    }

    /** @param alone whether this is all that the transaction does */
    <E extends Item<D>, D extends Record> UUID insert(
            ItemType<E, D> type, Body<D> body, @Nullable UUID owner, boolean alone) {
        type.owner()
                .ifPresent(reference -> body.values().put(reference.reference().name(), owner));
        born(type, body);
        bodies.validate(body, type, null, true);
        var id = explained(type, body, null, alone && body.elements().isEmpty(), () -> {
            var item = fresh(type);
            item.data(RecordComponents.of(type.data()).with(null, body.values()));
            repositories.of(type.entity()).persistAndFlush(item);
            return item.id();
        });
        body.elements().forEach((field, elements) -> replace(type, field, elements, id));
        return id;
    }

    /** Writes what was sent and differs; returns whether anything did. */
    <E extends Item<D>, D extends Record> boolean update(ItemType<E, D> type, E item, Body<D> body, boolean alone) {
        var components = RecordComponents.of(type.data());
        transitions(type, item, body);
        bodies.validate(body, type, item.data(), false);
        var changed = components.with(item.data(), body.values());
        var differs = !changed.equals(item.data());
        if (differs || !body.violations().isEmpty() || !body.unfit().isEmpty()) {
            explained(type, body, item.id(), alone && body.elements().isEmpty(), () -> {
                item.data(changed);
                session.flush();
                return item.id();
            });
        }
        for (var entry : body.elements().entrySet()) {
            differs |= replace(type, entry.getKey(), entry.getValue(), item.id());
        }
        return differs;
    }

    <E extends Item<D>, D extends Record> void delete(ItemType<E, D> type, E item, boolean alone) {
        var id = item.id();
        transactions.explained(
                alone,
                () -> {
                    repositories.of(type.entity()).delete(item);
                    session.flush();
                    return id;
                },
                refused -> {
                    var rule = Refusals.rule(refused).orElseThrow();
                    return new ProblemException(
                            rule.kind() == Rule.Kind.FOREIGN_KEY
                                    ? inUse(Dependents.of(database, catalog, type, id), rule)
                                    : Refusals.problem(rule, List.of(Refusals.violation(rule, "", rule.sentence()))));
                });
    }

    /** Sends what was changed, so that a refusal comes where it is explained. */
    void flush() {
        session.flush();
    }

    /** Forgets what the session knows: a batch's next operation reads what triggers have made of it. */
    void forget() {
        session.clear();
    }

    private static Problem inUse(Map<String, Long> dependents, Rule rule) {
        var sentence = dependents.isEmpty()
                ? rule.sentence()
                : "It is named by %s. Delete or change them first."
                        .formatted(dependents.entrySet().stream()
                                .map(entry -> entry.getValue() + " " + entry.getKey())
                                .collect(Collectors.joining(", ")));
        return new Problem.InUse(sentence, dependents);
    }

    private static <E extends Item<?>> E fresh(ItemType<E, ?> type) {
        try {
            var constructor = type.entity().getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every entity has an empty constructor", e);
        }
    }

    /** Gives a new item the value that it is born with; another one is for an action to give. */
    private static void born(ItemType<?, ?> type, Body<?> body) {
        type.birth().ifPresent(birth -> {
            var field = birth.field();
            var value = field.parse(birth.value());
            if (!body.sent(field.name()) && !body.violated(field.name())) {
                body.values().put(field.name(), value);
            }
            var sent = body.values().get(field.name());
            if (sent != null && !sent.equals(value)) {
                body.refuse(
                        field.name(),
                        "use_action",
                        "A new %s is %s; its actions change that.".formatted(type.noun(), birth.value()));
            }
        });
    }

    /** Notes the values that only an action gives; keeping one that is there already is no change. */
    private <E extends Item<D>, D extends Record> void transitions(ItemType<E, D> type, E item, Body<D> body) {
        var components = RecordComponents.of(type.data());
        for (var transition : type.transitions()) {
            var field = transition.field();
            var value = field.parse(transition.value());
            if (value.equals(body.values().get(field.name()))
                    && !value.equals(components.value(item.data(), field.name()))) {
                body.refuse(
                        field.name(),
                        "use_action",
                        "It becomes %s by POST %s/%s."
                                .formatted(transition.value(), catalog.itemPath(type), transition.action()));
            }
        }
    }

    // ---- arrays of nested items ----

    private boolean replace(ItemType<?, ?> type, String field, List<Body<?>> elements, UUID owner) {
        var declared = type.elements().get(field);
        return replaceAll(catalog.any(declared.of()), declared.order(), elements, owner);
    }

    /** Makes the items of an array the only ones of their owner; one that keeps its place keeps its id. */
    @SuppressWarnings("unchecked")
    private <E extends Item<D>, D extends Record> boolean replaceAll(
            ItemType<E, D> type, String order, List<Body<?>> elements, UUID owner) {
        var components = RecordComponents.of(type.data());
        var present = new HashMap<Object, E>();
        var reference = type.owner().orElseThrow().reference();
        for (var item : repositories
                .of(type.entity())
                .find(reference.path() + " = ?1", owner)
                .list()) {
            present.put(Objects.requireNonNull(components.value(item.data(), order)), item);
        }
        var kept = elements.stream().map(element -> element.values().get(order)).collect(Collectors.toSet());
        var changed = false;
        for (var entry : present.entrySet()) {
            if (!kept.contains(entry.getKey())) {
                delete(type, entry.getValue(), false);
                changed = true;
            }
        }
        for (var any : elements) {
            var element = (Body<D>) any;
            var item = present.remove(element.values().get(order));
            if (item == null) {
                insert(type, element, owner, false);
                changed = true;
            } else {
                absentAsNull(type, element);
                changed |= update(type, item, element, false);
            }
        }
        return changed;
    }

    /** An item of an array is written whole: what is absent in it is null, or keeps its default. */
    private static void absentAsNull(ItemType<?, ?> type, Body<?> element) {
        for (var field : type.fields().values()) {
            if (field.origin() == ItemField.Origin.WRITTEN
                    && !field.notNull()
                    && !field.name().equals("legacy_id")
                    && !type.isOwner(field)) {
                element.values().putIfAbsent(field.name(), null);
            }
        }
    }

    // ---- why the database refused ----

    /** Runs a write; says everything that the body breaks, whoever notices. */
    private <T> T explained(ItemType<?, ?> type, Body<?> body, @Nullable UUID id, boolean alone, Supplier<T> write) {
        if (!body.violations().isEmpty() || !body.unfit().isEmpty()) {
            throw invalid(type, body, id, List.of());
        }
        return transactions.explained(alone, write, refused -> {
            var rule = Refusals.rule(refused).orElseThrow();
            if (!rule.entity().equals(type.table())) {
                // Others rely on what is being changed, as a leader's term does on the membership.
                return conflict(
                        rule,
                        rule.sentence(),
                        Problem.Violation.at(body.pointer(), rule.code(), rule.sentence(), rule.name()));
            }
            return switch (rule.kind()) {
                case UNIQUE, PRIMARY_KEY, EXCLUDE -> {
                    // Within a larger request the other item may be about to give the value up.
                    var sentence = alone ? rule.sentence() : rule.sentence() + " " + ONE_AFTER_THE_OTHER;
                    yield conflict(rule, sentence, Refusals.violation(rule, body.pointer(), sentence));
                }
                case FOREIGN_KEY, NOT_NULL, CHECK, TRIGGER -> invalid(type, body, id, List.of(rule));
                case VIEW -> new IllegalStateException("a view refuses nothing");
            };
        });
    }

    private static ProblemException conflict(Rule rule, String sentence, Problem.Violation violation) {
        return new ProblemException(new Problem.Conflict(rule.code(), sentence, List.of(violation)));
    }

    private ProblemException invalid(ItemType<?, ?> type, Body<?> body, @Nullable UUID id, List<Rule> refused) {
        var values = new LinkedHashMap<>(body.values());
        var rules = new ArrayList<>(Diagnosis.broken(database, type, id, values));
        refused.stream().filter(rule -> !rules.contains(rule)).forEach(rules::add);
        var before = id == null ? Set.<Rule>of() : Set.copyOf(Diagnosis.broken(database, type, id, Map.of()));
        var violations = new ArrayList<>(body.violations());
        var wrong = violations.stream().map(Problem.Violation::pointer).collect(Collectors.toSet());
        for (var rule : rules) {
            if (rule.kind() == Rule.Kind.FOREIGN_KEY && namesOwner(type, rule)) {
                var owner = catalog.owner(type).orElseThrow();
                return new ProblemException(Problem.NotFound.item(
                        owner.names().singular(),
                        "id",
                        Objects.requireNonNull(values.get(rule.fields().getFirst()))));
            }
            var violation = Refusals.violation(rule, body.pointer(), sentence(type, rule, body, before.contains(rule)));
            if (!wrong.contains(violation.pointer())) {
                violations.add(violation);
            }
        }
        var said = violations.stream().map(Problem.Violation::pointer).collect(Collectors.toSet());
        body.unfit().forEach((name, message) -> {
            var pointer = body.pointer() + "/" + name;
            if (!said.contains(pointer)) {
                violations.add(
                        Problem.Violation.at(pointer, "invalid_value", "This is not %s.".formatted(message), null));
            }
        });
        return new ProblemException(Problem.Invalid.of(violations));
    }

    private static boolean namesOwner(ItemType<?, ?> type, Rule rule) {
        return type.owner()
                .filter(reference ->
                        rule.fields().equals(List.of(reference.reference().name())))
                .isPresent();
    }

    private String sentence(ItemType<?, ?> type, Rule rule, Body<?> body, boolean before) {
        if (before && rule.fields().stream().noneMatch(body::sent)) {
            return "%s The item was loaded without keeping this rule; send %s, too, to change it."
                    .formatted(rule.sentence(), String.join(" and ", rule.fields()));
        }
        if (rule.kind() == Rule.Kind.FOREIGN_KEY && rule.fields().size() == 1) {
            return type.field(rule.fields().getFirst())
                    .flatMap(ItemField::target)
                    .map(target -> "There is no %s with this id."
                            .formatted(catalog.any(target).noun()))
                    .filter(text -> rule.code().equals("unknown_reference"))
                    .orElse(rule.sentence());
        }
        return rule.sentence();
    }
}
