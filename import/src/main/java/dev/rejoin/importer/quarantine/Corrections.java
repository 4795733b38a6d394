package dev.rejoin.importer.quarantine;

import dev.rejoin.importer.read.SourceDocument;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What persons have corrected, by index (without what a restore put before it) and id.
 *
 * @param prefix what a restore put before the indices' names
 */
public record Corrections(String prefix, Map<String, Correction> byDocument) {

    /** A corrected document, and the digest of what it corrects. */
    record Correction(byte[] wrong, byte[] right) {}

    /** All corrections that were ever made, the last of each document. */
    public static Corrections read(DataSource database, String prefix) throws SQLException {
        var corrections = new HashMap<String, Correction>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select index_name, id, wrong_sha256, source from rejoin_import.correction order by correction.no
                        """)) {
            while (rows.next()) {
                corrections.put(
                        rows.getString(1) + "/" + rows.getString(2),
                        new Correction(rows.getBytes(3), rows.getString(4).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return new Corrections(prefix, corrections);
    }

    public boolean isEmpty() {
        return byDocument.isEmpty();
    }

    Optional<byte[]> of(SourceDocument document) {
        if (byDocument.isEmpty() || !document.index().startsWith(prefix)) {
            return Optional.empty();
        }
        return Optional.ofNullable(byDocument.get(document.index().substring(prefix.length()) + "/" + document.id()))
                .filter(c -> Arrays.equals(c.wrong, sha256(document.source())))
                .map(Correction::right);
    }

    private static byte[] sha256(byte[] source) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(source);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
