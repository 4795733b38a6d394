package dev.rejoin.importer.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The date formats a mapping may name: {@code iso} (ISO 8601 date, or date and time with an optional offset),
 * {@code epoch_millis}, {@code epoch_second}, or a {@link DateTimeFormatter} pattern. Patterns are strict: 31 February
 * is not a date.
 */
public final class DateFormats {
    private static final Map<String, DateFormats> KNOWN = new ConcurrentHashMap<>();
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final String name;
    private final Optional<DateTimeFormatter> formatter;

    private DateFormats(String name) {
        this.name = name;
        this.formatter = switch (name) {
            case "iso" -> Optional.of(ISO);
            case "epoch_millis", "epoch_second" -> Optional.empty();
            default -> Optional.of(pattern(name));
        };
    }

    /**
     * The format of that name.
     *
     * @throws IllegalArgumentException when it is neither a name nor a pattern
     */
    public static DateFormats of(String name) {
        return KNOWN.computeIfAbsent(name, DateFormats::new);
    }

    /** What the format's strict pattern is: {@code yyyy} means the year, as everybody writes it. */
    private static DateTimeFormatter pattern(String name) {
        var builder = new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(name.replace('y', 'u'));
        if (name.indexOf('d') < 0) {
            builder.parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
        }
        if (name.indexOf('M') < 0 && name.indexOf('L') < 0) {
            builder.parseDefaulting(ChronoField.MONTH_OF_YEAR, 1);
        }
        return builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    public boolean isEpoch() {
        return formatter.isEmpty();
    }

    /** Reads a date and time; one without a zone lies in the given zone, one without a time at its start of day. */
    public Optional<Instant> instant(String text, ZoneId zone) {
        if (formatter.isEmpty()) {
            return epoch(text);
        }
        return parse(text).flatMap(parsed -> {
            var date = parsed.query(TemporalQueries.localDate());
            if (date == null) {
                return Optional.empty();
            }
            var time = parsed.query(TemporalQueries.localTime());
            var own = parsed.query(TemporalQueries.zone());
            var dateTime = time == null ? date.atStartOfDay() : LocalDateTime.of(date, time);
            return Optional.of(
                    ZonedDateTime.of(dateTime, own == null ? zone : own).toInstant());
        });
    }

    /** Reads a date; of a date and time with an offset, the day it is in the given zone. */
    public Optional<LocalDate> date(String text, ZoneId zone) {
        if (formatter.isEmpty()) {
            return epoch(text).map(instant -> instant.atZone(zone).toLocalDate());
        }
        return parse(text).flatMap(parsed -> {
            var own = parsed.query(TemporalQueries.offset());
            var time = parsed.query(TemporalQueries.localTime());
            if (own != null && time != null) {
                return Optional.of(
                        OffsetDateTime.from(parsed).atZoneSameInstant(zone).toLocalDate());
            }
            return Optional.ofNullable(parsed.query(TemporalQueries.localDate()));
        });
    }

    private Optional<TemporalAccessor> parse(String text) {
        try {
            return Optional.of(formatter.orElseThrow().parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Epochs may have decimals: these are kept, to the nanosecond. */
    private Optional<Instant> epoch(String text) {
        try {
            var value = new BigDecimal(text);
            var seconds = name.equals("epoch_second") ? value : value.divide(THOUSAND);
            var whole = seconds.setScale(0, RoundingMode.FLOOR);
            return Optional.of(Instant.ofEpochSecond(
                    whole.longValueExact(),
                    seconds.subtract(whole).movePointRight(9).longValue()));
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
