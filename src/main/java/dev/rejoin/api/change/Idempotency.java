package dev.rejoin.api.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.rejoin.api.Json;
import dev.rejoin.api.http.Call;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers a repeated POST as the first time. The answer is kept in the transaction that it answers for, so that there is
 * never one without the other; keys belong to their caller and last a day.
 */
@Singleton
public class Idempotency {
    public static final String HEADER = "Idempotency-Key";
    /** Marks an answer that was given before, under the name that other APIs have made usual. */
    public static final String REPLAYED = "Idempotent-Replayed";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final Database database;
    private final Call call;

    Idempotency(Database database, Call call) {
        this.database = database;
        this.call = call;
    }

    private record Kept(String fingerprint, int status, String headers, byte @Nullable [] body) {}

    /** Runs inside the transaction of the call, once: what a batch runs has no key of its own. */
    Answer answer(Supplier<Answer> work) {
        var key = call.idempotencyKey();
        if (key == null) {
            return work.get();
        }
        if (!KEY.matcher(key).matches()) {
            throw new ProblemException(Problem.Malformed.parameter(
                    HEADER, "invalid_header", "it has 1 to 255 printable ASCII characters, without spaces."));
        }
        var fingerprint = fingerprint();
        var kept = find(key);
        if (kept == null) {
            var answer = work.get();
            keep(key, fingerprint, answer);
            return answer;
        }
        if (!kept.fingerprint.equals(fingerprint)) {
            throw new ProblemException(new Problem.Invalid(
                    "idempotency_key_reused",
                    "This Idempotency-Key was sent with another request before. Use a new key for a new request.",
                    List.of()));
        }
        var headers = new LinkedHashMap<>(headers(kept.headers));
        headers.put(REPLAYED, "true");
        return new Answer(kept.status, headers, kept.body);
    }

    /** Takes the key until the transaction ends, and looks whether it has been answered before. */
    private @Nullable Kept find(String key) {
        var caller = call.caller().id();
        // Each a statement of its own: what another transaction kept while it held the lock is seen only after it. Who
        // locks
        // the row waits at its commit for the standbys, as who wrote it did: no answer is repeated before they have it.
        var free = database.query(
                Sql.of("select pg_try_advisory_xact_lock(hashtextextended(?, 0))", caller + " " + key),
                rows -> rows.next() && rows.getBoolean(1));
        if (!free) {
            throw new ProblemException(new Problem.Conflict(
                    "request_in_progress",
                    "A request with this Idempotency-Key is being worked on. Ask again in a moment.",
                    List.of()));
        }
        return database.first(Sql.of("""
                                select fingerprint, status, headers, body from api.idempotency_key
                                where caller = ? and key = ? and created_at > now() - interval '1 day'
                                for share""", caller, key), Kept.class).orElse(null);
    }

    private void keep(String key, String fingerprint, Answer answer) {
        var caller = call.caller().id();
        database.update(Sql.of(
                """
                with expired as (
                    delete from api.idempotency_key k using (
                        select caller, key from api.idempotency_key
                        where created_at <= now() - interval '1 day'
                        limit 20 for update skip locked) old
                    where k.caller = old.caller and k.key = old.key and (k.caller, k.key) <> (?, ?))
                insert into api.idempotency_key (caller, key, fingerprint, status, headers, body)
                values (?, ?, ?, ?, ?::jsonb, ?)
                on conflict (caller, key) do update set fingerprint = excluded.fingerprint,
                    status = excluded.status, headers = excluded.headers, body = excluded.body,
                    created_at = now()""", caller, key, caller, key, fingerprint, answer.status(), json(answer.headers()), answer.body()));
    }

    private String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((call.operation() + "\n" + call.uri() + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(call.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String json(Map<String, String> headers) {
        try {
            return Json.MAPPER.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("headers are text", e);
        }
    }

    private static Map<String, String> headers(String json) {
        try {
            return Json.MAPPER.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept headers are unreadable", e);
        }
    }
}
