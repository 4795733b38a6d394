package dev.rejoin.importer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.report.Grade.Letter;
import dev.rejoin.importer.run.ImportRun;
import dev.rejoin.importer.run.Library;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report tells what the ledger holds, nothing else, and is safe to open. */
class ReportFolderTest {
    private static final String HOSTILE =
            "{\"_index\":\"authors\",\"_id\":\"<b>a3</b>\",\"_source\":{\"name\":\"=1+1\",\"stats\":{\"books\":\"-9\"}}}\n"
                    + "{\"_index\":\"books\",\"_id\":\"b8\",\"_source\":{\"title\":\"T\",\"isbn\":\"8\",\"author\":{\"id\":\"a1\","
                    + "\"name\":\"<script>alert('x')</script>\"}}}\n"
                    + "{\"_index\":\"books\",\"_id\":\"b9\",\"_source\":{\"title\":\"T\",\"isbn\":\"9\",\"author\":{\"id\":\"a1\","
                    + "\"name\":\"=HYPERLINK(\\\"http://evil.example/\\\",\\\"Jane\\\")\"}}}\n"
                    + "{\"_index\":\"books\",\"_id\":\"b10\",\"_source\":{\"title\":\"T\",\"isbn\":\"10\",\"author\":{\"id\":\"a1\","
                    + "\"name\":\"\\\"><img src=x onerror=alert(1)>{report.run.id}\"}}}\n"
                    + "{\"_index\":\"books\",\"_id\":\"b11\",\"_source\":{\"title\":\"T\",\"isbn\":\"11\",\"author\":{\"id\":\"a1\","
                    + "\"name\":\"  @SUM(A1)\\nand more\"}}}\n";

    @TempDir
    private Path temporary;

    private Library library;
    private Path folder;

    @BeforeEach
    void open() throws Exception {
        library = new Library(temporary);
        folder = temporary.resolve("report");
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Test
    void everyNumberIsTheDatabases() throws Exception {
        long run = library.run().run();

        write(run);

        var json = json();
        assertThat(json.path("documents").path("received").asLong())
                .isEqualTo(number("select count(*) from rejoin_import.document"));
        assertThat(json.path("documents").path("quarantined").asLong())
                .isEqualTo(number("select count(*) from rejoin_import.disposition where disposition = 'QUARANTINED'"))
                .isEqualTo(6);
        assertThat(json.path("documents").path("loaded").asLong())
                .isEqualTo(number("select count(distinct doc) from rejoin_import.row_origin where how = 'LOADED'"
                        + " and part like 'rows%'"));
        var kinds = new ArrayList<String>();
        json.path("kinds")
                .forEach(k -> kinds.add(k.path("severity").asText() + " "
                        + k.path("code").asText() + " " + k.path("findings").asLong() + " "
                        + k.path("documents").asLong() + " "
                        + k.path("examples").size()));
        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(
                        library.query("select severity || ' ' || code || ' ' || count(*) || ' ' || count(distinct doc)"
                                + " || ' ' || count(*) from rejoin_import.finding group by severity, code"));
        assertThat(json.path("copies").path(0).toString())
                .isEqualTo("{\"index\":\"books\",\"path\":\"author.name\",\"of\":\"author_id.name\","
                        + "\"compared\":4,\"differing\":0}");
        assertThat(json.path("totals").path(0).path("compared").asLong()).isEqualTo(2);
        assertThat(json.path("totals").path(0).path("differing").asLong()).isEqualTo(2);
        assertThat(json.path("leniences").path(0).path("constraint").asText()).isEqualTo("book_isbn_required");
        assertThat(json.path("leniences").path(0).path("rows").asLong()).isEqualTo(1);
        assertThat(json.path("rebuilt").path(0).path("missing").asText()).isEqualTo("a9");
        assertThat(json.path("rebuilt").path(0).path("references").asLong()).isEqualTo(2);
        assertThat(json.path("tables").findValuesAsText("table")).contains("author", "book", "loan");
        assertThat(json.path("steps").findValuesAsText("name")).startsWith("read and stage", "check", "load");
    }

    @Test
    void everyFileHoldsAllRowsAndThePageSaysHowMany() throws Exception {
        long run = library.run().run();

        write(run);

        assertThat(csv("findings.csv")).hasSize((int) number("select count(*) from rejoin_import.finding"));
        assertThat(csv("accounts.csv")).hasSize(5);
        assertThat(csv("quarantine.csv")).hasSize(6);
        assertThat(csv("totals.csv"))
                .containsExactlyInAnyOrder("authors,a1,stats.books,2,1", "authors,a2,stats.books,7,1");
        assertThat(csv("resurrected.csv")).hasSize(2);
        assertThat(csv("merged.csv")).hasSize(2);
        assertThat(csv("relaxed.csv")).hasSize(1);
        var page = page();
        json().path("files").properties().forEach(file -> assertThat(page)
                .contains("<a href=\"%1$s\">%1$s</a></th><td class=\"number\">%2$s</td>"
                        .formatted(file.getKey(), file.getValue().asText())));
    }

    @Test
    void theAccountsOfElementsStandInEveryFormOfTheReport() throws Exception {
        long run = library.run().run();

        write(run);

        var accounts = library.query(
                "select concat_ws(',', index_name, path, table_name, read, loaded, merged, quarantined, ignored)"
                        + " from rejoin_import.element_account order by index_name, part");
        assertThat(accounts).isNotEmpty();
        assertThat(csv("elements.csv"))
                .containsExactlyElementsOf(
                        accounts.stream().map(account -> account + ",true").toList());
        var told = new ArrayList<String>();
        json().path("elements")
                .forEach(e -> told.add(e.valueStream().map(JsonNode::asText).collect(Collectors.joining(","))));
        assertThat(told).containsExactlyElementsOf(accounts);
        var page = page();
        assertThat(accounts).allSatisfy(account -> {
            var parts = account.split(",");
            var row = page.substring(page.indexOf("<th scope=\"row\">" + parts[0] + " " + parts[1] + "</th>"));
            assertThat(row.substring(0, row.indexOf("</tr>")))
                    .contains("Table\">" + parts[2], "Read\">" + parts[3], "Loaded\">" + parts[4])
                    .contains("Merged\">" + parts[5], "Set aside\">" + parts[6], "Ignored\">" + parts[7]);
        });
    }

    /** What the documents of the library's dump say; the target keeps two decimals. */
    private static final Map<String, BigDecimal> PRICES = Map.of(
            "b1", new BigDecimal("12.50"),
            "b2", new BigDecimal("9"),
            "b3", new BigDecimal("9.00"),
            "b6", new BigDecimal("-1"));

    @Test
    void moneyIsAccountedForFromTheDocumentsToTheRows() throws Exception {
        long run = library.run().run();

        var report = write(run);

        var aside = library.query("select id from rejoin_import.disposition where disposition = 'QUARANTINED'").stream()
                .filter(PRICES::containsKey)
                .map(PRICES::get)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(aside).isNotZero();
        assertThat(report.money()).singleElement().satisfies(money -> {
            assertThat(money.name()).isEqualTo("book.price");
            assertThat(money.source()).isEqualByComparingTo("29.50");
            assertThat(money.setAside()).isEqualByComparingTo(aside);
            assertThat(money.inTarget())
                    .isEqualByComparingTo(new BigDecimal(library.query("select sum(price)::text from library.book")
                            .getFirst()));
            assertThat(money.missing()).isZero();
            assertThat(money.rows()).isEqualTo(6);
            assertThat(money.unread()).isEqualTo(2);
        });
        assertThat(csv("money.csv")).singleElement().asString().startsWith("book.price,book,");
        assertThat(csv("withheld.csv")).contains("book_price_not_negative,book.price,,1,-1.00");
        assertThat(page()).contains("29.50", "Money</h2>");
    }

    @Test
    void moneyThatTheTargetDoesNotHaveIsMissing() throws Exception {
        long run = library.run().run();
        library.execute("""
                update rejoin_import.run set summary = jsonb_set(summary, '{in_target,0,amount}',
                    to_jsonb(((summary #>> '{in_target,0,amount}')::numeric - 0.05)::text))
                """);

        var money = write(run).money().getFirst();

        assertThat(money.missing()).isEqualByComparingTo("0.05");
        assertThat(money.balances()).isFalse();
        assertThat(page()).contains("<tr class=\"wrong\">");
    }

    @Test
    void theMappingSaysWhatIsMoneyAndInWhichCurrency() throws Exception {
        var mapping = library.mapping("import.yaml", y -> y + """
                money:
                  - {name: Half, table: book, sum: price / 2, where: price > 0, currency: author_id.name}
                  - {name: Lent, table: loan, sum: "1", currency: book_id.author_id.name}
                  - {name: Nothing loaded, table: book, sum: price, where: price < 0}
                  - {name: Nonsense, table: book, sum: price / (price - price)}
                """);
        var run = library.run(library.dump(), mapping, Library.first());

        var report = write(run.run());

        assertThat(run.outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(report.money())
                .filteredOn(m -> m.name().equals("Half"))
                .extracting(RunReport.Money::currency, m -> Amounts.shown(m.source()))
                .containsExactlyInAnyOrder(tuple("Jane Austen", "10.75"), tuple("Émile Zola", "4.50"));
        assertThat(report.money())
                .filteredOn(m -> m.name().equals("Lent"))
                .allSatisfy(m -> assertThat(m.missing()).isZero())
                .extracting(RunReport.Money::currency)
                .contains("Jane Austen", "Émile Zola");
        assertThat(report.money())
                .filteredOn(m -> m.name().equals("Nonsense"))
                .singleElement()
                .satisfies(m -> assertThat(m.problem()).contains("division by zero"));
        assertThat(report.money())
                .filteredOn(m -> m.name().equals("Nothing loaded"))
                .singleElement()
                .satisfies(m -> assertThat(m.inTarget()).isZero());
        assertThat(page()).doesNotContain("database\">not loaded");
    }

    @Test
    void moneyOfAColumnThatThereIsNotIsRefused() throws Exception {
        var mapping = library.mapping("import.yaml", y -> y + """
                money:
                  - {name: A, table: book, sum: prise}
                  - {name: B, table: book, sum: price, currency: author_id.nam}
                  - {name: C, table: book, sum: price, currency: title.name}
                  - {name: D, table: boks, sum: price}
                """);

        assertThatThrownBy(() -> library.run(library.dump(), mapping, Library.first()))
                .hasMessageContaining("book has no column \"prise\"")
                .hasMessageContaining("author has no column \"nam\"")
                .hasMessageContaining("\"title\" of book refers to no other table")
                .hasMessageContaining("no mapping fills the table \"boks\"");
    }

    @Test
    void anExampleNamesItsDocumentAndShowsTheValueAsItStood() throws Exception {
        var mapping = library.mapping("loans.yaml", y -> "called: [book, from]\ndecided_by: the librarian\n" + y);
        long run = library.run(library.dump(), mapping, Library.first()).run();

        var report = write(run);

        var price = example(report, "book_price_not_negative");
        assertThat(price.id()).isEqualTo("b6");
        assertThat(price.called()).isEqualTo("Priceless");
        assertThat(example(report, "bad_date").called()).isEqualTo("b1 31/02/2011");
        assertThat(example(report, "bad_date").stood()).isEqualTo("\"31/02/2011\"");
        assertThat(example(report, "orphan_reference").missing()).isEqualTo("c77");
        assertThat(report.rebuilt().getFirst().called()).isEqualTo("Anon Ymous");
        assertThat(report.decisions())
                .filteredOn(d -> d.anchor().equals("error-orphan_reference"))
                .extracting(RunReport.Decision::by)
                .containsExactly("the librarian");
        assertThat(report.decisions())
                .filteredOn(d -> d.anchor().equals("error-book_price_not_negative"))
                .singleElement()
                .satisfies(d -> {
                    assertThat(d.by()).isEqualTo("whoever keeps the books");
                    assertThat(d.stakes())
                            .extracting(s -> Amounts.shown(s.amount()))
                            .containsExactly("-1.00");
                });
        assertThat(page()).contains("Priceless", "&quot;31/02/2011&quot;", "the librarian");
    }

    private static RunReport.Example example(RunReport report, String code) {
        return report.kinds("ERROR").stream()
                .filter(k -> k.code().equals(code))
                .findFirst()
                .orElseThrow()
                .examples()
                .getFirst();
    }

    @Test
    void aHostileValueIsTextOnThePage() throws Exception {
        long run = hostile();

        write(run);

        var page = page();
        assertThat(page)
                .doesNotContain("<script>alert", "<img", "<b>a3</b>")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;", "&lt;b&gt;a3&lt;/b&gt;")
                .contains("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;{report.run.id}");
        assertThat(Pattern.compile("<script").matcher(page).results()).hasSize(1);
    }

    @Test
    void aFormulaIsTextInASpreadsheet() throws Exception {
        long run = hostile();

        write(run);

        var drift = Files.readString(folder.resolve("drift.csv"));
        assertThat(drift)
                .contains(",\"'=HYPERLINK(\"\"http://evil.example/\"\",\"\"Jane\"\")\",")
                .contains(",\"'  @SUM(A1)\nand more\",");
        assertThat(Files.readString(folder.resolve("totals.csv"))).contains("stats.books,-9,0");
        assertThat(Pattern.compile("(?m)(^|,)\"?\\s*[=+@]").matcher(all()).results())
                .isEmpty();
    }

    @Test
    void thePageNeedsNothingButItself() throws Exception {
        write(hostile());

        var page = page();
        assertThat(Pattern.compile("(?:href|src|action|srcset|data|poster)=\"([^\"]*)\"")
                        .matcher(page)
                        .results()
                        .map(m -> m.group(1)))
                .isNotEmpty()
                .allMatch(link -> link.startsWith("#") || link.equals("data:,") || link.matches("[a-z]+\\.csv"));
        assertThat(page)
                .doesNotContain("@import", "url(", "fetch(", "XMLHttpRequest", "<iframe", "<link rel=\"stylesheet\"");
    }

    @Test
    void aRunWithAFieldNobodyDecidedAboutMustNotBeUsed() throws Exception {
        var mapping = library.mapping("books.yaml", y -> y.replace("cover.*:", "other.*:"));
        long run = library.run(library.dump(), mapping, Library.first()).run();

        var report = write(run);

        assertThat(report.grade().letter()).isEqualTo(Letter.E);
        assertThat(page()).contains("Nothing was loaded: 1 paths are neither mapped nor ignored.");
    }

    @Test
    void aThirdOfTheDocumentsInQuarantineIsNoGoodRun() throws Exception {
        var report = write(library.run().run());

        assertThat(report.grade().letter()).isEqualTo(Letter.E);
        assertThat(report.grade().reasons())
                .filteredOn(r -> r.letter() == Letter.E)
                .extracting(Grade.Reason::measured)
                .containsExactly("6 documents in quarantine (35.29 %)");
    }

    @Test
    void aRunIsAsGoodAsItsProof() throws Exception {
        var good = library.later(lines -> "{\"_index\":\"authors\",\"_id\":\"a1\",\"_source\":{\"name\":\"Jane\"}}\n");
        var options =
                new ImportRun.Options("", Set.of("books", "cards", "loans"), false, false, false, 1, Optional.empty());

        var report = write(library.run(good, options).run());

        assertThat(report.grade().letter()).isEqualTo(Letter.A);
        library.execute("""
                update rejoin_import.run set summary = jsonb_set(summary, '{proof}',
                '{"proven": false, "verified": 12, "counts": {"VALUE": 1}, "differences": [{"kind": "VALUE", "id": "<a1>"}]}')
                """);
        assertThat(write(report.run().id()).grade().letter()).isEqualTo(Letter.D);
        assertThat(page()).contains("<code>/&lt;a1&gt;</code>");
        library.execute("update rejoin_import.run set summary = summary - 'proof'");
        assertThat(write(report.run().id()).grade().letter()).isEqualTo(Letter.B);
    }

    @Test
    void whoWatchesSeesFileByFile() throws Exception {
        var seen = new ArrayList<String>();
        new ReportFolder(library.database().dataSource()).write(hostile(), folder, new StageProgress() {
            @Override
            public void started(String name, long total, long done) {
                seen.add("%s of %d".formatted(name, total));
            }

            @Override
            public void advanced(String name, long done, long errors) {
                seen.add("a file");
            }

            @Override
            public void finished(String name) {
                seen.add("ended");
            }

            @Override
            public void remark(String sentence) {}
        });

        try (var files = Files.list(folder)) {
            assertThat(seen).startsWith("report of " + files.count()).endsWith("ended");
        }
        assertThat(seen.getFirst()).isEqualTo("report of " + (seen.size() - 2));
    }

    @Test
    void thereIsNoReportOfARunThatNeverWas() throws Exception {
        assertThat(new ReportFolder(library.database().dataSource()).write(77, folder))
                .isEmpty();
        assertThat(folder).doesNotExist();
    }

    private long hostile() throws Exception {
        return library.run(library.later(lines -> lines + HOSTILE), Library.first())
                .run();
    }

    private RunReport write(long run) throws Exception {
        return new ReportFolder(library.database().dataSource())
                .write(run, folder)
                .orElseThrow();
    }

    private long number(String sql) throws Exception {
        return Long.parseLong(library.query(sql).getFirst());
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("report.html"));
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    }

    private List<String> csv(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name)).stream().skip(1).toList();
    }

    private String all() throws IOException {
        var text = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
