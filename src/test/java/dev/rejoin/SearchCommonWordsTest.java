package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Words so common that only the most recent documents with them are ranked, among so many documents that it pays to leave
 * out what is older: 15,000 events of 300 weeks.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SearchCommonWordsTest {
    @BeforeAll
    static void fill() {
        TestDatabase.run("""
                insert into event (title, description, kind, status, starts_at)
                select 'Numerus ' || n, concat_ws(' ', 'quotidie',
                           -- In the oldest only, so that the guess of how recent they are is wrong.
                           case when n < 6000 then 'vetustus' end,
                           -- Spread evenly, and rare enough to be ranked all.
                           case when n % 20 = 0 then 'rarior' end,
                           case when n % 20 = 7 or n % 20 = 0 then 'medius' end,
                           case when n = 9000 then 'inanis' end),
                       case when n % 3 = 0 then 'TRIP' else 'SEMINAR' end, 'PLANNED',
                       timestamptz '2020-01-01Z' + n * interval '3 hours 20 minutes'
                from generate_series(1, 15000) n""");
        TestDatabase.run("analyze search_document");
        TestDatabase.run("select search.refresh_statistics()");
    }

    @AfterAll
    static void takeAway() {
        TestDatabase.run("delete from event where title ~ '^(Numerus|Nunc) '; analyze search_document");
        TestDatabase.run("select search.refresh_statistics()");
    }

    @Test
    void whatIsRankedOfACommonWordIsTheMostRecent() {
        var found = pages("quotidie ", "");

        // Each is found by its text, and none by its title.
        assertThat(found).hasSize(1_000).containsAll(titles(14_001, 15_000));
        assertThat(searched("quotidie ", "").getString("count_kind")).isEqualTo("at_least");
    }

    @Test
    void titlesCountBesidesTexts() {
        var found = pages("numerus ", "");

        assertThat(found).hasSize(1_000).containsAll(titles(14_001, 15_000));
    }

    @Test
    void aWordThatOnlyOldDocumentsHaveIsFoundInThem() {
        var found = pages("vetustus ", "");

        assertThat(found).hasSize(1_000).containsAll(titles(5_000, 5_999));
    }

    @Test
    void allAreRankedThatCanBe() {
        assertThat(pages("medius ", "")).hasSize(1_500).contains("Numerus 7");
        assertThat(searched("medius ", "").getString("count_kind")).isEqualTo("exact");
    }

    /** Of 6,750 documents with some of the words, 299 of the oldest have three of the four, and one has the rarest. */
    @Test
    void aQuestionFindsWhatHasMostOfItsWordsHoweverManyNewerDocumentsHaveOne() {
        assertThat(pages("vetustus rarior medius inanis ", "").subList(0, 300))
                .containsExactlyInAnyOrderElementsOf(ofQuestion());
    }

    @Test
    void pagesOfAQuestionLoseNothingWhileOthersWrite() {
        var page = searched("vetustus rarior medius inanis ", "");
        var titles = new ArrayList<>(page.getList("results.title", String.class));
        TestDatabase.run("""
                insert into event (title, description, kind, status, starts_at)
                select 'Nunc ' || n, 'vetustus rarior medius', 'TRIP', 'PLANNED', timestamptz '2026-01-01Z'
                from generate_series(1, 1500) n""");
        TestDatabase.run("select search.refresh_statistics()");

        while (page.getString("next") != null) {
            page = Api.ok(page.getString("next")).jsonPath();
            titles.addAll(page.getList("results.title", String.class));
        }

        TestDatabase.run("delete from event where title like 'Nunc %'");
        TestDatabase.run("select search.refresh_statistics()");
        assertThat(titles).doesNotHaveDuplicates().containsAll(ofQuestion());
    }

    private static List<String> ofQuestion() {
        var titles = new ArrayList<>(List.of("Numerus 9000"));
        for (int n = 20; n < 6000; n += 20) {
            titles.add("Numerus " + n);
        }
        return titles;
    }

    @ParameterizedTest
    @ValueSource(strings = {"rarior ", "rarior quotidie ", "quotidie medius rarior ", "quotidi"})
    void noHitComesTwiceFromPageToPage(String words) {
        var found = pages(words, "");

        assertThat(new HashSet<>(found)).hasSameSizeAs(found).hasSizeGreaterThan(700);
    }

    @Test
    void filtersLeaveTheMostRecentThatMeetThem() {
        assertThat(pages("quotidie ", "&kind=TRIP"))
                .hasSize(1_000)
                .containsAll(titles(12_003, 15_000).stream()
                        .filter(title -> Integer.parseInt(title.substring(8)) % 3 == 0)
                        .toList());
        assertThat(pages("quotidie ", "&recency__gte=2025-09-10T00:00:00Z")).hasSize(32);
        assertThat(pages("quotidie ", "&recency__lt=2020-02-01T00:00:00Z")).hasSize(223);
        assertThat(pages("vetustus ", "&kind=TRIP")).hasSize(1_000).contains("Numerus 5997", "Numerus 3000");
    }

    @Test
    void whatIsWrittenNowIsFoundAtOnceHoweverCommonItsWords() {
        var id = Fixtures.one("events")
                .with("title", "Nunc scriptum")
                .with("description", "quotidie")
                .with("starts_at", "9999-01-01T00:00:00Z")
                .insert();

        assertThat(pages("quotidie ", "")).contains("Nunc scriptum");
        TestDatabase.run("update event set description = 'nunquam' where id = '%s'".formatted(id));
        assertThat(pages("quotidie ", "")).doesNotContain("Nunc scriptum");
    }

    @Test
    void facetsCountAllAndNotOnlyWhatIsRanked() {
        var facets = searched("quotidie ", "&facets=kind,status,resource,topic");

        assertThat(facets.getList("facets.facet")).containsExactly("kind", "status", "resource", "topic");
        assertThat(facets.getList("facets[0].values.value")).containsExactly("SEMINAR", "TRIP");
        assertThat(facets.getList("facets[0].values.count")).containsExactly(10_000, 5_000);
        assertThat(facets.getList("facets[1].values.count")).containsExactly(15_000);
        assertThat(facets.getList("facets[2].values.value")).containsExactly("event");
        assertThat(facets.getList("facets[3].values")).isEmpty();
        assertThat(facets.getList("facets.count_kind")).containsOnly("exact");
    }

    @Test
    void moreLikeThisHasItsRareWordsHoweverManyNewerOnesHaveTheCommonOnes() {
        var item = searched("numerus 100 ", "").getString("results.find { it.title == 'Numerus 100' }.id");

        var similar = Api.ok("/v1/events/%s/similar".formatted(item)).jsonPath();

        assertThat(similar.<List<String>>getList("results.shared")).isNotEmpty().allSatisfy(words -> assertThat(words)
                .contains("vetustus", "rarior", "medius", "quotidie", "numerus"));
    }

    /**
     * Of millions of documents the planner takes a condition that none meets for one that 15,000 meet, and would rather go
     * through all of them in their order. Here it does so where it is kept from everything else.
     */
    @ParameterizedTest
    @ValueSource(strings = {"enable_bitmapscan", "enable_bitmapscan, enable_sort"})
    void noSearchGoesThroughAllDocumentsInTheOrderOfTheirKeys(String settings) throws Exception {
        var off = settings.split(", ");
        try {
            for (var setting : off) {
                TestDatabase.run("alter system set " + setting + " = off");
            }
            TestDatabase.run("select pg_reload_conf()");
            var before = counted();

            // What a connection has read is told a second later, all of it at once.
            for (int i = 0; i < 25; i++) {
                // Kept from its other plans it may take too long on a slow machine; what counts is what was read.
                assertThat(Api.get("/v1/search?q=quotidie%20").statusCode()).isIn(200, 503);
                Thread.sleep(100);
            }

            var after = counted();
            assertThat(after[0]).as("of a statement that was asked").isGreaterThan(before[0]);
            assertThat(after[1] - before[1]).isLessThan(15_000);
        } finally {
            for (var setting : off) {
                TestDatabase.run("alter system reset " + setting);
            }
            TestDatabase.run("select pg_reload_conf()");
        }
    }

    /** How often documents were read, and how many were found by their keys. */
    private static long[] counted() throws SQLException {
        try (var statement = TestDatabase.connection().createStatement();
                var counts = statement.executeQuery("""
                        select t.seq_scan + t.idx_scan, i.idx_tup_read from pg_stat_user_tables t join pg_stat_user_indexes i using (relid)
                        where i.indexrelname = 'search_document_key'""")) {
            counts.next();
            return new long[] {counts.getLong(1), counts.getLong(2)};
        }
    }

    private static List<String> titles(int first, int last) {
        var titles = new ArrayList<String>();
        for (int n = first; n <= last; n++) {
            titles.add("Numerus " + n);
        }
        return titles;
    }

    private static JsonPath searched(String words, String more) {
        return Api.ok("/v1/search?resource=event&limit=200&q=" + words.replace(" ", "%20") + more)
                .jsonPath();
    }

    private static List<String> pages(String words, String more) {
        var titles = new ArrayList<String>();
        var page = searched(words, more);
        titles.addAll(page.getList("results.title", String.class));
        while (page.getString("next") != null) {
            page = Api.ok(page.getString("next")).jsonPath();
            titles.addAll(page.getList("results.title", String.class));
        }
        return titles;
    }
}
