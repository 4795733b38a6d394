package dev.rejoin.api.problem;

import dev.rejoin.db.Rule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What each code of a problem means: those of the service by its own list, those of rules by what the rules say. */
public final class ProblemCodes {
    private static final Map<String, Sentence> SENTENCES = readSentences();
    private static final Map<String, Code> ALL = read();

    private ProblemCodes() {}

    /**
     * One code.
     *
     * @param status under which it is answered
     * @param rules the rules of the data that it is answered for
     */
    public record Code(String code, String status, String meaning, List<Rule> rules) {}

    /** What an application tells its users, who know neither the service nor its words. */
    public record Sentence(String english, String french) {}

    /** What users are told, by code: by all of the service, and those few that clients raise on their own. */
    public static Map<String, Sentence> sentences() {
        return SENTENCES;
    }

    public static Optional<Code> find(String code) {
        return Optional.ofNullable(ALL.get(code));
    }

    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    private static Map<String, Code> read() {
        var codes = new TreeMap<String, Code>();
        Refusals.RULES.all().stream()
                .filter(rule -> rule.kind() != Rule.Kind.VIEW)
                .collect(Collectors.groupingBy(Rule::code))
                .forEach((code, rules) -> codes.put(code, ofRules(code, rules)));
        rows("problems.csv").forEach(cells -> {
            var rules = codes.containsKey(cells[0]) ? codes.get(cells[0]).rules() : List.<Rule>of();
            codes.put(cells[0], new Code(cells[0], cells[1], cells[2], rules));
        });
        return codes;
    }

    private static Map<String, Sentence> readSentences() {
        var sentences = new TreeMap<String, Sentence>();
        rows("sentences.csv").forEach(cells -> sentences.put(cells[0], new Sentence(cells[1], cells[2])));
        return Collections.unmodifiableMap(sentences);
    }

    /** The rows of a table of three columns, the last of which may hold semicolons. */
    private static List<String[]> rows(String name) {
        var resource = Objects.requireNonNull(ProblemCodes.class.getResourceAsStream(name));
        try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split(";", 3)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Code ofRules(String code, List<Rule> rules) {
        var statuses = rules.stream()
                .map(rule -> String.valueOf(Refusals.problem(rule, List.of()).status()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(" or "));
        return new Code(
                code,
                statuses,
                rules.size() == 1
                        ? rules.getFirst().sentence()
                        : "One of %d rules of the data is broken; the error names which.".formatted(rules.size()),
                rules);
    }
}
