package dev.rejoin.teacher;

import static dev.rejoin.api.Field.decimal;
import static dev.rejoin.api.Field.enumeration;
import static dev.rejoin.api.Field.reference;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;

/** People who teach. */
public final class Teachers {
    public static final Resource RESOURCE = Resource.named("teachers", "teacher", "teacher")
            .is("A person who teaches at meetings and on missions.")
            .searchable()
            .with(
                    reference("person", "people").required().unique().is("The human."),
                    text("full_name").through("person").is("The person's name.").example("Zoé Dupont"),
                    text("email")
                            .through("person")
                            .is("The person's e-mail address.")
                            .example("zoe.dupont@example.com"),
                    text("headline").is("One line about them.").example("Negotiation under pressure"),
                    text("biography").is("Their life and work."),
                    decimal("daily_rate")
                            .money()
                            .atLeast("0")
                            .is("The price of a day.")
                            .example("1800.00"),
                    text("currency").currency().is("ISO 4217.").example("EUR"),
                    enumeration("status", "ACTIVE", "RETIRED").required().is("Whether they still teach."));

    private Teachers() {}
}
