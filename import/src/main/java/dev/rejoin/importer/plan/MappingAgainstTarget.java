package dev.rejoin.importer.plan;

import dev.rejoin.importer.catalog.TargetCatalog;
import dev.rejoin.importer.catalog.TargetTable;
import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.mapping.AbsentPaths;
import dev.rejoin.importer.mapping.IndexPaths;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.Mapping.FileLine;
import dev.rejoin.importer.mapping.Mapping.RowMapping;
import dev.rejoin.importer.mapping.MappingException.MappingError;
import dev.rejoin.importer.mapping.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A mapping beside the target that it is for, and what was found wrong with it so far.
 *
 * @param filled the tables that some document's rows or elements go to
 */
record MappingAgainstTarget(Mapping mapping, TargetCatalog catalog, Set<String> filled, List<MappingError> errors) {

    static MappingAgainstTarget of(Mapping mapping, TargetCatalog catalog) {
        var filled = new LinkedHashSet<String>();
        for (var index : mapping.indices()) {
            index.rows().forEach(row -> filled.add(row.table()));
            index.children().forEach(row -> filled.add(row.table()));
        }
        return new MappingAgainstTarget(mapping, catalog, filled, new ArrayList<>());
    }

    void error(FileLine place, String message) {
        errors.add(new MappingError(place, message));
    }

    void noMappingFills(FileLine place, String table) {
        error(place, "no mapping fills the table \"" + table + "\"" + Nearest.hint(table, filled));
    }

    Stream<RowMapping> allRows() {
        return mapping.indices().stream().flatMap(i -> Stream.of(
                        i.rows().stream(),
                        i.children().stream(),
                        i.resurrect().values().stream().flatMap(List::stream))
                .flatMap(s -> s));
    }

    /** @return whether it is there */
    boolean checkColumn(FileLine place, TargetTable table, String column) {
        if (table.column(column).isEmpty()) {
            error(
                    place,
                    table.name() + " has no column \"" + column + "\""
                            + Nearest.hint(column, table.columns().keySet()));
            return false;
        }
        return true;
    }

    void checkPath(FileLine place, FieldPath path, Optional<IndexPaths> paths) {
        if (!path.isMeta() && !path.names().isEmpty()) {
            AbsentPaths.metadata(path)
                    .or(() -> paths.flatMap(known -> known.never(path)))
                    .ifPresent(reason -> error(place, "no document can hold \"" + path.text() + "\": " + reason));
        }
    }
}
