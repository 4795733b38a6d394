package dev.rejoin.api.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.problem.Refusals;
import dev.rejoin.api.query.Reads;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The writes that every resource has, and the frame of its actions: each one transaction, answered with what is there then. */
@Singleton
public class ItemChanges {
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final Writes writes;
    private final Reads reads;
    private final Bodies bodies;
    private final Bulk bulk;
    private final Catalog catalog;

    ItemChanges(
            Transactions transactions,
            Idempotency idempotency,
            Writes writes,
            Reads reads,
            Bodies bodies,
            Bulk bulk,
            Catalog catalog) {
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.writes = writes;
        this.reads = reads;
        this.bodies = bodies;
        this.bulk = bulk;
        this.catalog = catalog;
    }

    /** A new item. */
    public <E extends Item<D>, D extends Record> Answer create(
            ItemType<E, D> type, @Nullable UUID owner, ObjectNode body) {
        return run(alone -> {
            var id = writes.insert(type, bodies.item(body, type, ""), owner, alone);
            return Answer.created(found(type, id), location(type, owner, id));
        });
    }

    /** A merge patch (RFC 7396): absent keeps, null clears, arrays are replaced. */
    public <E extends Item<D>, D extends Record> Answer patch(
            ItemType<E, D> type, UUID id, @Nullable UUID owner, @Nullable String ifMatch, ObjectNode body) {
        var expected = IfMatch.required(ifMatch);
        return run(alone -> {
            var item = writes.locked(type, id, owner, expected);
            writes.update(type, item, bodies.item(body, type, ""), alone);
            return Answer.item(found(type, id));
        });
    }

    public <E extends Item<D>, D extends Record> Answer delete(
            ItemType<E, D> type, UUID id, @Nullable UUID owner, @Nullable String ifMatch) {
        var expected = IfMatch.required(ifMatch);
        return run(alone -> {
            writes.delete(type, writes.locked(type, id, owner, expected), alone);
            return Answer.empty();
        });
    }

    /** Many items by their legacy ids, all or none. */
    public <E extends Item<D>, D extends Record> Answer bulk(
            ItemType<E, D> type, @Nullable UUID owner, ObjectNode body) {
        return run(alone -> bulk.write(type, owner, body));
    }

    /**
     * A named change of an item's state. The item is locked before it, so that two actions on it follow one another.
     *
     * @param order what the client has sent; where a rule refuses, the field is named if it is one of these
     */
    public <E extends Item<D>, D extends Record> Answer act(
            ItemType<E, D> type, UUID id, @Nullable String ifMatch, @Nullable Record order, Consumer<E> action) {
        var expected = IfMatch.optional(ifMatch);
        return run(alone -> {
            var item = writes.locked(type, id, null, expected);
            explained(order, () -> {
                action.accept(item);
                writes.flush();
                return id;
            });
            return Answer.item(found(type, id));
        });
    }

    /**
     * A named change that makes an item nested under the one it is about.
     *
     * @param action returns the id of the new item
     */
    public <E extends Item<D>, D extends Record> Answer creating(
            ItemType<E, D> type,
            UUID id,
            @Nullable String ifMatch,
            @Nullable Record order,
            ItemType<?, ?> result,
            Function<E, UUID> action) {
        var expected = IfMatch.optional(ifMatch);
        return run(alone -> {
            var item = writes.locked(type, id, null, expected);
            var made = explained(order, () -> {
                var made1 = action.apply(item);
                writes.flush();
                return made1;
            });
            return Answer.created(found(result, made), location(result, id, made));
        });
    }

    /** Any other write: in a transaction of its own, answered once for each Idempotency-Key. */
    public Answer run(Supplier<Answer> work) {
        return run(alone -> work.get());
    }

    private Answer run(Function<Boolean, Answer> work) {
        if (transactions.running()) {
            try {
                return work.apply(false);
            } finally {
                writes.forget();
            }
        }
        return transactions.run(() -> idempotency.answer(() -> work.apply(true)));
    }

    private <T> T explained(@Nullable Record order, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw Refusals.rule(e)
                    .<RuntimeException>map(rule -> {
                        var names = order == null
                                ? List.<String>of()
                                : RecordComponents.of(order.getClass()).names();
                        var pointer = rule.fields().stream()
                                .filter(names::contains)
                                .findFirst()
                                .map(name -> "/" + name)
                                .orElse("");
                        return new ProblemException(Refusals.problem(
                                rule,
                                List.of(Problem.Violation.at(pointer, rule.code(), rule.sentence(), rule.name()))));
                    })
                    .orElse(e);
        }
    }

    private Reads.Found found(ItemType<?, ?> type, UUID id) {
        return reads.whole(type, id).orElseThrow(() -> new IllegalStateException("what was written is not there"));
    }

    private String location(ItemType<?, ?> type, @Nullable UUID owner, UUID id) {
        return catalog.itemPath(type, owner == null ? null : owner.toString(), id.toString());
    }

    /** The state of the item does not allow the action. */
    public static ProblemException conflict(String code, String detail) {
        return new ProblemException(new Problem.Conflict(code, detail, List.of()));
    }

    /** What was sent does not suit the item. */
    public static ProblemException invalid(String field, String code, String detail) {
        return new ProblemException(Problem.Invalid.of(List.of(Problem.Violation.field(field, code, detail))));
    }
}
