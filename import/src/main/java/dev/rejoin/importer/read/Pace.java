package dev.rejoin.importer.read;

/** How many hits to ask for: as many as make an answer of the size aimed at, and fewer after a fault. Several may ask. */
final class Pace {

    private static final int MOST = 10_000;
    private static final int FIRST = 1_000;

    private final int pageBytes;
    private int hits = FIRST;
    private boolean careful;

    Pace(int pageBytes) {
        this.pageBytes = pageBytes;
    }

    synchronized int hits() {
        return hits;
    }

    synchronized void halve() {
        hits = Math.max(1, hits / 2);
        careful = true;
    }

    /** Grows towards the size aimed at: quickly at first, step by step once the server has shown its limits. */
    synchronized void got(int documents, long bytes) {
        if (documents == 0) {
            return;
        }
        long fitting = Math.max(1, pageBytes / Math.max(1, bytes / documents));
        long growth = careful ? hits + Math.max(1, hits / 4) : 2L * hits;
        hits = (int) Math.min(Math.min(MOST, fitting), growth);
    }
}
