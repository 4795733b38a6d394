package dev.rejoin.importer.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What PostgreSQL's catalog says of the target schema: the one source of the importer's knowledge of types and
 * constraints, so that every constraint is foreseen whatever the schema.
 *
 * @param views by the names that a mapping may call them: qualified, and those of the target's own schema also without it
 */
public record TargetCatalog(String schema, Map<String, Table> tables, Map<String, View> views) {

    /**
     * A table with its columns in order and everything that a row of it must obey.
     *
     * @param partitions what a row must fulfil to have a partition; empty where every row has one
     */
    public record Table(
            String name,
            Map<String, Column> columns,
            List<Check> checks,
            List<Unique> uniques,
            List<Exclusion> exclusions,
            List<ForeignKey> foreignKeys,
            Optional<Check> partitions,
            boolean empty) {

        public Optional<Column> column(String column) {
            return Optional.ofNullable(columns.get(column));
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
                    .filter(known -> TEXTS.contains(known.base()) || known.isAnyCase())
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
            if (NUMBERS.contains(known.base())) {
                return Optional.of(
                        "case when pg_input_is_valid(%1$s, 'numeric') then trim_scale((%1$s)::numeric)::text else %1$s end"
                                .formatted(text));
            }
            if (TEXTS.contains(known.base()) || known.isAnyCase()) {
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
            var named = Pattern.compile(
                            "(?<![\\w\"])\"?" + Pattern.quote(column.replace("\"", "\"\"")) + "\"?(?![\\w\"(])")
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

    /**
     * A column.
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
    public record Column(
            String name,
            String type,
            String base,
            int typmod,
            Optional<String> expression,
            boolean generated,
            Optional<String> requiredBy,
            String staged,
            Optional<Sequence> sequence,
            List<Check> domain,
            Optional<String> element,
            Optional<OnlyForm> onlyForm,
            Optional<String> collation,
            boolean drawsValues,
            List<String> computedFrom,
            boolean writtenByTrigger,
            boolean assignedByTrigger) {

        /** A column of a plain type, without a constraint of its own. */
        public Column(
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

        /** Whether its values are texts as they are written, or JSON. */
        public boolean isTextual() {
            return TEXTS.contains(base) || isAnyCase() || base.equals("json") || base.equals("jsonb");
        }

        /** Whether it is a {@code citext}, of whatever schema its extension is in. */
        public boolean isAnyCase() {
            return base.equals("citext") || base.endsWith(".citext");
        }

        /**
         * Its value in a row, in a form of which equality says that it is the same to the target: json and points have none,
         * two boxes of one size are equal, and so are texts that only {@code citext} or a collation takes for it.
         */
        public String comparable(String row) {
            if (collation.isPresent()) {
                return "%s.%s::text collate \"C\"".formatted(row, quoted(name));
            }
            return "%s.%s%s".formatted(row, quoted(name), EQUAL_IS_SAME.contains(base) ? "" : "::text");
        }

        /**
         * The same, where it matters how a value is written, too: {@code 1.0} and {@code 1.00} are one number and two values,
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

    /**
     * A sequence that a column's numbers come from.
     *
     * @param name qualified and quoted
     * @param identity whether the column is declared as an identity, so that values of our own have to override it
     */
    public record Sequence(String name, long increment, boolean identity) {}

    /**
     * A view, of whatever schema.
     *
     * @param name qualified and quoted
     */
    public record View(String name, List<String> columns, List<String> types) {

        /** The type of one of its columns, of a domain the one below it. */
        public String type(String column) {
            return types.get(columns.indexOf(column));
        }
    }

    /** A CHECK constraint with its SQL expression over the table's own columns. */
    public record Check(String name, String expression, List<String> columns) {}

    /**
     * A unique key: plain columns or expressions, maybe over a part of the rows.
     *
     * @param keys as SQL
     * @param columns the columns' names; empty text for an expression
     * @param reads all columns of which keys and predicate are made
     */
    public record Unique(
            String name,
            List<String> keys,
            List<String> columns,
            Optional<String> predicate,
            boolean nullsNotDistinct,
            boolean primary,
            List<String> reads) {}

    /**
     * An EXCLUDE constraint or temporal key: rows conflict when every key pair satisfies its operator.
     *
     * @param reads all columns of which keys and predicate are made
     */
    public record Exclusion(
            String name,
            List<String> keys,
            List<String> operators,
            Optional<String> predicate,
            boolean primary,
            List<String> reads) {}

    /**
     * A foreign key.
     *
     * @param target the referenced table; of another schema by its qualified name
     * @param targetSql the referenced table, qualified and quoted
     * @param period whether the last column pair is a period which the referenced rows' periods must cover
     * @param full whether a key with a null in it must be null in all its columns
     */
    public record ForeignKey(
            String name,
            String table,
            List<String> columns,
            String target,
            String targetSql,
            List<String> targetColumns,
            boolean period,
            boolean full) {

        /** The referenced column that belongs to one of the referring ones. */
        public Optional<String> paired(String column) {
            int at = columns.indexOf(column);
            return at < 0 ? Optional.empty() : Optional.of(targetColumns.get(at));
        }
    }

    private static final String NOT_NULL = "VALUE is not null";
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
    private static final Set<String> NUMBERS = Set.of("smallint", "integer", "bigint", "numeric");
    private static final Set<String> WRITTEN_ONE_WAY = Set.of("date", "uuid", "boolean", "json", "jsonb");
    private static final Pattern WORD = Pattern.compile("\\w+");
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

    private static final Set<String> READ_BY_US = Set.of(
            "smallint",
            "integer",
            "bigint",
            "numeric",
            "real",
            "double precision",
            "boolean",
            "date",
            "timestamp with time zone",
            "timestamp without time zone",
            "uuid",
            "text",
            "character varying",
            "character",
            "json",
            "jsonb");

    public Optional<Table> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** Every constraint's name, to find the nearest when one is misspelt. */
    public Set<String> constraintNames() {
        var names = new LinkedHashSet<String>();
        for (var table : tables.values()) {
            table.checks().forEach(c -> names.add(c.name()));
            table.uniques().forEach(c -> names.add(c.name()));
            table.exclusions().forEach(c -> names.add(c.name()));
            table.foreignKeys().forEach(c -> names.add(c.name()));
            table.partitions().ifPresent(c -> names.add(c.name()));
            table.columns().values().forEach(c -> {
                c.requiredBy().ifPresent(names::add);
                c.domain().forEach(d -> names.add(d.name()));
            });
        }
        return names;
    }

    /** The given tables in an order in which referenced tables come first (depth-first topological sort). */
    public List<String> inForeignKeyOrder(Set<String> wanted) {
        var order = new LinkedHashSet<String>();
        var path = new LinkedHashSet<String>();
        wanted.stream().sorted().forEach(table -> visit(table, wanted, order, path));
        return List.copyOf(order);
    }

    private void visit(String table, Set<String> wanted, Set<String> order, Set<String> path) {
        if (order.contains(table) || !path.add(table)) {
            return;
        }
        for (var key : tables.get(table).foreignKeys()) {
            if (!key.target().equals(table) && tables.containsKey(key.target())) {
                visit(key.target(), wanted, order, path);
            }
        }
        path.remove(table);
        if (wanted.contains(table)) {
            order.add(table);
        }
    }

    /**
     * Reads the catalog of one schema. Names in expressions come out qualified, so that they mean the same wherever they
     * are used later.
     */
    public static TargetCatalog read(Connection connection, String schema) throws SQLException {
        var before = searchPath(connection, "pg_catalog");
        try {
            return readQualified(connection, schema);
        } finally {
            searchPath(connection, before);
        }
    }

    private static String searchPath(Connection connection, String path) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select current_setting('search_path'), set_config('search_path', ?, false)")) {
            statement.setString(1, path);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static TargetCatalog readQualified(Connection connection, String schema) throws SQLException {
        var tables = new TreeMap<String, Table>();
        query(
                connection,
                schema,
                """
                select c.relname from pg_class c
                where c.relnamespace = to_regnamespace(?) and c.relkind in ('r', 'p') and not c.relispartition order by 1
                """,
                row -> tables.put(row.getString(1), table(row.getString(1), Optional.empty(), true)));
        readColumns(connection, schema, tables);
        readConstraints(connection, schema, tables);
        readDomains(connection, schema, tables);
        readIndexes(connection, schema, tables);
        var partitions = partitions(connection, schema);
        for (var table : List.copyOf(tables.values())) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "select not exists (select from %s.%s)".formatted(quoted(schema), quoted(table.name())))) {
                row.next();
                tables.put(
                        table.name(),
                        new Table(
                                table.name(),
                                table.columns(),
                                table.checks(),
                                table.uniques(),
                                table.exclusions(),
                                table.foreignKeys(),
                                Optional.ofNullable(partitions.get(table.name())),
                                row.getBoolean(1)));
            }
        }
        return new TargetCatalog(schema, tables, views(connection, schema));
    }

    private static Table table(String name, Optional<Check> partitions, boolean empty) {
        return new Table(
                name,
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                partitions,
                empty);
    }

    /** Below a domain lies another type, and maybe another domain: the last one says how values are read. */
    private static final String BELOW_DOMAINS = """
            (with recursive below(oid, modifier, depth) as (
                 select a.atttypid, a.atttypmod, 0
                 union all
                 select t.typbasetype, case when t.typtypmod >= 0 then t.typtypmod else b.modifier end, depth + 1
                 from below b join pg_type t on t.oid = b.oid where t.typtype = 'd')
             select oid, modifier from below order by depth desc limit 1)""";

    private static void readColumns(Connection connection, String schema, Map<String, Table> tables)
            throws SQLException {
        var composites = new CompositeTypes(connection);
        var triggers = RowTriggers.of(connection, schema);
        query(
                connection,
                schema,
                """
                select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), format_type(u.oid, null),
                       u.modifier,
                       coalesce(pg_get_expr(d.adbin, d.adrelid),
                                case when a.attidentity = '' then (select pg_get_expr(y.typdefaultbin, 0)
                                                                   from pg_type y where y.oid = a.atttypid) end),
                       a.attgenerated <> '',
                       (select n.conname from pg_constraint n
                        where n.conrelid = c.oid and n.contype = 'n' and n.conkey = array[a.attnum]),
                       format_type(u.oid, u.modifier), a.attidentity <> '', s.seqrelid::regclass::text, s.seqincrement,
                       case when e.typcategory = 'A' then format_type(v.oid, null) end,
                       format_type(v.oid, null), format_type(w.oid, null), r.rngmultitypid = v.oid,
                       exists (select from pg_type one where one.typarray = e.oid),
                       (select quote_ident(n.nspname) || '.' || quote_ident(l.collname)
                        from pg_collation l join pg_namespace n on n.oid = l.collnamespace
                        where l.oid = a.attcollation and not l.collisdeterministic),
                       a.attidentity <> '' or %4$s,
                       (select y.oid::bigint from pg_type y where y.oid = v.oid and y.typtype = 'c'),
                       array(select i.attname from pg_depend p
                             join pg_attribute i on i.attrelid = p.refobjid and i.attnum = p.refobjsubid
                             where a.attgenerated <> '' and p.classid = 'pg_attrdef'::regclass and p.objid = d.oid
                             and p.refclassid = 'pg_class'::regclass and p.refobjid = c.oid and i.attnum <> a.attnum)
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                cross join lateral %1$s u
                join pg_type e on e.oid = u.oid
                cross join lateral %2$s v
                left join pg_range r on v.oid in (r.rngtypid, r.rngmultitypid)
                left join lateral %3$s w on true
                left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
                left join pg_sequence s on s.seqrelid = coalesce(
                    to_regclass(pg_get_serial_sequence(c.oid::regclass::text, a.attname)),
                    (select p.refobjid from pg_depend p join pg_class q on q.oid = p.refobjid and q.relkind = 'S'
                     where (p.classid = 'pg_attrdef'::regclass and p.objid = d.oid
                            or p.classid = 'pg_type'::regclass and p.objid = a.atttypid and d.oid is null)
                     and p.refclassid = 'pg_class'::regclass limit 1))
                where c.relnamespace = to_regnamespace(?) and c.relkind in ('r', 'p') and not c.relispartition
                order by c.relname, a.attnum
                """.formatted(
                                BELOW_DOMAINS,
                                belowDomains("case when e.typcategory = 'A' then e.typelem else e.oid end"),
                                belowDomains("r.rngsubtype"),
                                DRAWS),
                row -> {
                    var base = row.getString(4);
                    boolean drawn = row.getString(11) != null
                            && (row.getBoolean(10)
                                    || row.getString(6) != null
                                            && row.getString(6).startsWith("nextval("));
                    tables.get(row.getString(1))
                            .columns()
                            .put(
                                    row.getString(2),
                                    new Column(
                                            row.getString(2),
                                            row.getString(3),
                                            base,
                                            row.getInt(5),
                                            Optional.ofNullable(row.getString(6)),
                                            row.getBoolean(7),
                                            Optional.ofNullable(row.getString(8)),
                                            staged(base, row.getString(9)),
                                            drawn
                                                    ? Optional.of(new Sequence(
                                                            row.getString(11), row.getLong(12), row.getBoolean(10)))
                                                    : Optional.empty(),
                                            new ArrayList<>(),
                                            Optional.ofNullable(row.getString(13)),
                                            row.getObject(20) == null
                                                    ? OnlyForm.of(
                                                            row.getBoolean(17) ? row.getString(14) : base,
                                                            row.getBoolean(17),
                                                            row.getString(15),
                                                            row.getBoolean(16))
                                                    : composites.form(row.getLong(20), row.getBoolean(17)),
                                            Optional.ofNullable(row.getString(18)),
                                            row.getBoolean(19),
                                            texts(row, 21),
                                            triggers.mayWrite(row.getString(1), row.getString(2)),
                                            triggers.assigns(row.getString(1), row.getString(2))));
                });
    }

    /**
     * Whether a column's default, or that of its type, calls a function that gives every row another value. Of PostgreSQL's
     * own these are the volatile ones: {@code now()} is one moment to a whole transaction. Nobody knows what a function of
     * the target does, be it called STABLE: only an IMMUTABLE one gives always the same.
     */
    private static final String DRAWS = """
            exists (select from pg_type y,
                        regexp_matches(coalesce(d.adbin, y.typdefaultbin)::text, ':(?:op)?funcid ([0-9]+)', 'g') m
                    join pg_proc f on f.oid = m[1]::oid
                    where y.oid = a.atttypid
                    and (f.provolatile = 'v' or f.provolatile = 's' and f.pronamespace <> 'pg_catalog'::regnamespace))""";

    /** What lies below the domains of a type, of which only the type matters. */
    private static String belowDomains(String type) {
        return """
                (with recursive below(oid, depth) as (
                     select %s, 0
                     union all
                     select t.typbasetype, depth + 1 from below b join pg_type t on t.oid = b.oid where t.typtype = 'd')
                 select oid from below order by depth desc limit 1)""".formatted(type);
    }

    /** Moments are staged with all their digits, so that what the column rounds can be said. */
    private static String staged(String base, String full) {
        if (!READ_BY_US.contains(base)) {
            return "text";
        }
        return base.startsWith("timestamp") ? base : full;
    }

    private static void readConstraints(Connection connection, String schema, Map<String, Table> tables)
            throws SQLException {
        query(connection, schema, """
                select c.relname, n.conname, n.contype, pg_get_expr(n.conbin, n.conrelid, true),
                       case when f.relnamespace = c.relnamespace then f.relname else f.oid::regclass::text end,
                       (select array_agg(a.attname order by k.i) from unnest(n.conkey) with ordinality k(attnum, i)
                        join pg_attribute a on a.attrelid = n.conrelid and a.attnum = k.attnum),
                       (select array_agg(a.attname order by k.i) from unnest(n.confkey) with ordinality k(attnum, i)
                        join pg_attribute a on a.attrelid = n.confrelid and a.attnum = k.attnum),
                       n.conperiod, f.oid::regclass::text, n.confmatchtype = 'f'
                from pg_constraint n
                join pg_class c on c.oid = n.conrelid
                left join pg_class f on f.oid = n.confrelid
                where c.relnamespace = to_regnamespace(?) and n.contype in ('c', 'f') and not c.relispartition
                and n.conparentid = 0 and n.conenforced
                order by c.relname, n.conname
                """, row -> {
            var table = tables.get(row.getString(1));
            switch (row.getString(3)) {
                case "c" ->
                    table.checks()
                            .add(new Check(
                                    row.getString(2),
                                    row.getString(4),
                                    row.getArray(6) == null ? List.of() : texts(row, 6)));
                default ->
                    table.foreignKeys()
                            .add(new ForeignKey(
                                    row.getString(2),
                                    table.name(),
                                    texts(row, 6),
                                    row.getString(5),
                                    row.getString(9),
                                    texts(row, 7),
                                    row.getBoolean(8),
                                    row.getBoolean(10)));
            }
        });
    }

    /** A domain asks of its values what it is declared with, and what the domains below it are. */
    private static void readDomains(Connection connection, String schema, Map<String, Table> tables)
            throws SQLException {
        query(connection, schema, """
                with recursive below(relname, attname, oid) as (
                    select c.relname, a.attname, a.atttypid from pg_class c
                    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                    where c.relnamespace = to_regnamespace(?) and c.relkind in ('r', 'p') and not c.relispartition
                    union all
                    select b.relname, b.attname, t.typbasetype from below b
                    join pg_type t on t.oid = b.oid and t.typtype = 'd')
                select b.relname, b.attname, n.conname,
                       case n.contype when 'n' then '%s' else pg_get_expr(n.conbin, 0, true) end
                from below b join pg_constraint n on n.contypid = b.oid and n.contype in ('c', 'n') and n.conenforced
                order by 1, 2, 3
                """.formatted(NOT_NULL), row -> tables.get(row.getString(1))
                .columns()
                .get(row.getString(2))
                .domain()
                .add(new Check(row.getString(3), row.getString(4), List.of(row.getString(2)))));
    }

    /** Unique and exclusion constraints are read from their indexes: these know expressions and predicates too. */
    private static void readIndexes(Connection connection, String schema, Map<String, Table> tables)
            throws SQLException {
        query(connection, schema, """
                select c.relname, i.relname, x.indisexclusion,
                       (select array_agg(pg_get_indexdef(x.indexrelid, k, true) order by k)
                        from generate_series(1, x.indnkeyatts) k),
                       pg_get_expr(x.indpred, x.indrelid, true), x.indnullsnotdistinct,
                       (select array_agg(quote_ident(s.nspname) || '.' || o.oprname order by e.i)
                        from pg_constraint n, unnest(n.conexclop) with ordinality e(op, i), pg_operator o
                        join pg_namespace s on s.oid = o.oprnamespace
                        where n.conindid = x.indexrelid and n.contype in ('x', 'u', 'p') and o.oid = e.op),
                       (select array_agg(coalesce(a.attname, '') order by k)
                        from generate_series(0, x.indnkeyatts - 1) k
                        left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[k] and a.attnum > 0),
                       x.indisprimary,
                       array(select a.attname from pg_attribute a
                             where a.attrelid = x.indrelid and a.attnum > 0
                             and (exists (select from generate_series(0, x.indnkeyatts - 1) k where x.indkey[k] = a.attnum)
                                  or exists (select from pg_depend p
                                             where p.classid = 'pg_class'::regclass and p.objid = x.indexrelid
                                             and p.refclassid = 'pg_class'::regclass and p.refobjid = x.indrelid
                                             and p.refobjsubid = a.attnum)))
                from pg_index x
                join pg_class i on i.oid = x.indexrelid
                join pg_class c on c.oid = x.indrelid
                where c.relnamespace = to_regnamespace(?) and (x.indisunique or x.indisexclusion)
                and not c.relispartition
                order by c.relname, x.indisprimary desc, i.relname
                """, row -> {
            var table = tables.get(row.getString(1));
            if (table == null) {
                return;
            }
            var predicate = Optional.ofNullable(row.getString(5));
            if (row.getArray(7) != null) {
                table.exclusions()
                        .add(new Exclusion(
                                row.getString(2),
                                texts(row, 4),
                                texts(row, 7),
                                predicate,
                                row.getBoolean(9),
                                texts(row, 10)));
            } else {
                table.uniques()
                        .add(new Unique(
                                row.getString(2),
                                texts(row, 4),
                                texts(row, 8),
                                predicate,
                                row.getBoolean(6),
                                row.getBoolean(9),
                                texts(row, 10)));
            }
        });
    }

    private static Map<String, View> views(Connection connection, String schema) throws SQLException {
        var views = new TreeMap<String, View>();
        query(connection, schema, """
                select n.nspname, c.relname, c.oid::regclass::text, n.oid = to_regnamespace(?),
                       array_agg(a.attname order by a.attnum), array_agg(format_type(u.oid, null) order by a.attnum)
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                cross join lateral %s u
                where c.relkind in ('v', 'm') and n.nspname not in
                    ('pg_catalog', 'information_schema', 'rejoin_import', 'rejoin_stage', 'rejoin_staged')
                group by 1, 2, 3, 4
                """.formatted(BELOW_DOMAINS), row -> {
            var view = new View(row.getString(3), texts(row, 5), texts(row, 6));
            views.put(row.getString(1) + "." + row.getString(2), view);
            if (row.getBoolean(4)) {
                views.put(row.getString(2), view);
            }
        });
        return views;
    }

    /** A row of a partitioned table must fit one of its partitions, which a default partition spares it. */
    private static Map<String, Check> partitions(Connection connection, String schema) throws SQLException {
        var partitions = new TreeMap<String, Check>();
        query(
                connection,
                schema,
                """
                select c.relname,
                       string_agg('(' || pg_get_partition_constraintdef(t.relid) || ')', ' or ' order by t.relid)
                       filter (where t.isleaf and t.level > 0),
                       (select array_agg(a.attname) from pg_partitioned_table p
                        join pg_attribute a on a.attrelid = p.partrelid and a.attnum = any (p.partattrs::smallint[])
                        where p.partrelid = c.oid)
                from pg_class c cross join pg_partition_tree(c.oid) t
                where c.relnamespace = to_regnamespace(?) and c.relkind = 'p' and not c.relispartition
                group by c.oid, c.relname
                """,
                row -> partitions.put(
                        row.getString(1),
                        new Check(
                                row.getString(1) + "_has_partition",
                                row.getString(2) == null ? "false" : row.getString(2),
                                row.getArray(3) == null ? List.of() : texts(row, 3))));
        return partitions;
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private static void query(Connection connection, String schema, String sql, Row each) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, quoted(schema));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.read(rows);
                }
            }
        }
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(String::valueOf)
                .toList();
    }

    /** An SQL identifier, quoted. */
    public static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
