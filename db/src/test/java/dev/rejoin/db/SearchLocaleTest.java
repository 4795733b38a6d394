package dev.rejoin.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same words on every server: with PostgreSQL's locale C, with UTF-8 of the C library, and with ICU. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchLocaleTest {
    private static final List<String> LOCALES =
            List.of("locale 'C'", "locale 'C.UTF-8'", "locale_provider icu icu_locale 'en' locale 'C.UTF-8'");

    private final List<Database> databases = new ArrayList<>();

    @BeforeAll
    void start() {
        LOCALES.forEach(locale -> databases.add(Database.fresh(locale)));
    }

    @AfterAll
    void stop() {
        databases.forEach(Database::close);
    }

    /** The short way of what is plain gives what the long one gives, which a sign without width makes all text take. */
    @Test
    void plainTextIsReadAsAnyOtherTextIs() {
        assertThat(each("""
                select coalesce(string_agg(format('%s', ascii(sign)), ' '), 'none')
                from (select chr(i) as sign from generate_series(1, 65535) i where i not between 55296 and 57343) s,
                    unnest(array['%s', 'a%sb', 'É%1$s%1$s e', '1%s2 ', ' «%s»', 'O''%s–1']) context
                where search.is_plain(sign)
                  and search_text(format(context, sign)) is distinct from search_text(format(context, sign) || U&'\\200B')""")).containsOnly("none");
        assertThat(each("select count(*)::text from generate_series(1, 65535) i where i not between 55296 and 57343"
                        + " and search.is_plain(chr(i))"))
                .containsOnly("205");
        var word = "é".repeat(150);
        assertThat(each("select search_text('%1$s %1$s%1$s %1$s%1$s')".formatted(word)))
                .containsOnly("e".repeat(150) + " " + "e".repeat(200) + " " + "e".repeat(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Association l’école «Zéphyrin» Nord–Valdrenne…",
                "İstanbul ISTANBUL ıstanbul Straße STRASSE ẞ",
                "ﬁn œuvre Ærø Łódź Ørsted ＡＢ１２ ½ ² №5 ㎏",
                "AB-12/3 DK-88QX-F2/6P/B jean-pierre O'Brien 12e5 -3 1.5 1,000.50 v2.0.1",
                "desk@velmora.example https://www.velmora.example/a/b?c=d&e=f#g C:\\Temp\\x.txt <b>&amp;</b>",
                "東京都に行く 北京大学 한국어를 공부 ภาษาไทย ພາສາລາວ မြန်မာ ខ្មែរ 京",
                "שָׁלוֹם עולם مُحَمَّد العربية فارسی اردو",
                "ЁЖИК Москва Київ ΑΘΉΝΑΣ Αθήνας Երևան საქართველო",
                "किताब हिन्दी বাংলা தமிழ் తెలుగు ಕನ್ನಡ മലയാളം ਪੰਜਾਬੀ ગુજરાતી සිංහල",
                "soft\u00adhyphen zero\u200bwidth\u200djoiner \ufeffbom non\u00a0breaking thin\u2009space",
                "😀 👩‍👩‍👧 🇫🇷 ★ → € $ % ∑",
                "Ｆｕｌｌｗｉｄｔｈ ｶﾀｶﾅ 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𐍈 ꜳ",
                "e\u0301cole école E\u0301COLE",
                "a b c d",
                "le la les the of",
                "",
            })
    void theSameTextHasTheSameLexemesEverywhere(String text) {
        for (var language : List.of("fr", "en", "de", "es", "it", "nl", "pt", "")) {
            var lexemes = each("select to_tsvector(search_config('%s'), search_text(U&'%s'))::text"
                    .formatted(language, quoted(text)));
            assertThat(lexemes).as(language).containsOnly(lexemes.getFirst());
            var queries = each("select search_query(U&'%s')::text".formatted(quoted(text)));
            assertThat(queries).containsOnly(queries.getFirst());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Association l’école Zéphyrin | école
                    Association l’école Zéphyrin | ECOLE
                    Association l’école Zéphyrin | l'école
                    Association l’école Zéphyrin | l’école
                    Association l'école Zéphyrin | l’ecole zephyrin
                    Patrick O'Brien              | o’brien
                    Patrick O’Brien              | O'Brien
                    Patrick O'Brien              | brien
                    Nord–Valdrenne               | nord-valdrenne
                    Nord–Valdrenne               | valdrenne nord
                    Jean-Pierre Martin           | jean-pierre
                    Jean-Pierre Martin           | jean pierre
                    Jean-Pierre Martin           | pierre
                    Jean-Pierre Martin           | "jean pierre martin"
                    Tornex DK-88QX-F2/6P/B       | DK-88QX-F2/6P/B
                    Tornex DK-88QX-F2/6P/B       | DK-88QX
                    Tornex DK-88QX-F2/6P/B       | 88QX
                    Tornex DK-88QX-F2/6P/B       | DK 88QX
                    AB-12/3                      | ab-12/3
                    AB-12/3                      | 12/3
                    desk@velmora.example         | desk@velmora.example
                    desk@velmora.example         | velmora
                    desk@velmora.example         | velmora.example
                    desk@velmora.example         | desk
                    https://www.velmora.example/preise | velmora.example/preise
                    Straße                       | strasse
                    İstanbul                     | istanbul
                    ﬁnance                       | finance
                    ＡＢ１２                      | ab12
                    東京都庁                      | 京都
                    東京都庁                      | 東京
                    東京都庁                      | 東京都
                    東京都庁                      | 東
                    ภาษาไทย                      | ไทย
                    한국어                        | 한국
                    مُحَمَّد                       | محمد
                    שָׁלוֹם                        | שלום
                    ЁЖИК                         | ежик
                    legros                       | legr
                    soft\u00adhyphen             | softhyphen
                    2024                         | 2024
                    Plan B                       | b
                    """)
    void whatIsWrittenIsFoundHoweverItIsTyped(String text, String query) {
        for (var language : List.of("fr", "de", "")) {
            assertThat(each(
                            "select (to_tsvector(search_config('%s'), search_text(U&'%s')) @@ search_query(U&'%s'))::text"
                                    .formatted(language, quoted(text), quoted(query))))
                    .as("%s in %s", query, text)
                    .containsOnly("true");
        }
    }

    @Test
    void oneSignOfTwoIsNotFoundByAnotherPair() {
        assertThat(each("select (to_tsvector('rejoin_simple', search_text('東京都庁')) @@ search_query('東都'))::text"))
                .containsOnly("false");
    }

    @Test
    void theLanguageOfATextIsKnownByItsLittleWords() {
        assertThat(each("""
                select string_agg(coalesce(search.guess_language(t), 'none'), ' ' order by n) from (values
                    (1, 'Les équipes ont rencontré la direction dans le hall'),
                    (2, 'The teams met the board in the hall'),
                    (3, 'Die Mannschaft hat sich mit dem Vorstand nicht getroffen'),
                    (4, 'El equipo se reunió con la dirección en el salón y no habló'),
                    (5, 'Il gruppo non ha incontrato la direzione della società nel salone'),
                    (6, 'A equipa não se reuniu com a direção do salão e foi para o hotel'),
                    (7, 'Het team heeft de directie niet ontmoet en dat is ook voor ons'),
                    (8, 'Audit 2024')) t (n, t)""")).containsOnly("fr en de es it pt nl none");
    }

    private List<String> each(String sql) {
        return databases.stream().map(database -> database.string(sql)).toList();
    }

    private static String quoted(String text) {
        return text.replace("'", "''")
                .replace("\\u", "\u0001")
                .replace("\\", "\\\\")
                .replace("\u0001", "\\");
    }
}
