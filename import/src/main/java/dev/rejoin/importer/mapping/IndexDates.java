package dev.rejoin.importer.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.document.FieldPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an index reads dates by itself: the {@code format} of the date fields in its own mapping, by path. What a format
 * leaves out is as Elasticsearch fills it, the first of the month and of the year; but they are read strictly here.
 *
 * @param known by path the formats in their order, as far as they are known
 * @param unknown by path the formats that are not
 */
public record IndexDates(Map<String, List<Format>> known, Map<String, List<String>> unknown) {

    /** A format as the index mapping names it, and what is tried for it. */
    public record Format(String name, List<DateFormats> readAs) {}

    public static final IndexDates NONE = new IndexDates(Map.of(), Map.of());

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNSAID = "strict_date_optional_time||epoch_millis";
    private static final String STRICT = "strict_";
    private static final Pattern RUN = Pattern.compile("([a-zA-Z])\\1*");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'");
    private static final Map<String, List<String>> NAMED = Map.ofEntries(
            Map.entry("epoch_millis", List.of("epoch_millis")),
            Map.entry("epoch_second", List.of("epoch_second")),
            Map.entry("date_optional_time", List.of("iso", "yyyy-MM-dd'T'HH", "yyyy-MM", "yyyy")),
            Map.entry("date_optional_time_nanos", List.of("iso", "yyyy-MM-dd'T'HH", "yyyy-MM", "yyyy")),
            Map.entry("iso8601", List.of("iso", "yyyy-MM-dd'T'HH", "yyyy-MM", "yyyy")),
            Map.entry("date_time", List.of("iso")),
            Map.entry("date_time_no_millis", List.of("iso")),
            Map.entry("date", List.of("yyyy-MM-dd")),
            Map.entry("year_month_day", List.of("yyyy-MM-dd")),
            Map.entry("year_month", List.of("yyyy-MM")),
            Map.entry("year", List.of("yyyy")),
            Map.entry("date_hour", List.of("yyyy-MM-dd'T'HH")),
            Map.entry("date_hour_minute", List.of("yyyy-MM-dd'T'HH:mm")),
            Map.entry("date_hour_minute_second", List.of("yyyy-MM-dd'T'HH:mm:ss")),
            Map.entry("date_hour_minute_second_fraction", List.of("iso")),
            Map.entry("date_hour_minute_second_millis", List.of("iso")),
            Map.entry("basic_date", List.of("yyyyMMdd")),
            Map.entry("basic_date_time", List.of("yyyyMMdd'T'HHmmss.SSSXX", "yyyyMMdd'T'HHmmss.SSSXXX")),
            Map.entry("basic_date_time_no_millis", List.of("yyyyMMdd'T'HHmmssXX", "yyyyMMdd'T'HHmmssXXX")));

    /** What names that are not strict take besides: months, days and hours of one digit. */
    private static final Map<String, List<String>> LENIENT = Map.of(
            "date_optional_time", List.of("yyyy-M-d", "yyyy-M", "yyyy-M-d'T'H", "yyyy-M-d'T'H:m", "yyyy-M-d'T'H:m:s"),
            "date", List.of("yyyy-M-d"),
            "year_month_day", List.of("yyyy-M-d"),
            "year_month", List.of("yyyy-M"),
            "date_hour", List.of("yyyy-M-d'T'H"),
            "date_hour_minute", List.of("yyyy-M-d'T'H:m"),
            "date_hour_minute_second", List.of("yyyy-M-d'T'H:m:s"));

    /** Reads an index mapping, {@code {"properties": …}}. */
    public static IndexDates of(@Nullable JsonNode mapping) {
        if (mapping == null) {
            return NONE;
        }
        var dates = new IndexDates(new LinkedHashMap<>(), new LinkedHashMap<>());
        dates.gather(mapping, "");
        return dates;
    }

    /** Reads an index mapping as it was kept; null where there was none. */
    public static IndexDates ofWritten(@Nullable String mapping) {
        try {
            return of(mapping == null ? null : JSON.readTree(mapping));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an index mapping was kept that is no JSON", e);
        }
    }

    private void gather(JsonNode object, String path) {
        object.path("properties").properties().forEach(field -> {
            var here = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            var type = field.getValue().path("type").asText();
            if (type.equals("date") || type.equals("date_nanos")) {
                read(here, field.getValue());
            } else if (type.equals("date_range")) {
                for (var bound : List.of("", ".gte", ".gt", ".lte", ".lt")) {
                    read(here + bound, field.getValue());
                }
            }
            gather(field.getValue(), here);
        });
    }

    private void read(String path, JsonNode field) {
        boolean english = field.path("locale").asText("en").matches("(?i)en.*|root|");
        for (var name : field.path("format").asText(UNSAID).split("\\|\\|")) {
            var format = readAs(name.strip(), english);
            if (format.isPresent()) {
                known.computeIfAbsent(path, p -> new ArrayList<>()).add(new Format(name.strip(), format.get()));
            } else {
                unknown.computeIfAbsent(path, p -> new ArrayList<>()).add(name.strip());
            }
        }
    }

    /** The formats that the index has for the field at that path. */
    public List<Format> at(FieldPath path) {
        return known.getOrDefault(path.text(), List.of());
    }

    /** Whether the index has a field of dates at that path. */
    public boolean says(String path) {
        return known.containsKey(path) || unknown.containsKey(path);
    }

    /** The formats of the field at that path, as the index names them. */
    public String written(String path) {
        return Stream.concat(names(path).stream(), unknown.getOrDefault(path, List.of()).stream())
                .collect(Collectors.joining("||"));
    }

    /** Whether both read the fields at these paths in the same formats. */
    public boolean isSameFor(IndexDates other, Collection<String> paths) {
        return paths.stream()
                .allMatch(path -> names(path).equals(other.names(path))
                        && unknown.getOrDefault(path, List.of()).equals(other.unknown.getOrDefault(path, List.of())));
    }

    private List<String> names(String path) {
        return known.getOrDefault(path, List.of()).stream().map(Format::name).toList();
    }

    private static Optional<List<DateFormats>> readAs(String name, boolean english) {
        var snake = name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        boolean strict = snake.startsWith(STRICT);
        var plain = strict ? snake.substring(STRICT.length()) : snake;
        var patterns = new ArrayList<>(NAMED.getOrDefault(plain, List.of()));
        if (!patterns.isEmpty() && !strict) {
            patterns.addAll(LENIENT.getOrDefault(plain, List.of()));
        } else if (patterns.isEmpty()) {
            patterns.addAll(pattern(name.startsWith("8") ? name.substring(1) : name, english));
        }
        try {
            return patterns.isEmpty()
                    ? Optional.empty()
                    : Optional.of(patterns.stream().map(DateFormats::of).toList());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A pattern of letters that mean the same to everybody; none where it has others, or no year. */
    private static List<String> pattern(String pattern, boolean english) {
        var bare = QUOTED.matcher(pattern).replaceAll("");
        if (bare.contains("'") || bare.matches(".*[\\[\\]{}#].*")) {
            return List.of();
        }
        var runs = RUN.matcher(bare).results().map(r -> r.group()).toList();
        boolean plain = runs.stream().allMatch(run -> isPlain(run, english));
        boolean year = runs.stream().anyMatch(run -> run.charAt(0) == 'y' || run.charAt(0) == 'u');
        if (!plain || !year || runs.contains("a") != runs.stream().anyMatch(run -> run.startsWith("h"))) {
            return List.of();
        }
        return bare.contains("Z")
                ? List.of(pattern.replaceAll("Z+", "Z"), pattern.replaceAll("Z+", "XXX"))
                : List.of(pattern);
    }

    private static boolean isPlain(String run, boolean english) {
        return switch (run.charAt(0)) {
            case 'y', 'u' -> run.length() == 2 || run.length() == 4;
            case 'M' -> run.length() <= 2 || run.length() == 3 && english;
            case 'a' -> run.length() == 1 && english;
            case 'd', 'H', 'h', 'm', 's' -> run.length() <= 2;
            case 'S' -> run.length() <= 9;
            case 'X', 'Z' -> run.length() <= 3;
            default -> false;
        };
    }
}
