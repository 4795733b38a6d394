package dev.rejoin.security;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.api.Answer;
import dev.rejoin.api.Body;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.Call;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Parameter;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Role;
import dev.rejoin.api.Schema;
import dev.rejoin.api.Type;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates, lists and revokes API keys. */
public final class KeyOperations {
    private static final String PATH = "/v1/api-keys";
    private static final String TAG = "api-keys";
    private static final List<String> ROLES =
            Arrays.stream(Role.values()).map(Role::name).toList();

    private final Runnable changed;

    private KeyOperations(Runnable changed) {
        this.changed = changed;
    }

    /** @param changed told after a key was created or revoked */
    public static List<Operation> of(Runnable changed) {
        var operations = new KeyOperations(changed);
        return List.of(operations.list(), operations.create(), operations.revoke());
    }

    private Operation list() {
        return Operation.get(PATH, "listApiKeys")
                .permittedTo(Role.ADMIN)
                .tag(TAG)
                .is("List API keys", "All keys, revoked and expired ones too; never their secrets.")
                .answers(
                        200,
                        "The keys.",
                        Schema.object().property("results", Schema.array(schema())),
                        Map.of("results", List.of(example())))
                .handledBy(this::list);
    }

    private Operation create() {
        var example = new LinkedHashMap<String, Object>();
        example.put("key", "rj_5f2c0a9e1b7d4c38_…");
        example.putAll(example());
        return Operation.post(PATH, "createApiKey")
                .permittedTo(Role.ADMIN)
                .tag(TAG)
                .is("Create an API key", "The answer is the only place where the key is ever shown.")
                .body(
                        Answer.JSON,
                        Schema.object()
                                .property(
                                        "name",
                                        Schema.text().with("minLength", 1).is("Who uses it."))
                                .property("role", Schema.text().among(ROLES).is("What it may do."))
                                .optional(
                                        "may_act_as",
                                        Schema.of(Type.BOOLEAN)
                                                .with("default", false)
                                                .is("Whether it may name the user in whose name it acts."))
                                .optional(
                                        "expires_at",
                                        Schema.of(Type.INSTANT).nullable().is("When it stops; never by default."))
                                .with("additionalProperties", false),
                        Ordered.map("name", "django", "role", "EDITOR", "may_act_as", true),
                        4096)
                .answers(
                        201,
                        "The key.",
                        schema().property("key", Schema.text().is("To be sent as a bearer token; shown once.")),
                        example)
                .handledBy(this::create);
    }

    private Operation revoke() {
        return Operation.delete(PATH + "/{id}", "revokeApiKey")
                .permittedTo(Role.ADMIN)
                .tag(TAG)
                .is("Revoke an API key", "It stops at once and stays in the list.")
                .takes(Parameter.path("id", Schema.text(), "The key's id, the part between the underscores.")
                        .example("5f2c0a9e1b7d4c38"))
                .answers(204, "The key is revoked.")
                .handledBy(this::revoke);
    }

    private Answer list(Call call) {
        var keys = new ApiKeys(call.database()).list();
        return Answer.json(Bytes.json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (var key : keys) {
                json.writeStartObject();
                write(json, key);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private Answer create(Call call) {
        var body = Body.object(call, "name", "role", "may_act_as", "expires_at");
        var name = body.text("name");
        var role = Role.valueOf(body.among("role", ROLES));
        var mayActAs = Boolean.TRUE.equals(body.optional("may_act_as", Type.BOOLEAN));
        var expiresAt = (OffsetDateTime) body.optional("expires_at", Type.INSTANT);
        body.check();
        var keys = new ApiKeys(call.database());
        var credential = keys.create(name, role, mayActAs, expiresAt);
        changed.run();
        var key = keys.find(credential.id()).orElseThrow();
        return new Answer.Whole(201, Answer.JSON, Map.of("Location", PATH + "/" + key.id()), Bytes.json(json -> {
            json.writeStartObject();
            json.writeStringField("key", credential.text());
            write(json, key);
            json.writeEndObject();
        }));
    }

    private Answer revoke(Call call) {
        var id = call.path("id");
        if (!new ApiKeys(call.database()).revoke(id)) {
            throw new ProblemException(Problem.NotFound.item("api-key", "id", id));
        }
        changed.run();
        return Answer.empty(204);
    }

    private static void write(JsonGenerator json, ApiKey key) throws IOException {
        json.writeStringField("id", key.id());
        json.writeStringField("name", key.name());
        json.writeStringField("role", key.role().name());
        json.writeBooleanField("may_act_as", key.mayActAs());
        write(json, "expires_at", key.expiresAt());
        write(json, "last_used_at", key.lastUsedAt());
        write(json, "revoked_at", key.revokedAt());
        write(json, "created_at", key.createdAt());
    }

    private static void write(JsonGenerator json, String name, @Nullable OffsetDateTime instant) throws IOException {
        json.writeStringField(name, instant == null ? null : Type.INSTANT.print(instant));
    }

    private static Schema schema() {
        var instant = Schema.of(Type.INSTANT);
        return Schema.object()
                .property("id", Schema.text().is("The part of the key between the underscores."))
                .property("name", Schema.text().is("Who uses it."))
                .property("role", Schema.text().among(ROLES).is("What it may do."))
                .property(
                        "may_act_as", Schema.of(Type.BOOLEAN).is("Whether it may name the user in whose name it acts."))
                .property("expires_at", instant.nullable().is("When it stops."))
                .property("last_used_at", instant.nullable().is("When it was last used, to about half a minute."))
                .property("revoked_at", instant.nullable().is("When it was revoked."))
                .property("created_at", instant.is("When it was created."));
    }

    private static Map<String, @Nullable Object> example() {
        return Ordered.map(
                "id", "5f2c0a9e1b7d4c38",
                "name", "django",
                "role", "EDITOR",
                "may_act_as", true,
                "expires_at", null,
                "last_used_at", "2026-03-01T08:00:00Z",
                "revoked_at", null,
                "created_at", "2026-01-15T09:30:00Z");
    }
}
