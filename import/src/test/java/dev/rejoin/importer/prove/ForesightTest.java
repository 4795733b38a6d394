package dev.rejoin.importer.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.prove.compare.Difference.DifferenceKind;
import dev.rejoin.importer.prove.expect.FieldDates;
import dev.rejoin.importer.prove.expect.Interpreter;
import dev.rejoin.importer.prove.expect.Packed;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.read.SourceIncompleteException;
import dev.rejoin.importer.read.SourceIndex;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.run.ImportRun;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was worked out while the run checked and loaded is used where it still holds, and nowhere else. */
class ForesightTest {

    private static final long MUCH = 1 << 20;

    @TempDir
    private static Path dump;

    private static final EmbeddedDatabase database = EmbeddedDatabase.fresh();
    private static long run;

    private final List<String> opened = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void load() throws Exception {
        Files.copy(imported(), file());
        Migrations.migrateImport(database.dataSource());
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var source = source()) {
            statement.execute(Files.readString(Workshop.FOLDER.resolve("schema.sql")));
            run = new ImportRun(
                            source,
                            database.dataSource(),
                            MappingReader.read(Workshop.mapping()),
                            ImportRun.Options.standard(),
                            StageProgress.SILENT)
                    .run()
                    .run();
            // The proof that ends a first load makes no allowance for what others may have done.
            statement.execute("update rejoin_import.run set outcome = null");
        }
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void restore() throws Exception {
        Files.copy(imported(), file(), StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(dump.resolve("more.ndjson"));
    }

    private static Path imported() {
        return Workshop.FOLDER.resolve("dump/workshop.ndjson");
    }

    private static Path file() {
        return dump.resolve("workshop.ndjson");
    }

    private static Source source() {
        return Sources.open(dump.toString(), SourceOptions.fromEnvironment(Map.of()));
    }

    private interface Meanwhile {
        void happens() throws Exception;
    }

    /** Proves by what was worked out before something happens, as far as that still holds. */
    private Proof prove(Source source, long bytes, Meanwhile meanwhile) throws Exception {
        try (var watched = WatchedSource.of(source, opened::add);
                var foresight = Foresight.begin(watched, database.dataSource(), Workshop.mapping(), "", run, bytes)) {
            foresight.finish();
            meanwhile.happens();
            opened.clear();
            return new Prove(watched, database.dataSource(), Workshop.mapping(), Prove.Options.standard())
                    .run(run, Optional.of(foresight));
        }
    }

    private void write(UnaryOperator<String> change) throws Exception {
        Files.writeString(file(), change.apply(Files.readString(file())), StandardCharsets.UTF_8);
    }

    @Test
    void nothingIsReadAgainThatIsStillWhatItWas() throws Exception {
        var proof = prove(source(), MUCH, () -> {});

        assertThat(proof.proven()).isTrue();
        assertThat(proof.documents()).isEqualTo(25);
        assertThat(opened).isEmpty();
    }

    @Test
    void aDumpThatIsChangedAfterwardsIsReadAgainAndRed() throws Exception {
        var proof = prove(source(), MUCH, () -> write(lines -> lines.replace("Perceuse", "Perceuze, la grande")));

        assertThat(proof.counts()).containsKeys(DifferenceKind.SOURCE_MOVED, DifferenceKind.LEDGER);
        assertThat(opened).isNotEmpty();
    }

    @Test
    void aDumpThatIsChangedAndLooksAsOldAndAsLongAsBeforeIsReadAgainAndRed() throws Exception {
        var date = Files.getLastModifiedTime(file());
        var proof = prove(source(), MUCH, () -> {
            write(lines -> lines.replace("Perceuse", "Perceuze"));
            Files.setLastModifiedTime(file(), date);
        });

        assertThat(proof.counts()).containsKey(DifferenceKind.LEDGER);
        assertThat(opened).isNotEmpty();
    }

    @Test
    void aDumpThatIsAddedAfterwardsIsRed() throws Exception {
        var proof = prove(
                source(),
                MUCH,
                () -> Files.writeString(
                        dump.resolve("more.ndjson"), "{\"_index\":\"more\",\"_id\":\"1\",\"_source\":{}}\n"));

        assertThat(proof.counts()).containsKey(DifferenceKind.SOURCE_MOVED);
    }

    @Test
    void whatHasNoRoomIsReadWhenItIsProven() throws Exception {
        var proof = prove(source(), 3_000, () -> {});

        assertThat(proof.proven()).isTrue();
        assertThat(proof.documents()).isEqualTo(25);
        assertThat(opened).isNotEmpty().doesNotContain("tools");
    }

    @Test
    void aDocumentThatIsTooLargeIsReadWhenItIsProven() throws Exception {
        var packed = new Packed(new Interpreter(Map.of(), new FieldDates(Map.of()), false), "huge", Optional.empty());
        var index = new SourceIndex("huge", "", 1, 1, List.of(), null, "", null, null);
        try (var store = ForeseenStore.create(Long.MAX_VALUE)) {
            var foreseen = new ForeseenIndex(index, packed, store, false);

            assertThatThrownBy(() ->
                            foreseen.add(List.of(new SourceDocument("huge", "1", null, new byte[(16 << 20) + 1]))))
                    .isInstanceOf(IOException.class);
            assertThat(store.size()).isZero();
        }
    }

    @Test
    void aSourceThatBreaksOffEarlyIsReadWhenItIsProven() throws Exception {
        var broken = WatchedSource.of(source(), index -> {
            if (Thread.currentThread().getName().equals("foresee") && index.equals("smiths")) {
                throw new SourceIncompleteException("for a while");
            }
        });

        var proof = prove(broken, MUCH, () -> {});

        assertThat(proof.proven()).isTrue();
        assertThat(opened).contains("smiths").doesNotContain("tools");
    }

    @Test
    void anIndexThatIsStillBeingReadIsWaitedFor() throws Exception {
        var slow = WatchedSource.of(source(), index -> {
            if (Thread.currentThread().getName().equals("foresee") && index.equals("tools")) {
                pause();
            }
        });
        try (var foresight = Foresight.begin(slow, database.dataSource(), Workshop.mapping(), "", run, MUCH)) {
            while (!foresight.isReading("tools")) {
                Thread.sleep(1);
            }
            var proof = new Prove(
                            WatchedSource.of(slow, opened::add),
                            database.dataSource(),
                            Workshop.mapping(),
                            Prove.Options.standard())
                    .run(run, Optional.of(foresight));

            assertThat(proof.proven()).isTrue();
            assertThat(proof.documents()).isEqualTo(25);
            assertThat(opened)
                    .as("those that were not begun")
                    .doesNotContain("tools")
                    .contains("boxes");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1_500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
