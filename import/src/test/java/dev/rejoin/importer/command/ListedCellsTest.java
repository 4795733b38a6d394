package dev.rejoin.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code quarantine list --csv} writes of texts that the source chose. */
class ListedCellsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            =HYPERLINK("http://x","y") | "'=HYPERLINK(""http://x"",""y"")"
            `  @SUM(1)` | "'  @SUM(1)"
            +1-1 | "'+1-1"
            -1+1 | "'-1+1"
            ＝1 | "'＝1"
            -12.5 | "-12.5"
            inv-17 | "inv-17"
            a=b | "a=b"
            """)
    void noCellIsAFormula(String value, String cell) {
        assertThat(QuarantineCommand.cell(value)).isEqualTo(cell);
    }
}
