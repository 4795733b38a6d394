package dev.rejoin.contract;

/** What a caller may do; each role may do all that the one before it may. */
public enum Role {
    READER,
    EDITOR,
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
