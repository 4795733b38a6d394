package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.prove.compare.Difference.DifferenceKind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key is what its column makes of it: a reference by it finds it, in whatever notation either of the two is written. */
class KeysInAnyNotationTest {

    /**
     * A type of key, with two values of it, each as one document has it and as another one refers to it.
     *
     * @param late of the document that comes only later
     */
    private record Key(String type, String one, String toOne, String late, String toLate) {}

    private static final List<Key> KEYS = List.of(
            new Key("date", "'2024-01-31'", "'31.01.2024'", "'01.02.2024'", "'2024-02-01'"),
            new Key(
                    "timestamptz",
                    "'2024-01-31T10:00:00Z'",
                    "'2024-01-31T12:00:00+02:00'",
                    "'2024-02-01T00:00:00+01:00'",
                    "'2024-01-31T23:00:00.000Z'"),
            new Key(
                    "timestamptz(0)",
                    "'2024-01-31T10:00:00.2Z'",
                    "'2024-01-31T10:00:00Z'",
                    "'2024-02-01T10:00:00Z'",
                    "'2024-02-01T10:00:00.1Z'"),
            new Key(
                    "timestamp",
                    "'2024-01-31T10:00:00'",
                    "'2024-01-31T10:00:00.000'",
                    "'2024-02-01T10:00:00.5'",
                    "'2024-02-01T10:00:00.500'"),
            new Key("time", "'9:30'", "'09:30:00'", "'10:00:00.500'", "'10:00:00.5'"),
            new Key("timetz", "'09:30+01:00'", "'09:30:00+01'", "'10:00Z'", "'10:00:00+00'"),
            new Key("interval", "'90 seconds'", "'PT90S'", "'01:00:00'", "'1 hour'"),
            new Key("numeric", "100", "'100.00'", "'1.50'", "1.5"),
            new Key("numeric(8, 2)", "1.5", "'1.50'", "'7'", "7.00"),
            new Key("integer", "7", "'007'", "'8'", "8.0"),
            new Key("double precision", "1.5", "'1.50'", "'2.25'", "2.250"),
            new Key("real", "1.5", "'1.50'", "'2.25'", "2.250"),
            new Key("money", "'12.50'", "12.5", "7", "'7.00'"),
            new Key(
                    "uuid",
                    "'0190a1b2-0000-7000-8000-00000000000a'",
                    "'0190A1B2-0000-7000-8000-00000000000A'",
                    "'0190A1B2-0000-7000-8000-00000000000B'",
                    "'0190a1b2-0000-7000-8000-00000000000b'"),
            new Key("inet", "'10.0.0.1'", "'10.0.0.1/32'", "'2001:0db8::1'", "'2001:db8::1'"),
            new Key("cidr", "'10.1.0.0/16'", "'10.1.0.0/16'", "'2001:0db8::/32'", "'2001:db8::/32'"),
            new Key("macaddr", "'08:00:2b:01:02:03'", "'08-00-2B-01-02-03'", "'08002b010204'", "'08:00:2b:01:02:04'"),
            new Key("boolean", "true", "'1'", "'false'", "0"),
            new Key("text", "'Lena'", "'Lena'", "'Zoe'", "'Zoe'"),
            new Key("text collate any_case", "'Lena'", "'LENA'", "'Zoe'", "'zoe'"),
            new Key("citext", "'Lena'", "'LENA'", "'Zoe'", "'zoe'"),
            new Key("char(4)", "'A'", "'A  '", "'B '", "'B'"),
            new Key("bytea", "'YQ=='", "'YQ'", "'Yg'", "'Yg=='"),
            new Key("colour", "'red'", "'red'", "'blue'", "'blue'"),
            new Key("short", "'9:30'", "'09:30:00'", "'10:00:00.500'", "'10:00:00.5'"));

    @TempDir
    private Path folder;

    @Test
    void aReferenceFindsItsKeyHoweverBothAreWritten() throws Exception {
        var schema = new StringBuilder("""
                create extension citext; create type colour as enum ('red', 'blue'); create domain short as time;
                create collation any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
                """);
        for (int i = 0; i < KEYS.size(); i++) {
            schema.append("""
                    create table thing%1$d (id uuid primary key, legacy_id text unique, code %2$s not null unique);
                    create table note%1$d (id uuid primary key, legacy_id text unique, thing uuid references thing%1$d,
                        code %2$s references thing%1$d (code), same %2$s references thing%1$d (code));
                    """.formatted(i, KEYS.get(i).type));
        }
        try (var notes = new SmallImport(folder, schema.toString())) {
            notes.mapping("import.yaml", "schema: small\ndates: {zone: UTC, formats: [iso, dd.MM.yyyy]}\n");
            var first = new StringBuilder();
            var late = new StringBuilder();
            for (int i = 0; i < KEYS.size(); i++) {
                var key = KEYS.get(i);
                notes.mapping(
                        "things%d.yaml".formatted(i),
                        "index: things%1$d\nrows: [{table: thing%1$d, columns: {code: code}}]\n".formatted(i));
                notes.mapping("notes%d.yaml".formatted(i), """
                        index: notes%1$d
                        rows:
                          - table: note%1$d
                            columns:
                              thing: {from: of, to: thing%1$d, by: code, orphans: null}
                              code: {from: of, to: thing%1$d, by: code, orphans: null}
                              same: same
                        """.formatted(i));
                first.append(thing(i, "1", key.one));
                first.append(note(i, "one", "\"of\":%1$s,\"same\":%1$s".formatted(key.toOne)));
                first.append(note(i, "early", "\"of\":%s".formatted(key.toLate)));
                first.append(note(i, "none", "\"of\":\"what no type takes for a value\""));
                late.append(thing(i, "2", key.late));
            }
            notes.dump("all.ndjson", first.toString());

            // When: all documents are imported
            var report = notes.run();

            // Then: whatever refers to a key that is there has found it
            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(found(notes)).containsExactlyElementsOf(each("one"));
            assertThat(notes.query("select distinct id from rejoin_import.finding where code = 'orphan_reference'"
                            + " order by 1"))
                    .containsExactly("early", "none");
            assertThat(notes.query("select coalesce(table_name, '') || ' ' || code from rejoin_import.finding"
                            + " where severity = 'ERROR'"))
                    .isEmpty();

            // And: the proof would notice each that had not
            var emptied = IntStream.range(0, KEYS.size())
                    .mapToObj("update small.note%d set thing = null where legacy_id = 'one'"::formatted)
                    .collect(Collectors.joining("; "));
            assertThat(notes.proveAfter(emptied).differences())
                    .filteredOn(difference -> difference.kind() == DifferenceKind.REFERENCE)
                    .extracting(difference -> difference.table())
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, KEYS.size())
                            .mapToObj("note%d"::formatted)
                            .toList());

            // When: what others wait for comes, and only that is looked at
            notes.dump("all.ndjson", first.append(late).toString());
            report = notes.delta();

            // Then
            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(found(notes)).containsExactlyElementsOf(each("early", "one"));
        }
    }

    private static String thing(int kind, String id, String code) {
        return "{\"_index\":\"things%d\",\"_id\":\"%s\",\"_source\":{\"code\":%s}}\n"
                .formatted(kind, id, code.replace('\'', '"'));
    }

    private static String note(int kind, String id, String fields) {
        return "{\"_index\":\"notes%d\",\"_id\":\"%s\",\"_source\":{%s}}\n"
                .formatted(kind, id, fields.replace('\'', '"'));
    }

    /** The notes that lead to the thing that they name, by its id and by its key. */
    private static List<String> found(SmallImport notes) throws Exception {
        return notes.query(IntStream.range(0, KEYS.size())
                .mapToObj(i -> """
                        select '%2$s ' || n.legacy_id from note%1$d n join thing%1$d t on t.id = n.thing and t.code = n.code
                            and (n.same is null or n.same = t.code)
                        """.formatted(i, name(i)))
                .collect(Collectors.joining(" union all ", "", " order by 1")));
    }

    private static List<String> each(String... notes) {
        return IntStream.range(0, KEYS.size())
                .boxed()
                .flatMap(i -> List.of(notes).stream().map(note -> name(i) + " " + note))
                .sorted()
                .toList();
    }

    private static String name(int kind) {
        return "%02d %s".formatted(kind, KEYS.get(kind).type);
    }
}
