package dev.rejoin.api.write;

import dev.rejoin.api.Answer;
import dev.rejoin.api.Body;
import dev.rejoin.api.Call;
import dev.rejoin.api.Catalog;
import dev.rejoin.api.Database;
import dev.rejoin.api.DatabaseException;
import dev.rejoin.api.Examples;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Parameter;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Resource;
import dev.rejoin.api.Schema;
import dev.rejoin.api.read.Items;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A named change of an item's state, {@code POST …/{id}/name}, of which a feature declares the body and the statements.
 * The item is locked before them, so that two actions on it follow one another.
 */
public final class Action {
    private static final int BODY = 1 << 16;

    private final Resource resource;
    private final String name;
    private final String id;
    private String summary = "";
    private String description = "";
    private Form form = Form.of();
    private Object example = Map.of();
    private boolean bodyRequired;
    private Resource result;

    private Action(Resource resource, String name, String id) {
        this.resource = resource;
        this.name = name;
        this.id = id;
        this.result = resource;
    }

    /** What the action does inside its transaction; returns the id of the item that the action answers. */
    @FunctionalInterface
    public interface Work {
        UUID run(Database database, UUID id, Input input);
    }

    /** An action on an item of a resource. */
    public static Action on(Resource resource, String name, String id) {
        return new Action(resource, name, id);
    }

    public Action is(String summary, String description) {
        this.summary = summary;
        this.description = description;
        return this;
    }

    /** A body that may be left out. */
    public Action takes(Form form, Object example) {
        this.form = form;
        this.example = example;
        return this;
    }

    public Action requires(Form form, Object example) {
        this.bodyRequired = true;
        return takes(form, example);
    }

    /** Creates an item nested under the one acted on, instead of changing the latter alone. */
    public Action creates(Resource result) {
        this.result = result;
        return this;
    }

    public Operation doing(Catalog catalog, Work work) {
        var items = new Items(catalog);
        var rows = new Rows(catalog, resource);
        var creating = result != resource;
        var declaration = Operation.post("%s/%s".formatted(catalog.itemPath(resource), name), id)
                .permittedTo(resource.writer())
                .tag(resource.name())
                .is(summary, description)
                .takes(Parameter.id("id", resource))
                .takes(IfMatch.OPTIONAL);
        if (bodyRequired) {
            declaration.body(Answer.JSON, form.schema(false), example, BODY);
        } else if (!form.fields().isEmpty()) {
            declaration.optionalBody(form.schema(false), example, BODY);
        }
        if (creating) {
            declaration.answers(
                    201,
                    "The new %s.".formatted(result.noun()),
                    Schema.named(result.schema()),
                    Examples.item(catalog, result),
                    "ETag",
                    "Location");
        } else {
            declaration.answers(
                    200,
                    "The %s as it is now.".formatted(resource.noun()),
                    Schema.named(resource.schema()),
                    Examples.item(catalog, resource),
                    "ETag");
        }
        return Write.declared(declaration, call -> {
            var input = input(call);
            var target = call.id("id");
            var present = rows.lock(call.database(), target, null)
                    .orElseThrow(() -> new ProblemException(Problem.NotFound.item(resource.singular(), "id", target)));
            IfMatch.sent(call).ifPresent(expected -> expected.check(present.version()));
            var written = run(call, work, target, input);
            var item = items.find(call.database(), result, written).orElseThrow();
            if (!creating) {
                return item;
            }
            var location = catalog.collectionPath(result).replace("{id}", target.toString()) + "/" + written;
            return new Answer.Whole(201, Answer.JSON, item.headers(), item.body()).with("Location", location);
        });
    }

    private Input input(Call call) {
        var body = form.fields().isEmpty() ? Body.parse(new byte[] {'{', '}'}) : Body.parse(call.body());
        return Input.of(body, form);
    }

    private UUID run(Call call, Work work, UUID id, Input input) {
        try {
            return work.run(call.database(), id, input);
        } catch (DatabaseException e) {
            throw Refusal.of(e, form)
                    .<RuntimeException>map(ProblemException::new)
                    .orElse(e);
        }
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
