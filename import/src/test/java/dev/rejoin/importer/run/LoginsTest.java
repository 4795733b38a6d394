package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.importer.sql.Connections;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** To log in costs more than to read a small index, or to prove it. */
class LoginsTest {

    @TempDir
    private Path temporary;

    /** Whether two of them are asked for at the same time is chance. */
    @Test
    void manyIndicesNeedHardlyMoreLoginsThanTwo() throws Exception {
        assertThat(logins("many", 12)).isLessThan(logins("two", 2) + 5);
    }

    @Test
    void aConnectionThatFailedIsNotUsedAgain() throws Exception {
        var used = new HashSet<Connection>();
        try (var database = EmbeddedDatabase.fresh();
                var connections = new Connections(database.dataSource(), connection -> {})) {
            connections.use(used::add);
            connections.use(used::add);
            assertThat(used).hasSize(1);

            assertThatThrownBy(() -> connections.use(
                            connection -> connection.createStatement().execute("select 1/0")))
                    .isInstanceOf(SQLException.class);

            connections.use(used::add);
            assertThat(used).hasSize(2);
            assertThat(used.stream().filter(connection -> isClosed(connection))).hasSize(1);
            assertThat(usedAtOnce(connections)).hasSize(2);
        }
        assertThat(used).allMatch(connection -> isClosed(connection));
    }

    private static Set<Connection> usedAtOnce(Connections connections) throws SQLException {
        return connections.use(one -> connections.use(other -> Set.of(one, other)));
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private int logins(String name, int indices) throws Exception {
        var logins = new AtomicInteger();
        try (var small =
                new SmallImport(temporary.resolve(name), "create table item (id uuid primary key, name text);")) {
            small.through(database -> counting(database, logins));
            for (int i = 0; i < indices; i++) {
                small.mapping("i%d.yaml".formatted(i), """
                        index: i%d
                        rows:
                          - table: item
                            columns: {name: name}
                        """.formatted(i))
                        .dump(
                                "i%d.ndjson".formatted(i),
                                "{\"_id\": \"%d\", \"_source\": {\"name\": \"n\"}}\n".formatted(i));
            }
            assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
        }
        return logins.get();
    }

    private static DataSource counting(DataSource database, AtomicInteger logins) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        logins.incrementAndGet();
                    }
                    try {
                        return method.invoke(database, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
