package dev.rejoin.api.read;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.api.Answer;
import dev.rejoin.api.Call;
import dev.rejoin.api.Field;
import dev.rejoin.api.Json;
import dev.rejoin.api.Sql;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A whole filtered collection as NDJSON or CSV, from one snapshot and in constant memory. */
final class Streamed {
    static final String NDJSON = "application/x-ndjson";
    static final String CSV = "text/csv";
    // Small enough that what is embedded in a batch stays small, too.
    private static final int BATCH = 200;
    private static final List<String> PAGING = List.of("limit", "cursor", "count");

    private final View view;
    private final Owner owner;

    Streamed(View view, Owner owner) {
        this.view = view;
        this.owner = owner;
    }

    Answer answer(Call call, Shape shape, Order order, Query query) {
        for (var name : PAGING) {
            if (call.query().containsKey(name)) {
                throw Parameters.malformed(
                        name, "not_with_stream", "%s is the whole collection.".formatted(call.mediaType()));
            }
        }
        if (call.mediaType().equals(CSV) && !shape.embedded().isEmpty()) {
            throw Parameters.malformed("expand", "not_with_stream", "CSV has no place for it; ask for " + NDJSON + ".");
        }
        owner.check(call);
        var selection = new Selection(call.mediaType().equals(CSV) ? flat(shape) : shape, List.of());
        var sql = Sql.of("select ")
                .add(selection.sql())
                .add(query.from(Selection.union(
                        selection.columns(),
                        order.keys().stream().map(Order.Key::field).toList())))
                .add(" order by " + order.sql());
        var lines = call.mediaType().equals(CSV) ? (Source) new Csv(selection) : new NdJson(call, selection);
        return new Answer.Streamed(
                200,
                call.mediaType(),
                Map.of("Content-Disposition", "inline; filename=\"%s\"".formatted(fileName(call.mediaType()))),
                out -> call.database().snapshot(() -> call.database().stream(sql, rows -> write(rows, lines, out))));
    }

    private static Shape flat(Shape shape) {
        return new Shape(
                shape.view(), shape.shown().stream().filter(Field::scalar).toList(), List.of());
    }

    private String fileName(String mediaType) {
        return view.resource().name() + (mediaType.equals(CSV) ? ".csv" : ".ndjson");
    }

    private static Void write(ResultSet rows, Source source, OutputStream out) throws SQLException {
        try {
            source.write(rows, out);
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Source {
        void write(ResultSet rows, OutputStream out) throws SQLException, IOException;
    }

    /** One item per line, and a last line with their number, so that a cut stream is seen. */
    private record NdJson(Call call, Selection selection) implements Source {
        @Override
        public void write(ResultSet rows, OutputStream out) throws SQLException, IOException {
            var count = 0L;
            try (var json = Json.generator(out)) {
                json.setRootValueSeparator(null);
                var batch = new ArrayList<Row>(BATCH);
                while (rows.next()) {
                    batch.add(Row.read(rows, selection.columns(), 0));
                    if (batch.size() == BATCH) {
                        count += write(json, batch);
                    }
                }
                count += write(json, batch);
                json.writeStartObject();
                json.writeNumberField("count", count);
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }

        private int write(JsonGenerator json, List<Row> batch) throws IOException {
            var embeddings = Embedding.load(call.database(), selection, batch);
            for (var row : batch) {
                Embedding.write(json, selection, row, embeddings);
                json.writeRaw('\n');
            }
            var written = batch.size();
            batch.clear();
            return written;
        }
    }

    /** RFC 4180, with a header line; values that a spreadsheet would run as a formula are quoted for it. */
    private record Csv(Selection selection) implements Source {
        @Override
        public void write(ResultSet rows, OutputStream out) throws SQLException, IOException {
            var shown = selection.shape().shown();
            var line = new CsvLine();
            for (var field : shown) {
                line.add(field.name());
            }
            line.end(out);
            while (rows.next()) {
                var row = Row.read(rows, selection.columns(), 0);
                for (int i = 0; i < shown.size(); i++) {
                    line.add(shown.get(i).type(), row.at(i));
                }
                line.end(out);
            }
        }
    }
}
