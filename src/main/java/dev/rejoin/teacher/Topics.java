package dev.rejoin.teacher;

import static dev.rejoin.api.Field.reference;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;

/** Subjects that are taught. */
public final class Topics {
    public static final Resource RESOURCE = Resource.named("topics", "topic", "topic")
            .is("A subject that is taught; topics form trees.")
            .searchable()
            .embeddedBy("parent", "children")
            .with(
                    text("code").required().unique().is("The short name.").example("LEAD-01"),
                    text("name").required().is("The name.").example("Leadership"),
                    reference("parent", "topics").is("The wider topic; never itself or one below it."));

    private Topics() {}
}
