package dev.rejoin.teacher;

import dev.rejoin.api.resource.EmbeddedAs;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Owner;
import dev.rejoin.api.resource.Unique;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Which teacher teaches what. */
@Entity
@Table(name = "teacher_topic")
@DynamicUpdate
@ItemName(plural = "teacher-topics", singular = "teacher-topic", segment = "topics")
@Schema(description = "A topic that a teacher teaches.")
public class TeacherTopic extends Item<TeacherTopic.Data> {
    /** What clients write. */
    @Embeddable
    @Schema(name = "TeacherTopicCreate", description = "What a new teacher topic says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "teacher-topic-4711")
            @Nullable
            String legacyId,

            @NotNull @Schema(description = "The teacher.") @Nullable
            UUID teacherId,

            @NotNull @Schema(description = "The topic.") @Nullable
            UUID topicId) {}

    @Owner
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "teacherId", insertable = false, updatable = false)
    @Nullable
    Teacher teacher;

    @EmbeddedAs("teachers")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "topicId", insertable = false, updatable = false)
    @Nullable
    Topic topic;
}
