package dev.rejoin.importer.mapping;

import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.mapping.Mapping.FileLine;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.mapping.Mapping.RowMapping;
import dev.rejoin.importer.mapping.Mapping.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every path of the documents that a mapping takes something from, whatever it takes it for. */
public final class MappedPaths {

    /**
     * A path, from the document's root.
     *
     * @param array the array whose elements it belongs to
     */
    public record MappedPath(FieldPath path, Optional<FieldPath> array, FileLine place) {}

    private final List<MappedPath> paths = new ArrayList<>();

    private MappedPaths() {}

    /** The paths of an index's mapping, without those of the document's identity. */
    public static List<MappedPath> of(IndexMapping index) {
        var mapped = new MappedPaths();
        index.written().ifPresent(path -> mapped.add(path, Optional.empty(), index.place()));
        Stream.of(
                        index.rows().stream(),
                        index.children().stream(),
                        index.resurrect().values().stream().flatMap(List::stream))
                .flatMap(rows -> rows)
                .forEach(mapped::addRow);
        index.copies().forEach(copy -> mapped.add(copy.path(), Optional.empty(), copy.place()));
        index.aggregates().forEach(total -> mapped.add(total.path(), Optional.empty(), total.place()));
        index.extras()
                .forEach(extra -> extra.from().forEach(path -> mapped.add(path, Optional.empty(), extra.place())));
        return List.copyOf(mapped.paths);
    }

    private void addRow(RowMapping row) {
        row.from().ifPresent(from -> add(from, Optional.empty(), row.place()));
        row.beside().forEach(path -> add(path, Optional.empty(), row.place()));
        row.when().ifPresent(when -> add(when.path(), row.from(), row.place()));
        row.copies().forEach(copy -> add(copy.path(), row.from(), copy.place()));
        for (var value : row.columns().values()) {
            switch (value) {
                case Value.Field field -> field.from().forEach(path -> add(path, row.from(), field.place()));
                case Value.Template template ->
                    template.parts().forEach(part -> {
                        if (part instanceof FieldPath path) {
                            add(path, row.from(), template.place());
                        }
                    });
                case Value.Constant constant -> {}
                case Value.RowKey key -> {}
            }
        }
    }

    private void add(FieldPath path, Optional<FieldPath> array, FileLine place) {
        if (path.isMeta()) {
            return;
        }
        var absolute = array.map(path::under).orElse(path);
        boolean known = paths.stream().anyMatch(other -> other.path().text().equals(absolute.text()));
        if (!absolute.names().isEmpty() && !known) {
            paths.add(new MappedPath(absolute, path.relative() ? array : Optional.empty(), place));
        }
    }
}
