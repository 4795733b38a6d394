package dev.rejoin.api.write;

import dev.rejoin.api.Answer;
import dev.rejoin.api.Body;
import dev.rejoin.api.Call;
import dev.rejoin.api.Catalog;
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
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Declares the writing operations that every resource has. */
public final class Writes {
    public static final String MERGE_PATCH = "application/merge-patch+json";
    private static final int BODY = 1 << 20;

    private final Catalog catalog;
    private final Items items;

    private Writes(Catalog catalog) {
        this.catalog = catalog;
        this.items = new Items(catalog);
    }

    public static List<Operation> of(Catalog catalog) {
        var writes = new Writes(catalog);
        return catalog.resources().stream().flatMap(writes::operations).toList();
    }

    /** The schemas of what is written, by name. */
    public static Map<String, Schema> schemas(Catalog catalog) {
        var schemas = new TreeMap<String, Schema>();
        for (var resource : catalog.resources()) {
            var form = Form.of(catalog, resource);
            schemas.put(createName(resource), form.schema(false).is("What a new %s says.".formatted(resource.noun())));
            schemas.put(
                    patchName(resource),
                    form.schema(true)
                            .is("What changes in a %s: null clears, absent keeps, arrays are replaced."
                                    .formatted(resource.noun())));
        }
        return schemas;
    }

    static String createName(Resource resource) {
        return resource.schema() + "Create";
    }

    static String patchName(Resource resource) {
        return resource.schema() + "Patch";
    }

    private Stream<Operation> operations(Resource resource) {
        var one = new One(resource);
        return Stream.of(
                one.create(),
                one.patch(),
                one.delete(),
                new Bulk(catalog, resource, catalog.ownerParameter(resource)).operation());
    }

    /** The writes of one resource. */
    private final class One {
        private final Resource resource;
        private final Form form;
        private final Rows rows;
        private final String parameter;

        One(Resource resource) {
            this.resource = resource;
            this.form = Form.of(catalog, resource);
            this.rows = new Rows(catalog, resource);
            this.parameter = catalog.itemParameter(resource);
        }

        Operation create() {
            return Write.declared(
                    Operation.post(catalog.collectionPath(resource), "create" + resource.schema())
                            .permittedTo(resource.writer())
                            .tag(resource.name())
                            .is("Create one %s".formatted(resource.noun()), resource.description())
                            .takes(catalog.ownerParameter(resource))
                            .body(
                                    Answer.JSON,
                                    Schema.named(createName(resource)),
                                    Examples.created(catalog, resource),
                                    BODY)
                            .answers(
                                    201,
                                    "The new item.",
                                    Schema.named(resource.schema()),
                                    Examples.item(catalog, resource),
                                    "ETag",
                                    "Location"),
                    this::create);
        }

        Operation patch() {
            return Write.declared(
                    item(Operation.patch(catalog.itemPath(resource), "update" + resource.schema()))
                            .is(
                                    "Change one %s".formatted(resource.noun()),
                                    "A merge patch (RFC 7396): null clears, absent keeps, arrays are replaced."
                                            + transitions())
                            .body(
                                    MERGE_PATCH,
                                    Schema.named(patchName(resource)),
                                    Examples.patch(catalog, resource),
                                    BODY)
                            .answers(
                                    200,
                                    "The item as it is now.",
                                    Schema.named(resource.schema()),
                                    Examples.item(catalog, resource),
                                    "ETag"),
                    this::patch);
        }

        Operation delete() {
            return Write.declared(
                    item(Operation.delete(catalog.itemPath(resource), "delete" + resource.schema()))
                            .is(
                                    "Delete one %s".formatted(resource.noun()),
                                    "Refused with 409 in_use while others name it; dependents says how many.")
                            .answers(204, "It is deleted."),
                    this::delete);
        }

        private Operation.Declaration item(Operation.Declaration declaration) {
            return declaration
                    .permittedTo(resource.writer())
                    .tag(resource.name())
                    .takes(catalog.ownerParameter(resource))
                    .takes(Parameter.id(parameter, resource))
                    .takes(IfMatch.PARAMETER);
        }

        private String transitions() {
            var text = new StringBuilder();
            for (var transition : resource.transitions()) {
                text.append(" %s becomes %s by %s alone."
                        .formatted(transition.field(), transition.value(), transition.action()));
            }
            return text.toString();
        }

        private Answer create(Call call) {
            var input = Input.read(Body.parse(call.body()), form, "");
            rows.born(input);
            input.require();
            var id = rows.insert(call.database(), input, owner(call));
            return items.find(call.database(), resource, id)
                    .<Answer>map(item -> new Answer.Whole(
                            201,
                            Answer.JSON,
                            Map.of("ETag", item.headers().get("ETag"), "Location", call.uri() + "/" + id),
                            item.body()))
                    .orElseThrow(() -> new IllegalStateException("what was written is not there"));
        }

        private Answer patch(Call call) {
            var expected = IfMatch.required(call);
            var present = present(call);
            expected.check(present.version());
            var input = Input.read(Body.parse(call.body()), form, "");
            input.refuseNulls();
            rows.transitions(call.database(), present.id(), input);
            rows.update(call.database(), present.id(), input);
            return items.find(call.database(), resource, present.id()).orElseThrow();
        }

        private Answer delete(Call call) {
            var expected = IfMatch.required(call);
            var present = present(call);
            expected.check(present.version());
            rows.delete(call.database(), present.id());
            return Answer.empty(204);
        }

        private Rows.Present present(Call call) {
            var id = call.id(parameter);
            return rows.lock(call.database(), id, owner(call))
                    .orElseThrow(() -> new ProblemException(Problem.NotFound.item(resource.singular(), "id", id)));
        }

        private @Nullable UUID owner(Call call) {
            return resource.parent().isPresent() ? call.id("id") : null;
        }
    }
}
