package dev.rejoin.importer.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.read.Contents;
import dev.rejoin.importer.read.IndexReading;
import dev.rejoin.importer.read.Page;
import dev.rejoin.importer.read.PageConsumer;
import dev.rejoin.importer.read.Position;
import dev.rejoin.importer.read.Scope;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.read.SourceIncompleteException;
import dev.rejoin.importer.read.SourceIndex;
import dev.rejoin.importer.read.SourceInfo;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The documents of an earlier run as the ledger keeps them: what was read once need not be asked of Elasticsearch again.
 *
 * @param database the target, with the schema {@code rejoin_import}
 * @param run the run whose documents these are
 */
public record LedgerSource(DataSource database, long run) implements Source {
    private static final int PAGE = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public SourceInfo info() {
        return new SourceInfo("ledger", "run " + run, "rejoin_import", "the documents kept by run " + run);
    }

    @Override
    public Contents contents(Scope scope) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select i.name, i.fingerprint,
                               (select count(*) from rejoin_import.document d
                                where d.run_id = i.run_id and d.index_name = i.name), i.index_mapping
                        from rejoin_import.source_index i where i.run_id = ? order by i.name
                        """)) {
            statement.setLong(1, run);
            var indices = new ArrayList<SourceIndex>();
            var excluded = new TreeSet<>(excluded(connection));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (!scope.covers(rows.getString(1))) {
                        excluded.add(rows.getString(1));
                        continue;
                    }
                    indices.add(new SourceIndex(
                            rows.getString(1),
                            "run-" + run,
                            rows.getLong(3),
                            0,
                            List.of(),
                            mapping(rows.getString(4)),
                            rows.getString(2),
                            null,
                            null));
                }
            }
            return new Contents(indices, List.copyOf(excluded), 0);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private List<String> excluded(Connection connection) throws SQLException {
        try (var statement =
                connection.prepareStatement("select name from rejoin_import.excluded_index where run_id = ?")) {
            statement.setLong(1, run);
            var names = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }

    /** What the index said of its fields, so that its documents are read as they were. */
    private static @Nullable JsonNode mapping(@Nullable String kept) {
        try {
            return kept == null ? null : JSON.readTree(kept);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds an index mapping that is no JSON", e);
        }
    }

    @Override
    public List<String> remarks() {
        return List.of();
    }

    @Override
    public IndexReading open(SourceIndex index, int slices) {
        return new Reading(index, slices, new long[slices], new long[slices]);
    }

    @Override
    public IndexReading resume(SourceIndex index, List<Position> positions) {
        var from = positions.stream()
                .mapToLong(p -> p.isStart() ? 0 : Long.parseLong(p.token()))
                .toArray();
        return new Reading(index, from.length, from, new long[from.length]);
    }

    @Override
    public void close() {
        // Connections are opened for each slice and closed with it.
    }

    private static SourceIncompleteException unreadable(SQLException cause) {
        return new SourceIncompleteException("The ledger cannot be read: " + cause.getMessage(), cause);
    }

    private final class Reading implements IndexReading {
        private final SourceIndex index;
        private final int slices;
        private final long[] from;
        private final long[] received;

        Reading(SourceIndex index, int slices, long[] from, long[] received) {
            this.index = index;
            this.slices = slices;
            this.from = from;
            this.received = received;
        }

        @Override
        public <E extends Exception> void read(int slice, PageConsumer<E> pages) throws E {
            long after = from[slice];
            while (true) {
                var documents = new ArrayList<SourceDocument>(PAGE);
                after = page(slice, after, documents);
                received[slice] += documents.size();
                boolean last = documents.size() < PAGE;
                pages.accept(new Page(documents, new Position(Long.toString(after)), last));
                if (last) {
                    return;
                }
            }
        }

        private long page(int slice, long after, List<SourceDocument> documents) {
            try (var connection = database.getConnection();
                    var statement = connection.prepareStatement("""
                            select doc, id, routing, source, source_bytes from rejoin_import.document
                            where run_id = ? and index_name = ? and doc > ? and doc % ? = ? order by doc limit ?
                            """)) {
                statement.setLong(1, run);
                statement.setString(2, index.name());
                statement.setLong(3, after);
                statement.setInt(4, slices);
                statement.setInt(5, slice);
                statement.setInt(6, PAGE);
                long last = after;
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        last = rows.getLong(1);
                        var text = rows.getString(4);
                        documents.add(new SourceDocument(
                                index.name(),
                                rows.getString(2),
                                rows.getString(3),
                                text == null ? rows.getBytes(5) : text.getBytes(StandardCharsets.UTF_8)));
                    }
                }
                return last;
            } catch (SQLException e) {
                throw unreadable(e);
            }
        }

        @Override
        public void verify() {
            long all = Arrays.stream(received).sum();
            if (Arrays.stream(from).allMatch(f -> f == 0) && all != index.count()) {
                throw new SourceIncompleteException("The ledger of run %d holds %,d documents of %s, but gave %,d."
                        .formatted(run, index.count(), index.name(), all));
            }
        }

        @Override
        public void close() {
            // Nothing stays open between two pages.
        }
    }
}
