package dev.rejoin.importer.prove.expect;

import dev.rejoin.importer.prove.expect.Specification.How;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Values that are made of an object or an array as a whole: places on earth, ranges, bytes, JSON in a text. */
record ExpectedWhole(TypedTexts texts) {
    private static final Set<String> RANGES =
            Set.of("int4range", "int8range", "numrange", "daterange", "tsrange", "tstzrange");

    /** Whether two numbers in an array are one value, a place on earth. */
    static boolean isPlace(ColumnType type, How how) {
        return type.base().equals("point")
                || how.transforms().contains("latitude")
                || how.transforms().contains("longitude");
    }

    /** Whether a column takes such a value. */
    static boolean isTaken(ColumnType type, How how) {
        return isPlace(type, how)
                || how.transforms().contains("json")
                || type.base().equals("bytea")
                || RANGES.contains(type.base());
    }

    Expected expected(ColumnType type, Object value, How how, Supplier<List<String>> ofField) {
        if (how.transforms().contains("json")) {
            return TypedTexts.text(type, Canonical.text(WrittenWhole.json(value)), how);
        }
        if (isPlace(type, how)) {
            return place(type, value, how);
        }
        var read = type.base().equals("bytea")
                ? WrittenWhole.bytes(value)
                : WrittenWhole.range(value, bound -> bound(type, bound, how, ofField));
        return read.<Expected>map(Expected.Literal::new)
                .orElseGet(() -> TypedTexts.unreadable(Canonical.json(value), how));
    }

    private Expected place(ColumnType type, Object value, How how) {
        var place = WrittenWhole.place(value);
        if (place.isEmpty() && value instanceof List<?> list) {
            place = places(list).stream().findFirst().flatMap(WrittenWhole::place);
        }
        if (place.isEmpty()) {
            return TypedTexts.unreadable(Canonical.json(value), how);
        }
        var east = place.get().east();
        var north = place.get().north();
        return how.transforms().contains("latitude")
                ? texts.typed(type, north.toString(), how)
                : how.transforms().contains("longitude")
                        ? texts.typed(type, east.toString(), how)
                        : new Expected.Literal("(%s,%s)".formatted(east, north));
    }

    private static List<Object> places(List<?> list) {
        var places = new ArrayList<Object>();
        for (var inner : list) {
            if (inner instanceof List<?> several && WrittenWhole.place(several).isEmpty()) {
                places.addAll(places(several));
            } else if (inner != Written.NULL) {
                places.add(inner);
            }
        }
        return places;
    }

    private Optional<String> bound(ColumnType range, Object said, How how, Supplier<List<String>> ofField) {
        var base =
                switch (range.base()) {
                    case "int4range" -> "integer";
                    case "int8range" -> "bigint";
                    case "numrange" -> "numeric";
                    case "daterange" -> "date";
                    case "tsrange" -> "timestamp without time zone";
                    default -> "timestamp with time zone";
                };
        var type = new ColumnType(range.name(), base, base, -1, "", "", "", "");
        return switch (texts.expected(type, said, how, ofField)) {
            case Expected.Value(var canonical) -> Optional.of(type.isTime() ? moment(canonical) : canonical);
            default -> Optional.empty();
        };
    }

    /** A moment as a text, of its microseconds. */
    static String moment(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS).toString();
    }
}
