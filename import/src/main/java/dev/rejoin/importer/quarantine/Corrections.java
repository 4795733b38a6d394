package dev.rejoin.importer.quarantine;

import dev.rejoin.importer.document.Sha256;
import dev.rejoin.importer.read.Ruling;
import dev.rejoin.importer.read.Ruling.Said;
import dev.rejoin.importer.read.SourceDocument;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What persons have corrected and decided, by document, in the order in which they did. */
public final class Corrections {
    private final String prefix;
    private final Map<Identity, List<Correction>> byDocument;

    private Corrections(String prefix, Map<Identity, List<Correction>> byDocument) {
        this.prefix = prefix;
        this.byDocument = byDocument;
    }

    /** A document's name: its index without what a restore put before it, its id and, where it has one, its routing. */
    public record Identity(
            String index, String id, @Nullable String routing) {}

    /** What was done: the document was given another form, left out, or let in as it stands. */
    public enum CorrectionKind {
        CORRECTED,
        EXCLUDED,
        ACCEPTED
    }

    /** Which document is meant: only while it says what it said then. */
    public record About(byte[] sha256, byte @Nullable [] content) {

        public static About of(byte[] source) {
            return new About(Sha256.of(source), Content.digest(source));
        }

        boolean is(byte[] source) {
            return Arrays.equals(sha256, Sha256.of(source))
                    || content != null && Arrays.equals(content, Content.digest(source));
        }
    }

    /**
     * What was done about a document.
     *
     * @param right its corrected form, if it was given one
     * @param accepted what it may break, if it was let in
     */
    private record Correction(
            CorrectionKind kind,
            About about,
            byte @Nullable [] right,
            @Nullable String accepted,
            Said said) {}

    /**
     * All corrections that were made and not taken back.
     *
     * @param prefix what a restore put before the indices' names
     */
    public static Corrections read(DataSource database, String prefix) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(STANDING + " order by no")) {
            return new Corrections(prefix, read(statement));
        }
    }

    /** Those of some documents alone, whose indices have nothing before their names. */
    public static Corrections of(DataSource database, Collection<SourceDocument> documents) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        STANDING + " and (index_name, id) in (select * from unnest(?, ?)) order by no")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            documents.stream().map(SourceDocument::index).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", documents.stream().map(SourceDocument::id).toArray()));
            return new Corrections("", read(statement));
        }
    }

    private static final String STANDING = """
            select index_name, id, routing, wrong_sha256, wrong_content_sha256, source, kind, accepted, corrected_by,
                   coalesce(reason, '')
            from rejoin_import.correction where withdrawn_at is null""";

    private static Map<Identity, List<Correction>> read(PreparedStatement statement) throws SQLException {
        var corrections = new HashMap<Identity, List<Correction>>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                corrections
                        .computeIfAbsent(
                                new Identity(rows.getString(1), rows.getString(2), rows.getString(3)),
                                identity -> new ArrayList<>())
                        .add(new Correction(
                                CorrectionKind.valueOf(rows.getString(7)),
                                new About(rows.getBytes(4), rows.getBytes(5)),
                                rows.getString(6) == null
                                        ? null
                                        : rows.getString(6).getBytes(StandardCharsets.UTF_8),
                                rows.getString(8),
                                new Said(rows.getString(9), rows.getString(10))));
            }
        }
        return corrections;
    }

    public boolean isEmpty() {
        return byDocument.isEmpty();
    }

    /** A document in the form that persons have given it, with what they decided about it, if it is one of those. */
    public Optional<SourceDocument> of(SourceDocument document) {
        if (byDocument.isEmpty() || !document.index().startsWith(prefix)) {
            return Optional.empty();
        }
        var index = document.index().substring(prefix.length());
        return of(new Identity(index, document.id(), document.routing()), document)
                // Made before the routing was kept.
                .or(() -> of(new Identity(index, document.id(), null), document));
    }

    /** Each stands on what those before it have made of the document, and holds while it says that. */
    private Optional<SourceDocument> of(Identity identity, SourceDocument document) {
        var now = document;
        @Nullable Said excluded = null;
        @Nullable Said outdated = null;
        var accepted = new TreeMap<String, Said>();
        for (var each : byDocument.getOrDefault(identity, List.of())) {
            boolean holds = each.about.is(now.source());
            switch (each.kind) {
                case CORRECTED -> {
                    outdated = null;
                    if (holds) {
                        now = document.with(Objects.requireNonNull(each.right));
                        excluded = null;
                        accepted.clear();
                    }
                }
                case EXCLUDED -> {
                    if (holds) {
                        excluded = each.said;
                        accepted.clear();
                    }
                    outdated = excluded == null ? each.said : null;
                }
                case ACCEPTED -> {
                    if (holds) {
                        outdated = null;
                        accepted.put(Objects.requireNonNull(each.accepted), each.said);
                    }
                }
            }
        }
        var ruling = excluded == null && outdated == null
                ? Ruling.accepts(accepted)
                : new Ruling(excluded, outdated, accepted);
        return now == document && ruling == null ? Optional.empty() : Optional.of(now.under(ruling));
    }
}
