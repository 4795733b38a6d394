package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A correction waits until its document is loaded as it was corrected, and nothing else ends that. */
class CorrectionOutcomesTest {
    private static final int MANY = 2_000;
    private static final String HOUSE =
            "{\"_index\":\"houses\",\"_id\":\"h1\",\"_source\":{\"code\":\"a\",\"seat\":1}}\n";

    @TempDir
    private Path temporary;

    private SmallImport small;

    @BeforeEach
    void importAGuestOfAHouseThatIsMissing() throws Exception {
        small = Houses.in(temporary)
                .dump("houses.ndjson", HOUSE)
                .dump("guests.ndjson", guest("{\"name\":\"Bob\",\"house\":\"h9\"}"));
        assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
    }

    @AfterEach
    void close() {
        small.close();
    }

    private static String guest(String source) {
        return "{\"_index\":\"guests\",\"_id\":\"g2\",\"_source\":%s}\n".formatted(source);
    }

    private List<String> outcomes() throws SQLException {
        return small.query("select concat_ws(' ', kind, outcome) from rejoin_import.correction order by no");
    }

    private void settle() throws SQLException {
        try (var connection = small.database().dataSource().getConnection()) {
            CorrectionOutcomes.settle(connection, 1);
        }
    }

    @Test
    void aDocumentThatIsDeletedIsNotAdmittedByThat() throws Exception {
        small.retry("guests", "g2", "{\"name\":\"Bobby\",\"house\":\"h9\"}");
        small.dump("guests.ndjson", guest("{}").replace("g2", "g3"));

        assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);

        assertThat(small.query("select id from rejoin_import.document where index_name = 'guests'"))
                .containsExactly("g3");
        settle();
        assertThat(outcomes()).containsExactly("CORRECTED STILL_QUARANTINED");
    }

    @Test
    void aRunThatLeavesItOutDoesNotAdmitIt() throws Exception {
        small.retry("guests", "g2", "{\"name\":\"Bobby\",\"house\":\"h9\"}");
        small.execute("delete from small.guest; delete from small.house; delete from rejoin_import.row_origin");
        small.dump("guests.ndjson", guest("{}").replace("g2", "g3"));

        assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);

        assertThat(outcomes()).containsExactly("CORRECTED STILL_QUARANTINED");
    }

    @Test
    void whatTheSourceSaysByNowIsNotWhatWasCorrected() throws Exception {
        small.retry("guests", "g2", "{\"name\":\"Bobby\",\"house\":\"h9\"}");
        small.dump("guests.ndjson", guest("{\"name\":\"Robert\",\"house\":\"h1\"}"));

        assertThat(small.delta().outcome()).isEqualTo(Outcome.PROVEN);

        assertThat(small.query("select name from small.guest")).containsExactly("Robert");
        assertThat(outcomes()).containsExactly("CORRECTED STILL_QUARANTINED");
    }

    @Test
    void allCorrectionsOnWhichTheLastOneStandsAreAdmittedWithIt() throws Exception {
        small.retry("guests", "g2", "{\"name\":\"Bobby\",\"house\":\"h9\"}");
        small.retry("guests", "g2", "{\"name\":\"Bobby\",\"house\":\"h8\"}");
        assertThat(outcomes()).containsExactly("CORRECTED STILL_QUARANTINED", "CORRECTED STILL_QUARANTINED");

        small.retry("guests", "g2", "{\"name\":\"Bobby\",\"house\":\"h1\"}");

        assertThat(outcomes()).containsExactly("CORRECTED ADMITTED", "CORRECTED ADMITTED", "CORRECTED ADMITTED");
    }

    @Test
    void whatWasCorrectedAndIsThenLeftOutIsNotAdmitted() throws Exception {
        small.retry("guests", "g2", "{\"name\":\"Bobby\",\"house\":\"h9\"}");

        small.decide("""
                - {index: guests, code: orphan_reference, exclude: true, because: nobody knows them}
                """, Optional.of("a person"));

        assertThat(outcomes()).containsExactly("CORRECTED EXCLUDED", "EXCLUDED EXCLUDED");
    }

    @Test
    void whatStaysAsItIsIsNotWrittenAnewAndIsLookedUpByItsName() throws Exception {
        small.execute("""
                insert into rejoin_import.document (run_id, doc, index_name, id, source, sha256)
                select 1, n, 'guests', 'many' || n, '{"n":' || n || '}', '' from generate_series(1001, 1000 + %1$d) n;
                insert into rejoin_import.disposition (run_id, doc, index_name, id, disposition)
                select run_id, doc, index_name, id, 'QUARANTINED' from rejoin_import.document where doc > 1000;
                insert into rejoin_import.correction (index_name, id, run_id, wrong_sha256, source, corrected_by)
                select index_name, id, 1, '', source, 'a person' from rejoin_import.document where doc > 1000;
                analyze rejoin_import.document, rejoin_import.disposition, rejoin_import.correction;
                """.formatted(MANY));
        settle();
        assertThat(small.query("select distinct outcome from rejoin_import.correction"))
                .containsExactly("STILL_QUARANTINED");
        var written = small.query("select distinct xmin::text from rejoin_import.correction");
        long before = read();

        settle();

        assertThat(small.query("select distinct xmin::text from rejoin_import.correction"))
                .isEqualTo(written);
        assertThat(read() - before).isLessThan(10L * MANY);
    }

    /** Rows of the ledger that were read so far, by whatever way. */
    private long read() throws SQLException {
        return Long.parseLong(small.query("""
                select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::text from pg_stat_user_tables
                where schemaname = 'rejoin_import' and relname in ('document', 'disposition', 'correction', 'set_aside_element')
                """).getFirst());
    }
}
