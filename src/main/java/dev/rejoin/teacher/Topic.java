package dev.rejoin.teacher;

import dev.rejoin.api.resource.EmbeddedAs;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Unique;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Subjects that are taught. */
@Entity
@DynamicUpdate
@ItemName(plural = "topics", singular = "topic", searchedAs = "topic")
@Schema(description = "A subject that is taught; topics form trees.")
public class Topic extends Item<Topic.Data> {
    /** What clients write. */
    @Embeddable
    @Schema(name = "TopicCreate", description = "What a new topic says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "topic-4711")
            @Nullable
            String legacyId,

            @NotNull @Unique @Schema(description = "The short name.", examples = "LEAD-01") @Nullable
            String code,

            @NotNull @Schema(description = "The name.", examples = "Leadership") @Nullable
            String name,

            @Schema(description = "The wider topic; never itself or one below it.") @Nullable
            UUID parentId) {}

    @EmbeddedAs("children")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "parentId", insertable = false, updatable = false)
    @Nullable
    Topic parent;
}
