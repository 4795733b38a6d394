package dev.rejoin.importer.prove.expect;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the mapping promises, as the proof reads it: only what ends up in columns.
 *
 * @param excluded indices that are not imported
 * @param composed whether texts are kept in Unicode's normalization form C
 * @param defaulted NOT NULL constraints whose column may take its default instead
 */
public record Specification(
        String schema, boolean composed, Set<String> excluded, Set<String> defaulted, List<OfIndex> indices) {

    /** Tables with rows that more than one document may make. */
    public Set<String> mergingTables() {
        return indices.stream()
                .flatMap(OfIndex::ofDocuments)
                .filter(row -> !row.identity().isEmpty())
                .map(OfRow::table)
                .collect(Collectors.toSet());
    }

    /** Whether documents of an index may have a share in rows of others. */
    public boolean sharesRows(OfIndex index) {
        var merging = mergingTables();
        return index.ofDocuments().anyMatch(row -> merging.contains(row.table()));
    }

    /** One index: the rows of a document, those of its arrays, and by reference column those rebuilt from copies. */
    public record OfIndex(
            String index,
            List<OfRow> rows,
            List<OfRow> children,
            Map<String, List<OfRow>> resurrected,
            Conflicts conflicts) {

        public OfRow own() {
            return rows.getLast();
        }

        Stream<OfRow> ofDocuments() {
            return Stream.concat(rows.stream(), children.stream());
        }
    }

    public record OfRow(
            String part,
            String table,
            Map<String, OfValue> columns,
            List<String> identity,
            int prefer,
            @Nullable String newest,
            @Nullable String whenPath,
            List<String> whenIn,
            @Nullable String from,
            List<String> beside,
            @Nullable String split,
            boolean distinct) {}

    /** What is taken of two values at one path: {@code null}, {@code nested}, {@code dotted} or {@code quarantine}. */
    public record Conflicts(String otherwise, Map<String, String> byPath) {
        String at(String path) {
            return byPath.getOrDefault(path, otherwise);
        }
    }

    public sealed interface OfValue {
        record Constant(@Nullable String text) implements OfValue {}

        record OwnRow(String table) implements OfValue {}

        record Template(String text) implements OfValue {}

        record Taken(List<String> from, How how, @Nullable Reference reference) implements OfValue {}
    }

    public record Reference(
            String table, @Nullable String by, @Nullable String index, String orphans) {}

    record How(
            Map<String, String> values,
            @Nullable String otherwise,
            List<String> formats,
            ZoneId zone,
            List<String> transforms,
            @Nullable String defaultText,
            boolean keepEmpty,
            boolean badIsNull) {}
}
