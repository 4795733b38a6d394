package dev.rejoin.importer.read;

/** Told how much of its files a source has looked through that has to count them; by several threads. */
public interface Counting {

    /** Nobody is looking. */
    Counting SILENT = new Counting() {
        @Override
        public void began(long bytes) {}

        @Override
        public void read(long bytes) {}

        @Override
        public void ended() {}
    };

    /** @param bytes of the files that are to be counted now, as they lie there */
    void began(long bytes);

    void read(long bytes);

    void ended();
}
