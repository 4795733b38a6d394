package dev.rejoin.security;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwt.consumer.Validator;
import org.jose4j.jwx.JsonWebStructure;
import org.jspecify.annotations.Nullable;

/**
 * What a token must keep beyond what Quarkus checks, which is the signature by a key of the issuer, issuer, audience,
 * expiry and subject: no other spelling of it counts, it brings neither keys nor rules of its own, and its dates are dates.
 */
@ApplicationScoped
@Unremovable
public class AccessTokenRules implements Validator {
    private static final int LONGEST = 8192;
    private static final int LONGEST_SUBJECT = 255;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    /** The last second of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** Ways in which a token can bring keys or rules of its own; none of them is ours. */
    private static final List<String> REFUSED_HEADERS =
            List.of("jwk", "jku", "x5u", "x5c", "crit", "cty", "zip", "b64");

    private static final List<String> TYPES = List.of("jwt", "at+jwt", "application/at+jwt");
    private static final List<String> DATES = List.of("exp", "nbf", "iat", "auth_time");

    private final IssuerKeys keys;

    AccessTokenRules(IssuerKeys keys) {
        this.keys = keys;
    }

    /** What is wrong with a token whose signature was verified; null if nothing is. */
    @Override
    public @Nullable String validate(JwtContext context) throws MalformedClaimException {
        var wrong = wrong(context);
        if (wrong == null) {
            keys.renew(context.getJwt());
        }
        return wrong;
    }

    private @Nullable String wrong(JwtContext context) throws MalformedClaimException {
        var token = context.getJwt();
        if (token.length() > LONGEST || !FORM.matcher(token).matches() || !canonical(token)) {
            return "the token is spelled in another way than the issuer spells it";
        }
        if (context.getJoseObjects().size() != 1
                || !(context.getJoseObjects().getFirst() instanceof JsonWebSignature signed)) {
            return "the token is not one signed token";
        }
        var header = wrongHeader(signed);
        return header == null ? wrongClaim(context.getJwtClaims()) : header;
    }

    private @Nullable String wrongHeader(JsonWebStructure signed) {
        var headers = signed.getHeaders();
        for (var name : REFUSED_HEADERS) {
            if (headers.getObjectHeaderValue(name) != null) {
                return "the header " + name + " is not taken";
            }
        }
        var type = headers.getObjectHeaderValue("typ");
        if (type != null && !(type instanceof String text && TYPES.contains(text.toLowerCase(Locale.ROOT)))) {
            return "this is no access token";
        }
        if (!(headers.getObjectHeaderValue("kid") instanceof String key)) {
            return "the token names no key";
        }
        return keys.agrees(key, signed.getAlgorithmHeaderValue()) ? null : "the key is meant for another algorithm";
    }

    private static @Nullable String wrongClaim(JwtClaims claims) throws MalformedClaimException {
        for (var name : DATES) {
            if (claims.hasClaim(name)
                    && !(claims.getClaimValue(name) instanceof Long seconds
                            && seconds >= 0
                            && seconds <= LAST_SECOND)) {
                return "the claim " + name + " is no date";
            }
        }
        var soon = Instant.now().getEpochSecond() + OidcSettings.SKEW_SECONDS;
        if (claims.hasClaim("iat") && claims.getIssuedAt().getValue() > soon) {
            return "the token is made in the future";
        }
        return isName(claims.getSubject()) ? null : "the token is nobody's";
    }

    /** Whether the change log can show it. */
    static boolean isName(@Nullable String text) {
        return text != null
                && !text.isBlank()
                && text.length() <= LONGEST_SUBJECT
                && text.chars().noneMatch(Character::isISOControl);
    }

    /** Base64 has several spellings of the same bytes; only one of them counts. */
    private static boolean canonical(String token) {
        return Arrays.stream(token.split("\\.")).allMatch(AccessTokenRules::canonicalPart);
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
