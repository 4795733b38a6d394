package dev.rejoin.importer.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleTest {
    private static final Pattern BEFORE_ANY_NAME =
            Pattern.compile("\\b[Aa]n? (?:%[\\d$]*s|\\\\\"?%[\\d$]*s|\\\\?\"\\s*\\+)|\\b[Aa]n? '\\s*\\|\\|");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "an organization",
                "an event_participation",
                "an invoice",
                "an hour",
                "an unpaid_invoice",
                "an uninvited_guest",
                "an Order",
                "a member",
                "a user_account",
                "a unit",
                "a union",
                "a university",
                "a utility",
                "a european_office",
                "a house",
                "a one_off",
                "a 7th"
            })
    void theArticleIsThatOfTheSound(String phrase) {
        assertThat(Article.before(phrase.substring(phrase.indexOf(' ') + 1))).isEqualTo(phrase);
    }

    @Test
    void noMessageGuessesTheArticleOfANameThatItIsGiven() throws IOException {
        var guessing = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Files.readString(file)
                        .lines()
                        .filter(line ->
                                !line.strip().startsWith("*") && !line.strip().startsWith("/"))
                        .filter(line -> BEFORE_ANY_NAME.matcher(line).find())
                        .forEach(line -> guessing.add(file.getFileName() + ": " + line.strip()));
            }
        }

        assertThat(BEFORE_ANY_NAME.matcher("\"refers to a %s that\"").find()).isTrue();
        assertThat(BEFORE_ANY_NAME.matcher("\"refers to a \" + name").find()).isTrue();
        assertThat(guessing).isEmpty();
    }
}
