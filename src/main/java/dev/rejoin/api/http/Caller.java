package dev.rejoin.api.http;

import dev.rejoin.api.resource.Role;

/**
 * Who calls: a key or a person.
 *
 * @param name as the change log shows it, for example {@code key:import-job}
 * @param mayActAs whether it may name the user in whose name it acts
 */
public record Caller(String id, String name, Role role, boolean mayActAs) {
    /** The attribute of the security identity that holds this. */
    public static final String ATTRIBUTE = "dev.rejoin.caller";

    /** The same caller with the user in whose name it acts. */
    public Caller actingAs(String user) {
        return new Caller(id, name + " as " + user, role, mayActAs);
    }
}
