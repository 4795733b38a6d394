package dev.rejoin.member;

import static dev.rejoin.api.Type.INSTANT;
import static dev.rejoin.api.Type.UUID;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.api.Answer;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.Call;
import dev.rejoin.api.Examples;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Paging;
import dev.rejoin.api.Parameter;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Role;
import dev.rejoin.api.Schema;
import dev.rejoin.api.Sql;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every meeting and event of a member, newest first, with counts out of the same statement. */
public final class Timeline {
    private static final int DEFAULT_LIMIT = 100;
    private static final List<String> KINDS = List.of("MEETING", "EVENT");

    public static final Operation OPERATION = Operation.get("/v1/members/{id}/timeline", "getMemberTimeline")
            .permittedTo(Role.READER)
            .tag("members")
            .is(
                    "Get a member's timeline",
                    "Every meeting and event of a member, newest first. List and counts come from one statement, so"
                            + " that they cannot differ.")
            .takes(
                    Parameter.path("id", Schema.of(UUID), "The member's id.").example(Examples.ID),
                    Parameter.query("kind", Schema.text().among(KINDS), "Only entries of this kind."),
                    Parameter.query("at__gte", Schema.of(INSTANT), "Only entries from this instant on."),
                    Parameter.query("at__lt", Schema.of(INSTANT), "Only entries before this instant."))
            .takes(Paging.parameters(DEFAULT_LIMIT))
            .answers(200, "The timeline.", schema(), example())
            .handledBy(Timeline::answer);

    /** An entry; what a kind does not have is null. */
    private record Entry(
            String kind,
            String id,
            String itemId,
            @Nullable OffsetDateTime at,
            @Nullable String title,
            String status,
            @Nullable String groupId,
            @Nullable String groupName,
            @Nullable Boolean asGuest,
            @Nullable Integer rating) {}

    private record Counts(long all, long meetings, long meetingsPresent, long events, long eventsAttended) {}

    private Timeline() {}

    private static Answer answer(Call call) {
        var paging = Paging.of(call, DEFAULT_LIMIT);
        var member = call.id("id");
        var filter = Sql.of("");
        call.query("kind").ifPresent(kind -> filter.add(" and kind = ?", kind(kind)));
        call.query("at__gte").ifPresent(at -> filter.add(" and at >= ?", INSTANT.parse("at__gte", at)));
        call.query("at__lt").ifPresent(at -> filter.add(" and at < ?", INSTANT.parse("at__lt", at)));
        var page = Sql.of("select * from filtered where true");
        paging.after()
                .ifPresent(
                        values -> page.add(" and (at, id) < (?::timestamptz, ?::uuid)", values.get(0), values.get(1)));
        page.add(" order by at desc, id desc limit ?", paging.limit() + 1);
        var sql = Sql.of("""
                        with entry as (
                            select 'MEETING' as kind, a.id, m.id as item_id,
                                   coalesce(m.starts_at, m.month::timestamp at time zone 'UTC') as at,
                                   coalesce(m.title, t.name) as title, a.status, g.id as group_id, g.name as group_name,
                                   a.as_guest, a.rating
                            from meeting_attendance a
                            join meeting m on m.id = a.meeting_id
                            left join member_group g on g.id = m.group_id
                            left join topic t on t.id = m.topic_id
                            where a.member_id = ?
                            union all
                            select 'EVENT', p.id, e.id, e.starts_at, e.title, p.status, null, null, null, null
                            from event_participation p join event e on e.id = p.event_id
                            where p.member_id = ?),
                        filtered as materialized (select * from entry where true""", member, member).add(filter).add("""
                        ),
                        counted as (
                            select count(*) as entries,
                                   count(*) filter (where kind = 'MEETING') as meetings,
                                   count(*) filter (where kind = 'MEETING' and status = 'PRESENT') as present,
                                   count(*) filter (where kind = 'EVENT') as events,
                                   count(*) filter (where kind = 'EVENT' and status = 'ATTENDED') as attended
                            from filtered),
                        page as (""").add(page).add("""
                        )
                        select counted.*, page.* from member cross join counted left join page on true
                        where member.id = ? order by page.at desc, page.id desc""", member);
        return call.database().query(sql, rows -> {
            if (!rows.next()) {
                throw new ProblemException(Problem.NotFound.item("member", "id", member));
            }
            return write(paging, counts(rows), entries(rows));
        });
    }

    private static String kind(String text) {
        if (!KINDS.contains(text)) {
            throw new ProblemException(
                    Problem.Malformed.parameter("kind", "invalid_value", "one of MEETING and EVENT is expected."));
        }
        return text;
    }

    private static Counts counts(ResultSet rows) throws SQLException {
        return new Counts(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5));
    }

    /** Reads from the present row on; a member without entries has one row with nothing in it. */
    private static List<Entry> entries(ResultSet rows) throws SQLException {
        var entries = new ArrayList<Entry>();
        do {
            if (rows.getString("kind") != null) {
                entries.add(new Entry(
                        rows.getString("kind"),
                        rows.getString("id"),
                        rows.getString("item_id"),
                        rows.getObject("at", OffsetDateTime.class),
                        rows.getString("title"),
                        rows.getString("status"),
                        rows.getString("group_id"),
                        rows.getString("group_name"),
                        (Boolean) rows.getObject("as_guest"),
                        (Integer) rows.getObject("rating")));
            }
        } while (rows.next());
        return entries;
    }

    private static Answer write(Paging paging, Counts counts, List<Entry> entries) {
        var more = entries.size() > paging.limit();
        var page = more ? entries.subList(0, paging.limit()) : entries;
        return Answer.json(Bytes.json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (var entry : page) {
                write(json, entry);
            }
            json.writeEndArray();
            json.writeStringField(
                    "next",
                    more
                            ? paging.next(
                                    String.valueOf(page.getLast().at()),
                                    page.getLast().id())
                            : null);
            json.writeNumberField("count", counts.all);
            json.writeObjectFieldStart("counts");
            json.writeNumberField("meetings", counts.meetings);
            json.writeNumberField("meetings_present", counts.meetingsPresent);
            json.writeNumberField("events", counts.events);
            json.writeNumberField("events_attended", counts.eventsAttended);
            json.writeEndObject();
            json.writeEndObject();
        }));
    }

    private static void write(JsonGenerator json, Entry entry) throws IOException {
        var meeting = entry.kind.equals("MEETING");
        json.writeStartObject();
        json.writeStringField("kind", entry.kind);
        json.writeStringField("id", entry.id);
        json.writeStringField("meeting_id", meeting ? entry.itemId : null);
        json.writeStringField("event_id", meeting ? null : entry.itemId);
        json.writeStringField("at", entry.at == null ? null : INSTANT.print(entry.at));
        json.writeStringField("title", entry.title);
        json.writeStringField("status", entry.status);
        json.writeStringField("group_id", entry.groupId);
        json.writeStringField("group_name", entry.groupName);
        json.writeObjectField("as_guest", entry.asGuest);
        json.writeObjectField("rating", entry.rating);
        json.writeEndObject();
    }

    private static Schema schema() {
        var id = Schema.of(UUID);
        var entry = Schema.object()
                .property("kind", Schema.text().among(KINDS).is("What it was."))
                .property("id", id.is("The attendance or participation."))
                .property("meeting_id", id.nullable().is("The meeting, if it was one."))
                .property("event_id", id.nullable().is("The event, if it was one."))
                .property("at", Schema.of(INSTANT).is("When it began; a meeting without a time by its month."))
                .property("title", Schema.text().nullable().is("The title, or a meeting's topic."))
                .property("status", Schema.text().is("The status of the attendance or participation."))
                .property("group_id", id.nullable().is("The group that met."))
                .property("group_name", Schema.text().nullable().is("The group's name."))
                .property(
                        "as_guest",
                        Schema.of(dev.rejoin.api.Type.BOOLEAN).nullable().is("Whether as a guest."))
                .property("rating", Schema.integer().nullable().is("How the meeting was rated."));
        var number = Schema.integer();
        return Schema.object()
                .property("results", Schema.array(entry))
                .property(
                        "next",
                        Schema.text().with("format", "uri-reference").nullable().is("The next page, if there is one."))
                .property("count", number.is("How many entries there are in all pages."))
                .property(
                        "counts",
                        Schema.object()
                                .property("meetings", number.is("Meetings."))
                                .property("meetings_present", number.is("Meetings at which they were present."))
                                .property("events", number.is("Events."))
                                .property("events_attended", number.is("Events that they attended."))
                                .is("The same by kind."));
    }

    private static Object example() {
        return Ordered.map(
                "results",
                List.of(Ordered.map(
                        "kind", "MEETING",
                        "id", Examples.ID,
                        "meeting_id", "0198c0de-7a11-7000-8000-000000000002",
                        "event_id", null,
                        "at", "2026-03-12T17:00:00Z",
                        "title", "Leading without authority",
                        "status", "PRESENT",
                        "group_id", "0198c0de-7a11-7000-8000-000000000003",
                        "group_name", "Paris Douze",
                        "as_guest", false,
                        "rating", 4)),
                "next",
                null,
                "count",
                1,
                "counts",
                Ordered.map("meetings", 1, "meetings_present", 1, "events", 0, "events_attended", 0));
    }
}
