package dev.rejoin.api.resource;

/** What a caller may do; each role may do all that the one before it may. */
public enum Role {
    READER,
    EDITOR,
    ADMIN;

    /** The names, as annotations say them. */
    public static final String READS = "READER";

    public static final String WRITES = "EDITOR";
    public static final String ADMINISTERS = "ADMIN";

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
