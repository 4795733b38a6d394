package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.stage.StageProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies beside a dump and is not read is told to whoever looks, and not only written down. */
class WhatIsNotReadIsSaidTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderInTheFolderAndFilesOfOtherNamesAreNamedBeforeAnythingIsRead() throws Exception {
        try (var boats = new Boats(folder)) {
            boats.dump(
                            "boats.ndjson",
                            "{\"_index\":\"boats\",\"_id\":\"1\",\"_source\":{\"name\":\"a\",\"tonnage\":1}}\n")
                    .dump("boats.csv", "name\n");
            Files.writeString(
                    Files.createDirectories(boats.dumps().resolve("more")).resolve("boats.ndjson"),
                    "{\"_index\":\"boats\",\"_id\":\"2\",\"_source\":{\"name\":\"b\"}}\n");
            var said = new ArrayList<String>();
            var progress = new StageProgress() {
                @Override
                public void started(String name, long total, long done) {
                    said.add("reads " + name);
                }

                @Override
                public void advanced(String name, long done, long errors) {}

                @Override
                public void finished(String name) {}

                @Override
                public void remark(String sentence) {
                    said.add(sentence);
                }
            };
            var mapping = boats.mapping("dates: {zone: Europe/Paris, formats: [iso]}\n", Boats.MAPPING);
            try (var opened = Boats.source(boats.dumps().toString())) {
                new ImportRun(
                                opened,
                                boats.database().dataSource(),
                                MappingReader.read(mapping),
                                ImportRun.Options.standard(),
                                progress)
                        .run();
            }

            assertThat(said.subList(0, said.indexOf("reads boats")))
                    .anyMatch(sentence -> sentence.contains("nothing of them was read: boats.csv, more."));
        }
    }
}
