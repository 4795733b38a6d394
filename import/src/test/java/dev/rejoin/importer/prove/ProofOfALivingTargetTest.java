package dev.rejoin.importer.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.prove.compare.Difference.DifferenceKind;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.run.Library;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that people have worked in since is still proven: their work is told apart from damage. */
class ProofOfALivingTargetTest {

    private Library library;

    @BeforeEach
    void createLibrary(@TempDir Path temporary) throws Exception {
        library = new Library(temporary);
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Test
    void whatPeopleHaveChangedSinceIsNotTakenForDamage() throws Exception {
        var run = library.run().run();
        library.execute("update library.book set title = 'Emma (annotated)', author_id = null where legacy_id = 'b1'");
        library.execute("insert into library.author (id, name) values (gen_random_uuid(), 'Newcomer')");

        var proof = prove(library.dump(), run);

        assertThat(proof.differences()).isEmpty();
        assertThat(proof.totals()).allMatch(Proof.Total::agrees);
        assertThat(proof.proven()).isTrue();
        assertThat(proof.changedSince()).isEqualTo(1);
        assertThat(proof.bornSince()).isEqualTo(1);
    }

    @Test
    void aChangeThatLeftNoTraceIsDamage() throws Exception {
        var run = library.run().run();
        library.execute(
                "set session_replication_role = replica; update library.book set title = 'Emna' where legacy_id = 'b1'");

        assertThat(prove(library.dump(), run).counts()).containsOnlyKeys(DifferenceKind.VALUE);
    }

    @Test
    void aDeltaIsProvenWithAllThatPeopleDidBetween() throws Exception {
        library.run();
        library.execute("update library.book set title = 'Emma (annotated)' where legacy_id = 'b1'");
        library.execute("update library.book set title = 'Found' where legacy_id = 'b4'");
        library.execute("delete from library.book where legacy_id = 'b5'");
        library.execute("insert into library.author (id, name) values (gen_random_uuid(), 'Newcomer')");
        var later = library.later(lines -> lines.replace("\"title\":\"Emma\"", "\"title\":\"Emma, revised\"")
                .replaceAll("(?m)^.*\"l4\".*\\n", ""));

        var run = library.run(later, Library.delta()).run();

        var proof = prove(
                library.later(lines -> lines.replace("\"title\":\"Emma\"", "\"title\":\"Emma, revised\"")
                        .replaceAll("(?m)^.*\"l4\".*\\n", "")),
                run);
        assertThat(proof.differences()).isEmpty();
        assertThat(proof.proven()).isTrue();
        assertThat(proof.changedSince()).isEqualTo(3);
        assertThat(proof.bornSince()).isEqualTo(1);
    }

    @Test
    void anotherSourceThanTheOneImportedIsSeen() throws Exception {
        var run = library.run().run();

        var proof = prove(library.later(lines -> lines.replace("\"title\":\"Emma\"", "\"title\":\"Emna\"")), run);

        assertThat(proof.counts()).containsOnlyKeys(DifferenceKind.SOURCE_MOVED, DifferenceKind.LEDGER);
    }

    private Proof prove(Source source, long run) throws Exception {
        try (source) {
            return new Prove(
                            source,
                            library.database().dataSource(),
                            Path.of("src/test/resources/library/mapping"),
                            Prove.Options.standard())
                    .run(run);
        }
    }
}
