package dev.rejoin.meeting;

import dev.rejoin.api.change.ItemChanges;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The monthly meetings of groups. */
@Singleton
public class Meetings implements PanacheRepositoryBase<Meeting, UUID> {
    /** Whether it has not begun, by the database's clock; without a beginning its month counts. */
    boolean isInFuture(UUID meeting) {
        return count("id = ?1 and coalesce(data.startsAt, start_of_day(data.month)) > offset datetime", meeting) > 0;
    }

    /** Refuses what only a planned meeting can become. */
    static void checkPlanned(Meeting meeting) {
        var status = meeting.data().status();
        if (status != Meeting.Status.PLANNED) {
            throw ItemChanges.conflict("not_planned", "The meeting is %s already.".formatted(status));
        }
    }
}
