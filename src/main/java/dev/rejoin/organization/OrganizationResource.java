package dev.rejoin.organization;

import dev.rejoin.api.endpoint.FoundResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/organizations. */
@Path("/v1/organizations")
@Tag(name = "organizations", description = "A client company or institution whose people are members.")
public class OrganizationResource extends FoundResource<Organization, Organization.Data> {
    OrganizationResource() {
        super(Organization.class);
    }
}
