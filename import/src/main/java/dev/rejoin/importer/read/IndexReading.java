package dev.rejoin.importer.read;

/**
 * One index as it was at one point in time, in slices that together hold every document exactly once. Slices may be
 * read by different threads at the same time.
 */
public interface IndexReading extends AutoCloseable {

    /**
     * Reads a slice from its position to its end. Faults that pass are waited out: no page is ever given twice.
     *
     * @throws SourceIncompleteException when the source answered with less than everything
     * @throws PointInTimeLostException when the point in time is gone: everything read of this index so far, by all
     *     slices, is to be discarded, and the index opened anew
     */
    <E extends Exception> void read(int slice, PageConsumer<E> pages) throws E;

    /**
     * Once every slice is read: the index's count, the point in time's total and the number of documents received are
     * the same, or this throws {@link SourceIncompleteException}.
     */
    void verify();

    /** Lets go of the point in time; it is kept when a slice is unfinished, so that a later run can resume. */
    @Override
    void close();
}
