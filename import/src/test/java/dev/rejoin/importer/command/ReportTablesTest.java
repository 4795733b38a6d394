package dev.rejoin.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTablesTest {
    private static final List<String> HEAD =
            List.of("money", "currency", "in documents", "said twice", "set aside", "in database", "what it is");
    private static final List<List<String>> ROWS = List.of(
            List.of("Invoiced (net)", "EUR", "123,456,789.00", "0.00", "-1,234.50", "123,458,023.50", words(30)),
            List.of("a-name-without-any-blank-in-it-of-many-letters", "", "1.00", "0.00", "0.00", "1.00", ""));

    @ParameterizedTest
    @ValueSource(ints = {30, 50, 80, 120})
    void noLineIsWiderThanTheTerminalAndNoNumberIsCut(int columns) {
        var drawn = drawn(columns);

        assertThat(drawn.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
        assertThat(drawn).contains("123,456,789.00", "-1,234.50", "123,458,023.50");
        assertThat(drawn.split("word", -1)).hasSize(31);
    }

    @Test
    void aPipeGetsEachRowInOneLine() {
        assertThat(drawn(Integer.MAX_VALUE).lines()).hasSize(5).anySatisfy(line -> assertThat(line)
                .contains(words(30)));
    }

    private static String words(int number) {
        return "word ".repeat(number).strip();
    }

    private static String drawn(int columns) {
        var written = new StringWriter();
        var out = new PrintWriter(written);
        new ReportTables(out, columns).table(HEAD, ROWS);
        out.flush();
        return written.toString();
    }
}
