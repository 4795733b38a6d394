package dev.rejoin.importer.read;

/** Where a slice of an index goes on: opaque, to be stored as text beside what was read before it. */
public record Position(String token) {

    /** Nothing of the slice has been read yet. */
    public static final Position START = new Position("");

    public boolean isStart() {
        return token.isEmpty();
    }
}
