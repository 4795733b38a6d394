package dev.rejoin.importer.catalog;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.catalog.TargetConstraint.Check;
import dev.rejoin.importer.catalog.TargetConstraint.Exclusion;
import dev.rejoin.importer.catalog.TargetConstraint.ForeignKey;
import dev.rejoin.importer.catalog.TargetConstraint.Unique;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table with its columns in order and everything that a row of it must obey.
 *
 * @param partitions what a row must fulfil to have a partition; empty where every row has one
 */
public record TargetTable(
        String name,
        Map<String, TargetColumn> columns,
        List<Check> checks,
        List<Unique> uniques,
        List<Exclusion> exclusions,
        List<ForeignKey> foreignKeys,
        Optional<Check> partitions,
        boolean empty) {

    private static final Pattern WORD = Pattern.compile("\\w+");

    /** What may stand in an expression that only spells a text in another way. */
    private static final Set<String> SPELLING = Set.of(
            "lower",
            "upper",
            "casefold",
            "normalize",
            "nfc",
            "nfd",
            "nfkc",
            "nfkd",
            "btrim",
            "ltrim",
            "rtrim",
            "trim",
            "both",
            "from",
            "text",
            "varchar",
            "character",
            "varying",
            "citext",
            "collate",
            "c",
            "pg_catalog",
            "default",
            "pg_unicode_fast",
            "pg_c_utf8");

    public Optional<TargetColumn> column(String column) {
        return Optional.ofNullable(columns.get(column));
    }

    /** All that have a name of their own. */
    Stream<TargetConstraint> constraints() {
        return Stream.of(
                        checks,
                        uniques,
                        exclusions,
                        foreignKeys,
                        partitions.stream().toList())
                .flatMap(List::stream);
    }

    /**
     * The columns that tell the rows apart: the primary key or, without one, a unique key whose columns are all
     * required. Empty where rows cannot be told apart.
     */
    public List<String> key() {
        return uniques.stream()
                .filter(Unique::primary)
                .findFirst()
                .or(() -> uniques.stream()
                        .filter(u -> u.predicate().isEmpty()
                                && u.columns().stream().allMatch(c -> column(c)
                                        .filter(x -> x.requiredBy().isPresent())
                                        .isPresent()))
                        .findFirst())
                .map(Unique::columns)
                .or(() -> exclusions.stream()
                        .filter(e -> e.primary() && e.keys().stream().allMatch(columns::containsKey))
                        .map(Exclusion::keys)
                        .findFirst())
                .orElse(List.of());
    }

    /**
     * The SQL by which the target compares a column's texts where that is not by the texts themselves: a unique key's
     * {@code lower(normalize(email))}, or what its type does. Only what spells a text in another way counts: a key over
     * a part of it says nothing of whether two are the same.
     */
    public Optional<String> comparedBy(String column) {
        return column(column)
                .filter(known -> known.isText() || known.isAnyCase())
                .flatMap(known -> known.isAnyCase()
                        ? Optional.of("lower(" + quoted(column) + "::text)")
                        : uniques.stream()
                                .flatMap(unique -> IntStream.range(
                                                0, unique.keys().size())
                                        .filter(i -> unique.columns().get(i).isEmpty())
                                        .mapToObj(i -> unique.keys().get(i)))
                                .filter(key -> isSpelling(key, column))
                                .findFirst());
    }

    /**
     * A text in the form in which the target compares a column's values, where that is not the text itself: so
     * {@code Lena@Ex.org} is {@code lena@ex.org} where a unique key is over {@code lower(email)}, {@code 100.0} is
     * {@code 100} where the column holds numbers, and {@code 9:30} is {@code 09:30:00} where it holds times. A text that
     * is no value of the column's type stays as it is.
     *
     * @param text an SQL expression, of a text as it is staged
     */
    public Optional<String> compared(String column, String text) {
        var known = column(column).orElse(null);
        if (known == null) {
            return Optional.empty();
        }
        if (known.isExactNumber()) {
            return Optional.of(
                    "case when pg_input_is_valid(%1$s, 'numeric') then trim_scale((%1$s)::numeric)::text else %1$s end"
                            .formatted(text));
        }
        if (known.isText() || known.isAnyCase()) {
            return comparedBy(column)
                    .map(form -> "(select (%s)::text from (select %s as %s offset 0) v)"
                            .formatted(form, text, quoted(column)))
                    .or(() -> known.collation().map(collation -> "(%s) collate %s".formatted(text, collation)))
                    .or(() -> known.base().equals("character")
                            ? Optional.of("rtrim(%s, ' ')".formatted(text))
                            : Optional.empty());
        }
        return known.isValue(text).map(valid -> "case when %2$s then (%1$s)::%3$s::text else %1$s end"
                .formatted(text, valid, known.type()));
    }

    private static boolean isSpelling(String key, String column) {
        var named = Pattern.compile("(?<![\\w\"])\"?" + Pattern.quote(column.replace("\"", "\"\"")) + "\"?(?![\\w\"(])")
                .matcher(key);
        return named.find()
                && WORD.matcher(named.replaceAll(""))
                        .results()
                        .allMatch(word -> SPELLING.contains(word.group().toLowerCase(Locale.ROOT)));
    }

    /** The foreign key by which one column alone refers to another table's. */
    public Optional<ForeignKey> reference(String column) {
        return foreignKeys.stream()
                .filter(key -> key.columns().equals(List.of(column)))
                .findFirst();
    }
}
