package dev.rejoin.importer.run;

import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the server's or the machine's state is the reason for: the SQLSTATE classes 08 (connection), 53 (resources), 57
 * (stopped by an operator) and 58 (input and output), a database that takes no writes or ends whoever takes long, a right that is
 * missing, and others who stood in the way again and again are nothing that the importer or the data did.
 */
public final class DatabaseFailure {
    private DatabaseFailure() {}

    /** What happened and what to do, to be gone on with "then …"; nothing where the failure is of another kind. */
    public static Optional<String> sentence(Throwable failure) {
        return Stream.iterate(failure, f -> f != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(e -> String.valueOf(e.getSQLState()).matches("(08|40|53|57|58|25006|25P0[34]|42501|55P03).*"))
                // The innermost one is the server's own, without the statement that a batch puts before it.
                .reduce((outer, inner) -> inner)
                .map(DatabaseFailure::explained);
    }

    private static String explained(SQLException failure) {
        var said = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        var sentence =
                switch (failure.getSQLState()) {
                    case "53100", "58030" -> "a disk of the database is full or fails (%s). Make room there";
                    case String state
                    when state.startsWith("53") -> "the database has run out of a resource (%s). Give it more";
                    case "42501" ->
                        "the database user lacks a right (%s). Grant it, or import as the owner of the tables, who may create"
                                + " schemas in the database";
                    case String state
                    when state.startsWith("40") || state.equals("55P03") ->
                        "other transactions stood in the way again and again (%s). See who holds rows or tables for long, in"
                                + " pg_stat_activity";
                    case "25006" -> "the database takes no writes (%s). Let it, or name its primary";
                    case "57014", "25P03", "25P04" ->
                        "the database was told to end what it was doing (%s). Whoever did that, or what is set there, says why";
                    default ->
                        "the connection to the database is lost (%s). See that it runs; its own log says why it stopped,"
                                + " such as a full disk";
                };
        return sentence.formatted(said);
    }
}
