package dev.rejoin.importer.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rejoin.importer.catalog.TargetColumn;
import dev.rejoin.importer.finding.Finding.Severity;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.mapping.IndexDates;
import dev.rejoin.importer.mapping.Mapping.Conversion;
import dev.rejoin.importer.mapping.Mapping.Dates;
import dev.rejoin.importer.mapping.Mapping.Transform;
import dev.rejoin.importer.mapping.Mapping.Unicode;
import dev.rejoin.importer.stage.Transforms.Refusing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a source value into a column's text as PostgreSQL reads it. Whatever cannot be read exactly is a finding; a
 * number is never a double on its way.
 */
final class Converter {
    private static final Pattern UUID_WRITTEN = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    /** Where findings about the value at hand go. */
    interface Doubts {
        Doubts NONE = (severity, code, value, message) -> {};

        void add(Severity severity, FindingCode code, @Nullable String value, String message);

        /** As grave as the code is. */
        default void add(FindingCode code, @Nullable String value, String message) {
            add(code.severity(), code, value, message);
        }
    }

    private final TargetColumn column;
    private final Conversion how;
    private final Dates dates;
    private final Unicode unicode;
    private final boolean transformed;
    private final Optional<WholeValues.WholeKind> whole;

    Converter(TargetColumn column, Conversion how, Dates defaultDates, Unicode unicode) {
        this.column = column;
        this.unicode = unicode;
        this.how = how;
        this.dates = how.dates().orElse(defaultDates);
        this.transformed = !how.values().isEmpty() || how.transforms().stream().anyMatch(t -> t != Transform.MONTH);
        this.whole = WholeValues.kind(column, how.transforms());
    }

    /** Whether values become dates, so that the index's own formats matter. */
    boolean readsDates() {
        return column.base().equals("date")
                || column.base().startsWith("timestamp")
                || List.of("daterange", "tsrange", "tstzrange").contains(column.base());
    }

    /** A constant of the mapping or a composed text, as this column takes it. */
    String constant(String text) {
        return text;
    }

    Optional<String> defaultValue() {
        return how.defaultValue();
    }

    boolean keepsEmpty() {
        return how.keepEmpty();
    }

    /**
     * The column's text, or null when the value cannot be taken: then the doubts hold an error (a warning where the
     * mapping says {@code bad: null}).
     *
     * @param ofIndex date formats of the index mapping, tried after those of the mapping file
     */
    @Nullable
    String convert(JsonNode value, List<IndexDates.Format> ofIndex, Doubts doubts) {
        if (takesArrays()) {
            return array(value, ofIndex, doubts);
        }
        if (whole.isPresent()) {
            return whole(whole.get(), value, ofIndex, doubts);
        }
        if (value.isContainerNode() && !isJson()) {
            return bad(
                    FindingCode.OBJECT_FOR_SCALAR,
                    value.toString(),
                    "an object stands where one value is expected",
                    doubts);
        }
        NumberReading.noteBeyond53Bits(value, doubts);
        if (isJson()) {
            return json(value, doubts);
        }
        var text = value.isBigDecimal() ? value.decimalValue().toString() : value.asText();
        var source = value;
        if (transformed) {
            text = Transforms.apply(how.transforms(), text, value.isNumber(), refusing(doubts));
            if (text == null) {
                return null;
            }
            if (text.isEmpty() && !how.keepEmpty()) {
                return how.defaultValue().orElse(null);
            }
            if (!how.values().isEmpty()) {
                text = mapped(text, doubts);
                if (text == null) {
                    return null;
                }
            }
            source = MissingNode.getInstance();
        }
        return typed(text, source, ofIndex, doubts);
    }

    /** Whether what is made of a value takes all of it, be it an object or an array. */
    boolean takesWhole() {
        return takesArrays() || whole.isPresent() || isJson();
    }

    private boolean isJson() {
        return column.base().equals("json") || column.base().equals("jsonb");
    }

    /** Whether two numbers in an array are a point. */
    boolean takesPairs() {
        return whole.filter(WholeValues.WholeKind::isGeographical).isPresent();
    }

    private @Nullable String whole(
            WholeValues.WholeKind kind, JsonNode value, List<IndexDates.Format> ofIndex, Doubts doubts) {
        var shown = value.isContainerNode() ? value.toString() : value.asText();
        if (kind == WholeValues.WholeKind.JSON_TEXT) {
            return fitted(WholeValues.clean(value, doubts).toString(), doubts);
        }
        if (kind == WholeValues.WholeKind.BYTES) {
            return WholeValues.bytes(value)
                    .orElseGet(() -> bad(FindingCode.BAD_BINARY, shown, "bytes in base 64 are expected", doubts));
        }
        if (kind == WholeValues.WholeKind.RANGE) {
            var ofBound = of(WholeValues.boundsOf(column));
            return WholeValues.range(value, bound -> ofBound.convert(bound, ofIndex, doubts))
                    .orElseGet(() -> bad(
                            FindingCode.BAD_RANGE,
                            shown,
                            "a range is expected: an object with gte or gt, and lte or lt, of " + column.type(),
                            doubts));
        }
        var point = GeoPoint.read(value);
        if (point.isEmpty()) {
            return bad(
                    FindingCode.BAD_POINT,
                    shown,
                    "this is not a place on earth in any notation of a geo_point",
                    doubts);
        }
        return switch (kind) {
            case LATITUDE -> typed(point.get().latitude().toString(), MissingNode.getInstance(), ofIndex, doubts);
            case LONGITUDE -> typed(point.get().longitude().toString(), MissingNode.getInstance(), ofIndex, doubts);
            default -> point.get().asPoint();
        };
    }

    private Converter of(String type) {
        return new Converter(
                new TargetColumn(column.name(), type, type, -1, Optional.empty(), false, Optional.empty()),
                how,
                dates,
                unicode);
    }

    /** Whether the column holds arrays, so that an array is its value and not too many of them. */
    boolean takesArrays() {
        return column.element().isPresent();
    }

    /** An array as PostgreSQL reads it; arrays in arrays are flat, as Elasticsearch takes them. */
    private @Nullable String array(JsonNode value, List<IndexDates.Format> ofIndex, Doubts doubts) {
        var repeated = new LinkedHashMap<FindingCode, Remark>();
        var text = elements(
                value,
                ofIndex,
                (severity, code, shown, message) ->
                        repeated.merge(code, new Remark(severity, code, shown, message, 1), Remark::andAnother));
        repeated.values().forEach(remark -> remark.tell(doubts));
        return text;
    }

    /**
     * What there is to say of an array's elements, once for each code: a vector of a thousand numbers that the column rounds
     * is one thing to know, and not a thousand.
     */
    private record Remark(
            Severity severity, FindingCode code, @Nullable String value, String message, int times) {
        Remark andAnother(Remark other) {
            return new Remark(severity, code, value, message, times + other.times);
        }

        void tell(Doubts doubts) {
            doubts.add(
                    severity,
                    code,
                    value,
                    times == 1 ? message : "%s; so are %d more of this array".formatted(message, times - 1));
        }
    }

    private @Nullable String elements(JsonNode value, List<IndexDates.Format> ofIndex, Doubts doubts) {
        var type = column.element().orElseThrow();
        var ofElement = of(type);
        var leaves = new ArrayList<JsonNode>();
        flatten(value, leaves);
        var texts = new ArrayList<String>();
        for (var leaf : leaves) {
            if (leaf.isNull()) {
                texts.add("NULL");
                continue;
            }
            var text = ofElement.convert(leaf, ofIndex, doubts);
            if (text == null) {
                return null;
            }
            texts.add('"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        return "{" + String.join(",", texts) + "}";
    }

    private static void flatten(JsonNode value, List<JsonNode> leaves) {
        if (value.isArray()) {
            value.forEach(inner -> flatten(inner, leaves));
        } else {
            leaves.add(value);
        }
    }

    private @Nullable String typed(String text, JsonNode source, List<IndexDates.Format> ofIndex, Doubts doubts) {
        return switch (column.base()) {
            case "smallint", "integer", "bigint" -> numbers(doubts).integer(text, source, doubts);
            case "numeric" -> numbers(doubts).numeric(text, source, doubts);
            case "money" -> new NumberReading(amount(), refusing(doubts)).numeric(text, source, doubts);
            case "double precision", "real" -> numbers(doubts).floating(text, source, doubts);
            case "boolean" -> bool(text, source, doubts);
            case "date" -> dates(doubts).date(text, ofIndex, doubts);
            case "timestamp with time zone", "timestamp without time zone" ->
                dates(doubts).instant(text, ofIndex, doubts);
            case "uuid" -> uuid(text, doubts);
            default -> text(text, doubts);
        };
    }

    /** PostgreSQL would read {@code 12,50} as 1250 of {@code money}: it is given plain numbers of two decimals. */
    private TargetColumn amount() {
        return new TargetColumn(
                column.name(), column.type(), "numeric", (19 << 16 | 2) + 4, Optional.empty(), false, Optional.empty());
    }

    private NumberReading numbers(Doubts doubts) {
        return new NumberReading(column, refusing(doubts));
    }

    private DateReading dates(Doubts doubts) {
        return new DateReading(dates, how.transforms().contains(Transform.MONTH), refusing(doubts));
    }

    private Refusing refusing(Doubts doubts) {
        return (code, value, message) -> bad(code, value, message, doubts);
    }

    private @Nullable String mapped(String text, Doubts doubts) {
        var target = how.values().get(text);
        if (target != null) {
            return target;
        }
        if (how.otherwise().isPresent()) {
            doubts.add(
                    Severity.WARNING,
                    FindingCode.UNKNOWN_VALUE,
                    text,
                    "the mapping lists no value for this one; "
                            + how.otherwise().get() + " is taken instead");
            return how.otherwise().get();
        }
        return bad(FindingCode.UNKNOWN_VALUE, text, "the mapping lists no value for this one", doubts);
    }

    /** JSON as PostgreSQL can store it: its texts and names without what no text can hold, its numbers of a size. */
    private @Nullable String json(JsonNode value, Doubts doubts) {
        if (NumberReading.holdsAstronomicalNumber(value)) {
            return bad(
                    FindingCode.BAD_NUMBER,
                    value.toString(),
                    "a number in it is too large or too small to be kept",
                    doubts);
        }
        return StorableText.json(value, doubts).toString();
    }

    private @Nullable String bool(String text, JsonNode source, Doubts doubts) {
        var read =
                switch (text) {
                    case "true", "1" -> "true";
                    case "false", "0" -> "false";
                    default -> null;
                };
        if (read == null) {
            return bad(FindingCode.BAD_BOOLEAN, text, "true or false is expected", doubts);
        }
        if (source.isTextual() || source.isNumber()) {
            doubts.add(FindingCode.BOOLEAN_AS_STRING, text, "a boolean was written as text or number");
        }
        return read;
    }

    private @Nullable String uuid(String text, Doubts doubts) {
        var stripped = text.strip();
        return UUID_WRITTEN.matcher(stripped).matches()
                ? stripped.toLowerCase(Locale.ROOT)
                : bad(FindingCode.BAD_UUID, text, "this is not a UUID", doubts);
    }

    private @Nullable String text(String raw, Doubts doubts) {
        return fitted(StorableText.kept(raw, unicode, doubts), doubts);
    }

    private @Nullable String fitted(String text, Doubts doubts) {
        int limit = column.typmod() - 4;
        if (column.base().startsWith("character") && limit > 0 && text.codePointCount(0, text.length()) > limit) {
            return bad(FindingCode.TOO_LONG, text, "the column takes %d characters".formatted(limit), doubts);
        }
        return text;
    }

    private @Nullable String bad(FindingCode code, String value, String message, Doubts doubts) {
        doubts.add(
                how.badIsNull() ? Severity.WARNING : Severity.ERROR,
                code,
                StorableText.visible(value),
                how.badIsNull() ? message + "; loaded without it" : message);
        return null;
    }
}
