package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.load.Load.Change;
import dev.rejoin.importer.prove.compare.Difference;
import dev.rejoin.importer.read.LiveCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports into a schema that has not been bent to the importer in any way. */
class AnyTargetTest {
    @TempDir
    private Path temporary;

    private Depot depot;

    @BeforeEach
    void open() throws Exception {
        depot = new Depot(temporary);
    }

    @AfterEach
    void close() {
        depot.close();
    }

    @Test
    void aStrangersSchemaIsFilledAndProvenAsItIs() throws Exception {
        var report = depot.run(depot.dump(UnaryOperator.identity()), ImportRun.Options.standard());

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertFilled(report);
    }

    @Test
    void itIsFilledAndProvenFromAServer() throws Exception {
        var prefix = LiveCluster.newName("depot") + "-";
        var bulk = Files.readAllLines(Depot.FOLDER.resolve("dump/depot.ndjson")).stream()
                .map(line -> line.replaceFirst(
                        "\\{\"_index\":\"(\\w+)\",\"_id\":\"(\\w+)\",\"_source\":(.*)}$",
                        "{\"index\":{\"_index\":\"" + prefix + "$1\",\"_id\":\"$2\"}}\n$3"))
                .collect(Collectors.joining("\n", "", "\n"));
        var answer = LiveCluster.call("POST", "/_bulk?refresh=true", bulk);
        assertThat(answer.path("errors").asBoolean()).as(answer.toString()).isFalse();
        try {
            var standard = ImportRun.Options.standard();
            var report = depot.run(Depot.source(LiveCluster.url()), standard.withPrefix(prefix));

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertFilled(report);
        } finally {
            for (var index : List.of("parts", "suppliers", "users", "documents", "runs", "stocks")) {
                LiveCluster.call("DELETE", "/" + prefix + index, "");
            }
        }
    }

    private void assertFilled(ImportRun.Report report) throws Exception {
        assertThat(report.accounts())
                .allMatch(a -> a.balances())
                .extracting(a -> a.index() + " " + a.loaded() + " " + a.merged() + " " + a.quarantined())
                .containsExactly(
                        "documents 3 0 1",
                        "parts 3 0 2",
                        "runs 2 0 1",
                        "stocks 2 0 2",
                        "suppliers 2 0 1",
                        "users 2 0 0");
        assertThat(depot.query(
                        "select index_name || '/' || coalesce(id, path) || ' ' || code from rejoin_import.finding"
                                + " where severity <> 'INFO'"))
                .containsExactlyInAnyOrder(
                        "documents/3 document_has_partition",
                        "documents/4 orphan_reference",
                        "parts/p2 quote_part_supplier_exists",
                        "parts/p3 bad_value",
                        "parts/p4 part_pkey",
                        "parts/p5 orphan_reference",
                        "runs/r3 dependent_of_quarantined",
                        "stocks/3 stock_warehouse_exists",
                        "stocks/4 dependent_of_quarantined",
                        "suppliers/3 code_form");
        assertThat(depot.query("select concat_ws(' ', number, version, kind, \"order\", path, tags, größe, heavy)"
                        + " from \"Depot\".part order by 1"))
                .containsExactly(
                        "A-1 B screw 3 1/2 {steel,\"\\\"M8\\\"\"} 8.500 f",
                        "A-2 2019 pump 0 {} 120.000 t",
                        "A-5 A seal 0 {rubber}");
        assertThat(depot.query("select id || ' ' || code from \"Depot\".supplier order by 1"))
                .containsExactly("1 ACME", "2 BOLTS1");
        assertThat(depot.query("select concat_ws(' ', part_number, supplier_id, \"from\", price) from \"Depot\".quote"
                        + " order by 1"))
                .containsExactly("A-1 1 2024-01-01 1.50", "A-1 1 2025-01-01 1.75", "A-1 2 2025-01-01 1.60");
        assertThat(depot.query("select concat_ws(' ', day, author, text, tableoid::regclass) from \"Depot\".document"
                        + " order by 1"))
                .containsExactly(
                        "2024-05-01 ann first \"Depot\".document_2024",
                        "2025-05-01 Bob second \"Depot\".document_2025",
                        "2025-06-01 of nobody \"Depot\".document_2025");
        assertThat(depot.query("select concat_ws(' ', \"Login\", legacy_id) from \"Depot\".\"User Name\" order by 1"))
                .containsExactly("Bob 2", "ann 1");
        assertThat(depot.query("select concat_ws(' ', r.status, s.code, f.position, f.part, f.unmapped)"
                        + " from \"Depot\".run r join \"Depot\".supplier s on s.id = r.supplier_id"
                        + " left join \"Depot\".finding f on f.run = r.id order by 1"))
                .containsExactly("done BOLTS1", "open ACME 1 A-1", "open ACME 2 A-2 ?");
        assertThat(depot.query("select what from \"Depot\".change"))
                .containsExactly("INSERT finding", "INSERT finding");
        depot.execute("insert into \"Depot\".supplier (code, name) values ('NEXT', 'Next')");
        depot.execute("insert into \"Depot\".run (started) values (now())");
        assertThat(depot.query("select conname from pg_constraint c where connamespace = '\"Depot\"'::regnamespace"
                        + " and contype = 'f' and not convalidated"))
                .isEmpty();
    }

    @Test
    void aLaterSnapshotBringsItUpToDateAndTheSameOneChangesNothing() throws Exception {
        depot.run(depot.dump(UnaryOperator.identity()), ImportRun.Options.standard());
        var before = rows();

        var same = depot.run(depot.dump(UnaryOperator.identity()), Library.delta());

        assertThat(same.outcome()).as(same.message()).isEqualTo(Outcome.PROVEN);
        assertThat(same.changes().values()).allMatch(c -> c.equals(new Change(0, 0, 0, 0)));
        assertThat(rows()).isEqualTo(before);

        var later = depot.run(
                depot.dump(
                        lines -> lines.replace("\"no\":\"A-5\",\"rev\":\"A\"", "\"no\":\"A-6\",\"rev\":\"B\"")
                                        .replace("\"name\":\"Acme\"", "\"name\":\"Acme & Co\"")
                                        .replace(
                                                "\"from\":\"2025-01-01\",\"price\":1.75",
                                                "\"from\":\"2025-02-01\",\"price\":2")
                                        .replaceAll("(?m)^.*\"r2\".*\\n", "")
                                        .replace("\"day\":\"2024-05-01\"", "\"day\":\"2025-07-01\"")
                                + "{\"_index\":\"suppliers\",\"_id\":\"9\",\"_source\":{\"code\":\"NEW9\",\"name\":\"New\"}}\n"),
                Library.delta());

        assertThat(later.outcome()).as(later.message()).isEqualTo(Outcome.PROVEN);
        assertThat(later.changes())
                .containsEntry("part", new Change(0, 1, 0, 0))
                .containsEntry("supplier", new Change(1, 1, 0, 0))
                .containsEntry("run", new Change(0, 0, 1, 0))
                .containsEntry("quote", new Change(0, 1, 0, 0))
                .containsEntry("document", new Change(0, 1, 0, 0))
                .containsEntry("finding", new Change(0, 0, 0, 0));
        assertThat(depot.query("select id || ' ' || code || ' ' || name from \"Depot\".supplier order by 1"))
                .containsExactly("1 ACME Acme & Co", "2 BOLTS1 Bolts & Sons", "4 NEW9 New");
    }

    @Test
    void whatSomebodyHasChangedSinceIsLeftAsItIs() throws Exception {
        depot.run(depot.dump(UnaryOperator.identity()), ImportRun.Options.standard());
        depot.execute("update \"Depot\".part set version = 'Z' where number = 'A-1'");
        depot.execute("update \"Depot\".supplier set name = 'Mine' where code = 'BOLTS1'");
        depot.execute("delete from \"Depot\".stock where warehouse = 'NORTH'");

        var report = depot.run(
                depot.dump(lines ->
                        lines.replace("\"rev\":\"B\"", "\"rev\":\"D\"").replace("\"quantity\":5", "\"quantity\":6")),
                Library.delta());

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
        assertThat(report.changes())
                .containsEntry("part", new Change(0, 0, 0, 1))
                .containsEntry("stock", new Change(0, 0, 0, 1));
        assertThat(depot.query("select version from \"Depot\".part where number = 'A-1'"))
                .containsExactly("Z");
        assertThat(depot.query("select name::text from \"Depot\".supplier where code = 'BOLTS1'"))
                .containsExactly("Mine");
    }

    @Test
    void theProofFindsWhatIsWrongInIt() throws Exception {
        depot.run(depot.dump(UnaryOperator.identity()), ImportRun.Options.standard());
        depot.execute("update \"Depot\".part set tags = '{steel}' where number = 'A-1'");
        depot.execute("update \"Depot\".finding set part = 'A-5' where position = 1");
        depot.execute("update \"Depot\".run set supplier_id = 2 where status = 'open'");
        depot.execute("delete from \"Depot\".quote where \"from\" = '2024-01-01'");
        depot.execute("insert into \"Depot\".part (number, version, kind) values ('X', '1', 'pump')");

        var proof = depot.prove(depot.dump(UnaryOperator.identity()));

        assertThat(proof.differences())
                .extracting(Difference::table, Difference::message)
                .map(tuple -> tuple.toList().get(0) + ": " + tuple.toList().get(1))
                .contains(
                        "part: the row holds another value than the source",
                        "finding: the reference leads to another row than its source names",
                        "run: the reference leads to another row than its source names",
                        "quote: the row that the document made is not there");
    }

    private List<String> rows() throws Exception {
        return depot.query("""
                select 'part ' || t::text from "Depot".part t union all select 'supplier ' || t::text from "Depot".supplier t
                union all select 'quote ' || t::text from "Depot".quote t union all select 'run ' || t::text from "Depot".run t
                union all select 'document ' || t::text from "Depot".document t
                union all select 'finding ' || t::text from "Depot".finding t order by 1
                """);
    }
}
