package dev.rejoin.importer.catalog;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A column of the target: its type, what gives it a value where nobody does, and how its values are read, shown and compared.
 *
 * @param type PostgreSQL's full type name, for example {@code numeric(12,2)}, or a domain's
 * @param base the type without its modifier, and for a domain the type below it, for example {@code numeric}
 * @param typmod the modifier of that base type
 * @param expression the SQL of its default or, where it has none, of its domain's; or the generation expression
 * @param generated whether the database computes it from other columns
 * @param requiredBy the name of the NOT NULL constraint
 * @param staged the type in which values wait to be checked: text where only PostgreSQL can read the values
 * @param sequence where the database takes the next number from
 * @param domain what the type itself asks of a value, which these expressions call {@code VALUE}
 * @param element of an array: the type of its elements, below domains
 * @param onlyForm of what PostgreSQL reads out of more, or of less, than the type is: what alone means one thing
 * @param collation of texts that are equal though they are not the same: what says so
 * @param drawsValues whether its default gives every row another value, so that it cannot be foreseen
 * @param computedFrom of a column that the database computes: the columns that it is computed from
 * @param writtenByTrigger whether a trigger may write it before a row is inserted
 * @param assignedByTrigger whether a trigger says that it does
 */
public record TargetColumn(
        String name,
        String type,
        String base,
        int typmod,
        Optional<String> expression,
        boolean generated,
        Optional<String> requiredBy,
        String staged,
        Optional<Sequence> sequence,
        List<TargetConstraint.Check> domain,
        Optional<String> element,
        Optional<OnlyForm> onlyForm,
        Optional<String> collation,
        boolean drawsValues,
        List<String> computedFrom,
        boolean writtenByTrigger,
        boolean assignedByTrigger) {
    /** What a domain's NOT NULL says as an expression. */
    static final String NOT_NULL = "VALUE is not null";

    /** Types whose values are compared as they are; those of all others as texts. */
    private static final Set<String> EQUAL_IS_SAME = Set.of(
            "text",
            "character varying",
            "character",
            "smallint",
            "integer",
            "bigint",
            "numeric",
            "real",
            "double precision",
            "boolean",
            "uuid",
            "date",
            "time without time zone",
            "timestamp without time zone",
            "timestamp with time zone",
            "bytea",
            "jsonb");

    /** Of them, those in which equal values may be told apart; so may numbers whose decimals no column limits. */
    private static final Set<String> WRITTEN_SEVERAL_WAYS = Set.of("real", "double precision", "jsonb");

    private static final Set<String> TEXTS = Set.of("text", "character varying", "character");
    private static final Set<String> EXACT_NUMBERS = Set.of("smallint", "integer", "bigint", "numeric");
    private static final Set<String> WRITTEN_ONE_WAY = Set.of("date", "uuid", "boolean", "json", "jsonb");

    private static final Set<String> LOOKED_UP = Set.of(
            "regclass",
            "regcollation",
            "regconfig",
            "regdatabase",
            "regdictionary",
            "regnamespace",
            "regoper",
            "regoperator",
            "regproc",
            "regprocedure",
            "regrole",
            "regtype");

    private static final Set<String> CUTTING = Set.of("name", "\"char\"");
    private static final Set<String> DIGITS = Set.of("time without time zone", "time with time zone", "interval");
    private static final Pattern ROUNDING = Pattern.compile("^(time|interval|numeric)");

    /**
     * A sequence that a column's numbers come from.
     *
     * @param name qualified and quoted
     * @param identity whether the column is declared as an identity, so that values of our own have to override it
     */
    public record Sequence(String name, long increment, boolean identity) {}

    /** A column of a plain type, without a constraint of its own. */
    public TargetColumn(
            String name,
            String type,
            String base,
            int typmod,
            Optional<String> expression,
            boolean generated,
            Optional<String> requiredBy) {
        this(
                name,
                type,
                base,
                typmod,
                expression,
                generated,
                requiredBy,
                type,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                false,
                false);
    }

    public boolean hasDefault() {
        return (expression.isPresent() || sequence.isPresent()) && !generated;
    }

    /** Whether the database gives it a value where nobody says one. */
    public boolean isGiven() {
        return hasDefault() || generated || assignedByTrigger;
    }

    /** Whether it takes no null, by a constraint of its own or of its domain. */
    public boolean isRequired() {
        return requiredBy.isPresent()
                || domain.stream().anyMatch(check -> check.expression().equals(NOT_NULL));
    }

    /**
     * The type in which a view shows what the database gives a column: to give a value that a domain refuses the
     * domain's type would end the query that is to find it.
     */
    public String shown() {
        return domain.isEmpty() ? type : base;
    }

    boolean isText() {
        return TEXTS.contains(base);
    }

    boolean isExactNumber() {
        return EXACT_NUMBERS.contains(base);
    }

    /** Whether its values are texts as they are written, or JSON. */
    public boolean isTextual() {
        return isText() || isAnyCase() || base.equals("json") || base.equals("jsonb");
    }

    /** Whether it is a {@code citext}, of whatever schema its extension is in. */
    public boolean isAnyCase() {
        return base.equals("citext") || base.endsWith(".citext");
    }

    /**
     * Its value in a row, in a form of which equality says that it is the same value. That of its type need not: json and
     * points have none, two boxes of one size are equal, and so are texts that {@code citext} or a collation takes for it.
     * Numbers that are equal are the same here, see {@link #asWritten}.
     */
    public String comparable(String row) {
        return comparableValue("%s.%s".formatted(row, quoted(name)));
    }

    private String comparableValue(String value) {
        if (collation.isPresent()) {
            return value + "::text collate \"C\"";
        }
        return EQUAL_IS_SAME.contains(base) ? value : value + "::text";
    }

    /** The value in a form that can be compared with {@link #copied}. */
    public String comparableToCopy(String value) {
        if (base.equals("json")) {
            return contentOfJson(value + "::text");
        }
        return isReadByDatabase() ? value + "::text" : comparableValue(value);
    }

    /** Two of which only the order of keys or the spaces differ say the same; jsonb takes not every json. */
    private static String contentOfJson(String text) {
        return "case when pg_input_is_valid(%1$s, 'jsonb') then (%1$s)::jsonb::text else %1$s end".formatted(text);
    }

    /** What a document says its value is, staged as its values are: of a text that is none of its type, the text. */
    public String copied(String staged) {
        if (base.equals("json")) {
            return contentOfJson("(" + staged + ")::text");
        }
        return isReadByDatabase()
                ? "case when pg_input_is_valid(%1$s, '%2$s') then (%1$s)::%3$s::text else %1$s end"
                        .formatted(staged, type.replace("'", "''"), type)
                : comparableValue(staged);
    }

    /**
     * As {@link #comparable}, where it matters how a value is written, too: {@code 1.0} and {@code 1.00} are one number and two values,
     * as are {@code 0} and {@code -0}.
     */
    public String asWritten(String row) {
        if (base.equals("character") && typmod < 0) {
            // A cast would leave out the blanks at its end.
            return "textin(bpcharout(%s.%s))".formatted(row, quoted(name));
        }
        boolean severalWays = WRITTEN_SEVERAL_WAYS.contains(base) || base.equals("numeric") && typmod < 0;
        return severalWays ? "%s.%s::text".formatted(row, quoted(name)) : comparable(row);
    }

    /** Whether only PostgreSQL can tell if a text is a value of its type. */
    public boolean isReadByDatabase() {
        return staged.equals("text") && !base.equals("text");
    }

    /**
     * The type in which staged values have all that was written, where the column's own keeps less of them without a
     * word: times of fewer digits, numbers in arrays, and names, which PostgreSQL cuts. Empty where nothing gets lost.
     */
    public Optional<String> exact() {
        if (CUTTING.contains(base)) {
            return Optional.of("text");
        }
        boolean rounds = base.startsWith("timestamp")
                || isReadByDatabase() && ROUNDING.matcher(base).find();
        return typmod >= 0 && rounds || keepsMicroseconds() ? Optional.of(base) : Optional.empty();
    }

    /**
     * The SQL condition that a staged text is a value of its type, which PostgreSQL may write otherwise. Empty where it is
     * staged as PostgreSQL writes it.
     */
    Optional<String> isValue(String text) {
        if (WRITTEN_ONE_WAY.contains(base) || isLookedUp() || isCutting()) {
            return Optional.empty();
        }
        if (base.startsWith("timestamp") && element.isEmpty()) {
            // Whatever else PostgreSQL takes for a moment, such as "now", is no value that we have read.
            return Optional.of("(%s) ~ '^[0-9]{4,}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:'".formatted(text));
        }
        return Optional.of("case when pg_input_is_valid(%s, '%s') then %s else false end"
                .formatted(
                        text,
                        type.replace("'", "''"),
                        onlyForm.map(form -> form.holds(text)).orElse("true")));
    }

    /** Whether it holds times or spans of time, or arrays of them, of which PostgreSQL reads more digits than it keeps. */
    public boolean keepsMicroseconds() {
        return DIGITS.contains(element.orElse(base));
    }

    /** Whether its texts are names of this database, at some of which PostgreSQL breaks off even where it is only asked. */
    public boolean isLookedUp() {
        return LOOKED_UP.contains(element.orElse(base));
    }

    /** Whether its type cuts texts that are too long for it. */
    public boolean isCutting() {
        return CUTTING.contains(base);
    }

    /** The type that a staged value is given: a domain's own rules are not asked of those that are read by us. */
    public String kept() {
        return isReadByDatabase() ? type : base.replaceFirst("timestamp", "timestamp(%d)".formatted(typmod));
    }
}
