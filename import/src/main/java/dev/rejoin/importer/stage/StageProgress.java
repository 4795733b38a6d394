package dev.rejoin.importer.stage;

/** Told how far a run is: the reading of each index, and each step after it; called by several threads. */
public interface StageProgress {

    /** The total of what has an end that is not known before. */
    long UNKNOWN = -1;

    /** @param name an index that is read, or a step */
    void started(String name, long total, long done);

    void advanced(String name, long done, long errors);

    void finished(String name);

    /** A sentence that an admin should see. */
    void remark(String sentence);

    /** Nobody is looking. */
    StageProgress SILENT = new StageProgress() {
        @Override
        public void started(String name, long total, long done) {}

        @Override
        public void advanced(String name, long done, long errors) {}

        @Override
        public void finished(String name) {}

        @Override
        public void remark(String sentence) {}
    };
}
