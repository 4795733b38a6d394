package dev.rejoin.api.query;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.api.Json;
import dev.rejoin.api.http.Call;
import dev.rejoin.api.resource.Catalog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.hibernate.StatelessSession;

/** A whole filtered collection as NDJSON or CSV, from one snapshot and in constant memory. */
public final class Export {
    public static final String NDJSON = "application/x-ndjson";
    public static final String CSV = "text/csv";
    private static final int FETCHED = 500;
    // Small enough that what is embedded in a batch stays small, too.
    private static final int BATCH = 200;
    private static final List<String> PAGING = List.of("limit", "cursor", "count");

    private final Selection selection;
    private final Order order;
    private final Condition condition;
    private final boolean csv;

    private Export(Selection selection, Order order, Condition condition, boolean csv) {
        this.selection = selection;
        this.order = order;
        this.condition = condition;
        this.csv = csv;
    }

    /** Writes the collection; returns the number of its items. */
    @FunctionalInterface
    public interface Stream {
        long to(OutputStream out);
    }

    static Export of(
            Call call, Catalog catalog, Selection selection, Order order, Condition condition, String mediaType) {
        for (var name : PAGING) {
            if (call.query().containsKey(name)) {
                throw Parameters.malformed(name, "not_with_stream", "%s is the whole collection.".formatted(mediaType));
            }
        }
        var csv = mediaType.equals(CSV);
        if (csv && !selection.embedded().isEmpty()) {
            throw Parameters.malformed("expand", "not_with_stream", "CSV has no place for it; ask for " + NDJSON + ".");
        }
        return new Export(csv ? selection.flat(catalog) : selection, order, condition, csv);
    }

    long write(StatelessSession session, OutputStream out) {
        var hql = new Hql();
        var where = condition.where(hql, "e");
        hql.add(selection.select())
                .add(selection.from())
                .add(where)
                .add(" order by ")
                .add(order.hql());
        try (var rows = hql.on(session).setFetchSize(FETCHED).getResultStream()) {
            return csv ? csv(rows.iterator(), out) : ndjson(session, rows.iterator(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One item per line, and a last line with their number, so that a cut stream is seen. */
    private long ndjson(StatelessSession session, Iterator<Object[]> rows, OutputStream out) throws IOException {
        var count = 0L;
        try (var json = Json.generator(out)) {
            json.setRootValueSeparator(null);
            var batch = new ArrayList<Object[]>(BATCH);
            while (rows.hasNext()) {
                batch.add(rows.next());
                if (batch.size() == BATCH) {
                    count += write(session, json, batch);
                }
            }
            count += write(session, json, batch);
            json.writeStartObject();
            json.writeNumberField("count", count);
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return count;
    }

    private int write(StatelessSession session, JsonGenerator json, List<Object[]> batch) throws IOException {
        var embeddings = Embedding.load(session, selection, batch);
        for (var row : batch) {
            Embedding.write(json, selection, row, embeddings);
            json.writeRaw('\n');
        }
        var written = batch.size();
        batch.clear();
        return written;
    }

    /** RFC 4180 in UTF-8 with its mark, and a header line; text that a spreadsheet would run as a formula gets an apostrophe. */
    private long csv(Iterator<Object[]> rows, OutputStream out) throws IOException {
        var shown = selection.shown();
        var line = new CsvLine();
        line.begin();
        for (var field : shown) {
            line.add(field.name());
        }
        line.end(out);
        var count = 0L;
        while (rows.hasNext()) {
            var row = rows.next();
            for (int i = 0; i < shown.size(); i++) {
                line.add(shown.get(i).type(), row[i]);
            }
            line.end(out);
            count++;
        }
        return count;
    }
}
