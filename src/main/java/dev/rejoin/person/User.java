package dev.rejoin.person;

import dev.rejoin.api.resource.Defaulted;
import dev.rejoin.api.resource.IgnoringCase;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Role;
import dev.rejoin.api.resource.Unique;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** The accounts of the application's users. */
@Entity
@Table(name = "user_account")
@DynamicUpdate
@ItemName(plural = "users", singular = "user", onlyFor = Role.ADMIN)
@Schema(description = "Who may use the application, and as what.")
public class User extends Item<User.Data> {
    /** The values of role. */
    public enum Role {
        READER,
        EDITOR,
        ADMIN
    }

    /** What clients write. */
    @Embeddable
    @Schema(name = "UserCreate", description = "What a new user says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "user-4711")
            @Nullable
            String legacyId,

            @NotNull @Unique @Schema(description = "The name to log in with.", examples = "zdupont") @Nullable
            String username,

            @Unique
            @IgnoringCase
            @Pattern(regexp = "^[^@\\s]+@[^@\\s]+$", message = "an e-mail address")
            @Schema(
                    description = "The e-mail address; nobody else's, ignoring case.",
                    examples = "zoe.dupont@example.com")
            @Nullable
            String email,

            @Schema(description = "The human, if known.") @Nullable
            UUID personId,

            @NotNull @Enumerated(EnumType.STRING) @Schema(description = "What the user may do.") @Nullable
            Role role,

            @Defaulted
            @ColumnTransformer(write = "coalesce(?, true)")
            @Schema(description = "Whether the account can be used.")
            @Nullable
            Boolean active,

            @Unique
            @Schema(
                    description = "The user's subject at the identity provider.",
                    examples = "auth0|5f7c8ec7c33c6c004bbafe82")
            @Nullable
            String externalSubject) {}

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "personId", insertable = false, updatable = false)
    @Nullable
    Person person;
}
