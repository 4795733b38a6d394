package dev.rejoin;

import dev.rejoin.contract.Contract;
import dev.rejoin.contract.Field;
import dev.rejoin.contract.Resource;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Items with valid defaults, derived from the contract: a test says only what it is about. What a field needs is
 * made up, and the items it refers to are created.
 */
public final class Fixtures {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** What the type of a field alone does not tell. */
    private static final Map<String, Map<String, Object>> DEFAULTS = Map.of(
            "organizations", Map.of("status", "ACTIVE"),
            "members", Map.of("status", "ACTIVE", "joined_on", "2021-01-15"),
            "groups", Map.of("status", "ACTIVE"),
            "memberships", Map.of("joined_on", "1999-01-01"),
            "meetings", Map.of("month", "2026-03-01", "starts_at", "2026-03-12T17:00:00Z", "status", "PLANNED"),
            "subscriptions", Map.of("starts_on", "2026-01-01", "ends_on", "2027-01-01"),
            "invoices", Map.of("status", "DRAFT"),
            "topics", Map.of());

    private final Resource resource;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private Fixtures(Resource resource) {
        this.resource = resource;
        values.putAll(DEFAULTS.getOrDefault(resource.name(), Map.of()));
        if (resource.name().equals("leaderships")) {
            var elected = LocalDate.EPOCH.plusYears(30).plusDays(NUMBER.incrementAndGet());
            values.put("elected_on", elected);
            values.put("ended_on", elected.plusDays(1));
        }
    }

    /** A builder of one of these, for example {@code one("members").with("status", "PAUSED").insert()}. */
    public static Fixtures one(String resource) {
        return new Fixtures(Contract.committed().resource(resource));
    }

    public Fixtures with(String field, @Nullable Object value) {
        values.put(field, value);
        return this;
    }

    /** The same under an existing owner, for resources that have one. */
    public Fixtures under(@Nullable UUID owner) {
        resource.parent().filter(parent -> owner != null).ifPresent(parent -> with(parent.column(), owner));
        return this;
    }

    /** An item that may have such items, for resources that have an owner. */
    public static @Nullable UUID owner(Resource resource) {
        return resource.parent()
                .map(parent -> resource.name().equals("payments")
                        ? paid()
                        : one(parent.resource()).insert())
                .orElse(null);
    }

    /** The values as a client would send them. */
    public Map<String, @Nullable Object> complete() {
        resource.fields().stream()
                .filter(field -> field.writable() && !values.containsKey(field.name()) && needed(field))
                .forEach(field -> values.put(field.name(), isPaid(field) ? paid() : made(field)));
        if (resource.name().equals("leaderships")) {
            one("memberships")
                    .with("group_id", values.get("group_id"))
                    .with("member_id", values.get("member_id"))
                    .insert();
        }
        return values;
    }

    /** Writes the row by plain SQL and returns its id. */
    public UUID insert() {
        complete();
        var columns = String.join(", ", values.keySet());
        var parameters = values.keySet().stream()
                .map(name -> "?::" + resource.field(name).orElseThrow().type().sqlName())
                .collect(Collectors.joining(", "));
        var sql = "insert into %s (%s) values (%s) returning id".formatted(resource.table(), columns, parameters);
        try (var statement = TestDatabase.connection().prepareStatement(sql)) {
            var index = 1;
            for (var value : values.values()) {
                statement.setObject(index++, value == null ? null : value.toString());
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getObject(1, UUID.class);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql + " with " + values, e);
        }
    }

    private boolean needed(Field field) {
        var subject = resource.name().equals("notes") && field.name().equals("organization_id");
        return subject || field.required();
    }

    /** Of what a payment is for. */
    private boolean isPaid(Field field) {
        return resource.name().equals("payments") && field.target().isPresent();
    }

    /** An invoice that payments are for. */
    static UUID paid() {
        return one("invoices")
                .with("status", "ISSUED")
                .with("issued_on", "2022-01-01")
                .insert();
    }

    private static Object made(Field field) {
        var number = NUMBER.incrementAndGet();
        if (field.target().isPresent()) {
            return one(field.target().get()).insert();
        }
        if (field.enumerated()) {
            return field.values().getFirst();
        }
        return switch (field.type()) {
            case TEXT -> field.name().equals("currency") ? "EUR" : "%s %05d".formatted(field.name(), number);
            case INTEGER -> number;
            case DECIMAL -> "10.50";
            case DATE -> "2022-01-01";
            case INSTANT -> "2026-03-12T17:00:00Z";
            case BOOLEAN -> true;
            case UUID, JSON -> throw new IllegalStateException("nobody can make up " + field.name());
        };
    }
}
