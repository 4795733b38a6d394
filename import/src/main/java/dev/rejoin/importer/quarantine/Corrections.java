package dev.rejoin.importer.quarantine;

import dev.rejoin.importer.document.Sha256;
import dev.rejoin.importer.read.SourceDocument;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What persons have corrected, by document.
 *
 * @param prefix what a restore put before the indices' names
 */
public record Corrections(String prefix, Map<Identity, Correction> byDocument) {

    /** A document's name: its index without what a restore put before it, its id and, where it has one, its routing. */
    public record Identity(
            String index, String id, @Nullable String routing) {}

    /**
     * A corrected document, and what it corrects.
     *
     * @param wrong the SHA-256 of the corrected bytes
     * @param wrongContent the SHA-256 of what they say; null of corrections that were made before it was kept
     */
    record Correction(byte[] wrong, byte @Nullable [] wrongContent, byte[] right) {

        static Correction of(byte[] wrong, byte[] right) {
            return new Correction(Sha256.of(wrong), Content.digest(wrong), right);
        }

        boolean corrects(byte[] source) {
            return Arrays.equals(wrong, Sha256.of(source))
                    || wrongContent != null && Arrays.equals(wrongContent, Content.digest(source));
        }
    }

    /** All corrections that were made and not taken back, the last of each document. */
    public static Corrections read(DataSource database, String prefix) throws SQLException {
        var corrections = new HashMap<Identity, Correction>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select index_name, id, routing, wrong_sha256, wrong_content_sha256, source
                        from rejoin_import.correction where withdrawn_at is null order by no
                        """)) {
            while (rows.next()) {
                corrections.put(
                        new Identity(rows.getString(1), rows.getString(2), rows.getString(3)),
                        new Correction(
                                rows.getBytes(4),
                                rows.getBytes(5),
                                rows.getString(6).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return new Corrections(prefix, corrections);
    }

    /** The same, and these replacements of documents as they are now. */
    Corrections and(Map<Identity, Correction> more) {
        var all = new HashMap<>(byDocument);
        all.putAll(more);
        return new Corrections(prefix, all);
    }

    public boolean isEmpty() {
        return byDocument.isEmpty();
    }

    /** The corrected form of a document, if it is one that was corrected. */
    public Optional<byte[]> of(SourceDocument document) {
        if (byDocument.isEmpty() || !document.index().startsWith(prefix)) {
            return Optional.empty();
        }
        var index = document.index().substring(prefix.length());
        return Optional.ofNullable(byDocument.get(new Identity(index, document.id(), document.routing())))
                // Made before the routing was kept.
                .or(() -> Optional.ofNullable(byDocument.get(new Identity(index, document.id(), null))))
                .filter(c -> c.corrects(document.source()))
                .map(Correction::right);
    }
}
