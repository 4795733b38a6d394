package dev.rejoin.search;

import dev.rejoin.api.change.Answer;
import dev.rejoin.api.change.ItemChanges;
import dev.rejoin.api.endpoint.ItemVectors;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.Problem.Violation;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.problem.Violations;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.ItemType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps the vectors of items, and knows the models that there are vectors of. */
@Singleton
class Vectors implements ItemVectors {
    private static final int LONGEST_NAME = 200;

    private final Database database;
    private final ItemChanges changes;

    Vectors(Database database, ItemChanges changes) {
        this.database = database;
        this.changes = changes;
    }

    private record Model(String name, int length) {}

    private record Known(boolean known) {}

    @Override
    public void put(ItemType<?, ?> type, UUID id, Order order) {
        var violations = new Violations();
        if (order.model().isBlank()) {
            violations.add(Violation.field("model", "blank", "This is blank: name the model that made the vector."));
        } else if (order.model().length() > LONGEST_NAME) {
            violations.add(Violation.field(
                    "model", "too_long", "A model's name has at most %d characters.".formatted(LONGEST_NAME)));
        }
        if (order.components().length > MOST_COMPONENTS) {
            violations.add(Violation.field(
                    "components",
                    "too_many",
                    "A vector has at most %d components, this one has %d."
                            .formatted(MOST_COMPONENTS, order.components().length)));
        } else {
            wrong("components", order.components(), violations);
            lengthOf(order.model(), resourceOf(type), id)
                    .filter(length -> order.components().length > 0 && length != order.components().length)
                    .ifPresent(length -> violations.add(
                            otherLength("components", order.model(), length, order.components().length)));
        }
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.Invalid.of(violations));
        }
        changes.run(() -> {
            // The document is held, so that it is not deleted before the vector is there to be deleted with it.
            var kept = database.update(Sql.of("""
                            insert into search_vector (resource, id, model, components)
                            select d.resource, d.id, ?, ?::real[] from search_document d
                            where d.resource = ? and d.id = ? for key share
                            on conflict (resource, id, model) do update
                            set components = excluded.components, text_digest = null, made_at = now()""", order.model(), literal(order.components()), resourceOf(type), id));
            if (kept == 0) {
                throw missing(type, id);
            }
            return Answer.empty();
        });
    }

    @Override
    public Vector get(ItemType<?, ?> type, UUID id, @Nullable String model) {
        var of = model(model);
        return database.first(
                        Sql.of(
                                "select model, components, made_at from search_vector where resource = ? and id = ? and model = ?",
                                resourceOf(type),
                                id,
                                of),
                        Vector.class)
                .orElseThrow(() -> without(type, id, of));
    }

    @Override
    public void delete(ItemType<?, ?> type, UUID id, @Nullable String model) {
        var of = model(model);
        changes.run(() -> {
            if (database.update(Sql.of(
                            "delete from search_vector where resource = ? and id = ? and model = ?",
                            resourceOf(type),
                            id,
                            of))
                    == 0) {
                throw without(type, id, of);
            }
            return Answer.empty();
        });
    }

    /** Adds what is wrong with components by themselves. */
    static void wrong(String field, float[] components, Violations violations) {
        if (components.length == 0) {
            violations.add(Violation.field(field, "too_few", "A vector has at least one component."));
            return;
        }
        for (var component : components) {
            if (component != 0) {
                return;
            }
        }
        violations.add(Violation.field(
                field, "zero_vector", "All components are zero, which is no direction: such a text has no vector."));
    }

    static Violation otherLength(String field, String model, int length, int given) {
        return Violation.field(
                field,
                "other_length",
                "The vectors of the model '%s' have %d components, this one has %d.".formatted(model, length, given));
    }

    /** How many components the vectors of a model have, those of an item apart; nothing where there are none. */
    private java.util.Optional<Integer> lengthOf(String model, String resource, UUID id) {
        return database.first(Sql.of("""
                                select m.name, m.length from search.vector_model m
                                where m.name = ? and exists (
                                    select from search_vector v where v.model = m.name and (v.resource, v.id) <> (?, ?))""", model, resource, id), Model.class).map(Model::length);
    }

    /** The model that is meant where a caller names one, or none. */
    String model(@Nullable String named) {
        var models = models();
        if (named != null) {
            return Problem.Malformed.among("model", named, models.stream().collect(Collectors.toSet()));
        }
        if (models.size() == 1) {
            return models.getFirst();
        }
        throw new ProblemException(Problem.Malformed.parameter(
                "model",
                "missing_parameter",
                models.isEmpty()
                        ? "it is required, as there are no vectors yet."
                        : "it is required, as there are vectors of several models: %s."
                                .formatted(String.join(", ", models))));
    }

    /** How many components the vectors of a model have. */
    int length(String model) {
        return database.first(Sql.of("select name, length from search.vector_model where name = ?", model), Model.class)
                .map(Model::length)
                .orElseThrow();
    }

    private List<String> models() {
        return database.list(Sql.of("select name, length from search.vector_model order by name"), Model.class).stream()
                .map(Model::name)
                .toList();
    }

    ProblemException without(ItemType<?, ?> type, UUID id, String model) {
        var known = database.first(
                Sql.of("select true as known from search_document where resource = ? and id = ?", resourceOf(type), id),
                Known.class);
        return known.isEmpty()
                ? missing(type, id)
                : new ProblemException(new Problem.NotFound(
                        "no_vector",
                        "This %s has no vector of the model '%s'; PUT /v1/%s/%s/vector gives it one."
                                .formatted(type.noun(), model, type.names().plural(), id)));
    }

    static ProblemException missing(ItemType<?, ?> type, UUID id) {
        return new ProblemException(Problem.NotFound.item(type.names().singular(), "id", id.toString()));
    }

    private static String resourceOf(ItemType<?, ?> type) {
        return type.searchName().orElseThrow();
    }

    /** Components as PostgreSQL reads an array. */
    static String literal(float[] components) {
        var text = new StringBuilder("{");
        for (var component : components) {
            text.append(text.length() > 1 ? "," : "").append(component);
        }
        return text.append('}').toString();
    }

    /** Their signs, as {@code search.signs} writes them. */
    static String signs(float[] components) {
        var text = new StringBuilder(components.length);
        for (var component : components) {
            text.append(component > 0 ? '1' : '0');
        }
        return text.toString();
    }
}
