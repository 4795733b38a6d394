package dev.rejoin.importer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.run.RefusedException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of corrected documents as people hand them in. */
class CorrectedFileTest {
    @TempDir
    private Path folder;

    @Test
    void aDocumentThatStandsInItTwiceIsRefusedWithBothLines() throws Exception {
        var file = write("""
                {"_index":"boats","_id":"1","_source":{"name":"a"}}
                {"_index":"boats","_id":"1","_routing":"quay","_source":{"name":"a"}}

                {"_index":"boats","_id":"1","_source":{"name":"b"}}
                """, StandardCharsets.UTF_8);

        assertThatThrownBy(() -> documents(file))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Lines 1 and 4 are both boats/1: leave only the one in the file that is meant.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UTF-16     | it is not written in UTF-8
            ISO-8859-1 | it is not written in UTF-8
            """)
    void whatCannotBeReadSaysWhy(String charset, String why) throws Exception {
        var file = write("{\"_index\":\"boats\",\"_id\":\"1\",\"_source\":{\"name\":\"é\"}}", Charset.forName(charset));

        assertThatThrownBy(() -> documents(file)).hasMessageContaining(why);
    }

    @Test
    void aFileThatIsNotThereAndAFolderSaySo() {
        assertThatThrownBy(() -> documents(folder.resolve("none"))).hasMessageContaining("it does not exist");
        assertThatThrownBy(() -> documents(folder)).hasMessageContaining("it is a folder");
    }

    @Test
    void aRightOneIsTaken() throws Exception {
        var file = write("{\"_index\":\"boats\",\"_id\":\"1\",\"_source\":{}}", StandardCharsets.UTF_8);

        assertThat(documents(file)).hasSize(1);
    }

    @Test
    void aFileOfNothingIsRefused() throws Exception {
        var file = write("\n \n", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> documents(file)).hasMessage("The file " + file + " holds no documents.");
    }

    private static List<SourceDocument> documents(Path file) throws IOException {
        try (var corrected = CorrectedFile.open(file)) {
            var documents = new ArrayList<SourceDocument>();
            corrected.forEach(documents::add);
            return documents;
        }
    }

    private Path write(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("corrected.ndjson"), text.getBytes(charset));
    }
}
