package dev.rejoin.member;

import dev.rejoin.api.change.ItemChanges;
import dev.rejoin.api.query.Today;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A member leaves: with the membership ends what others have with the member. */
@Singleton
public class Leave {
    private final Event<Leaving> leaving;
    private final Today today;

    Leave(Event<Leaving> leaving, Today today) {
        this.leaving = leaving;
        this.today = today;
    }

    /** What is sent with it. */
    @Schema(name = "LeaveMember")
    public record Order(
            @Schema(description = "The day after the last one; today by default.", examples = "2026-03-31") @Nullable
            LocalDate leftOn) {}

    /** Told in the same transaction, so that whoever relies on the membership ends what it has, or refuses. */
    public record Leaving(UUID member, LocalDate day) {}

    void run(Member member, Order order) {
        var data = member.data();
        if (data.status() == Member.Status.LEFT) {
            throw ItemChanges.conflict("already_left", "The member has left on %s already.".formatted(data.leftOn()));
        }
        var day = today.or(order.leftOn());
        leaving.fire(new Leaving(member.id(), day));
        member.data(data.left(day));
    }
}
