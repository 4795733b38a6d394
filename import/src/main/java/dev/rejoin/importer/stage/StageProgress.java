package dev.rejoin.importer.stage;

/** Told how far the reading is; called by several threads. */
public interface StageProgress {

    void started(String index, long total, long done);

    void advanced(String index, long documents, long errors);

    void finished(String index);

    /** A sentence that an admin should see. */
    void remark(String sentence);

    /** Nobody is looking. */
    StageProgress SILENT = new StageProgress() {
        @Override
        public void started(String index, long total, long done) {}

        @Override
        public void advanced(String index, long documents, long errors) {}

        @Override
        public void finished(String index) {}

        @Override
        public void remark(String sentence) {}
    };
}
