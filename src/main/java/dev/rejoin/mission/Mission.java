package dev.rejoin.mission;

import dev.rejoin.api.resource.EmbeddedAs;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Unique;
import dev.rejoin.meeting.Meeting;
import dev.rejoin.organization.Organization;
import dev.rejoin.teacher.Teacher;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Work delivered for organizations. */
@Entity
@DynamicUpdate
@ItemName(plural = "missions", singular = "mission", searchedAs = "mission")
@Schema(description = "Work delivered for an organization, and invoiced.")
public class Mission extends Item<Mission.Data> {
    /** The values of kind. */
    public enum Kind {
        TEACHING,
        FACILITATION,
        CONSULTING
    }

    /** The values of status. */
    public enum Status {
        DRAFT,
        CONFIRMED,
        DELIVERED,
        CANCELLED
    }

    /** What clients write. */
    @Embeddable
    @Schema(name = "MissionCreate", description = "What a new mission says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "mission-4711")
            @Nullable
            String legacyId,

            @NotNull @Unique @Schema(description = "The number of the contract.", examples = "MIS-2026-0042") @Nullable
            String reference,

            @NotNull @Schema(description = "The title.", examples = "Facilitation of the strategy day") @Nullable
            String title,

            @NotNull @Enumerated(EnumType.STRING) @Schema(description = "What kind of work it is.") @Nullable
            Kind kind,

            @NotNull @Schema(description = "The client.") @Nullable
            UUID organizationId,

            @Schema(description = "Who delivers it.") @Nullable
            UUID teacherId,

            @Schema(description = "The meeting at which it was delivered.") @Nullable
            UUID meetingId,

            @NotNull @Enumerated(EnumType.STRING) @Schema(description = "Where it stands.") @Nullable
            Status status,

            @Schema(description = "The first day.", examples = "2026-03-12") @Nullable
            LocalDate startsOn,

            @Schema(description = "The last day; not before the first.", examples = "2026-03-13") @Nullable
            LocalDate endsOn,

            @Digits(integer = 10, fraction = 2)
            @Column(precision = 12, scale = 2)
            @DecimalMin(value = "0", message = "0 or more")
            @Schema(description = "The price.", examples = "4200.00")
            @Nullable
            BigDecimal fee,

            @Pattern(regexp = "^[A-Z]{3}$", message = "an ISO 4217 currency code, as EUR")
            @Column(columnDefinition = "bpchar(3)")
            @Schema(description = "ISO 4217.", examples = "EUR")
            @Nullable
            String currency,

            @Schema(description = "What was agreed.") @Nullable
            String description) {}

    @EmbeddedAs("missions")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organizationId", insertable = false, updatable = false)
    @Nullable
    Organization organization;

    @EmbeddedAs("missions")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "teacherId", insertable = false, updatable = false)
    @Nullable
    Teacher teacher;

    @EmbeddedAs("missions")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "meetingId", insertable = false, updatable = false)
    @Nullable
    Meeting meeting;
}
