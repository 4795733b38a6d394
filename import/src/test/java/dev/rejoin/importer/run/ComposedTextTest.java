package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that Unicode can write in several ways: kept as they are written, or composed where the mapping says so. */
class ComposedTextTest {

    private static final String COMPOSED = "caf\u00e9";
    private static final String WITH_ACCENT = Normalizer.normalize(COMPOSED, Normalizer.Form.NFD);
    private static final String MAPPING = """
            index: boats
            rows:
              - table: craft
                identity: [code]
                columns:
                  code: code
                  name: {from: name, transform: trim}
                  short: name
                  tags: tags
                  raw: raw
                  shown: {template: '{name} ({code})'}
                  tender_id: {from: tender.id, to: craft, index: boats, orphans: quarantine}
                  home_id: {from: home, to: craft, by: code, orphans: quarantine}
            copies:
              tender.name: {of: tender_id, column: name}
            """;

    @TempDir
    private Path temporary;

    @Test
    void whereTheMappingSaysSoTheyAreComposedAndProven() throws Exception {
        try (var boats = boats()) {
            var report = boats.run("unicode: nfc\n", MAPPING);

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(boats.query("select concat_ws('|', name, short, tags, raw->>'v', shown) from craft order by 1"))
                    .containsExactly(
                            "%1$s|%1$s|{%1$s}|%2$s|%1$s (%1$s)".formatted(COMPOSED, WITH_ACCENT),
                            "%1$s|%1$s|{%1$s}|%2$s|%1$s (two)".formatted(COMPOSED, WITH_ACCENT));
            // Ids stay what they are, and what refers to them.
            assertThat(boats.query("select t.legacy_id from craft c join craft t on t.id = c.tender_id"
                            + " union select h.legacy_id from craft c join craft h on h.id = c.home_id"))
                    .containsExactly("boats:" + WITH_ACCENT);
            assertThat(boats.query("select distinct concat_ws(' ', severity, code) from rejoin_import.finding"))
                    .contains("INFO text_composed")
                    .doesNotContain("WARNING copy_drift", "WARNING merge_conflict");
        }
    }

    @Test
    void otherwiseTheyAreKeptAsTheyAreWritten() throws Exception {
        try (var boats = boats()) {
            boats.execute("alter table craft alter short type text");
            var report = boats.run("", MAPPING);

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(boats.query("select distinct name from craft")).containsExactly(WITH_ACCENT);
            assertThat(boats.query("select code from rejoin_import.finding")).doesNotContain("text_composed");
        }
    }

    private Boats boats() throws Exception {
        var boats = new Boats(temporary);
        // As short as the composed text: what is measured is what is kept.
        boats.execute("""
                create table craft (id uuid primary key, legacy_id text, code text unique, name text,
                    short varchar(4), tags text[], raw jsonb, shown text,
                    tender_id uuid references craft, home_id uuid references craft)
                """);
        var first =
                "{\"_index\":\"boats\",\"_id\":\"%1$s\",\"_source\":{\"code\":\"%1$s\",\"name\":\"%1$s\",\"tags\":[\"%1$s\"],\"raw\":{\"v\":\"%1$s\"}}}\n";
        var second =
                "{\"_index\":\"boats\",\"_id\":\"2\",\"_source\":{\"code\":\"two\",\"name\":\"%1$s\",\"tags\":[\"%1$s\"],\"raw\":{\"v\":\"%1$s\"},"
                        + "\"tender\":{\"id\":\"%1$s\",\"name\":\"%1$s\"},\"home\":\"%1$s\"}}\n";
        return boats.dump(
                "boats.ndjson",
                List.of(first, second).stream()
                        .map(line -> line.formatted(WITH_ACCENT))
                        .reduce("", String::concat));
    }
}
