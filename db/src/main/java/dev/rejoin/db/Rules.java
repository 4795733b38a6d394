package dev.rejoin.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** All rules by name, from the resource {@code constraints.csv}. */
public final class Rules {

    private static final String NOT_NULL_VIOLATION = "23502";

    private final Map<String, Rule> byName;

    private Rules(Map<String, Rule> byName) {
        this.byName = byName;
    }

    public static Rules load() {
        var resource = Objects.requireNonNull(Rules.class.getResourceAsStream("constraints.csv"));
        try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            var rules = new LinkedHashMap<String, Rule>();
            lines.lines().skip(1).map(Rules::parse).forEach(rule -> {
                if (rules.put(rule.name(), rule) != null) {
                    throw new IllegalStateException("constraints.csv has two rules " + rule.name());
                }
            });
            return new Rules(rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Collection<Rule> all() {
        return byName.values();
    }

    public Optional<Rule> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The rule that made PostgreSQL refuse a statement; empty where no rule did. */
    public Optional<Rule> brokenBy(SQLException refusal) {
        return refusal instanceof PSQLException e
                ? Optional.ofNullable(e.getServerErrorMessage())
                        .flatMap(Rules::constraintName)
                        .flatMap(this::find)
                : Optional.empty();
    }

    /** PostgreSQL reports a broken NOT NULL by table and column, and not by its name. */
    private static Optional<String> constraintName(ServerErrorMessage message) {
        if (NOT_NULL_VIOLATION.equals(message.getSQLState())) {
            return Optional.of(message.getTable() + "_" + message.getColumn() + "_required");
        }
        return Optional.ofNullable(message.getConstraint());
    }

    private static Rule parse(String line) {
        var cells = line.split(";", 6);
        var fields = cells[4].isEmpty() ? List.<String>of() : List.of(cells[4].split(","));
        return new Rule(cells[0], Rule.Kind.valueOf(cells[1]), cells[2], cells[3], fields, cells[5]);
    }
}
