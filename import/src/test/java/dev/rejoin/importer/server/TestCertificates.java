package dev.rejoin.importer.server;

import dev.rejoin.legacy.server.ElasticsearchOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * An authority and a certificate that it signed for this machine, made by keytool.
 *
 * @param authority the file that a client trusts
 * @param certificate the server's certificate, as PEM
 * @param key its private key, as PEM
 */
public record TestCertificates(Path authority, String certificate, String key) {
    private static final String PASSWORD = "changeit";

    public static TestCertificates make(Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        var file = folder.resolve("keys.p12");
        keytool(file, "ca", "-ext", "bc:c");
        keytool(file, "server", "-signer", "ca", "-ext", "san=ip:127.0.0.1,dns:localhost");
        var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var authority = folder.resolve("ca.crt");
        Files.writeString(
                authority, pem("CERTIFICATE", store.getCertificate("ca").getEncoded()));
        return new TestCertificates(
                authority,
                pem("CERTIFICATE", store.getCertificate("server").getEncoded()),
                pem(
                        "PRIVATE KEY",
                        store.getKey("server", PASSWORD.toCharArray()).getEncoded()));
    }

    /** A server that speaks TLS only, and asks for a password. */
    public ElasticsearchOptions secure(ElasticsearchOptions options, String user, String password) {
        return options.withUser(user, password)
                .withSetting("xpack.security.authc.api_key.enabled", "true")
                .withSetting("xpack.security.http.ssl.enabled", "true")
                .withSetting("xpack.security.http.ssl.certificate", "http.crt")
                .withSetting("xpack.security.http.ssl.key", "http.key")
                .withFile("http.crt", certificate)
                .withFile("http.key", key);
    }

    private static void keytool(Path file, String alias, String... more) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "RSA",
                "-validity",
                "30"));
        command.addAll(Arrays.asList(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes));
    }
}
