package dev.rejoin.person;

import dev.rejoin.api.endpoint.FoundResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/staff. */
@Path("/v1/staff")
@Tag(name = "staff", description = "A person who works for the company.")
public class StaffMemberResource extends FoundResource<StaffMember, StaffMember.Data> {
    StaffMemberResource() {
        super(StaffMember.class);
    }
}
