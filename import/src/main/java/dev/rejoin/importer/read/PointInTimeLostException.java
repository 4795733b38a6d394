package dev.rejoin.importer.read;

/** The point in time of an index is gone: what was read of the index is to be discarded, and the index opened anew. */
public class PointInTimeLostException extends RuntimeException {

    private final String index;

    public PointInTimeLostException(String index, String message) {
        super(message);
        this.index = index;
    }

    public String index() {
        return index;
    }
}
