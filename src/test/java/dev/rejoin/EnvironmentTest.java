package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every setting of the service that is no plain text is looked at before it starts. */
class EnvironmentTest {
    private static final String CONVERTED = "(Duration|boolean|int|Optional<Integer>|OptionalInt|Optional<URI>)";
    private static final Pattern INJECTED =
            Pattern.compile("ConfigProperty\\(name = \"(rejoin[^\"]+)\"[^)]*\\)\\s*" + CONVERTED + " ");
    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    private static final Pattern MAPPED = Pattern.compile("^ {4}" + CONVERTED + " (\\w+)\\(\\);", Pattern.MULTILINE);
    private static final Pattern OF_QUARKUS = Pattern.compile(
            "^quarkus[.].*(?:port|max-size|max-connections|enabled|record-request-start-time)=[$][{](REJOIN_\\w+)",
            Pattern.MULTILINE);

    @Test
    void everySettingThatIsConvertedIsLookedAt() throws IOException {
        var settings = settings();
        assertThat(settings).hasSizeGreaterThan(25);
        for (var setting : settings) {
            assertThat(Environment.wrong(Map.of(setting, "some what")))
                    .as(setting)
                    .singleElement()
                    .asString()
                    .startsWith(setting + " has to be ");
        }
    }

    @Test
    void whatIsAbsentEmptyOrRightIsNotWrong() {
        assertThat(Environment.wrong(Map.of())).isEmpty();
        assertThat(Environment.wrong(Map.of(
                        "REJOIN_PORT", " 8080 ",
                        "REJOIN_DB_POOL", "",
                        "REJOIN_LIMITS_TIME", "500ms",
                        "REJOIN_REPLICA_LAG", "PT10S",
                        "REJOIN_LOG_JSON", "TRUE",
                        "REJOIN_OIDC_ISSUER", "https://login.example.com")))
                .isEmpty();
    }

    @Test
    void whatTheServiceCouldDoNothingWithIsSaidWithWhatItTakes() {
        assertThat(Environment.wrong(Map.of(
                        "REJOIN_DB_POOL", "0",
                        "REJOIN_LIMITS_STREAMS", "-1",
                        "REJOIN_LIMITS_BODY_BYTES", "1000000",
                        "REJOIN_LIMITS_TIME", "0s",
                        "REJOIN_DB_STATEMENT_TIMEOUT", "-4s",
                        "REJOIN_PORT", "80800")))
                .containsExactly(
                        "REJOIN_DB_POOL has to be 1 or more, and is '0'.",
                        "REJOIN_DB_STATEMENT_TIMEOUT has to be 0 or more, and is '-4s'.",
                        "REJOIN_LIMITS_BODY_BYTES has to be 25165824 or more, so that the largest body has room, and is"
                                + " '1000000'.",
                        "REJOIN_LIMITS_STREAMS has to be 1 or more, and is '-1'.",
                        "REJOIN_LIMITS_TIME has to be more than 0, and is '0s'.",
                        "REJOIN_PORT has to be 65535 or less, and is '80800'.");
        assertThat(Environment.wrong(Map.of("REJOIN_LIMITS_PER_SECOND", "0", "REJOIN_DB_STATEMENT_TIMEOUT", "0s")))
                .isEmpty();
    }

    private static Set<String> settings() throws IOException {
        var settings = new TreeSet<String>();
        try (var files = Files.walk(Path.of("main/java"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                var source = Files.readString(file);
                INJECTED.matcher(source).results().forEach(found -> settings.add(variable(found.group(1))));
                var mapping = MAPPING.matcher(source);
                if (mapping.find()) {
                    MAPPED.matcher(source)
                            .results()
                            .forEach(found -> settings.add(variable(mapping.group(1) + "."
                                    + found.group(2)
                                            .replaceAll("(?=[A-Z])", "-")
                                            .toLowerCase(Locale.ROOT))));
                }
            }
        }
        var properties = Files.readString(Path.of("main/resources/application.properties"));
        OF_QUARKUS.matcher(properties).results().forEach(found -> settings.add(found.group(1)));
        return settings;
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }
}
