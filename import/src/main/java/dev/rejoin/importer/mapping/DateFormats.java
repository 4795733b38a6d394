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
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The date formats a mapping may name: {@code iso} (ISO 8601 date, or date and time with an optional offset),
 * {@code epoch_millis}, {@code epoch_second}, or a {@link DateTimeFormatter} pattern. Patterns are strict: 31 February
 * is not a date.
 */
public final class DateFormats {
    private static final Map<String, DateFormats> KNOWN = new ConcurrentHashMap<>();
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final int MICROSECOND = 1_000;
    private static final Pattern ISO_WRITTEN = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"
            + "([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?");
    private static final Pattern RUN = Pattern.compile("'([^']+)'|([a-zA-Z])\\2*|[^a-zA-Z']");
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
    private static final Map<Long, String> MONTHS =
            named(1, "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final Map<Long, String> HALVES = named(0, "AM", "PM");

    /** What reading a moment changes about it. */
    public enum Doubt {
        /** Clocks were put forward over this local time: it never was, and is read an hour later. */
        IN_A_GAP,
        /** Clocks were put back over this local time: it was twice, and is read as the first. */
        TOLD_TWICE,
        /** It has digits below the microsecond, which PostgreSQL does not keep. */
        FINER_THAN_MICROSECONDS
    }

    /** A moment, to the microsecond, and what reading it has changed. */
    public record Moment(Instant instant, Set<Doubt> doubts) {}

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

    /** A strict formatter, of letters that mean the same to everybody who reads a mapping. */
    private static DateTimeFormatter pattern(String pattern) {
        var builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        var runs = new ArrayList<String>();
        var matcher = RUN.matcher(pattern);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            runs.add(matcher.group());
        }
        if (end < pattern.length()) {
            throw new IllegalArgumentException("a quote is not closed");
        }
        for (int i = 0; i < runs.size(); i++) {
            boolean beforeDigits = i + 1 < runs.size() && runs.get(i + 1).matches("[yuMLdHhmsS]+");
            append(builder, runs.get(i), beforeDigits);
        }
        var letters = String.join(
                "", runs.stream().filter(run -> !run.startsWith("'")).toList());
        if (letters.indexOf('a') >= 0 != letters.indexOf('h') >= 0) {
            throw new IllegalArgumentException("\"h\" and \"a\" go together");
        }
        if (letters.indexOf('d') < 0) {
            builder.parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
        }
        if (letters.indexOf('M') < 0 && letters.indexOf('L') < 0) {
            builder.parseDefaulting(ChronoField.MONTH_OF_YEAR, 1);
        }
        return builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    private static void append(DateTimeFormatterBuilder builder, String run, boolean beforeDigits) {
        int count = run.length();
        if (run.startsWith("'")) {
            builder.appendLiteral(run.substring(1, count - 1));
            return;
        }
        switch (run.charAt(0)) {
            case 'y', 'u' -> {
                switch (count) {
                    case 2 -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, 2000);
                    case 1, 4 -> builder.appendValue(ChronoField.YEAR, 4);
                    default -> throw unknown(run);
                }
            }
            case 'M', 'L' -> {
                if (count == 3) {
                    builder.appendText(ChronoField.MONTH_OF_YEAR, MONTHS);
                } else {
                    digits(builder, ChronoField.MONTH_OF_YEAR, run, beforeDigits);
                }
            }
            case 'd' -> digits(builder, ChronoField.DAY_OF_MONTH, run, beforeDigits);
            case 'H' -> digits(builder, ChronoField.HOUR_OF_DAY, run, beforeDigits);
            case 'h' -> digits(builder, ChronoField.CLOCK_HOUR_OF_AMPM, run, beforeDigits);
            case 'm' -> digits(builder, ChronoField.MINUTE_OF_HOUR, run, beforeDigits);
            case 's' -> digits(builder, ChronoField.SECOND_OF_MINUTE, run, beforeDigits);
            case 'S' -> {
                if (count > 9) {
                    throw unknown(run);
                }
                builder.appendFraction(ChronoField.NANO_OF_SECOND, count, count, false);
            }
            case 'a' -> builder.appendText(ChronoField.AMPM_OF_DAY, HALVES);
            case 'X', 'x', 'Z' -> {
                if (count > 3) {
                    throw unknown(run);
                }
                builder.appendPattern(run);
            }
            case '[', ']', '{', '}', '#' -> throw unknown(run);
            default -> {
                if (Character.isLetter(run.charAt(0))) {
                    throw unknown(run);
                }
                builder.appendLiteral(run);
            }
        }
    }

    /** One letter is one digit or two, two letters are two digits. */
    private static void digits(DateTimeFormatterBuilder builder, ChronoField field, String run, boolean beforeDigits) {
        if (run.length() > 2 || run.length() == 1 && beforeDigits) {
            throw unknown(run);
        }
        if (run.length() == 1) {
            builder.appendValue(field, 1, 2, SignStyle.NOT_NEGATIVE);
        } else {
            builder.appendValue(field, 2);
        }
    }

    private static IllegalArgumentException unknown(String run) {
        return new IllegalArgumentException("\"" + run + "\" is not known here");
    }

    private static Map<Long, String> named(int first, String... names) {
        var named = new HashMap<Long, String>();
        for (var name : names) {
            named.put((long) first + named.size(), name);
        }
        return named;
    }

    public boolean isEpoch() {
        return formatter.isEmpty();
    }

    /** Reads a date and time; one without a zone lies in the given zone, one without a time at its start of day. */
    public Optional<Instant> instant(String text, ZoneId zone) {
        return moment(text, zone).map(Moment::instant);
    }

    /** The same, with what reading has changed. */
    public Optional<Moment> moment(String text, ZoneId zone) {
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
            return Optional.of(moment(dateTime, own == null ? zone : own));
        });
    }

    private static Moment moment(LocalDateTime dateTime, ZoneId zone) {
        var doubts = EnumSet.noneOf(Doubt.class);
        int offsets = zone.getRules().getValidOffsets(dateTime).size();
        if (offsets != 1) {
            doubts.add(offsets == 0 ? Doubt.IN_A_GAP : Doubt.TOLD_TWICE);
        }
        if (dateTime.getNano() % MICROSECOND != 0) {
            doubts.add(Doubt.FINER_THAN_MICROSECONDS);
        }
        return new Moment(ZonedDateTime.of(dateTime, zone).toInstant().truncatedTo(ChronoUnit.MICROS), doubts);
    }

    /** Reads a date; of a date and time with an offset, the day it is in the given zone. */
    public Optional<LocalDate> date(String text, ZoneId zone) {
        if (formatter.isEmpty()) {
            return epoch(text).map(moment -> moment.instant().atZone(zone).toLocalDate());
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
        if (formatter.orElseThrow() == ISO && !ISO_WRITTEN.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(formatter.orElseThrow().parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Epochs may have decimals: these are kept, to the microsecond. */
    private Optional<Moment> epoch(String text) {
        var value = WrittenNumber.read(text);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            var seconds =
                    name.equals("epoch_second") ? value.get() : value.get().divide(THOUSAND);
            var micros =
                    seconds.movePointRight(6).setScale(0, RoundingMode.FLOOR).longValueExact();
            boolean finer = seconds.movePointRight(6).compareTo(BigDecimal.valueOf(micros)) != 0;
            return Optional.of(new Moment(
                    Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
                    finer ? EnumSet.of(Doubt.FINER_THAN_MICROSECONDS) : EnumSet.noneOf(Doubt.class)));
        } catch (ArithmeticException | DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
