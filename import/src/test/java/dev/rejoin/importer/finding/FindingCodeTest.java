package dev.rejoin.importer.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** README's table of codes and the one list of them say the same. */
class FindingCodeTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+) \\| ([^|]*) \\| ([^|]*) \\|$");
    private static final Pattern CODE = Pattern.compile("`([a-z][a-z0-9_]*)`");

    /** What README says of a code. */
    private record Told(String severity, String sentence) {}

    @Test
    void everyCodeStandsInTheReadmeAndNoOther() throws IOException {
        assertThat(told().keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FindingCode.values())
                        .map(FindingCode::code)
                        .toList());
    }

    @Test
    void theReadmeSaysOfEachCodeWhatTheListSays() throws IOException {
        var told = told();
        for (var code : FindingCode.values()) {
            assertThat(told.get(code.code())).as(code.code()).satisfies(row -> {
                assertThat(row.severity()).startsWith(code.severity().name().toLowerCase(Locale.ROOT));
                assertThat(row.sentence()).isEqualTo(code.sentence());
            });
        }
    }

    private static Map<String, Told> told() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var findings = readme.substring(readme.indexOf("| code | severity | when |"));
        var told = new HashMap<String, Told>();
        ROW.matcher(findings.substring(0, findings.indexOf("\n## "))).results().forEach(row -> CODE.matcher(
                        row.group(1))
                .results()
                .forEach(code -> told.put(
                        code.group(1),
                        new Told(row.group(2), row.group(3).replace("`", "").replaceAll(", see \\*[^*]+\\*$", "")))));
        return told;
    }
}
