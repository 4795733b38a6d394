package dev.rejoin.meeting;

import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Unique;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Places where meetings and events are held. */
@Entity
@DynamicUpdate
@ItemName(plural = "venues", singular = "venue", searchedAs = "venue")
@Schema(description = "A place where meetings and events are held.")
public class Venue extends Item<Venue.Data> {
    /** What clients write. */
    @Embeddable
    @Schema(name = "VenueCreate", description = "What a new venue says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "venue-4711")
            @Nullable
            String legacyId,

            @NotNull @Schema(description = "The name.", examples = "Maison des Arts") @Nullable
            String name,

            @Schema(description = "Street and number.", examples = "12 rue de la Paix") @Nullable
            String street,

            @Schema(description = "Postal code.", examples = "75002") @Nullable
            String postalCode,

            @Schema(description = "City.", examples = "Paris") @Nullable
            String city,

            @Pattern(regexp = "^[A-Z]{2}$", message = "an ISO 3166-1 alpha-2 country code, as FR")
            @Schema(description = "ISO 3166-1 alpha-2.", examples = "FR")
            @Nullable
            String country,

            @Min(value = 1, message = "1 or more")
            @Schema(description = "How many people it holds.", examples = "80")
            @Nullable
            Integer capacity,

            @Digits(integer = 3, fraction = 6)
            @Column(precision = 9, scale = 6)
            @DecimalMin(value = "-90", message = "-90 or more")
            @DecimalMax(value = "90", message = "90 or less")
            @Schema(description = "Degrees north; with longitude or not at all.", examples = "48.869100")
            @Nullable
            BigDecimal latitude,

            @Digits(integer = 3, fraction = 6)
            @Column(precision = 9, scale = 6)
            @DecimalMin(value = "-180", message = "-180 or more")
            @DecimalMax(value = "180", message = "180 or less")
            @Schema(description = "Degrees east; with latitude or not at all.", examples = "2.331200")
            @Nullable
            BigDecimal longitude) {}
}
