package dev.rejoin.member;

import static dev.rejoin.api.Field.date;
import static dev.rejoin.api.Field.enumeration;
import static dev.rejoin.api.Field.reference;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;

/** People who are members on behalf of an organization. */
public final class Members {
    public static final Resource RESOURCE = Resource.named("members", "member", "member")
            .is("The membership of a person on behalf of an organization; a person has one at a time.")
            .searchable()
            .changedBy("leave", "status", "LEFT")
            .embeddedBy("person", "members")
            .embeddedBy("organization", "members")
            .with(
                    reference("person", "people").required().is("The human."),
                    reference("organization", "organizations")
                            .required()
                            .is("The organization on whose behalf they are a member."),
                    text("full_name").through("person").is("The person's name.").example("Zoé Dupont"),
                    text("email")
                            .through("person")
                            .is("The person's e-mail address.")
                            .example("zoe.dupont@example.com"),
                    text("member_number")
                            .required()
                            .unique()
                            .is("The number on the membership card.")
                            .example("M-004711"),
                    text("job_title").is("The position in the organization.").example("Chief executive"),
                    enumeration("status", "CANDIDATE", "ACTIVE", "PAUSED", "LEFT")
                            .required()
                            .is("LEFT if and only if left_on is set."),
                    date("joined_on").required().is("The first day.").example("2021-01-15"),
                    date("left_on").is("The day after the last one; not before joined_on."));

    private Members() {}
}
