package dev.rejoin.group;

import static dev.rejoin.api.Field.date;
import static dev.rejoin.api.Field.reference;

import dev.rejoin.api.Resource;

/** Who belongs to a group, and when. */
public final class Memberships {
    public static final Resource RESOURCE = Resource.named("memberships", "membership", "group_membership")
            .is("A member belongs to a group from joined_on until before left_on.")
            .in("groups", "group")
            .embeddedBy("member", "memberships")
            .hiding("period")
            .with(
                    reference("group", "groups").required().is("The group."),
                    reference("member", "members").required().is("The member."),
                    date("joined_on").required().is("The first day.").example("2021-03-01"),
                    date("left_on").is("The day after the last one; null while it lasts."));

    private Memberships() {}
}
