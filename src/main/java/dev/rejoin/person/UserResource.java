package dev.rejoin.person;

import dev.rejoin.api.endpoint.Resource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/users. */
@Path("/v1/users")
@Tag(name = "users", description = "Who may use the application, and as what.")
public class UserResource extends Resource<User, User.Data> {
    UserResource() {
        super(User.class);
    }
}
