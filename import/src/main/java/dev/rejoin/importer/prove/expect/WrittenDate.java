package dev.rejoin.importer.prove.expect;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A date as it is written: read letter by letter along its format, and placed on the time line by the rules of its zone.
 *
 * @param secondOfDay null where only a day is written
 * @param offset seconds east of Greenwich, null where none is written
 */
record WrittenDate(
        long epochDay,
        @Nullable Long secondOfDay,
        int nano,
        @Nullable Integer offset) {

    private static final long DAY = 86_400;
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** Reads a text in the first format that fits; empty when none does. */
    static Optional<WrittenDate> read(String written, List<String> formats, Predicate<WrittenDate> kept) {
        var text = written.strip();
        for (var format : formats) {
            var date =
                    switch (format) {
                        case "iso" -> new Scan(text).iso();
                        case "epoch_millis" -> epoch(text, 3);
                        case "epoch_second" -> epoch(text, 0);
                        default -> new Scan(text).pattern(format);
                    };
            if (date.isPresent() && kept.test(date.get())) {
                return date;
            }
        }
        return Optional.empty();
    }

    /** Reads a text in the first of an index mapping's formats that is known and fits. */
    static Optional<WrittenDate> readOfField(String written, List<String> formats, Predicate<WrittenDate> kept) {
        var text = written.strip();
        for (var format : formats) {
            var name = format.strip();
            var words = String.join("_", name.split("(?<=[a-z])(?=[A-Z])")).toLowerCase(Locale.ROOT);
            boolean strict = words.startsWith("strict_");
            var date = readOfField(text, name, strict ? words.substring(7) : words, strict ? 2 : 1);
            if (date.isPresent() && kept.test(date.get())) {
                return date;
            }
        }
        return Optional.empty();
    }

    private static Optional<WrittenDate> readOfField(String text, String format, String name, int least) {
        return switch (name) {
            case "epoch_millis" -> epoch(text, 3);
            case "epoch_second" -> epoch(text, 0);
            case "date_optional_time", "date_optional_time_nanos", "iso8601" ->
                new Scan(text).iso().or(() -> new Scan(text)
                        .stepwise(least, DatePrecision.YEAR, least == 1 ? DatePrecision.SECOND : DatePrecision.HOUR));
            case "date_time",
                    "date_time_no_millis",
                    "date_hour_minute_second_fraction",
                    "date_hour_minute_second_millis" -> new Scan(text).iso();
            case "date", "year_month_day" -> new Scan(text).stepwise(least, DatePrecision.DAY, DatePrecision.DAY);
            case "year_month" -> new Scan(text).stepwise(least, DatePrecision.MONTH, DatePrecision.MONTH);
            case "year" -> new Scan(text).stepwise(least, DatePrecision.YEAR, DatePrecision.YEAR);
            case "date_hour" -> new Scan(text).stepwise(least, DatePrecision.HOUR, DatePrecision.HOUR);
            case "date_hour_minute" -> new Scan(text).stepwise(least, DatePrecision.MINUTE, DatePrecision.MINUTE);
            case "date_hour_minute_second" ->
                new Scan(text).stepwise(least, DatePrecision.SECOND, DatePrecision.SECOND);
            case "basic_date" -> new Scan(text).pattern("yyyyMMdd");
            case "basic_date_time" -> inEitherOffset(text, "yyyyMMdd'T'HHmmss.SSSZ", "XX");
            case "basic_date_time_no_millis" -> inEitherOffset(text, "yyyyMMdd'T'HHmmssZ", "XX");
            default -> {
                var pattern = format.startsWith("8") ? format.substring(1) : format;
                yield isReadable(pattern) ? inEitherOffset(text, pattern, "Z") : Optional.empty();
            }
        };
    }

    /** Where a pattern has Elasticsearch's letter Z, an offset is written with a colon or without. */
    private static Optional<WrittenDate> inEitherOffset(String text, String pattern, String without) {
        return pattern.contains("Z")
                ? new Scan(text).pattern(pattern.replaceAll("Z+", without)).or(() -> new Scan(text)
                        .pattern(pattern.replaceAll("Z+", "XXX")))
                : new Scan(text).pattern(pattern);
    }

    /** Whether a pattern is made of letters that can be read, and says the year. */
    private static boolean isReadable(String pattern) {
        var bare = new StringBuilder();
        boolean quoted = false;
        for (char c : pattern.toCharArray()) {
            quoted ^= c == '\'';
            if (!quoted && c != '\'') {
                bare.append(c);
            }
        }
        boolean year = false;
        boolean half = false;
        boolean hours = false;
        for (int i = 0; i < bare.length(); ) {
            char letter = bare.charAt(i);
            int count = 1;
            while (i + count < bare.length() && bare.charAt(i + count) == letter) {
                count++;
            }
            boolean known =
                    switch (letter) {
                        case 'y', 'u' -> count == 2 || count == 4;
                        case 'M', 'X', 'Z' -> count <= 3;
                        case 'a' -> count == 1;
                        case 'd', 'H', 'h', 'm', 's' -> count <= 2;
                        case 'S' -> count <= 9;
                        default -> !Character.isLetter(letter) && "[]{}#".indexOf(letter) < 0;
                    };
            if (!known) {
                return false;
            }
            year |= letter == 'y' || letter == 'u';
            half |= letter == 'a';
            hours |= letter == 'h';
            i += count;
        }
        return year && !quoted && half == hours;
    }

    /** How far a date is written out. */
    private enum DatePrecision {
        YEAR,
        MONTH,
        DAY,
        HOUR,
        MINUTE,
        SECOND
    }

    /** The day it is in that zone: a day alone, or a time without an offset, is the day that is written. */
    LocalDate day(ZoneId zone) {
        if (offset == null || secondOfDay == null) {
            return LocalDate.ofEpochDay(epochDay);
        }
        long second = epochDay * DAY + secondOfDay - offset;
        var there = zone.getRules().getOffset(java.time.Instant.ofEpochSecond(second));
        return LocalDate.ofEpochDay(Math.floorDiv(second + there.getTotalSeconds(), DAY));
    }

    /** Microseconds since 1970, cut to whole ones as PostgreSQL keeps them. */
    long micros(ZoneId zone) {
        long local = epochDay * DAY + (secondOfDay == null ? 0 : secondOfDay);
        return Math.addExact(Math.multiplyExact(local - east(local, zone), 1_000_000L), nano / 1_000);
    }

    /** In the hour that summer time skips, the offset before it holds; in the hour it repeats, the earlier one. */
    private int east(long local, ZoneId zone) {
        if (offset != null) {
            return offset;
        }
        var rules = zone.getRules();
        var wall = java.time.LocalDateTime.ofEpochSecond(local, nano, ZoneOffset.UTC);
        var valid = rules.getValidOffsets(wall);
        return valid.isEmpty()
                ? rules.getTransition(wall).getOffsetBefore().getTotalSeconds()
                : valid.getFirst().getTotalSeconds();
    }

    /** Whether it is a moment of the years 1 to 9999, told in UTC. */
    boolean isMomentOfTheCalendar(ZoneId zone) {
        long second = Math.floorDiv(micros(zone), 1_000_000L);
        return second >= FIRST_DAY * DAY && second < (LAST_DAY + 1) * DAY;
    }

    /** Whether it is a day of the years 1 to 9999. */
    boolean isDayOfTheCalendar(ZoneId zone) {
        long day = day(zone).toEpochDay();
        return day >= FIRST_DAY && day <= LAST_DAY;
    }

    private static Optional<WrittenDate> epoch(String text, int decimals) {
        var number = Canonical.number(text);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        var seconds = number.get().movePointLeft(decimals);
        if (seconds.abs().compareTo(BigDecimal.valueOf(400_000_000_000L)) > 0) {
            return Optional.empty();
        }
        var whole = seconds.setScale(0, RoundingMode.FLOOR);
        int nano = seconds.subtract(whole)
                .movePointRight(9)
                .setScale(0, RoundingMode.DOWN)
                .intValueExact();
        long second = whole.longValueExact();
        return Optional.of(new WrittenDate(Math.floorDiv(second, DAY), Math.floorMod(second, DAY), nano, 0));
    }

    /** Reads on and on; a text that does not fit ends in a {@link Misfit}. */
    private static final class Scan {

        private static final class Misfit extends RuntimeException {
            Misfit() {
                super(null, null, false, false);
            }
        }

        private final String text;
        private int at;
        private int year = Integer.MIN_VALUE;
        private int month = Integer.MIN_VALUE;
        private int day = 1;
        private @Nullable Integer hour;
        private int minute;
        private int second;
        private int nano;
        private boolean afternoon;
        private boolean twelveHours;
        private @Nullable Integer offset;

        /** Patterns and stepwise dates are read in capitals and small letters alike. */
        private boolean anyCase = true;

        Scan(String text) {
            this.text = text;
        }

        Optional<WrittenDate> iso() {
            anyCase = false;
            return fitted(() -> {
                year = digits(4, 4);
                literal('-');
                month = digits(2, 2);
                literal('-');
                day = digits(2, 2);
                if (at < text.length()) {
                    if (peek() != 'T' && peek() != ' ') {
                        throw new Misfit();
                    }
                    at++;
                    hour = digits(2, 2);
                    literal(':');
                    minute = digits(2, 2);
                    if (peek() == ':') {
                        at++;
                        second = digits(2, 2);
                        if (peek() == '.') {
                            at++;
                            fraction(1, 9);
                        }
                    }
                    if (peek() == 'Z' || at < text.length()) {
                        offset(true, "H", "HM", "H:M");
                    }
                }
            });
        }

        /** A date such as {@code 2020-05-04T10:15:30} that breaks off after any step from the first to the last. */
        Optional<WrittenDate> stepwise(int least, DatePrecision first, DatePrecision last) {
            return fitted(() -> {
                month = 1;
                for (var step : DatePrecision.values()) {
                    if (step.compareTo(last) > 0 || step.compareTo(first) > 0 && at == text.length()) {
                        break;
                    }
                    step(step, least);
                }
            });
        }

        private void step(DatePrecision step, int least) {
            switch (step) {
                case YEAR -> year = digits(4, 4);
                case MONTH -> {
                    literal('-');
                    month = digits(least, 2);
                }
                case DAY -> {
                    literal('-');
                    day = digits(least, 2);
                }
                case HOUR -> {
                    literal('T');
                    hour = digits(least, 2);
                }
                case MINUTE -> {
                    literal(':');
                    minute = digits(least, 2);
                }
                case SECOND -> {
                    literal(':');
                    second = digits(least, 2);
                }
            }
        }

        Optional<WrittenDate> pattern(String format) {
            return fitted(() -> {
                month = format.indexOf('M') < 0 && format.indexOf('L') < 0 ? 1 : month;
                for (int i = 0; i < format.length(); ) {
                    char letter = format.charAt(i);
                    if (letter == '\'') {
                        int end = format.indexOf('\'', i + 1);
                        for (char c : format.substring(i + 1, end).toCharArray()) {
                            literal(c);
                        }
                        i = end + 1;
                        continue;
                    }
                    int count = 1;
                    while (i + count < format.length() && format.charAt(i + count) == letter) {
                        count++;
                    }
                    if (Character.isLetter(letter)) {
                        field(letter, count);
                    } else {
                        for (int n = 0; n < count; n++) {
                            literal(letter);
                        }
                    }
                    i += count;
                }
            });
        }

        private void field(char letter, int count) {
            int least = count == 1 ? 1 : count;
            int most = count == 1 ? 2 : count;
            switch (letter) {
                case 'y', 'u' -> year = count == 2 ? 2_000 + digits(2, 2) : digits(4, 4);
                case 'M', 'L' -> month = count < 3 ? digits(least, most) : monthName();
                case 'd' -> day = digits(least, most);
                case 'H' -> hour = digits(least, most);
                case 'h' -> {
                    hour = digits(least, most);
                    if (hour < 1 || hour > 12) {
                        throw new Misfit();
                    }
                    twelveHours = true;
                }
                case 'a' -> halfOfDay();
                case 'm' -> minute = digits(least, most);
                case 's' -> second = digits(least, most);
                case 'S' -> fraction(count, count);
                case 'X', 'x', 'Z' -> {
                    boolean zulu = letter == 'X';
                    switch (letter == 'Z' ? 2 : count) {
                        case 1 -> offset(zulu, "H", "HM");
                        case 2 -> offset(zulu, "HM");
                        default -> offset(zulu, "H:M");
                    }
                }
                default -> throw new IllegalStateException("date patterns with " + letter + " cannot be proven");
            }
        }

        private void halfOfDay() {
            var half = take(2).toLowerCase(Locale.ROOT);
            if (!half.equals("am") && !half.equals("pm")) {
                throw new Misfit();
            }
            afternoon = half.equals("pm");
        }

        private int monthName() {
            int number = MONTHS.indexOf(take(3).toLowerCase(Locale.ROOT));
            if (number < 0) {
                throw new Misfit();
            }
            return number + 1;
        }

        /** An offset in one of the forms: hours, hours and minutes, or both with a colon. */
        private void offset(boolean zulu, String... forms) {
            char sign = peek();
            if (zulu && (sign == 'Z' || sign == 'z' && anyCase)) {
                at++;
                offset = 0;
                return;
            }
            if (sign != '+' && sign != '-') {
                throw new Misfit();
            }
            at++;
            int hours = digits(2, 2);
            var form = "H";
            int minutes = 0;
            if (at < text.length() && (peek() == ':' || isDigit(peek()))) {
                form = peek() == ':' ? "H:M" : "HM";
                at += peek() == ':' ? 1 : 0;
                minutes = digits(2, 2);
            }
            int seconds = hours * 3_600 + minutes * 60;
            if (minutes > 59 || seconds > 18 * 3_600 || !List.of(forms).contains(form)) {
                throw new Misfit();
            }
            offset = sign == '-' ? -seconds : seconds;
        }

        private void fraction(int least, int most) {
            int from = at;
            while (at < text.length() && at - from < most && isDigit(text.charAt(at))) {
                at++;
            }
            if (at - from < least) {
                throw new Misfit();
            }
            nano = Integer.parseInt((text.substring(from, at) + "000000000").substring(0, 9));
        }

        private int digits(int least, int most) {
            int from = at;
            while (at < text.length() && at - from < most && isDigit(text.charAt(at))) {
                at++;
            }
            if (at - from < least) {
                throw new Misfit();
            }
            return Integer.parseInt(text.substring(from, at));
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        private void literal(char wanted) {
            boolean same =
                    peek() == wanted || anyCase && Character.toLowerCase(peek()) == Character.toLowerCase(wanted);
            if (!same) {
                throw new Misfit();
            }
            at++;
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : '\0';
        }

        private String take(int count) {
            if (at + count > text.length()) {
                throw new Misfit();
            }
            at += count;
            return text.substring(at - count, at);
        }

        private Optional<WrittenDate> fitted(Runnable reading) {
            try {
                reading.run();
                if (at < text.length()) {
                    return Optional.empty();
                }
                var date = LocalDate.of(year, month, day);
                if (hour == null) {
                    return Optional.of(new WrittenDate(date.toEpochDay(), null, 0, offset));
                }
                int hours = twelveHours ? hour % 12 + (afternoon ? 12 : 0) : hour;
                long time = LocalTime.of(hours, minute, second).toSecondOfDay();
                return Optional.of(new WrittenDate(date.toEpochDay(), time, nano, offset));
            } catch (Misfit | DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}
