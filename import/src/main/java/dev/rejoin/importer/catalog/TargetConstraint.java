package dev.rejoin.importer.catalog;

import java.util.List;
import java.util.Optional;

/** What a table asks of its rows beyond their types and NOT NULL. */
public sealed interface TargetConstraint {
    String name();

    /** A CHECK constraint with its SQL expression over the table's own columns. */
    record Check(String name, String expression, List<String> columns) implements TargetConstraint {}

    /**
     * A unique key: plain columns or expressions, maybe over a part of the rows.
     *
     * @param keys as SQL
     * @param columns the columns' names; empty text for an expression
     * @param reads all columns of which keys and predicate are made
     */
    record Unique(
            String name,
            List<String> keys,
            List<String> columns,
            Optional<String> predicate,
            boolean nullsNotDistinct,
            boolean primary,
            List<String> reads)
            implements TargetConstraint {}

    /**
     * An EXCLUDE constraint or temporal key: rows conflict when every key pair satisfies its operator.
     *
     * @param reads all columns of which keys and predicate are made
     */
    record Exclusion(
            String name,
            List<String> keys,
            List<String> operators,
            Optional<String> predicate,
            boolean primary,
            List<String> reads)
            implements TargetConstraint {}

    /**
     * A foreign key.
     *
     * @param target the referenced table; of another schema by its qualified name
     * @param targetSql the referenced table, qualified and quoted
     * @param period whether the last column pair is a period which the referenced rows' periods must cover
     * @param full whether a key with a null in it must be null in all its columns
     */
    record ForeignKey(
            String name,
            String table,
            List<String> columns,
            String target,
            String targetSql,
            List<String> targetColumns,
            boolean period,
            boolean full)
            implements TargetConstraint {

        /** The referenced column that belongs to one of the referring ones. */
        public Optional<String> paired(String column) {
            int at = columns.indexOf(column);
            return at < 0 ? Optional.empty() : Optional.of(targetColumns.get(at));
        }
    }
}
