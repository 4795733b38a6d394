package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.contract.Role;
import dev.rejoin.security.TestKeys;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Health and metrics on a port of their own: there is nothing else on it, and neither of them on the other. */
class ManagementTest {
    private static final List<String> INSIDE =
            List.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics");

    private static DeliveredService service;
    private static int port;
    private static String key;

    @BeforeAll
    static void start() throws Exception {
        key = TestKeys.create(TestDatabase.source(), Role.ADMIN);
        port = ListeningProcess.freePort();
        service = DeliveredService.listening(Map.of("REJOIN_MANAGEMENT_PORT", String.valueOf(port)));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void whatIsForTheAdminAloneIsAnsweredThere() throws Exception {
        for (var path : INSIDE) {
            var answer = DeliveredService.send(port, "GET", path, key, null);
            assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        }
        assertThat(DeliveredService.send(port, "GET", "/q/metrics", key, null).body())
                .contains("agroal_active_count");
    }

    @Test
    void nothingElseIs() throws Exception {
        for (var path :
                List.of("/", "/v1/venues", "/v1/venues/", "/q/openapi", "/q/swagger-ui", "/q/health/../../v1")) {
            assertThat(DeliveredService.send(port, "GET", path, key, null).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(DeliveredService.send(port, "POST", "/v1/venues", key, "{\"name\": \"Hall\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void andNotWhereClientsAre() throws Exception {
        for (var path : INSIDE) {
            for (var written :
                    List.of(path, path + "/", path + "?x=1", path.replace("/q/", "/q/./"), path.replace("e", "%65"))) {
                assertThat(service.get(written, key).statusCode()).as(written).isEqualTo(404);
            }
        }
        assertThat(service.get("/v1/venues", key).statusCode()).isEqualTo(200);
        assertThat(service.get("/q/openapi", key).statusCode()).isEqualTo(200);
    }

    @Test
    void moreConnectionsThanAFewAreClosedAndFreeAgainWhenTheyAre() throws Exception {
        for (int round = 0; round < 2; round++) {
            var kept = new ArrayList<Socket>();
            try {
                for (int i = 0; i < 100; i++) {
                    kept.add(new Socket("127.0.0.1", port));
                    kept.getLast()
                            .getOutputStream()
                            .write("GET /q/health/live HTTP/1.1\r\nHost: x\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    assertThat(kept.getLast().getInputStream().read()).isEqualTo('H');
                }
                try (var oneMore = new Socket("127.0.0.1", port)) {
                    assertThat(oneMore.getInputStream().read()).isEqualTo(-1);
                }
            } finally {
                for (var socket : kept) {
                    socket.close();
                }
            }
            // The server hears of it a moment later.
            while (true) {
                try (var socket = new Socket("127.0.0.1", port)) {
                    socket.getOutputStream()
                            .write("GET /q/health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    if (socket.getInputStream().readAllBytes().length > 0) {
                        break;
                    }
                } catch (IOException e) {
                    // Still counted.
                }
                Thread.sleep(100);
            }
        }
    }

    @Test
    void bothPortsAreNotOne() throws Exception {
        var one = String.valueOf(ListeningProcess.freePort());

        assertThatThrownBy(() -> DeliveredService.listening(Map.of("REJOIN_PORT", one, "REJOIN_MANAGEMENT_PORT", one)))
                .hasMessageContaining("REJOIN_MANAGEMENT_PORT and REJOIN_PORT are both " + one);
    }
}
