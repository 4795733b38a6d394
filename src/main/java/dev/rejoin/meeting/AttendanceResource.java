package dev.rejoin.meeting;

import dev.rejoin.api.endpoint.Resource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/meetings/{owner}/attendances. */
@Path("/v1/meetings/{owner}/attendances")
@Tag(name = "attendances", description = "Whether a member came to a meeting, and how they rated it; once per member.")
public class AttendanceResource extends Resource<Attendance, Attendance.Data> {
    AttendanceResource() {
        super(Attendance.class);
    }
}
