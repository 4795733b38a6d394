package dev.rejoin.importer.prove.expect;

import dev.rejoin.importer.prove.expect.Specification.How;
import dev.rejoin.importer.prove.expect.Specification.OfRow;
import dev.rejoin.importer.prove.expect.Specification.OfValue;
import dev.rejoin.importer.prove.expect.Specification.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says what rows a document has to have become, and what their columns have to hold. */
public final class Interpreter {

    /** Identity and body of a document. */
    public record Subject(String index, String id, @Nullable String routing, Map<?, ?> body) {}

    /**
     * An element of an array, or one of the objects that it lies in, the outermost of which is the document.
     *
     * @param number among all elements of its path, from 1
     * @param position in its own array, from 1
     * @param place where it stands, as JSON paths are written
     * @param names how many names of the array's path lead to it
     * @param beside what stands at the same position of arrays that belong together; null where their lengths differ
     */
    public record Element(
            Object value,
            int number,
            int position,
            String place,
            @Nullable Element around,
            int names,
            String[] path,
            List<@Nullable Object> beside) {

        /** What it lies in at so many names, or before. */
        Element outer(int names) {
            var outer = this;
            while (outer.names > names && outer.around != null) {
                outer = outer.around;
            }
            return outer;
        }
    }

    private final Map<String, Map<String, ColumnType>> types;
    private final FieldDates ofFields;
    private final TypedTexts texts;
    private final ExpectedWhole whole;

    /** @param composed whether texts are kept in Unicode's normalization form C */
    public Interpreter(Map<String, Map<String, ColumnType>> types, FieldDates ofFields, boolean composed) {
        this.types = types;
        this.ofFields = ofFields;
        this.texts = new TypedTexts(composed);
        this.whole = new ExpectedWhole(texts);
    }

    /** The elements of an array. */
    public Nested.NestedElements elements(OfRow child, Subject subject) {
        return Nested.in(subject.body(), child, takesPairs(child));
    }

    /** Whether two numbers in an array are a point to the columns that read the elements themselves. */
    private boolean takesPairs(OfRow child) {
        return child.columns().entrySet().stream()
                .anyMatch(column -> column.getValue() instanceof OfValue.Taken taken
                        && taken.from().contains(".")
                        && ExpectedWhole.isPlace(types.get(child.table()).get(column.getKey()), taken.how()));
    }

    public boolean applies(OfRow row, Subject subject, @Nullable Element element) {
        if (row.whenPath() == null) {
            return true;
        }
        var value = new RowSource(row, subject, element).first(List.of(row.whenPath()), false, false);
        return value != Written.MISSING
                && (row.whenIn().isEmpty() || row.whenIn().contains(shown(value)));
    }

    /** The columns that the mapping names, with what they have to hold. */
    public Map<String, Expected> columns(OfRow row, Subject subject, @Nullable Element element) {
        var source = new RowSource(row, subject, element);
        var columns = new LinkedHashMap<String, Expected>();
        row.columns().forEach((column, value) -> columns.put(column, expected(source, column, value)));
        return columns;
    }

    /** What a column of a document's own row has to hold; nothing where the mapping does not name it. */
    @Nullable
    Expected column(OfRow row, String column, Subject subject) {
        var value = row.columns().get(column);
        return value == null ? null : expected(new RowSource(row, subject, null), column, value);
    }

    private Expected expected(RowSource source, String column, OfValue value) {
        return switch (value) {
            case OfValue.Constant(var text) -> text == null ? Expected.NONE : new Expected.Literal(text);
            case OfValue.OwnRow(var table) -> new Expected.OwnRow(table);
            case OfValue.Template(var text) -> template(text, source);
            case OfValue.Taken taken ->
                taken(source, types.get(source.row().table()).get(column), taken);
        };
    }

    private Expected template(String template, RowSource source) {
        var text = new StringBuilder();
        int from = 0;
        while (true) {
            int open = template.indexOf('{', from);
            int close = template.indexOf('}', open + 1);
            if (open < 0 || close < 0) {
                return new Expected.Literal(
                        texts.kept(text.append(template.substring(from)).toString()));
            }
            text.append(template, from, open);
            var path = List.of(template.substring(open + 1, close));
            if (source.isUnequal(path)) {
                return new Expected.Unreadable(template);
            }
            var value = source.first(path, false, false);
            if (value == Written.MISSING) {
                return Expected.NONE;
            }
            text.append(shown(value));
            from = close + 1;
        }
    }

    private Expected taken(RowSource source, ColumnType type, OfValue.Taken taken) {
        var how = taken.how();
        var reference = taken.reference();
        if (source.isUnequal(taken.from()) && !how.badIsNull()) {
            return new Expected.Unreadable(String.join(", ", taken.from()));
        }
        boolean takesObjects =
                reference == null && (type.isArray() || type.isJson() || ExpectedWhole.isTaken(type, how));
        var value = source.first(taken.from(), how.keepEmpty(), takesObjects);
        if (type.isArray() && reference == null) {
            return array(source, type, taken, value);
        }
        if (value == Written.MISSING) {
            return nothing(how, reference);
        }
        if (type.isJson() && reference == null) {
            return Canonical.isOfASize(value)
                    ? new Expected.Value(Canonical.json(value))
                    : TypedTexts.unreadable("", how);
        }
        if (reference == null && ExpectedWhole.isTaken(type, how)) {
            return whole.expected(type, value, how, datesOf(source, taken));
        }
        var single = value instanceof List<?> list
                ? Written.flat(list).stream()
                        .filter(e -> e != Written.NULL)
                        .findFirst()
                        .orElseThrow()
                : value;
        var text = single instanceof Map<?, ?> || single instanceof List<?> || single == Written.NULL
                ? null
                : TextTransforms.apply(single, how);
        if (text == null) {
            return TypedTexts.unreadable(shown(single), how);
        }
        if (text.isEmpty() && !how.transforms().isEmpty() && !how.keepEmpty()) {
            return nothing(how, reference);
        }
        return reference == null
                ? texts.read(type, text, how, datesOf(source, taken))
                : new Expected.Link(called(reference, text, single, source, taken), reference);
    }

    /** An id is what it is; what refers by a column is read and kept as that column is. */
    private String called(Reference reference, String text, Object written, RowSource source, OfValue.Taken taken) {
        if (reference.by() == null) {
            return Canonical.text(text);
        }
        var type = types.getOrDefault(reference.table(), Map.of()).get(reference.by());
        if (type == null || type.isText() || type.isJson() || type.isArray()) {
            return texts.kept(text);
        }
        if (type.base().equals("bytea")) {
            return WrittenWhole.bytes(written).orElseGet(() -> texts.kept(text));
        }
        return switch (texts.read(type, text, taken.how(), datesOf(source, taken))) {
            case Expected.Value(var canonical) -> canonical;
            case Expected.Literal(var literal) -> literal;
            default -> texts.kept(text);
        };
    }

    /** An array of scalars, flat as Elasticsearch takes it; an empty one is a value of its own. */
    private Expected array(RowSource source, ColumnType type, OfValue.Taken taken, Object value) {
        var how = taken.how();
        if (value == Written.MISSING) {
            boolean isEmptyList = taken.from().stream().anyMatch(path -> source.at(path) instanceof List<?>);
            return isEmptyList && how.defaultText() == null ? new Expected.Literal("{}") : nothing(how, null);
        }
        var leaves = new ArrayList<Object>();
        flatten(value, leaves);
        var elements = new ArrayList<String>();
        var of = type.ofElement();
        for (var leaf : leaves) {
            if (leaf == Written.NULL) {
                elements.add("NULL");
                continue;
            }
            switch (element(of, leaf, how, datesOf(source, taken))) {
                case Expected.Value(var canonical) ->
                    elements.add(quotedElement(of.isTime() ? ExpectedWhole.moment(canonical) : canonical));
                case Expected.Literal(var text) -> elements.add(quotedElement(text));
                default -> {
                    return TypedTexts.unreadable(Canonical.json(leaf), how);
                }
            }
        }
        return new Expected.Literal("{" + String.join(",", elements) + "}");
    }

    private Expected element(ColumnType type, Object leaf, How how, Supplier<List<String>> ofField) {
        if (type.isJson() && Canonical.isOfASize(leaf)) {
            return new Expected.Literal(WrittenWhole.json(leaf));
        }
        return type.isJson() || leaf instanceof Map<?, ?>
                ? new Expected.Unreadable(Canonical.json(leaf))
                : texts.expected(type, leaf, how, ofField);
    }

    private static void flatten(Object value, List<Object> leaves) {
        if (value instanceof List<?> list) {
            list.forEach(inner -> flatten(inner, leaves));
        } else {
            leaves.add(value);
        }
    }

    private static String quotedElement(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** In what ways the field that a value is taken of writes dates. */
    private Supplier<List<String>> datesOf(RowSource source, OfValue.Taken taken) {
        return () -> ofFields.at(source.subject().index(), source.found(taken));
    }

    private static Expected nothing(How how, @Nullable Reference reference) {
        if (how.defaultText() == null) {
            return Expected.NONE;
        }
        return reference == null
                ? new Expected.Literal(how.defaultText())
                : new Expected.Link(how.defaultText(), reference);
    }

    private static String shown(Object value) {
        return value instanceof List<?> || value instanceof Map<?, ?> ? "" : Written.text(value);
    }
}
