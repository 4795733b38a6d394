package dev.rejoin.importer.read;

import java.nio.file.Path;
import java.util.List;

/** Where documents come from: a cluster, or dump files. Safe for use by several threads. */
public interface Source extends AutoCloseable {

    SourceInfo info();

    /**
     * What the source holds of the indices that are meant, asked anew on every call, so that a second call shows by its
     * fingerprints whether anything has changed since.
     */
    Contents contents(Scope scope);

    /** Begins with what {@link #contents} takes long for, for whoever has something else to do before that asks. */
    default void lookAhead(Scope scope) {}

    /** Whom to tell whenever something has to be counted for {@link #contents}, which takes as long as reading does. */
    default void tell(Counting counting) {}

    /** All indices there are. */
    default List<SourceIndex> indices() {
        return contents(Scope.EVERYTHING).indices();
    }

    /**
     * The files that the documents stand in by the last answer of {@link #contents}, for whoever counts them by himself;
     * none for a cluster.
     */
    default List<Path> files() {
        return List.of();
    }

    /** What a reader of the report should know: aliases, data streams, closed indices, what was left out. */
    List<String> remarks();

    /**
     * Opens an index at the present point in time.
     *
     * @throws SourceRefusedException when the index has an objection
     */
    IndexReading open(SourceIndex index, int slices);

    /**
     * Opens an index at the point in time that these positions belong to, one position for each slice.
     *
     * @throws PointInTimeLostException when that point in time is gone, or the positions do not belong together: the
     *     index is to be read anew from its start
     */
    IndexReading resume(SourceIndex index, List<Position> positions);

    @Override
    void close();
}
