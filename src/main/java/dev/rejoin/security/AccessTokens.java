package dev.rejoin.security;

import dev.rejoin.api.Caller;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Role;
import dev.rejoin.api.server.Authenticator;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates people by the access tokens of one OpenID Connect issuer: signed JWTs with a public key of the issuer,
 * made for this audience. Nothing in a token is believed before its signature was verified, and no key but the issuer's
 * own counts, whatever a token says about keys.
 */
public final class AccessTokens implements Authenticator {
    private static final Pattern BEARER =
            Pattern.compile("(?i:bearer) +([A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+) *");
    private static final int LONGEST = 8192;
    private static final int SKEW_SECONDS = 30;
    private static final int ISSUED_AT_MOST_AGO_SECONDS = Integer.MAX_VALUE;
    private static final int LONGEST_SUBJECT = 255;

    private final SigningKeys keys;
    private final JwtConsumer consumer;
    private final String rolesClaim;
    private final String nameClaim;

    /**
     * Whose tokens count.
     *
     * @param jwks where the issuer's public keys are, if not where its discovery document says
     * @param rolesClaim the claim with the roles, a path with dots where it is inside another one
     * @param nameClaim the claim that the change log shows
     */
    public record Trust(URI issuer, String audience, Optional<URI> jwks, String rolesClaim, String nameClaim) {}

    public AccessTokens(Trust trust) {
        this.keys = new SigningKeys(trust.issuer(), trust.jwks());
        this.rolesClaim = trust.rolesClaim();
        this.nameClaim = trust.nameClaim();
        this.consumer = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setIssuedAtRestrictions(SKEW_SECONDS, ISSUED_AT_MOST_AGO_SECONDS)
                .setExpectedIssuer(true, trust.issuer().toString())
                .setExpectedAudience(true, trust.audience())
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT,
                        AlgorithmIdentifiers.RSA_USING_SHA256,
                        AlgorithmIdentifiers.RSA_USING_SHA384,
                        AlgorithmIdentifiers.RSA_USING_SHA512,
                        AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
                        AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
                        AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                        AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
                        AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512)
                .setVerificationKeyResolver(keys)
                .build();
    }

    @Override
    public Optional<Caller> authenticate(String authorization) {
        var bearer = BEARER.matcher(authorization);
        if (authorization.length() > LONGEST || !bearer.matches() || !canonical(bearer.group(1))) {
            return Optional.empty();
        }
        keys.load();
        try {
            return caller(consumer.processToClaims(bearer.group(1)));
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }

    private Optional<Caller> caller(JwtClaims claims) throws MalformedClaimException {
        var subject = claims.getSubject();
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT || unprintable(subject)) {
            return Optional.empty();
        }
        var named = claims.getClaimValue(nameClaim) instanceof String name
                        && !name.isBlank()
                        && name.length() <= LONGEST_SUBJECT
                        && !unprintable(name)
                ? name
                : subject;
        var role = roles(claims).stream()
                .flatMap(text -> Arrays.stream(Role.values())
                        .filter(known -> known.name().equals(text)))
                .max(Role::compareTo)
                .orElseThrow(() -> new ProblemException(new Problem.Forbidden(
                        "Your token has none of the roles READER, EDITOR and ADMIN in the claim '%s'."
                                .formatted(rolesClaim))));
        return Optional.of(new Caller("oidc:" + subject, "user:" + named, role, false));
    }

    private Collection<?> roles(JwtClaims claims) {
        return switch (value(claims.getClaimsMap())) {
            case String text -> List.of(text.split(" "));
            case Collection<?> list -> list;
            case null, default -> List.of();
        };
    }

    /** The claim of this very name, which may have dots, or else the one at the end of the path. */
    private @Nullable Object value(Map<String, Object> claims) {
        if (claims.containsKey(rolesClaim)) {
            return claims.get(rolesClaim);
        }
        Object value = claims;
        for (var name : rolesClaim.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }

    private static boolean unprintable(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    /** Base64 has several spellings of the same bytes; only one of them counts. */
    private static boolean canonical(String token) {
        return Arrays.stream(token.split("\\.")).allMatch(AccessTokens::canonicalPart);
    }

    private static boolean canonicalPart(String part) {
        try {
            var bytes = Base64.getUrlDecoder().decode(part);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
