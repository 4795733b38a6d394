package dev.rejoin.api.read;

import dev.rejoin.api.Answer;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.Call;
import dev.rejoin.api.Cursor;
import dev.rejoin.api.Sql;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of a collection, by keyset: one statement, and one more per relation embedded. */
final class Collection {
    private static final int DEFAULT_LIMIT = 50;
    static final int MOST_ITEMS = 500;

    private final View view;
    private final Views views;
    private final Owner owner;
    private final Streamed streamed;

    Collection(View view, Views views, Owner owner) {
        this.view = view;
        this.views = views;
        this.owner = owner;
        this.streamed = new Streamed(view, owner);
    }

    Answer answer(Call call) {
        var shape = Shape.of(call, view, views);
        var order = Order.parse(call.query("sort").orElse(""), view.sortable());
        var query = Query.of(call, view);
        if (!call.mediaType().equals(Answer.JSON)) {
            return streamed.answer(call, shape, order, query);
        }
        var page = new Page(call, shape, order, query);
        return page.needsSnapshot() ? call.database().snapshot(page::answer) : page.answer();
    }

    /** One page being read. */
    private final class Page {
        private final Call call;
        private final Order order;
        private final Query query;
        private final Selection selection;
        private final int limit;
        private final Count.Wanted count;
        private final String binding;
        private final @Nullable Cursor cursor;

        Page(Call call, Shape shape, Order order, Query query) {
            this.call = call;
            this.order = order;
            this.query = query;
            this.selection = new Selection(
                    shape, order.keys().stream().map(Order.Key::field).toList());
            this.limit = call.number("limit", DEFAULT_LIMIT, 1, MOST_ITEMS);
            this.count = Count.Wanted.of(call);
            this.binding = call.uri() + "\n" + order.text() + "\n" + query.canonical();
            this.cursor = call.query("cursor")
                    .map(text -> Cursor.parse(text, binding, call.signature()))
                    .orElse(null);
        }

        boolean needsSnapshot() {
            return count == Count.Wanted.ESTIMATED
                    || !selection.shape().embedded().isEmpty();
        }

        Answer answer() {
            var counted = new long[] {0};
            var rows = read(counted);
            if (rows.isEmpty() && cursor == null) {
                owner.check(call);
            }
            var more = rows.size() > limit;
            var items = more ? rows.subList(0, limit) : rows;
            var backward = cursor != null && cursor.backward();
            var page = backward ? items.reversed() : items;
            var total = total(rows, counted[0]);
            var embeddings = Embedding.load(call.database(), selection, page);
            var next = backward || more;
            var previous = backward ? more : cursor != null;
            return Answer.json(Bytes.json(json -> {
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
            }));
        }

        private Count total(List<Row> rows, long counted) {
            return switch (count) {
                case NONE -> Count.NONE;
                case ESTIMATED -> Count.estimate(call.database(), query);
                // Behind the end no row is left to carry the number.
                case EXACT ->
                    rows.isEmpty() && cursor != null
                            ? Count.exact(call.database(), query)
                            : new Count(counted, Count.Kind.EXACT);
            };
        }

        private List<Row> read(long[] counted) {
            var exact = count == Count.Wanted.EXACT;
            var sql = Sql.of("select ");
            if (exact) {
                // In the same statement as the page, so that the two cannot contradict each other.
                sql.add("(select count(*)").add(query.from(List.of())).add("), ");
            }
            sql.add(selection.sql()).add(query.from(selection.columns()));
            var direction = cursor != null && cursor.backward() ? order.reversed() : order;
            if (cursor != null) {
                sql.add(" and ").add(direction.after(order.values(cursor)));
            }
            sql.add(" order by " + direction.sql() + " limit ?", limit + 1);
            var columns = selection.columns();
            return call.database().query(sql, result -> {
                var rows = new ArrayList<Row>(limit + 1);
                while (result.next()) {
                    if (exact) {
                        counted[0] = result.getLong(1);
                    }
                    rows.add(Row.read(result, columns, exact ? 1 : 0));
                }
                return rows;
            });
        }

        private String link(Row row, boolean backward) {
            var values = new ArrayList<@Nullable String>();
            for (var key : order.keys()) {
                var value = row.at(selection.index(key.field()));
                values.add(value == null ? null : key.field().type().print(value));
            }
            return call.link(new Cursor(backward, values).print(binding, call.signature()));
        }
    }
}
