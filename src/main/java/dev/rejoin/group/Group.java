package dev.rejoin.group;

import dev.rejoin.api.resource.EmbeddedAs;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Owed;
import dev.rejoin.api.resource.Unique;
import dev.rejoin.member.Member;
import dev.rejoin.person.StaffMember;
import jakarta.persistence.Basic;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JoinFormula;
import org.jspecify.annotations.Nullable;

/** Peer groups of members. */
@Entity
@Table(name = "member_group")
@DynamicUpdate
@ItemName(plural = "groups", singular = "group", searchedAs = "group")
@Schema(description = "A peer group of members, looked after by a point of contact among the staff.")
public class Group extends Item<Group.Data> {
    /** The values of status. */
    public enum Status {
        FORMING,
        ACTIVE,
        DORMANT,
        CLOSED
    }

    /** What clients write. */
    @Embeddable
    @Schema(name = "GroupCreate", description = "What a new group says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "group-4711")
            @Nullable
            String legacyId,

            @NotNull @Unique @Schema(description = "The short name.", examples = "PAR-12") @Nullable
            String code,

            @NotNull @Schema(description = "The name.", examples = "Paris Douze") @Nullable
            String name,

            @NotNull @Enumerated(EnumType.STRING) @Schema(description = "Where the group stands in its life.") @Nullable
            Status status,

            @NotNull
            @Owed
            @Schema(description = "Who of the staff looks after the group; missing in groups imported without.")
            @Nullable
            UUID pointOfContactId,

            @Schema(description = "Where it meets.", examples = "Île-de-France") @Nullable
            String region,

            @Schema(description = "When it was founded.", examples = "2015-09-01") @Nullable
            LocalDate foundedOn,

            @Min(value = 1, message = "1 or more")
            @Schema(description = "How many members it takes.", examples = "12")
            @Nullable
            Integer capacity) {}

    @EmbeddedAs("groups")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "pointOfContactId", insertable = false, updatable = false)
    @Nullable
    StaffMember pointOfContact;

    @Basic(fetch = FetchType.LAZY)
    @Formula("(select l.member_id from group_leadership l where l.group_id = id and l.term @> domain_today())")
    @Schema(description = "Who leads the group today; elected by a leadership.")
    @Nullable
    UUID leaderId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinFormula("(select l.member_id from group_leadership l where l.group_id = id and l.term @> domain_today())")
    @Nullable
    Member leader;

    @Basic(fetch = FetchType.LAZY)
    @Formula("(select count(*) from group_membership m where m.group_id = id and m.period @> domain_today())")
    @NotNull
    @Schema(description = "How many members the group has today.", examples = "9")
    @Nullable
    Long activeMemberCount;
}
