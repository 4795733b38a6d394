package dev.rejoin.importer.prove.expect;

import dev.rejoin.importer.prove.expect.Specification.How;
import dev.rejoin.importer.prove.expect.Specification.OfRow;
import dev.rejoin.importer.prove.expect.Specification.OfValue;
import dev.rejoin.importer.prove.expect.Specification.Reference;
import dev.rejoin.importer.prove.expect.Written.Numeral;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Says what rows a document has to have become. */
public final class Interpreter {
    private static final Set<String> RANGES =
            Set.of("int4range", "int8range", "numrange", "daterange", "tsrange", "tstzrange");
    private static final Set<String> NOTATIONS = Set.of("decimal_comma", "decimal_point", "money", "digits", "phone");

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
    private final boolean composed;

    /** @param composed whether texts are kept in Unicode's normalization form C */
    public Interpreter(Map<String, Map<String, ColumnType>> types, FieldDates ofFields, boolean composed) {
        this.types = types;
        this.ofFields = ofFields;
        this.composed = composed;
    }

    private String kept(String text) {
        var storable = Canonical.text(text);
        return composed ? Normalizer.normalize(storable, Normalizer.Form.NFC) : storable;
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
                        && isPlace(types.get(child.table()).get(column.getKey()), taken.how()));
    }

    private static boolean isPlace(ColumnType type, How how) {
        return type.base().equals("point")
                || how.transforms().contains("latitude")
                || how.transforms().contains("longitude");
    }

    /** Whether a value is made of an object or an array as a whole. */
    private static boolean isWhole(ColumnType type, How how) {
        return isPlace(type, how)
                || how.transforms().contains("json")
                || type.base().equals("bytea")
                || RANGES.contains(type.base());
    }

    private Expected whole(
            OfRow row, ColumnType type, OfValue.Taken taken, Object value, Subject subject, @Nullable Element element) {
        var how = taken.how();
        if (how.transforms().contains("json")) {
            return text(type, Canonical.text(WrittenWhole.json(value)), how);
        }
        if (isPlace(type, how)) {
            return place(type, value, how);
        }
        var read = type.base().equals("bytea")
                ? WrittenWhole.bytes(value)
                : WrittenWhole.range(
                        value, bound -> bound(type, bound, how, () -> source(row, taken, subject, element), subject));
        return read.<Expected>map(Expected.Literal::new).orElseGet(() -> unreadable(Canonical.json(value), how));
    }

    private Expected place(ColumnType type, Object value, How how) {
        var place = WrittenWhole.place(value);
        if (place.isEmpty() && value instanceof List<?> list) {
            place = places(list).stream().findFirst().flatMap(WrittenWhole::place);
        }
        if (place.isEmpty()) {
            return unreadable(Canonical.json(value), how);
        }
        var east = place.get().east();
        var north = place.get().north();
        return how.transforms().contains("latitude")
                ? typed(type, north.toString(), how)
                : how.transforms().contains("longitude")
                        ? typed(type, east.toString(), how)
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

    private java.util.Optional<String> bound(
            ColumnType range, Object said, How how, java.util.function.Supplier<String> source, Subject subject) {
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
        return switch (scalar(type, said, how, source, subject)) {
            case Expected.Value(var canonical)
            when type.isTime() ->
                java.util.Optional.of(java.time.Instant.EPOCH
                        .plus(Long.parseLong(canonical), java.time.temporal.ChronoUnit.MICROS)
                        .toString());
            case Expected.Value(var canonical) -> java.util.Optional.of(canonical);
            default -> java.util.Optional.empty();
        };
    }

    public boolean applies(OfRow row, Subject subject, @Nullable Element element) {
        if (row.whenPath() == null) {
            return true;
        }
        var value = first(List.of(row.whenPath()), row, subject, element, false, false);
        return value != Written.MISSING
                && (row.whenIn().isEmpty() || row.whenIn().contains(shown(value)));
    }

    /** The columns that the mapping names, with what they have to hold. */
    public Map<String, Expected> columns(OfRow row, Subject subject, @Nullable Element element) {
        var columns = new LinkedHashMap<String, Expected>();
        row.columns().forEach((column, value) -> columns.put(column, expected(row, column, value, subject, element)));
        return columns;
    }

    /** What a column of a document's own row has to hold; nothing where the mapping does not name it. */
    @Nullable
    Expected column(OfRow row, String column, Subject subject) {
        var value = row.columns().get(column);
        return value == null ? null : expected(row, column, value, subject, null);
    }

    private Expected expected(OfRow row, String column, OfValue value, Subject subject, @Nullable Element element) {
        return switch (value) {
            case OfValue.Constant(var text) -> text == null ? Expected.NONE : new Expected.Literal(text);
            case OfValue.OwnRow(var table) -> new Expected.OwnRow(table);
            case OfValue.Template(var text) -> template(text, row, subject, element);
            case OfValue.Taken taken -> taken(row, types.get(row.table()).get(column), taken, subject, element);
        };
    }

    private Expected template(String template, OfRow row, Subject subject, @Nullable Element element) {
        var text = new StringBuilder();
        int from = 0;
        while (true) {
            int open = template.indexOf('{', from);
            int close = template.indexOf('}', open + 1);
            if (open < 0 || close < 0) {
                return new Expected.Literal(
                        kept(text.append(template.substring(from)).toString()));
            }
            text.append(template, from, open);
            var path = template.substring(open + 1, close);
            if (isUnequal(List.of(path), row, element)) {
                return new Expected.Unreadable(template);
            }
            var value = first(List.of(path), row, subject, element, false, false);
            if (value == Written.MISSING) {
                return Expected.NONE;
            }
            text.append(shown(value));
            from = close + 1;
        }
    }

    private Expected taken(
            OfRow row, ColumnType type, OfValue.Taken taken, Subject subject, @Nullable Element element) {
        var how = taken.how();
        var reference = taken.reference();
        if (isUnequal(taken.from(), row, element) && !how.badIsNull()) {
            return new Expected.Unreadable(String.join(", ", taken.from()));
        }
        boolean takesObjects = reference == null && (type.isArray() || type.isJson() || isWhole(type, how));
        var value = first(taken.from(), row, subject, element, how.keepEmpty(), takesObjects);
        if (type.isArray() && reference == null) {
            return array(row, type, taken, value, subject, element);
        }
        if (value == Written.MISSING) {
            return nothing(how, reference);
        }
        if (type.isJson() && reference == null) {
            return Canonical.isOfASize(value) ? new Expected.Value(Canonical.json(value)) : unreadable("", how);
        }
        if (reference == null && isWhole(type, how)) {
            return whole(row, type, taken, value, subject, element);
        }
        var single = value instanceof List<?> list
                ? Written.flat(list).stream()
                        .filter(e -> e != Written.NULL)
                        .findFirst()
                        .orElseThrow()
                : value;
        var text = single instanceof Map<?, ?> || single instanceof List<?> || single == Written.NULL
                ? null
                : transformed(single, how);
        if (text == null) {
            return unreadable(shown(single), how);
        }
        if (text.isEmpty() && !how.transforms().isEmpty() && !how.keepEmpty()) {
            return nothing(how, reference);
        }
        if (reference != null) {
            return new Expected.Link(called(reference, text, single, taken, row, subject, element), reference);
        }
        if (type.isDate() || type.isTime()) {
            return date(type, text, how, ofFields.at(subject.index(), source(row, taken, subject, element)));
        }
        return typed(type, text, how);
    }

    /** An id is what it is; what refers by a column is read and kept as that column is. */
    private String called(
            Reference reference,
            String text,
            Object written,
            OfValue.Taken taken,
            OfRow row,
            Subject subject,
            @Nullable Element element) {
        if (reference.by() == null) {
            return Canonical.text(text);
        }
        var type = types.getOrDefault(reference.table(), Map.of()).get(reference.by());
        if (type == null || type.isText() || type.isJson() || type.isArray()) {
            return kept(text);
        }
        if (type.base().equals("bytea")) {
            return WrittenWhole.bytes(written).orElseGet(() -> kept(text));
        }
        var read = type.isDate() || type.isTime()
                ? date(type, text, taken.how(), ofFields.at(subject.index(), source(row, taken, subject, element)))
                : typed(type, text, taken.how());
        return switch (read) {
            case Expected.Value(var canonical) -> canonical;
            case Expected.Literal(var literal) -> literal;
            default -> kept(text);
        };
    }

    /** An array of scalars, flat as Elasticsearch takes it; an empty one is a value of its own. */
    private Expected array(
            OfRow row, ColumnType type, OfValue.Taken taken, Object value, Subject subject, @Nullable Element element) {
        var how = taken.how();
        if (value == Written.MISSING) {
            boolean isEmptyList =
                    taken.from().stream().anyMatch(path -> at(path, row, subject, element) instanceof List<?>);
            return isEmptyList && how.defaultText() == null ? new Expected.Literal("{}") : nothing(how, null);
        }
        var leaves = new ArrayList<Object>();
        flatten(value, leaves);
        var texts = new ArrayList<String>();
        for (var leaf : leaves) {
            if (leaf == Written.NULL) {
                texts.add("NULL");
                continue;
            }
            var of = type.ofElement();
            var single = of.isJson() && Canonical.isOfASize(leaf)
                    ? new Expected.Literal(WrittenWhole.json(leaf))
                    : of.isJson() || leaf instanceof Map<?, ?>
                            ? new Expected.Unreadable(Canonical.json(leaf))
                            : scalar(of, leaf, how, () -> source(row, taken, subject, element), subject);
            switch (single) {
                case Expected.Value(var canonical)
                when of.isTime() ->
                    texts.add(quotedElement(java.time.Instant.EPOCH
                            .plus(Long.parseLong(canonical), java.time.temporal.ChronoUnit.MICROS)
                            .toString()));
                case Expected.Value(var canonical) -> texts.add(quotedElement(canonical));
                case Expected.Literal(var text) -> texts.add(quotedElement(text));
                default -> {
                    return unreadable(Canonical.json(leaf), how);
                }
            }
        }
        return new Expected.Literal("{" + String.join(",", texts) + "}");
    }

    private Expected scalar(
            ColumnType type, Object written, How how, java.util.function.Supplier<String> source, Subject subject) {
        var text = transformed(written, how);
        if (text == null) {
            return new Expected.Unreadable(Written.text(written));
        }
        return type.isDate() || type.isTime()
                ? date(type, text, how, ofFields.at(subject.index(), source.get()))
                : typed(type, text, how);
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

    /** Where the value was found, as a path of the whole document. */
    private static String source(OfRow row, OfValue.Taken taken, Subject subject, @Nullable Element element) {
        for (boolean takesObjects : new boolean[] {false, true}) {
            for (var path : taken.from()) {
                if (first(List.of(path), row, subject, element, taken.how().keepEmpty(), takesObjects)
                        != Written.MISSING) {
                    return inDocument(path, row);
                }
            }
        }
        return "";
    }

    /** A path of an element as one of the whole document. */
    private static String inDocument(String path, OfRow row) {
        int dots = dots(path);
        if (dots == 0 || row.from() == null) {
            return path;
        }
        var array = Nested.names(row.from());
        var names = new ArrayList<>(List.of(array).subList(0, Math.max(0, array.length - dots + 1)));
        names.addAll(List.of(Nested.names(path.substring(dots))));
        return String.join(".", names);
    }

    private static int dots(String path) {
        int dots = 0;
        while (dots < path.length() && path.charAt(dots) == '.') {
            dots++;
        }
        return dots;
    }

    private static Expected date(ColumnType type, String text, How how, List<String> ofField) {
        Predicate<WrittenDate> kept = type.isTime()
                ? date -> date.isMomentOfTheCalendar(how.zone())
                : date -> date.isDayOfTheCalendar(how.zone());
        var read = WrittenDate.read(text, how.formats(), kept).or(() -> WrittenDate.readOfField(text, ofField, kept));
        if (read.isEmpty()) {
            return unreadable(text, how);
        }
        if (type.isTime()) {
            return new Expected.Value(Long.toString(type.keptMicros(read.get().micros(how.zone()))));
        }
        var day = read.get().day(how.zone());
        var shown = how.transforms().contains("month") ? day.minusDays(day.getDayOfMonth() - 1L) : day;
        return new Expected.Value(
                "%04d-%02d-%02d".formatted(shown.getYear(), shown.getMonthValue(), shown.getDayOfMonth()));
    }

    private static Expected nothing(How how, @Nullable Reference reference) {
        if (how.defaultText() == null) {
            return Expected.NONE;
        }
        return reference == null
                ? new Expected.Literal(how.defaultText())
                : new Expected.Link(how.defaultText(), reference);
    }

    /** The text after transforms and the list of values; null where one of them does not take it. */
    private static @Nullable String transformed(Object written, How how) {
        var text = Written.text(written);
        for (var transform : how.transforms()) {
            // JSON writes numbers in one way only: no rule of people's notations is about them.
            text = written instanceof Numeral && NOTATIONS.contains(transform) ? text : transformed(text, transform);
            if (text == null) {
                return null;
            }
        }
        if (how.values().isEmpty() || text.isEmpty() && !how.keepEmpty()) {
            return text;
        }
        var listed = how.values().get(text);
        return listed == null ? how.otherwise() : listed;
    }

    private static @Nullable String transformed(String text, String transform) {
        return switch (transform) {
            case "trim" -> text.strip();
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "collapse" -> String.join(" ", words(text));
            case "email" -> email(bare(text).toLowerCase(Locale.ROOT));
            case "phone" -> only(text, "0123456789+");
            case "digits" -> only(text, "0123456789");
            case "first_word" -> words(text).getFirst();
            case "rest" -> {
                var stripped = text.strip();
                var first = words(text).getFirst();
                yield stripped.equals(first)
                        ? first
                        : stripped.substring(first.length()).strip();
            }
            case "money" -> money(text);
            case "month" -> text;
            case "boolean" -> truth(text.strip().toLowerCase(Locale.ROOT));
            case "decimal_comma" -> decimal(text, ',', '.');
            case "decimal_point" -> decimal(text, '.', ',');
            default -> throw new IllegalStateException("the transform " + transform + " cannot be proven");
        };
    }

    private static @Nullable String truth(String text) {
        return switch (text) {
            case "true",
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
                    "verdadero" -> "true";
            case "false", "f", "no", "n", "off", "0", "non", "faux", "nein", "falsch", "falso" -> "false";
            default -> null;
        };
    }

    /** A number of ASCII digits whose groups of three are told apart; null where they are not. */
    private static @Nullable String decimal(String written, char point, char otherPoint) {
        var text = written.strip();
        var sign = text.startsWith("-") || text.startsWith("\u2212") ? "-" : "";
        int at = sign.isEmpty() && !text.startsWith("+") ? 0 : 1;
        var whole = new StringBuilder();
        int group = 0;
        int groups = 0;
        for (; at < text.length() && text.charAt(at) != point; at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                whole.append(c);
                group++;
            } else if (c == otherPoint || " \t\n\u000b\f\r\u00a0\u2009\u202f'\u2019".indexOf(c) >= 0) {
                if (groups == 0 ? group < 1 || group > 3 : group != 3) {
                    return null;
                }
                groups++;
                group = 0;
            } else {
                return null;
            }
        }
        if (group == 0 || groups > 0 && group != 3) {
            return null;
        }
        if (at == text.length()) {
            return sign + whole;
        }
        var decimals = text.substring(at + 1);
        boolean digits = !decimals.isEmpty() && decimals.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? sign + whole + "." + decimals : null;
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private static String only(String text, String kept) {
        var result = new StringBuilder();
        text.chars().filter(c -> kept.indexOf(c) >= 0).forEach(c -> result.append((char) c));
        return result.toString();
    }

    private static String money(String text) {
        var result = new StringBuilder();
        for (char c : text.toCharArray()) {
            boolean dropped =
                    c == ' ' || (c >= '\t' && c <= '\r') || c == '\u00a0' || c == '\u202f' || "€$£".indexOf(c) >= 0;
            if (!dropped) {
                result.append(c == ',' ? '.' : c);
            }
        }
        return result.toString();
    }

    private static @Nullable String email(String text) {
        int at = text.indexOf('@');
        int dot = text.lastIndexOf('.');
        boolean looksRight = at > 0
                && text.indexOf('@', at + 1) < 0
                && dot > at + 1
                && dot < text.length() - 1
                && (isQuoted(text, at)
                        || text.lastIndexOf(':', at) < 0
                                && text.substring(0, at).codePoints().noneMatch(Interpreter::isNoPartOfAnAddress))
                && text.substring(at).codePoints().noneMatch(Interpreter::isNoPartOfAnAddress);
        return looksRight ? text : null;
    }

    /** Whether what stands before the @ stands in quotes: then it may hold blanks and the signs that tell addresses apart. */
    private static boolean isQuoted(String text, int at) {
        return at > 2
                && text.startsWith("\"")
                && text.charAt(at - 1) == '"'
                && text.substring(1, at - 1)
                        .codePoints()
                        .allMatch(c -> c == ' ' || c != '"' && c != '\\' && isSeen(Character.getType(c)));
    }

    private static boolean isSeen(int kind) {
        return switch (kind) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static boolean isNoPartOfAnAddress(int c) {
        return c >= '\t' && c <= '\r'
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT
                || ";,<>()".indexOf(c) >= 0;
    }

    /** Without white space and signs that cannot be seen at its ends. */
    private static String bare(String text) {
        var signs = text.codePoints().toArray();
        int from = 0;
        int to = signs.length;
        while (from < to && isUnseen(signs[from])) {
            from++;
        }
        while (to > from && isUnseen(signs[to - 1])) {
            to--;
        }
        return new String(signs, from, to - from);
    }

    private static boolean isUnseen(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }

    private Expected typed(ColumnType type, String text, How how) {
        return switch (type.base()) {
            case "smallint", "integer", "bigint", "numeric" ->
                Canonical.number(text)
                        .flatMap(number -> fitted(type, number))
                        .<Expected>map(number -> new Expected.Value(type.canonical(number)))
                        .orElseGet(() -> unreadable(text, how));
            case "money" ->
                Canonical.number(text)
                        .<Expected>map(number -> new Expected.Literal(
                                Canonical.rounded(number, 2).toPlainString()))
                        .orElseGet(() -> unreadable(text, how));
            case "double precision" ->
                Canonical.number(text)
                        .flatMap(Canonical::doubled)
                        .<Expected>map(Expected.Value::new)
                        .orElseGet(() -> unreadable(text, how));
            case "real" ->
                Canonical.number(text)
                        .flatMap(Canonical::single)
                        .<Expected>map(Expected.Value::new)
                        .orElseGet(() -> unreadable(text, how));
            case "boolean" ->
                switch (text) {
                    case "true", "1" -> new Expected.Value("true");
                    case "false", "0" -> new Expected.Value("false");
                    default -> unreadable(text, how);
                };
            case "uuid" -> uuid(text, how);
            default -> text(type, kept(text), how);
        };
    }

    private static java.util.Optional<BigDecimal> fitted(ColumnType type, BigDecimal number) {
        if (type.isWhole()) {
            boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
            var limit = BigDecimal.TWO.pow(type.bits());
            return whole && number.compareTo(limit) < 0 && number.compareTo(limit.negate()) >= 0
                    ? java.util.Optional.of(number)
                    : java.util.Optional.empty();
        }
        if (!type.isRounding()) {
            return java.util.Optional.of(number);
        }
        var kept = Canonical.rounded(number, type.scale());
        return kept.abs().compareTo(BigDecimal.ONE.scaleByPowerOfTen(type.wholeDigits())) < 0
                ? java.util.Optional.of(kept)
                : java.util.Optional.empty();
    }

    private static Expected uuid(String text, How how) {
        var stripped = text.strip().toLowerCase(Locale.ROOT);
        return stripped.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? new Expected.Value(stripped)
                : unreadable(text, how);
    }

    private static Expected text(ColumnType type, String text, How how) {
        if (!type.isText()) {
            return new Expected.Literal(text);
        }
        if (type.characters() >= 0 && text.codePointCount(0, text.length()) > type.characters()) {
            return unreadable(text, how);
        }
        return new Expected.Value(type.canonical(text));
    }

    private static Expected unreadable(String text, How how) {
        return how.badIsNull() ? Expected.NONE : new Expected.Unreadable(text);
    }

    /** The value at the first path that has one; keys with dots that begin with a path are its value only as an object. */
    private static Object first(
            List<String> paths,
            OfRow row,
            Subject subject,
            @Nullable Element element,
            boolean emptyTextIsSome,
            boolean takesObjects) {
        for (var path : paths) {
            var found = at(path, row, subject, element);
            if (found instanceof Spelling.Spelt spelt && spelt.isOfDottedKeys() && !takesObjects) {
                continue;
            }
            if (!Written.isNone(found, emptyTextIsSome)) {
                return found;
            }
        }
        return Written.MISSING;
    }

    private static Object at(String path, OfRow row, Subject subject, @Nullable Element element) {
        return switch (path) {
            case "_id" -> subject.id();
            case "_index" -> subject.index();
            case "_routing" -> subject.routing() == null ? Written.MISSING : subject.routing();
            default ->
                element == null
                        ? path.equals("#") ? new Numeral("0") : Written.at(subject.body(), path.substring(dots(path)))
                        : of(element, path, row);
        };
    }

    private static Object of(Element element, String path, OfRow row) {
        int dots = dots(path);
        var names = Nested.names(path.substring(dots));
        var outer = element.outer(element.path().length - Math.max(0, dots - 1));
        if (names.length == 1 && names[0].equals("#")) {
            return new Numeral(String.valueOf(outer.position()));
        }
        if (dots > 0) {
            return Written.at(outer.value(), names, 0);
        }
        for (int i = 0; i < row.beside().size(); i++) {
            if (isOf(path, row.beside().get(i))) {
                var beside = element.beside().get(i);
                return beside == null
                        ? Written.MISSING
                        : Written.at(beside, names, Nested.names(row.beside().get(i)).length);
            }
        }
        var shared = element.outer(Nested.shared(names, element.path()));
        return Written.at(shared.value(), names, shared.names());
    }

    private static boolean isOf(String path, String array) {
        return path.equals(array) || path.startsWith(array + ".");
    }

    /** Whether one of the paths lies in an array that should go by the positions of another one, but is not as long. */
    private static boolean isUnequal(List<String> paths, OfRow row, @Nullable Element element) {
        for (int i = 0; element != null && i < row.beside().size(); i++) {
            var array = row.beside().get(i);
            if (element.beside().get(i) == null && paths.stream().anyMatch(path -> isOf(path, array))) {
                return true;
            }
        }
        return false;
    }

    private static String shown(Object value) {
        return value instanceof List<?> || value instanceof Map<?, ?> ? "" : Written.text(value);
    }
}
