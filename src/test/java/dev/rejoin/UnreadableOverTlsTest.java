package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** Over TLS, too, the first request of a connection is refused with a problem where it cannot be read. */
@QuarkusTest
@TestProfile(UnreadableOverTlsTest.Tls.class)
@QuarkusTestResource(TestDatabase.class)
class UnreadableOverTlsTest {
    private static final String PASSWORD = "changeit";
    private static final Path KEYS =
            Path.of("target", "unreadable-over-tls.p12").toAbsolutePath();

    public static final class Tls implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Files.deleteIfExists(KEYS);
                var keytool = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "rejoin",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                KEYS.toString(),
                                "-storepass",
                                PASSWORD)
                        .inheritIO()
                        .start();
                assertThat(keytool.waitFor()).isZero();
            } catch (IOException e) {
                throw new AssertionError("no key", e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return Map.of(
                    "quarkus.http.ssl.certificate.key-store-file",
                    KEYS.toString(),
                    "quarkus.http.ssl.certificate.key-store-password",
                    PASSWORD,
                    "quarkus.http.test-ssl-port",
                    "0",
                    "quarkus.http.insecure-requests",
                    "enabled");
        }
    }

    @TestHTTPResource(value = "/", tls = true)
    URI server;

    @Test
    void theFirstRequestIsRefusedWithAProblem() throws Exception {
        assertThat(answer(RawConnection.head("GET", "/v1/venues?name=a|b", null)))
                .startsWith("HTTP/1.1 400")
                .contains("malformed_url");
        assertThat(answer(RawConnection.head(
                                "POST",
                                "/v1/venues",
                                Api.key(Role.EDITOR),
                                "Content-Type: application/json",
                                "Transfer-Encoding: chunked")
                        + "zz\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("malformed_body");
    }

    private String answer(String request) throws Exception {
        var keys = KeyStore.getInstance(KEYS.toFile(), PASSWORD.toCharArray());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), new SecureRandom());
        try (var connection =
                new RawConnection((SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.getPort()))) {
            return connection.send(request).answer(Duration.ofSeconds(10));
        }
    }
}
