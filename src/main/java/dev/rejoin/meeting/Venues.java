package dev.rejoin.meeting;

import static dev.rejoin.api.Field.decimal;
import static dev.rejoin.api.Field.integer;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;

/** Places where meetings and events are held. */
public final class Venues {
    public static final Resource RESOURCE = Resource.named("venues", "venue", "venue")
            .is("A place where meetings and events are held.")
            .searchable()
            .with(
                    text("name").required().is("The name.").example("Maison des Arts"),
                    text("street").is("Street and number.").example("12 rue de la Paix"),
                    text("postal_code").is("Postal code.").example("75002"),
                    text("city").is("City.").example("Paris"),
                    text("country").country().is("ISO 3166-1 alpha-2.").example("FR"),
                    integer("capacity")
                            .atLeast("1")
                            .is("How many people it holds.")
                            .example(80),
                    decimal("latitude")
                            .digits(9, 6)
                            .atLeast("-90")
                            .atMost("90")
                            .is("Degrees north; with longitude or not at all.")
                            .example("48.869100"),
                    decimal("longitude")
                            .digits(9, 6)
                            .atLeast("-180")
                            .atMost("180")
                            .is("Degrees east; with latitude or not at all.")
                            .example("2.331200"));

    private Venues() {}
}
