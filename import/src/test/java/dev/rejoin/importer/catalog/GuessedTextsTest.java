package dev.rejoin.importer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.db.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Texts of which PostgreSQL makes something else than they say, asked of every type that it has. */
class GuessedTextsTest {
    private static final List<String> WORDS = List.of(
            "now",
            "today",
            "tomorrow",
            "allballs",
            "epoch",
            "010",
            "0x1F",
            "0b11",
            "1_000",
            "9:5",
            "12:30.5",
            "90",
            "1-2",
            "-1",
            "10",
            "-",
            "12345",
            "192.168",
            "010.0.0.1",
            "10.0.0.010/32",
            "23:59:60",
            "Jan 5 2020",
            "1/2/2020",
            "20200102",
            "2020-01-02 10:00");

    /** Alone, and as what arrays, ranges, several ranges and composite values hold, and these in one another. */
    private static final List<String> AS = List.of(
            "%s",
            "{%s}",
            "[%s,)",
            "{[%s,)}",
            "{{[%s,)}}",
            "(%s,x)",
            "( %s,\"x,y\")",
            "{\"(%s,x)\"}",
            "(\"(%s,x)\",,)",
            "(\"(\"\"%s\"\",x)\",,)",
            "(,{%s},)",
            "(,\"{2020-01-02,\\\"%s\\\"}\",)",
            "(,,\"[%s,)\")",
            "{\"(\\\"(%s,x)\\\",,)\"}");

    /** Of these it is given what we have read, in one form; texts that are too long are told apart elsewhere. */
    private static final Set<String> WRITTEN_BY_US = Set.of(
            "smallint",
            "integer",
            "bigint",
            "numeric",
            "real",
            "double precision",
            "boolean",
            "date",
            "uuid",
            "json",
            "jsonb",
            "timestamp with time zone",
            "timestamp without time zone",
            "bytea",
            "money",
            "point",
            "name",
            "\"char\"",
            "int4range",
            "int8range",
            "numrange",
            "daterange",
            "tsrange",
            "tstzrange",
            "character",
            "bit");

    /** Languages of their own, in which hexadecimal numbers and words are what they are; numbers with zeros before them. */
    private static final Set<String> MEANT = Set.of(
            "jsonpath",
            "tsvector",
            "tsquery",
            "xml",
            "int4multirange",
            "int8multirange",
            "nummultirange",
            "int2vector",
            "oidvector");

    @Test
    void noTypeTakesATextThatPostgresqlHasToGuess() throws Exception {
        try (var database = EmbeddedDatabase.fresh()) {
            // Given: a column of every type, alone, in an array and below a domain
            var types = query(database, """
                    select format_type(t.oid, null) from pg_type t join pg_namespace n on n.oid = t.typnamespace
                    where n.nspname = 'pg_catalog' and t.typtype in ('b', 'r', 'm') and t.typname not like '\\_%'
                    and t.oid not in (select reltype from pg_class) and t.typname not in
                        ('pg_node_tree', 'pg_ndistinct', 'pg_dependencies', 'pg_mcv_list', 'pg_brin_bloom_summary',
                         'pg_brin_minmax_multi_summary', 'gtsvector', 'aclitem')
                    and t.typname not like 'reg%'
                    order by 1
                    """);
            var columns = new ArrayList<String>();
            execute(
                    database,
                    "create schema guessed; create type guessed.shift as range (subtype = time);"
                            + " create type guessed.took as range (subtype = interval);"
                            + " create type guessed.pair as (opens time, x text);"
                            + " create type guessed.deep as (pair guessed.pair, days date[], shift guessed.shift)");
            types.addAll(List.of(
                    "guessed.shift", "guessed.took", "guessed.shift_multirange", "guessed.pair", "guessed.deep"));
            var domains = new StringBuilder();
            for (var type : types) {
                int n = columns.size();
                domains.append("create domain guessed.d%d as %s;".formatted(n, type));
                for (var as : List.of(type, "guessed.d" + n, type + "[]", "guessed.d" + n + "[]")) {
                    columns.add("c%d %s".formatted(columns.size(), as));
                }
            }
            execute(database, domains.toString());
            execute(database, "create table guessed.all_types (%s)".formatted(String.join(", ", columns)));

            // When: whatever it takes becomes another text
            var guessed = new ArrayList<String>();
            try (var connection = database.dataSource().getConnection()) {
                var catalog = TargetCatalog.read(connection, "guessed");
                for (var column :
                        catalog.table("all_types").orElseThrow().columns().values()) {
                    if (column.isReadByDatabase()
                            && !WRITTEN_BY_US.contains(of(column))
                            && !MEANT.contains(of(column))) {
                        guessed.addAll(taken(connection, column));
                    }
                }
            }

            // Then
            assertThat(guessed).isEmpty();
        }
    }

    private static String of(TargetColumn column) {
        return column.base().endsWith("vector")
                ? column.base()
                : column.element().orElse(column.base());
    }

    /** What PostgreSQL reads as another text than it is, with how it says it. */
    private static List<String> taken(Connection connection, TargetColumn column) throws SQLException {
        var taken = new ArrayList<String>();
        try (var statement = connection.prepareStatement("""
                select '%1$s: ' || p || ' is ' || read from (
                    select p, case when pg_input_is_valid(p, '%1$s') and (%2$s) then (p::%1$s)::text end as read
                    from (select format(a, w) as p from unnest(?::text[]) a, unnest(?::text[]) w offset 0) q) r
                where translate(read, '"\\'' ', '') <> translate(p, '"\\'' ', '')
                    and translate(read, '"\\'' ', '') <> replace(translate(p, '"\\'' ', ''), '10:00', '10:00:00')
                """.formatted(
                column.type(), column.onlyForm().map(form -> form.holds("p")).orElse("true")))) {
            statement.setArray(1, connection.createArrayOf("text", AS.toArray()));
            statement.setArray(2, connection.createArrayOf("text", WORDS.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    taken.add(rows.getString(1));
                }
            }
        }
        return taken;
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> query(EmbeddedDatabase database, String sql) throws SQLException {
        var read = new ArrayList<String>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                read.add(rows.getString(1));
            }
        }
        return read;
    }
}
