package dev.rejoin.importer.assess.draft;

import dev.rejoin.importer.assess.profile.FieldProfile;
import dev.rejoin.importer.assess.profile.Names;
import dev.rejoin.importer.assess.profile.Reference;
import dev.rejoin.importer.assess.profile.ValueForm.ValueKind;
import dev.rejoin.importer.catalog.TargetColumn;
import dev.rejoin.importer.catalog.TargetConstraint.ForeignKey;
import dev.rejoin.importer.catalog.TargetKeys;
import dev.rejoin.importer.catalog.TargetTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which fields of an index may fill which columns of a table: by names, types, allowed values, and by where references
 * lead.
 *
 * @param tableOf the table that an index is believed to fill
 */
record Columns(Function<String, Optional<String>> tableOf) {
    private static final double LEAST = 0.4;
    private static final double CERTAIN = 0.85;
    private static final double NEEDED = 0.05;
    private static final Pattern ALLOWED = Pattern.compile("= ANY \\(ARRAY\\[(.*)]\\)");
    private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern FORM = Pattern.compile("^\\(?\"?\\w+\"? ~ '(.*)'::text\\)?$");
    private static final int MOST_ALTERNATIVES = 4;

    /** A field for a column, and how sure that is. */
    record Guess(FieldProfile field, Optional<Reference> reference, double score, boolean certain) {}

    /** The guesses for a table, and the sum of their scores less what is missing. */
    record Match(TargetTable table, Map<String, Guess> columns, double score) {

        boolean fills(String column) {
            return columns.containsKey(column);
        }
    }

    /** Matches fields with the columns of a table, the best pairs first. */
    Match match(TargetTable table, List<FieldProfile> fields, List<Reference> references, Set<String> without) {
        record GuessedColumn(TargetColumn column, Guess guess) {}
        var pairs = new ArrayList<GuessedColumn>();
        for (var column : fillable(table)) {
            if (without.contains(column.name())) {
                continue;
            }
            var key = foreignKey(table, column.name());
            for (var field : fields) {
                var guess = key.isPresent()
                        ? reference(key.get(), field, references)
                                .or(() -> column.base().equals("uuid") || isDrawn(column)
                                        ? Optional.empty()
                                        : plain(table, column, field, references))
                        : plain(table, column, field, references);
                guess.ifPresent(g -> pairs.add(new GuessedColumn(column, g)));
            }
        }
        pairs.sort(
                Comparator.comparingDouble((GuessedColumn p) -> p.guess.score).reversed());
        var columns = new LinkedHashMap<String, Guess>();
        var used = new HashSet<String>();
        double score = 0;
        for (var pair : pairs) {
            if (!columns.containsKey(pair.column.name()) && used.add(pair.guess.field.path)) {
                columns.put(pair.column.name(), pair.guess);
                score += pair.guess.score;
            }
        }
        var missing = required(table).stream()
                .filter(c -> !columns.containsKey(c.name()) && !without.contains(c.name()))
                .count();
        return new Match(table, columns, score - 0.4 * missing);
    }

    /** A number that refers to a row is seldom one that a document knows. */
    private static boolean isDrawn(TargetColumn column) {
        return List.of("smallint", "integer", "bigint").contains(column.base());
    }

    /** Other fields that could fill a column, by type at least. */
    List<String> alternatives(TargetColumn column, List<FieldProfile> fields, Set<String> used) {
        return fields.stream()
                .filter(f -> !used.contains(f.path) && f.occurrences > 0 && fit(column, f) >= 0.7)
                .sorted(Comparator.comparingDouble((FieldProfile f) -> Names.similarity(f.path, column.name()))
                        .thenComparingLong(f -> f.occurrences)
                        .reversed())
                .map(f -> f.path)
                .limit(MOST_ALTERNATIVES)
                .toList();
    }

    static List<TargetColumn> fillable(TargetTable table) {
        var named = TargetKeys.named(table, Set.of());
        var drawn = TargetKeys.drawn(table, Set.of());
        return table.columns().values().stream()
                .filter(c -> !c.generated()
                        && !named.equals(Optional.of(c.name()))
                        && !drawn.contains(c.name())
                        && !TargetKeys.isLegacyId(c))
                .toList();
    }

    /** The columns that nothing but a mapping fills. */
    static List<TargetColumn> required(TargetTable table) {
        return fillable(table).stream()
                .filter(c -> c.isRequired() && !c.isGiven())
                .toList();
    }

    static Optional<ForeignKey> foreignKey(TargetTable table, String column) {
        return table.foreignKeys().stream()
                .filter(k -> k.columns().equals(List.of(column)))
                .findFirst();
    }

    private Optional<Guess> reference(ForeignKey key, FieldProfile field, List<Reference> references) {
        return references.stream()
                .filter(r ->
                        r.path().equals(field.path) && tableOf.apply(r.target()).equals(Optional.of(key.target())))
                .findFirst()
                .map(r -> new Guess(
                        field,
                        Optional.of(r),
                        0.7
                                + 0.3
                                        * Math.max(
                                                Names.similarity(
                                                        field.path,
                                                        key.columns().getFirst()),
                                                Names.similarity(
                                                        r.target(),
                                                        key.columns().getFirst())),
                        true));
    }

    private Optional<Guess> plain(
            TargetTable table, TargetColumn column, FieldProfile field, List<Reference> references) {
        double name = Names.similarity(field.path, column.name(), word -> weight(table, word));
        double fit = fit(column, field);
        var allowed = allowed(table, column.name());
        if (!allowed.isEmpty()) {
            fit *= field.values.distinct() > allowed.size() * 3L + 5 ? 0 : 1;
        }
        fit *= matchesForm(table, column, field);
        if (isUnique(table, column) && field.values.distinct() < field.occurrences * 0.8) {
            fit *= 0.5;
        }
        if (references.stream().anyMatch(r -> r.path().equals(field.path))) {
            fit *= 0.3;
        }
        double score = name * fit;
        if (score < LEAST) {
            return Optional.empty();
        }
        boolean needed = column.isRequired() && !column.isGiven();
        return Optional.of(
                new Guess(field, Optional.empty(), needed ? score + NEEDED : score, name >= CERTAIN && fit == 1));
    }

    /** A word that stands in many of a table's columns, or in its own name, tells little. */
    private static double weight(TargetTable table, String word) {
        long columns = table.columns().keySet().stream()
                .filter(c -> Names.words(c).contains(word))
                .count();
        return 1.0 / Math.max(1, columns + (Names.words(table.name()).contains(word) ? 1 : 0));
    }

    /** How well a field's values go into a column, from 0 to 1. */
    static double fit(TargetColumn column, FieldProfile field) {
        if (field.occurrences == 0) {
            return 0.9;
        }
        var kind = field.kind();
        return switch (column.base()) {
            case "text", "character varying", "character" ->
                switch (kind) {
                    case BOOLEAN, OBJECT -> 0;
                    case DATE, TIMESTAMP, DECIMAL -> 0.3;
                    case INTEGER -> 0.7;
                    default -> column.typmod() > 4 && field.longest > column.typmod() - 4 ? 0.6 : 1;
                };
            case "integer", "bigint", "smallint" -> kind == ValueKind.INTEGER ? 1 : kind == ValueKind.DECIMAL ? 0.3 : 0;
            case "numeric", "double precision", "real" ->
                kind == ValueKind.INTEGER || kind == ValueKind.DECIMAL ? 1 : 0;
            case "boolean" -> kind == ValueKind.BOOLEAN ? 1 : 0;
            case "date" -> kind == ValueKind.DATE ? 1 : kind == ValueKind.TIMESTAMP ? 0.8 : 0;
            case "timestamp with time zone", "timestamp without time zone" ->
                kind == ValueKind.TIMESTAMP ? 1 : kind == ValueKind.DATE ? 0.8 : 0;
            case "uuid" -> kind == ValueKind.UUID ? 1 : 0;
            case "citext" -> kind == ValueKind.BOOLEAN || kind == ValueKind.OBJECT ? 0 : 1;
            default -> column.isReadByDatabase() && kind == ValueKind.TEXT ? 0.8 : 0;
        };
    }

    /** The values that a CHECK of the form {@code column in (…)} allows. */
    static List<String> allowed(TargetTable table, String column) {
        for (var check : table.checks()) {
            var matcher = ALLOWED.matcher(check.expression());
            if (check.columns().equals(List.of(column)) && matcher.find()) {
                return QUOTED.matcher(matcher.group(1))
                        .results()
                        .map(m -> m.group(1).replace("''", "'"))
                        .toList();
            }
        }
        return List.of();
    }

    /** The share of a field's values that a CHECK of the form {@code column ~ '…'} lets through. */
    private static double matchesForm(TargetTable table, TargetColumn column, FieldProfile field) {
        for (var check : table.checks()) {
            var matcher = FORM.matcher(check.expression());
            if (check.columns().equals(List.of(column.name())) && matcher.matches()) {
                var top = field.top.first(50);
                var form = pattern(matcher.group(1));
                if (form.isPresent() && !top.isEmpty()) {
                    long good = top.stream()
                            .filter(t -> form.get().matcher(t.value()).find())
                            .count();
                    return good * 2 >= top.size() ? 1 : 0.3;
                }
            }
        }
        return 1;
    }

    /** PostgreSQL's expressions are near enough to Java's for a guess. */
    private static Optional<Pattern> pattern(String expression) {
        try {
            return Optional.of(Pattern.compile(expression.replace("[:space:]", "\\s")));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    static boolean isUnique(TargetTable table, TargetColumn column) {
        return table.uniques().stream().anyMatch(u -> u.columns().equals(List.of(column.name())));
    }
}
