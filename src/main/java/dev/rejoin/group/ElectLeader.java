package dev.rejoin.group;

import dev.rejoin.api.change.ItemChanges;
import dev.rejoin.api.query.Today;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A group elects a leader: the present term ends on the day on which the new one begins. */
@Singleton
class ElectLeader {
    private final Leaderships leaderships;
    private final Today today;

    ElectLeader(Leaderships leaderships, Today today) {
        this.leaderships = leaderships;
        this.today = today;
    }

    /** What is sent with it. */
    @Schema(name = "ElectLeader")
    public record Order(
            @NotNull
            @Schema(
                    description = "Who is elected; a member of the group from then on.",
                    examples = "0198c0de-7a11-7000-8000-000000000001")
            UUID memberId,

            @Schema(description = "The first day of the term; today by default.", examples = "2026-03-01") @Nullable
            LocalDate electedOn) {}

    /** Returns the id of the new term. */
    UUID run(Group group, Order order) {
        var day = today.or(order.electedOn());
        if (leaderships.begins(group.id(), day)) {
            throw ItemChanges.conflict(
                    "already_elected", "The group has elected a leader on %s already.".formatted(day));
        }
        leaderships.end(group.id(), day);
        var term = new Leadership();
        term.data(new Leadership.Data(null, group.id(), order.memberId(), day, null));
        leaderships.persistAndFlush(term);
        return term.id();
    }
}
