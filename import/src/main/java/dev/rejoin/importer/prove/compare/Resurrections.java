package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.compare.Difference.DifferenceKind;
import dev.rejoin.importer.prove.expect.ColumnType;
import dev.rejoin.importer.prove.expect.Expected;
import dev.rejoin.importer.prove.expect.Foreseen;
import dev.rejoin.importer.prove.expect.Specification.OfIndex;
import dev.rejoin.importer.prove.expect.Specification.OfRow;
import dev.rejoin.importer.prove.expect.Specification.OfValue;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows rebuilt from copies. While documents pass by, every copy casts its vote; in the end each rebuilt row must hold,
 * of the copies in one index, what the most of them say. They are few, so that all of them fit into memory.
 */
public final class Resurrections {

    private static final int FETCHED_AT_ONCE = 5_000;

    private final Target target;
    private final Map<String, Map<UUID, TargetRow>> rows;
    private final Map<String, Map<String, TargetRow>> byName;
    private final Map<Vote, Map<String, Integer>> votes = new ConcurrentHashMap<>();

    /** What is voted on, and by which copies: those under one reference of one index. */
    private record Vote(String table, UUID row, String column, String index, String reference) {}

    private Resurrections(
            Target target, Map<String, Map<UUID, TargetRow>> rows, Map<String, Map<String, TargetRow>> byName) {
        this.target = target;
        this.rows = rows;
        this.byName = byName;
    }

    /**
     * Fetches the rows that the load says it has rebuilt.
     *
     * @param lived whether rows may have been changed since: those are left out
     */
    public static Resurrections read(Connection connection, long run, Target target, boolean lived, Tally tally)
            throws SQLException {
        var ids = rebuilt(connection, run);
        var rows = new HashMap<String, Map<UUID, TargetRow>>();
        var byName = new HashMap<String, Map<String, TargetRow>>();
        for (var table : ids.keySet()) {
            var versions = ids.get(table);
            var all = new HashMap<UUID, TargetRow>();
            for (var some : parts(List.copyOf(versions.keySet()))) {
                all.putAll(new TargetRows(target, connection).withKeys(table, some));
            }
            if (lived && target.countsVersions(table)) {
                var changed = versions.keySet().stream()
                        .filter(id -> !Objects.equals(
                                versions.get(id),
                                all.containsKey(id) ? all.get(id).version() : null))
                        .toList();
                tally.changedSince.add(changed.size());
                changed.forEach(versions::remove);
                changed.forEach(all::remove);
            }
            rows.put(table, all);
            var named = byName.computeIfAbsent(table, name -> new HashMap<>());
            var names = target.hasLegacyId(table) ? Map.<UUID, String>of() : names(connection, run, table);
            all.values().forEach(row -> {
                var name = target.hasLegacyId(table) ? row.value(Target.LEGACY_ID) : names.get(row.id());
                if (name != null) {
                    named.put(name, row);
                }
            });
            for (var id : versions.keySet()) {
                all.putIfAbsent(id, new TargetRow(id, null, Map.of()));
            }
        }
        return new Resurrections(target, rows, byName);
    }

    /** Rebuilt rows with the versions they were left with, by table. */
    private static Map<String, Map<UUID, String>> rebuilt(Connection connection, long run) throws SQLException {
        var ids = new HashMap<String, Map<UUID, String>>();
        try (var statement = connection.prepareStatement("""
                select table_name, row_id, version from rejoin_import.row_origin
                where run_id = ? and how = 'RESURRECTED'
                """)) {
            statement.setLong(1, run);
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    ids.computeIfAbsent(found.getString(1), table -> new HashMap<>())
                            .put(found.getObject(2, UUID.class), found.getString(3));
                }
            }
        }
        return ids;
    }

    /** What rebuilt rows were missed as, where the table itself does not say it. */
    private static Map<UUID, String> names(Connection connection, long run, String table) throws SQLException {
        var names = new HashMap<UUID, String>();
        try (var statement = connection.prepareStatement("""
                select row_id, id from rejoin_import.row_origin
                where run_id = ? and table_name = ? and how = 'RESURRECTED' and id is not null
                """)) {
            statement.setLong(1, run);
            statement.setString(2, table);
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    names.put(found.getObject(1, UUID.class), found.getString(2));
                }
            }
        }
        return names;
    }

    /** Lets the copies in a document vote on the rows rebuilt for it. */
    void propose(OfIndex index, Foreseen document) {
        if (rows.isEmpty()) {
            return;
        }
        for (var copy : document.copies()) {
            vote(index, copy);
        }
    }

    private void vote(OfIndex index, Foreseen.ForeseenCopy copy) {
        var rebuilt = index.resurrected().get(copy.reference());
        var last = byName.getOrDefault(rebuilt.getLast().table(), Map.of()).get(copy.name());
        if (last == null) {
            return;
        }
        copy.rows().get().forEach((row, columns) -> {
            var found = row == rebuilt.getLast() ? last : companion(rebuilt, row.table(), last);
            if (found != null) {
                columns.forEach((column, expected) -> {
                    var key = new Vote(row.table(), found.id(), column, index.index(), copy.reference());
                    var ballot = votes.computeIfAbsent(key, vote -> new HashMap<>());
                    synchronized (ballot) {
                        ballot.merge(said(expected), 1, Integer::sum);
                    }
                });
            }
        });
    }

    /** The row of another table that was rebuilt along with the last one, which refers to it. */
    private @Nullable TargetRow companion(List<OfRow> rebuilt, String table, TargetRow last) {
        for (var column : rebuilt.getLast().columns().entrySet()) {
            if (column.getValue() instanceof OfValue.OwnRow(var own) && own.equals(table)) {
                var value = last.value(column.getKey());
                var paired = target.paired(rebuilt.getLast().table(), column.getKey(), table);
                var type = target.type(rebuilt.getLast().table(), column.getKey());
                return value == null
                        ? null
                        : rows.getOrDefault(table, Map.of()).values().stream()
                                .filter(row -> row.id().toString().equals(value)
                                        || Optional.ofNullable(row.value(paired))
                                                .filter(key ->
                                                        type.equalForm(key).equals(type.equalForm(value)))
                                                .isPresent())
                                .findFirst()
                                .orElse(null);
            }
        }
        return null;
    }

    private static String said(Expected expected) {
        return switch (expected) {
            case Expected.Value(var canonical) -> "=" + canonical;
            case Expected.Literal(var text) -> "'" + text;
            case Expected.None() -> "";
            case Expected.Unreadable unreadable -> "";
            case Expected.OwnRow own -> "row";
            case Expected.Link link -> "link";
        };
    }

    /** Counts the votes. */
    public void conclude(Connection connection, Tally tally) throws SQLException {
        var ballots = new HashMap<String, HashMap<UUID, HashMap<String, Collection<Map<String, Integer>>>>>();
        votes.forEach((vote, ballot) -> ballots.computeIfAbsent(vote.table(), table -> new HashMap<>())
                .computeIfAbsent(vote.row(), row -> new HashMap<>())
                .computeIfAbsent(vote.column(), column -> new HashSet<>())
                .add(ballot));
        for (var table : rows.entrySet()) {
            for (var row : table.getValue().values()) {
                tally.rows.increment();
                var columns =
                        ballots.getOrDefault(table.getKey(), new HashMap<>()).get(row.id());
                if (row.values().isEmpty() || columns == null) {
                    tally.differs(Difference.of(
                                    DifferenceKind.RESURRECTION,
                                    row.values().isEmpty()
                                            ? "the rebuilt row is not there"
                                            : "no document holds a copy from which this row could have been rebuilt")
                            .named(row.value(Target.LEGACY_ID))
                            .inTable(table.getKey())
                            .holding(row.id().toString()));
                    continue;
                }
                for (var column : columns.entrySet()) {
                    conclude(connection, tally, table.getKey(), row, column.getKey(), column.getValue());
                }
            }
        }
    }

    private void conclude(
            Connection connection,
            Tally tally,
            String table,
            TargetRow row,
            String column,
            Collection<Map<String, Integer>> ballots)
            throws SQLException {
        var type = target.type(table, column);
        var found = row.value(column);
        String most = null;
        for (var ballot : ballots) {
            int best = ballot.entrySet().stream()
                    .filter(vote -> !vote.getKey().isEmpty())
                    .mapToInt(Map.Entry::getValue)
                    .max()
                    .orElse(0);
            for (var vote : ballot.entrySet()) {
                boolean none = vote.getKey().isEmpty();
                if ((none && best > 0) || (!none && vote.getValue() < best)) {
                    continue;
                }
                if (vote.getKey().equals("row")
                        || vote.getKey().equals("link")
                        || isSaid(connection, type, vote.getKey(), found)) {
                    tally.verified.increment();
                    return;
                }
                most = vote.getKey();
            }
        }
        tally.differs(Difference.of(DifferenceKind.RESURRECTION, "the rebuilt row does not hold what most copies say")
                .named(row.value(Target.LEGACY_ID))
                .inTable(table)
                .inColumn(column)
                .between(most, found));
    }

    private boolean isSaid(Connection connection, ColumnType type, String said, @Nullable String found)
            throws SQLException {
        if (said.isEmpty() || found == null) {
            return said.isEmpty() && found == null;
        }
        return found.equals(
                said.startsWith("=")
                        ? said.substring(1)
                        : new TargetValues(target, connection).literal(type, said.substring(1)));
    }

    private static List<List<UUID>> parts(List<UUID> ids) {
        var parts = new java.util.ArrayList<List<UUID>>();
        for (int from = 0; from < ids.size(); from += FETCHED_AT_ONCE) {
            parts.add(ids.subList(from, Math.min(ids.size(), from + FETCHED_AT_ONCE)));
        }
        return parts;
    }
}
