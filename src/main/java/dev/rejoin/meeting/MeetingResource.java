package dev.rejoin.meeting;

import dev.rejoin.api.endpoint.Resource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/meetings. */
@Path("/v1/meetings")
@Tag(name = "meetings", description = "A group's monthly meeting; one that is not cancelled per group and month.")
public class MeetingResource extends Resource<Meeting, Meeting.Data> {
    MeetingResource() {
        super(Meeting.class);
    }
}
