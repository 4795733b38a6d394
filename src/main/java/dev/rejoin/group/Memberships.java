package dev.rejoin.group;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Who belongs to a group, and when. */
@Singleton
public class Memberships implements PanacheRepositoryBase<Membership, UUID> {
    /** Ends all memberships of a member that last longer. */
    void endOf(UUID member, LocalDate day) {
        update("data.leftOn = ?1 where data.memberId = ?2 and (data.leftOn is null or data.leftOn > ?1)", day, member);
    }

    /** The groups in which the member's membership begins on that day or later. */
    List<String> codesFrom(UUID member, LocalDate day) {
        return getSession()
                .createSelectionQuery(
                        "select m.group.data.code from Membership m"
                                + " where m.data.memberId = ?1 and m.data.joinedOn >= ?2 order by m.group.data.code",
                        String.class)
                .setParameter(1, member)
                .setParameter(2, day)
                .getResultList();
    }
}
