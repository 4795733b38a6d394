package dev.rejoin.member;

import static dev.rejoin.api.Field.date;

import dev.rejoin.api.Catalog;
import dev.rejoin.api.Database;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Sql;
import dev.rejoin.api.write.Action;
import dev.rejoin.api.write.Form;
import dev.rejoin.api.write.Input;
import java.time.LocalDate;
import java.util.UUID;

/** A member leaves: with the membership end those of the groups, and the terms as their leader. */
public final class Leave {
    private static final Form FORM = Form.of(date("left_on").is("The day after the last one; today by default."));

    private Leave() {}

    public static Operation operation(Catalog catalog) {
        return Action.on(Members.RESOURCE, "leave", "leaveMember")
                .is(
                        "A member leaves",
                        "Ends the membership, and with it the member's group memberships and terms as a leader, in one"
                                + " transaction. Refused where one of these begins on that day or later: it has to be"
                                + " deleted first.")
                .takes(FORM, Ordered.map("left_on", "2026-03-31"))
                .doing(catalog, Leave::leave);
    }

    private static UUID leave(Database database, UUID member, Input input) {
        LocalDate day = input.<LocalDate>value("left_on").orElseGet(LocalDate::now);
        var gone = Sql.of("select left_on from member where id = ? and status = 'LEFT'", member);
        String since = database.query(gone, rows -> rows.next() ? rows.getString(1) : null);
        if (since != null) {
            throw Action.conflict("already_left", "The member has left on %s already.".formatted(since));
        }
        // Before the groups' memberships: a leader is a member throughout the term.
        end(database, member, day, "group_leadership", "elected_on", "ended_on", "leadership_begins_later");
        end(database, member, day, "group_membership", "joined_on", "left_on", "membership_begins_later");
        database.update(Sql.of("update member set status = 'LEFT', left_on = ? where id = ?", day, member));
        return member;
    }

    private static void end(
            Database database, UUID member, LocalDate day, String table, String begin, String end, String code) {
        var later = Sql.of(
                "select string_agg(g.code, ', ' order by g.code) from %s x join member_group g on g.id = x.group_id where x.member_id = ? and x.%s >= ?"
                        .formatted(table, begin),
                member,
                day);
        String groups = database.query(later, rows -> rows.next() ? rows.getString(1) : null);
        if (groups != null) {
            throw Action.conflict(code, "On %s or later begins what the member has with %s.".formatted(day, groups));
        }
        database.update(Sql.of(
                "update %1$s set %2$s = ? where member_id = ? and (%2$s is null or %2$s > ?)".formatted(table, end),
                day,
                member,
                day));
    }
}
