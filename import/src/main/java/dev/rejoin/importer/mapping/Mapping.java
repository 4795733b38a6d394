package dev.rejoin.importer.mapping;

import dev.rejoin.importer.document.Conflicts;
import dev.rejoin.importer.document.FieldPath;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A whole mapping folder, read and resolved: how documents become rows. The language is described in
 * {@code import/README.md}.
 *
 * @param exclude index name to the reason why it is not imported
 * @param constraints constraint name to what happens to rows that would break it
 * @param conflicts what happens to two values at one path, where an index does not say otherwise
 * @param unicode the form in which texts are kept
 * @param checks views of the target that list the rows which break a rule
 * @param money sums that the report accounts for; empty: those of the target's columns that look like money
 * @param digest SHA-256 of all files, to refuse a resume with another mapping
 * @param files the files as they were read, by name, to say what that other mapping changes
 * @param folder where the files are, for the proof, which reads them by itself
 */
public record Mapping(
        String schema,
        Dates dates,
        Map<String, String> exclude,
        Map<String, Policy> constraints,
        Conflicts conflicts,
        Unicode unicode,
        List<TargetCheck> checks,
        List<Money> money,
        List<String> beforeLoad,
        List<String> afterLoad,
        List<String> beforeDelta,
        List<String> afterDelta,
        List<IndexMapping> indices,
        String digest,
        Map<String, String> files,
        java.nio.file.Path folder) {

    /** What happens to a row that would break a constraint of the target. */
    public enum Policy {
        QUARANTINE,
        GRANDFATHER,
        DEFAULT
    }

    /** How the texts of columns are kept, of which Unicode may know several ways to write one. */
    public enum Unicode {
        AS_WRITTEN,
        /** Composed: Unicode's normalization form C. */
        NFC
    }

    /** What happens to a reference to nothing. */
    public enum Orphans {
        NULL,
        QUARANTINE,
        RESURRECT
    }

    /**
     * Where something was written, for messages.
     *
     * @param line from 1; 0 is the whole file
     */
    public record FileLine(String file, int line) {
        @Override
        public String toString() {
            return line == 0 ? file : file + ":" + line;
        }
    }

    /** How dates are read: the formats are tried in order, the zone is for those that carry none. */
    public record Dates(ZoneId zone, List<String> formats) {}

    /**
     * The mapping of one source index (or several, by alias or pattern).
     *
     * @param called what people call a document by, where {@code _id} says nothing to them
     * @param decidedBy who decides about documents that are set aside, in the words of the report
     * @param dates how dates are read
     * @param written where a document says when it was last written
     * @param conflicts what happens to two values at one path
     * @param rows the rows one document becomes; the last one is the document's own
     * @param children rows made of the elements of arrays
     * @param resurrect by reference column of the document's own row, the rows that rebuild a missing target
     */
    public record IndexMapping(
            FileLine place,
            String index,
            List<FieldPath> called,
            Optional<String> decidedBy,
            Dates dates,
            Optional<FieldPath> written,
            Conflicts conflicts,
            List<RowMapping> rows,
            List<RowMapping> children,
            List<Copy> copies,
            List<Aggregate> aggregates,
            Map<String, List<RowMapping>> resurrect,
            List<Extra> extras,
            List<Rule> rules,
            Map<FieldPath, String> ignore) {

        public RowMapping ownRow() {
            return rows.getLast();
        }

        /** Whether an index is one of those that are meant, by its name or another one that it is called by. */
        public boolean means(String name, Collection<String> aliases) {
            return index.equals(name)
                    || aliases.contains(index)
                    || index.contains("*")
                            && Pattern.matches(Pattern.quote(index).replace("*", "\\E.*\\Q"), name);
        }
    }

    /**
     * One row made from a document, from an element of it, or from copies.
     *
     * @param beside arrays whose elements go by position with those of {@code from}
     * @param copies of children only: what elements repeat; those of a document's own row stand with its index
     */
    public record RowMapping(
            FileLine place,
            String part,
            String table,
            Map<String, Value> columns,
            List<String> identity,
            int prefer,
            Optional<String> newest,
            Optional<When> when,
            Optional<FieldPath> from,
            List<FieldPath> beside,
            Optional<String> split,
            boolean distinct,
            List<Copy> copies) {}

    /** The condition under which a row is made: a path is present, and among the given values if there are any. */
    public record When(FieldPath path, List<String> in) {}

    /** Where a column's value comes from. */
    public sealed interface Value {
        FileLine place();

        /** A constant of the mapping. */
        record Constant(FileLine place, @Nullable String text) implements Value {}

        /** The key of the row of that table made from the same document. */
        record RowKey(FileLine place, String table) implements Value {}

        /** Text composed of constants and paths; empty when one of the paths is. */
        record Template(FileLine place, List<Object> parts) implements Value {}

        /** The value at the first of the paths that is present, converted. */
        record Field(FileLine place, List<FieldPath> from, Conversion conversion, Optional<Reference> reference)
                implements Value {}
    }

    /**
     * A reference to a row of another table.
     *
     * @param by the natural key column, or empty: by the other document's id
     * @param index whose document's id it is, where several indices fill the table
     */
    public record Reference(String table, Optional<String> by, Optional<String> index, Orphans orphans) {}

    /** How a source value becomes a column's. */
    public record Conversion(
            Map<String, String> values,
            Optional<String> otherwise,
            Optional<Dates> dates,
            List<Transform> transforms,
            Optional<String> defaultValue,
            boolean required,
            boolean keepEmpty,
            boolean badIsNull) {}

    /** A step between the source's value and the column's. */
    public enum Transform {
        TRIM,
        UPPER,
        LOWER,
        COLLAPSE,
        EMAIL,
        PHONE,
        DIGITS,
        FIRST_WORD,
        REST,
        MONTH,
        MONEY,
        BOOLEAN,
        DECIMAL_COMMA,
        DECIMAL_POINT,
        LATITUDE,
        LONGITUDE,
        JSON
    }

    /** A repeat of another row's truth, found over a reference column of the document's or the element's own row. */
    public record Copy(FileLine place, FieldPath path, String reference, String column, Conversion conversion) {}

    /**
     * A stored total: the number of rows (or the sum of a column) that refer to the document's own row, or the number of
     * elements of one of the document's arrays.
     */
    public record Aggregate(
            FileLine place,
            FieldPath path,
            String table,
            String by,
            Optional<String> sum,
            Optional<String> where,
            Optional<FieldPath> elements,
            Optional<When> when) {}

    /** A value that only rules need, staged as {@code extra_<name>} beside the document's own row. */
    public record Extra(FileLine place, String name, List<FieldPath> from, String type, Conversion conversion) {}

    /**
     * A rule that the target states itself, as a view of the rows that break it: asked when they are loaded, before the
     * load is committed.
     *
     * @param view the view's name, qualified unless it lies in the target's schema
     * @param table the table whose rows it lists; empty where its column {@code entity} says so
     * @param key the view's columns that hold the row's key; empty for the usual ones
     */
    public record TargetCheck(
            FileLine place,
            String view,
            String code,
            boolean quarantine,
            Optional<String> table,
            List<String> key,
            Optional<String> message,
            Optional<String> suggestion) {}

    /**
     * A sum of money that the report accounts for, from the documents to the rows.
     *
     * @param sum an SQL expression over the table's rows
     * @param currency a column of the table, or of one that it refers to: {@code invoice_id.currency}
     */
    public record Money(
            FileLine place, String name, String table, String sum, Optional<String> where, Optional<String> currency) {}

    /** A business rule: an SQL condition over the staged rows of a table that must hold for none. */
    public record Rule(
            FileLine place,
            String code,
            String table,
            String where,
            boolean quarantine,
            String message,
            Optional<String> suggestion) {}
}
