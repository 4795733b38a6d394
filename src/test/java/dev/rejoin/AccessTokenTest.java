package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static dev.rejoin.security.IdentityProvider.EC;
import static dev.rejoin.security.IdentityProvider.RSA;
import static dev.rejoin.security.IdentityProvider.STRANGER;
import static dev.rejoin.security.IdentityProvider.WEAK;
import static dev.rejoin.security.IdentityProvider.claims;
import static dev.rejoin.security.IdentityProvider.header;
import static dev.rejoin.security.IdentityProvider.issuer;
import static dev.rejoin.security.IdentityProvider.jwk;
import static dev.rejoin.security.IdentityProvider.signed;
import static dev.rejoin.security.IdentityProvider.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.security.IdentityProvider;
import dev.rejoin.security.OidcSettings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People come with access tokens of the identity provider; whatever else looks like one is refused. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@QuarkusTestResource(IdentityProvider.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessTokenTest {
    private static final String RS256 = header("RS256", "rsa");

    @Test
    void aTokenOfTheProviderCountsWithTheRoleInIt() {
        assertThat(Api.with(token("READER")).get("/v1/people?limit=1").statusCode())
                .isEqualTo(200);
        problem(Api.with(token("EDITOR")).get("/v1/api-keys"), 403, "forbidden");
        assertThat(Api.with(token("ADMIN")).get("/v1/api-keys").statusCode()).isEqualTo(200);
        assertThat(problem(Api.with(token("BOSS")).get("/v1/people"), 403, "forbidden"))
                .contains("realm_access.roles");
        // Roles are written large, and no role is guessed from a similar one.
        problem(Api.with(token("admin")).get("/v1/people"), 403, "forbidden");
    }

    static Stream<Arguments> good() {
        var list = claims("READER").replace("\"aud\": \"rejoin\"", "\"aud\": [\"account\", \"rejoin\"]");
        var text = claims("READER").replaceAll("\\[\"offline.*]", "\"openid READER\"");
        var noType = RS256.replace(", \"typ\": \"at+jwt\"", "");
        return Stream.of(
                Arguments.of("RSA", signed(RS256, claims("READER"), RSA, "SHA256withRSA")),
                Arguments.of("RSA-PSS", signed(header("PS256", "rsa"), claims("READER"), RSA, "RSASSA-PSS")),
                Arguments.of("EC", signed(header("ES256", "ec"), claims("READER"), EC, "SHA256withECDSAinP1363Format")),
                Arguments.of("several audiences", signed(RS256, list, RSA, "SHA256withRSA")),
                Arguments.of("roles as text", signed(RS256, text, RSA, "SHA256withRSA")),
                Arguments.of("no type", signed(noType, claims("READER"), RSA, "SHA256withRSA")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void aTokenMayBeSignedAndWrittenInSeveralWays(String name, String token) {
        assertThat(Api.with(token).get("/v1/people?limit=1").statusCode()).isEqualTo(200);
    }

    @Test
    void theChangeLogNamesThePerson() {
        var created = Api.with(token("EDITOR"))
                .contentType("application/json")
                .body(Map.of("name", "Hall"))
                .post("/v1/venues");
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);

        assertThat(Api.ok(created.header("Location") + "/history").jsonPath().getString("results[0].actor"))
                .isEqualTo("user:zoé");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void aHostileTokenIsRefused(String name, String authorization) {
        problem(given().header("Authorization", authorization).get("/v1/people?limit=1"), 401, "unauthenticated");
    }

    @Test
    void theCorpusIsLargeEnough() {
        assertThat(hostile()).hasSizeGreaterThanOrEqualTo(60);
    }

    static Stream<Arguments> hostile() {
        var all = new LinkedHashMap<String, String>();
        var right = token("ADMIN");
        var parts = right.split("\\.");
        var ok = claims("ADMIN");
        for (var none : new String[] {"none", "None", "NONE", "nOnE"}) {
            all.put(none + " without a signature", encode(header(none, "rsa")) + "." + parts[1] + ".");
            all.put(none + " with a signature", encode(header(none, "rsa")) + "." + parts[1] + "." + parts[2]);
        }
        all.put("none without anything", encode("{\"alg\": \"none\"}") + "." + parts[1] + ".");
        var der = RSA.getPublic().getEncoded();
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
        all.put("HS256 with the public key as secret", mac("HS256", "HmacSHA256", der, ok));
        all.put("HS384 with the public key as secret", mac("HS384", "HmacSHA384", der, ok));
        all.put("HS512 with the public key as secret", mac("HS512", "HmacSHA512", der, ok));
        all.put("HS256 with the public key in PEM", mac("HS256", "HmacSHA256", bytes(pem), ok));
        all.put("HS256 with the key set's JSON", mac("HS256", "HmacSHA256", bytes(jwk("rsa", RSA, "sig")), ok));
        all.put("no signature", parts[0] + "." + parts[1] + ".");
        all.put("two parts", parts[0] + "." + parts[1]);
        all.put("four parts", right + "." + parts[2]);
        all.put("five parts, as if encrypted", right + ".AAAA.AAAA");
        all.put(
                "signature of another token",
                parts[0] + "." + parts[1] + "." + token("READER").split("\\.")[2]);
        all.put("claims of another token", parts[0] + "." + encode(ok.replace("u-1", "u-2")) + "." + parts[2]);
        all.put("header of another token", encode(header("PS256", "rsa")) + "." + parts[1] + "." + parts[2]);
        all.put("signature cut short", right.substring(0, right.length() - 4));
        all.put("signature spelled otherwise", otherwise(right));
        all.put("padded", right + "==");
        all.put("a line break inside", parts[0] + ".%0A" + parts[1] + "." + parts[2]);
        all.put("a stranger's signature", signed(RS256, ok, STRANGER, "SHA256withRSA"));
        all.put("unknown key", rs256(header("RS256", "nobody"), ok));
        all.put("no key named", rs256("{\"alg\": \"RS256\"}", ok));
        all.put("key named by a path", rs256(header("RS256", "../../../../dev/null"), ok));
        all.put("key named by SQL", rs256(header("RS256", "x' union select 'a"), ok));
        all.put("key named by a command", rs256(header("RS256", "rsa|touch /tmp/x"), ok));
        all.put("key named by a number", rs256("{\"alg\": \"RS256\", \"kid\": 1}", ok));
        all.put("key named by an object", rs256("{\"alg\": \"RS256\", \"kid\": {\"a\": \"rsa\"}}", ok));
        all.put("key named by nothing", rs256("{\"alg\": \"RS256\", \"kid\": null}", ok));
        all.put("key named by an empty text", rs256(header("RS256", ""), ok));
        var own = "{\"alg\": \"RS256\", \"kid\": \"rsa\", %s}";
        var jwk = own.formatted("\"jwk\": " + jwk("rsa", STRANGER, "sig"));
        all.put("brings its own key", signed(jwk, ok, STRANGER, "SHA256withRSA"));
        all.put("brings the right key", rs256(own.formatted("\"jwk\": " + jwk("rsa", RSA, "sig")), ok));
        var jku = own.formatted("\"jku\": \"https://evil.example/keys\"");
        all.put("names its own key set", signed(jku, ok, STRANGER, "SHA256withRSA"));
        all.put("names the right key set", rs256(own.formatted("\"jku\": \"" + issuer() + "/keys\""), ok));
        all.put("names a certificate", rs256(own.formatted("\"x5u\": \"https://evil.example/cert\""), ok));
        all.put("brings a certificate", rs256(own.formatted("\"x5c\": [\"MIIB\"]"), ok));
        all.put("demands what is not understood", rs256(own.formatted("\"crit\": [\"exp\"], \"exp\": 1"), ok));
        all.put("demands an unencoded payload", rs256(own.formatted("\"crit\": [\"b64\"], \"b64\": false"), ok));
        all.put("compressed", rs256(own.formatted("\"zip\": \"DEF\""), ok));
        all.put("a token inside a token", rs256(own.formatted("\"cty\": \"JWT\""), right));
        all.put("another type", rs256(own.formatted("\"typ\": \"logout+jwt\""), ok));
        all.put("a type that is no text", rs256(own.formatted("\"typ\": 7"), ok));
        all.put("two algorithms", rs256("{\"alg\": \"none\", \"alg\": \"RS256\", \"kid\": \"rsa\"}", ok));
        all.put("no algorithm", rs256("{\"kid\": \"rsa\"}", ok));
        all.put("unknown algorithm", rs256(header("RS257", "rsa"), ok));
        all.put("an EC key for RSA", rs256(header("RS256", "ec"), ok));
        all.put("an RSA key for EC", signed(header("ES256", "rsa"), ok, EC, "SHA256withECDSAinP1363Format"));
        all.put(
                "a signature of zeros",
                encode(header("ES256", "ec")) + "." + parts[1] + "." + IdentityProvider.encode(new byte[64]));
        all.put("an EC signature in DER", signed(header("ES256", "ec"), ok, EC, "SHA256withECDSA"));
        all.put("a weak key", signed(header("RS256", "weak"), ok, WEAK, "SHA256withRSA"));
        all.put("a key for another algorithm", rs256(header("RS256", "only-384"), ok));
        all.put("a key for encryption", rs256(header("RS256", "enc"), ok));
        all.put("another issuer", rs256(ok.replace(issuer(), "https://evil.example")));
        all.put("an issuer with a slash", rs256(ok.replace(issuer(), issuer() + "/")));
        all.put("an issuer that begins alike", rs256(ok.replace(issuer(), issuer() + ".evil.example")));
        all.put("no issuer", rs256(ok.replace("\"iss\"", "\"isx\"")));
        all.put("another audience", rs256(ok.replace("\"rejoin\"", "\"billing\"")));
        all.put("other audiences", rs256(ok.replace("\"rejoin\"", "[\"billing\", \"rejoin2\"]")));
        all.put("an audience in capitals", rs256(ok.replace("\"rejoin\"", "\"REJOIN\"")));
        all.put("no audience", rs256(ok.replace("\"aud\"", "\"azp\"")));
        all.put("an audience that is no text", rs256(ok.replace("\"rejoin\"", "{\"rejoin\": true}")));
        all.put(
                "two audiences in turn",
                rs256(ok.replace("\"aud\": \"rejoin\"", "\"aud\": \"x\", \"aud\": \"rejoin\"")));
        all.put("two subjects", rs256(ok.replace("\"sub\": \"u-1\"", "\"sub\": \"u-1\", \"sub\": \"u-2\"")));
        all.put("two lists of roles", rs256(ok.replace("{\"roles\"", "{\"roles\": [], \"roles\"")));
        all.put("expired", rs256(ok.replaceAll("\"exp\": \\d+", "\"exp\": " + (now() - 120))));
        all.put("expired long ago", rs256(ok.replaceAll("\"exp\": \\d+", "\"exp\": -1")));
        all.put("without an end", rs256(ok.replace("\"exp\"", "\"expires\"")));
        all.put("an end that is no number", rs256(ok.replaceAll("\"exp\": (\\d+)", "\"exp\": \"$1\"")));
        all.put("not valid yet", rs256(ok.replace("\"sub\"", "\"nbf\": " + (now() + 600) + ", \"sub\"")));
        all.put("made in the future", rs256(ok.replaceAll("\"iat\": \\d+", "\"iat\": " + (now() + 600))));
        for (var date : new String[] {"exp", "iat", "nbf"}) {
            for (var value :
                    new String[] {"1e400", "4e9", "4000000000.0", "4000000000.5", "99999999999999999999", "true", "[1]"
                    }) {
                var dated = date.equals("nbf") ? ok.replace("\"sub\"", "\"nbf\": 1, \"sub\"") : ok;
                all.put(
                        "%s as %s".formatted(date, value),
                        rs256(dated.replaceAll("\"%s\": \\d+".formatted(date), "\"%s\": %s".formatted(date, value))));
            }
        }
        all.put("nobody's", rs256(ok.replace("\"sub\"", "\"subject\"")));
        all.put("of an empty subject", rs256(ok.replace("\"u-1\"", "\" \"")));
        all.put("of a subject that is no text", rs256(ok.replace("\"u-1\"", "{\"a\": 1}")));
        all.put("of a subject with a NUL", rs256(ok.replace("u-1", "u\\u0000")));
        all.put("of an endless subject", rs256(ok.replace("u-1", "u".repeat(300))));
        all.put("claims that are no JSON", rs256("{\"iss\": "));
        all.put("claims that are a list", rs256("[" + ok + "]"));
        all.put("a header that is no JSON", rs256("{\"alg\": \"RS256\", ", ok));
        all.put("longer than any token", rs256(ok.replace("zoé", "z".repeat(9000))));
        var authorizations = new LinkedHashMap<String, String>();
        all.forEach((name, token) -> authorizations.put(name, "Bearer " + token));
        authorizations.put("another scheme", "Basic " + right);
        authorizations.put("no scheme", right);
        authorizations.put("the scheme twice", "Bearer Bearer " + right);
        authorizations.put("two tokens", "Bearer " + right + ", Bearer " + right);
        return authorizations.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @Test
    void unknownKeysDoNotMakeTheServiceFetchAgainAndAgain() {
        assertThat(status("rsa", RSA)).isEqualTo(200);
        var before = IdentityProvider.keysFetched();
        var begin = Instant.now();

        for (int i = 0; i < 50; i++) {
            problem(
                    Api.with(rs256(header("RS256", "unknown-" + i), claims("ADMIN")))
                            .get("/v1/people"),
                    401,
                    "unauthenticated");
        }

        var most = Duration.between(begin, Instant.now()).dividedBy(IdentityProvider.FETCHED_AT_MOST_EVERY) + 1;
        assertThat(IdentityProvider.keysFetched() - before).isLessThanOrEqualTo((int) most);
        assertThat(most).isLessThan(50);
    }

    @Test
    void aKeyThatIsNewCountsAndOneThatIsWithdrawnStops() throws InterruptedException {
        assertThat(status("old", STRANGER)).isEqualTo(401);

        IdentityProvider.publish("old", STRANGER);
        assertThat(soon("old", STRANGER, 200)).isEqualTo(200);

        IdentityProvider.withdraw("old");
        assertThat(soon("old", STRANGER, 401)).isEqualTo(401);
        assertThat(status("rsa", RSA)).isEqualTo(200);
    }

    /** Comes first, as once its keys are known the provider may be away. */
    @Test
    @Order(1)
    void aProviderThatIsAwayIsNoReasonToSayThatATokenIsWrong() {
        for (var trouble : IdentityProvider.Trouble.values()) {
            IdentityProvider.in(trouble);
            var answer = Api.with(token("READER")).get("/v1/people?limit=1");
            if (trouble == IdentityProvider.Trouble.NONE) {
                assertThat(answer.statusCode()).isEqualTo(200);
            } else {
                problem(answer, 503, "identity_provider_away");
                assertThat(answer.header("Retry-After")).isEqualTo("5");
                // Nobody with a key is kept out by it.
                assertThat(Api.get("/v1/people?limit=1").statusCode()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://login.example.com", "ftp://127.0.0.1/", "login"})
    void keysThatAnybodyCouldReplaceOnTheWayAreNoKeys(String location) {
        assertThatThrownBy(() -> settings(Map.of("rejoin.oidc.issuer", location, "rejoin.oidc.audience", "rejoin"))
                        .tenant())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no https address");
        assertThatThrownBy(() -> settings(Map.of(
                                "rejoin.oidc.issuer",
                                issuer(),
                                "rejoin.oidc.audience",
                                "rejoin",
                                "rejoin.oidc.jwks-url",
                                location))
                        .tenant())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no https address");
    }

    @Test
    void noTokensCountUnlessAnIssuerAndAnAudienceAreConfigured() {
        assertThat(settings(Map.of()).tenant()).isEmpty();
        assertThatThrownBy(
                        () -> settings(Map.of("rejoin.oidc.issuer", issuer())).tenant())
                .hasMessageContaining("REJOIN_OIDC_AUDIENCE");
    }

    private static int soon(String id, java.security.KeyPair key, int expected) throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        var status = status(id, key);
        while (status != expected && System.nanoTime() < deadline) {
            Thread.sleep(100);
            status = status(id, key);
        }
        return status;
    }

    private static int status(String id, java.security.KeyPair key) {
        return Api.with(signed(header("RS256", id), claims("READER"), key, "SHA256withRSA"))
                .get("/v1/people?limit=1")
                .statusCode();
    }

    private static OidcSettings settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(OidcSettings.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(OidcSettings.class);
    }

    private static String rs256(String claims) {
        return rs256(RS256, claims);
    }

    private static String rs256(String header, String claims) {
        return signed(header, claims, RSA, "SHA256withRSA");
    }

    private static String mac(String algorithm, String name, byte[] secret, String claims) {
        try {
            var content = encode(header(algorithm, "rsa")) + "." + encode(claims);
            var mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret, name));
            return content + "." + IdentityProvider.encode(mac.doFinal(bytes(content)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same bytes in another spelling: the last character of a signature has bits that do not count. */
    private static String otherwise(String token) {
        var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var last = digits.indexOf(token.charAt(token.length() - 1));
        return token.substring(0, token.length() - 1) + digits.charAt(last ^ 1);
    }

    private static String encode(String text) {
        return IdentityProvider.encode(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
