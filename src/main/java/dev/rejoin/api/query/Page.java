package dev.rejoin.api.query;

import dev.rejoin.api.Bytes;
import dev.rejoin.api.http.Call;
import dev.rejoin.api.resource.Catalog;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** One page of a collection being read. */
final class Page {
    static final int DEFAULT_LIMIT = 50;
    static final int MOST_ITEMS = 500;

    private final Call call;
    private final Order order;
    private final Condition condition;
    private final Selection selection;
    private final Signature signature;
    private final int limit;
    private final Count.Wanted count;
    private final String binding;
    private final @Nullable Cursor cursor;

    Page(Call call, Catalog catalog, Selection selection, Order order, Condition condition, Signature signature) {
        this.call = call;
        this.order = order;
        this.condition = condition;
        this.signature = signature;
        this.selection = selection.with(
                catalog, order.keys().stream().map(Order.Key::field).toList());
        this.limit = call.number("limit", DEFAULT_LIMIT, 1, MOST_ITEMS);
        this.count = Count.Wanted.of(call);
        this.binding = call.uri() + "\n" + order.text() + "\n" + condition.canonical();
        this.cursor = call.query("cursor")
                .map(text -> Cursor.parse("cursor", text, binding, signature))
                .orElse(null);
    }

    boolean needsSnapshot() {
        return count == Count.Wanted.ESTIMATED || !selection.embedded().isEmpty();
    }

    /** @param ownerCheck what an empty first page of a nested collection asks for */
    Bytes answer(StatelessSession session, Runnable ownerCheck) {
        var rows = read(session);
        if (rows.isEmpty() && cursor == null) {
            ownerCheck.run();
        }
        var more = rows.size() > limit;
        var items = more ? rows.subList(0, limit) : rows;
        var backward = cursor != null && cursor.backward();
        var page = backward ? items.reversed() : items;
        var total = total(session, rows);
        var embeddings = Embedding.load(session, selection, page);
        var next = backward || more;
        var previous = backward ? more : cursor != null;
        return Bytes.json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (var row : page) {
                Embedding.write(json, selection, row, embeddings);
            }
            json.writeEndArray();
            json.writeStringField("next", next && !page.isEmpty() ? link(page.getLast(), false) : null);
            json.writeStringField("previous", previous && !page.isEmpty() ? link(page.getFirst(), true) : null);
            total.write(json);
            json.writeEndObject();
        });
    }

    private Count total(StatelessSession session, List<Object[]> rows) {
        return switch (count) {
            case NONE -> Count.NONE;
            case ESTIMATED -> Count.estimate(session, condition);
            // Behind the end no row is left to carry the number.
            case EXACT ->
                rows.isEmpty() && cursor != null
                        ? Count.exact(session, condition)
                        : new Count(
                                rows.isEmpty()
                                        ? 0L
                                        : (Long) rows.getFirst()[
                                                selection.columns().size()],
                                Count.Kind.EXACT);
        };
    }

    private List<Object[]> read(StatelessSession session) {
        return statement(null).on(session).getResultList();
    }

    /** @param only what to read of the items instead of all that is shown, where but the plan is looked at */
    Hql statement(@Nullable String only) {
        var hql = new Hql();
        var where = condition.where(hql, "e");
        var direction = cursor != null && cursor.backward() ? order.reversed() : order;
        if (cursor != null) {
            where += condition.more() + direction.after(hql, order.values(cursor));
        }
        var most = " limit " + hql.bind(limit + 1);
        // In the same statement as the page, so that the two cannot contradict each other.
        var counted = count == Count.Wanted.EXACT ? ", (select count(*)" + condition.from(hql, "c") + ")" : "";
        if (!selection.joins()) {
            return hql.add(only == null ? selection.select() : "select " + only)
                    .add(counted)
                    .add(selection.from())
                    .add(where)
                    .add(" order by ")
                    .add(direction.hql())
                    .add(most);
        }
        // The page is cut before other items are looked at: where no index has the order, all that the filters leave
        // are sorted, and only a page of them is completed.
        return hql.add("select ")
                .add(only == null ? selection.completed() : only)
                .add(counted)
                .add(" from (select ")
                .add(selection.own())
                .add(direction.own())
                .add(" from " + condition.type().entity().getName() + " e")
                .add(where)
                .add(" order by ")
                .add(direction.hql())
                .add(most)
                .add(") k")
                .add(selection.completing())
                .add(" order by ")
                .add(direction.again());
    }

    private String link(Object[] row, boolean backward) {
        var values = new ArrayList<@Nullable String>();
        for (var key : order.keys()) {
            var value = row[selection.index(key.field())];
            values.add(value == null ? null : key.field().type().print(value));
        }
        return call.link(new Cursor(backward, values).print(binding, signature));
    }
}
