package dev.rejoin.event;

import static dev.rejoin.api.Field.reference;

import dev.rejoin.api.Catalog;
import dev.rejoin.api.Database;
import dev.rejoin.api.Examples;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Sql;
import dev.rejoin.api.write.Action;
import dev.rejoin.api.write.Form;
import dev.rejoin.api.write.Input;
import java.util.UUID;

/** A member registers for an event, as long as it has places. */
public final class Register {
    private static final Form FORM =
            Form.of(reference("member", "members").required().is("Who takes part."));

    private Register() {}

    public static Operation operation(Catalog catalog) {
        return Action.on(Events.RESOURCE, "register", "registerForEvent")
                .is(
                        "Register a member",
                        "Takes one of the event's places; a cancelled registration of the member is taken up again."
                                + " Refused when the event is full, cancelled or over.")
                .requires(FORM, Ordered.map("member_id", Examples.ID))
                .creates(Participations.RESOURCE)
                .doing(catalog, Register::register);
    }

    private static UUID register(Database database, UUID event, Input input) {
        var closed = Sql.of("""
                select case when status in ('CANCELLED', 'HELD') then 'is ' || status
                            when coalesce(ends_at, starts_at) < now() then 'is over' end
                from event where id = ?""", event);
        String reason = database.query(closed, rows -> rows.next() ? rows.getString(1) : null);
        if (reason != null) {
            throw Action.conflict("event_closed", "The event %s.".formatted(reason));
        }
        UUID member = input.required("member_id");
        // Whoever holds a place already runs into the key, as every other second registration does.
        var again = Sql.of("""
                update event_participation set status = 'REGISTERED', registered_at = now()
                where event_id = ? and member_id = ? and status = 'CANCELLED' returning id""", event, member);
        UUID cancelled = database.query(again, rows -> rows.next() ? rows.getObject(1, UUID.class) : null);
        if (cancelled != null) {
            return cancelled;
        }
        var fresh = Sql.of(
                "insert into event_participation (event_id, member_id, status) values (?, ?, 'REGISTERED') returning id",
                event,
                member);
        return database.query(fresh, rows -> {
            rows.next();
            return rows.getObject(1, UUID.class);
        });
    }
}
