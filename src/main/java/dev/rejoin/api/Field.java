package dev.rejoin.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One field of a resource, declared once: column, type, rules, description and example. Reading, filtering, sorting,
 * writing, validation and the contract are all derived from it.
 *
 * @param target the resource that a reference points to
 */
public record Field(
        String name,
        Type type,
        Source source,
        Rule rule,
        Optional<String> target,
        String description,
        @Nullable Object example) {

    private static final String REFERENCE_SUFFIX = "_id";

    /** Where a field's value comes from. */
    public sealed interface Source {
        /** A column that clients write. */
        record Column() implements Source {}

        /** A column that only the database or the kernel writes. */
        record Owned() implements Source {}

        /** A column of the row that the reference of this name points to. */
        record Through(String reference, String column) implements Source {}

        /** A scalar SQL expression over some of the resource's own joins. */
        record Joined(List<String> joins, String sql) implements Source {}

        /** A scalar SQL expression over the row {@code t}. */
        record Derived(String sql) implements Source {}

        /** The items of a nested resource, of which {@code order} is the key within their owner. */
        record Items(String sql, String order) implements Source {
            public static Items of(Field field) {
                if (field.source instanceof Items items) {
                    return items;
                }
                throw new IllegalStateException(field.name + " has no items");
            }
        }
    }

    public static Field text(String name) {
        return of(name, Type.TEXT);
    }

    public static Field integer(String name) {
        return of(name, Type.INTEGER);
    }

    public static Field decimal(String name) {
        return of(name, Type.DECIMAL);
    }

    public static Field flag(String name) {
        return of(name, Type.BOOLEAN);
    }

    public static Field date(String name) {
        return of(name, Type.DATE);
    }

    public static Field instant(String name) {
        return of(name, Type.INSTANT);
    }

    public static Field enumeration(String name, String... values) {
        return of(name, Type.TEXT).with(Rule.NONE.among(List.of(values)));
    }

    /** A reference called {@code name} to an item of another resource; its column is {@code name_id}. */
    public static Field reference(String name, String resource) {
        var field = of(name + REFERENCE_SUFFIX, Type.UUID);
        return new Field(field.name, field.type, field.source, field.rule, Optional.of(resource), "", null);
    }

    /** The items of a nested resource as an array, read in their owner's own statement. */
    public static Field items(String name, Resource resource, String order) {
        var columns = resource.fields().stream()
                .filter(Field::scalar)
                .map(field -> field.jsonSql() + " as " + field.name)
                .collect(Collectors.joining(", "));
        // Of a row itself, json_agg would put each element on a line of its own, and break lines of NDJSON.
        // The inner t hides the outer one everywhere but in the innermost select.
        var sql = """
                select coalesce(json_agg(to_json(item) order by item.%s), '[]')
                from (select %s from (select * from %s owned where owned.%s = t.id) t) item""".formatted(
                        order,
                        columns,
                        resource.table(),
                        resource.parent().orElseThrow().column());
        var field = of(name, Type.JSON)
                .defaulted()
                .from(new Source.Items(sql.strip(), order))
                .is("Its %ss. Written, they replace all those that are there; known by their %s."
                        .formatted(resource.noun(), order));
        return new Field(
                name, field.type, field.source, field.rule, Optional.of(resource.name()), field.description, null);
    }

    /** The key that every item has. */
    static Field id(String noun) {
        return of("id", Type.UUID).required().owned().is("The %s's key.".formatted(noun));
    }

    private static Field of(String name, Type type) {
        return new Field(name, type, new Source.Column(), Rule.NONE, Optional.empty(), "", null);
    }

    public Field required() {
        return with(rule.with(Rule.Presence.REQUIRED));
    }

    /** Required of every write, but not there in some items that were imported (the ratchet of the import). */
    public Field owed() {
        return with(rule.with(Rule.Presence.OWED));
    }

    /** Required in the row, but the database has a default, so that a client may leave it out. */
    public Field defaulted() {
        return with(rule.with(Rule.Presence.DEFAULTED));
    }

    public Field unique() {
        return with(rule.once());
    }

    public Field matching(String pattern, String expectation) {
        return with(rule.with(new Rule.Form(pattern, expectation)));
    }

    public Field email() {
        return matching("^[^@\\s]+@[^@\\s]+$", "an e-mail address");
    }

    public Field currency() {
        return matching("^[A-Z]{3}$", "an ISO 4217 currency code, as EUR");
    }

    public Field country() {
        return matching("^[A-Z]{2}$", "an ISO 3166-1 alpha-2 country code, as FR");
    }

    public Field atLeast(String minimum) {
        return with(rule.with(
                new Rule.Range(new BigDecimal(minimum), false, rule.range().maximum())));
    }

    public Field above(String minimum) {
        return with(rule.with(
                new Rule.Range(new BigDecimal(minimum), true, rule.range().maximum())));
    }

    public Field atMost(String maximum) {
        return with(
                rule.with(new Rule.Range(rule.range().minimum(), rule.range().exclusive(), new BigDecimal(maximum))));
    }

    /** Digits in all and after the point, as numeric(precision, scale) has them. */
    public Field digits(int precision, int scale) {
        return with(rule.with(new Rule.Digits(precision, scale)));
    }

    public Field money() {
        return digits(12, 2);
    }

    public Field owned() {
        return from(new Source.Owned());
    }

    public Field through(String reference) {
        return from(new Source.Through(reference, name));
    }

    /** An expression over joins that {@link Resource.Declaration#joining} declares. */
    public Field joined(String sql, String... joins) {
        return from(new Source.Joined(List.of(joins), sql.strip()));
    }

    public Field derived(String sql) {
        return from(new Source.Derived(sql.strip()));
    }

    public Field is(String description) {
        return new Field(name, type, source, rule, target, description, example);
    }

    public Field example(Object example) {
        return new Field(name, type, source, rule, target, description, example);
    }

    /** The name of a reference, under which the item it points to is embedded. */
    public String referenceName() {
        return name.substring(0, name.length() - REFERENCE_SUFFIX.length());
    }

    /** Whether the table has a column of this name. */
    public boolean stored() {
        return source instanceof Source.Column || source instanceof Source.Owned;
    }

    public boolean writable() {
        return source instanceof Source.Column || source instanceof Source.Items;
    }

    public boolean scalar() {
        return type != Type.JSON;
    }

    public boolean enumerated() {
        return !rule.values().isEmpty();
    }

    /** The SQL of the field in a statement whose row is {@code t}. */
    public String sql() {
        return switch (source) {
            case Source.Column() -> "t." + name;
            case Source.Owned() -> "t." + name;
            case Source.Through(var reference, var column) -> alias(reference) + "." + column;
            case Source.Joined(var joins, var sql) -> "(" + sql + ")";
            case Source.Derived(var sql) -> "(" + sql + ")";
            case Source.Items(var sql, var order) -> "(" + sql + ")";
        };
    }

    /** The alias under which a statement joins the row that a reference points to; prefixed, as names may be SQL keywords. */
    public static String alias(String reference) {
        return "r_" + reference;
    }

    /** Reads a parameter's text as a value of this field. */
    public Object parse(String parameter, String text) {
        var value = type.parse(parameter, text);
        if (enumerated() && !rule.values().contains(text)) {
            var nearest = Text.nearest(text, rule.values()).orElseThrow();
            throw new ProblemException(Problem.Malformed.parameter(
                    parameter,
                    "invalid_value",
                    "'%s' is none of %s. The nearest one is '%s'."
                            .formatted(Text.shorten(text), String.join(", ", rule.values()), nearest)));
        }
        return value;
    }

    /** The SQL of the field in the form that JSON shows, for JSON built by the database. */
    private String jsonSql() {
        return switch (type) {
            case DECIMAL -> sql() + "::text";
            case INSTANT -> "(to_json(%s at time zone 'UTC') #>> '{}') || 'Z'".formatted(sql());
            case TEXT, UUID, INTEGER, BOOLEAN, DATE, JSON -> sql();
        };
    }

    private Field with(Rule rule) {
        return new Field(name, type, source, rule, target, description, example);
    }

    private Field from(Source source) {
        return new Field(name, type, source, rule, target, description, example);
    }
}
