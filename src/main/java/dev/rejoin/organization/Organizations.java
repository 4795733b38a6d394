package dev.rejoin.organization;

import static dev.rejoin.api.Field.date;
import static dev.rejoin.api.Field.enumeration;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;

/** Client companies and institutions. */
public final class Organizations {
    public static final Resource RESOURCE = Resource.named("organizations", "organization", "organization")
            .is("A client company or institution whose people are members.")
            .searchable()
            .with(
                    text("name").required().is("The name it is known by.").example("Société Générale"),
                    text("legal_name").is("The name in the register.").example("Société Générale S.A."),
                    text("registration_number")
                            .unique()
                            .is("The number in the register.")
                            .example("552 120 222"),
                    enumeration("status", "PROSPECT", "ACTIVE", "SUSPENDED", "CLOSED")
                            .required()
                            .is("CLOSED if and only if closed_on is set."),
                    text("industry").is("The line of business.").example("Banking"),
                    text("website").is("Its website.").example("https://example.com"),
                    text("email").email().is("Its e-mail address.").example("contact@example.com"),
                    text("phone").is("Its telephone number.").example("+33 1 42 14 20 00"),
                    text("street").is("Street and number.").example("29 boulevard Haussmann"),
                    text("postal_code").is("Postal code.").example("75009"),
                    text("city").is("City.").example("Paris"),
                    text("region").is("Region.").example("Île-de-France"),
                    text("country").country().is("ISO 3166-1 alpha-2.").example("FR"),
                    date("joined_on").is("Since when it is a client.").example("2019-04-01"),
                    date("closed_on").is("When it was closed; not before joined_on."));

    private Organizations() {}
}
