package dev.rejoin.teacher;

import dev.rejoin.api.endpoint.Resource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/teachers/{owner}/topics. */
@Path("/v1/teachers/{owner}/topics")
@Tag(name = "teacher-topics", description = "A topic that a teacher teaches.")
public class TeacherTopicResource extends Resource<TeacherTopic, TeacherTopic.Data> {
    TeacherTopicResource() {
        super(TeacherTopic.class);
    }
}
