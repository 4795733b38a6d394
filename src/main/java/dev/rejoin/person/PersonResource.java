package dev.rejoin.person;

import dev.rejoin.api.endpoint.FoundResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/people. */
@Path("/v1/people")
@Tag(name = "people", description = "A human: the one home of a name and its contact data.")
public class PersonResource extends FoundResource<Person, Person.Data> {
    PersonResource() {
        super(Person.class);
    }
}
