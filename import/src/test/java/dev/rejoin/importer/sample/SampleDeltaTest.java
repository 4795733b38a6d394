package dev.rejoin.importer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.importer.apply.Apply;
import dev.rejoin.importer.apply.DocumentName;
import dev.rejoin.importer.check.Check;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.prove.compare.Difference.DifferenceKind;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.run.LoadedRun;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.legacy.sample.DumpFolder;
import dev.rejoin.legacy.sample.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A later state of the legacy application is applied to Rejoin's own schema, and is what a fresh import makes of it. */
class SampleDeltaTest {
    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactoryBuilder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    private static final double SCALE = Double.parseDouble(System.getProperty("rejoin.scale", "0.02"));

    @TempDir
    private Path folder;

    private static @Nullable SampleTarget beginning;

    private SampleTarget target;

    @BeforeEach
    void start() {
        target = SampleTarget.start();
    }

    @AfterEach
    void stop() {
        target.close();
    }

    @Test
    void anInvoiceThatWasIssuedSinceComesWithItsLinesAndOneThatIsPaidNowWithItsPayment() throws Exception {
        try (var sink = new DumpFolder(folder)) {
            Sample.clean(3, 0.02).write(sink);
        }
        target.run(folder.toString(), "", false);
        var documents = documents();
        var invoices = documents.stream()
                .filter(d -> d.path("_index").asText().equals("invoices")
                        && d.path("_source").path("statut").asText().equals("emise")
                        && d.path("_source").path("total_paye").asDouble() == 0
                        && !d.path("_source").path("lignes").isEmpty())
                .limit(2)
                .toList();
        var issued = invoices.getFirst();
        var paid = invoices.getLast();
        var added = issued.deepCopy();
        added.put("_id", "issued-since");
        ((ObjectNode) added.path("_source")).put("numero", "F-2099-0001");
        documents.add(added);
        ((ObjectNode) issued.path("_source").path("lignes").path(0)).put("libelle", "another text");
        long cents = 0;
        for (var line : paid.path("_source").path("lignes")) {
            long net = 100L
                    * line.path("quantite").asLong()
                    * line.path("prix_unitaire").asLong();
            cents += net + Math.round(net * line.path("tva").asDouble());
        }
        ((ObjectNode) paid.path("_source")).put("statut", "payee").put("total_paye", cents / 100.0);
        var payment = paid.deepCopy();
        payment.put("_index", "payments").put("_id", "paid-since");
        payment.putObject("_source")
                .put("facture", paid.path("_id").asText())
                .put("recu_le", "2025-03-04")
                .put("montant", cents / 100.0)
                .put("mode", "virement")
                .put("reference", "VIR 1");
        documents.add(payment);
        write(documents);

        var report = target.delta(folder.toString());

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(report.changes().get("payment").inserted()).isEqualTo(1);
        assertThat(report.changes().get("invoice").updated()).isEqualTo(1);
        assertThat(target.query("select status from invoice where legacy_id = '%s'"
                        .formatted(paid.path("_id").asText())))
                .containsExactly("PAID");
        assertThat(report.changes().get("invoice").inserted()).isEqualTo(1);
        assertThat(report.changes().get("invoice_line").inserted())
                .isEqualTo(added.path("_source").path("lignes").size());
        assertThat(report.changes().get("invoice_line").updated()).isEqualTo(1);
    }

    @Test
    void aDocumentThatSaysWhenItWasChangedIsProvenAfterADelta() throws Exception {
        try (var sink = new DumpFolder(folder)) {
            Sample.clean(3, 0.02).write(sink);
        }
        target.run(folder.toString(), "", false);
        var documents = documents();
        var members = documents.stream()
                .filter(d -> d.path("_index").asText().equals("members"))
                .limit(2)
                .map(d -> ((ObjectNode) d.path("_source")).put("fonction", "another job"))
                .toList();
        members.getFirst().put("modifie_le", "2031-02-03T04:05:06Z");
        write(documents);

        var report = target.delta(folder.toString());

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(report.changes().get("member").updated()).isEqualTo(2);
        assertThat(target.query("select version from member where job_title = 'another job'"))
                .containsExactly("1", "1");
        assertThat(target.query("select updated_at::text from member where updated_at > '2031-01-01'"))
                .containsExactly("2031-02-03 04:05:06+00");
    }

    @Test
    void afterAnyHistoryTheEndIsWhatAFreshImportMakesOfIt() throws Exception {
        afterAHistoryTheEndIsWhatAFreshImportMakesOfIt(1);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("seeds")
    void afterTwoHundredHistoriesTheEndIsWhatAFreshImportMakesOfIt(long seed) throws Exception {
        afterAHistoryTheEndIsWhatAFreshImportMakesOfIt(seed);
    }

    @Test
    void afterAnyHistoryAppliedByDocumentsTheEndIsWhatAFreshImportMakesOfIt() throws Exception {
        afterAHistoryAppliedByDocuments(1);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("seeds")
    void afterTwoHundredHistoriesAppliedByDocumentsTheEndIsWhatAFreshImportMakesOfIt(long seed) throws Exception {
        afterAHistoryAppliedByDocuments(seed);
    }

    /** As above, but whatever was written or deleted is applied alone, and the rest of the source is not read. */
    private void afterAHistoryAppliedByDocuments(long seed) throws Exception {
        var imported = beginAsImported();
        var before = documents();
        var random = new Random(seed);
        var way = documents();
        change(way, random);
        var end = documents();
        settle(end, random);
        var apply = Apply.to(target.database().dataSource(), MappingReader.read(Path.of("mapping")));

        apply(apply, before, way, random);
        apply(apply, way, end, random);

        write(end);
        try (var fresh = SampleTarget.start()) {
            var anew = fresh.run(folder.toString(), "", false);
            List<Check.Account> accounts;
            List<Check.ElementAccount> elements;
            try (var connection = target.database().dataSource().getConnection()) {
                accounts = Check.accounts(connection, imported);
                elements = Check.elements(connection, imported);
            }
            assertSame(
                    "at the end", target.decisions(imported), target.rows(), fresh.decisions(anew.run()), fresh.rows());
            assertThat(accounts).as("accounts").isEqualTo(anew.accounts());
            assertThat(elements).as("accounts of elements").isEqualTo(anew.elements());
            // Nobody has told which source these documents are of.
            assertThat(target.prove(folder.toString()).counts()).containsOnlyKeys(DifferenceKind.SOURCE_MOVED);
        }
    }

    /** What differs between two states, in parts of any size. */
    private static void apply(Apply apply, List<ObjectNode> from, List<ObjectNode> to, Random random) throws Exception {
        var was = new LinkedHashMap<DocumentName, String>();
        for (var document : from) {
            was.put(name(document), JSON.writeValueAsString(document.path("_source")));
        }
        var changed = new ArrayList<SourceDocument>();
        for (var document : to) {
            var source = JSON.writeValueAsString(document.path("_source"));
            if (!source.equals(was.remove(name(document)))) {
                var name = name(document);
                changed.add(new SourceDocument(
                        name.index(), name.id(), name.routing(), source.getBytes(StandardCharsets.UTF_8)));
            }
        }
        var gone = new ArrayList<>(was.keySet());
        gone.removeIf(name -> !apply.indices().contains(name.index()));
        changed.removeIf(document -> !apply.indices().contains(document.index()));
        while (!changed.isEmpty() || !gone.isEmpty()) {
            int some = 4 + random.nextInt(40);
            var written = changed.subList(0, Math.min(some, changed.size()));
            var deleted = gone.subList(0, Math.min(some, gone.size()));
            apply.apply(List.copyOf(written), List.copyOf(deleted), Apply.Alongside.NOTHING);
            written.clear();
            deleted.clear();
        }
    }

    private static DocumentName name(ObjectNode document) {
        return new DocumentName(
                document.path("_index").asText(),
                document.path("_id").asText(),
                document.hasNonNull("_routing") ? document.path("_routing").asText() : null);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(Long.getLong("rejoin.histories.from", 2), Long.getLong("rejoin.histories", 200));
    }

    /**
     * On the way anything may be wrong, and rows are left, refused and set aside; at the end there are the first documents
     * again but for some that are gone or have changed places: nothing of the way may be left.
     */
    private void afterAHistoryTheEndIsWhatAFreshImportMakesOfIt(long seed) throws Exception {
        beginAsImported();
        var end = documents();
        var random = new Random(seed);
        var way = documents();
        change(way, random);
        write(way);
        var astray = target.delta(folder.toString());
        assertThat(astray.outcome()).as(astray.message()).isEqualTo(Outcome.PROVEN);
        settle(end, random);
        write(end);

        var last = target.delta(folder.toString());

        assertThat(last.outcome()).as(last.message()).isEqualTo(Outcome.PROVEN);
        try (var fresh = SampleTarget.start()) {
            var imported = fresh.run(folder.toString(), "", false);
            assertSame(
                    "at the end",
                    target.decisions(last.run()),
                    target.rows(),
                    fresh.decisions(imported.run()),
                    fresh.rows());
        }
    }

    /** All histories begin with the same, which is imported once. Returns the run. */
    private long beginAsImported() throws Exception {
        try (var sink = new DumpFolder(folder)) {
            Sample.full(7, SCALE).write(sink);
        }
        // As it is read and written here: a key that stands twice in an object would else be a change.
        write(documents());
        if (beginning == null) {
            beginning = SampleTarget.start();
            beginning.run(folder.toString(), "", false);
        }
        target.close();
        target = beginning.copy();
        return LoadedRun.toProve(target.database().dataSource(), null);
    }

    private static void assertSame(
            String when,
            List<String> decisions,
            List<String> rows,
            List<String> freshDecisions,
            List<String> freshRows) {
        var differences = new ArrayList<String>();
        tell(differences, "decided step by step alone: ", decisions, freshDecisions);
        tell(differences, "decided by a fresh import alone: ", freshDecisions, decisions);
        tell(differences, "made step by step alone: ", rows, freshRows);
        tell(differences, "made by a fresh import alone: ", freshRows, rows);
        assertThat(differences).as(when).isEmpty();
    }

    /** What is in the one list more often than in the other. */
    private static void tell(List<String> differences, String where, List<String> all, List<String> others) {
        var counts = new HashMap<String, Integer>();
        others.forEach(line -> counts.merge(line, 1, Integer::sum));
        all.stream()
                .filter(line -> counts.merge(line, -1, Integer::sum) < 0)
                .map(line -> where + line)
                .forEach(differences::add);
    }

    /** Some attendances are gone, some have changed places with others; some texts and names are others. */
    private static void settle(List<ObjectNode> documents, Random random) {
        for (int i = 0; i < 12; i++) {
            var source =
                    (ObjectNode) documents.get(random.nextInt(documents.size())).path("_source");
            var words = source.properties().stream()
                    .filter(field -> field.getValue().isTextual())
                    .filter(field -> field.getValue().asText().matches("\\p{Lu}\\p{L}+ .{6,}"))
                    .map(Map.Entry::getKey)
                    .toList();
            if (!words.isEmpty()) {
                var name = words.get(random.nextInt(words.size()));
                source.put(name, source.path(name).asText() + " " + (char) ('a' + i));
            }
        }
        for (int i = 0; i < 8; i++) {
            var attendances = documents.stream()
                    .filter(d -> d.path("_index").asText().equals("attendances"))
                    .toList();
            var one = attendances.get(random.nextInt(attendances.size()));
            var other = attendances.get(random.nextInt(attendances.size()));
            if (i % 2 == 0) {
                documents.remove(one);
            } else {
                var source = one.path("_source");
                one.set("_source", other.path("_source"));
                other.set("_source", source);
            }
        }
    }

    /** Documents vanish, are doubled under another id, get the texts of others, and change places with others. */
    private static void change(List<ObjectNode> documents, Random random) {
        for (int i = 0; i < 25; i++) {
            var one = documents.get(random.nextInt(documents.size()));
            var alike = documents.stream()
                    .filter(d -> d != one && d.path("_index").equals(one.path("_index")))
                    .toList();
            if (alike.isEmpty()) {
                continue;
            }
            var other = alike.get(random.nextInt(alike.size()));
            switch (random.nextInt(4)) {
                case 0 -> documents.remove(one);
                case 1 -> {
                    var doubled = one.deepCopy();
                    doubled.put("_id", one.path("_id").asText() + "-" + i);
                    documents.add(doubled);
                }
                case 2 -> {
                    var names = new ArrayList<String>();
                    other.path("_source").fieldNames().forEachRemaining(names::add);
                    var name = names.get(random.nextInt(names.size()));
                    ((ObjectNode) one.path("_source"))
                            .set(name, other.path("_source").path(name).deepCopy());
                }
                default -> {
                    var source = one.path("_source");
                    one.set("_source", other.path("_source"));
                    other.set("_source", source);
                }
            }
        }
    }

    private List<ObjectNode> documents() throws IOException {
        var documents = new ArrayList<ObjectNode>();
        for (var file : files()) {
            for (var line : Files.readAllLines(file)) {
                documents.add((ObjectNode) JSON.readTree(line));
            }
        }
        return documents;
    }

    private TreeSet<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return new TreeSet<>(
                    files.filter(f -> f.toString().endsWith(".ndjson")).toList());
        }
    }

    private void write(List<ObjectNode> documents) throws IOException {
        for (var file : files()) {
            Files.delete(file);
        }
        try (var out = Files.newBufferedWriter(folder.resolve("all.ndjson"))) {
            for (var document : documents) {
                out.write(JSON.writeValueAsString(document));
                out.newLine();
            }
        }
    }
}
