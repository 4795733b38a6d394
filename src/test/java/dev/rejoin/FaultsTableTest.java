package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of faults in the documentation names tests that exist, and marks those that run with --full alone. */
class FaultsTableTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`( †)?");

    private static final String SLOW = "@Tag(\"slow\")";

    @Test
    void everyPromiseNamesATestThatIsThere() throws IOException {
        var sources = sources();
        var rows = Files.readAllLines(ROOT.resolve("docs/faults.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| what breaks"))
                .toList();

        assertThat(rows).hasSizeGreaterThan(30);
        for (var row : rows) {
            var cells = row.split("\\|");
            var tests = NAMED.matcher(cells[cells.length - 1]).results().toList();
            assertThat(tests).as(row).isNotEmpty();
            for (var test : tests) {
                var source = sources.get(test.group(1));
                if (source == null && !Files.exists(ROOT.resolve("checker"))) {
                    // Importer and checker may have been deleted, with their tests.
                    continue;
                }
                assertThat(source).as(test.group()).isNotNull();
                int method = source.indexOf("void %s(".formatted(test.group(2)));
                assertThat(method).as(test.group()).isPositive();
                var annotations = source.substring(source.lastIndexOf("\n\n", method), method);
                var ofAll = source.substring(0, source.indexOf("class " + test.group(1)));
                var isSlow = annotations.contains(SLOW) || ofAll.contains(SLOW);
                assertThat(test.group(3) != null).as("marked: %s", test.group()).isEqualTo(isSlow);
            }
        }
    }

    /** Of all modules that are there, by the name of the class. */
    private static Map<String, String> sources() throws IOException {
        var sources = new HashMap<String, String>();
        try (var folders = Files.list(ROOT)) {
            for (var folder : folders.map(folder -> folder.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                read(folder, sources);
            }
        }
        read(Path.of("test/java"), sources);
        return sources;
    }

    private static void read(Path folder, Map<String, String> sources) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith("Test.java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
    }
}
