package dev.rejoin.api.query;

import dev.rejoin.api.Bytes;
import dev.rejoin.api.http.Call;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.ItemType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Reads items of any type: HQL over the entity, tuples of the shown fields, JSON straight from them. */
@Singleton
public class Reads {
    private final Sessions sessions;
    private final Catalog catalog;
    private final Selections selections;
    private final Signing signing;
    private final Map<Class<?>, Map<String, Filter>> filters = new ConcurrentHashMap<>();

    Reads(Sessions sessions, Catalog catalog, Selections selections, Signing signing) {
        this.sessions = sessions;
        this.catalog = catalog;
        this.selections = selections;
        this.signing = signing;
    }

    /** An item as clients see it. */
    public record Found(Bytes body, EntityTag tag) {}

    /** The filters of a collection, by parameter. */
    public Map<String, Filter> filters(ItemType<?, ?> type) {
        return filters.computeIfAbsent(type.entity(), entity -> Filter.of(catalog, type));
    }

    /**
     * One item, as the call wants to see it: one statement, and one more per relation embedded.
     *
     * @param key the name of the field that is given: id or legacy_id
     * @param owner the id of the item that a nested one belongs to
     * @throws ProblemException 404 where there is none
     */
    public Found item(Call call, ItemType<?, ?> type, String key, Object value, @Nullable UUID owner) {
        var selection = selections.of(call, type);
        Supplier<ProblemException> none =
                () -> new ProblemException(Problem.NotFound.item(type.names().singular(), key, value));
        return selection.embedded().isEmpty()
                ? sessions.read(
                        session -> plain(session, selection, key, value, owner).orElseThrow(none))
                : sessions.snapshot(session ->
                        expanded(session, selection, key, value, owner).orElseThrow(none));
    }

    /** One item with all its fields, if it is there. */
    public Optional<Found> whole(ItemType<?, ?> type, UUID id) {
        return sessions.read(session -> plain(session, selections.whole(type), "id", id, null));
    }

    private Optional<Found> plain(
            StatelessSession session, Selection selection, String key, Object value, @Nullable UUID owner) {
        return row(session, selection, key, value, owner).map(row -> {
            var body = Bytes.json(json -> {
                json.writeStartObject();
                selection.write(json, row);
                json.writeEndObject();
            });
            return new Found(body, EntityTag.of(selection, row));
        });
    }

    /** The tag covers what is embedded, so that here the body has to be built before it is known. */
    private Optional<Found> expanded(
            StatelessSession session, Selection selection, String key, Object value, @Nullable UUID owner) {
        return row(session, selection, key, value, owner).map(row -> {
            var embeddings = Embedding.load(session, selection, List.<Object[]>of(row));
            var body = Bytes.json(json -> Embedding.write(json, selection, row, embeddings));
            return new Found(body, EntityTag.of(selection, row, body));
        });
    }

    private static Optional<Object[]> row(
            StatelessSession session, Selection selection, String key, Object value, @Nullable UUID owner) {
        var type = selection.type();
        var hql = new Hql();
        hql.add(selection.select())
                .add(selection.from())
                .add(" where e.")
                .add(type.get(key).path())
                .add(" = ")
                .add(hql.bind(value));
        if (owner != null) {
            hql.add(" and e.")
                    .add(type.owner().orElseThrow().reference().path())
                    .add(" = ")
                    .add(hql.bind(owner));
        }
        var rows = hql.on(session).getResultList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /**
     * One page of a collection, by keyset: one statement, and one more per relation embedded.
     *
     * @throws ProblemException 404 where a nested collection's owner is not there
     */
    public Bytes page(Call call, ItemType<?, ?> type, @Nullable UUID owner) {
        var page = new Page(
                call,
                catalog,
                selections.of(call, type),
                Order.parse(call.query("sort").orElse(""), type),
                Condition.of(call, type, filters(type), owner),
                signing.signature());
        return page.needsSnapshot()
                ? sessions.snapshot(session -> page.answer(session, () -> checkOwner(session, type, owner)))
                : sessions.read(session -> page.answer(session, () -> checkOwner(session, type, owner)));
    }

    /**
     * A whole filtered collection, to be streamed in constant memory from one snapshot.
     *
     * @param mediaType of {@link Export}
     */
    public Export.Stream export(Call call, ItemType<?, ?> type, @Nullable UUID owner, String mediaType) {
        var export = Export.of(
                call,
                catalog,
                selections.of(call, type),
                Order.parse(call.query("sort").orElse(""), type),
                Condition.of(call, type, filters(type), owner),
                mediaType);
        sessions.read(session -> {
            checkOwner(session, type, owner);
            return null;
        });
        return out -> sessions.snapshot(session -> export.write(session, out));
    }

    /** Terms, date histograms and metrics over a filtered collection, in one statement. */
    public Bytes aggregate(Call call, ItemType<?, ?> type, @Nullable UUID owner) {
        var aggregate = Aggregate.of(type);
        var condition = Condition.of(call, type, filters(type), owner);
        return sessions.read(
                session -> aggregate.answer(call, session, condition, () -> checkOwner(session, type, owner)));
    }

    /** Refuses a collection whose owner is not there. */
    public void checkOwner(ItemType<?, ?> type, @Nullable UUID owner) {
        sessions.read(session -> {
            checkOwner(session, type, owner);
            return null;
        });
    }

    private void checkOwner(StatelessSession session, ItemType<?, ?> type, @Nullable UUID id) {
        catalog.owner(type).ifPresent(owner -> {
            var hql = new Hql();
            hql.add("select count(*) from %s e where e.id = %s"
                    .formatted(owner.entity().getName(), hql.bind(java.util.Objects.requireNonNull(id))));
            if (hql.on(session, Long.class).getSingleResult() == 0) {
                throw new ProblemException(Problem.NotFound.item(owner.names().singular(), "id", id));
            }
        });
    }

    /** What a collection can be sorted by. */
    public static List<String> sortKeys(ItemType<?, ?> type) {
        return List.copyOf(Order.sortable(type));
    }

    /** What a collection can be grouped by. */
    public static List<String> groupKeys(ItemType<?, ?> type) {
        return Aggregate.of(type).keys();
    }

    /** What can be computed of each group. */
    public static List<String> metrics(ItemType<?, ?> type) {
        return Aggregate.of(type).metrics();
    }

    /** What an answer shows of an item, in its order. */
    public static List<ItemField> shown(ItemType<?, ?> type) {
        return List.copyOf(type.fields().values());
    }
}
