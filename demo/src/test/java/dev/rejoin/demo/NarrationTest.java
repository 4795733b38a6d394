package dev.rejoin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NarrationTest {
    private final StringWriter told = new StringWriter();
    private final StringWriter result = new StringWriter();

    @Test
    void aProgramIsToldWhatCameOfItAndNothingElse() throws Exception {
        var narration = Narration.withResult(new PrintWriter(told), new PrintWriter(result));
        narration.say("It begins.");
        narration.check(true, "one is \"one\"");
        narration.check(false, "two is one");
        narration.result(false, Map.of("address", "http://127.0.0.1:8080"));

        assertThat(told.toString()).contains("It begins.", "✓ one is \"one\"", "✗ two is one");
        assertThat(result.toString()).hasLineCount(1);
        var json = new ObjectMapper().readTree(result.toString());
        assertThat(json.path("as_expected").asBoolean(true)).isFalse();
        assertThat(json.path("address").asText()).isEqualTo("http://127.0.0.1:8080");
        assertThat(json.path("checks")).hasSize(2);
        assertThat(json.path("checks").path(0).path("holds").asBoolean()).isTrue();
        assertThat(json.path("checks").path(0).path("check").asText()).isEqualTo("one is \"one\"");
    }

    @Test
    void aPersonIsToldWhatHappensAlone() {
        new Narration(new PrintWriter(told), false).result(true, Map.of());

        assertThat(told.toString()).isEmpty();
    }
}
