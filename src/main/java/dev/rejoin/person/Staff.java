package dev.rejoin.person;

import static dev.rejoin.api.Field.flag;
import static dev.rejoin.api.Field.reference;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;

/** The people who work for the company. */
public final class Staff {
    public static final Resource RESOURCE = Resource.named("staff", "staff-member", "staff")
            .is("A person who works for the company.")
            .searchableAs("staff")
            .with(
                    reference("person", "people").required().unique().is("The human."),
                    text("full_name").through("person").is("The person's name.").example("Zoé Dupont"),
                    text("email")
                            .through("person")
                            .is("The person's e-mail address.")
                            .example("zoe.dupont@example.com"),
                    text("job_title").is("What they do.").example("Animator"),
                    text("region").is("The region they look after.").example("Île-de-France"),
                    flag("active").defaulted().is("Whether they work here now."));

    private Staff() {}
}
