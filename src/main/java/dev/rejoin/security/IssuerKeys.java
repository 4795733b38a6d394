package dev.rejoin.security;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * Lets only such keys of the issuer through to Quarkus as may sign tokens: public RSA keys of 2,048 bits and more and EC
 * keys, with an id, and not meant for encryption. Quarkus keeps them and fetches them anew when a token names an unknown
 * one; here they are fetched anew also when they have become old, so that a key that the issuer has withdrawn stops to
 * count. While the issuer is away those that are there go on.
 */
@ApplicationScoped
@Unremovable
@OidcEndpoint(OidcEndpoint.Type.JWKS)
public class IssuerKeys implements OidcResponseFilter {
    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
    private static final int FEWEST_BITS = 2048;

    private final OidcSettings settings;
    private final Instance<TenantConfigBean> tenants;
    private volatile Map<String, String> algorithms = Map.of();
    private volatile long fetched;
    private volatile long tried;

    IssuerKeys(OidcSettings settings, Instance<TenantConfigBean> tenants) {
        this.settings = settings;
        this.tenants = tenants;
    }

    @Override
    public void filter(OidcResponseContext response) {
        if (response.statusCode() != 200) {
            return;
        }
        var signing = new JsonWebKeySet();
        var named = new HashMap<String, String>();
        for (var key : read(response.responseBody().toString()).getJsonWebKeys()) {
            if (signs(key)) {
                signing.addJsonWebKey(key);
                if (key.getAlgorithm() != null) {
                    named.put(key.getKeyId(), key.getAlgorithm());
                }
            }
        }
        response.responseBody(Buffer.buffer(signing.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)));
        algorithms = Map.copyOf(named);
        fetched = System.nanoTime();
    }

    private static JsonWebKeySet read(String json) {
        try {
            return new JsonWebKeySet(json);
        } catch (JoseException e) {
            throw new OIDCException("The identity provider's keys cannot be read.", e);
        }
    }

    private static boolean signs(JsonWebKey key) {
        var meant = key.getUse() == null || key.getUse().equals("sig");
        return meant
                && key.getKeyId() != null
                && switch (key.getKey()) {
                    case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= FEWEST_BITS;
                    case ECPublicKey elliptic -> true;
                    case null, default -> false;
                };
    }

    /** Whether the issuer uses this key with this algorithm. */
    boolean agrees(String key, String algorithm) {
        return algorithms.getOrDefault(key, algorithm).equals(algorithm);
    }

    /** Has the keys fetched anew in the background if they are old; a token says of whom they are. */
    void renew(String token) {
        var now = System.nanoTime();
        if (now - fetched < settings.keysKept().toNanos()
                || now - tried < settings.keysFetchedAtMostEvery().toNanos()) {
            return;
        }
        tried = now;
        var people = tenants.get().getDynamicTenant(OidcSettings.TENANT);
        if (people != null) {
            people.provider()
                    .refreshJwksAndVerifyJwtToken(token, true, true, null)
                    .subscribe()
                    .with(
                            verified -> {},
                            failure -> LOG.warnf(
                                    "the identity provider's keys stay as they are: %s", failure.getMessage()));
        }
    }
}
