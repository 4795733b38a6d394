package dev.rejoin.api.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.problem.Violations;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemType;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Creates and changes many items of a resource by their legacy ids, all or none. */
@Singleton
public class Bulk {
    /** Items in one request at most. */
    public static final int MOST_ITEMS = 5000;

    private final Writes writes;
    private final Bodies bodies;
    private final Repositories repositories;

    Bulk(Writes writes, Bodies bodies, Repositories repositories) {
        this.writes = writes;
        this.bodies = bodies;
        this.repositories = repositories;
    }

    /** What became of an item. */
    public enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    /** One item of a bulk. */
    @Schema(name = "BulkItemResult")
    public record Done(UUID id, String legacyId, Outcome outcome) {}

    /** What became of each item, and of how many. */
    @Schema(name = "BulkResult")
    public record BulkResult(List<Done> results, long created, long updated, long unchanged) {}

    <E extends Item<D>, D extends Record> Answer write(ItemType<E, D> type, @Nullable UUID owner, ObjectNode sent) {
        var read = read(type, sent);
        var known = known(type, List.copyOf(read.keySet()));
        var done = new ArrayList<Done>();
        read.forEach((legacyId, body) -> done.add(write(type, legacyId, body, known.get(legacyId), owner)));
        return Answer.of(
                200,
                new BulkResult(
                        done,
                        count(done, Outcome.CREATED),
                        count(done, Outcome.UPDATED),
                        count(done, Outcome.UNCHANGED)));
    }

    private static long count(List<Done> done, Outcome outcome) {
        return done.stream().filter(one -> one.outcome == outcome).count();
    }

    private <E extends Item<D>, D extends Record> Done write(
            ItemType<E, D> type, String legacyId, Body<D> body, @Nullable E known, @Nullable UUID owner) {
        if (known == null) {
            return new Done(writes.insert(type, body, owner, false), legacyId, Outcome.CREATED);
        }
        if (owner != null && !owner.equals(writes.ownerOf(type, known))) {
            throw new ProblemException(new Problem.Conflict(
                    "belongs_elsewhere",
                    "The %s %s is not under the item in the path.".formatted(type.noun(), legacyId),
                    List.of(Problem.Violation.at(
                            body.pointer() + "/legacy_id", "belongs_elsewhere", "It is another item's.", null))));
        }
        var changed = writes.update(type, known, body, false);
        return new Done(known.id(), legacyId, changed ? Outcome.UPDATED : Outcome.UNCHANGED);
    }

    /** The items by legacy id, in the order of the body. */
    private <E extends Item<D>, D extends Record> Map<String, Body<D>> read(ItemType<E, D> type, ObjectNode sent) {
        var array = sent.get("items");
        if (sent.size() != 1 || array == null || !array.isArray() || array.isEmpty() || array.size() > MOST_ITEMS) {
            throw Bodies.malformed(
                    "The body is an object with nothing but items: an array of 1 to %d objects.".formatted(MOST_ITEMS));
        }
        var read = new LinkedHashMap<String, Body<D>>();
        var violations = new Violations();
        for (int i = 0; i < array.size() && !violations.full(); i++) {
            var pointer = "/items/" + i;
            if (!(array.get(i) instanceof ObjectNode object)) {
                violations.add(Problem.Violation.at(pointer, "invalid_value", "This is not an object.", null));
                continue;
            }
            var body = bodies.item(object, type, pointer);
            if (!(body.values().get("legacy_id") instanceof String legacyId)) {
                violations.add(Problem.Violation.at(
                        pointer + "/legacy_id", "required", "This is required: the key of the upsert.", null));
            } else if (read.put(legacyId, body) != null) {
                violations.add(Problem.Violation.at(
                        pointer + "/legacy_id", "repeated_legacy_id", "Another item here has it, too.", null));
            }
            violations.addAll(body.violations());
        }
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.Invalid.of(violations));
        }
        return read;
    }

    /** The items that are there already, locked in one order whatever that of the body. */
    private <E extends Item<D>, D extends Record> Map<String, E> known(ItemType<E, D> type, List<String> legacyIds) {
        var components = RecordComponents.of(type.data());
        var known = new HashMap<String, E>();
        repositories
                .of(type.entity())
                .find("is_any_of(data.legacyId, ?1) order by id", (Object) legacyIds.toArray(String[]::new))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .forEach(item -> known.put((String) components.value(item.data(), "legacy_id"), item));
        return known;
    }
}
