package dev.rejoin.note;

import static dev.rejoin.api.Field.instant;
import static dev.rejoin.api.Field.reference;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;

/** What the staff wrote down. */
public final class Notes {
    public static final Resource RESOURCE = Resource.named("notes", "note", "note")
            .is("What a member of the staff wrote down about exactly one thing.")
            .searchable()
            .embeddedBy("organization", "notes")
            .embeddedBy("member", "notes")
            .embeddedBy("group", "notes")
            // A meeting has a text called notes.
            .embeddedBy("meeting", "staff_notes")
            .embeddedBy("mission", "notes")
            .embeddedBy("event", "notes")
            .with(
                    reference("author", "staff").is("Who wrote it."),
                    reference("organization", "organizations").is("The organization it is about."),
                    reference("member", "members").is("The member it is about."),
                    reference("group", "groups").is("The group it is about."),
                    reference("meeting", "meetings").is("The meeting it is about."),
                    reference("mission", "missions").is("The mission it is about."),
                    reference("event", "events").is("The event it is about."),
                    text("title").is("The title.").example("Call with the chair"),
                    text("body").required().is("The text.").example("They want to move to Thursdays."),
                    instant("noted_at").defaulted().is("When it was noted; by default now."));

    private Notes() {}
}
