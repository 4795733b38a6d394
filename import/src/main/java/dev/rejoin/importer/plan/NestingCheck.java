package dev.rejoin.importer.plan;

import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.mapping.IndexPaths;
import dev.rejoin.importer.mapping.Mapping.FileLine;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.mapping.Mapping.RowMapping;
import dev.rejoin.importer.mapping.Mapping.Value;
import java.util.List;
import java.util.Optional;

/** Paths of rows that are made of the elements of arrays, which may lie in the elements of others. */
record NestingCheck(MappingAgainstTarget against) {

    /** A path of the document must not run through an array that is being unfolded: it would name all its elements. */
    void check(IndexMapping index, RowMapping row, Optional<IndexPaths> paths) {
        if (row.from().isEmpty()) {
            return;
        }
        var from = row.from().get();
        row.when().ifPresent(when -> checkNesting(index, row, from, row.place(), when.path(), paths));
        row.columns().values().forEach(value -> pathsOf(value)
                .forEach(path -> checkNesting(index, row, from, value.place(), path, paths)));
        row.copies().forEach(copy -> checkNesting(index, row, from, copy.place(), copy.path(), paths));
    }

    private static List<FieldPath> pathsOf(Value value) {
        return switch (value) {
            case Value.Field field -> field.from();
            case Value.Template template ->
                template.parts().stream()
                        .filter(FieldPath.class::isInstance)
                        .map(FieldPath.class::cast)
                        .toList();
            case Value.Constant constant -> List.of();
            case Value.RowKey key -> List.of();
        };
    }

    private void checkNesting(
            IndexMapping index,
            RowMapping row,
            FieldPath from,
            FileLine place,
            FieldPath path,
            Optional<IndexPaths> paths) {
        if (path.relative()) {
            if (path.up() > from.names().size()) {
                against.error(
                        place,
                        "\"" + path.text() + "\" leads out of the document: \"" + from.text() + "\" has "
                                + from.names().size() + " names");
            }
            return;
        }
        if (path.isMeta() || row.beside().stream().anyMatch(beside -> beside.isAtOrAbove(path))) {
            return;
        }
        int shared = path.shared(from);
        for (int length = 1; length <= shared; length++) {
            var array = FieldPath.of(String.join(".", from.names().subList(0, length)));
            if (length == from.names().size() || isUnfolded(index, array, paths)) {
                var rest = String.join(
                        ".", path.names().subList(shared, path.names().size()));
                var instead = ".".repeat(from.names().size() - shared + 1) + rest;
                against.error(
                        place,
                        "\"" + path.text() + "\" runs through the array \"" + array.text() + "\", which is unfolded"
                                + " here, and would name the values of all its elements; write \"" + instead
                                + "\" for the element's own");
                return;
            }
        }
    }

    private static boolean isUnfolded(IndexMapping index, FieldPath array, Optional<IndexPaths> paths) {
        return index.children().stream()
                        .anyMatch(other -> other.from().filter(array::equals).isPresent())
                || paths.filter(known -> known.isNested(array)).isPresent();
    }
}
