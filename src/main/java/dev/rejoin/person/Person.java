package dev.rejoin.person;

import dev.rejoin.api.resource.IgnoringCase;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Unique;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Humans: the one home of their names and contact data. */
@Entity
@DynamicUpdate
@ItemName(plural = "people", singular = "person", searchedAs = "person")
@Schema(description = "A human: the one home of a name and its contact data.")
public class Person extends Item<Person.Data> {
    /** What clients write. */
    @Embeddable
    @Schema(name = "PersonCreate", description = "What a new person says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "person-4711")
            @Nullable
            String legacyId,

            @Schema(description = "The given name.", examples = "Zoé") @Nullable
            String givenName,

            @NotNull @Schema(description = "The family name.", examples = "Dupont") @Nullable
            String familyName,

            @Unique
            @IgnoringCase
            @Pattern(regexp = "^[^@\\s]+@[^@\\s]+$", message = "an e-mail address")
            @Schema(
                    description = "The e-mail address; nobody else's, ignoring case.",
                    examples = "zoe.dupont@example.com")
            @Nullable
            String email,

            @Schema(description = "The telephone number.", examples = "+33 6 12 34 56 78") @Nullable
            String phone,

            @Pattern(regexp = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", message = "a BCP 47 language tag, as fr-CH")
            @Schema(description = "The preferred language, BCP 47.", examples = "fr")
            @Nullable
            String language,

            @Schema(description = "The day of birth.", examples = "1974-09-30") @Nullable
            LocalDate bornOn) {}

    @Column(insertable = false, updatable = false)
    @NotNull
    @Schema(description = "Both names; computed.", examples = "Zoé Dupont")
    @Nullable
    String fullName;
}
