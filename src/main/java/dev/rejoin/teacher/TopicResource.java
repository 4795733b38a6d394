package dev.rejoin.teacher;

import dev.rejoin.api.endpoint.Resource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/topics. */
@Path("/v1/topics")
@Tag(name = "topics", description = "A subject that is taught; topics form trees.")
public class TopicResource extends Resource<Topic, Topic.Data> {
    TopicResource() {
        super(Topic.class);
    }
}
