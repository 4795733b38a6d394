package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.apply.Apply;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.SourceDocument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever code PostgreSQL or a trigger gives to what is wrong with a row, its document is set aside and the rest goes on. */
class RefusedByAnyStateTest {

    /** Names that begin with "bad" are refused; they are longer than an index takes. */
    private enum By {
        UNIQUE_KEY("too_long", "alter table card add constraint too_long unique (name)"),
        UNIQUE_INDEX("too_long", "create unique index too_long on card (name)"),
        INDEX("too_long", "create index too_long on card (name)"),
        PRIVILEGE("42501"),
        STATE_OF_THINGS("55000"),
        LIMIT("54000"),
        TYPE("42804"),
        NO_CODE_OF_POSTGRESQL("UX001");

        private final String code;
        private final String statement;

        By(String code, String statement) {
            this.code = code;
            this.statement = statement;
        }

        By(String state) {
            this("refused_by_target", """
                    create function refuse() returns trigger language plpgsql as $$ begin
                        if new.name like 'bad%' then raise exception 'a bad one' using errcode = '""" + state + """
                        '; end if;
                        return new; end $$;
                    create trigger refuse before insert or update on card for each row execute function refuse();
                    """);
        }
    }

    private static final Random RANDOM = new Random(7);

    @TempDir
    private Path folder;

    private static String bad() {
        return "bad "
                + IntStream.range(0, 6_000)
                        .mapToObj(i -> String.valueOf((char) ('0' + RANDOM.nextInt(75))))
                        .filter(c -> !"\\".equals(c))
                        .collect(Collectors.joining());
    }

    private static String card(String id, String name) {
        return "{\"_index\":\"cards\",\"_id\":\"%s\",\"_source\":{\"name\":\"%s\"}}\n".formatted(id, name);
    }

    private static SourceDocument document(String id, String name) {
        return new SourceDocument(
                "cards", id, null, "{\"name\":\"%s\"}".formatted(name).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    void itsDocumentIsSetAsideInAFirstLoadADeltaAndAFollower(By by) throws Exception {
        try (var small = new SmallImport(folder, """
                        create table card (id uuid primary key, legacy_id text unique, name text not null);
                        """ + by.statement)
                .mapping("cards.yaml", "index: cards\nrows: [{table: card, columns: {name: name}}]\n")
                .dump("cards.ndjson", card("c1", "n1") + card("c2", bad()) + card("c3", "n3"))) {

            var report = small.run();

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(small.findings()).containsExactly(by.code + " c2 ERROR");
            assertThat(names(small)).containsExactly("c1 n1", "c3 n3");

            small.dump("cards.ndjson", card("c1", "n1") + card("c2", bad()) + card("c3", bad()) + card("c4", "n4"));
            report = small.delta();

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(small.findings())
                    .contains(by.code + " c2 ERROR", by.code + " c3 ERROR")
                    .noneMatch(finding -> finding.contains("c4"));
            assertThat(names(small)).containsExactly("c1 n1", "c3 n3", "c4 n4");

            var applied = Apply.to(small.database().dataSource(), MappingReader.read(folder.resolve("mapping")))
                    .apply(
                            List.of(document("c2", "n2"), document("c4", bad()), document("c5", "n5")),
                            List.of(),
                            Apply.Alongside.NOTHING);

            assertThat(applied.setAside()).isEqualTo(1);
            assertThat(names(small)).containsExactly("c1 n1", "c2 n2", "c3 n3", "c4 n4", "c5 n5");
        }
    }

    /** The elements' rows are all that the document makes. */
    @Test
    void soIsADocumentOfElementsAlone() throws Exception {
        try (var small = new SmallImport(folder, """
                        create table pack (id uuid primary key, legacy_id text unique, name text);
                        create table card (id uuid primary key, name text not null constraint too_long unique);
                        """).mapping("cards.yaml", """
                        index: cards
                        rows: [{table: pack, when: own, columns: {name: name}}]
                        children: [{from: names, table: card, columns: {name: .}}]
                        """).dump("cards.ndjson", """
                        {"_index":"cards","_id":"c1","_source":{"names":["n1"]}}
                        {"_index":"cards","_id":"c2","_source":{"names":["n2"]}}
                        """)) {
            small.run();

            var applied = Apply.to(small.database().dataSource(), MappingReader.read(folder.resolve("mapping")))
                    .apply(
                            List.of(
                                    new SourceDocument(
                                            "cards",
                                            "c2",
                                            null,
                                            "{\"names\":[\"n2\",\"%s\"]}"
                                                    .formatted(bad())
                                                    .getBytes(StandardCharsets.UTF_8)),
                                    new SourceDocument(
                                            "cards",
                                            "c3",
                                            null,
                                            "{\"names\":[\"n3\"]}".getBytes(StandardCharsets.UTF_8))),
                            List.of(),
                            Apply.Alongside.NOTHING);

            assertThat(applied.written()).isPositive();
            assertThat(small.query("select name from card where name like 'n%' order by 1"))
                    .contains("n1", "n3");
            assertThat(small.findings()).anyMatch(finding -> finding.startsWith("too_long c2"));
        }
    }

    private static List<String> names(SmallImport small) throws Exception {
        return small.query("select concat_ws(' ', legacy_id, name) from card order by 1");
    }
}
