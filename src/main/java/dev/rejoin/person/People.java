package dev.rejoin.person;

import static dev.rejoin.api.Field.date;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;

/** Humans: the one home of their names and contact data. */
public final class People {
    public static final Resource RESOURCE = Resource.named("people", "person", "person")
            .is("A human: the one home of a name and its contact data.")
            .searchable()
            .with(
                    text("given_name").is("The given name.").example("Zoé"),
                    text("family_name").required().is("The family name.").example("Dupont"),
                    text("full_name")
                            .required()
                            .owned()
                            .is("Both names; computed.")
                            .example("Zoé Dupont"),
                    text("email")
                            .email()
                            .unique()
                            .is("The e-mail address; nobody else's, ignoring case.")
                            .example("zoe.dupont@example.com"),
                    text("phone").is("The telephone number.").example("+33 6 12 34 56 78"),
                    text("language")
                            .matching("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", "a BCP 47 language tag, as fr-CH")
                            .is("The preferred language, BCP 47.")
                            .example("fr"),
                    date("born_on").is("The day of birth.").example("1974-09-30"));

    private People() {}
}
