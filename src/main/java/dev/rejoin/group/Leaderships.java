package dev.rejoin.group;

import static dev.rejoin.api.Field.date;
import static dev.rejoin.api.Field.reference;

import dev.rejoin.api.Resource;

/** Who led a group, and when. */
public final class Leaderships {
    public static final Resource RESOURCE = Resource.named("leaderships", "leadership", "group_leadership")
            .is("A group's elected leader, who is a member of the group throughout the term; one at a time.")
            .in("groups", "group")
            .embeddedBy("member", "leaderships")
            .hiding("term")
            .with(
                    reference("group", "groups").required().is("The group."),
                    reference("member", "members").required().is("The leader."),
                    date("elected_on")
                            .required()
                            .is("The first day of the term.")
                            .example("2024-01-01"),
                    date("ended_on").is("The day after the last one; null while it lasts."));

    private Leaderships() {}
}
