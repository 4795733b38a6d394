package dev.rejoin.importer.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

/**
 * Where a slice stands: the text behind a {@link Position}.
 *
 * @param view names the reading that the point in time was opened for: positions of one reading have it in common,
 *     though the server may hand out a new {@code pit} with every answer
 * @param total the number of documents of all slices
 * @param after sort values to go on after, as JSON, null at the start
 * @param received documents of this slice so far
 * @param finished whether the slice has been read to its end
 */
record PointInTime(
        String view,
        String pit,
        String uuid,
        int slices,
        long total,
        @Nullable String after,
        long received,
        boolean finished) {

    Position position() {
        try {
            return new Position(Json.MAPPER.writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static PointInTime of(Position position) {
        try {
            return Json.MAPPER.readValue(position.token(), PointInTime.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored position is not one of ours: " + position.token(), e);
        }
    }
}
