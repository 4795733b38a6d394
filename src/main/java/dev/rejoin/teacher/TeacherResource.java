package dev.rejoin.teacher;

import dev.rejoin.api.endpoint.FoundResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/teachers. */
@Path("/v1/teachers")
@Tag(name = "teachers", description = "A person who teaches at meetings and on missions.")
public class TeacherResource extends FoundResource<Teacher, Teacher.Data> {
    TeacherResource() {
        super(Teacher.class);
    }
}
