package dev.rejoin.api.read;

import dev.rejoin.api.Answer;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.Call;
import dev.rejoin.api.Database;
import dev.rejoin.api.Field;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Sql;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One item, by its id or by its legacy id: one statement, and one more per relation embedded. */
final class Item {
    private final View view;
    private final Views views;
    private final Selection whole;
    private final String wholeSql;

    Item(View view, Views views) {
        this.view = view;
        this.views = views;
        this.whole = new Selection(Shape.whole(view), List.of());
        this.wholeSql = select(whole);
    }

    Answer byId(Call call, String parameter) {
        return answer(call, "id", call.id(parameter));
    }

    Answer byLegacyId(Call call) {
        return answer(call, "legacy_id", call.path("legacy_id"));
    }

    private Answer answer(Call call, String column, Object value) {
        if (!call.query().containsKey("fields") && !call.query().containsKey("expand")) {
            return plain(call, whole, condition(call, Sql.of(wholeSql), column, value), column, value);
        }
        var selection = new Selection(Shape.of(call, view, views), List.of());
        var sql = condition(call, Sql.of(select(selection)), column, value);
        return selection.shape().embedded().isEmpty()
                ? plain(call, selection, sql, column, value)
                : call.database().snapshot(() -> expanded(call, selection, sql, column, value));
    }

    private Answer plain(Call call, Selection selection, Sql sql, String column, Object value) {
        var row = found(read(call.database(), selection, sql), column, value);
        var tag = EntityTag.of(selection, row);
        if (tag.isIn(call.header("If-None-Match"))) {
            return new Answer.Empty(304, Map.of("ETag", tag.text()));
        }
        var body = Bytes.json(json -> {
            json.writeStartObject();
            selection.write(json, row);
            json.writeEndObject();
        });
        return new Answer.Whole(200, Answer.JSON, Map.of("ETag", tag.text()), body);
    }

    /** The tag covers what is embedded, so that here the body has to be built before it is known. */
    private Answer expanded(Call call, Selection selection, Sql sql, String column, Object value) {
        var row = found(read(call.database(), selection, sql), column, value);
        var embeddings = Embedding.load(call.database(), selection, List.of(row));
        var body = Bytes.json(json -> Embedding.write(json, selection, row, embeddings));
        var tag = EntityTag.of(selection, row, body);
        if (tag.isIn(call.header("If-None-Match"))) {
            return new Answer.Empty(304, Map.of("ETag", tag.text()));
        }
        return new Answer.Whole(200, Answer.JSON, Map.of("ETag", tag.text()), body);
    }

    private String select(Selection selection) {
        return "select " + selection.sql() + " from " + view.resource().table() + " t"
                + Selection.joins(view, selection.columns()) + " where t.";
    }

    private Sql condition(Call call, Sql sql, String column, Object value) {
        sql.add(column + " = ?", value);
        view.resource().parent().ifPresent(parent -> sql.add(" and t." + parent.column() + " = ?", call.id("id")));
        return sql;
    }

    private static @Nullable Row read(Database database, Selection selection, Sql sql) {
        List<Field> columns = selection.columns();
        return database.query(sql, rows -> rows.next() ? Row.read(rows, columns, 0) : null);
    }

    private Row found(@Nullable Row row, String column, Object value) {
        if (row == null) {
            throw new ProblemException(Problem.NotFound.item(view.resource().singular(), column, value));
        }
        return row;
    }
}
