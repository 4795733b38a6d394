package dev.rejoin.group;

import static dev.rejoin.api.Field.date;
import static dev.rejoin.api.Field.enumeration;
import static dev.rejoin.api.Field.integer;
import static dev.rejoin.api.Field.reference;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;

/** Peer groups of members. */
public final class Groups {
    public static final Resource RESOURCE = Resource.named("groups", "group", "member_group")
            .is("A peer group of members, looked after by a point of contact among the staff.")
            .searchable()
            .embeddedBy("point_of_contact", "groups")
            .with(
                    text("code").required().unique().is("The short name.").example("PAR-12"),
                    text("name").required().is("The name.").example("Paris Douze"),
                    enumeration("status", "FORMING", "ACTIVE", "DORMANT", "CLOSED")
                            .required()
                            .is("Where the group stands in its life."),
                    reference("point_of_contact", "staff")
                            .owed()
                            .is("Who of the staff looks after the group; missing in groups imported without."),
                    reference("leader", "members")
                            .derived("""
                                    select l.member_id from group_leadership l
                                    where l.group_id = t.id and l.term @> current_date""")
                            .is("Who leads the group today; elected by a leadership."),
                    integer("active_member_count")
                            .required()
                            .derived("""
                                    select count(*) from group_membership m
                                    where m.group_id = t.id and m.period @> current_date""")
                            .is("How many members the group has today.")
                            .example(9),
                    text("region").is("Where it meets.").example("Île-de-France"),
                    date("founded_on").is("When it was founded.").example("2015-09-01"),
                    integer("capacity")
                            .atLeast("1")
                            .is("How many members it takes.")
                            .example(12));

    private Groups() {}
}
