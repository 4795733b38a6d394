package dev.rejoin.security;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A real identity provider, as far as a resource server sees one: discovery, keys, and tokens made by hand. */
public final class IdentityProvider implements QuarkusTestResourceLifecycleManager {
    public static final KeyPair RSA = rsa(2048);
    public static final KeyPair EC = ec();
    public static final KeyPair WEAK = rsa(1024);
    public static final KeyPair STRANGER = rsa(2048);
    public static final String AUDIENCE = "rejoin";

    public static final Duration FETCHED_AT_MOST_EVERY = Duration.ofSeconds(2);

    private static final Map<String, String> KEYS = new ConcurrentHashMap<>();
    private static volatile Trouble trouble = Trouble.NONE;

    private static final AtomicInteger KEYS_FETCHED = new AtomicInteger();
    private static final HttpServer SERVER = server();

    /** What can be wrong with a provider; the last one is that nothing is. */
    public enum Trouble {
        NO_ANSWER,
        NO_DISCOVERY,
        DISCOVERY_OF_ANOTHER,
        KEYS_OPEN_TO_ANYBODY,
        NO_PLACE_OF_KEYS,
        NO_KEYS,
        KEYS_THAT_ARE_NONE,
        NONE
    }

    public static void in(Trouble now) {
        trouble = now;
    }

    /** Adds a key to the published ones. */
    public static void publish(String id, KeyPair pair) {
        KEYS.put(id, jwk(id, pair, "sig"));
    }

    public static void withdraw(String id) {
        KEYS.remove(id);
    }

    /** What the service is told to be the issuer: this provider, unless a test is about another one. */
    private String told = issuer();

    @Override
    public void init(Map<String, String> arguments) {
        told = arguments.getOrDefault("issuer", told);
        if (arguments.containsKey("host")) {
            told = told.replace("127.0.0.1", arguments.get("host"));
        }
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "rejoin.oidc.issuer",
                told,
                "rejoin.oidc.audience",
                AUDIENCE,
                "rejoin.oidc.roles-claim",
                "realm_access.roles",
                "rejoin.oidc.keys-kept",
                "3s",
                "rejoin.oidc.keys-fetched-at-most-every",
                FETCHED_AT_MOST_EVERY.toSeconds() + "s");
    }

    @Override
    public void stop() {
        SERVER.stop(0);
    }

    public static String issuer() {
        return "http://127.0.0.1:" + SERVER.getAddress().getPort();
    }

    public static int keysFetched() {
        return KEYS_FETCHED.get();
    }

    /** Claims that are all right, for half an hour. */
    public static String claims(String role) {
        return """
                {"iss": "%s", "aud": "rejoin", "sub": "u-1", "preferred_username": "zoé", "iat": %2$d, "exp": %3$d,
                 "realm_access": {"roles": ["offline_access", "%4$s"]}}""".formatted(
                issuer(), Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond() + 1800, role);
    }

    public static String header(String algorithm, String key) {
        return "{\"alg\": \"%s\", \"kid\": \"%s\", \"typ\": \"at+jwt\"}".formatted(algorithm, key);
    }

    /** A token that counts. */
    public static String token(String role) {
        return signed(header("RS256", "rsa"), claims(role), RSA, "SHA256withRSA");
    }

    /** The same of an issuer that is this server under another name. */
    public static String tokenOf(String host, String role) {
        return signed(
                header("RS256", "rsa"),
                claims(role).replace(issuer(), issuer().replace("127.0.0.1", host)),
                RSA,
                "SHA256withRSA");
    }

    public static String signed(String header, String claims, KeyPair key, String algorithm) {
        var content =
                encode(header.getBytes(StandardCharsets.UTF_8)) + "." + encode(claims.getBytes(StandardCharsets.UTF_8));
        return content + "." + encode(sign(content, key, algorithm));
    }

    public static byte[] sign(String content, KeyPair key, String algorithm) {
        try {
            var signature = Signature.getInstance(algorithm);
            if (algorithm.equals("RSASSA-PSS")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(key.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A public key as a JWK. */
    public static String jwk(String id, KeyPair pair, String use) {
        return switch (pair.getPublic()) {
            case RSAPublicKey key ->
                "{\"kty\": \"RSA\", \"kid\": \"%s\", \"use\": \"%s\", \"n\": \"%s\", \"e\": \"%s\"}"
                        .formatted(id, use, number(key.getModulus(), 0), number(key.getPublicExponent(), 0));
            case ECPublicKey key ->
                "{\"kty\": \"EC\", \"crv\": \"P-256\", \"kid\": \"%s\", \"use\": \"%s\", \"x\": \"%s\", \"y\": \"%s\"}"
                        .formatted(
                                id,
                                use,
                                number(key.getW().getAffineX(), 32),
                                number(key.getW().getAffineY(), 32));
            default -> throw new IllegalStateException("no such key here");
        };
    }

    private static String number(BigInteger number, int length) {
        var bytes = number.toByteArray();
        var plain = bytes[0] == 0 && bytes.length > 1 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        var padded = new byte[Math.max(length, plain.length)];
        System.arraycopy(plain, 0, padded, padded.length - plain.length, plain.length);
        return encode(padded);
    }

    private static HttpServer server() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var issuer = "http://127.0.0.1:" + server.getAddress().getPort();
            publish("rsa", RSA);
            publish("ec", EC);
            publish("weak", WEAK);
            KEYS.put("enc", jwk("enc", RSA, "enc"));
            KEYS.put("only-384", jwk("only-384", RSA, "sig").replace("{", "{\"alg\": \"RS384\", "));
            KEYS.put("odd", "{\"kty\": \"OKP\", \"kid\": \"odd\", \"crv\": \"X9\"}");
            answer(server, "/.well-known/openid-configuration", () -> switch (trouble) {
                case NO_ANSWER, NO_DISCOVERY -> "";
                case DISCOVERY_OF_ANOTHER -> discovery(issuer.replace("127.0.0.1", "localhost"), issuer + "/keys");
                case KEYS_OPEN_TO_ANYBODY -> discovery(issuer, "http://login.example.com/keys");
                case NO_PLACE_OF_KEYS -> "{\"issuer\": \"%s\"}".formatted(issuer);
                case NO_KEYS, KEYS_THAT_ARE_NONE, NONE -> discovery(issuer, issuer + "/keys");
            });
            answer(server, "/keys", () -> {
                KEYS_FETCHED.incrementAndGet();
                return switch (trouble) {
                    case NO_KEYS -> "";
                    case KEYS_THAT_ARE_NONE -> "[]";
                    default -> "{\"keys\": [%s]}".formatted(String.join(", ", KEYS.values()));
                };
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String discovery(String issuer, String keys) {
        return "{\"issuer\": \"%s\", \"jwks_uri\": \"%s\"}".formatted(issuer, keys);
    }

    private static void answer(HttpServer server, String path, java.util.function.Supplier<String> body) {
        server.createContext(path, exchange -> {
            var bytes = body.get().getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0) {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            } else if (trouble != Trouble.NO_ANSWER) {
                exchange.sendResponseHeaders(500, -1);
            }
            exchange.close();
        });
    }

    private static KeyPair rsa(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair ec() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
