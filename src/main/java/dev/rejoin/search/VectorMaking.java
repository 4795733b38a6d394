package dev.rejoin.search;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.DatabaseException;
import dev.rejoin.api.query.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the vectors of documents, where there is a provider: after their writers' commit, from a queue that several
 * services may serve at once, so that no writer waits for a model. While the provider is away, the queue waits.
 */
@ApplicationScoped
class VectorMaking {
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Logger LOG = Logger.getLogger(VectorMaking.class);

    private final Database database;
    private final EmbeddingSettings settings;
    private volatile @Nullable Embeddings provider;
    private volatile boolean stopping;
    private volatile @Nullable Thread maker;

    VectorMaking(Database database, EmbeddingSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    private record Queued(String resource, UUID id, long place, String text, String digest, boolean known) {}

    void begin(@Observes StartupEvent started) {
        provider = settings.provider().orElse(null);
        try {
            register();
        } catch (DatabaseException e) {
            LOG.warnf("Whether vectors are made could not be noted: %s", e.getMessage());
        }
        if (provider != null) {
            maker = Thread.ofVirtual().name("vectors").start(() -> make(provider));
        }
    }

    void end(@Observes ShutdownEvent ended) {
        stopping = true;
        var thread = maker;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Has writers leave their documents in the queue, or nothing, as long as nobody serves it. */
    private void register() {
        var makes = provider;
        if (makes == null) {
            database.update(Sql.of("delete from search.vector_provider"));
            database.update(Sql.of("delete from search.vector_queue"));
            return;
        }
        database.update(Sql.of(
                "insert into search.vector_provider (model) values (?) on conflict (one) do update set model = excluded.model, started_at = now()",
                makes.model()));
        var missing = database.patiently(
                Duration.ofMinutes(5),
                () -> database.query(Sql.of("select search.queue_missing_vectors()"), rows -> {
                    rows.next();
                    return rows.getLong(1);
                }));
        LOG.infof("Vectors are made by the model %s; %d documents have none yet.", makes.model(), missing);
    }

    /** What a query means, as the provider says it. */
    Meaning meaning(String q) {
        var makes = provider;
        if (makes == null) {
            throw new ProblemException(Problem.Malformed.parameter(
                    "mode",
                    "no_embeddings",
                    "nobody says what q means, as no provider of vectors is configured. Send the vector of q with POST"
                            + " /v1/search, or leave mode out."));
        }
        try {
            return new Meaning(
                    makes.model(),
                    makes.of(List.of(q), settings.searchTimeout()).getFirst());
        } catch (EmbeddingException e) {
            LOG.warnf("What a query means is not known: %s", e.getMessage());
            throw new ProblemException(new Problem.Unavailable(
                    "embeddings_unavailable",
                    "The provider of vectors does not say for now what q means. Try again later, or search with mode=text.",
                    SOON));
        }
    }

    private void make(Embeddings makes) {
        var pause = IDLE;
        var size = settings.batch();
        Failed refused = null;
        while (!stopping) {
            try {
                if (refused != null) {
                    drop(refused);
                    refused = null;
                }
                var taken = batch(makes, size);
                if (taken < size) {
                    Thread.sleep(IDLE);
                }
                pause = IDLE;
                size = settings.batch();
            } catch (InterruptedException e) {
                return;
            } catch (Failed e) {
                if (e.why.lasting() && size > 1) {
                    // One of them is refused: whichever it is, the others are not held up by it.
                    size = 1;
                } else if (e.why.lasting()) {
                    refused = e;
                } else {
                    pause = paused(pause, e.why.getMessage());
                }
            } catch (RuntimeException e) {
                // Whatever it is, the queue is there when it is over; nobody would start this thread once more.
                pause = paused(pause, String.valueOf(e.getMessage()));
            }
        }
    }

    /** Fails, so that the documents stay in the queue. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final EmbeddingException why;
        private final transient List<Queued> documents;

        Failed(EmbeddingException why, List<Queued> documents) {
            super(why);
            this.why = why;
            this.documents = documents;
        }
    }

    private static Duration paused(Duration pause, @Nullable String why) {
        LOG.warnf("Vectors are not made for now, and tried again in %d ms: %s", pause.toMillis(), why);
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    /** Gives the documents that have waited longest their vectors; returns how many there were. */
    private int batch(Embeddings makes, int size) {
        return QuarkusTransaction.requiringNew()
                .timeout((int) settings.timeout().plusSeconds(30).toSeconds())
                .call(() -> {
                    var queued = database.list(Sql.of("""
                                    with taken as (
                                        delete from search.vector_queue where id in (
                                            select id from search.vector_queue order by id limit ? for update skip locked)
                                        returning resource, document, id)
                                    select d.resource, d.id, t.place, search.text_to_embed(d) as text,
                                           md5(search.text_to_embed(d)) as digest,
                                           coalesce(v.text_digest = md5(search.text_to_embed(d)), false) as known
                                    from (select resource, document, max(id) as place from taken group by resource, document) t
                                    join search_document d on d.resource = t.resource and d.id = t.document
                                    left join search_vector v on v.resource = d.resource and v.id = d.id and v.model = ?""", size, makes.model()), Queued.class);
                    var changed = queued.stream().filter(one -> !one.known()).toList();
                    if (!changed.isEmpty()) {
                        keep(makes, changed);
                    }
                    return queued.size();
                });
    }

    private void keep(Embeddings makes, List<Queued> changed) {
        List<float[]> vectors;
        try {
            vectors = makes.of(changed.stream().map(Queued::text).toList(), settings.timeout());
        } catch (EmbeddingException e) {
            throw new Failed(e, changed);
        }
        for (int i = 0; i < changed.size(); i++) {
            var one = changed.get(i);
            // A text that has changed meanwhile is in the queue once more.
            database.update(Sql.of(
                    """
                            insert into search_vector (resource, id, model, components, text_digest)
                            select d.resource, d.id, ?, ?::real[], ? from search_document d
                            where d.resource = ? and d.id = ? and md5(search.text_to_embed(d)) = ? for share
                            on conflict (resource, id, model) do update
                            set components = excluded.components, text_digest = excluded.text_digest, made_at = now()""",
                    makes.model(),
                    Vectors.literal(vectors.get(i)),
                    one.digest(),
                    one.resource(),
                    one.id(),
                    one.digest()));
        }
    }

    /** Takes out of the queue what was refused, and nothing that was written since. */
    private void drop(Failed refused) {
        for (var one : refused.documents) {
            database.update(Sql.of(
                    "delete from search.vector_queue where resource = ? and document = ? and id <= ?",
                    one.resource(),
                    one.id(),
                    one.place()));
            LOG.warnf(
                    "The %s %s gets no vector until it is changed: %s",
                    one.resource(), one.id(), refused.why.getMessage());
        }
    }
}
