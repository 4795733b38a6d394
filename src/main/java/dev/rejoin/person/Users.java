package dev.rejoin.person;

import static dev.rejoin.api.Field.enumeration;
import static dev.rejoin.api.Field.flag;
import static dev.rejoin.api.Field.reference;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;
import dev.rejoin.api.Role;

/** The accounts of the application's users. */
public final class Users {
    public static final Resource RESOURCE = Resource.named("users", "user", "user_account")
            .is("Who may use the application, and as what.")
            .onlyFor(Role.ADMIN)
            .with(
                    text("username")
                            .required()
                            .unique()
                            .is("The name to log in with.")
                            .example("zdupont"),
                    text("email")
                            .email()
                            .unique()
                            .is("The e-mail address; nobody else's, ignoring case.")
                            .example("zoe.dupont@example.com"),
                    reference("person", "people").is("The human, if known."),
                    enumeration("role", "READER", "EDITOR", "ADMIN").required().is("What the user may do."),
                    flag("active").defaulted().is("Whether the account can be used."),
                    text("external_subject")
                            .unique()
                            .is("The user's subject at the identity provider.")
                            .example("auth0|5f7c8ec7c33c6c004bbafe82"));

    private Users() {}
}
