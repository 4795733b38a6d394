package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.quarantine.Quarantine;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be proven is what the target shows. */
class LoadedRunTest {
    @TempDir
    private Path temporary;

    @Test
    void whatIsProvenIsWhatTheTargetShows() throws Exception {
        try (var library = new Library(temporary)) {
            var database = library.database().dataSource();
            library.run(library.dump(), Library.first().asDryRun());
            assertThatThrownBy(() -> LoadedRun.toProve(database, null))
                    .hasMessage("Nothing has been loaded yet: there is nothing to prove.");

            library.run();
            // With another mapping everything is read and checked anew.
            library.run(library.dump(), library.mapping("books.yaml", text -> text + "# as before\n"), Library.delta());
            // Loaded, and then the source broke off: this is what "prove it again" is for.
            library.execute("update rejoin_import.run set outcome = 'INCOMPLETE' where id = 3");

            assertThat(LoadedRun.toProve(database, null)).isEqualTo(3);
            assertThat(LoadedRun.toProve(database, 3L)).isEqualTo(3);
            assertThat(new Quarantine(database).lastRun()).contains(3L);
            assertThatThrownBy(() -> LoadedRun.toProve(database, 1L))
                    .hasMessage("Run 1 has loaded nothing: there is nothing to prove.");
            assertThatThrownBy(() -> LoadedRun.toProve(database, 2L))
                    .hasMessage("The target shows what run 3, which came after run 2, has made of it: prove that one.");
            assertThatThrownBy(() -> LoadedRun.toProve(database, 99L)).hasMessage("There is no run 99.");
        }
    }
}
