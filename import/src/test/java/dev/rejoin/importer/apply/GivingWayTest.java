package dev.rejoin.importer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.run.SmallImport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A term within a membership that is to end before it does: the term is set aside, and its row, which would stay otherwise,
 * must not keep the membership from what is right. Nor must anybody's work be lost for that.
 */
class GivingWayTest {
    private static final String TABLES = """
            create extension if not exists btree_gist;
            set search_path = small, public;
            create table membership (id uuid primary key, legacy_id text unique, person text not null,
                during daterange not null,
                constraint membership_one_at_a_time unique (person, during without overlaps));
            create table term (id uuid primary key, legacy_id text unique, person text not null,
                during daterange not null, version bigint not null default 0,
                constraint term_within_membership foreign key (person, period during)
                    references membership (person, period during));
            create table badge (id uuid primary key, legacy_id text unique,
                term_id uuid not null constraint badge_of_term references term);
            """;
    private static final String BADGE = """
            {"_index":"badges","_id":"b","_source":{"term":"t"}}
            """;

    @TempDir
    private Path temporary;

    private SmallImport small;

    @BeforeEach
    void importBoth() throws Exception {
        small = open("delta");
        write(small, "2030", "");
        assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
    }

    @AfterEach
    void close() {
        small.close();
    }

    @Test
    void theTermGoesAndTheMembershipEnds() throws Exception {
        write(small, "2021", "");
        follow();

        assertThat(rows(small)).containsExactly("membership [2020-01-01,2021-01-01)");
        assertSameAsAFreshImport("2021", "");
    }

    @Test
    void aTermThatSomebodyChangedStaysAndTheMembershipIsSetAside() throws Exception {
        small.execute("update small.term set during = daterange('2022-06-01', '2023-01-01'), version = version + 1"
                + " where person = 'Ann'");
        write(small, "2021", "");
        follow();

        assertThat(rows(small)).containsExactly("membership [2020-01-01,2030-01-01)", "term [2022-06-01,2023-01-01)");
        assertThat(small.told("m")).anyMatch(told -> told.contains("term_within_membership"));
    }

    @Test
    void aTermThatARowRefersToStaysAsLongAsThatDoes() throws Exception {
        write(small, "2030", BADGE);
        follow();
        small.execute("update small.badge set legacy_id = 'somebody''s' where legacy_id = 'b'");
        write(small, "2021", "");
        follow();
        assertThat(rows(small))
                .containsExactly("badge", "membership [2020-01-01,2030-01-01)", "term [2022-01-01,2023-01-01)");
        assertThat(small.told("m")).anyMatch(told -> told.contains("term_within_membership"));
    }

    @Test
    void aTermGoesWithTheBadgeThatIsSetAsideForItsSake() throws Exception {
        write(small, "2030", BADGE);
        follow();
        write(small, "2021", BADGE);
        follow();

        assertSameAsAFreshImport("2021", BADGE);
    }

    private void follow() throws Exception {
        var report = small.delta();
        assertThat(report.outcome()).as(report.message() + small.findings()).isEqualTo(Outcome.PROVEN);
    }

    private void assertSameAsAFreshImport(String year, String more) throws Exception {
        try (var fresh = fresh(year, more)) {
            assertThat(rows(small)).isEqualTo(rows(fresh));
            assertThat(small.findings()).isEqualTo(fresh.findings());
        }
    }

    private SmallImport fresh(String year, String more) throws Exception {
        var fresh = open("fresh");
        write(fresh, year, more);
        assertThat(fresh.run().outcome()).isEqualTo(Outcome.PROVEN);
        return fresh;
    }

    private static List<String> rows(SmallImport of) throws Exception {
        return of.query("select 'membership ' || during from small.membership where person = 'Ann' union all"
                + " select 'term ' || during from small.term where person = 'Ann' union all"
                + " select 'badge' from small.badge where legacy_id is distinct from 'c' order by 1");
    }

    private static void write(SmallImport to, String year, String more) throws Exception {
        to.dump("members.ndjson", """
                {"_index":"memberships","_id":"m","_source":{"person":"Ann","during":{"gte":"2020-01-01","lt":"%s-01-01"}}}
                {"_index":"memberships","_id":"n","_source":{"person":"Bob","during":{"gte":"2020-01-01","lt":"2030-01-01"}}}
                """.formatted(year));
        to.dump("terms.ndjson", """
                {"_index":"terms","_id":"t","_source":{"person":"Ann","during":{"gte":"2022-01-01","lt":"2023-01-01"}}}
                {"_index":"terms","_id":"u","_source":{"person":"Bob","during":{"gte":"2022-01-01","lt":"2023-01-01"}}}
                """);
        to.dump("badges.ndjson", more + "{\"_index\":\"badges\",\"_id\":\"c\",\"_source\":{\"term\":\"u\"}}\n");
    }

    private SmallImport open(String folder) throws Exception {
        return new SmallImport(Files.createDirectories(temporary.resolve(folder)), TABLES)
                .mapping("memberships.yaml", """
                        index: memberships
                        rows:
                          - table: membership
                            columns: {person: person, during: during}
                        """)
                .mapping("terms.yaml", """
                        index: terms
                        rows:
                          - table: term
                            columns: {person: person, during: during}
                        """)
                .mapping("badges.yaml", """
                        index: badges
                        rows:
                          - table: badge
                            columns:
                              term_id: {from: term, to: term, orphans: quarantine}
                        """);
    }
}
