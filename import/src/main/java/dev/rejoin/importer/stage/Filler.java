package dev.rejoin.importer.stage;

import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.Mapping.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One staged column and what fills it. */
sealed interface Filler {
    int at();

    /**
     * A value of the document, or what it refers to.
     *
     * @param name reads what a reference names another row by as that row's column keeps it
     */
    record OfField(
            int at,
            Value.Field field,
            List<FieldPath> paths,
            Converter converter,
            boolean whole,
            int refAt,
            boolean derived,
            Optional<Converter> name)
            implements Filler {

        /** The one that reads dates, if any does. */
        Converter reading() {
            return name.orElse(converter);
        }
    }

    record OfConstant(int at, @Nullable String text) implements Filler {}

    record OfRow(int at, String table) implements Filler {}

    record OfTemplate(int at, List<Object> parts) implements Filler {}

    record OfElements(int at, FieldPath array, Optional<Mapping.When> when) implements Filler {}

    /** A copy, stored total or extra: never loaded, so that a value that cannot be read is a warning only. */
    record OfExtra(int at, List<FieldPath> from, List<FieldPath> paths, Converter converter, String column)
            implements Filler {}
}
