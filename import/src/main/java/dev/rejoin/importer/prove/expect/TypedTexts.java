package dev.rejoin.importer.prove.expect;

import dev.rejoin.importer.prove.expect.Specification.How;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Texts as values of a column's type.
 *
 * @param composed whether texts are kept in Unicode's normalization form C
 */
record TypedTexts(boolean composed) {

    /**
     * A single value of a document, as the column has to hold it.
     *
     * @param ofField the date formats of the field that it stands in
     */
    Expected expected(ColumnType type, Object written, How how, Supplier<List<String>> ofField) {
        var text = TextTransforms.apply(written, how);
        return text == null ? new Expected.Unreadable(Written.text(written)) : read(type, text, how, ofField);
    }

    /** The same of its text, to which nothing is done any more. */
    Expected read(ColumnType type, String text, How how, Supplier<List<String>> ofField) {
        return type.isDate() || type.isTime() ? date(type, text, how, ofField.get()) : typed(type, text, how);
    }

    /** A text as a column can hold it. */
    String kept(String text) {
        var storable = Canonical.text(text);
        return composed ? Normalizer.normalize(storable, Normalizer.Form.NFC) : storable;
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

    Expected typed(ColumnType type, String text, How how) {
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

    private static Optional<BigDecimal> fitted(ColumnType type, BigDecimal number) {
        if (type.isWhole()) {
            boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
            var limit = BigDecimal.TWO.pow(type.bits());
            return whole && number.compareTo(limit) < 0 && number.compareTo(limit.negate()) >= 0
                    ? Optional.of(number)
                    : Optional.empty();
        }
        if (!type.isRounding()) {
            return Optional.of(number);
        }
        var kept = Canonical.rounded(number, type.scale());
        return kept.abs().compareTo(BigDecimal.ONE.scaleByPowerOfTen(type.wholeDigits())) < 0
                ? Optional.of(kept)
                : Optional.empty();
    }

    private static Expected uuid(String text, How how) {
        var stripped = text.strip().toLowerCase(Locale.ROOT);
        return stripped.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? new Expected.Value(stripped)
                : unreadable(text, how);
    }

    static Expected text(ColumnType type, String text, How how) {
        if (!type.isText()) {
            return new Expected.Literal(text);
        }
        if (type.characters() >= 0 && text.codePointCount(0, text.length()) > type.characters()) {
            return unreadable(text, how);
        }
        return new Expected.Value(type.canonical(text));
    }

    static Expected unreadable(String text, How how) {
        return how.badIsNull() ? Expected.NONE : new Expected.Unreadable(text);
    }
}
