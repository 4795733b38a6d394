package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule of the mapping may ask other rows: those that will be there, and not those that are set aside. */
class RulesAcrossRowsTest {
    @TempDir
    private Path temporary;

    @Test
    void whatIsSetAsideWithAnotherDocumentCountsForNoRule() throws Exception {
        try (var small = new SmallImport(temporary, """
                        create table small.club (id uuid primary key, legacy_id text unique, size int check (size > 0));
                        create table small.membership (id uuid primary key, legacy_id text unique, person text not null,
                            club_id uuid not null references small.club);
                        """)
                .mapping("clubs.yaml", """
                        index: clubs
                        rows:
                          - table: club
                            columns: {size: size}
                        """)
                .mapping("memberships.yaml", """
                        index: memberships
                        rows:
                          - table: membership
                            columns:
                              person: person
                              club_id: {from: club, to: club, orphans: quarantine}
                        rules:
                          - code: one_club_a_person
                            table: membership
                            where: |
                              exists (select from membership o
                                      where o.person = membership.person and o.legacy_id < membership.legacy_id)
                            policy: quarantine
                            message: is in another club already
                        """)
                .dump("all.ndjson", """
                        {"_index":"clubs","_id":"no","_source":{"size":-1}}
                        {"_index":"clubs","_id":"yes","_source":{"size":1}}
                        {"_index":"memberships","_id":"m1","_source":{"person":"Ann","club":"no"}}
                        {"_index":"memberships","_id":"m2","_source":{"person":"Ann","club":"yes"}}
                        {"_index":"memberships","_id":"m3","_source":{"person":"Ann","club":"yes"}}
                        """)) {
            var report = small.run();

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(small.query("select legacy_id from small.membership")).containsExactly("m2");
            assertThat(small.told("m1")).singleElement().asString().startsWith("ERROR dependent_of_quarantined");
            assertThat(small.told("m2")).isEmpty();
            assertThat(small.told("m3")).singleElement().asString().startsWith("ERROR one_club_a_person");
        }
    }
}
