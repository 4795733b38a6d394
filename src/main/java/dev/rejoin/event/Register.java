package dev.rejoin.event;

import dev.rejoin.api.change.ItemChanges;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A member registers for an event, as long as it has places. */
@Singleton
class Register {
    private final Participations participations;
    private final Events events;

    Register(Participations participations, Events events) {
        this.participations = participations;
        this.events = events;
    }

    /** What is sent with it. */
    @Schema(name = "RegisterForEvent")
    public record Order(
            @NotNull @Schema(description = "Who takes part.", examples = "0198c0de-7a11-7000-8000-000000000001")
            UUID memberId) {}

    /** Returns the id of the member's participation. */
    UUID run(Event event, Order order) {
        var status = event.data().status();
        if (status == Event.Status.CANCELLED || status == Event.Status.HELD) {
            throw closed("is " + status);
        }
        if (events.isOver(event.id())) {
            throw closed("is over");
        }
        // Whoever holds a place already runs into the key, as every other second registration does.
        return participations.takeUpAgain(event.id(), order.memberId()).orElseGet(() -> {
            var fresh = new Participation();
            fresh.data(
                    new Participation.Data(null, event.id(), order.memberId(), Participation.Status.REGISTERED, null));
            participations.persistAndFlush(fresh);
            return fresh.id();
        });
    }

    private static RuntimeException closed(String reason) {
        return ItemChanges.conflict("event_closed", "The event %s.".formatted(reason));
    }
}
