package dev.rejoin.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.api.Json;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.PublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * The issuer's public keys by id, fetched when needed and kept while the issuer is away. A token with an unknown key
 * makes them be fetched again, but so seldom that strangers cannot make this service a burden to the issuer.
 */
final class SigningKeys implements VerificationKeyResolver {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final Duration CONNECTING = Duration.ofSeconds(2);
    private static final Duration ANSWERING = Duration.ofSeconds(3);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration SELDOM = Duration.ofSeconds(10);
    private static final int LARGEST = 1024 * 1024;

    /** Ways in which a token can bring keys or rules of its own; none of them is ours. */
    private static final List<String> REFUSED_HEADERS =
            List.of("jwk", "jku", "x5u", "x5c", "crit", "cty", "zip", "b64");

    private static final List<String> TYPES = List.of("jwt", "at+jwt", "application/at+jwt");

    private final URI issuer;
    private final Optional<URI> jwks;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECTING)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Map<String, JsonWebKey> keys = Map.of();
    private volatile long tried;

    SigningKeys(URI issuer, Optional<URI> jwks) {
        this.issuer = issuer;
        this.jwks = jwks;
        this.tried = System.nanoTime() - FRESH.toNanos();
        secure(issuer);
        jwks.ifPresent(SigningKeys::secure);
    }

    /** Sees to it that there are keys to judge by; without any it cannot be said whether a token counts. */
    void load() {
        fetchIfOlderThan(keys.isEmpty() ? Duration.ofSeconds(1) : FRESH);
        if (keys.isEmpty()) {
            throw new ProblemException(new Problem.Unavailable(
                    "identity_provider_away", "The identity provider does not tell its keys.", Duration.ofSeconds(5)));
        }
    }

    @Override
    public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        var header = header(token);
        for (var name : REFUSED_HEADERS) {
            if (header.containsKey(name)) {
                throw new UnresolvableKeyException("the header " + name + " is not taken");
            }
        }
        if (header.containsKey("typ")
                && !(header.get("typ") instanceof String type
                        && TYPES.contains(type.toLowerCase(java.util.Locale.ROOT)))) {
            throw new UnresolvableKeyException("this is no access token");
        }
        if (!(header.get("kid") instanceof String id)) {
            throw new UnresolvableKeyException("the token names no key");
        }
        if (!keys.containsKey(id)) {
            fetchIfOlderThan(SELDOM);
        }
        var key = keys.get(id);
        if (key == null || (key.getAlgorithm() != null && !key.getAlgorithm().equals(header.get("alg")))) {
            throw new UnresolvableKeyException("the issuer has no such key");
        }
        return key.getKey();
    }

    private static Map<String, Object> header(JsonWebSignature token) throws UnresolvableKeyException {
        try {
            return JsonUtil.parseJson(token.getHeaders().getFullHeaderAsJsonString());
        } catch (JoseException e) {
            throw new UnresolvableKeyException("the header cannot be read", e);
        }
    }

    /** While one fetches, the others go on with the keys that are there, and wait only if there are none. */
    private void fetchIfOlderThan(Duration age) {
        if (System.nanoTime() - tried < age.toNanos()) {
            return;
        }
        if (keys.isEmpty()) {
            fetching.lock();
        } else if (!fetching.tryLock()) {
            return;
        }
        try {
            if (System.nanoTime() - tried >= age.toNanos()) {
                keys = fetch();
                LOG.debugf("%d keys of %s", keys.size(), issuer);
            }
        } catch (IOException | JoseException e) {
            LOG.warnf("the keys of %s cannot be had: %s", issuer, e.getMessage());
        } finally {
            tried = System.nanoTime();
            fetching.unlock();
        }
    }

    private Map<String, JsonWebKey> fetch() throws IOException, JoseException {
        var location = jwks.isPresent() ? jwks.get() : discovered();
        var found = new HashMap<String, JsonWebKey>();
        for (var key : new JsonWebKeySet(get(location)).getJsonWebKeys()) {
            var signs = key.getUse() == null || key.getUse().equals("sig");
            if (signs && key.getKeyId() != null && key.getKey() instanceof PublicKey) {
                found.put(key.getKeyId(), key);
            }
        }
        return Map.copyOf(found);
    }

    private URI discovered() throws IOException {
        var base = issuer.toString().replaceAll("/$", "");
        JsonNode document = Json.MAPPER.readTree(get(URI.create(base + "/.well-known/openid-configuration")));
        if (!issuer.toString().equals(document.path("issuer").textValue())) {
            throw new IOException("its discovery document is another issuer's");
        }
        try {
            return secure(URI.create(document.path("jwks_uri").asText()));
        } catch (IllegalArgumentException e) {
            throw new IOException("its discovery document names no keys", e);
        }
    }

    private String get(URI location) throws IOException {
        var request = HttpRequest.newBuilder(location)
                .timeout(ANSWERING)
                .header("Accept", "application/json")
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                var bytes = body.readNBytes(LARGEST + 1);
                if (answer.statusCode() != 200 || bytes.length > LARGEST) {
                    throw new IOException(
                            "%s answers %d, %d bytes".formatted(location.getHost(), answer.statusCode(), bytes.length));
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Keys that anybody on the way could replace are none. */
    private static URI secure(URI location) {
        var loopback = List.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(location.getHost()));
        if (!"https".equals(location.getScheme()) && !("http".equals(location.getScheme()) && loopback)) {
            throw new IllegalArgumentException("%s is no https address".formatted(location));
        }
        return location;
    }
}
