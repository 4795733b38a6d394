package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database says of its own state is answered 503 and not as a bug, and costs a line of the log at most. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ServerStateTest {

    /** Every SQLSTATE of PostgreSQL's documentation that speaks of the server and not of the statement. */
    static Stream<String> states() {
        return Stream.of(
                "08000", "08001", "08003", "08004", "08006", "08007", "08P01", "25006", "25P03", "25P04", "28000",
                "28P01", "40001", "40P01", "53000", "53100", "53200", "53300", "53400", "55000", "55P03", "57000",
                "57014", "57P01", "57P02", "57P03", "57P04", "57P05", "58000", "58030", "58P01", "58P02", "58P03",
                "XX000", "XX001", "XX002");
    }

    @AfterEach
    void well() throws SQLException {
        TestDatabase.execute("drop trigger if exists state on venue; drop function if exists pg_temp_state()");
    }

    @ParameterizedTest
    @MethodSource("states")
    void aStateOfTheServerIsAnsweredAsOne(String state) throws SQLException {
        refuse(state);
        var log = new Recorded();
        Logger.getLogger("").addHandler(log);
        try {
            for (var body : List.<Map<String, Object>>of(
                    Map.of("name", "Quai"), Map.of("items", List.of(Map.of("name", "Quai", "legacy_id", "state"))))) {
                var answer = Api.as(Role.EDITOR)
                        .contentType("application/json")
                        .body(body)
                        .post(body.containsKey("items") ? "/v1/venues/bulk" : "/v1/venues");

                assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
                assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
                assertThat(answer.asString()).doesNotContain("planted", state);
            }
            assertThat(log.withStackTrace).isEmpty();
        } finally {
            Logger.getLogger("").removeHandler(log);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22003", "22007", "22008", "22021", "22P02", "22P05"})
    void aValueThatTheDatabaseCannotTakeIsTheClients(String state) throws Exception {
        assertThat(statusOfAWriteRefusedWith(state)).isEqualTo("HTTP/1.1 400 Bad Request");
    }

    /** Nobody can send a value by which we would have to divide. */
    @ParameterizedTest
    @ValueSource(
            strings = {"22004", "22012", "22013", "22014", "22016", "2201E", "2201F", "2201W", "2201X", "2202E", "22P01"
            })
    void whatOurOwnArithmeticDoesWrongIsOurs(String state) throws Exception {
        assertThat(statusOfAWriteRefusedWith(state)).isEqualTo("HTTP/1.1 500 Internal Server Error");
    }

    /** Past the contract, in which there is no 500. */
    private static String statusOfAWriteRefusedWith(String state) throws Exception {
        refuse(state);
        try (var connection = new RawConnection()) {
            var body = "{\"name\": \"Quai\"}";
            var head = RawConnection.head(
                    "POST",
                    "/v1/venues",
                    Api.key(Role.EDITOR),
                    "Content-Type: application/json",
                    "Content-Length: " + body.length());
            return connection.send(head).send(body).statusLine();
        }
    }

    private static void refuse(String state) throws SQLException {
        TestDatabase.execute("""
                create or replace function pg_temp_state() returns trigger language plpgsql as
                $$ begin raise exception 'planted' using errcode = '%s'; end $$;
                create trigger state before insert on venue for each row execute function pg_temp_state()""".formatted(state));
    }

    private static final class Recorded extends Handler {
        private final List<String> withStackTrace = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            if (line.getThrown() != null) {
                withStackTrace.add(line.getLoggerName() + ": " + line.getMessage() + " " + line.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
