package dev.rejoin.api;

/**
 * Who calls: a key or a person.
 *
 * @param name as the change log shows it, for example {@code key:import-job}
 * @param mayActAs whether it may name the user in whose name it acts
 */
public record Caller(String id, String name, Role role, boolean mayActAs) {
    public static final String ACTOR = "Rejoin-Actor";

    /** How every operation that writes can be told so. */
    public static final Parameter ACTOR_PARAMETER = Parameter.header(
                    ACTOR,
                    Schema.text().with("minLength", 1).with("maxLength", 320),
                    "The user in whose name a service writes; the change log records both. Needs a key that may act"
                            + " as others. What is not ASCII is percent-encoded UTF-8.")
            .sharedAs(ACTOR);

    /** The same caller with the user in whose name it acts. */
    public Caller actingAs(String user) {
        return new Caller(id, name + " as " + user, role, mayActAs);
    }
}
