package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.read.FaultyProxy;
import dev.rejoin.importer.read.FaultyProxy.Asked;
import dev.rejoin.importer.read.FaultyProxy.Deed;
import dev.rejoin.importer.read.LiveCluster;
import dev.rejoin.importer.read.SourceIncompleteException;
import dev.rejoin.importer.read.SourceRefusedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A source whose answers are well-formed and wrong: found before anything is loaded. */
@Timeout(240)
class SourceThatLiesTest {
    private static final String DATES = "dates: {zone: UTC, formats: [iso]}\n";

    @TempDir
    private Path temporary;

    private Boats boats;
    private FaultyProxy proxy;
    private String prefix;

    @BeforeEach
    void writeBoats() throws Exception {
        boats = new Boats(temporary);
        proxy = new FaultyProxy(LiveCluster.url());
        prefix = LiveCluster.newName("lies") + "-";
        LiveCluster.index(
                prefix + "boats", "{}", 1_500, n -> "{\"name\":\"%s\",\"tonnage\":%d}".formatted("x".repeat(60), n));
    }

    @AfterEach
    void remove() {
        LiveCluster.call("DELETE", "/" + prefix + "boats", "");
        proxy.close();
        boats.close();
    }

    static List<Arguments> lies() {
        return List.of(
                Arguments.of(
                        "an id that comes twice", change("\"_id\":\"7\"", "\"_id\":\"8\""), "gave document 8 2 times"),
                Arguments.of("no _id", change("\"_id\":\"7\",", ""), "a document without its _id"),
                Arguments.of(
                        "a null for its _id", change("\"_id\":\"7\"", "\"_id\":null"), "a document without its _id"),
                Arguments.of(
                        "no _index",
                        change("(\"_index\":\"[^\"]*\"),(\"_id\":\"7\")", "$2"),
                        "a document (7) without its _index"),
                Arguments.of(
                        "another index",
                        change("\"_index\":\"[^\"]*\",\"_id\":\"7\"", "\"_index\":\"other\",\"_id\":\"7\""),
                        "document 7 of index \"other\" was given"),
                Arguments.of(
                        "no _source",
                        change("(\"_id\":\"7\".*?)\"_source\":\\{[^}]*\\}", "$1\"x\":1"),
                        "a document (7) without its _source"),
                Arguments.of(
                        "a null for its _source",
                        change("(\"_id\":\"7\".*?\"_source\":)\\{[^}]*\\}", "$1null"),
                        "a document (7) without its _source"),
                Arguments.of(
                        "a hit too few",
                        change(
                                "\\{\"_index\":\"[^\"]*\",\"_id\":\"7\".*?\"_source\":\\{[^}]*\\},\"sort\":\\[[^]]*\\]\\},",
                                ""),
                        "holds 1500 documents, but"));
    }

    private static UnaryOperator<String> change(String pattern, String replacement) {
        return body -> body.replaceFirst(pattern, replacement);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void aPageThatLiesIsFoundBeforeAnythingIsLoaded(String what, UnaryOperator<String> lie, String said)
            throws Exception {
        proxy.when(asked -> asked.isPage() ? Optional.of(new Deed.Alter(lie)) : Optional.empty());

        assertIncomplete(said);

        // And once the source is right, a resume comes to its end
        proxy.when(asked -> Optional.empty());
        var report = boats.run(
                Boats.source(proxy.url()), DATES, Boats.MAPPING, options().resumed());
        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(boats.query("select count(*)::text from boat")).containsExactly("1500");
    }

    @Test
    void aPageThatIsGivenAgainInPlaceOfTheNextIsFound() throws Exception {
        var pages = new ArrayList<String>();
        proxy.when(pagesBy((number, body) -> {
            pages.add(body);
            return number == 2 ? pages.get(1) : body;
        }));
        assertIncomplete("boats\" (holds 1500 documents, but|gave document)");
    }

    @Test
    void pagesThatAreSwappedAreFound() throws Exception {
        // Given: the pages as they come
        var pages = new ArrayList<String>();
        proxy.when(pagesBy((number, body) -> {
            pages.add(body);
            return body;
        }));
        boats.run(Boats.source(proxy.url()), DATES, Boats.MAPPING, options());
        assertThat(pages).hasSizeGreaterThan(4);
        boats.execute("truncate boat cascade; truncate rejoin_import.run, rejoin_import.row_origin cascade");

        // When: the answer to the second request is the third page, and to the third the second
        proxy.when(pagesBy((number, body) -> number == 1 ? pages.get(2) : number == 2 ? pages.get(1) : body));

        assertIncomplete("boats\" (holds 1500 documents, but|gave document)");
    }

    @Test
    void anotherPointInTimeIsFound() throws Exception {
        var other = LiveCluster.index(prefix.replace("lies", "other") + "boats", "{}", 5, n -> "{}");
        var id = LiveCluster.call("POST", "/" + other + "/_pit?keep_alive=1m", "")
                .path("id")
                .asText();
        proxy.when(pagesBy((number, body) -> body.replaceFirst("\"pit_id\":\"[^\"]*\"", "\"pit_id\":\"" + id + "\"")));
        assertIncomplete("boats\"( was asked for, and document| holds 1500 documents, but)");
        LiveCluster.call("DELETE", "/" + other, "");
    }

    @Test
    void anIndexThatIsWrittenToWhileItIsReadIsFound() throws Exception {
        LiveCluster.call("PUT", "/" + prefix + "boats/_settings", "{\"index.blocks.write\": null}");
        var first = new AtomicInteger();
        proxy.when(asked -> {
            if (asked.isPage() && first.getAndIncrement() == 0) {
                LiveCluster.call(
                        "PUT", "/" + prefix + "boats/_doc/3?refresh=true", "{\"name\":\"changed\",\"tonnage\":3}");
            }
            return Optional.empty();
        });
        assertIncomplete("boats\" was written to while it was read");
    }

    @Test
    void redirectsAreNotFollowed() {
        for (int status : List.of(301, 302, 303, 307, 308)) {
            proxy.when(asked ->
                    Optional.of(new Deed.Answer(status, "", Map.of("Location", LiveCluster.url() + asked.path()))));
            assertThatThrownBy(() -> Boats.source(proxy.url()))
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining("it redirects to " + LiveCluster.url() + " (" + status + ")");
        }
    }

    @Test
    void aDumpThatHoldsADocumentTwiceIsFound() throws Exception {
        var line = "{\"_index\":\"boats\",\"_id\":\"1\",\"_source\":{\"name\":\"Aurelle\",\"tonnage\":1}}\n";
        boats.dump("a.ndjson", line).dump("b.ndjson", line);
        assertThatThrownBy(() -> boats.run(Boats.MAPPING))
                .isInstanceOf(SourceIncompleteException.class)
                .hasMessageContaining("Index \"boats\" gave document 1 2 times");
        assertThat(boats.query("select count(*)::text from boat")).containsExactly("0");
    }

    private interface ByNumber {
        String changed(int number, String body);
    }

    /** What becomes of every page, by its number from 0. */
    private static Function<Asked, Optional<Deed>> pagesBy(ByNumber change) {
        var number = new AtomicInteger();
        return asked -> asked.isPage()
                ? Optional.of(new Deed.Alter(body -> change.changed(number.getAndIncrement(), body)))
                : Optional.empty();
    }

    private ImportRun.Options options() {
        return ImportRun.Options.standard().withPrefix(prefix);
    }

    private void assertIncomplete(String said) throws Exception {
        var failure = new AtomicReference<String>();
        assertThatThrownBy(() -> boats.run(Boats.source(proxy.url()), DATES, Boats.MAPPING, options()))
                .isInstanceOf(SourceIncompleteException.class)
                .satisfies(e -> failure.set(e.getMessage()));
        assertThat(failure.get()).containsPattern(said.replace("(7)", "\\(7\\)"));
        assertThat(boats.query("select count(*)::text from boat")).containsExactly("0");
        assertThat(boats.query("select outcome from rejoin_import.run")).containsExactly("INCOMPLETE");
    }
}
