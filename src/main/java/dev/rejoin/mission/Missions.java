package dev.rejoin.mission;

import static dev.rejoin.api.Field.date;
import static dev.rejoin.api.Field.decimal;
import static dev.rejoin.api.Field.enumeration;
import static dev.rejoin.api.Field.reference;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;

/** Work delivered for organizations. */
public final class Missions {
    public static final Resource RESOURCE = Resource.named("missions", "mission", "mission")
            .is("Work delivered for an organization, and invoiced.")
            .searchable()
            .embeddedBy("organization", "missions")
            .embeddedBy("teacher", "missions")
            .embeddedBy("meeting", "missions")
            .with(
                    text("reference")
                            .required()
                            .unique()
                            .is("The number of the contract.")
                            .example("MIS-2026-0042"),
                    text("title").required().is("The title.").example("Facilitation of the strategy day"),
                    enumeration("kind", "TEACHING", "FACILITATION", "CONSULTING")
                            .required()
                            .is("What kind of work it is."),
                    reference("organization", "organizations").required().is("The client."),
                    reference("teacher", "teachers").is("Who delivers it."),
                    reference("meeting", "meetings").is("The meeting at which it was delivered."),
                    enumeration("status", "DRAFT", "CONFIRMED", "DELIVERED", "CANCELLED")
                            .required()
                            .is("Where it stands."),
                    date("starts_on").is("The first day.").example("2026-03-12"),
                    date("ends_on").is("The last day; not before the first.").example("2026-03-13"),
                    decimal("fee").money().atLeast("0").is("The price.").example("4200.00"),
                    text("currency").currency().is("ISO 4217.").example("EUR"),
                    text("description").is("What was agreed."));

    private Missions() {}
}
