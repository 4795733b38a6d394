package dev.rejoin.importer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginalDocumentTest {
    private static final OriginalDocument DOCUMENT = OriginalDocument.of("""
                    {"a": {"b": 1.10, "c.d": "x"}, "e.f": {"g": null}, "h": [{"i": "p"}, {"i": 1e400}, {}], "j": "one",
                     "k": [[1, 2], [3]], "n": [], "o": "", "a.b.z": 7}
                    """).orElseThrow();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            delimiter = ';',
            value = {
                "a.b; 1.10",
                "a.c.d; \"x\"",
                "e.f.g; null",
                "h[0].i; \"p\"",
                "h[1].i; 1E+400",
                "h[2].i; nothing",
                "h[7].i; nothing",
                "h.i; \"p\", 1E+400",
                "j[0]; \"one\"",
                "j[1]; nothing",
                "k[0][1]; 2",
                "n; []",
                "o; \"\"",
                "a.b.z; 7",
                "q; nothing",
                "j.x; nothing"
            })
    void aValueIsShownAsItStands(String path, String shown) {
        assertThat(DOCUMENT.at(path)).isEqualTo(shown);
    }

    @Test
    void aNameIsMadeOfTextsAndNumbers() {
        assertThat(DOCUMENT.called(List.of("j", "o", "a.b"))).contains("one 1.10");
        assertThat(DOCUMENT.called(List.of("a", "n", "q"))).isEmpty();
    }

    @Test
    void whatIsNoObjectIsNoDocument() {
        assertThat(OriginalDocument.of("[1]")).isEmpty();
        assertThat(OriginalDocument.of("{")).isEmpty();
        assertThat(OriginalDocument.of(null)).isEmpty();
    }
}
