package dev.rejoin.teacher;

import dev.rejoin.api.endpoint.FoundResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/topics. */
@Path("/v1/topics")
@Tag(name = "topics", description = "A subject that is taught; topics form trees.")
public class TopicResource extends FoundResource<Topic, Topic.Data> {
    TopicResource() {
        super(Topic.class);
    }
}
