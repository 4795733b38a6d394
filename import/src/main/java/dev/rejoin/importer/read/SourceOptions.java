package dev.rejoin.importer.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a source is read. Secrets come from the environment or from files, and are never part of a message.
 *
 * @param caFile certificates in PEM form that the cluster's own certificate must descend from
 * @param acceptLossySource read indices whose {@code _source} is filtered or synthetic; the loss becomes a remark
 * @param sort how hits are ordered within a slice
 * @param pageBytes the size of answers aimed at
 * @param patience how long a fault that may pass is waited out
 */
public record SourceOptions(
        Optional<Credentials> credentials,
        Optional<Path> caFile,
        boolean acceptLossySource,
        Sort sort,
        int pageBytes,
        Duration patience) {

    /** What a cluster is shown to be let in. */
    public sealed interface Credentials {
        record ApiKey(String key) implements Credentials {
            @Override
            public String toString() {
                return "ApiKey[…]";
            }
        }

        record Password(String user, String password) implements Credentials {
            @Override
            public String toString() {
                return "Password[user=" + user + "]";
            }
        }
    }

    /** The order of hits: both are stable within a point in time, one of them is cheaper, by the server's version. */
    public enum Sort {
        SHARD_DOC("_shard_doc"),
        DOC("_doc");

        final String field;

        Sort(String field) {
            this.field = field;
        }
    }

    /**
     * The defaults, with credentials from {@code REJOIN_ES_API_KEY}, or {@code REJOIN_ES_USER} and
     * {@code REJOIN_ES_PASSWORD}; each but the user may be replaced by the same name with {@code _FILE}, which names a
     * file that holds the secret.
     */
    public static SourceOptions fromEnvironment(Map<String, String> environment) {
        var apiKey = secret(environment, "REJOIN_ES_API_KEY");
        var user = Optional.ofNullable(environment.get("REJOIN_ES_USER")).filter(value -> !value.isBlank());
        var password = secret(environment, "REJOIN_ES_PASSWORD");
        if (apiKey.isEmpty() && user.isPresent() != password.isPresent()) {
            throw new SourceRefusedException("A user needs a password: set both REJOIN_ES_USER and REJOIN_ES_PASSWORD"
                    + " (or REJOIN_ES_PASSWORD_FILE), or set REJOIN_ES_API_KEY instead.");
        }
        Optional<Credentials> credentials = apiKey.<Credentials>map(Credentials.ApiKey::new)
                .or(() -> user.map(name -> new Credentials.Password(name, password.orElseThrow())));
        return new SourceOptions(credentials, Optional.empty(), false, Sort.SHARD_DOC, 8 << 20, Duration.ofMinutes(2));
    }

    public SourceOptions withCaFile(Path file) {
        return new SourceOptions(credentials, Optional.of(file), acceptLossySource, sort, pageBytes, patience);
    }

    public SourceOptions withLossySourceAccepted() {
        return new SourceOptions(credentials, caFile, true, sort, pageBytes, patience);
    }

    public SourceOptions withSort(Sort order) {
        return new SourceOptions(credentials, caFile, acceptLossySource, order, pageBytes, patience);
    }

    public SourceOptions withPageBytes(int bytes) {
        return new SourceOptions(credentials, caFile, acceptLossySource, sort, bytes, patience);
    }

    public SourceOptions withPatience(Duration duration) {
        return new SourceOptions(credentials, caFile, acceptLossySource, sort, pageBytes, duration);
    }

    private static Optional<String> secret(Map<String, String> environment, String name) {
        var file = environment.get(name + "_FILE");
        if (file != null && !file.isBlank()) {
            try {
                return Optional.of(Files.readString(Path.of(file)).strip());
            } catch (IOException e) {
                throw new SourceRefusedException("The file " + file + " named by " + name + "_FILE cannot be read.", e);
            }
        }
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
