package dev.rejoin.api.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.api.Answer;
import dev.rejoin.api.Body;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.Call;
import dev.rejoin.api.Catalog;
import dev.rejoin.api.Examples;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Parameter;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Resource;
import dev.rejoin.api.Schema;
import dev.rejoin.api.Sql;
import dev.rejoin.api.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates and changes many items of a resource by their legacy ids, all or none. */
final class Bulk {
    private static final int MOST_ITEMS = 5000;
    private static final int BODY = 16 << 20;

    private final Catalog catalog;
    private final Resource resource;
    private final List<Parameter> owner;
    private final Form form;
    private final Rows rows;

    Bulk(Catalog catalog, Resource resource, List<Parameter> owner) {
        this.catalog = catalog;
        this.resource = resource;
        this.owner = owner;
        this.form = Form.of(catalog, resource);
        this.rows = new Rows(catalog, resource);
    }

    /** What became of an item. */
    private enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    private record Done(UUID id, String legacyId, Outcome outcome) {}

    private record Known(UUID id, @Nullable UUID owner) {}

    Operation operation() {
        var outcomes = List.of("CREATED", "UPDATED", "UNCHANGED");
        var example = new LinkedHashMap<String, Object>();
        example.put("legacy_id", resource.singular() + "-4711");
        Examples.created(catalog, resource).forEach(example::putIfAbsent);
        return Write.declared(
                Operation.post(catalog.collectionPath(resource) + "/bulk", "bulk" + resource.plural())
                        .permittedTo(resource.writer())
                        .tag(resource.name())
                        .is(
                                "Create or change many %s".formatted(resource.nouns()),
                                "Up to %d items by legacy_id, all or none: one that is not there is created, one that is"
                                                .formatted(MOST_ITEMS)
                                        + " there is changed as by a merge patch.")
                        .takes(owner)
                        .body(
                                Answer.JSON,
                                Schema.object()
                                        .property(
                                                "items",
                                                Schema.array(Schema.named(Writes.patchName(resource)))
                                                        .with("minItems", 1)
                                                        .with("maxItems", MOST_ITEMS))
                                        .with("additionalProperties", false),
                                Ordered.map("items", List.of(example)),
                                BODY)
                        .answers(
                                200,
                                "What became of each.",
                                Schema.object()
                                        .property(
                                                "results",
                                                Schema.array(Schema.object()
                                                        .property("id", Schema.of(Type.UUID))
                                                        .property("legacy_id", Schema.text())
                                                        .property(
                                                                "outcome",
                                                                Schema.text().among(outcomes))))
                                        .property("created", Schema.integer())
                                        .property("updated", Schema.integer())
                                        .property("unchanged", Schema.integer()),
                                Ordered.map(
                                        "results",
                                        List.of(Ordered.map(
                                                "id",
                                                Examples.ID,
                                                "legacy_id",
                                                resource.singular() + "-4711",
                                                "outcome",
                                                "CREATED")),
                                        "created",
                                        1,
                                        "updated",
                                        0,
                                        "unchanged",
                                        0)),
                this::write);
    }

    private Answer write(Call call) {
        var inputs = read(call);
        var ownerId = resource.parent().isPresent() ? call.id("id") : null;
        var known = known(call, List.copyOf(inputs.keySet()));
        var done = new ArrayList<Done>();
        inputs.forEach((legacyId, input) -> done.add(write(call, legacyId, input, known.get(legacyId), ownerId)));
        return Answer.json(Bytes.json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (var one : done) {
                json.writeStartObject();
                json.writeStringField("id", one.id.toString());
                json.writeStringField("legacy_id", one.legacyId);
                json.writeStringField("outcome", one.outcome.name());
                json.writeEndObject();
            }
            json.writeEndArray();
            for (var outcome : Outcome.values()) {
                json.writeNumberField(
                        outcome.name().toLowerCase(java.util.Locale.ROOT),
                        done.stream().filter(one -> one.outcome == outcome).count());
            }
            json.writeEndObject();
        }));
    }

    private Done write(Call call, String legacyId, Input input, @Nullable Known known, @Nullable UUID ownerId) {
        if (known == null) {
            rows.born(input);
            input.require();
            return new Done(rows.insert(call.database(), input, ownerId), legacyId, Outcome.CREATED);
        }
        if (ownerId != null && !ownerId.equals(known.owner)) {
            throw new ProblemException(new Problem.Conflict(
                    "belongs_elsewhere",
                    "The %s %s is not under the item in the path.".formatted(resource.noun(), legacyId),
                    List.of(Problem.Violation.at(
                            input.pointer() + "/legacy_id", "belongs_elsewhere", "It is another item's.", null))));
        }
        input.refuseNulls();
        rows.transitions(call.database(), known.id, input);
        var changed = rows.update(call.database(), known.id, input);
        return new Done(known.id, legacyId, changed ? Outcome.UPDATED : Outcome.UNCHANGED);
    }

    /** The items by legacy id, in the order of the body. */
    private Map<String, Input> read(Call call) {
        var body = Body.parse(call.body());
        var array = body.get("items");
        if (body.size() != 1 || array == null || !array.isArray() || array.isEmpty() || array.size() > MOST_ITEMS) {
            throw new ProblemException(new Problem.Malformed(
                    "malformed_body",
                    "The body is an object with nothing but items: an array of 1 to %d objects.".formatted(MOST_ITEMS),
                    List.of()));
        }
        var inputs = new LinkedHashMap<String, Input>();
        var violations = new ArrayList<Problem.Violation>();
        for (int i = 0; i < array.size(); i++) {
            var pointer = "/items/" + i;
            if (!(array.get(i) instanceof ObjectNode object)) {
                violations.add(Problem.Violation.at(pointer, "invalid_value", "This is not an object.", null));
                continue;
            }
            var input = Input.read(object, form, pointer);
            if (!(input.values().get("legacy_id") instanceof String legacyId)) {
                violations.add(Problem.Violation.at(
                        pointer + "/legacy_id", "required", "This is required: the key of the upsert.", null));
            } else if (inputs.put(legacyId, input) != null) {
                violations.add(Problem.Violation.at(
                        pointer + "/legacy_id", "repeated_legacy_id", "Another item here has it, too.", null));
            }
            violations.addAll(input.violations());
        }
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.Invalid.of(violations));
        }
        return inputs;
    }

    /** The items that are there already, locked in one order whatever that of the body. */
    private Map<String, Known> known(Call call, List<String> legacyIds) {
        var sql = "select legacy_id, id, %s from %s where legacy_id = any(?) order by id for no key update"
                .formatted(resource.parent().map(Resource.Parent::column).orElse("null::uuid"), resource.table());
        return call.database().query(Sql.of(sql, Sql.array(Type.TEXT, legacyIds)), found -> {
            var known = new HashMap<String, Known>();
            while (found.next()) {
                known.put(
                        found.getString(1), new Known(found.getObject(2, UUID.class), found.getObject(3, UUID.class)));
            }
            return known;
        });
    }
}
