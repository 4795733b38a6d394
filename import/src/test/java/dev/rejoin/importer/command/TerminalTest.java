package dev.rejoin.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {
    private static final String SENTENCE =
            "12:00:01  1,234 documents read, 12 changed, 3 deleted, 0 set aside, 17 rows written;"
                    + " all that was complete 0.3 s ago is applied";

    @ParameterizedTest
    @ValueSource(ints = {20, 50, 80, 120})
    void aSentenceThatStaysIsBrokenBetweenWordsAndLosesNone(int columns) {
        var lines = Terminal.folded(SENTENCE, columns, "    ");

        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThan(columns));
        assertThat(lines.stream().skip(1)).allMatch(line -> line.startsWith("    "));
        assertThat(String.join(" ", lines).replaceAll(" +", " ")).isEqualTo(SENTENCE.replaceAll(" +", " "));
    }

    @Test
    void oneThatFitsIsOneLine() {
        assertThat(Terminal.folded(SENTENCE, 200, "    ")).containsExactly(SENTENCE);
    }
}
