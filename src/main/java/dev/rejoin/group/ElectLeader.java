package dev.rejoin.group;

import static dev.rejoin.api.Field.date;
import static dev.rejoin.api.Field.reference;

import dev.rejoin.api.Catalog;
import dev.rejoin.api.Database;
import dev.rejoin.api.Examples;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Sql;
import dev.rejoin.api.write.Action;
import dev.rejoin.api.write.Form;
import dev.rejoin.api.write.Input;
import java.time.LocalDate;
import java.util.UUID;

/** A group elects a leader: the present term ends on the day on which the new one begins. */
public final class ElectLeader {
    private static final Form FORM = Form.of(
            reference("member", "members").required().is("Who is elected; a member of the group from then on."),
            date("elected_on").is("The first day of the term; today by default."));

    private ElectLeader() {}

    public static Operation operation(Catalog catalog) {
        return Action.on(Groups.RESOURCE, "leader-elections", "electLeader")
                .is("Elect a leader", "Ends the term that runs on that day and begins the new one, in one transaction.")
                .requires(FORM, Ordered.map("member_id", Examples.ID, "elected_on", "2026-03-01"))
                .creates(Leaderships.RESOURCE)
                .doing(catalog, ElectLeader::elect);
    }

    private static UUID elect(Database database, UUID group, Input input) {
        LocalDate day = input.<LocalDate>value("elected_on").orElseGet(LocalDate::now);
        UUID member = input.required("member_id");
        var elected = Sql.of("select from group_leadership where group_id = ? and elected_on = ?", group, day);
        if (database.query(elected, java.sql.ResultSet::next)) {
            throw Action.conflict("already_elected", "The group has elected a leader on %s already.".formatted(day));
        }
        database.update(
                Sql.of("update group_leadership set ended_on = ? where group_id = ? and term @> ?", day, group, day));
        return database.query(
                Sql.of(
                        "insert into group_leadership (group_id, member_id, elected_on) values (?, ?, ?) returning id",
                        group,
                        member,
                        day),
                rows -> {
                    rows.next();
                    return rows.getObject(1, UUID.class);
                });
    }
}
