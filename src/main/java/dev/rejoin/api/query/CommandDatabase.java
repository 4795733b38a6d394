package dev.rejoin.api.query;

import dev.rejoin.db.DirectAddress;
import dev.rejoin.db.FitDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.db.OwnSource;
import dev.rejoin.db.ShownAddress;
import dev.rejoin.db.WrongDatabaseException;
import java.io.PrintWriter;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/** The database for commands, which have no service around them: REJOIN_DB_URL, REJOIN_DB_USER, REJOIN_DB_PASSWORD. */
public final class CommandDatabase {
    private static final int FAILED = 1;
    private static final int WRONG_CALL = 2;

    private CommandDatabase() {}

    private static final class UnnamedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnnamedException(String message) {
            super(message);
        }
    }

    /** The database, brought up to date. */
    public static DataSource open() {
        var environment = System.getenv();
        var url = DirectAddress.of(environment);
        if (url == null) {
            throw new UnnamedException(
                    "REJOIN_DB_URL is not set; it names the database, as jdbc:postgresql://host/rejoin.");
        }
        var source = new OwnSource();
        try {
            source.setUrl(url);
        } catch (IllegalArgumentException e) {
            throw new UnnamedException(DirectAddress.variable(environment)
                    + " is not an address such as jdbc:postgresql://host/rejoin: " + ShownAddress.of(url));
        }
        source.setUser(environment.get("REJOIN_DB_USER"));
        source.setPassword(environment.get("REJOIN_DB_PASSWORD"));
        try {
            DirectAddress.check(source, environment);
            source.tellSessions();
            FitDatabase.checkDomain(source);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
        Migrations.migrateDomain(source);
        return source;
    }

    /** Says in a sentence what went wrong, and gives the exit status; what is no fault of the database is thrown again. */
    public static int explain(Exception failure, PrintWriter out) throws Exception {
        switch (failure) {
            case UnnamedException e -> {
                out.println(e.getMessage());
                return WRONG_CALL;
            }
            case WrongDatabaseException e -> out.println(e.getMessage());
            case DatabaseException e -> out.println("The database does not do it: " + e.getMessage());
            case FlywayException e -> out.println("The database does not do it: " + e.getMessage());
            default -> throw failure;
        }
        return FAILED;
    }
}
