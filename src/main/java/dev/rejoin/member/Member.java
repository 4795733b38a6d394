package dev.rejoin.member;

import dev.rejoin.api.resource.ChangedBy;
import dev.rejoin.api.resource.EmbeddedAs;
import dev.rejoin.api.resource.IgnoringCase;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Through;
import dev.rejoin.api.resource.Unique;
import dev.rejoin.organization.Organization;
import dev.rejoin.person.Person;
import jakarta.persistence.Basic;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/** People who are members on behalf of an organization. */
@Entity
@DynamicUpdate
@ItemName(plural = "members", singular = "member", searchedAs = "member")
@Schema(description = "The membership of a person on behalf of an organization; a person has one at a time.")
public class Member extends Item<Member.Data> {
    /** The values of status. */
    public enum Status {
        CANDIDATE,
        ACTIVE,
        PAUSED,
        LEFT
    }

    /** What clients write. */
    @Embeddable
    @Schema(name = "MemberCreate", description = "What a new member says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "member-4711")
            @Nullable
            String legacyId,

            @NotNull @Schema(description = "The human.") @Nullable
            UUID personId,

            @NotNull @Schema(description = "The organization on whose behalf they are a member.") @Nullable
            UUID organizationId,

            @NotNull
            @Unique
            @Schema(description = "The number on the membership card.", examples = "M-004711")
            @Nullable
            String memberNumber,

            @Schema(description = "The position in the organization.", examples = "Chief executive") @Nullable
            String jobTitle,

            @NotNull
            @Enumerated(EnumType.STRING)
            @ChangedBy(action = "leave", value = "LEFT")
            @Schema(description = "LEFT if and only if left_on is set.")
            @Nullable
            Status status,

            @NotNull @Schema(description = "The first day.", examples = "2021-01-15") @Nullable
            LocalDate joinedOn,

            @Schema(description = "The day after the last one; not before joined_on.") @Nullable
            LocalDate leftOn) {
        /** The same who has left. */
        Data left(LocalDate day) {
            return new Data(legacyId, personId, organizationId, memberNumber, jobTitle, Status.LEFT, joinedOn, day);
        }
    }

    @EmbeddedAs("members")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "personId", insertable = false, updatable = false)
    @Nullable
    Person person;

    @EmbeddedAs("members")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organizationId", insertable = false, updatable = false)
    @Nullable
    Organization organization;

    @Basic(fetch = FetchType.LAZY)
    @Through("person.fullName")
    @Formula("(select p.full_name from person p where p.id = person_id)")
    @Schema(description = "The person's name.", examples = "Zoé Dupont")
    @Nullable
    String fullName;

    @Basic(fetch = FetchType.LAZY)
    @IgnoringCase
    @Through("person.data.email")
    @Formula("(select p.email from person p where p.id = person_id)")
    @Schema(description = "The person's e-mail address.", examples = "zoe.dupont@example.com")
    @Nullable
    String email;
}
