package dev.rejoin.api.endpoint;

import dev.rejoin.api.Text;
import dev.rejoin.api.http.Call;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemCodes;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.Paged;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemType;
import dev.rejoin.api.resource.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is there, for whoever comes without the contract: the paths that can be read at once, and what a problem means. */
@Path("/")
@Tag(name = "entrance", description = "What is there.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class Entrance implements Endpoint {
    private final Operations operations;
    private final Catalog catalog;
    private final Call call;

    Entrance(Operations operations, Catalog catalog, Call call) {
        this.operations = operations;
        this.catalog = catalog;
        this.call = call;
    }

    /** Everything that the caller can read without knowing an id. */
    @Schema(name = "Entrance")
    public record Contents(
            @Schema(description = "The contract (OpenAPI).", format = Paged.URI_REFERENCE, examples = "/q/openapi")
            String contract,

            @Schema(
                    description = "A browser for the contract.",
                    format = Paged.URI_REFERENCE,
                    examples = "/q/swagger-ui")
            String browser,

            @Schema(description = "What can be read from here.")
            List<Entry> paths) {}

    /** One path. */
    @Schema(name = "EntrancePath")
    public record Entry(
            @Schema(description = "Where it is.", format = Paged.URI_REFERENCE, examples = "/v1/members")
            String url,

            @Schema(description = "What it answers.", examples = "List members")
            String summary) {}

    /** What a code means. */
    /** What users are told. */
    @Schema(name = "ProblemSentences")
    public record Sentences(
            @Schema(description = "In English.", examples = "This e-mail address is already in use.")
            String en,

            @Schema(description = "In French.", examples = "Cette adresse e-mail est déjà utilisée.")
            String fr) {

        static Sentences of(ProblemCodes.Sentence sentence) {
            return new Sentences(sentence.english(), sentence.french());
        }
    }

    @Schema(name = "ProblemCode")
    public record Explanation(
            @Schema(description = "The code.", examples = "email_taken")
            String code,

            @Schema(description = "The HTTP status under which it is answered.", examples = "409")
            String status,

            @Schema(description = "What it means.", examples = "No two people have the same e-mail, ignoring case.")
            String meaning,

            @Schema(description = "What an application may tell its users, by language.")
            Sentences sentences,

            @Schema(description = "The rules of the data that it is answered for.")
            List<ExplainedRule> rules) {}

    /** A rule of the data. */
    @Schema(name = "ProblemRule")
    public record ExplainedRule(
            @Schema(description = "The rule's name.", examples = "person_email_unique")
            String name,

            @Schema(description = "The resource whose items keep it.", examples = "people")
            String resource,

            @Schema(description = "What it says.", examples = "No two people have the same e-mail, ignoring case.")
            String sentence) {}

    @GET
    @RolesAllowed(Role.READS)
    @Operation(operationId = "listEverything", summary = "List what is there")
    public Contents root() {
        return contents();
    }

    @GET
    @Path("v1")
    @RolesAllowed(Role.READS)
    @Operation(operationId = "listVersion1", summary = "List what is there in version 1")
    public Contents version() {
        return contents();
    }

    private Contents contents() {
        return new Contents(
                "/q/openapi",
                "/q/swagger-ui",
                operations.all().stream()
                        .filter(operation -> operation.verb().equals("GET")
                                && operation.endpoint() != Entrance.class
                                && !operation.path().contains("{")
                                && !operation.path().endsWith("/aggregate")
                                && call.caller().role().includes(operation.role()))
                        .map(this::entry)
                        .sorted(java.util.Comparator.comparing(Entry::url))
                        .toList());
    }

    private Entry entry(dev.rejoin.api.endpoint.Operation operation) {
        var summary = operation.method().getAnnotation(Operation.class).summary();
        return new Entry(
                operation.path(),
                operation.type().map(type -> Operations.named(summary, type)).orElse(summary));
    }

    @GET
    @Path("problems/{code}")
    @RolesAllowed(Role.READS)
    @Operation(
            operationId = "getProblem",
            summary = "Explain a problem",
            description = "What the code of a problem means; the type of a problem is the path of this.")
    @APIResponse(responseCode = "200", description = "What it means.")
    @APIResponse(responseCode = "404", description = "There is no such code.")
    public Explanation problem(
            @Parameter(description = "The code of the problem.", example = "email_taken") @PathParam("code")
                    String code) {
        var found = ProblemCodes.find(code)
                .orElseThrow(() -> new ProblemException(new Problem.NotFound(
                        "not_found",
                        "There is no problem with the code %s.%s"
                                .formatted(
                                        Text.shorten(code),
                                        Text.nearest(code, ProblemCodes.names())
                                                .map(" The nearest one is '%s'."::formatted)
                                                .orElse("")))));
        return new Explanation(
                found.code(),
                found.status(),
                found.meaning(),
                Sentences.of(ProblemCodes.sentences().get(found.code())),
                found.rules().stream()
                        .map(rule -> new ExplainedRule(
                                rule.name(),
                                catalog.ofTable(rule.entity())
                                        .map(ItemType::name)
                                        .orElse(rule.entity()),
                                rule.sentence()))
                        .toList());
    }
}
