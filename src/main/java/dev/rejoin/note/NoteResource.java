package dev.rejoin.note;

import dev.rejoin.api.endpoint.FoundResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/notes. */
@Path("/v1/notes")
@Tag(name = "notes", description = "What a member of the staff wrote down about exactly one thing.")
public class NoteResource extends FoundResource<Note, Note.Data> {
    NoteResource() {
        super(Note.class);
    }
}
