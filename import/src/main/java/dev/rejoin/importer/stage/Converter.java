package dev.rejoin.importer.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rejoin.importer.catalog.TargetCatalog.Column;
import dev.rejoin.importer.finding.Finding.Severity;
import dev.rejoin.importer.mapping.DateFormats;
import dev.rejoin.importer.mapping.DateFormats.Doubt;
import dev.rejoin.importer.mapping.IndexDates;
import dev.rejoin.importer.mapping.Mapping.Conversion;
import dev.rejoin.importer.mapping.Mapping.Dates;
import dev.rejoin.importer.mapping.Mapping.Transform;
import dev.rejoin.importer.mapping.Mapping.Unicode;
import dev.rejoin.importer.mapping.WrittenNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a source value into a column's text as PostgreSQL reads it. Whatever cannot be read exactly is a finding; a
 * number is never a double on its way.
 */
final class Converter {
    private static final BigInteger TWO_TO_53 = BigInteger.TWO.pow(53);
    private static final BigInteger TWO_TO_53_NEGATIVE = TWO_TO_53.negate();
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
    private static final Pattern UUID_WRITTEN = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final Set<String> TRUE = Set.of(
            "true",
            "t",
            "yes",
            "y",
            "on",
            "1",
            "oui",
            "o",
            "vrai",
            "v",
            "ja",
            "j",
            "wahr",
            "sí",
            "si",
            "s",
            "verdadero");
    private static final Set<String> FALSE =
            Set.of("false", "f", "no", "n", "off", "0", "non", "faux", "nein", "falsch", "falso");
    private static final Map<String, BigInteger[]> INTEGERS =
            Map.of("smallint", range(15), "integer", range(31), "bigint", range(63));

    /** Where findings about the value at hand go. */
    interface Doubts {
        void add(Severity severity, String code, @Nullable String value, String message, @Nullable String suggestion);
    }

    private final Column column;
    private final Conversion how;
    private final Dates dates;
    private final Unicode unicode;
    private final boolean transformed;
    private final Optional<WholeValues.Kind> whole;

    Converter(Column column, Conversion how, Dates defaultDates, Unicode unicode) {
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
        if (value.isContainerNode() && !column.base().startsWith("json")) {
            return bad("object_for_scalar", value.toString(), "an object stands where one value is expected", doubts);
        }
        if (value.isIntegralNumber() && beyond53Bits(value.bigIntegerValue())) {
            doubts.add(
                    Severity.WARNING,
                    "integer_beyond_2_53",
                    value.asText(),
                    "this integer is larger than 2^53: JavaScript and Kibana showed it rounded; it is kept exactly",
                    null);
        }
        if (column.base().startsWith("json")) {
            return json(value, doubts);
        }
        var text = value.isBigDecimal() ? value.decimalValue().toString() : value.asText();
        var source = value;
        if (transformed) {
            text = transformed(text, doubts);
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
        return takesArrays() || whole.isPresent() || column.base().startsWith("json");
    }

    /** Whether two numbers in an array are a point. */
    boolean takesPairs() {
        return whole.filter(WholeValues.Kind::isGeographical).isPresent();
    }

    private @Nullable String whole(
            WholeValues.Kind kind, JsonNode value, List<IndexDates.Format> ofIndex, Doubts doubts) {
        var shown = value.isContainerNode() ? value.toString() : value.asText();
        if (kind == WholeValues.Kind.JSON_TEXT) {
            return fitted(WholeValues.clean(value, doubts).toString(), doubts);
        }
        if (kind == WholeValues.Kind.BYTES) {
            return WholeValues.bytes(value)
                    .orElseGet(() -> bad("bad_binary", shown, "bytes in base 64 are expected", doubts));
        }
        if (kind == WholeValues.Kind.RANGE) {
            var ofBound = of(WholeValues.boundsOf(column));
            return WholeValues.range(value, bound -> ofBound.convert(bound, ofIndex, doubts))
                    .orElseGet(() -> bad(
                            "bad_range",
                            shown,
                            "a range is expected: an object with gte or gt, and lte or lt, of " + column.type(),
                            doubts));
        }
        var point = GeoPoint.read(value);
        if (point.isEmpty()) {
            return bad("bad_point", shown, "this is not a place on earth in any notation of a geo_point", doubts);
        }
        return switch (kind) {
            case LATITUDE -> typed(point.get().latitude().toString(), MissingNode.getInstance(), ofIndex, doubts);
            case LONGITUDE -> typed(point.get().longitude().toString(), MissingNode.getInstance(), ofIndex, doubts);
            default -> point.get().asPoint();
        };
    }

    private Converter of(String type) {
        return new Converter(
                new Column(column.name(), type, type, -1, Optional.empty(), false, Optional.empty()),
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
        var repeated = new LinkedHashMap<String, Remark>();
        var text = elements(
                value,
                ofIndex,
                (severity, code, shown, message, suggestion) -> repeated.merge(
                        code, new Remark(severity, code, shown, message, suggestion, 1), Remark::andAnother));
        repeated.values().forEach(remark -> remark.tell(doubts));
        return text;
    }

    /**
     * What there is to say of an array's elements, once for each code: a vector of a thousand numbers that the column rounds
     * is one thing to know, and not a thousand.
     */
    private record Remark(
            Severity severity,
            String code,
            @Nullable String value,
            String message,
            @Nullable String suggestion,
            int times) {
        Remark andAnother(Remark other) {
            return new Remark(severity, code, value, message, suggestion, times + other.times);
        }

        void tell(Doubts doubts) {
            doubts.add(
                    severity,
                    code,
                    value,
                    times == 1 ? message : "%s; so are %d more of this array".formatted(message, times - 1),
                    suggestion);
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
            case "smallint", "integer", "bigint" -> integer(text, source, doubts);
            case "numeric" -> numeric(text, source, doubts);
            case "double precision", "real" -> floating(text, source, doubts);
            case "boolean" -> bool(text, source, doubts);
            case "date" -> date(text, ofIndex, doubts);
            case "timestamp with time zone", "timestamp without time zone" -> instant(text, ofIndex, doubts);
            case "uuid" -> uuid(text, doubts);
            default -> text(text, doubts);
        };
    }

    private @Nullable String mapped(String text, Doubts doubts) {
        var target = how.values().get(text);
        if (target != null) {
            return target;
        }
        if (how.otherwise().isPresent()) {
            doubts.add(
                    Severity.WARNING,
                    "unknown_value",
                    text,
                    "the mapping lists no value for this one; "
                            + how.otherwise().get() + " is taken instead",
                    null);
            return how.otherwise().get();
        }
        return bad("unknown_value", text, "the mapping lists no value for this one", doubts);
    }

    private @Nullable String transformed(String value, Doubts doubts) {
        var text = value;
        for (var transform : how.transforms()) {
            text = switch (transform) {
                case TRIM -> text.strip();
                case UPPER -> text.toUpperCase(Locale.ROOT);
                case LOWER -> text.toLowerCase(Locale.ROOT);
                case COLLAPSE -> WHITE_SPACE.matcher(text.strip()).replaceAll(" ");
                case EMAIL -> text.strip().toLowerCase(Locale.ROOT);
                case PHONE -> text.replaceAll("[^0-9+]", "");
                case DIGITS -> text.replaceAll("[^0-9]", "");
                case FIRST_WORD -> words(text)[0];
                case REST -> rest(text);
                case MONTH -> text;
                case MONEY -> text.replaceAll("[\\s\\u00a0\\u202f€$£]", "").replace(',', '.');
                case BOOLEAN -> text.strip().toLowerCase(Locale.ROOT);
                case DECIMAL_COMMA -> decimal(text, ',');
                case DECIMAL_POINT -> decimal(text, '.');
                case LATITUDE, LONGITUDE, JSON -> text;
            };
            if (transform == Transform.BOOLEAN) {
                text = TRUE.contains(text) ? "true" : FALSE.contains(text) ? "false" : text;
                if (!text.matches("true|false")) {
                    return bad("bad_boolean", value, "this is no way to write true or false that is known", doubts);
                }
            }
            if (transform == Transform.EMAIL && !EMAIL.matcher(text).matches()) {
                return bad("bad_email", value, "this is not an e-mail address", doubts);
            }
        }
        return text;
    }

    /** A number that is grouped by threes, as a plain one; as it is where it is not written so. */
    private static String decimal(String text, char point) {
        var groups = point == ',' ? "[.\\s\\u00a0\\u2009\\u202f'\u2019]" : "[,\\s\\u00a0\\u2009\\u202f'\u2019]";
        var plain = text.strip().replace('\u2212', '-');
        var number = Pattern.compile("([-+]?)(\\d+|\\d{1,3}(?:%1$s\\d{3})+)(?:%2$s(\\d+))?"
                        .formatted(groups, Pattern.quote(String.valueOf(point))))
                .matcher(plain);
        if (!number.matches()) {
            return "not a number: " + text;
        }
        return number.group(1)
                + number.group(2).replaceAll("\\D", "")
                + (number.group(3) == null ? "" : "." + number.group(3));
    }

    private static String[] words(String text) {
        return WHITE_SPACE.split(text.strip(), 2);
    }

    private static String rest(String text) {
        var words = words(text);
        return words.length > 1 ? words[1].strip() : words[0];
    }

    private @Nullable String integer(String text, JsonNode source, Doubts doubts) {
        var number = number(text, source, doubts);
        if (number.isEmpty()) {
            return null;
        }
        try {
            var whole = number.get().toBigIntegerExact();
            var range = INTEGERS.get(column.base());
            if (range != null && whole.compareTo(range[0]) >= 0 && whole.compareTo(range[1]) <= 0) {
                return whole.toString();
            }
            return bad("number_out_of_range", text, "this number does not fit the type " + column.type(), doubts);
        } catch (ArithmeticException e) {
            return bad("bad_number", text, "a whole number is expected", doubts);
        }
    }

    private @Nullable String numeric(String text, JsonNode source, Doubts doubts) {
        var number = number(text, source, doubts);
        if (number.isEmpty() || column.typmod() < 0) {
            return number.map(BigDecimal::toPlainString).orElse(null);
        }
        int precision = (column.typmod() - 4) >> 16;
        // Eleven bits with a sign: a scale below zero rounds before the decimal point.
        int scale = ((column.typmod() - 4 & 0x7ff) ^ 0x400) - 0x400;
        var rounded = number.get().setScale(scale, RoundingMode.HALF_UP);
        if (rounded.precision() - rounded.scale() > precision - scale) {
            return bad("number_out_of_range", text, "this number does not fit the type " + column.type(), doubts);
        }
        if (rounded.compareTo(number.get()) != 0) {
            doubts.add(
                    Severity.WARNING,
                    "number_rounded",
                    text,
                    "the column keeps %d decimals: rounded to %s".formatted(scale, rounded.toPlainString()),
                    null);
        }
        return rounded.toPlainString();
    }

    private Optional<BigDecimal> number(String text, JsonNode source, Doubts doubts) {
        var number = WrittenNumber.read(text);
        if (number.isEmpty()) {
            bad("bad_number", text, "this is not a number", doubts);
        } else if (source.isTextual()) {
            doubts.add(Severity.INFO, "number_as_string", text, "a number was written as text", null);
        }
        return number;
    }

    /** PostgreSQL refuses what a floating point column cannot hold, and rounds what it can. */
    private @Nullable String floating(String text, JsonNode source, Doubts doubts) {
        var number = number(text, source, doubts);
        if (number.isEmpty()) {
            return null;
        }
        boolean single = column.base().equals("real");
        double kept = single ? number.get().floatValue() : number.get().doubleValue();
        if (Double.isInfinite(kept) || kept == 0 && number.get().signum() != 0) {
            return bad("number_out_of_range", text, "this number does not fit the type " + column.type(), doubts);
        }
        var shown = single ? Float.toString((float) kept) : Double.toString(kept);
        if (new BigDecimal(shown).compareTo(number.get()) != 0) {
            doubts.add(
                    Severity.WARNING,
                    "number_rounded",
                    text,
                    "the column keeps floating point numbers: rounded to " + shown,
                    null);
        }
        return number.get().toString();
    }

    /** JSON as PostgreSQL can store it: its texts and names without what no text can hold, its numbers of a size. */
    private @Nullable String json(JsonNode value, Doubts doubts) {
        if (holdsAstronomicalNumber(value)) {
            return bad("bad_number", value.toString(), "a number in it is too large or too small to be kept", doubts);
        }
        return storable(value, doubts).toString();
    }

    private static boolean holdsAstronomicalNumber(JsonNode value) {
        return value.isNumber()
                ? WrittenNumber.read(value.isBigDecimal() ? value.decimalValue().toString() : value.asText())
                        .isEmpty()
                : value.valueStream().anyMatch(Converter::holdsAstronomicalNumber);
    }

    private static JsonNode storable(JsonNode value, Doubts doubts) {
        return switch (value) {
            case TextNode text -> TextNode.valueOf(clean(text.textValue(), doubts));
            case ArrayNode array -> {
                var kept = array.arrayNode();
                array.forEach(element -> kept.add(storable(element, doubts)));
                yield kept;
            }
            case ObjectNode object -> {
                var kept = object.objectNode();
                object.properties()
                        .forEach(field -> kept.set(clean(field.getKey(), doubts), storable(field.getValue(), doubts)));
                yield kept;
            }
            default -> value;
        };
    }

    private @Nullable String bool(String text, JsonNode source, Doubts doubts) {
        var read =
                switch (text) {
                    case "true", "1" -> "true";
                    case "false", "0" -> "false";
                    default -> null;
                };
        if (read == null) {
            return bad("bad_boolean", text, "true or false is expected", doubts);
        }
        if (source.isTextual() || source.isNumber()) {
            doubts.add(Severity.INFO, "boolean_as_string", text, "a boolean was written as text or number", null);
        }
        return read;
    }

    /** A date as it was read, in the column's text, with what reading has changed about it. */
    private record ReadDate(String text, Set<Doubt> doubts) {}

    private @Nullable String date(String text, List<IndexDates.Format> ofIndex, Doubts doubts) {
        return read(
                text,
                ofIndex,
                format -> format.date(text.strip(), dates.zone())
                        .filter(Converter::year)
                        .map(day -> how.transforms().contains(Transform.MONTH) ? day.withDayOfMonth(1) : day)
                        .map(day -> new ReadDate(day.toString(), Set.of())),
                doubts);
    }

    private @Nullable String instant(String text, List<IndexDates.Format> ofIndex, Doubts doubts) {
        return read(
                text,
                ofIndex,
                format -> format.moment(text.strip(), dates.zone())
                        .filter(moment -> year(LocalDate.ofInstant(moment.instant(), ZoneOffset.UTC)))
                        .map(moment -> new ReadDate(moment.instant().toString(), moment.doubts())),
                doubts);
    }

    /** Reads in the mapping file's formats, then in the index mapping's: the first in which the text is a date. */
    private @Nullable String read(
            String text,
            List<IndexDates.Format> ofIndex,
            Function<DateFormats, Optional<ReadDate>> reading,
            Doubts doubts) {
        int tried = 0;
        for (var format : dates.formats()) {
            var read = reading.apply(DateFormats.of(format));
            if (read.isPresent()) {
                noteFormat(tried, format, text, doubts);
                return noted(read.get(), text, doubts);
            }
            tried++;
        }
        for (var format : ofIndex) {
            for (var readAs : format.readAs()) {
                var read = reading.apply(readAs);
                if (read.isPresent()) {
                    doubts.add(
                            Severity.INFO,
                            "date_format_of_index",
                            text,
                            "read as " + format.name() + ", which the index mapping says and the mapping file does not",
                            null);
                    return noted(read.get(), text, doubts);
                }
            }
        }
        var also = ofIndex.isEmpty()
                ? ""
                : ", nor of the index's own "
                        + ofIndex.stream().map(IndexDates.Format::name).toList();
        return bad(
                "bad_date",
                text,
                "this is not a date of the years 1 to 9999 in any of the formats " + dates.formats() + also,
                doubts);
    }

    /** A moment that is another one after it was read is never so in silence. */
    private String noted(ReadDate read, String text, Doubts doubts) {
        for (var doubt : read.doubts()) {
            switch (doubt) {
                case IN_A_GAP ->
                    doubts.add(
                            Severity.WARNING,
                            "time_in_a_gap",
                            text,
                            "this time never was in %s, where clocks were put forward over it: read as %s"
                                    .formatted(dates.zone(), read.text()),
                            null);
                case TOLD_TWICE ->
                    doubts.add(
                            Severity.WARNING,
                            "time_told_twice",
                            text,
                            "this time was twice in %s, where clocks were put back over it: read as the first, %s"
                                    .formatted(dates.zone(), read.text()),
                            null);
                case FINER_THAN_MICROSECONDS ->
                    doubts.add(
                            Severity.WARNING,
                            "time_rounded",
                            text,
                            "PostgreSQL keeps microseconds: the digits below them are dropped, " + read.text(),
                            null);
            }
        }
        return read.text();
    }

    private static boolean year(LocalDate date) {
        return date.getYear() >= 1 && date.getYear() <= 9999;
    }

    private static void noteFormat(int tried, String format, String text, Doubts doubts) {
        if (tried > 0) {
            doubts.add(Severity.INFO, "date_format", text, "read as " + format, null);
        }
    }

    private @Nullable String uuid(String text, Doubts doubts) {
        var stripped = text.strip();
        return UUID_WRITTEN.matcher(stripped).matches()
                ? stripped.toLowerCase(Locale.ROOT)
                : bad("bad_uuid", text, "this is not a UUID", doubts);
    }

    private @Nullable String text(String raw, Doubts doubts) {
        return fitted(kept(raw, unicode, doubts), doubts);
    }

    private @Nullable String fitted(String text, Doubts doubts) {
        int limit = column.typmod() - 4;
        if (column.base().startsWith("character") && limit > 0 && text.codePointCount(0, text.length()) > limit) {
            return bad("too_long", text, "the column takes %d characters".formatted(limit), doubts);
        }
        return text;
    }

    /** Text as a column keeps it: without what PostgreSQL cannot store, and in the form that the mapping asks for. */
    static String kept(String raw, Unicode unicode, Doubts doubts) {
        var text = clean(raw, doubts);
        if (unicode == Unicode.AS_WRITTEN || Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            return text;
        }
        doubts.add(
                Severity.INFO,
                "text_composed",
                visible(raw),
                "Unicode has several ways to write this text: kept in its composed form (NFC), in which it is searched for",
                null);
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Text without what PostgreSQL cannot store. */
    static String clean(String raw, Doubts doubts) {
        var text = raw;
        if (text.indexOf('\0') >= 0) {
            text = text.replace("\0", "");
            doubts.add(
                    Severity.WARNING,
                    "nul_character",
                    visible(raw),
                    "the text holds \\u0000, which no text column can: removed",
                    null);
        }
        if (hasLoneSurrogate(text)) {
            var kept = new StringBuilder(text.length());
            text.codePoints().filter(c -> c < 0xD800 || c > 0xDFFF).forEach(kept::appendCodePoint);
            doubts.add(
                    Severity.WARNING,
                    "lone_surrogate",
                    visible(raw),
                    "the text holds half of a surrogate pair: removed",
                    null);
            text = kept.toString();
        }
        return text;
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    i++;
                } else {
                    return true;
                }
            }
        }
        return false;
    }

    /** The text as it can be shown and stored in a finding. */
    static String visible(String raw) {
        var shown = new StringBuilder();
        raw.codePoints().limit(500).forEach(c -> {
            if (c == 0 || c >= 0xD800 && c <= 0xDFFF) {
                shown.append("\\u%04x".formatted(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private @Nullable String bad(String code, String value, String message, Doubts doubts) {
        doubts.add(
                how.badIsNull() ? Severity.WARNING : Severity.ERROR,
                code,
                visible(value),
                how.badIsNull() ? message + "; loaded without it" : message,
                null);
        return null;
    }

    private static boolean beyond53Bits(BigInteger number) {
        return number.compareTo(TWO_TO_53) > 0 || number.compareTo(TWO_TO_53_NEGATIVE) < 0;
    }

    private static BigInteger[] range(int bits) {
        var top = BigInteger.TWO.pow(bits);
        return new BigInteger[] {top.negate(), top.subtract(BigInteger.ONE)};
    }
}
