package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.EmbeddingEndpoint.Mood;
import dev.rejoin.contract.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service that has its vectors made by a provider. */
@QuarkusTest
@TestProfile(SearchProviderTest.Provided.class)
class SearchProviderTest {
    public static final class Provided implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TestDatabase.class), new TestResourceEntry(EmbeddingEndpoint.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @AfterEach
    void well() {
        EmbeddingEndpoint.mood = Mood.WELL;
        eventually(() -> pending() == 0);
    }

    @Test
    void aDocumentGetsItsVectorAfterItsWritersCommitAndANewOneWhenItsTextChanges() throws Exception {
        var id = Fixtures.one("notes")
                .with("title", "Chaudière")
                .with("body", "révision annuelle")
                .insert();
        eventually(() -> Api.get(vector(id)).statusCode() == 200);
        var first = Api.ok(vector(id)).jsonPath();
        assertThat(first.getString("model")).isEqualTo(EmbeddingEndpoint.MODEL);
        assertThat(first.getDouble("components[3]"))
                .isCloseTo(
                        EmbeddingEndpoint.meaning(EmbeddingEndpoint.texts.stream()
                                .filter(text -> text.startsWith("Chaudière"))
                                .findFirst()
                                .orElseThrow())[3],
                        org.assertj.core.data.Offset.offset(1e-5));
        assertThat(EmbeddingEndpoint.keys).contains("Bearer secret");

        var asked = EmbeddingEndpoint.texts.size();
        TestDatabase.run("update note set noted_at = noted_at + interval '1 day' where id = '" + id + "'");
        eventually(() -> pending() == 0);
        Thread.sleep(700);
        // Its text is as it was.
        assertThat(EmbeddingEndpoint.texts).hasSize(asked);

        TestDatabase.run("update note set body = 'toiture' where id = '" + id + "'");
        eventually(() -> !Api.ok(vector(id)).jsonPath().getString("components").equals(first.getString("components")));
    }

    @Test
    void aQueryOfOtherWordsOrderIsFoundByItsMeaning() {
        var near = Fixtures.one("notes")
                .with("title", "budget prévisionnel")
                .with("body", "zeta omega")
                .insert();
        Fixtures.one("notes")
                .with("title", "autre chose")
                .with("body", "entièrement")
                .insert();
        eventually(() -> pending() == 0 && Api.get(vector(near)).statusCode() == 200);

        for (var mode : List.of("meaning", "hybrid")) {
            var found = Api.ok("/v1/search?mode=%s&q=budget%%20omega".formatted(mode))
                    .jsonPath();
            assertThat(found.getString("results[0].id")).isEqualTo(near.toString());
            assertThat(found.getInt("results[0].ranks.meaning")).isEqualTo(1);
            assertThat(found.getInt("vectors_pending")).isZero();
        }
        var explained = Api.ok("/v1/search/explain?mode=hybrid&q=budget%20omega&resource=note&id=" + near)
                .jsonPath();
        assertThat(explained.getInt("ranks.words")).isEqualTo(1);
        assertThat(explained.getInt("ranks.meaning")).isEqualTo(1);
        assertThat(Api.ok("/v1/search/explain?q=budget&resource=note&id=" + near)
                        .jsonPath()
                        .getMap(""))
                .doesNotContainKey("ranks");
        assertThat(Api.as(Role.READER)
                        .contentType("application/json")
                        .body(Map.of("q", "budget omega", "mode", "hybrid"))
                        .post("/v1/search")
                        .jsonPath()
                        .getString("results[0].id"))
                .isEqualTo(near.toString());
    }

    @Test
    void aProviderThatFailsHoldsUpNobodyAndIsAskedAgain() {
        for (var mood : List.of(Mood.FAILING, Mood.SILENT, Mood.TALKING_NONSENSE)) {
            EmbeddingEndpoint.mood = mood;
            var begin = Instant.now();
            var id = Fixtures.one("notes")
                    .with("body", "written while it is " + mood)
                    .insert();
            assertThat(Duration.between(begin, Instant.now()))
                    .as("the writer waits")
                    .isLessThan(Duration.ofSeconds(2));
            assertThat(pending()).isPositive();

            var refused = Api.get("/v1/search?mode=hybrid&q=written");
            problem(refused, 503, "embeddings_unavailable");
            assertThat(refused.header("Retry-After")).isNotNull();
            assertThat(Api.ok("/v1/search?q=written").jsonPath().getInt("count"))
                    .isPositive();

            EmbeddingEndpoint.mood = Mood.WELL;
            eventually(() -> Api.get(vector(id)).statusCode() == 200);
        }
    }

    @Test
    void noTransactionIsOpenWhileTheProviderIsAsked() throws Exception {
        EmbeddingEndpoint.mood = Mood.SILENT;
        var id = Fixtures.one("notes").with("body", "asked about in silence").insert();
        eventually(() -> has("search.vector_queue where document = '%s' and claimed_until > now()".formatted(id)));

        // The provider is silent for longer than this, and whoever waited for it would do nothing meanwhile.
        Thread.sleep(1_400);
        assertThat(has("pg_stat_activity where datname = current_database() and state like 'idle in transaction%'"
                        + " and state_change < now() - interval '1200 ms'"))
                .isFalse();
        // Nothing is held: who changes the document meanwhile does not wait.
        TestDatabase.run("""
                begin;
                set local lock_timeout = '1 s';
                update note set body = 'asked about and changed' where id = '%1$s';
                select from search.vector_queue where document = '%1$s' for update;
                commit""".formatted(id));

        EmbeddingEndpoint.mood = Mood.WELL;
        eventually(() -> Api.get(vector(id)).statusCode() == 200 && pending() == 0);
        assertThat(EmbeddingEndpoint.texts).anyMatch(text -> text.contains("asked about and changed"));
        assertThat(has(
                        "search_vector where id = '%s' and text_digest = (select md5(search.text_to_embed(d)) from search_document d where d.id = '%s')"
                                .formatted(id, id)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WELL")
    void aProviderThatIsAwayLeavesTheQueueAsItWas(Mood mood) {
        EmbeddingEndpoint.mood = mood;
        var asked = EmbeddingEndpoint.keys.size();
        var id = Fixtures.one("notes").with("body", "queued while " + mood).insert();
        eventually(() -> EmbeddingEndpoint.keys.size() > asked);

        eventually(() -> has(
                "search.vector_queue where document = '%s' and claim is null and claimed_until is null".formatted(id)));
        assertThat(has("search_vector where id = '%s'".formatted(id))).isFalse();
    }

    @Test
    void aVectorThatCannotBeKeptStaysInTheQueueAndHoldsUpNoOther() {
        EmbeddingEndpoint.mood = Mood.FAILING;
        var word = "unkept" + UUID.randomUUID().toString().replace("-", "");
        var unkept = Fixtures.one("notes").with("body", word).insert();
        TestDatabase.run("""
                create function search.refuse_vector() returns trigger language plpgsql
                as $$ begin raise exception 'nobody expected this'; end $$;
                create trigger refuse_vector before insert on search_vector
                for each row when (new.id = '%s') execute function search.refuse_vector()""".formatted(unkept));
        try {
            var others = Stream.generate(
                            () -> Fixtures.one("notes").with("body", "kept").insert())
                    .limit(12)
                    .toList();
            EmbeddingEndpoint.mood = Mood.WELL;

            eventually(() -> others.stream().allMatch(id -> has("search_vector where id = '%s'".formatted(id))));
            assertThat(has("search.vector_queue where document = '%s'".formatted(unkept)))
                    .isTrue();
        } finally {
            TestDatabase.run("drop trigger refuse_vector on search_vector; drop function search.refuse_vector()");
        }
        eventually(() -> has("search_vector where id = '%s'".formatted(unkept)));
    }

    @Test
    void whatAServiceThatDiedHadClaimedIsMadeWhenItsClaimHasRunOut() {
        EmbeddingEndpoint.mood = Mood.FAILING;
        var id = Fixtures.one("notes").with("body", "claimed by the dead").insert();
        eventually(() -> has("search.vector_queue where document = '%s' and claim is null".formatted(id)));
        TestDatabase.run(
                "update search.vector_queue set claim = gen_random_uuid(), claimed_until = now() + interval '4 s' where document = '%s'"
                        .formatted(id));
        var other = Fixtures.one("notes").with("body", "claimed by nobody").insert();
        EmbeddingEndpoint.mood = Mood.WELL;

        eventually(() -> has("search_vector where id = '%s'".formatted(other)));
        eventually(() ->
                has("search_vector v where id = '%s' and made_at > (select made_at from search_vector where id = '%s')"
                        .formatted(id, other)));
    }

    @Test
    void aTextThatTheModelRefusesHoldsUpNoOther() {
        EmbeddingEndpoint.mood = Mood.FAILING;
        var refused =
                Fixtures.one("notes").with("body", EmbeddingEndpoint.REFUSED).insert();
        var other = Fixtures.one("notes").with("body", "speakable").insert();
        EmbeddingEndpoint.mood = Mood.WELL;

        eventually(() -> Api.get(vector(other)).statusCode() == 200 && pending() == 0);
        problem(Api.get(vector(refused)), 404, "no_vector");
    }

    @Test
    void whatWasRolledBackOrDeletedIsNotAskedAbout() throws Exception {
        var word = "rolled" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = TestDatabase.source().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into venue (name) values ('" + word + "')");
            connection.rollback();
        }
        var kept = Fixtures.one("venues").with("name", "Kept " + word.length()).insert();
        eventually(() -> Api.get(vector("venues", kept)).statusCode() == 200);

        assertThat(EmbeddingEndpoint.texts).noneMatch(text -> text.contains(word));
    }

    private static boolean has(String from) {
        try (var connection = TestDatabase.source().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select exists (select from " + from + ")")) {
            rows.next();
            return rows.getBoolean(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Others may have given vectors of another model. */
    private static String vector(String resource, UUID id) {
        return "/v1/%s/%s/vector?model=%s".formatted(resource, id, EmbeddingEndpoint.MODEL);
    }

    private static String vector(UUID note) {
        return vector("notes", note);
    }

    private static int pending() {
        try (var connection = TestDatabase.source().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select search.vectors_pending()")) {
            rows.next();
            return rows.getInt(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void eventually(BooleanSupplier condition) {
        var end = Instant.now().plusSeconds(40);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
