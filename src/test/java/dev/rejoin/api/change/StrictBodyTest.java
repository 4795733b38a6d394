package dev.rejoin.api.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.problem.Violations;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bytes of a body may be, and how much of what is wrong with it is named. */
class StrictBodyTest {

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void anotherEncodingIsRefused(String charset) {
        refused("{\"a\": 1}".getBytes(Charset.forName(charset)));
    }

    @Test
    void aByteOrderMarkIsRefused() {
        refused("\uFEFF{}".getBytes(StandardCharsets.UTF_8));
    }

    static Stream<int[]> wrongSigns() {
        return Stream.of(
                new int[] {0xC0, 0xAF},
                new int[] {0xE0, 0x80, 0xAF},
                new int[] {0xF0, 0x80, 0x80, 0xAF},
                new int[] {0xC0, 0x80},
                new int[] {0xED, 0xA0, 0x80},
                new int[] {0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80},
                new int[] {0xF4, 0x90, 0x80, 0x80},
                new int[] {0xF8, 0x88, 0x80, 0x80, 0x80},
                new int[] {0x80},
                new int[] {0xC3},
                new int[] {'Z', 'o', 0xE9});
    }

    @ParameterizedTest
    @MethodSource("wrongSigns")
    void whatIsNoUtf8IsRefusedInNamesAndValues(int[] signs) {
        for (var form : List.of("{\"legacy_id\": \"%s\"}", "{\"%s\": 1}")) {
            var parts = form.split("%s");
            var body = new ByteArrayOutputStream();
            body.writeBytes(parts[0].getBytes(StandardCharsets.UTF_8));
            for (var sign : signs) {
                body.write(sign);
            }
            body.writeBytes(parts[1].getBytes(StandardCharsets.UTF_8));
            refused(body.toByteArray());
        }
    }

    @Test
    void everySignOfUnicodeIsTaken() {
        var text = "a\u00e9\u4e2d\uD83D\uDE00";
        assertThat(Bodies.parse("{\"a\": \"%s\"}".formatted(text).getBytes(StandardCharsets.UTF_8))
                        .get("a")
                        .asText())
                .isEqualTo(text);
    }

    @Test
    void aBodyHasNoMoreValuesThanFit() {
        refused(("{\"items\": [" + "{},".repeat(300_000) + "{}]}").getBytes(StandardCharsets.UTF_8));
        Bodies.parse(
                ("{\"items\": [" + "{\"legacy_id\": \"x\"},".repeat(5000) + "{}]}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void twentyViolationsAreNamedAndNoMore() {
        var violations = new Violations();
        for (int i = 0; i < 14_000; i++) {
            violations.add(Problem.Violation.field("field_" + i, "unknown_field", "There is no such field."));
        }
        assertThat(violations).hasSize(20);
        assertThat(violations.full()).isTrue();
        assertThat(Problem.Invalid.of(violations).detail()).contains("20 rules or more");
    }

    private static void refused(byte[] body) {
        var refused = catchThrowableOfType(ProblemException.class, () -> Bodies.parse(body));
        assertThat(refused).isNotNull();
        assertThat(refused.problem().code()).isEqualTo("malformed_body");
    }
}
