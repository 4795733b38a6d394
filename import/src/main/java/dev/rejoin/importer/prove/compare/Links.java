package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.compare.Difference.DifferenceKind;
import dev.rejoin.importer.prove.compare.Ledger.Origin;
import dev.rejoin.importer.prove.expect.Interpreter;
import dev.rejoin.importer.prove.expect.Specification.OfIndex;
import dev.rejoin.importer.prove.expect.Specification.Reference;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The references of a page: whether each leads to the row that its source names. */
final class Links {

    /** A reference as the source names it, and the row that the target's leads to. */
    private record FollowedLink(
            Origin from,
            String column,
            String name,
            Reference reference,
            @Nullable UUID leadsTo) {}

    private final Target target;
    private final TargetRows targetRows;
    private final Ledger ledger;
    private final Function<String, Optional<OfIndex>> indexOf;
    private final Duplicates duplicates;
    private final boolean lived;
    private final List<FollowedLink> links = new ArrayList<>();

    Links(
            Target target,
            Ledger ledger,
            Function<String, Optional<OfIndex>> indexOf,
            Interpreter interpreter,
            boolean lived) {
        this.target = target;
        this.targetRows = new TargetRows(target, ledger.connection());
        this.ledger = ledger;
        this.indexOf = indexOf;
        this.duplicates = new Duplicates(target, ledger, interpreter, indexOf);
        this.lived = lived;
    }

    /** A reference as the source names it, and what its column holds. */
    private record Held(
            Origin from,
            String column,
            String name,
            Reference reference,
            @Nullable String value) {}

    private final List<Held> held = new ArrayList<>();
    private final Map<UUID, Map<String, Optional<String>>> values = new HashMap<>();

    void add(Origin from, String column, String name, Reference reference, @Nullable String value) {
        held.add(new Held(from, column, name, reference, value));
    }

    /** A row's value in a column, looked up once a page. */
    @Nullable
    String valueOf(String table, @Nullable UUID row, String column) throws SQLException {
        if (row == null) {
            return null;
        }
        var known = values.computeIfAbsent(row, id -> new HashMap<>()).get(column);
        if (known == null) {
            known = Optional.ofNullable(targetRows.valueOf(table, row, column));
            values.get(row).put(column, known);
        }
        return known.orElse(null);
    }

    /** Finds the rows that references lead to by what they hold. */
    private void follow(Tally tally) throws SQLException {
        record ReferredTo(String table, String column) {}
        var ways = new HashMap<ReferredTo, List<Held>>();
        held.forEach(h -> ways.computeIfAbsent(
                        new ReferredTo(
                                h.reference().table(),
                                target.paired(
                                        h.from().table(),
                                        h.column(),
                                        h.reference().table())),
                        way -> new ArrayList<>())
                .add(h));
        for (var way : ways.entrySet()) {
            var present = way.getValue().stream()
                    .map(Held::value)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            var rows = targetRows.holding(way.getKey().table(), way.getKey().column(), present);
            for (var h : way.getValue()) {
                var leadsTo = h.value() == null ? Set.<UUID>of() : rows.getOrDefault(h.value(), Set.of());
                if (h.value() != null && leadsTo.isEmpty()) {
                    differs(
                            tally,
                            new FollowedLink(h.from(), h.column(), h.name(), h.reference(), null),
                            h.value(),
                            "the reference leads to a row that no document made");
                } else if (leadsTo.size() > 1) {
                    addOneOf(h, leadsTo);
                } else {
                    links.add(new FollowedLink(
                            h.from(),
                            h.column(),
                            h.name(),
                            h.reference(),
                            leadsTo.stream().findFirst().orElse(null)));
                }
            }
        }
        held.clear();
    }

    /** A column that is but a part of a key has many rows: the one that the source names must be among them. */
    private void addOneOf(Held h, Set<UUID> leadsTo) throws SQLException {
        var table = h.reference().table();
        var rows = targetRows.withKeys(table, leadsTo);
        var origins = ledger.originsOfRows(table, leadsTo);
        UUID named = null;
        for (var row : leadsTo) {
            var link = new FollowedLink(h.from(), h.column(), h.name(), h.reference(), row);
            boolean right = h.reference().by() == null
                    ? origins.getOrDefault(row, List.of()).stream().anyMatch(origin -> isNamed(origin, link))
                    : rows.containsKey(row) && sameKey(link, nameOf(rows.get(row), link));
            if (right) {
                named = row;
            }
        }
        links.add(new FollowedLink(
                h.from(),
                h.column(),
                h.name(),
                h.reference(),
                named == null ? leadsTo.iterator().next() : named));
    }

    /** Looks all of them up, a table at a time. */
    void check(Tally tally) throws SQLException {
        follow(tally);
        var byTable = new HashMap<String, List<FollowedLink>>();
        links.forEach(link -> byTable.computeIfAbsent(link.reference().table(), table -> new ArrayList<>())
                .add(link));
        for (var entry : byTable.entrySet()) {
            checkPresent(
                    entry.getKey(),
                    entry.getValue().stream()
                            .filter(link -> link.leadsTo() != null)
                            .toList(),
                    tally);
            checkAbsent(
                    entry.getKey(),
                    entry.getValue().stream()
                            .filter(link -> link.leadsTo() == null)
                            .toList(),
                    tally);
        }
    }

    private void checkPresent(String table, List<FollowedLink> present, Tally tally) throws SQLException {
        var ids = new HashSet<UUID>();
        present.forEach(link -> ids.add(link.leadsTo()));
        var rows = targetRows.withKeys(table, ids);
        var doubtful = new ArrayList<FollowedLink>();
        for (var link : present) {
            var row = rows.get(link.leadsTo());
            if (row != null && link.reference().index() == null && link.name().equals(nameOf(row, link))) {
                tally.verified.increment();
            } else {
                doubtful.add(link);
            }
        }
        var doubtfulIds = new HashSet<UUID>();
        doubtful.forEach(link -> doubtfulIds.add(link.leadsTo()));
        var origins = doubtful.isEmpty() ? Map.<UUID, List<Origin>>of() : ledger.originsOfRows(table, doubtfulIds);
        var unproven = new ArrayList<FollowedLink>();
        for (var link : doubtful) {
            var row = rows.get(link.leadsTo());
            boolean right = row != null
                    && (link.reference().by() == null
                            ? origins.getOrDefault(link.leadsTo(), List.of()).stream()
                                    .anyMatch(origin -> isNamed(origin, link))
                            : sameKey(link, nameOf(row, link)));
            if (right) {
                tally.verified.increment();
            } else if (row != null && isChangedSince(row, origins.getOrDefault(link.leadsTo(), List.of()))) {
                tally.unverifiable.increment();
            } else {
                unproven.add(link);
            }
        }
        checkDuplicates(table, unproven, rows, tally);
    }

    /**
     * A reference to a document that was set aside may lead to the row of another one that is the same thing, by what
     * both documents say, and if a finding tells of it.
     */
    private void checkDuplicates(String table, List<FollowedLink> unproven, Map<UUID, TargetRow> rows, Tally tally)
            throws SQLException {
        if (unproven.isEmpty()) {
            return;
        }
        var setAside = ledger.setAside(unproven.stream().map(FollowedLink::name).collect(Collectors.toSet()));
        var told = new HashMap<String, Set<Long>>();
        for (var link : unproven) {
            var row = rows.get(link.leadsTo());
            boolean same = false;
            if (row != null && link.reference().by() == null) {
                for (var document : setAside) {
                    same |= document.id().equals(link.name())
                            && isOfIndex(document.index(), link.reference())
                            && duplicates.isSame(document, table, row);
                }
            }
            if (!same) {
                differs(
                        tally,
                        link,
                        row == null ? "a row that is not there" : String.valueOf(nameOf(row, link)),
                        "the reference leads to another row than its source names");
                continue;
            }
            if (!told.containsKey(link.from().table())) {
                told.put(
                        link.from().table(),
                        ledger.having(
                                "reference_to_duplicate",
                                link.from().table(),
                                unproven.stream().map(l -> l.from().doc()).toList()));
            }
            if (told.get(link.from().table()).contains(link.from().doc())) {
                tally.verified.increment();
            } else {
                differs(
                        tally,
                        link,
                        String.valueOf(nameOf(row, link)),
                        "what the reference names was set aside; it leads to the same thing, but no finding says so");
            }
        }
    }

    /** Where somebody has changed the row since, it may well go by another name now. */
    private boolean isChangedSince(TargetRow row, List<Origin> origins) {
        return lived
                && origins.stream()
                        .anyMatch(origin -> origin.kept()
                                || target.countsVersions(origin.table())
                                        && !Objects.equals(row.version(), origin.version()));
    }

    private @Nullable String nameOf(TargetRow row, FollowedLink link) {
        var by = link.reference().by();
        return row.value(by == null ? Target.LEGACY_ID : by);
    }

    private boolean sameKey(FollowedLink link, @Nullable String found) throws SQLException {
        return found != null
                && new TargetValues(target, ledger.connection())
                        .names(
                                link.reference().table(),
                                String.valueOf(link.reference().by()),
                                link.name(),
                                found);
    }

    /** A row that documents of the right index were merged into goes by the ids of all of them. */
    private boolean isNamed(Origin origin, FollowedLink link) {
        if (origin.how().equals("RESURRECTED")) {
            return link.name().equals(origin.id()) && link.reference().orphans().equals("resurrect");
        }
        return origin.part().startsWith("rows[")
                && origin.id().equals(link.name())
                && isOfIndex(origin.index(), link.reference());
    }

    private boolean isOfIndex(String index, Reference reference) {
        return reference.index() == null
                || indexOf.apply(index)
                        .filter(found -> found.index().equals(reference.index()))
                        .isPresent();
    }

    /**
     * A reference that was left out must lead to nothing in the target either, but what a delta says it has left there,
     * and may be left out by the mapping.
     */
    private void checkAbsent(String table, List<FollowedLink> absent, Tally tally) throws SQLException {
        if (absent.isEmpty()) {
            return;
        }
        var byKey = new HashMap<String, Set<String>>();
        for (var link : absent) {
            var by = link.reference().by();
            if (by != null || link.reference().index() == null) {
                byKey.computeIfAbsent(by == null ? Target.LEGACY_ID : by, column -> new HashSet<>())
                        .add(link.name());
            }
        }
        var existing = new HashMap<String, Set<String>>();
        for (var entry : byKey.entrySet()) {
            if (target.tables().get(table).containsKey(entry.getKey())) {
                var names = existing.computeIfAbsent(entry.getKey(), column -> new HashSet<>());
                var rows = targetRows.named(table, entry.getKey(), entry.getValue());
                rows.keySet().removeAll(ledger.left(table, rows.keySet()));
                rows.values().forEach(row -> names.add(String.valueOf(row.value(entry.getKey()))));
            }
        }
        var origins = origins(table, absent);
        for (var link : absent) {
            var by = link.reference().by();
            var names = existing.getOrDefault(by == null ? Target.LEGACY_ID : by, Set.of());
            boolean exists = (link.reference().index() == null && names.contains(link.name()))
                    || (by != null && isAmong(link, names))
                    || (by == null && origins.stream().anyMatch(origin -> isNamed(origin, link)));
            if (exists) {
                differs(tally, link, null, "the reference was left out, though what it names is there");
            } else if (link.reference().orphans().equals("quarantine")) {
                differs(tally, link, null, "the reference leads to nothing: its row should have been set aside");
            } else {
                tally.verified.increment();
            }
        }
    }

    private boolean isAmong(FollowedLink link, Set<String> names) throws SQLException {
        for (var name : names) {
            if (sameKey(link, name)) {
                return true;
            }
        }
        return false;
    }

    private List<Origin> origins(String table, List<FollowedLink> absent) throws SQLException {
        var names = new HashSet<String>();
        absent.stream().filter(link -> link.reference().by() == null).forEach(link -> names.add(link.name()));
        if (names.isEmpty()) {
            return List.of();
        }
        var origins = ledger.originsOfIds(table, names);
        var rows = targetRows.withKeys(table, origins.stream().map(Origin::row).collect(Collectors.toSet()));
        return origins.stream().filter(origin -> rows.containsKey(origin.row())).toList();
    }

    private static void differs(Tally tally, FollowedLink link, @Nullable String found, String message) {
        tally.differs(Difference.of(DifferenceKind.REFERENCE, message)
                .ofDocument(link.from().index(), link.from().id())
                .inTable(link.from().table())
                .inColumn(link.column())
                .between(link.name(), found));
    }
}
