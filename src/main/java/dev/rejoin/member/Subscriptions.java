package dev.rejoin.member;

import static dev.rejoin.api.Field.date;
import static dev.rejoin.api.Field.decimal;
import static dev.rejoin.api.Field.enumeration;
import static dev.rejoin.api.Field.reference;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;

/** What members pay, period by period. */
public final class Subscriptions {
    public static final Resource RESOURCE = Resource.named("subscriptions", "subscription", "subscription")
            .is("What a member pays for a period; periods of one member do not overlap.")
            .embeddedBy("member", "subscriptions")
            .embeddedBy("invoice", "subscriptions")
            .hiding("period")
            .with(
                    reference("member", "members").required().is("Who subscribes."),
                    date("starts_on").required().is("The first day.").example("2026-01-01"),
                    date("ends_on").required().is("The day after the last one.").example("2027-01-01"),
                    decimal("amount")
                            .money()
                            .atLeast("0")
                            .is("The price of the period.")
                            .example("3600.00"),
                    text("currency").required().currency().is("ISO 4217.").example("EUR"),
                    enumeration("status", "PENDING", "ACTIVE", "PAID", "CANCELLED")
                            .required()
                            .is("PENDING: offered; ACTIVE: running, not yet paid."),
                    reference("invoice", "invoices").is("The invoice it was billed with."));

    private Subscriptions() {}
}
