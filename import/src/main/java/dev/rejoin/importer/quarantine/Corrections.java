package dev.rejoin.importer.quarantine;

import dev.rejoin.importer.document.Sha256;
import dev.rejoin.importer.read.SourceDocument;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What persons have corrected, by document, in the order in which they did.
 *
 * @param prefix what a restore put before the indices' names
 */
public record Corrections(String prefix, Map<Identity, List<Correction>> byDocument) {

    /** A document's name: its index without what a restore put before it, its id and, where it has one, its routing. */
    public record Identity(
            String index, String id, @Nullable String routing) {}

    /**
     * A corrected document, and what it corrects.
     *
     * @param wrong the SHA-256 of the corrected bytes
     * @param wrongContent the SHA-256 of what they say; null of corrections that were made before it was kept
     */
    public record Correction(byte[] wrong, byte @Nullable [] wrongContent, byte[] right) {

        public static Correction of(byte[] wrong, byte[] right) {
            return new Correction(Sha256.of(wrong), Content.digest(wrong), right);
        }

        boolean corrects(byte[] source) {
            return Arrays.equals(wrong, Sha256.of(source))
                    || wrongContent != null && Arrays.equals(wrongContent, Content.digest(source));
        }
    }

    /** All corrections that were made and not taken back. */
    public static Corrections read(DataSource database, String prefix) throws SQLException {
        var corrections = new HashMap<Identity, List<Correction>>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select index_name, id, routing, wrong_sha256, wrong_content_sha256, source
                        from rejoin_import.correction where withdrawn_at is null order by no
                        """)) {
            while (rows.next()) {
                corrections
                        .computeIfAbsent(
                                new Identity(rows.getString(1), rows.getString(2), rows.getString(3)),
                                identity -> new ArrayList<>())
                        .add(new Correction(
                                rows.getBytes(4),
                                rows.getBytes(5),
                                rows.getString(6).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return new Corrections(prefix, corrections);
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
        return corrected(new Identity(index, document.id(), document.routing()), document.source())
                // Made before the routing was kept.
                .or(() -> corrected(new Identity(index, document.id(), null), document.source()));
    }

    /** One correction may correct what an earlier one has made of the document. */
    private Optional<byte[]> corrected(Identity identity, byte[] source) {
        byte @Nullable [] right = null;
        for (var correction : byDocument.getOrDefault(identity, List.of())) {
            if (correction.corrects(right == null ? source : right)) {
                right = correction.right;
            }
        }
        return Optional.ofNullable(right);
    }
}
