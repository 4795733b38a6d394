package dev.rejoin.group;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Who led a group, and when. */
@Singleton
public class Leaderships implements PanacheRepositoryBase<Leadership, UUID> {
    /** Whether the group elects, or has elected, a leader for that day. */
    boolean begins(UUID group, LocalDate day) {
        return count("data.groupId = ?1 and data.electedOn = ?2", group, day) > 0;
    }

    /** Ends the term that runs on that day. */
    void end(UUID group, LocalDate day) {
        update(
                "data.endedOn = ?1 where data.groupId = ?2 and data.electedOn <= ?1"
                        + " and (data.endedOn is null or data.endedOn > ?1)",
                day,
                group);
    }

    /** Ends all terms of a member that last longer. */
    void endOf(UUID member, LocalDate day) {
        update(
                "data.endedOn = ?1 where data.memberId = ?2 and (data.endedOn is null or data.endedOn > ?1)",
                day,
                member);
    }

    /** The groups in which a term of the member begins on that day or later. */
    List<String> codesFrom(UUID member, LocalDate day) {
        return getSession()
                .createSelectionQuery(
                        "select l.group.data.code from Leadership l"
                                + " where l.data.memberId = ?1 and l.data.electedOn >= ?2 order by l.group.data.code",
                        String.class)
                .setParameter(1, member)
                .setParameter(2, day)
                .getResultList();
    }
}
