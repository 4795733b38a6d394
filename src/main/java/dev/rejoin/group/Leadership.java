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

/** Who led a group, and when. */
@Entity
@Table(name = "group_leadership")
@DynamicUpdate
@ItemName(plural = "leaderships", singular = "leadership")
@Schema(description = "A group's elected leader, who is a member of the group throughout the term; one at a time.")
public class Leadership extends Item<Leadership.Data> {
    /** What clients write. */
    @Embeddable
    @Schema(name = "LeadershipCreate", description = "What a new leadership says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "leadership-4711")
            @Nullable
            String legacyId,

            @NotNull @Schema(description = "The group.") @Nullable
            UUID groupId,

            @NotNull @Schema(description = "The leader.") @Nullable
            UUID memberId,

            @NotNull @Schema(description = "The first day of the term.", examples = "2024-01-01") @Nullable
            LocalDate electedOn,

            @Schema(description = "The day after the last one; null while it lasts.") @Nullable
            LocalDate endedOn) {}

    @Owner
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "groupId", insertable = false, updatable = false)
    @Nullable
    Group group;

    @EmbeddedAs("leaderships")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "memberId", insertable = false, updatable = false)
    @Nullable
    Member member;
}
