package dev.rejoin.importer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.run.SmallImport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rows of deleted documents that were left for the sake of a row that refers to them, as long as it does: whatever ends that,
 * and however long the chain is, they go with it, and what is there is what a fresh import makes.
 */
class LeftRowsTest {
    private static final List<String> TABLES = List.of("team", "member", "phone", "card", "desk", "guard");

    @TempDir
    private Path temporary;

    private final Map<String, String> documents = new LinkedHashMap<>();
    private SmallImport small;

    @BeforeEach
    void start() throws Exception {
        small = open("followed");
        put("teams", "t1", "{\"name\":\"one\"}");
        put("teams", "t2", "{\"name\":\"two\"}");
        put("members", "m1", "{\"name\":\"first\",\"team\":\"t1\",\"phones\":[\"1\",\"2\"]}");
        put("members", "m2", "{\"name\":\"second\",\"team\":\"t2\",\"phones\":[]}");
        put("cards", "c1", "{\"member\":\"m1\"}");
        put("cards", "c2", "{\"member\":\"m2\"}");
        put("desks", "d1", "{\"room\":\"r1\",\"place\":1}");
        put("desks", "d2", "{\"room\":\"r1\",\"place\":2}");
        put("guards", "g1", "{\"member\":\"m1\",\"room\":\"r1\",\"place\":1,\"boss\":\"b1\",\"bossName\":\"Boss\"}");
        put("guards", "g2", "{\"member\":\"m2\",\"room\":\"r1\",\"place\":2,\"boss\":\"b2\",\"bossName\":\"Chef\"}");
        write(small);
        assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
    }

    private SmallImport open(String folder) throws Exception {
        return new SmallImport(temporary.resolve(folder), """
                        create table small.team (id uuid primary key, legacy_id text unique, name text);
                        create table small.member (id uuid primary key, legacy_id text unique, name text,
                            team_id uuid references small.team);
                        create table small.phone (member_id uuid not null references small.member, number text,
                            primary key (member_id, number));
                        create table small.card (id uuid primary key, legacy_id text unique,
                            member_id uuid not null constraint card_member references small.member);
                        create table small.desk (id uuid primary key, legacy_id text unique, room text not null,
                            place int not null, unique (room, place));
                        create table small.guard (id uuid primary key, legacy_id text unique,
                            member_id uuid not null constraint guard_member references small.member,
                            room text, place int, foreign key (room, place) references small.desk (room, place),
                            boss_id uuid references small.member);
                        """)
                .mapping("teams.yaml", """
                        index: teams
                        rows:
                          - table: team
                            columns: {name: name}
                        """)
                .mapping("members.yaml", """
                        index: members
                        rows:
                          - table: member
                            columns:
                              name: name
                              team_id: {from: team, to: team, orphans: "null"}
                        children:
                          - from: phones
                            table: phone
                            identity: [member_id, number]
                            columns:
                              member_id: {row: member}
                              number: .
                        """)
                .mapping("cards.yaml", """
                        index: cards
                        rows:
                          - table: card
                            columns:
                              member_id: {from: member, to: member, orphans: quarantine}
                        """)
                .mapping("desks.yaml", """
                        index: desks
                        rows:
                          - table: desk
                            columns: {room: room, place: place}
                        """)
                .mapping("guards.yaml", """
                        index: guards
                        rows:
                          - table: guard
                            columns:
                              member_id: {from: member, to: member, orphans: quarantine}
                              room: room
                              place: place
                              boss_id: {from: boss, to: member, orphans: resurrect}
                        copies:
                          bossName: {of: boss_id, column: name}
                        resurrect:
                          boss_id:
                            - {table: member, columns: {name: bossName}}
                        """);
    }

    @AfterEach
    void stop() {
        small.close();
    }

    private void put(String index, String id, String source) {
        documents.put(index + "/" + id, source);
    }

    private void delete(String name) {
        assertThat(documents.remove(name)).isNotNull();
    }

    private void write(SmallImport to) throws Exception {
        var lines = new LinkedHashMap<String, StringBuilder>();
        List.of("teams", "members", "cards", "desks", "guards").forEach(index -> lines.put(index, new StringBuilder()));
        documents.forEach((name, source) -> {
            var parts = name.split("/");
            lines.get(parts[0])
                    .append("{\"_index\":\"%s\",\"_id\":\"%s\",\"_source\":%s}%n"
                            .formatted(parts[0], parts[1], source));
        });
        for (var index : lines.entrySet()) {
            to.dump(index.getKey() + ".ndjson", index.getValue().toString());
        }
    }

    private void follow() throws Exception {
        write(small);
        var report = small.delta();
        assertThat(report.outcome()).as(report.message() + small.findings()).isEqualTo(Outcome.PROVEN);
    }

    /** The card refers to the member, the guard as well, and the member to the team: all three rows stay. */
    private void leaveRows() throws Exception {
        delete("members/m1");
        follow();
        delete("teams/t1");
        delete("desks/d1");
        follow();
        assertThat(small.findings())
                .contains(
                        "kept_though_deleted m1 WARNING",
                        "kept_though_deleted t1 WARNING",
                        "kept_though_set_aside c1 WARNING",
                        "kept_though_set_aside g1 WARNING");
        assertThat(small.query("select legacy_id from small.team order by 1")).containsExactly("t1", "t2");
    }

    private enum End {
        WHAT_REFERS_IS_DELETED {
            @Override
            void happen(LeftRowsTest test) {
                test.delete("cards/c1");
                test.delete("guards/g1");
            }
        },
        WHAT_REFERS_TAKES_ANOTHER_REFERENCE {
            @Override
            void happen(LeftRowsTest test) {
                test.put("cards", "c1", "{\"member\":\"m2\"}");
                test.put("guards", "g1", "{\"member\":\"m2\",\"room\":\"r1\",\"place\":2}");
            }
        },
        WHAT_WAS_DELETED_COMES_BACK_WITH_ANOTHER_REFERENCE {
            @Override
            void happen(LeftRowsTest test) {
                test.put("members", "m1", "{\"name\":\"again\",\"team\":\"t2\",\"phones\":[\"3\"]}");
                test.put("guards", "g1", "{\"member\":\"m1\",\"room\":\"r1\",\"place\":2}");
            }
        },
        WHAT_WAS_DELETED_COMES_BACK_WITHOUT_A_REFERENCE {
            @Override
            void happen(LeftRowsTest test) {
                test.put("members", "m1", "{\"name\":\"again\",\"phones\":[]}");
                test.put("guards", "g1", "{\"member\":\"m1\"}");
            }
        },
        ALL_COME_BACK {
            @Override
            void happen(LeftRowsTest test) {
                test.put("members", "m1", "{\"name\":\"again\",\"team\":\"t1\",\"phones\":[\"1\"]}");
                test.put("teams", "t1", "{\"name\":\"one again\"}");
                test.put("desks", "d1", "{\"room\":\"r1\",\"place\":1}");
            }
        };

        abstract void happen(LeftRowsTest test);
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void rowsThatWereLeftGoWithTheReasonThatTheyWereLeftFor(End end) throws Exception {
        leaveRows();

        end.happen(this);
        follow();

        thereIsWhatAFreshImportMakes();
    }

    @Test
    void rowsThatSomethingElseStillRefersToStay() throws Exception {
        leaveRows();

        delete("guards/g1");
        follow();

        assertThat(small.query("select legacy_id from small.member where legacy_id like 'm%' order by 1"))
                .containsExactly("m1", "m2");
        assertThat(small.query("select legacy_id from small.team order by 1")).containsExactly("t1", "t2");
        assertThat(small.query("select legacy_id from small.desk order by 1")).containsExactly("d2");

        delete("cards/c1");
        follow();

        thereIsWhatAFreshImportMakes();
    }

    private void thereIsWhatAFreshImportMakes() throws Exception {
        try (var fresh = open("fresh")) {
            write(fresh);
            assertThat(fresh.run().outcome()).isEqualTo(Outcome.PROVEN);
            for (var table : TABLES) {
                assertThat(rows(small, table)).as(table).isEqualTo(rows(fresh, table));
            }
            assertThat(small.findings()).isEqualTo(fresh.findings());
        }
    }

    private static List<String> rows(SmallImport of, String table) throws Exception {
        return of.query("select t::text from small.%s t order by 1".formatted(table));
    }
}
