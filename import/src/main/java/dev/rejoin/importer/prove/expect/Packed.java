package dev.rejoin.importer.prove.expect;

import dev.rejoin.importer.prove.expect.Specification.OfIndex;
import dev.rejoin.importer.prove.expect.Specification.OfRow;
import dev.rejoin.importer.prove.expect.Specification.OfValue;
import dev.rejoin.importer.prove.expect.WantedParts.RepeatedPart;
import dev.rejoin.importer.prove.expect.WantedParts.WantedPart;
import dev.rejoin.importer.read.SourceDocument;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What documents of one index have to have become, packed into bytes and unpacked again. What the mapping says is not in
 * the bytes: both are done with the same specification.
 */
public final class Packed {

    private static final int WORKED_OUT = 1;
    private static final int AS_IT_IS = 2;
    private static final int READABLE = 1;
    private static final int SETS_ASIDE = 2;
    private static final int LEFT_OUT = 4;

    private static final int NONE = 0;
    private static final int VALUE = 1;
    private static final int LITERAL = 2;
    private static final int LINK = 3;
    private static final int OWN_ROW = 4;
    private static final int UNREADABLE = 5;

    private final Interpreter interpreter;
    private final String index;
    private final Optional<OfIndex> specification;
    private final List<OfRow> rows = new ArrayList<>();
    private final Map<OfRow, Integer> numbers = new IdentityHashMap<>();

    public Packed(Interpreter interpreter, String index, Optional<OfIndex> specification) {
        this.interpreter = interpreter;
        this.index = index;
        this.specification = specification;
        specification.ifPresent(spec -> {
            rows.addAll(spec.rows());
            rows.addAll(spec.children());
            spec.resurrected().values().forEach(rows::addAll);
        });
        rows.forEach(row -> numbers.put(row, numbers.size()));
    }

    /** Works a document out. One that cannot be is kept as it is, for whoever asks about it. */
    public byte[] pack(SourceDocument document) {
        var packed = new PackedBytes(new byte[512 + 2 * document.source().length], 0);
        var worked = new Interpreted(interpreter, index, specification, document);
        packed.putByte(WORKED_OUT);
        putIdentity(packed, document);
        packed.putBytes(worked.sha256());
        if (document.isLeftOut()) {
            packed.putByte(LEFT_OUT);
            return packed.written();
        }
        int from = packed.at();
        try {
            put(packed, worked);
        } catch (RuntimeException | StackOverflowError e) {
            packed.to(0);
            packed.putByte(AS_IT_IS);
            packed.to(from);
            packed.putBytes(document.source());
        }
        return packed.written();
    }

    private static void putIdentity(PackedBytes packed, SourceDocument document) {
        packed.putText(document.id());
        packed.putByte(document.routing() == null ? 0 : 1);
        if (document.routing() != null) {
            packed.putText(document.routing());
        }
    }

    private void put(PackedBytes packed, Interpreted worked) {
        packed.putByte((worked.isReadable() ? READABLE : 0) | (worked.setsAside() ? SETS_ASIDE : 0));
        var wanted = worked.wanted();
        packed.putNumber(wanted.parts().size());
        for (var part : wanted.parts()) {
            packed.putNumber(numbers.get(part.row()));
            packed.putNumber(part.number());
            packed.putByte(part.applies() ? 1 : 0);
            putPlaces(packed, part.places());
            putColumns(packed, part.row(), part.columns());
        }
        packed.putNumber(wanted.repeated().size());
        wanted.repeated().forEach((row, repeated) -> {
            packed.putNumber(numbers.get(row));
            packed.putNumber(repeated.size());
            for (var one : repeated) {
                packed.putText(one.place());
                putPlaces(packed, one.as());
            }
        });
        var copies = worked.copies();
        packed.putNumber(copies.size());
        for (var copy : copies) {
            packed.putText(copy.reference());
            packed.putText(copy.name());
            int from = packed.putGap();
            copy.rows().get().forEach((row, columns) -> {
                packed.putNumber(numbers.get(row));
                putColumns(packed, row, columns);
            });
            packed.fillGap(from);
        }
    }

    private static void putPlaces(PackedBytes packed, List<String> places) {
        packed.putNumber(places.size());
        places.forEach(packed::putText);
    }

    private static void putColumns(PackedBytes packed, OfRow row, Map<String, Expected> columns) {
        int from = packed.putGap();
        row.columns().keySet().forEach(column -> put(packed, columns.get(column)));
        packed.fillGap(from);
    }

    private static void put(PackedBytes packed, @Nullable Expected expected) {
        switch (expected) {
            case null -> throw new IllegalStateException("a column that the mapping names is missing");
            case Expected.None() -> packed.putByte(NONE);
            case Expected.Value(var canonical) -> put(packed, VALUE, canonical);
            case Expected.Literal(var text) -> put(packed, LITERAL, text);
            case Expected.Link(var name, var reference) -> put(packed, LINK, name);
            case Expected.OwnRow(var table) -> packed.putByte(OWN_ROW);
            case Expected.Unreadable(var text) -> put(packed, UNREADABLE, text);
        }
    }

    private static void put(PackedBytes packed, int kind, String text) {
        packed.putByte(kind);
        packed.putText(text);
    }

    /** A packed document. */
    public Foreseen unpack(byte[] bytes) {
        var packed = new PackedBytes(bytes, 0);
        int kind = packed.getByte();
        var id = packed.getText();
        var routing = packed.getByte() == 0 ? null : packed.getText();
        var sha256 = packed.getBytes();
        if (kind == AS_IT_IS) {
            return new Interpreted(
                    interpreter, index, specification, new SourceDocument(index, id, routing, packed.getBytes()));
        }
        int flags = packed.getByte();
        if (flags == LEFT_OUT) {
            return new Unpacked(id, routing, sha256, true, false, false, WantedParts.NONE, List.of());
        }
        var wanted = wanted(packed, bytes);
        return new Unpacked(
                id,
                routing,
                sha256,
                false,
                (flags & READABLE) != 0,
                (flags & SETS_ASIDE) != 0,
                wanted,
                copies(packed, bytes));
    }

    private record Unpacked(
            String id,
            @Nullable String routing,
            byte[] sha256,
            boolean isLeftOut,
            boolean isReadable,
            boolean setsAside,
            WantedParts wanted,
            List<ForeseenCopy> copies)
            implements Foreseen {}

    private WantedParts wanted(PackedBytes packed, byte[] bytes) {
        int size = packed.getNumber();
        var parts = new ArrayList<WantedPart>(size);
        for (int i = 0; i < size; i++) {
            var row = rows.get(packed.getNumber());
            int number = packed.getNumber();
            boolean applies = packed.getByte() == 1;
            var places = places(packed);
            int length = packed.getGap();
            int from = packed.at();
            packed.to(from + length);
            parts.add(new WantedPart(row, number, applies, places, () -> columns(row, new PackedBytes(bytes, from))));
        }
        var repeated = new IdentityHashMap<OfRow, List<RepeatedPart>>();
        for (int left = packed.getNumber(); left > 0; left--) {
            var row = rows.get(packed.getNumber());
            var all = new ArrayList<RepeatedPart>();
            for (int more = packed.getNumber(); more > 0; more--) {
                all.add(new RepeatedPart(packed.getText(), places(packed)));
            }
            repeated.put(row, all);
        }
        return new WantedParts(parts, repeated);
    }

    private List<Foreseen.ForeseenCopy> copies(PackedBytes packed, byte[] bytes) {
        var copies = new ArrayList<Foreseen.ForeseenCopy>();
        for (int left = packed.getNumber(); left > 0; left--) {
            var reference = packed.getText();
            var name = packed.getText();
            int length = packed.getGap();
            int from = packed.at();
            packed.to(from + length);
            copies.add(new Foreseen.ForeseenCopy(
                    reference, name, () -> rebuilt(new PackedBytes(bytes, from), from + length)));
        }
        return copies;
    }

    private Map<OfRow, Map<String, Expected>> rebuilt(PackedBytes packed, int end) {
        var rebuilt = new IdentityHashMap<OfRow, Map<String, Expected>>();
        while (packed.at() < end) {
            var row = rows.get(packed.getNumber());
            packed.getGap();
            rebuilt.put(row, columns(row, packed));
        }
        return rebuilt;
    }

    private static List<String> places(PackedBytes packed) {
        int size = packed.getNumber();
        if (size == 0) {
            return List.of();
        }
        var places = new ArrayList<String>(size);
        for (int i = 0; i < size; i++) {
            places.add(packed.getText());
        }
        return places;
    }

    /** Anew each time: whoever asks may add to them. */
    private static Map<String, Expected> columns(OfRow row, PackedBytes packed) {
        var columns = new LinkedHashMap<String, Expected>();
        row.columns().forEach((column, value) -> columns.put(column, expected(value, packed)));
        return columns;
    }

    private static Expected expected(OfValue value, PackedBytes packed) {
        return switch (packed.getByte()) {
            case NONE -> Expected.NONE;
            case VALUE -> new Expected.Value(packed.getText());
            case LITERAL -> new Expected.Literal(packed.getText());
            case LINK -> new Expected.Link(packed.getText(), reference(value));
            case OWN_ROW -> new Expected.OwnRow(((OfValue.OwnRow) value).table());
            case UNREADABLE -> new Expected.Unreadable(packed.getText());
            default -> throw new IllegalStateException("what was packed is damaged");
        };
    }

    private static Specification.Reference reference(OfValue value) {
        if (value instanceof OfValue.Taken(var from, var how, var reference) && reference != null) {
            return reference;
        }
        throw new IllegalStateException("a link without a reference");
    }
}
