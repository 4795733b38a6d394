package dev.rejoin.member;

import dev.rejoin.api.endpoint.Resource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/members. */
@Path("/v1/members")
@Tag(
        name = "members",
        description = "The membership of a person on behalf of an organization; a person has one at a time.")
public class MemberResource extends Resource<Member, Member.Data> {
    MemberResource() {
        super(Member.class);
    }
}
