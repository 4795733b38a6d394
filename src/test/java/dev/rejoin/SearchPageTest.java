package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.contract.Contract;
import dev.rejoin.contract.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sends every call of docs/search.md, in its order, and compares what comes with the answer that stands there. */
@QuarkusTest
@TestProfile(SearchProviderTest.Provided.class)
class SearchPageTest {
    private static final Path PAGE = Path.of("../docs/search.md");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern CALL = Pattern.compile("    (GET|POST|PUT|PATCH|DELETE) +(/v1/\\S+)(?: +(\\{.*}))?");
    private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");
    private static final Pattern ROW = Pattern.compile("\\| \\[.*]\\(#([a-z-]+)\\).*");

    /**
     * A call of the page.
     *
     * @param section the heading that it stands under, as links call it
     * @param answer what is said to come, null where nothing is
     */
    private record Call(
            String section,
            String method,
            String path,
            @Nullable String body,
            @Nullable JsonNode answer) {
        @Override
        public String toString() {
            return method + " " + path + (body == null ? "" : " " + body);
        }
    }

    @Test
    void everyRowOfTheTableHasAnExampleThatIsAnswered() throws IOException {
        var answered = calls().stream()
                .filter(call -> call.answer() != null)
                .map(Call::section)
                .toList();
        var rows = Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(row -> row.group(1))
                .toList();

        assertThat(rows).hasSizeGreaterThan(13);
        assertThat(answered).containsAll(rows);
    }

    @Test
    void everyCallIsAnsweredAsThePageSays() throws Exception {
        var ids = new HashMap<>(written());
        var wrong = new ArrayList<String>();
        for (var call : calls()) {
            var difference = difference(call, ids);
            if (difference != null) {
                wrong.add("%s:\n%s".formatted(call, difference));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void anAnswerOfAnotherShapeIsNoticed() throws Exception {
        var expected = json("{\"results\": [{\"title\": \"a…z\", \"rank\": 1}], \"next\": null, \"kind\": \"exact\"}");
        for (var same : List.of(
                "{\"results\": [{\"title\": \"abz\", \"rank\": 7}], \"next\": null, \"kind\": \"exact\"}",
                "{\"results\": [{\"title\": \"b\", \"rank\": 7}, {\"title\": \"az\", \"rank\": 8}], \"next\": null, \"kind\": \"exact\"}")) {
            assertThat(difference("", expected, Contract.JSON.readTree(same))).isNull();
        }
        for (var other : List.of(
                "{\"results\": [], \"next\": null, \"kind\": \"exact\"}",
                "{\"results\": [{\"title\": \"az\"}], \"next\": null, \"kind\": \"exact\"}",
                "{\"results\": [{\"title\": \"az\", \"rank\": \"1\"}], \"next\": null, \"kind\": \"exact\"}",
                "{\"results\": [{\"title\": \"b\", \"rank\": 1}], \"next\": null, \"kind\": \"exact\"}",
                "{\"results\": [{\"title\": \"az\", \"rank\": 1}], \"next\": \"/\", \"kind\": \"exact\"}",
                "{\"results\": [{\"title\": \"az\", \"rank\": 1}], \"next\": null, \"kind\": \"at_least\"}",
                "{\"results\": [{\"title\": \"az\", \"rank\": 1}], \"next\": null, \"kind\": \"exact\", \"more\": 1}",
                "{\"results\": [{\"title\": \"az\", \"rank\": 1}], \"next\": null}")) {
            assertThat(difference("", expected, Contract.JSON.readTree(other)))
                    .as(other)
                    .isNotNull();
        }
    }

    /** What the page's answers speak of, by the names that it gives to their ids. */
    private static Map<String, String> written() {
        var organization = Fixtures.one("organizations")
                .with("name", "Société Générale")
                .with("industry", "Banking")
                .with("city", "Paris")
                .with("region", "Rhône")
                .insert();
        person("Élodie", "Dupont");
        person("Zoé", "Legros");
        person("Anna", "Schwartzmeyer");
        for (var status : List.of("CONFIRMED", "DRAFT", "DRAFT")) {
            Fixtures.one("missions")
                    .with("organization_id", organization)
                    .with("title", "Audit")
                    .with("status", status)
                    .with("starts_on", "2026-03-01")
                    .with("fee", "1500.00")
                    .insert();
        }
        var note = note(organization, "Compte rendu", "La révision de la chaudière est faite.");
        var other = note(organization, "Compte rendu de mars", "La chaudière attend encore sa révision.");
        var school = note(organization, "Les écoles", "Le budget est dans le rapport.");
        Api.as(Role.EDITOR)
                .contentType("application/json")
                .body("{\"model\": \"e5-small\", \"components\": [0.2, -0.5, 0.1]}")
                .put("/v1/notes/%s/vector".formatted(other))
                .then()
                .statusCode(204);
        return Map.of("organization", organization.toString(), "note", note.toString(), "school", school.toString());
    }

    private static void person(String given, String family) {
        Fixtures.one("people")
                .with("given_name", given)
                .with("family_name", family)
                .insert();
    }

    private static UUID note(UUID organization, String title, String body) {
        return Fixtures.one("notes")
                .with("organization_id", organization)
                .with("title", title)
                .with("body", body)
                .insert();
    }

    /** Null where it is answered as the page says; what is read is read again for a while, as some of it takes its time. */
    private static @Nullable String difference(Call call, Map<String, String> ids) throws Exception {
        var end = Instant.now().plus(PATIENCE);
        while (true) {
            var answer = send(call, ids);
            var difference = answer.statusCode() / 100 != 2
                    ? "%d %s".formatted(answer.statusCode(), answer.asString())
                    : call.answer() == null
                            ? null
                            : difference("", call.answer(), Contract.JSON.readTree(answer.asString()));
            if (difference == null) {
                if (call.path().equals("/v1/saved-searches")) {
                    ids.put("saved", answer.jsonPath().getString("id"));
                }
                return null;
            }
            if (!call.method().equals("GET") || Instant.now().isAfter(end)) {
                return difference + "\nof " + answer.asString();
            }
            Thread.sleep(500);
        }
    }

    private static Response send(Call call, Map<String, String> ids) {
        var request = Api.as(Role.ADMIN);
        if (call.body() != null) {
            request.contentType("application/json").body(named(call.body(), ids).replace(", …", ""));
        }
        return request.request(call.method(), named(call.path(), ids));
    }

    private static String named(String text, Map<String, String> ids) {
        return NAME.matcher(text).replaceAll((MatchResult name) -> ids.getOrDefault(name.group(1), "unknown"));
    }

    /** Null where the answer has what is expected: the same fields of the same types, the same texts, no list empty. */
    private static @Nullable String difference(String at, JsonNode expected, JsonNode actual) {
        if (expected.getNodeType() != actual.getNodeType()) {
            return "%s is %s".formatted(at, actual);
        }
        if (expected.isTextual()) {
            return Pattern.matches(pattern(expected.textValue()), actual.textValue())
                    ? null
                    : "%s is %s, and not %s".formatted(at, actual, expected);
        }
        if (expected.isBoolean()) {
            return expected.equals(actual) ? null : "%s is %s".formatted(at, actual);
        }
        if (expected.isArray()) {
            // Others may be there, too; all that are expected have to be.
            for (var one : expected) {
                var differences = StreamSupport.stream(actual.spliterator(), false)
                        .map(other -> String.valueOf(difference(at + "[]", one, other)))
                        .toList();
                if (!differences.contains("null")) {
                    return differences.isEmpty() ? at + " is empty" : differences.getFirst();
                }
            }
            return expected.isEmpty() && !actual.isEmpty() ? "%s is %s, and not empty".formatted(at, actual) : null;
        }
        var fields = names(expected);
        var missing = fields.stream()
                .filter(name -> !name.equals("…") && !actual.has(name))
                .toList();
        if (!missing.isEmpty()) {
            return "%s lacks %s".formatted(at, missing);
        }
        var more = names(actual).stream().filter(name -> !fields.contains(name)).toList();
        if (!fields.contains("…") && !more.isEmpty()) {
            return "%s has %s, too".formatted(at, more);
        }
        return fields.stream()
                .filter(name -> !name.equals("…"))
                .map(name -> difference(at + "/" + name, expected.get(name), actual.get(name)))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** Decimals are texts, and depend on what else there is; for the rest, {@code …} stands for anything. */
    private static String pattern(String text) {
        return text.matches("-?\\d+\\.\\d+")
                ? "-?\\d+\\.\\d+"
                : Stream.of(text.split("…", -1))
                        .map(Pattern::quote)
                        .reduce((a, b) -> a + "(?s:.*)" + b)
                        .orElseThrow();
    }

    private static List<Call> calls() throws IOException {
        var calls = new ArrayList<Call>();
        var section = "";
        var lines = Files.readAllLines(PAGE);
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var call = CALL.matcher(line);
            if (line.startsWith("## ")) {
                section = line.substring(3)
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^a-z ]", "")
                        .replace(' ', '-');
            } else if (call.matches()) {
                calls.add(new Call(section, call.group(1), call.group(2), call.group(3), null));
            } else if (line.matches(" {4}(GET|POST|PUT|PATCH|DELETE) .*")) {
                throw new AssertionError("This call is not understood: " + line);
            } else if (line.equals("```json")) {
                var answer = new StringBuilder();
                while (!lines.get(++i).equals("```")) {
                    answer.append(lines.get(i)).append('\n');
                }
                var last = calls.removeLast();
                assertThat(last.answer()).as("two answers of %s", last).isNull();
                calls.add(new Call(last.section(), last.method(), last.path(), last.body(), json(answer.toString())));
            }
        }
        assertThat(calls).hasSizeGreaterThan(20);
        return calls;
    }

    /** JSON in which {@code …} in the place of a field says that there are others. */
    private static JsonNode json(String text) throws IOException {
        var whole = new StringBuilder();
        var quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            quoted ^= sign == '"' && (i == 0 || text.charAt(i - 1) != '\\');
            whole.append(!quoted && sign == '…' ? "\"…\": 0" : String.valueOf(sign));
        }
        return Contract.JSON.readTree(whole.toString());
    }
}
