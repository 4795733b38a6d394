package dev.rejoin.importer.repair;

import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.MappingReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The mapping that a run was made with, as the database keeps it: whatever its files say by now. */
record KeptMapping(DataSource database, long run) {

    /** Reads it as it was read then. */
    Mapping mapping() throws SQLException, IOException {
        var folder = Files.createTempDirectory("rejoin-mapping-");
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "select name, content from rejoin_import.mapping_file where run_id = ?")) {
            statement.setLong(1, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    Files.writeString(folder.resolve(rows.getString(1)), rows.getString(2));
                }
            }
            return MappingReader.read(folder);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
