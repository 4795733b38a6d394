package dev.rejoin.group;

import dev.rejoin.api.change.ItemChanges;
import dev.rejoin.member.Leave;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;

/** When a member leaves, the member's memberships in groups end, and the terms as their leader. */
@Singleton
class EndWithMember {
    private final Leaderships leaderships;
    private final Memberships memberships;

    EndWithMember(Leaderships leaderships, Memberships memberships) {
        this.leaderships = leaderships;
        this.memberships = memberships;
    }

    void end(@Observes Leave.Leaving leaving) {
        // The terms first: a leader is a member throughout the term.
        refuse("leadership_begins_later", leaving.day(), leaderships.codesFrom(leaving.member(), leaving.day()));
        leaderships.endOf(leaving.member(), leaving.day());
        refuse("membership_begins_later", leaving.day(), memberships.codesFrom(leaving.member(), leaving.day()));
        memberships.endOf(leaving.member(), leaving.day());
    }

    private static void refuse(String code, LocalDate day, List<String> groups) {
        if (!groups.isEmpty()) {
            throw ItemChanges.conflict(
                    code,
                    "On %s or later begins what the member has with %s.".formatted(day, String.join(", ", groups)));
        }
    }
}
