package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Suggestions, what resembles an item, how a text is read and why it is found, saved searches, synonyms. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SearchMoreTest {
    @Test
    void suggestionsComeWhileSomebodyTypes() {
        var name = Words.unheard();
        var id = Fixtures.one("people")
                .with("given_name", "Zoé")
                .with("family_name", name)
                .insert()
                .toString();
        var venue = Fixtures.one("venues").with("name", name + " Hall").insert().toString();

        for (var typed : List.of(name.substring(0, 6), name, "zoe " + name.substring(0, 5), "ZOÉ " + name)) {
            assertThat(suggested(typed, "")).as(typed).contains(id);
        }
        assertThat(suggested(name.substring(0, 6), "")).first().isEqualTo(venue);
        assertThat(suggested(name, "&resource=person")).containsExactly(id);
        assertThat(suggested(name.substring(0, 7) + name.charAt(8) + name.charAt(7) + name.substring(9), ""))
                .contains(id);
        assertThat(suggested("%20", "")).isEmpty();
    }

    @Test
    void suggestionsFollowTheWriterInTheNextRequest() {
        var old = Words.unheard();
        var id = Fixtures.one("people")
                .with("given_name", "Ada")
                .with("family_name", old)
                .insert()
                .toString();
        var venue = Fixtures.one("venues").with("name", old + " Hall").insert();
        assertThat(suggested(old, "")).containsExactly(venue.toString(), id);
        assertThat(suggested("ada " + old.substring(0, 8), "")).containsExactly(id);

        var changed = Words.unheard();
        TestDatabase.run("update person set family_name = '%s' where id = '%s'".formatted(changed, id));
        TestDatabase.run("delete from venue where id = '%s'".formatted(venue));

        assertThat(suggested(changed, "")).containsExactly(id);
        assertThat(suggested("ada " + changed.substring(0, 8), "")).containsExactly(id);
        assertThat(suggested("ada " + old.substring(0, 8), "")).doesNotContain(id);
        assertThat(suggested(old, "")).doesNotContain(id, venue.toString());
    }

    @Test
    void whatBeginsAsTypedIsSuggestedBeforeWhatHasTheWordsElsewhere() {
        var word = Words.unheard();
        var later = Fixtures.one("venues").with("name", "Au " + word).insert().toString();
        var longer = Fixtures.one("venues")
                .with("name", word + " de la Gare")
                .insert()
                .toString();
        var shorter =
                Fixtures.one("venues").with("name", word + " Zone").insert().toString();

        assertThat(suggested(word.substring(0, 9), "")).containsExactly(shorter, longer, later);
        assertThat(suggested(word.substring(0, 9), "&limit=2")).containsExactly(shorter, longer);
        assertThat(suggested(word + " -gare", "")).containsExactly(later, shorter);
        assertThat(suggested(word + " zon", "&resource=venue,person")).containsExactly(shorter);
    }

    @ParameterizedTest
    @CsvSource({"notes,body", "events,description", "missions,description", "meetings,notes"})
    void whatResemblesAnItemSharesItsRareWords(String resource, String field) {
        var rare = Words.unheard();
        var other = Words.unheard();
        var id = Fixtures.one(resource)
                .with(field, "the " + rare + " and the " + other + " of it")
                .insert();
        var near = Fixtures.one(resource)
                .with(field, "again " + rare + " with " + other)
                .insert()
                .toString();
        var less = Fixtures.one(resource).with(field, "only " + rare).insert().toString();

        var found = Api.ok("/v1/%s/%s/similar".formatted(resource, id)).jsonPath();

        assertThat(found.getList("results.id", String.class))
                .startsWith(near, less)
                .doesNotContain(id.toString());
        assertThat(found.getList("results[0].shared", String.class)).hasSizeGreaterThan(1);
        problem(Api.get("/v1/%s/%s/similar".formatted(resource, UUID.randomUUID())), 404, "not_found");
    }

    @Test
    void aTextsWordsAreShownAsTheyAreIndexed() {
        var read = Api.ok("/v1/search/analyze?text=Le%20%C3%A9coles%20l%E2%80%99%C3%A9t%C3%A9&language=fr")
                .jsonPath();

        assertThat(read.getList("words.word")).containsExactly("le", "ecoles", "l", "ete");
        assertThat(read.getList("words.lexemes"))
                .containsExactly(List.of(), List.of("ecol"), List.of(), List.of("ete"));
        assertThat(Api.ok("/v1/search/analyze?text=the%20meetings%20of%20the%20board")
                        .jsonPath()
                        .getString("language"))
                .isEqualTo("en");
        problem(Api.get("/v1/search/analyze?text=a&language=xx"), 400, "unknown_language");
    }

    @Test
    void anExplanationSaysWhatEachWordDoesAndWhyAnItemIsNotFound() {
        var rare = Words.unheard();
        var other = Words.unheard();
        var id = Fixtures.one("notes")
                .with("title", rare)
                .with("body", "some text of it")
                .insert();
        Fixtures.one("notes").with("body", other).insert();

        var whole = explained(rare, id);
        assertThat(whole.getBoolean("found")).isTrue();
        assertThat(whole.getInt("tier")).isEqualTo(1);
        assertThat(whole.getList("words[0].fields")).contains("title");
        assertThat(whole.getDouble("words[0].share")).isPositive();
        assertThat(whole.getString("score")).isEqualTo(whole.getString("words[0].share"));

        var some = explained(rare + "%20" + other, id);
        assertThat(some.getInt("tier")).isEqualTo(2);
        assertThat(some.getString("reason")).contains("1 of the 2 words");
        var none = explained(other, id);
        assertThat(none.getBoolean("found")).isFalse();
        assertThat(none.getString("reason")).contains("none of the words");
        var excluded = explained(rare + "%20-text", id);
        assertThat(excluded.getString("reason")).contains("excludes");
        assertThat(explained(rare, UUID.randomUUID()).getString("reason")).isEqualTo("There is no note with this id.");
    }

    @Test
    void anExplanationFindsWhatTheSearchFindsAndNothingElse() {
        var sound = Words.unheard();
        var person = Fixtures.one("people")
                .with("given_name", "Anna")
                .with("family_name", "Schwartzmeyer" + sound)
                .insert();
        var heard = Api.ok("/v1/search/explain?resource=person&q=schwarzmaier" + sound + "&id=" + person)
                .jsonPath();
        assertThat(ids("/v1/search?fuzzy=never&q=schwarzmaier" + sound)).contains(person.toString());
        assertThat(heard.getBoolean("found")).isTrue();
        assertThat(heard.getString("reason")).isEqualTo("Its name sounds like the words.");

        var both = Words.unheard();
        var other = Words.unheard();
        var note = Fixtures.one("notes").with("body", both + " alone").insert();
        manyNotes(201, both + " " + other);
        var left = explained(both + "%20" + other, note);
        assertThat(ids("/v1/search?limit=500&q=" + both + "%20" + other)).doesNotContain(note.toString());
        assertThat(left.getBoolean("found")).isFalse();
        assertThat(left.getString("tier")).isNull();
        assertThat(left.getString("reason")).contains("1 of the 2 words", "as 200 or more have all");
    }

    private static List<String> ids(String path) {
        return Api.ok(path).jsonPath().getList("results.id", String.class);
    }

    private static void manyNotes(int count, String body) {
        var organization = Fixtures.one("organizations").insert();
        TestDatabase.run(
                "insert into note (organization_id, body) select '%s', '%s ' || n from generate_series(1, %d) n"
                        .formatted(organization, body, count));
    }

    @Test
    void synonymsCountFromTheNextRequestOn() {
        var one = Words.unheard();
        var other = Words.unheard();
        var id = Fixtures.one("notes")
                .with("body", "about " + other + " only")
                .insert()
                .toString();
        assertThat(found(one + "%20")).doesNotContain(id);

        var made = post(
                Role.ADMIN,
                "/v1/search/synonyms",
                Map.of("words", List.of(one.toUpperCase(java.util.Locale.ROOT), other)));
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(found(one + "%20")).contains(id);
        assertThat(Api.ok("/v1/search/analyze?language=fr&text=" + one)
                        .jsonPath()
                        .getList("words[0].synonyms"))
                .containsExactly(other);

        Api.as(Role.ADMIN)
                .delete("/v1/search/synonyms/" + made.jsonPath().getString("id"))
                .then()
                .statusCode(204);
        assertThat(found(one + "%20")).doesNotContain(id);
        problem(post(Role.ADMIN, "/v1/search/synonyms", Map.of("words", List.of("a", "À"))), 422, "too_few");
        for (var wrong :
                List.<Object>of(false, "a", 1, Map.of("a", "b"), List.of("a", 1), List.of(List.of("a"), "b"))) {
            problem(post(Role.ADMIN, "/v1/search/synonyms", Map.of("words", wrong)), 422, "invalid_value");
            problem(
                    post(Role.EDITOR, "/v1/saved-searches", Map.of("name", "a", "q", "a", "resource", wrong)),
                    422,
                    "invalid_value");
        }
        problem(post(Role.EDITOR, "/v1/search/synonyms", Map.of("words", List.of("a", "b"))), 403, "forbidden");
    }

    @Test
    void whatIsWrittenAfterASearchWasSavedIsItsMatchOnce() {
        var word = Words.unheard();
        var before =
                Fixtures.one("notes").with("body", word + " before").insert().toString();
        var saved = save(Map.of("name", "n", "q", word + " -draft", "resource", List.of("note", "venue")));
        var other = Fixtures.one("notes").with("body", "nothing").insert();
        var note = Fixtures.one("notes").with("body", "a " + word).insert().toString();
        Fixtures.one("notes").with("body", word + " draft").insert();
        Fixtures.one("organizations").with("name", word).insert();
        var venue =
                Fixtures.one("venues").with("name", "Salle " + word).insert().toString();

        var first = matches(saved, "", 2);
        assertThat(first.getList("results.id", String.class))
                .containsExactlyInAnyOrder(note, venue)
                .doesNotContain(before);
        var cursor = first.getString("cursor");
        assertThat(matches(saved, "?after=" + cursor).getList("results")).isEmpty();

        TestDatabase.run("update note set body = 'now " + word + "' where id = '" + other + "'");
        TestDatabase.run("update note set body = 'still " + word + "' where id = '" + note + "'");
        assertThat(matches(saved, "?after=" + cursor, 1).getList("results.id")).containsExactly(other.toString());

        assertThat(Api.ok("/v1/saved-searches/" + saved).jsonPath().getString("q"))
                .isEqualTo(word + " -draft");
        assertThat(Api.ok("/v1/saved-searches?limit=500").jsonPath().getList("results.id"))
                .contains(saved);
        // As after a restore to an earlier state: who went on in silence would miss all until the numbers are there
        // again.
        problem(Api.get("/v1/saved-searches/" + saved + "/matches?after=999999999999999999-1"), 400, "cursor_ahead");
        Api.as(Role.EDITOR).delete("/v1/saved-searches/" + saved).then().statusCode(204);
        problem(Api.get("/v1/saved-searches/" + saved + "/matches"), 404, "not_found");
        problem(Api.get("/v1/saved-searches/" + saved), 404, "not_found");
        problem(post(Role.READER, "/v1/saved-searches", Map.of("name", "n", "q", "q")), 403, "forbidden");
    }

    @Test
    void aRenamedPersonsDocumentsAreMatchedAnew() {
        var word = Words.unheard();
        var saved = save(Map.of("name", "n", "q", word));
        var person = Fixtures.one("people").insert();
        var member = Fixtures.one("members").with("person_id", person).insert().toString();
        TestDatabase.run("update person set family_name = '" + word + "' where id = '" + person + "'");

        assertThat(matches(saved, "", 2).getList("results.id", String.class))
                .containsExactlyInAnyOrder(person.toString(), member);
    }

    @Test
    void aReaderWhoGoesOnFromItsCursorMissesNoMatchOfManyWriters() throws Exception {
        var word = Words.unheard();
        var saved = save(Map.of("name", "n", "q", word));
        var written = java.util.Collections.synchronizedList(new ArrayList<String>());
        var read = new ArrayList<String>();
        try (var writers = Executors.newFixedThreadPool(4)) {
            var all = Stream.generate(() -> writers.submit(() -> {
                        try (var connection = TestDatabase.source().getConnection();
                                var statement = connection.createStatement()) {
                            for (int i = 0; i < 25; i++) {
                                connection.setAutoCommit(false);
                                try (var rows = statement.executeQuery(
                                        "insert into venue (name) values ('" + word + "') returning id")) {
                                    rows.next();
                                    written.add(rows.getString(1));
                                }
                                Thread.sleep(ThreadLocalRandom.current().nextInt(8));
                                connection.commit();
                            }
                        }
                        return null;
                    }))
                    .limit(4)
                    .toList();
            var cursor = "";
            while (true) {
                var done = all.stream().allMatch(java.util.concurrent.Future::isDone);
                var page = matches(saved, "?limit=7" + cursor);
                read.addAll(page.getList("results.id", String.class));
                cursor = "&after=" + page.getString("cursor");
                if (done && page.getList("results").isEmpty()) {
                    break;
                }
            }
            for (var one : all) {
                one.get();
            }
        }
        assertThat(written).hasSize(100);
        assertThat(read).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void aTextThatIsNotKeptIsMatchedToo() {
        var word = Words.unheard();
        var saved = save(Map.of("name", "n", "q", "\"le " + word + "\" or " + word + "x"));
        var everything = save(Map.of("name", "all", "q", "le la"));

        var matched = post(Role.READER, "/v1/search/percolate", Map.of("title", "Le " + word, "text", "de tout"));

        assertThat(matched.statusCode()).isEqualTo(200);
        assertThat(matched.jsonPath().getList("results.id")).contains(saved);
        assertThat(post(Role.READER, "/v1/search/percolate", Map.of("title", "Autre"))
                        .jsonPath()
                        .getList("results.id"))
                .doesNotContain(saved);
        Api.as(Role.EDITOR).delete("/v1/saved-searches/" + everything).then().statusCode(204);
    }

    private static String save(Map<String, Object> order) {
        var made = post(Role.EDITOR, "/v1/saved-searches", order);
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        return made.jsonPath().getString("id");
    }

    /** As soon as there are so many: any older transaction of the server, an autovacuum's too, holds them back. */
    private static JsonPath matches(String saved, String query, int least) {
        var end = Instant.now().plusSeconds(60);
        while (true) {
            var page = matches(saved, query);
            if (page.getList("results").size() >= least || Instant.now().isAfter(end)) {
                return page;
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static JsonPath matches(String saved, String query) {
        return Api.ok("/v1/saved-searches/" + saved + "/matches" + query).jsonPath();
    }

    private static Response post(Role role, String path, Map<String, Object> body) {
        return Api.as(role).contentType("application/json").body(body).post(path);
    }

    private static JsonPath explained(String q, UUID id) {
        return Api.ok("/v1/search/explain?resource=note&q=" + q + "&id=" + id).jsonPath();
    }

    private static List<String> found(String q) {
        return Api.ok("/v1/search?fuzzy=never&phonetic=false&q=" + q).jsonPath().getList("results.id", String.class);
    }

    private static List<String> suggested(String q, String more) {
        return Api.ok("/v1/search/suggest?q=" + q.replace(" ", "%20").replace("É", "%C3%89") + more)
                .jsonPath()
                .getList("results.id", String.class);
    }

    /** A word that nobody has written yet. */
}
