package dev.rejoin.event;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Who takes part in an event. */
@Singleton
public class Participations implements PanacheRepositoryBase<Participation, UUID> {
    /** Registers a member once more whose place was cancelled; empty where there is no such place. */
    Optional<UUID> takeUpAgain(UUID event, UUID member) {
        var again = update(
                "data.status = ?1, data.registeredAt = offset datetime"
                        + " where data.eventId = ?2 and data.memberId = ?3 and data.status = ?4",
                Participation.Status.REGISTERED,
                event,
                member,
                Participation.Status.CANCELLED);
        return again == 0
                ? Optional.empty()
                : find("data.eventId = ?1 and data.memberId = ?2", event, member)
                        .firstResultOptional()
                        .map(Participation::id);
    }
}
