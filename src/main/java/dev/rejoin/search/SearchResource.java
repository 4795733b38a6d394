package dev.rejoin.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rejoin.api.endpoint.Endpoint;
import dev.rejoin.api.endpoint.Takes;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Paged;
import dev.rejoin.api.query.Paging;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.Role;
import dev.rejoin.api.resource.ScalarType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Full-text search over all resources. Candidates are chosen before they are ranked: exact numbers first, then titles
 * with all the words, then the most recent texts with all the words, then texts with any of them; so that a common
 * word costs no more than a rare one.
 */
@Path("/v1/search")
@Tag(name = "search", description = "Beyond the resources: search.")
@RunOnVirtualThread
public class SearchResource implements Endpoint {
    private static final int DEFAULT_LIMIT = 20;
    private static final int CANDIDATES = 2_000;
    private static final String EXACT = "exact";
    private static final String AT_LEAST = "at_least";

    private final Database database;
    private final Paging paging;

    SearchResource(Database database, Paging paging) {
        this.database = database;
        this.paging = paging;
    }

    /** What can be searched for; each is called like the resource's items. */
    @Schema(name = "SearchedResource")
    public enum Searched {
        @JsonProperty("organization")
        ORGANIZATION,
        @JsonProperty("person")
        PERSON,
        @JsonProperty("staff")
        STAFF,
        @JsonProperty("member")
        MEMBER,
        @JsonProperty("group")
        GROUP,
        @JsonProperty("teacher")
        TEACHER,
        @JsonProperty("topic")
        TOPIC,
        @JsonProperty("venue")
        VENUE,
        @JsonProperty("meeting")
        MEETING,
        @JsonProperty("event")
        EVENT,
        @JsonProperty("mission")
        MISSION,
        @JsonProperty("invoice")
        INVOICE,
        @JsonProperty("note")
        NOTE;

        private static final Set<String> NAMES =
                Arrays.stream(values()).map(Searched::lower).collect(Collectors.toSet());

        private String lower() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is answered. */
    @Schema(name = "SearchResults")
    public record Results(
            List<Hit> results,

            @Schema(description = Paged.NEXT, format = Paged.URI_REFERENCE, nullable = true) @Nullable
            String next,

            @Schema(description = "How many were found.", examples = "1")
            long count,

            @Schema(
                    description = "Whether there may be more.",
                    enumeration = {EXACT, AT_LEAST},
                    examples = EXACT)
            String countKind) {}

    /** Something that was found. */
    @Schema(name = "SearchHit")
    public record Hit(
            @Schema(description = "What kind of thing it is.", examples = "organization")
            Searched resource,

            @Schema(description = "Its id.") UUID id,

            @Schema(description = "What it is called.", examples = "Société Générale")
            String title,

            @Schema(
                    description = "What tells it from others of that name.",
                    examples = "Banking, Paris",
                    nullable = true)
            @Nullable
            String subtitle,

            @Schema(description = "Where the words were found; escaped HTML with <mark>.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Highlight highlight) {}

    /** Where the words were found. */
    @Schema(name = "SearchHighlight")
    public record Highlight(
            @Schema(
                    description = "The title with its words marked.",
                    contentMediaType = "text/html",
                    examples = "<mark>Société</mark> <mark>Générale</mark>",
                    nullable = true)
            @Nullable
            String title,

            @Schema(
                    description = "Pieces of the text with their words marked.",
                    contentMediaType = "text/html",
                    examples = "Banking, Paris",
                    nullable = true)
            @Nullable
            String text) {}

    private record RankedHit(
            Searched resource,
            UUID id,
            String title,
            @Nullable String subtitle,
            int tier,
            String rank,
            long found,
            long bounded,
            @Nullable String markedTitle,
            @Nullable String markedText) {
        Hit shown(boolean highlight) {
            return new Hit(
                    resource,
                    id,
                    title,
                    subtitle,
                    highlight ? new Highlight(marked(markedTitle), marked(markedText)) : null);
        }

        List<@Nullable String> position() {
            return List.of(String.valueOf(tier), rank, resource.lower(), id.toString());
        }
    }

    @GET
    @RolesAllowed(Role.READS)
    @Takes(value = Takes.Shared.PAGE, limit = DEFAULT_LIMIT)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "search",
            summary = "Search everything",
            description = "Texts with all the words come before texts with any of them, titles before the rest, and an"
                    + " exact number, code, e-mail or telephone number before all. Accents and case do not matter.")
    public Results search(
            @Parameter(
                            description = "What to look for: words, \"phrases\", or, -not.",
                            required = true,
                            schema = @Schema(minLength = 1),
                            example = "societe generale")
                    @QueryParam("q")
                    String q,
            @Parameter(
                            description = "Only these kinds of things, separated by commas.",
                            explode = Explode.FALSE,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Searched.class))
                    @QueryParam("resource")
                    @Nullable
                    String resource,
            @Parameter(description = "Whether to show where the words were found, as HTML with <mark>.")
                    @DefaultValue("false")
                    @QueryParam("highlight")
                    boolean highlight) {
        if (q.isBlank()) {
            throw new ProblemException(Problem.Malformed.parameter("q", "invalid_value", "it has no words."));
        }
        var wanted = paging.wanted(DEFAULT_LIMIT);
        var rows = database.list(statement(q, resources(resource), wanted, highlight), RankedHit.class);
        return new Results(
                wanted.shown(rows).stream().map(row -> row.shown(highlight)).toList(),
                wanted.next(rows, RankedHit::position),
                rows.isEmpty() ? 0 : rows.getFirst().found(),
                rows.isEmpty() || rows.getFirst().bounded() < CANDIDATES ? EXACT : AT_LEAST);
    }

    private static List<String> resources(@Nullable String names) {
        return names == null
                ? List.of()
                : Arrays.stream(names.split(",", -1))
                        .map(name -> Problem.Malformed.among("resource", name, Searched.NAMES))
                        .distinct()
                        .toList();
    }

    private static Sql statement(String text, List<String> resources, Paging.Wanted wanted, boolean highlight) {
        var only = resources.isEmpty()
                ? Sql.of("")
                : Sql.of(" and d.resource = any(?)", Sql.array(ScalarType.TEXT, resources));
        var after = new Sql();
        wanted.after()
                .ifPresent(last -> after.add(
                        " where (tier, -rank, resource, id) > (?::int, -(?::real), ?, ?::uuid)", last.toArray()));
        return Sql.of("""
                        with asked as (
                            select search_query(q) as every_word,
                                   coalesce(search.alternatives(array(
                                       select distinct lexeme from unnest(search.terms(q)) t, unnest(t.lexemes) lexeme)),
                                       ''::tsquery) as any_word,
                                   search_identifiers(q) as identifiers,
                                   -- Who excludes words or asks for a phrase does not want the rest.
                                   q !~ '(^|\\s)-|"' as loosely
                            from (select ? as q) given),
                        exact as (
                            select d.resource, d.id, 0 as tier from search_document d, asked
                            where d.identifiers && asked.identifiers""", text)
                .add(only)
                .add("""
                         limit 200),
                        titled as (
                            select d.resource, d.id, 1 as tier from search_document d, asked
                            where d.title_tsv @@ asked.every_word""")
                .add(only)
                .add(" limit " + CANDIDATES)
                .add("""
                        ),
                        whole as (
                            select d.resource, d.id, 2 as tier from search_document d, asked
                            where d.tsv @@ asked.every_word""")
                .add(only)
                .add(" order by d.recency desc limit " + CANDIDATES)
                .add("""
                        ),
                        partial as (
                            select d.resource, d.id, 3 as tier from search_document d, asked
                            where asked.loosely and d.tsv @@ asked.any_word
                            and (select count(*) from (select from whole union all select from titled) found) < 100""")
                .add(only)
                .add(" limit " + CANDIDATES)
                .add("""
                        ),
                        candidate as (
                            select resource, id, min(tier) as tier
                            from (table exact union all table titled union all table whole union all table partial) each_way
                            group by resource, id),
                        ranked as (
                            select c.resource, c.id, c.tier, ts_rank(d.tsv, asked.any_word, 1) as rank,
                                   count(*) over () as found
                            from candidate c join search_document d using (resource, id), asked),
                        page as (
                            select * from ranked""")
                .add(after)
                .add(" order by tier, rank desc, resource, id limit ?)", wanted.limit() + 1)
                .add("""
                        select upper(p.resource) as resource, p.id, d.title, d.subtitle, p.tier, p.rank::text as rank, p.found,
                               (select count(*) from whole) + (select count(*) from partial) as bounded""")
                .add(highlight ? HIGHLIGHTED : ", null as marked_title, null as marked_text")
                .add("""
                         from page p join search_document d using (resource, id), asked
                        order by p.tier, p.rank desc, p.resource, p.id""");
    }

    /** Marks with characters that no text has, so that everything else can be escaped afterwards. */
    private static final String HIGHLIGHTED = """
            , ts_headline(search_config(d.language), translate(d.title, E'\\x01\\x02', ''), asked.any_word,
                E'StartSel="\\x01", StopSel="\\x02", HighlightAll=true') as marked_title,
            ts_headline(search_config(d.language),
                translate(concat_ws(E'\\n', d.subtitle, left(d.body, 20000), d.keywords), E'\\x01\\x02', ''),
                asked.any_word, E'StartSel="\\x01", StopSel="\\x02", MaxFragments=2, MinWords=5, MaxWords=20') as marked_text""";

    /** HTML in which nothing but our own marks is markup. */
    static @Nullable String marked(@Nullable String text) {
        return text == null
                ? null
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;")
                        .replace("\u0001", "<mark>")
                        .replace("\u0002", "</mark>");
    }
}
