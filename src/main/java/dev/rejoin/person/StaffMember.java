package dev.rejoin.person;

import dev.rejoin.api.resource.Defaulted;
import dev.rejoin.api.resource.IgnoringCase;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Through;
import dev.rejoin.api.resource.Unique;
import jakarta.persistence.Basic;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/** The people who work for the company. */
@Entity
@Table(name = "staff")
@DynamicUpdate
@ItemName(plural = "staff", singular = "staff-member", searchedAs = "staff")
@Schema(description = "A person who works for the company.")
public class StaffMember extends Item<StaffMember.Data> {
    /** What clients write. */
    @Embeddable
    @Schema(name = "StaffMemberCreate", description = "What a new staff member says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "staff-member-4711")
            @Nullable
            String legacyId,

            @NotNull @Unique @Schema(description = "The human.") @Nullable
            UUID personId,

            @Schema(description = "What they do.", examples = "Animator") @Nullable
            String jobTitle,

            @Schema(description = "The region they look after.", examples = "Île-de-France") @Nullable
            String region,

            @Defaulted
            @ColumnTransformer(write = "coalesce(?, true)")
            @Schema(description = "Whether they work here now.")
            @Nullable
            Boolean active) {}

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "personId", insertable = false, updatable = false)
    @Nullable
    Person person;

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
