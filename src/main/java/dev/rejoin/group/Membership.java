package dev.rejoin.group;

import dev.rejoin.api.resource.EmbeddedAs;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Owner;
import dev.rejoin.api.resource.Unique;
import dev.rejoin.member.Member;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Who belongs to a group, and when. */
@Entity
@Table(name = "group_membership")
@DynamicUpdate
@ItemName(plural = "memberships", singular = "membership")
@Schema(description = "A member belongs to a group from joined_on until before left_on.")
public class Membership extends Item<Membership.Data> {
    /** What clients write. */
    @Embeddable
    @Schema(name = "MembershipCreate", description = "What a new membership says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "membership-4711")
            @Nullable
            String legacyId,

            @NotNull @Schema(description = "The group.") @Nullable
            UUID groupId,

            @NotNull @Schema(description = "The member.") @Nullable
            UUID memberId,

            @NotNull @Schema(description = "The first day.", examples = "2021-03-01") @Nullable
            LocalDate joinedOn,

            @Schema(description = "The day after the last one; null while it lasts.") @Nullable
            LocalDate leftOn) {}

    @Owner
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "groupId", insertable = false, updatable = false)
    @Nullable
    Group group;

    @EmbeddedAs("memberships")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "memberId", insertable = false, updatable = false)
    @Nullable
    Member member;
}
