package dev.rejoin.importer.load;

import dev.rejoin.importer.finding.Code;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.finding.RuleName;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * PostgreSQL has refused a row: a constraint, or a trigger of the target that knows a rule which no constraint says.
 *
 * @param code the constraint's own name where it tells one
 * @param isOfTrigger whether a function has raised it, so that no check could foresee it
 */
record Refusal(Code code, String message, boolean isOfTrigger, RefusalKind kind, Optional<Unnamed> unnamed) {

    /** Where it happened, of a constraint whose name the server does not tell. */
    record Unnamed(
            @Nullable String schema,
            @Nullable String table,
            @Nullable String column,
            @Nullable String type) {}

    /** What may be the reason of another refusal comes first. */
    enum RefusalKind {
        /** The row itself breaks a rule. */
        RULE,
        /** Another row has what it wants. */
        TAKEN,
        /** A row that it refers to is not there. */
        LACKING
    }

    /** How every message begins. */
    static final String BEGINNING = "the database refused it: ";

    private static RefusalKind kind(String state) {
        return switch (state) {
            case "23503" -> RefusalKind.LACKING;
            case "23505", "23P01" -> RefusalKind.TAKEN;
            default -> RefusalKind.RULE;
        };
    }

    /** What the server or another transaction is the reason for, whoever says so. */
    private static final String OF_OTHERS = "(08|40|53|55P03|57|58|F0|XX).*";

    /**
     * What a statement is the reason for, or how it was sent: a trigger that has it says what it wants to say of the row, with a
     * code of its own choice. Of the limits (54) those alone are meant that no value of a row can go beyond, as it can with
     * what an index, a page or a list of words takes (54000), or with a chain that a trigger goes along (54001).
     */
    private static final String OF_THE_STATEMENT = "(25|34|3D|42|54(?!00[01])|55).*";

    /** Nothing where the failure is not the row's: a lost connection, a full disk, a deadlock, a mistake in a statement. */
    static Optional<Refusal> of(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        if (state.length() < 5 || state.matches(OF_OTHERS)) {
            return Optional.empty();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException server && server.getServerErrorMessage() != null) {
                var said = server.getServerErrorMessage();
                return state.matches(OF_THE_STATEMENT) && !isOfTrigger(said)
                        ? Optional.empty()
                        : Optional.of(new Refusal(
                                code(said, state),
                                message(said),
                                isOfTrigger(said),
                                kind(state),
                                unnamed(said, state)));
            }
        }
        if (state.matches(OF_THE_STATEMENT)) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                FindingCode.REFUSED_BY_TARGET,
                String.valueOf(failure.getMessage()).lines().findFirst().orElse(""),
                false,
                RefusalKind.RULE,
                Optional.empty()));
    }

    /**
     * Whether it is about rows and their values, and not about how they were to be written: a trigger's own word, a row that
     * its function does not find, what a value breaks that only the database gives, or what is too long for an index.
     */
    static boolean isOfRows(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return of(failure)
                .filter(refusal -> refusal.isOfTrigger || state.matches("(22|23|P0|5400[01]).*"))
                .isPresent();
    }

    private static Optional<Unnamed> unnamed(ServerErrorMessage said, String state) {
        return said.getConstraint() == null && state.equals("23502") && !isOfTrigger(said)
                ? Optional.of(new Unnamed(said.getSchema(), said.getTable(), said.getColumn(), said.getDatatype()))
                : Optional.empty();
    }

    /** The same under the constraint's own name: of a NOT NULL constraint no error tells it. */
    Refusal named(Statements sql) throws SQLException {
        if (unnamed.isEmpty()) {
            return this;
        }
        var at = unnamed.get();
        var names = sql.texts("""
                with recursive types(oid) as (
                    select to_regtype(quote_ident(%1$s) || '.' || quote_ident(%4$s))::oid
                    union all
                    select t.typbasetype from types b join pg_type t on t.oid = b.oid where t.typtype = 'd'),
                relation as (select to_regclass(quote_ident(%1$s) || '.' || quote_ident(%2$s)) as oid)
                select n.conname from relation r join pg_attribute a on a.attrelid = r.oid and a.attname = %3$s
                join pg_constraint n on n.conrelid = r.oid and n.contype = 'n' and n.conkey = array[a.attnum]
                union all
                select n.conname from types t join pg_constraint n on n.contypid = t.oid and n.contype = 'n'
                """.formatted(text(at.schema), text(at.table), text(at.column), text(at.type)));
        return names.isEmpty()
                ? this
                : new Refusal(
                        new RuleName(String.valueOf(names.getFirst().getFirst())),
                        message,
                        isOfTrigger,
                        kind,
                        Optional.empty());
    }

    private static String text(@Nullable String name) {
        return name == null ? "null::text" : Statements.literal(name);
    }

    private static Code code(ServerErrorMessage said, String state) {
        if (said.getConstraint() != null && !said.getConstraint().isBlank()) {
            return new RuleName(said.getConstraint());
        }
        return state.startsWith("23502") && said.getColumn() != null
                ? new RuleName(said.getTable() + "_" + said.getColumn() + "_required")
                : FindingCode.REFUSED_BY_TARGET;
    }

    private static boolean isOfTrigger(ServerErrorMessage said) {
        return String.valueOf(said.getWhere()).contains(" RAISE");
    }

    private static String message(ServerErrorMessage said) {
        return BEGINNING + said.getMessage() + (said.getDetail() == null ? "" : " (%s)".formatted(said.getDetail()));
    }
}
