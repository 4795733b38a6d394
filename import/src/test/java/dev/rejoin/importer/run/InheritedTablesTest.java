package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of PostgreSQL that inherit from others: whoever reads the one above sees the rows of those below. */
class InheritedTablesTest {
    @TempDir
    private Path folder;

    @Test
    void theRowsBelowAreNotThoseOfTheTableAbove() throws Exception {
        try (var vehicles = new SmallImport(folder, """
                create table vehicle (id uuid primary key, legacy_id text unique, name text not null, wheels integer);
                create table boat (seats integer, primary key (id), unique (legacy_id)) inherits (vehicle);
                """)) {
            vehicles.mapping(
                            "vehicles.yaml",
                            "index: vehicles\nrows: [{table: vehicle, columns: {name: name, wheels: wheels}}]\n")
                    .mapping(
                            "boats.yaml",
                            "index: boats\nrows: [{table: boat, columns: {name: name, wheels: wheels, seats: seats}}]\n")
                    .dump("all.ndjson", """
                            {"_index":"vehicles","_id":"v1","_source":{"name":"cart","wheels":2}}
                            {"_index":"vehicles","_id":"v2","_source":{"name":"car","wheels":4}}
                            {"_index":"boats","_id":"b1","_source":{"name":"boat","wheels":0,"seats":3}}
                            {"_index":"boats","_id":"v1","_source":{"name":"same id","wheels":1,"seats":1}}
                            """);

            var report = vehicles.run();

            assertThat(report.outcome())
                    .as(report.message()
                            + report.proof().map(p -> p.differences().toString()))
                    .isEqualTo(Outcome.PROVEN);
            assertThat(vehicles.query("select name from only vehicle order by 1"))
                    .containsExactly("car", "cart");
            assertThat(vehicles.query("select name from boat order by 1")).containsExactly("boat", "same id");

            vehicles.dump("all.ndjson", """
                    {"_index":"vehicles","_id":"v2","_source":{"name":"car","wheels":3}}
                    {"_index":"boats","_id":"v1","_source":{"name":"same id","wheels":1,"seats":2}}
                    """);
            report = vehicles.delta();

            assertThat(report.outcome())
                    .as(report.message()
                            + report.proof().map(p -> p.differences().toString()))
                    .isEqualTo(Outcome.PROVEN);
            assertThat(vehicles.query("select name || wheels from vehicle order by 1"))
                    .containsExactly("car3", "same id1");
        }
    }
}
