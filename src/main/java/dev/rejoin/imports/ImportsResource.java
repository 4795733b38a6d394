package dev.rejoin.imports;

import static dev.rejoin.imports.ImportLedger.RUN_NUMBER;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rejoin.api.endpoint.Endpoint;
import dev.rejoin.api.endpoint.OfThePrimary;
import dev.rejoin.api.endpoint.Takes;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Paged;
import dev.rejoin.api.query.Paging;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The runs of the importer with their findings and their quarantine, read from its schema as long as it is there. */
@Path("/v1/imports")
@Tag(name = "imports", description = ImportLedger.TAG)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OfThePrimary("The importer writes them, and whoever asks wants to see how far it is.")
public class ImportsResource implements Endpoint {
    private static final int DEFAULT_LIMIT = 100;
    private static final String ONLY_INDEX = "Only documents of this source index.";
    private static final String ERROR = "ERROR";
    private static final String WARNING = "WARNING";
    private static final String INFO = "INFO";

    private final Database database;
    private final Paging paging;
    private final ImportLedger ledger;

    ImportsResource(Database database, Paging paging, ImportLedger ledger) {
        this.database = database;
        this.paging = paging;
        this.ledger = ledger;
    }

    /** A run of the importer. */
    @Schema(name = "ImportRun")
    public record Run(
            @Schema(description = RUN_NUMBER, examples = "7")
            long id,

            @Schema(
                    description = "The first import, a newer snapshot, or corrected documents.",
                    enumeration = {"FULL", "DELTA", "RETRY"},
                    examples = "FULL")
            String kind,

            @Schema(
                    description = "How far it came.",
                    enumeration = {"READ", "CHECK", "LOAD", "PROVE", "DONE"},
                    examples = "DONE")
            String phase,

            @Schema(
                    description = "How it ended; null while it runs or can be resumed.",
                    examples = "PROVEN",
                    nullable = true)
            @Nullable
            String outcome,

            @Schema(description = "When it began.", examples = "2026-03-01T08:00:00Z")
            OffsetDateTime startedAt,

            @Schema(description = "When it ended.", examples = "2026-03-01T08:04:00Z", nullable = true) @Nullable
            OffsetDateTime endedAt,

            @Schema(description = "When its rows were committed.", examples = "2026-03-01T08:03:00Z", nullable = true)
            @Nullable
            OffsetDateTime loadedAt,

            @Schema(description = "What stopped it, or came of it.", nullable = true) @Nullable
            String message,

            @Schema(
                    description = "Where the documents came from.",
                    type = SchemaType.OBJECT,
                    examples = "{\"kind\": \"cluster\"}")
            @JsonRawValue
            String source,

            @Schema(description = "What the importer counted.", type = SchemaType.OBJECT, examples = "{}") @JsonRawValue
            String summary,

            @Schema(description = "The digest of the mapping files.", examples = "9f86d081")
            String mappingDigest) {}

    /** What became of the documents of a source index. */
    @Schema(name = "ImportIndex")
    public record Index(
            @Schema(description = "The source index.", examples = "members")
            String name,

            @Schema(description = "What the source counted.", examples = "1200")
            long expected,

            @Schema(description = "What was read.", examples = "1200")
            long received,

            @Schema(description = "What became rows.", examples = "1180")
            long loaded,

            @Schema(description = "What was merged into others' rows.", examples = "12")
            long merged,

            @Schema(description = "What was set aside.", examples = "8")
            long quarantined,

            @Schema(description = "What the mapping leaves out.", examples = "0")
            long excluded) {}

    /** A source index that was left out unseen. */
    @Schema(name = "ImportExcludedIndex")
    public record ExcludedIndex(
            @Schema(description = "The source index.", examples = "activity-log")
            String name,

            @Schema(description = "Why the mapping leaves it out.", examples = "technical log without business meaning")
            String because) {}

    /** A run with its indices. */
    @Schema(name = "ImportRunInFull")
    public record RunInFull(
            @JsonUnwrapped Run run,

            @Schema(description = "The source indices that were read.")
            List<Index> indices,

            @Schema(description = "The source indices that the mapping leaves out: nothing of them was looked at.")
            List<ExcludedIndex> excludedIndices) {}

    /** Something that the importer found. */
    @Schema(name = "ImportFinding")
    public record Finding(
            @Schema(description = "The finding's number.", examples = "4711")
            long no,

            @Schema(
                    description = "How bad it is.",
                    enumeration = {ERROR, WARNING, INFO},
                    examples = WARNING)
            String severity,

            @Schema(description = "What was found, for programs.", examples = "orphan")
            String code,

            @Schema(description = "The source index.", examples = "members", nullable = true) @Nullable
            String index,

            @Schema(description = "The document.", examples = "member-4711", nullable = true) @Nullable
            String documentId,

            @Schema(description = "The table that it is about.", examples = "member", nullable = true) @Nullable
            String table,

            @Schema(description = "Where in the document.", examples = "organization_id", nullable = true) @Nullable
            String path,

            @Schema(description = "What stands there.", examples = "org-99", nullable = true) @Nullable
            String value,

            @Schema(description = "What was found, for people.", examples = "there is no organization org-99")
            String message,

            @Schema(description = "What may be done.", nullable = true) @Nullable
            String suggestion,

            @Schema(description = "More of it, by kind of finding.", type = SchemaType.OBJECT, nullable = true)
            @JsonRawValue
            @Nullable
            String detail) {}

    /** A document that did not become rows. */
    @Schema(name = "QuarantinedDocument")
    public record QuarantinedDocument(
            @Schema(description = "The document's number in the run.", examples = "815")
            long doc,

            @Schema(description = "The source index.", examples = "members")
            String index,

            @Schema(description = "The document's _id.", examples = "member-4711")
            String documentId,

            @Schema(
                    description = "The errors found in it.",
                    type = SchemaType.ARRAY,
                    implementation = Object.class,
                    examples = "[{\"code\": \"orphan\", \"message\": \"there is no organization org-99\"}]",
                    nullable = true)
            @JsonRawValue
            @Nullable
            String reasons,

            @Schema(description = "What came of its last correction.", nullable = true) @Nullable
            String outcome,

            @Schema(description = "Its digest: send it with what is corrected.", examples = "9f86d081")
            String digest,

            @Schema(
                    description =
                            "The document as it was received, in a list its first 10,000 characters; null if it is no text.",
                    examples = "{\"organization_id\": \"org-99\"}",
                    nullable = true)
            @Nullable
            String source,

            @Schema(description = "How many bytes the whole document has.", examples = "29")
            long sourceLength) {}

    @GET
    @RolesAllowed(Role.ADMINISTERS)
    @Takes(value = Takes.Shared.PAGE, limit = DEFAULT_LIMIT)
    @Operation(
            operationId = "listImports",
            summary = "List the imports",
            description = "All runs of the importer, the last one first.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404")
    public Paged<Run> runs() {
        ledger.check();
        var wanted = paging.wanted(DEFAULT_LIMIT);
        var sql = Sql.of("select * from rejoin_import.run");
        wanted.after().ifPresent(last -> sql.add(" where id < ?::bigint", last.getFirst()));
        var runs = database.list(sql.add(" order by id desc limit ?", wanted.limit() + 1), Run.class);
        return wanted.page(runs, run -> List.of(String.valueOf(run.id())));
    }

    @GET
    @Path("{run}")
    @RolesAllowed(Role.ADMINISTERS)
    @Operation(
            operationId = "getImport",
            summary = "Get one import",
            description = "With what became of the documents of each index: received = loaded + merged + quarantined +"
                    + " excluded.")
    public RunInFull run(@Parameter(description = RUN_NUMBER, example = "7") @PathParam("run") long run) {
        return new RunInFull(
                ledger.run(run),
                database.list(
                        Sql.of("select * from rejoin_import.source_index where run_id = ? order by name", run),
                        Index.class),
                database.list(
                        Sql.of(
                                "select name, because from rejoin_import.excluded_index where run_id = ? order by name",
                                run),
                        ExcludedIndex.class));
    }

    @GET
    @Path("{run}/findings")
    @RolesAllowed(Role.ADMINISTERS)
    @Takes(value = Takes.Shared.PAGE, limit = DEFAULT_LIMIT)
    @Operation(
            operationId = "listImportFindings",
            summary = "List what an import found",
            description = "In the order in which it was found.")
    public Paged<Finding> findings(
            @Parameter(description = RUN_NUMBER, example = "7") @PathParam("run") long run,
            @Parameter(
                            description = "Only findings as bad as this.",
                            schema = @Schema(enumeration = {ERROR, WARNING, INFO}))
                    @QueryParam("severity")
                    @Nullable
                    String severity,
            @Parameter(description = "Only findings with this code.") @QueryParam("code") @Nullable String code,
            @Parameter(description = ONLY_INDEX) @QueryParam("index") @Nullable String index) {
        ledger.run(run);
        // A page of values of 20 MB each would be more than anybody wants to read.
        var sql = Sql.of("""
                select no, severity, code, index_name as index, id as document_id, table_name as "table", path,
                       left(value, 10000) as value, message, suggestion, detail
                from rejoin_import.finding where run_id = ?""", run);
        if (severity != null) {
            sql.add(" and severity = ?", Problem.Malformed.among("severity", severity, Set.of(ERROR, WARNING, INFO)));
        }
        if (code != null) {
            sql.add(" and code = ?", code);
        }
        return page(sql, index, "no", Finding.class, Finding::no);
    }

    @GET
    @Path("{run}/quarantine")
    @RolesAllowed(Role.ADMINISTERS)
    @Takes(value = Takes.Shared.PAGE, limit = DEFAULT_LIMIT)
    @Operation(
            operationId = "listImportQuarantine",
            summary = "List what an import set aside",
            description = "Documents that did not become rows, with the reasons; corrections bring them back.")
    public Paged<QuarantinedDocument> quarantine(
            @Parameter(description = RUN_NUMBER, example = "7") @PathParam("run") long run,
            @Parameter(description = ONLY_INDEX) @QueryParam("index") @Nullable String index) {
        ledger.run(run);
        var sql = Sql.of("""
                select doc, index_name as index, id as document_id, reasons, outcome, left(source, 10000) as source,
                       coalesce(octet_length(source), length(source_bytes)) as source_length,
                       (select encode(d.sha256, 'hex') from rejoin_import.document d
                        where d.run_id = q.run_id and d.doc = q.doc) as digest
                from rejoin_import.quarantine q where run_id = ?""", run);
        return page(sql, index, "doc", QuarantinedDocument.class, QuarantinedDocument::doc);
    }

    private <T extends Record> Paged<T> page(
            Sql sql, @Nullable String index, String key, Class<T> type, ToLongFunction<T> number) {
        var wanted = paging.wanted(DEFAULT_LIMIT);
        if (index != null) {
            sql.add(" and index_name = ?", index);
        }
        wanted.after().ifPresent(last -> sql.add(" and " + key + " > ?::bigint", last.getFirst()));
        sql.add(" order by " + key + " limit ?", wanted.limit() + 1);
        return wanted.page(database.list(sql, type), row -> List.of(String.valueOf(number.applyAsLong(row))));
    }
}
