package dev.rejoin.member;

import dev.rejoin.api.endpoint.Endpoint;
import dev.rejoin.api.endpoint.Takes;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
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
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Every meeting and event of a member, newest first, with counts out of the same statement. */
@Path("/v1/members/{id}/timeline")
@Tag(name = "members")
@RunOnVirtualThread
public class TimelineResource implements Endpoint {
    private static final int DEFAULT_LIMIT = 100;

    private final Database database;
    private final Paging paging;

    TimelineResource(Database database, Paging paging) {
        this.database = database;
        this.paging = paging;
    }

    /** What an entry is. */
    public enum Kind {
        MEETING,
        EVENT
    }

    /** What is answered. */
    @Schema(name = "Timeline")
    public record Timeline(
            List<Entry> results,

            @Schema(description = Paged.NEXT, format = Paged.URI_REFERENCE, nullable = true) @Nullable
            String next,

            @Schema(description = "How many entries there are in all pages.", examples = "1")
            long count,

            @Schema(description = "The same by kind.") Counts counts) {}

    /** An entry; what a kind does not have is null. */
    @Schema(name = "TimelineEntry")
    public record Entry(
            @Schema(description = "What it was.", examples = "MEETING")
            Kind kind,

            @Schema(description = "The attendance or participation.")
            UUID id,

            @Schema(description = "The meeting, if it was one.", nullable = true) @Nullable
            UUID meetingId,

            @Schema(description = "The event, if it was one.", nullable = true) @Nullable
            UUID eventId,

            @Schema(
                    description = "When it began; a meeting without a time by its month.",
                    examples = "2026-03-12T17:00:00Z")
            OffsetDateTime at,

            @Schema(
                    description = "The title, or a meeting's topic.",
                    examples = "Leading without authority",
                    nullable = true)
            @Nullable
            String title,

            @Schema(description = "The status of the attendance or participation.", examples = "PRESENT")
            String status,

            @Schema(description = "The group that met.", nullable = true) @Nullable
            UUID groupId,

            @Schema(description = "The group's name.", examples = "Paris Douze", nullable = true) @Nullable
            String groupName,

            @Schema(description = "Whether as a guest.", examples = "false", nullable = true) @Nullable
            Boolean asGuest,

            @Schema(description = "How the meeting was rated.", examples = "4", nullable = true) @Nullable
            Integer rating) {}

    /** The numbers of entries. */
    @Schema(name = "TimelineCounts")
    public record Counts(
            @Schema(description = "Meetings.", examples = "1")
            long meetings,

            @Schema(description = "Meetings at which they were present.", examples = "1")
            long meetingsPresent,

            @Schema(description = "Events.", examples = "0") long events,

            @Schema(description = "Events that they attended.", examples = "0")
            long eventsAttended) {}

    private record CountedEntry(
            long entries, Counts counts, @Nullable Entry entry) {}

    @GET
    @RolesAllowed(Role.READS)
    @Takes(value = Takes.Shared.PAGE, limit = DEFAULT_LIMIT)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getMemberTimeline",
            summary = "Get a member's timeline",
            description = "Every meeting and event of a member, newest first. List and counts come from one statement,"
                    + " so that they cannot differ.")
    public Timeline timeline(
            @Parameter(description = "The member's id.") @PathParam("id") UUID id,
            @Parameter(description = "Only entries of this kind.") @QueryParam("kind") @Nullable Kind kind,
            @Parameter(description = "Only entries from this instant on.") @QueryParam("at__gte") @Nullable
                    OffsetDateTime from,
            @Parameter(description = "Only entries before this instant.") @QueryParam("at__lt") @Nullable
                    OffsetDateTime before) {
        var wanted = paging.wanted(DEFAULT_LIMIT);
        var page = Sql.of("select * from filtered");
        wanted.after()
                .ifPresent(last -> page.add(
                        " where (at, id) < (?::timestamptz, ?::uuid)",
                        OffsetDateTime.parse(String.valueOf(last.get(0))),
                        last.get(1)));
        page.add(" order by at desc, id desc limit ?", wanted.limit() + 1);
        var rows =
                database.list(Sql.of("""
                        with entry as (
                            select 'MEETING' as kind, a.id, m.id as meeting_id, null::uuid as event_id,
                                   coalesce(m.starts_at, domain_midnight(m.month)) as at,
                                   coalesce(m.title, t.name) as title, a.status, g.id as group_id, g.name as group_name,
                                   a.as_guest, a.rating
                            from meeting_attendance a
                            join meeting m on m.id = a.meeting_id
                            left join member_group g on g.id = m.group_id
                            left join topic t on t.id = m.topic_id
                            where a.member_id = ?
                            union all
                            select 'EVENT', p.id, null, e.id, e.starts_at, e.title, p.status, null, null, null, null
                            from event_participation p join event e on e.id = p.event_id
                            where p.member_id = ?),
                        filtered as materialized (
                            select * from entry
                            where kind = coalesce(?, kind)
                              and at >= coalesce(?::timestamptz, '-infinity')
                              and at < coalesce(?::timestamptz, 'infinity')),
                        counted as (
                            select count(*) as entries,
                                   count(*) filter (where kind = 'MEETING') as meetings,
                                   count(*) filter (where kind = 'MEETING' and status = 'PRESENT') as meetings_present,
                                   count(*) filter (where kind = 'EVENT') as events,
                                   count(*) filter (where kind = 'EVENT' and status = 'ATTENDED') as events_attended
                            from filtered),
                        page as (""", id, id, kind, from, before).add(page).add("""
                        )
                        select counted.*, page.* from member cross join counted left join page on true
                        where member.id = ? order by page.at desc, page.id desc""", id), CountedEntry.class);
        if (rows.isEmpty()) {
            throw new ProblemException(Problem.NotFound.item("member", "id", id));
        }
        var entries =
                rows.stream().map(CountedEntry::entry).filter(Objects::nonNull).toList();
        return new Timeline(
                wanted.shown(entries),
                wanted.next(
                        entries, last -> List.of(last.at().toString(), last.id().toString())),
                rows.getFirst().entries(),
                rows.getFirst().counts());
    }
}
