package dev.rejoin.imports;

import static dev.rejoin.imports.ImportLedger.RUN_NUMBER;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.rejoin.api.change.Answer;
import dev.rejoin.api.change.ItemChanges;
import dev.rejoin.api.endpoint.BodyLimit;
import dev.rejoin.api.endpoint.Endpoint;
import dev.rejoin.api.endpoint.ItemRequests;
import dev.rejoin.api.endpoint.OfThePrimary;
import dev.rejoin.api.endpoint.OncePerKey;
import dev.rejoin.api.endpoint.Takes;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Paged;
import dev.rejoin.api.query.Paging;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Corrections of documents that an import has set aside. Only the importer knows how a document becomes rows: here it is
 * asked, by a task that {@code rejoin import work} or {@code follow} does, and the answer is read with the task.
 */
@Path("/v1/imports/{run}")
@Tag(name = "imports", description = ImportLedger.TAG)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OfThePrimary("The importer writes them, and whoever asks wants to see how far it is.")
public class RepairResource implements Endpoint {
    private static final int DEFAULT_LIMIT = 100;
    private static final JsonFactory DOCUMENTS = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final String DOC_NUMBER = "The document's number in the run.";
    /** A correction holds for later runs as well, until it is taken back: whether or not its document is still there. */
    private static final String OF_THE_RUN = """
            (c.run_id = ? or c.run_id < ? and (c.withdrawn_at is null or c.withdrawn_at >= (
                select started_at from rejoin_import.run where id = ?)))""";

    private static final String LATER = " The importer does it: the task says what came of it.";

    private final Database database;
    private final Paging paging;
    private final ItemChanges changes;
    private final ImportLedger ledger;

    RepairResource(Database database, Paging paging, ItemChanges changes, ImportLedger ledger) {
        this.database = database;
        this.paging = paging;
        this.changes = changes;
        this.ledger = ledger;
    }

    /** A document as it should be. */
    @Schema(name = "ImportCorrectionCreate")
    public record Correction(
            @NotBlank(message = "a text with more than spaces in it")
            @Schema(
                    description = "The whole document as it should be, as JSON in a text: so no digit is lost.",
                    examples = "{\"organization_id\": \"org-9\"}")
            String source,

            @Schema(
                    description = "The digest of the document that was corrected: refused if it is another by now.",
                    examples = "9f86d081")
            @Nullable
            String digest,

            @Schema(description = "Why; it is kept with the correction.", examples = "typing error") @Nullable
            String reason) {}

    /** What came, or would come, of a task. */
    @Schema(name = "ImportTaskEffect")
    public record Effect(
            @Schema(description = "How many documents differ from what was read.", examples = "1")
            long corrected,

            @Schema(description = "How many were sent as they were.", examples = "0")
            long unchanged,

            @Schema(
                    description = "What is not set aside any more, as index/id.",
                    examples = "[\"members/member-4711\"]")
            List<String> back,

            @Schema(description = "What was corrected and is still set aside.")
            List<StillAside> still,

            @Schema(description = "What is set aside because of it, as index/id.", examples = "[]")
            List<String> newly) {}

    /** A corrected document that is still set aside. */
    @Schema(name = "ImportStillAside")
    public record StillAside(
            @Schema(description = "The source index.", examples = "members")
            String index,

            @Schema(description = "The document's _id.", examples = "member-4711")
            String id,

            @Schema(description = "Why, for programs.", examples = "orphan_reference")
            String code,

            @Schema(description = "Why, for people.", examples = "there is no organization org-99")
            String message) {}

    /** What the importer was asked. */
    @Schema(name = "ImportTask")
    public record Task(
            @Schema(description = "Its id.") UUID id,

            @Schema(
                    description = "What is asked.",
                    enumeration = {"PREVIEW", "CORRECTION", "WITHDRAWAL"},
                    examples = "PREVIEW")
            String kind,

            @Schema(description = "The source index.", examples = "members")
            String index,

            @Schema(description = "The document's _id.", examples = "member-4711")
            String documentId,

            @Schema(description = "Who asked.", examples = "key:django")
            String askedBy,

            @Schema(description = "When.") OffsetDateTime askedAt,

            @Schema(
                    description = "WAITING until it is DONE, or REFUSED with a message.",
                    enumeration = {"WAITING", "DONE", "REFUSED"},
                    examples = "DONE")
            String state,

            @Schema(description = "When it ended.", nullable = true) @Nullable
            OffsetDateTime endedAt,

            @Schema(description = "Whether anybody does tasks: rejoin import work, or follow.", examples = "true")
            boolean served,

            @Schema(description = "Why it is refused.", nullable = true) @Nullable
            String message,

            @Schema(description = "What came of it.", implementation = Effect.class, nullable = true)
            @JsonRawValue
            @Nullable
            String effect) {}

    /** A correction that was made. */
    @Schema(name = "ImportCorrection")
    public record Made(
            @Schema(description = "Its number.", examples = "3")
            long no,

            @Schema(description = "The source index.", examples = "members")
            String index,

            @Schema(description = "The document's _id.", examples = "member-4711")
            String documentId,

            @Schema(description = "Who.", examples = "key:django")
            String correctedBy,

            @Schema(description = "When.") OffsetDateTime correctedAt,

            @Schema(description = "Why.", examples = "typing error", nullable = true) @Nullable
            String reason,

            @Schema(
                    description = "What came of it.",
                    enumeration = {"ADMITTED", "EXCLUDED", "STILL_QUARANTINED"},
                    examples = "ADMITTED",
                    nullable = true)
            @Nullable
            String outcome,

            @Schema(description = "Who took it back.", nullable = true) @Nullable
            String withdrawnBy,

            @Schema(description = "When it was taken back.", nullable = true) @Nullable
            OffsetDateTime withdrawnAt) {}

    private record Asked(UUID id) {}

    @GET
    @Path("quarantine/{doc}")
    @RolesAllowed(Role.ADMINISTERS)
    @Operation(
            operationId = "getQuarantinedSource",
            summary = "Get a whole document that was set aside",
            description = "As it is kept now, to be corrected.")
    public ImportsResource.QuarantinedDocument document(
            @Parameter(description = RUN_NUMBER, example = "7") @PathParam("run") long run,
            @Parameter(description = DOC_NUMBER, example = "815") @PathParam("doc") long doc) {
        ledger.run(run);
        return database.first(Sql.of("""
                                select q.doc, q.index_name as index, q.id as document_id, q.reasons, q.outcome, q.source,
                                       coalesce(octet_length(q.source), length(q.source_bytes)) as source_length,
                                       encode(d.sha256, 'hex') as digest
                                from rejoin_import.quarantine q join rejoin_import.document d using (run_id, doc)
                                where q.run_id = ? and q.doc = ?""", run, doc), ImportsResource.QuarantinedDocument.class)
                .orElseThrow(() -> ImportLedger.missing("document in quarantine", doc));
    }

    @POST
    @Path("quarantine/{doc}/preview")
    @OncePerKey
    @RolesAllowed(Role.ADMINISTERS)
    @BodyLimit(BodyLimit.MANY)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "previewImportCorrection",
            summary = "Ask what a corrected document would bring",
            description = "Nothing is changed." + LATER)
    @APIResponse(
            responseCode = "202",
            description = "The task.",
            content = @Content(schema = @Schema(implementation = Task.class)))
    public Response preview(
            @Parameter(description = RUN_NUMBER, example = "7") @PathParam("run") long run,
            @Parameter(description = DOC_NUMBER, example = "815") @PathParam("doc") long doc,
            @RequestBody(required = true) Correction correction) {
        return corrected("PREVIEW", run, doc, correction);
    }

    @POST
    @Path("quarantine/{doc}/corrections")
    @OncePerKey
    @RolesAllowed(Role.ADMINISTERS)
    @BodyLimit(BodyLimit.MANY)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createImportCorrection",
            summary = "Correct a document that was set aside",
            description = "What waits for it comes back, too." + LATER)
    @APIResponse(
            responseCode = "202",
            description = "The task.",
            content = @Content(schema = @Schema(implementation = Task.class)))
    public Response correct(
            @Parameter(description = RUN_NUMBER, example = "7") @PathParam("run") long run,
            @Parameter(description = DOC_NUMBER, example = "815") @PathParam("doc") long doc,
            @RequestBody(required = true) Correction correction) {
        return corrected("CORRECTION", run, doc, correction);
    }

    @GET
    @Path("corrections")
    @RolesAllowed(Role.ADMINISTERS)
    @Takes(value = Takes.Shared.PAGE, limit = DEFAULT_LIMIT)
    @Operation(
            operationId = "listImportCorrections",
            summary = "List what was corrected",
            description = "The last one first.")
    public Paged<Made> corrections(@Parameter(description = RUN_NUMBER, example = "7") @PathParam("run") long run) {
        ledger.run(run);
        var wanted = paging.wanted(DEFAULT_LIMIT);
        var sql = Sql.of("""
                select no, index_name as index, id as document_id, corrected_by, corrected_at, reason, outcome, withdrawn_by,
                       withdrawn_at
                from rejoin_import.correction c where\s""" + OF_THE_RUN, run, run, run);
        wanted.after().ifPresent(last -> sql.add(" and no < ?::bigint", last.getFirst()));
        return wanted.page(
                database.list(sql.add(" order by no desc limit ?", wanted.limit() + 1), Made.class),
                made -> List.of(String.valueOf(made.no())));
    }

    @POST
    @Path("corrections/{no}/withdrawal")
    @OncePerKey
    @RolesAllowed(Role.ADMINISTERS)
    @Operation(
            operationId = "withdrawImportCorrection",
            summary = "Take the corrections of a document back",
            description = "All of that document: what the source says counts again." + LATER)
    @APIResponse(
            responseCode = "202",
            description = "The task.",
            content = @Content(schema = @Schema(implementation = Task.class)))
    public Response withdraw(
            @Parameter(description = RUN_NUMBER, example = "7") @PathParam("run") long run,
            @Parameter(description = "The correction's number.", example = "3") @PathParam("no") long no) {
        return asked(
                run,
                Sql.of("""
                insert into rejoin_import.task (run_id, doc, kind, index_name, document_id, routing, asked_by)
                select ?::bigint,
                       coalesce((select d.doc from rejoin_import.document d
                                 where d.run_id = ? and d.index_name = c.index_name and d.id = c.id
                                 and d.routing is not distinct from c.routing), 0),
                       'WITHDRAWAL', c.index_name, c.id, c.routing,
                       coalesce(nullif(current_setting('rejoin.actor', true), ''), 'service')
                from rejoin_import.correction c where\s""" + OF_THE_RUN + " and c.no = ? returning id", run, run, run, run, run, no),
                "correction",
                no);
    }

    @GET
    @Path("tasks/{id}")
    @RolesAllowed(Role.ADMINISTERS)
    @Operation(
            operationId = "getImportTask",
            summary = "Get what came of a task",
            description = "Ask again while it is WAITING.")
    public Task task(
            @Parameter(description = RUN_NUMBER, example = "7") @PathParam("run") long run, @PathParam("id") UUID id) {
        ledger.checkTasks();
        return database.first(Sql.of("""
                        select id, kind, index_name as index, document_id, asked_by, asked_at, state, ended_at,
                               exists (select from rejoin_import.task_server where seen_at > now() - interval '30 s') as served,
                               message, effect::text as effect
                        from rejoin_import.task where run_id = ? and id = ?""", run, id), Task.class).orElseThrow(() -> ImportLedger.missing("task", id));
    }

    private Response corrected(String kind, long run, long doc, Correction correction) {
        if (!isObject(correction.source())) {
            throw ItemChanges.invalid(
                    "source", "invalid_value", "This is no JSON object: send the whole document as a text.");
        }
        return asked(
                run,
                Sql.of("""
                insert into rejoin_import.task (run_id, doc, kind, index_name, document_id, routing, source, digest, reason,
                                                asked_by)
                select d.run_id, d.doc, ?, d.index_name, d.id, d.routing, ?, ?, ?,
                       coalesce(nullif(current_setting('rejoin.actor', true), ''), 'service')
                from rejoin_import.quarantine q join rejoin_import.document d using (run_id, doc)
                where q.run_id = ? and q.doc = ? returning id""", kind, correction.source(), correction.digest(), correction.reason(), run, doc),
                "document in quarantine",
                doc);
    }

    private Response asked(long run, Sql insert, String of, long number) {
        ledger.checkTasks();
        ledger.run(run);
        return ItemRequests.written(changes.run(() -> {
            var asked = database.list(insert, Asked.class);
            if (asked.isEmpty()) {
                throw ImportLedger.missing(of, number);
            }
            var id = asked.getFirst().id();
            var task = Answer.of(202, task(run, id));
            return new Answer(
                    task.status(), Map.of("Location", "/v1/imports/%d/tasks/%s".formatted(run, id)), task.body());
        }));
    }

    /** As freely as the importer reads: a number may have any number of digits, and a name may come twice. */
    private static boolean isObject(String source) {
        try (var parser = DOCUMENTS.createParser(source)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
