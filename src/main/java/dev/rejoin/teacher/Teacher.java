package dev.rejoin.teacher;

import dev.rejoin.api.resource.IgnoringCase;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Through;
import dev.rejoin.api.resource.Unique;
import dev.rejoin.person.Person;
import jakarta.persistence.Basic;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/** People who teach. */
@Entity
@DynamicUpdate
@ItemName(plural = "teachers", singular = "teacher", searchedAs = "teacher")
@Schema(description = "A person who teaches at meetings and on missions.")
public class Teacher extends Item<Teacher.Data> {
    /** The values of status. */
    public enum Status {
        ACTIVE,
        RETIRED
    }

    /** What clients write. */
    @Embeddable
    @Schema(name = "TeacherCreate", description = "What a new teacher says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "teacher-4711")
            @Nullable
            String legacyId,

            @NotNull @Unique @Schema(description = "The human.") @Nullable
            UUID personId,

            @Schema(description = "One line about them.", examples = "Negotiation under pressure") @Nullable
            String headline,

            @Schema(description = "Their life and work.") @Nullable
            String biography,

            @Digits(integer = 10, fraction = 2)
            @Column(precision = 12, scale = 2)
            @DecimalMin(value = "0", message = "0 or more")
            @Schema(description = "The price of a day.", examples = "1800.00")
            @Nullable
            BigDecimal dailyRate,

            @Pattern(regexp = "^[A-Z]{3}$", message = "an ISO 4217 currency code, as EUR")
            @Column(columnDefinition = "bpchar(3)")
            @Schema(description = "ISO 4217.", examples = "EUR")
            @Nullable
            String currency,

            @NotNull @Enumerated(EnumType.STRING) @Schema(description = "Whether they still teach.") @Nullable
            Status status) {}

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
