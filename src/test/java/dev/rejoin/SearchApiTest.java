package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Contract;
import dev.rejoin.contract.Role;
import dev.rejoin.contract.Type;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Search as people use it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SearchApiTest {
    private static final Random RANDOM = new Random(7);

    @Test
    void theLastWordMayBeABeginningUntilASpaceFollows() {
        var name = Words.unheard() + "legros";
        var id = person("Zoé", name);

        assertThat(ids(search(name.substring(0, name.length() - 2)))).contains(id);
        assertThat(ids(search("zoe " + name.substring(0, name.length() - 2))))
                .first()
                .isEqualTo(id);
        assertThat(ids(search(name.substring(0, name.length() - 2) + " ", "&fuzzy=never&phonetic=false")))
                .doesNotContain(id);
        assertThat(ids(search("\"" + name.substring(0, name.length() - 2) + "\"", "&fuzzy=never")))
                .doesNotContain(id);
    }

    @Test
    void aRenamedPersonIsFoundUnderTheNewNameAndNotUnderTheOldOneInTheNextRequest() {
        var old = Words.unheard();
        var id = person("Ada", old);
        var member = Fixtures.one("members").with("person_id", id).insert().toString();
        assertThat(ids(search(old))).contains(id, member);

        var changed = Words.unheard();
        var version = Api.ok("/v1/people/" + id).header("ETag");
        Api.as(Role.EDITOR)
                .header("If-Match", version)
                .contentType("application/merge-patch+json; charset=utf-8")
                .body("{\"family_name\":\"" + changed + "\"}")
                .patch("/v1/people/" + id)
                .then()
                .statusCode(200);

        assertThat(ids(search(changed))).contains(id, member);
        assertThat(ids(search(old, "&fuzzy=never&phonetic=false"))).isEmpty();
    }

    @Test
    void aRolledBackWriteIsNeverFound() throws Exception {
        var name = Words.unheard();
        try (var connection = TestDatabase.source().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into venue (name) values ('" + name + "')");
            assertThat(ids(search(name, "&fuzzy=never"))).isEmpty();
            connection.rollback();
        }
        assertThat(ids(search(name, "&fuzzy=never"))).isEmpty();
    }

    @Test
    void aTypoStillFindsThePersonAndTheAnswerSaysWhatWasCorrected() {
        var name = Words.unheard() + "berger";
        var id = person("Léa", name);
        var mistyped = name.replace("berger", "beregr");

        var found = search(mistyped, "&highlight=true");

        assertThat(ids(found)).first().isEqualTo(id);
        assertThat(found.getList("corrected")).containsExactly(Map.of("from", mistyped, "to", name));
        assertThat(found.getString("results[0].highlight.title")).isEqualTo("Léa <mark>" + name + "</mark>");
        assertThat(search(name).getList("corrected")).isEmpty();
        assertThat(search(mistyped, "&fuzzy=never&phonetic=false").getList("results"))
                .isEmpty();
        assertThat(search(name, "&fuzzy=always").getInt("count")).isPositive();
        problem(Api.get("/v1/search?q=a&fuzzy=often"), 400, "unknown_fuzzy");
    }

    @Test
    void peopleAreFoundByTheSoundOfTheirNames() {
        var id = person("Otto", "Schwartzmeyer");

        assertThat(ids(search("schwarzmaier", "&fuzzy=never"))).contains(id);
        assertThat(ids(search("schwarzmaier", "&fuzzy=never&phonetic=false"))).doesNotContain(id);
        assertThat(search("schwarzmaier", "&fuzzy=never&highlight=true").getString("results[0].highlight.title"))
                .isEqualTo("Otto <mark>Schwartzmeyer</mark>");
    }

    @Test
    void numbersCodesAddressesAndTelephonesFindTheirRecordFirst() {
        var digits = "7%08d".formatted(RANDOM.nextInt(100_000_000));
        var mail = Words.unheard() + "@" + Words.unheard() + ".example";
        var person = Fixtures.one("people")
                .with("family_name", Words.unheard())
                .with("phone", "+33 " + digits)
                .with("email", mail)
                .insert()
                .toString();
        var number = "INV-" + digits + "/B";
        var invoice = Fixtures.one("invoices").with("number", number).insert().toString();
        for (int i = 0; i < 3; i++) {
            Fixtures.one("notes")
                    .with("body", "about %s, %s, 0%s and again %s".formatted(number, mail, digits, number))
                    .insert();
        }

        for (var written : List.of(
                "0" + digits,
                "+33" + digits,
                "0033 " + digits,
                "+33 (0)" + digits.replaceAll("(..)", "$1 "),
                "0" + digits.charAt(0) + "." + digits.substring(1).replaceAll("(..)(?!$)", "$1."),
                "call 0" + digits)) {
            assertThat(ids(search(written))).as(written).first().isEqualTo(person);
        }
        assertThat(ids(search(mail))).first().isEqualTo(person);
        assertThat(ids(search(mail.toUpperCase(java.util.Locale.ROOT)))).first().isEqualTo(person);
        assertThat(ids(search(number))).first().isEqualTo(invoice);
        assertThat(ids(search("facture inv " + digits + " b"))).first().isEqualTo(invoice);
        assertThat(ids(search(mail.substring(0, mail.indexOf('@'))))).contains(person);
        assertThat(ids(search(mail.substring(mail.indexOf('@') + 1)))).contains(person);
    }

    @Test
    void facetsCountWhatTheCollectionsCount() {
        var region = "Région, " + Words.unheard();
        for (int i = 0; i < 9; i++) {
            var status = List.of("PROSPECT", "ACTIVE", "SUSPENDED").get(i % 3 == 0 ? 0 : i % 2 + 1);
            Fixtures.one("organizations")
                    .with("name", "Facettes " + i)
                    .with("status", status)
                    .with("region", region)
                    .insert();
        }
        var all = "/v1/search?resource=organization&facets=status,region,resource&region=" + encoded(region);

        for (var query : List.of("", "&q=facettes")) {
            var found = Api.ok(all + query).jsonPath();
            var counts = counts(found, "status");
            assertThat(found.getInt("count")).isEqualTo(9);
            assertThat(counts(found, "region")).isEqualTo(Map.of(region, 9));
            assertThat(counts(found, "resource")).isEqualTo(Map.of("organization", 9));
            assertThat(counts).isNotEmpty().allSatisfy((status, count) -> assertThat(count)
                    .isEqualTo(Api.ok("/v1/organizations?count=exact&status=%s&region=%s%s"
                                    .formatted(status, encoded(region), query))
                            .jsonPath()
                            .getInt("count")));
            assertThat(Api.ok(all + query + "&status=ACTIVE").jsonPath().getInt("count"))
                    .isEqualTo(counts.get("ACTIVE"));
        }
        problem(Api.get("/v1/search?q=a&facets=statuses"), 400, "unknown_facets");
    }

    /** An empty page would say that there is none now. */
    @Test
    void whatNoItemCanHaveIsRefusedWithTheNearest() {
        assertThat(problem(Api.get("/v1/search?q=a&status=active"), 400, "invalid_value"))
                .contains("The nearest one is 'ACTIVE'");
        problem(Api.get("/v1/search?q=a&resource=organization&status=LEFT"), 400, "invalid_value");
        problem(Api.get("/v1/search?q=a&kind=nonsense"), 400, "invalid_value");
        Api.ok("/v1/search?q=a&resource=person&status=whatever");
        problem(
                Api.as(Role.EDITOR)
                        .contentType("application/json")
                        .body(Map.of("name", "n", "q", "a", "status", "NONSENSE"))
                        .post("/v1/saved-searches"),
                400,
                "invalid_value");
    }

    /** A facet that an item's field is called like counts that field, whatever the resource. */
    @Test
    void everyFacetCountsWhatItsFieldHolds() {
        var compared = new ArrayList<String>();
        var facets = Contract.committed().document().at("/components/schemas/SearchFacet/properties/facet/enum");
        for (var resource : Contract.committed().resources().toList()) {
            var searched = resource.name().equals("people")
                    ? "person"
                    : resource.name().replaceAll("s$", "");
            if (Api.get("/v1/search?q=a&resource=" + searched).statusCode() != 200) {
                continue;
            }
            for (var named : facets) {
                var facet = named.asText();
                var field = resource.field(facet)
                        .filter(any -> any.scalar() && any.target().isEmpty());
                if (field.isEmpty()) {
                    continue;
                }
                if (field.get().writable()
                        && !field.get().enumerated()
                        && field.get().type() == Type.TEXT) {
                    Fixtures.one(resource.name())
                            .with(facet, facet.equals("currency") ? "CHF" : "XX")
                            .insert();
                } else {
                    Fixtures.one(resource.name()).insert();
                }
                var counts = counts(
                        Api.ok("/v1/search?resource=" + searched + "&facets=" + facet)
                                .jsonPath(),
                        facet);
                assertThat(counts).as(resource.name() + " by " + facet).isNotEmpty();
                counts.forEach((value, count) -> assertThat(Api.ok("/v1/%s?count=exact&limit=1&%s=%s"
                                        .formatted(resource.name(), facet, encoded(value)))
                                .jsonPath()
                                .getInt("count"))
                        .as(resource.name() + " by " + facet + " " + value)
                        .isEqualTo(count));
                compared.add(resource.name() + " " + facet);
            }
        }
        assertThat(compared)
                .contains("missions currency", "teachers currency", "organizations city", "invoices currency");
    }

    @Test
    void timeLimitsAndSortsWhatIsFound() {
        var word = Words.unheard();
        var ids = IntStream.range(0, 23)
                .mapToObj(i -> Fixtures.one("notes")
                        .with("body", word + " " + i)
                        .with("noted_at", "2026-01-%02dT10:00:00Z".formatted(i / 2 + 1))
                        .insert()
                        .toString())
                .toList();

        var newest = pages("/v1/search?limit=4&sort=-recency&q=" + word);
        var oldest = pages("/v1/search?limit=5&sort=recency&q=" + word);

        assertThat(newest).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(oldest).containsExactlyElementsOf(newest.reversed());
        assertThat(pages("/v1/search?limit=7&q=%s&recency__gte=2026-01-03T10:00:00Z&recency__lt=2026-01-05T10:00:00Z"
                        .formatted(word)))
                .containsExactlyInAnyOrderElementsOf(ids.subList(4, 8));
        problem(Api.get("/v1/search?q=a&sort=title"), 400, "unknown_sort");
        problem(Api.get("/v1/search?q=a&recency__gte=yesterday"), 400, "invalid_value");
    }

    @Test
    void everyRankedPageIsReadWithoutAHitTwiceOrLostWhileOthersWrite() {
        var word = Words.unheard();
        var other = Words.unheard();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 61; i++) {
            var body = (word + " ").repeat(i % 4 + 1) + (i % 3 == 0 ? other + " " : "") + "filler ".repeat(i % 5) + i;
            ids.add(Fixtures.one("notes").with("body", body).insert().toString());
        }
        var seen = new ArrayList<String>();
        var path = "/v1/search?limit=7&q=" + word + "%20" + other + "%20";
        while (path != null) {
            var page = Api.ok(path).jsonPath();
            seen.addAll(ids(page));
            path = page.getString("next");
            // Changes what the words weigh.
            Fixtures.one("notes")
                    .with("body", "nothing of it " + UUID.randomUUID())
                    .insert();
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
    }

    /** What the first page has chosen to rank, the following ones rank, too. */
    @ParameterizedTest
    @CsvSource({"198, 60, 3", "1100, 0, 40", "0, 2100, 40"})
    void hitsStayThatWereThereWhenMoreAreWritten(int withBoth, int withOne, int more) {
        var both = Words.unheard();
        var other = Words.unheard();
        var organization = Fixtures.one("organizations").insert();
        var notes = "insert into note (organization_id, title, body) select '%s', case when n %% 2 = 0 then '%s' end,"
                + " '%s ' || n from generate_series(1, %d) n";
        TestDatabase.run(notes.formatted(organization, both, both, withOne));
        TestDatabase.run(notes.formatted(organization, both + " " + other, both + " " + other, withBoth));
        var path = "/v1/search?limit=100&q=" + both + "%20" + other + "%20";
        var there = pages(path);

        var page = Api.ok(path).jsonPath();
        var seen = new ArrayList<>(ids(page));
        TestDatabase.run(notes.formatted(organization, both + " " + other, both + " " + other, more));
        seen.addAll(pages(page.getString("next")));

        assertThat(seen).doesNotHaveDuplicates().containsAll(there);
        assertThat(there).hasSizeGreaterThan(200);
    }

    @Test
    void rareWordsWeighMoreThanCommonOnes() {
        var rare = Words.unheard();
        for (int i = 0; i < 12; i++) {
            Fixtures.one("notes")
                    .with("body", "quarterly figures of number " + i)
                    .insert();
        }
        var id = Fixtures.one("notes")
                // As long, and said as often: but how rare the word is, nothing tells them apart.
                .with("body", rare + " figures of number 12")
                .insert()
                .toString();

        TestDatabase.run("select search.refresh_statistics()");

        assertThat(ids(search("what about the quarterly " + rare))).first().isEqualTo(id);
    }

    @Test
    void phrasesExclusionsAndAlternatives() {
        var a = Words.unheard();
        var b = Words.unheard();
        var together = Fixtures.one("notes").with("body", a + " " + b).insert().toString();
        var apart =
                Fixtures.one("notes").with("body", b + " then " + a).insert().toString();
        var alone = Fixtures.one("notes").with("body", "only " + a).insert().toString();

        assertThat(ids(search("\"%s %s\"".formatted(a, b)))).containsExactly(together);
        assertThat(ids(search("%s -%s".formatted(a, b), "&fuzzy=never"))).containsExactly(alone);
        assertThat(ids(search("%s -\"%s %s\"".formatted(a, a, b), "&fuzzy=never")))
                .containsExactlyInAnyOrder(apart, alone);
        assertThat(ids(search("%s or %s ".formatted(a, b)))).containsExactlyInAnyOrder(together, apart, alone);
        assertThat(ids(search("“%s %s”".formatted(a, b)))).containsExactly(together);
    }

    @Test
    void aBeginningIsMarkedAndSoArePairsOfSigns() {
        var word = Words.unheard();
        Fixtures.one("notes")
                .with("body", "Voir " + word + "ement à 東京都庁 demain")
                .insert();

        assertThat(search(word, "&highlight=true").getString("results[0].highlight.text"))
                .contains("<mark>" + word + "ement</mark>");
        assertThat(search(word + "ement 東京 ", "&highlight=true").getString("results[0].highlight.text"))
                .contains("<mark>東京</mark>都庁");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "le la les",
                "the of and",
                "der die und",
                "el los y",
                "il gli che",
                "het een van",
                "os uma do",
                "Le, LA — les !",
                "\"the of\"",
                "der or die",
                "\u200ble\u00a0la ",
                "le the der"
            })
    void aQueryOfStopWordsSaysSo(String words) {
        // To which "los" is no typing mistake.
        Fixtures.one("venues").with("name", "Lost").insert();
        var found = search(words);
        assertThat(found.getBoolean("stop_words_only")).isTrue();
        assertThat(found.getList("corrected")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "IT, it",
        "Le Un, 'le un'",
        "The The, the the",
        "Die Ich, \"die ich\"",
        "To be or not to be, to be or not to be"
    })
    void whatIsTitledWithLittleWordsIsFoundByThem(String title, String words) {
        var topic = Fixtures.one("topics").with("name", title).insert().toString();
        var event = Fixtures.one("events").with("title", title).insert().toString();
        Fixtures.one("topics").with("name", "Italian cooking for the many").insert();

        var found = search(words, "&highlight=true");

        assertThat(found.getBoolean("stop_words_only")).isTrue();
        assertThat(ids(found).subList(0, 2)).containsExactlyInAnyOrder(topic, event);
        assertThat(found.getString("results[0].highlight.title")).contains("<mark>");
    }

    @Test
    void whatIsCalledSoComesBeforeWhatOnlyBelongsToIt() {
        var one = Words.unheard();
        var other = Words.unheard();
        var organization = Fixtures.one("organizations")
                .with("name", "%s %s d'Études et de Conseil".formatted(one, other))
                .insert();
        Fixtures.one("invoices").with("organization_id", organization).insert();
        Fixtures.one("missions").with("organization_id", organization).insert();
        Fixtures.one("members").with("organization_id", organization).insert();

        assertThat(ids(search(one + " " + other)).getFirst()).isEqualTo(organization.toString());
        assertThat(ids(search(one + "-" + other)).getFirst()).isEqualTo(organization.toString());
    }

    @Test
    void aQueryOfOtherWordsDoesNotSaySoAndOneOfTooManySaysHowManyAreLeftOff() {
        assertThat(search("le dupont").getBoolean("stop_words_only")).isFalse();
        assertThat(search(" ").getBoolean("stop_words_only")).isFalse();
        var many = IntStream.range(0, 60).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
        assertThat(search(many).getInt("words_left_off")).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "or",
                "\"",
                "or or",
                "- -",
                "\"\"",
                "\"open",
                "-\"",
                "' & | ! ( ) : * <->",
                "a",
                "le",
                "12",
                "é",
                "-only",
                "😀",
                "👩‍👩‍👧",
                "東京",
                "กรุงเทพ",
                "שָׁלוֹם",
                "مُحَمَّد",
                "İ",
                "ß",
                "ﬁ",
                "ＡＢ",
                "\u00ad",
                "\u200b",
                "\uFEFF",
                "AB-12/3",
                "jean-pierre",
                "a@b.c",
                "http://x.y/z?a=b#c",
                "l'école",
                "O’Brien",
                "%",
                "\\",
                "\\'",
                "'",
                "$1",
                "a:*",
                "a<->b",
                "!!",
                "((",
                "{}",
                "[]",
                "null",
                "\t",
                "a\nb",
                "or a",
                "a or",
                "a or or b",
                "--a",
                "-\"a b",
                "^",
                "~",
                "*",
                "?",
                "a*",
                "<script>",
                "1e400",
                "-1",
                "0x10",
                "\u2028"
            })
    void whatUsersTypeIsNeverAnError(String text) {
        assertThat(search(text, "&highlight=true&facets=resource,status").getList("results"))
                .isNotNull();
        assertThat(Api.ok("/v1/organizations?q=" + encoded(text)).statusCode()).isEqualTo(200);
    }

    @Test
    void wordsOfTenThousandCharactersAreSearchedInBoundedTime() {
        for (var text : List.of(
                "x".repeat(10_000),
                "-" + "y".repeat(10_000),
                "\"" + "ab ".repeat(3_000),
                "ab ".repeat(3_000),
                "東".repeat(1_000))) {
            // The database's time is bounded, and a slow machine may reach the bound: then it says so.
            assertThat(Api.get("/v1/search?q=" + encoded(text)).statusCode())
                    .as(text.substring(0, 10))
                    .isIn(200, 503);
        }
    }

    @Test
    void textsOfTwentyScriptsAreNeverAnError() {
        fuzz(300);
    }

    @Test
    @Tag("slow")
    void twentyThousandTextsOfTwentyScriptsAreNeverAnError() {
        fuzz(20_000);
    }

    private static void fuzz(int texts) {
        var scripts = List.of(
                "abcdefghij",
                "ÀÉÎÕÜßœæøł",
                "абвгдежзий",
                "αβγδεζηθικ",
                "אבגדהוזחטי",
                "ابتثجحخدذر",
                "अआइईउऊकखगघ\u093f\u094d",
                "অআইঈউঊকখগঘ",
                "அஆஇஈஉஊகஙசஞ",
                "กขคฆงจฉชซฌ\u0e31",
                "ກຂຄງຈສຊຍດຕ",
                "ကခဂဃငစဆဇဈည",
                "កខគឃងចឆជឈញ",
                "აბგდევზთიკ",
                "աբգդեզէըթժ",
                "東京都庁北大学行日本",
                "あいうえおアイウエオ",
                "한국어가나다라마바사",
                "ሀለሐመሠረሰቀበተ",
                "😀👍🏽🇫🇷★→€½²ﬁＡ");
        var signs = List.of(
                " ", " ", " ", "-", "\"", "'", "’", ":", "*", "&", "|", "!", "(", ")", "<", "\\", "\u00ad", "\u200b",
                " or ", "@", "/", "0", "7");
        var random = new Random(42);
        for (int i = 0; i < texts; i++) {
            var letters = scripts.get(i % scripts.size()).codePoints().toArray();
            var text = new StringBuilder();
            var length = 1 + random.nextInt(i % 50 == 0 ? 400 : 24);
            for (int n = 0; n < length; n++) {
                switch (random.nextInt(40)) {
                    case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 -> text.append(signs.get(random.nextInt(signs.size())));
                    // Whatever else Unicode has, assigned or not, and of another script.
                    case 10 -> text.appendCodePoint(anySign(random));
                    default -> text.appendCodePoint(letters[random.nextInt(letters.length)]);
                }
            }
            var typed = encoded(text.toString());
            var fuzzy = List.of("auto", "always", "never").get(i % 3);
            answered("/v1/search?highlight=true&facets=resource&limit=5&fuzzy=%s&q=%s".formatted(fuzzy, typed), text);
            answered("/v1/search/suggest?q=" + typed, text);
        }
    }

    private static int anySign(Random random) {
        while (true) {
            int sign = random.nextInt(Character.MAX_CODE_POINT + 1);
            if (Character.getType(sign) != Character.SURROGATE) {
                return sign;
            }
        }
    }

    /** Within the time that a request may take: what takes longer is no 200 but a 503. */
    private static void answered(String path, CharSequence text) {
        var answer = Api.get(path);
        assertThat(answer.statusCode())
                .as("%s of “%s”: %s", path, text, answer.asString())
                .isEqualTo(200);
        assertThat(answer.jsonPath().getList("results"))
                .as("%s of “%s”", path, text)
                .isNotNull();
    }

    private static List<String> pages(String first) {
        var seen = new ArrayList<String>();
        var path = first;
        while (path != null) {
            var page = Api.ok(path).jsonPath();
            seen.addAll(ids(page));
            path = page.getString("next");
        }
        assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
        return seen;
    }

    private static Map<String, Integer> counts(JsonPath found, String facet) {
        List<Map<String, Object>> values = found.getList("facets.find { it.facet == '%s' }.values".formatted(facet));
        return values.stream().collect(Collectors.toMap(v -> (String) v.get("value"), v -> (Integer) v.get("count")));
    }

    private static String person(String given, String family) {
        return Fixtures.one("people")
                .with("given_name", given)
                .with("family_name", family)
                .insert()
                .toString();
    }

    /** A word that nobody has written yet. */
    private static JsonPath search(String text) {
        return search(text, "");
    }

    private static JsonPath search(String text, String more) {
        return Api.ok("/v1/search?q=" + encoded(text) + more).jsonPath();
    }

    private static List<String> ids(JsonPath found) {
        return found.getList("results.id", String.class);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
