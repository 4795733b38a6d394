package dev.rejoin.search;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.DatabaseException;
import dev.rejoin.api.query.Sql;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final Duration TO_END = Duration.ofSeconds(2);

    /** How long it may take to keep a batch, after the time that its model may take. */
    private static final Duration TO_KEEP = Duration.ofSeconds(10);

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

    /**
     * A document whose vector is to be made.
     *
     * @param entries how often it stands in the queue
     * @param text null where the document is gone
     * @param known whether the text is the one that its vector was made of
     */
    private record Claimed(
            String resource,
            UUID document,
            int entries,
            @Nullable String text,
            @Nullable String digest,
            boolean known) {}

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
            try {
                // What it has claimed is given back while there is a database to tell.
                thread.join(TO_END);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
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
        var alone = 0;
        while (!stopping) {
            try {
                var size = alone > 0 ? 1 : settings.batch();
                var taken = batch(makes, size);
                alone = Math.max(0, alone - 1);
                if (taken < size) {
                    Thread.sleep(IDLE);
                }
                pause = IDLE;
            } catch (InterruptedException e) {
                return;
            } catch (EmbeddingException e) {
                if (e.lasting()) {
                    // One of them is refused: whichever it is, the others are not held up by it.
                    alone = settings.batch();
                } else {
                    pause = paused(pause, e.getMessage());
                }
            } catch (RuntimeException | Error e) {
                // Whatever it is, the queue is there when it is over; nobody would start this thread once more.
                pause = paused(pause, String.valueOf(e.getMessage()));
            }
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

    /**
     * Gives the documents that have waited longest their vectors; returns how many there were. They are claimed before, and no
     * transaction is open while the model is asked: a claim runs out by itself where this service does not live to give it back.
     */
    private int batch(Embeddings makes, int size) throws EmbeddingException {
        var claim = UUID.randomUUID();
        var claimed = claim(claim, makes.model(), size);
        var changed = new ArrayList<Claimed>();
        for (var one : claimed) {
            if (one.text() == null || one.known()) {
                finish(claim, one);
            } else {
                changed.add(one);
            }
        }
        if (!changed.isEmpty()) {
            keep(makes, claim, changed, asked(makes, claim, changed));
        }
        return claimed.stream().mapToInt(Claimed::entries).sum();
    }

    private List<Claimed> claim(UUID claim, String model, int size) {
        return database.list(
                Sql.of("""
                        with free as (
                            select id from search.vector_queue where claimed_until is null or claimed_until < now()
                            order by id limit ? for update skip locked),
                        taken as (
                            update search.vector_queue q
                            set claim = ?, claimed_until = now() + make_interval(secs => ?)
                            from free where q.id = free.id
                            returning q.resource, q.document)
                        select t.resource, t.document, t.entries, search.text_to_embed(d) as text,
                               md5(search.text_to_embed(d)) as digest,
                               coalesce(v.text_digest = md5(search.text_to_embed(d)), false) as known
                        from (select resource, document, count(*)::int as entries from taken group by resource, document) t
                        left join search_document d on d.resource = t.resource and d.id = t.document
                        left join search_vector v on v.resource = d.resource and v.id = d.id and v.model = ?""", size, claim, settings.timeout().plus(TO_KEEP).toMillis() / 1000.0, model), Claimed.class);
    }

    private List<float[]> asked(Embeddings makes, UUID claim, List<Claimed> documents) throws EmbeddingException {
        try {
            return makes.of(documents.stream().map(Claimed::text).toList(), settings.timeout());
        } catch (EmbeddingException e) {
            if (e.lasting() && documents.size() == 1) {
                var refused = documents.getFirst();
                finish(claim, refused);
                LOG.warnf(
                        "The %s %s gets no vector until it is changed: %s",
                        refused.resource(), refused.document(), e.getMessage());
                return List.of();
            }
            release(claim);
            throw e;
        } catch (RuntimeException | Error e) {
            release(claim);
            throw e;
        }
    }

    /** Gives documents back to whoever comes next, as they were. */
    private void release(UUID claim) {
        // A connection cannot be used while the thread is told to end.
        var interrupted = Thread.interrupted();
        try {
            database.update(
                    Sql.of("update search.vector_queue set claim = null, claimed_until = null where claim = ?", claim));
        } catch (DatabaseException e) {
            LOG.warnf(
                    "Documents whose vectors were not made are tried again only when their claim ends: %s",
                    e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes a document out of the queue, but not what was written of it since. */
    private void finish(UUID claim, Claimed one) {
        database.update(Sql.of(
                "delete from search.vector_queue where resource = ? and document = ? and claim = ?",
                one.resource(),
                one.document(),
                claim));
    }

    /**
     * Each in a transaction of its own: a writer of several documents, in whatever order, is never waited for while another
     * one is held. What cannot be kept stays in the queue, and comes again behind the others, when its claim has run out.
     */
    private void keep(Embeddings makes, UUID claim, List<Claimed> documents, List<float[]> vectors) {
        DatabaseException failed = null;
        for (int i = 0; i < vectors.size(); i++) {
            var one = documents.get(i);
            try {
                // A text that has changed meanwhile is in the queue once more.
                database.update(Sql.of(
                        """
                                with finished as (
                                    delete from search.vector_queue where resource = ? and document = ? and claim = ?)
                                insert into search_vector (resource, id, model, components, text_digest)
                                select d.resource, d.id, ?, ?::real[], ? from search_document d
                                where d.resource = ? and d.id = ? and md5(search.text_to_embed(d)) = ? for share
                                on conflict (resource, id, model) do update
                                set components = excluded.components, text_digest = excluded.text_digest, made_at = now()""",
                        one.resource(),
                        one.document(),
                        claim,
                        makes.model(),
                        Vectors.literal(vectors.get(i)),
                        one.digest(),
                        one.resource(),
                        one.document(),
                        one.digest()));
            } catch (DatabaseException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
