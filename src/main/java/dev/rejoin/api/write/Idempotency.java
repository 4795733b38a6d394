package dev.rejoin.api.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.rejoin.api.Answer;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.Call;
import dev.rejoin.api.Json;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Parameter;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Schema;
import dev.rejoin.api.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers a repeated POST as the first time. The answer is kept in the transaction that it answers for, so that there is
 * never one without the other; keys belong to their caller and last a day.
 */
final class Idempotency {
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    static final Parameter PARAMETER = Parameter.header(
                    HEADER,
                    Schema.text().with("minLength", 1).with("maxLength", 255),
                    "Names this request, so that it can be repeated: for a day, the same request with the same key is"
                            + " answered as the first time and done once. Another request with it is refused.")
            .example("5c1f7c1e-0a8e-4f0e-9d57-2d3c8a1b9e10")
            .sharedAs(HEADER);

    private Idempotency() {}

    private record Kept(String fingerprint, int status, Map<String, String> headers, byte @Nullable [] body) {
        Answer answer() {
            return body == null
                    ? new Answer.Empty(status, headers)
                    : new Answer.Whole(status, Answer.JSON, headers, Bytes.of(body));
        }
    }

    /** Runs inside the transaction of the call. */
    static Answer answer(Call call, Operation.Handler work) {
        var header = call.header(HEADER);
        if (call.operation().method() != Operation.Method.POST || header.isEmpty()) {
            return work.handle(call);
        }
        var key = header.get();
        if (!KEY.matcher(key).matches()) {
            throw new ProblemException(Problem.Malformed.parameter(
                    HEADER, "invalid_header", "it has 1 to 255 printable ASCII characters, without spaces."));
        }
        var fingerprint = fingerprint(call);
        var kept = find(call, key);
        if (kept == null) {
            var answer = work.handle(call);
            keep(call, key, fingerprint, answer);
            return answer;
        }
        if (!kept.fingerprint.equals(fingerprint)) {
            throw new ProblemException(new Problem.Invalid(
                    "idempotency_key_reused",
                    "This Idempotency-Key was sent with another request before. Use a new key for a new request.",
                    List.of()));
        }
        return kept.answer();
    }

    /** Takes the key until the transaction ends, and looks whether it has been answered before. */
    private static @Nullable Kept find(Call call, String key) {
        // Each a statement of its own: what another transaction kept while it held the lock is seen only after it.
        var free = call.database()
                .query(
                        Sql.of(
                                "select pg_try_advisory_xact_lock(hashtextextended(?, 0))",
                                call.caller().id() + " " + key),
                        rows -> rows.next() && rows.getBoolean(1));
        if (!free) {
            throw new ProblemException(new Problem.Conflict(
                    "request_in_progress",
                    "A request with this Idempotency-Key is being worked on. Ask again in a moment.",
                    List.of()));
        }
        return call.database()
                .query(
                        Sql.of("""
                                select fingerprint, status, headers, body from api.idempotency_key
                                where caller = ? and key = ? and created_at > now() - interval '1 day'""", call.caller().id(), key),
                        rows -> rows.next()
                                ? new Kept(
                                        rows.getString(1), rows.getInt(2), headers(rows.getString(3)), rows.getBytes(4))
                                : null);
    }

    private static void keep(Call call, String key, String fingerprint, Answer answer) {
        if (answer instanceof Answer.Streamed) {
            throw new IllegalStateException("a write cannot stream its answer");
        }
        var body = answer instanceof Answer.Whole whole ? whole.body().toByteArray() : null;
        call.database()
                .update(Sql.of(
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
                            created_at = now()""",
                        call.caller().id(),
                        key,
                        call.caller().id(),
                        key,
                        fingerprint,
                        answer.status(),
                        Bytes.json(json -> Json.MAPPER.writeValue(json, answer.headers()))
                                .toString(StandardCharsets.UTF_8),
                        body));
    }

    private static String fingerprint(Call call) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((call.operation().id() + "\n" + call.uri() + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(call.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
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
