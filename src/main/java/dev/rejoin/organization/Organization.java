package dev.rejoin.organization;

import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Unique;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Client companies and institutions. */
@Entity
@DynamicUpdate
@ItemName(plural = "organizations", singular = "organization", searchedAs = "organization")
@Schema(description = "A client company or institution whose people are members.")
public class Organization extends Item<Organization.Data> {
    /** The values of status. */
    public enum Status {
        PROSPECT,
        ACTIVE,
        SUSPENDED,
        CLOSED
    }

    /** What clients write. */
    @Embeddable
    @Schema(name = "OrganizationCreate", description = "What a new organization says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "organization-4711")
            @Nullable
            String legacyId,

            @NotNull @Schema(description = "The name it is known by.", examples = "Société Générale") @Nullable
            String name,

            @Schema(description = "The name in the register.", examples = "Société Générale S.A.") @Nullable
            String legalName,

            @Unique @Schema(description = "The number in the register.", examples = "552 120 222") @Nullable
            String registrationNumber,

            @NotNull
            @Enumerated(EnumType.STRING)
            @Schema(description = "CLOSED if and only if closed_on is set.")
            @Nullable
            Status status,

            @Schema(description = "The line of business.", examples = "Banking") @Nullable
            String industry,

            @Schema(description = "Its website.", examples = "https://example.com") @Nullable
            String website,

            @Pattern(regexp = "^[^@\\s]+@[^@\\s]+$", message = "an e-mail address")
            @Schema(description = "Its e-mail address.", examples = "contact@example.com")
            @Nullable
            String email,

            @Schema(description = "Its telephone number.", examples = "+33 1 42 14 20 00") @Nullable
            String phone,

            @Schema(description = "Street and number.", examples = "29 boulevard Haussmann") @Nullable
            String street,

            @Schema(description = "Postal code.", examples = "75009") @Nullable
            String postalCode,

            @Schema(description = "City.", examples = "Paris") @Nullable
            String city,

            @Schema(description = "Region.", examples = "Île-de-France") @Nullable
            String region,

            @Pattern(regexp = "^[A-Z]{2}$", message = "an ISO 3166-1 alpha-2 country code, as FR")
            @Schema(description = "ISO 3166-1 alpha-2.", examples = "FR")
            @Nullable
            String country,

            @Schema(description = "Since when it is a client.", examples = "2019-04-01") @Nullable
            LocalDate joinedOn,

            @Schema(description = "When it was closed; not before joined_on.") @Nullable
            LocalDate closedOn) {}
}
