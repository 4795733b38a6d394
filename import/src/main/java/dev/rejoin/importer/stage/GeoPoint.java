package dev.rejoin.importer.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.importer.document.SourceTree;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place on earth in any of the notations that Elasticsearch takes for a {@code geo_point}: an object with {@code lat}
 * and {@code lon}, a text {@code lat,lon}, an array {@code [lon, lat]}, a geohash (its south-west corner, as Elasticsearch
 * takes it), WKT and GeoJSON. A height is left out.
 *
 * @param latitude in degrees, from -90 to 90
 * @param longitude in degrees, from -180 to 180
 */
record GeoPoint(BigDecimal latitude, BigDecimal longitude) {
    private static final String NUMBER = "([-+]?\\d+(?:\\.\\d*)?(?:[eE][-+]?\\d+)?)";
    private static final Pattern COMMA =
            Pattern.compile("\\s*%1$s\\s*,\\s*%1$s\\s*(?:,\\s*%1$s\\s*)?".formatted(NUMBER));
    private static final Pattern WKT =
            Pattern.compile("(?i)\\s*POINT\\s*(?:Z\\s*)?\\(\\s*%1$s\\s+%1$s(?:\\s+%1$s)?\\s*\\)\\s*".formatted(NUMBER));
    private static final String BASE_32 = "0123456789bcdefghjkmnpqrstuvwxyz";
    private static final int LONGEST_GEOHASH = 12;
    private static final BigDecimal NINETY = BigDecimal.valueOf(90);
    private static final BigDecimal HALF_TURN = BigDecimal.valueOf(180);

    static Optional<GeoPoint> read(JsonNode value) {
        return switch (value) {
            case ObjectNode object
            when object.has("coordinates") ->
                "point".equalsIgnoreCase(object.path("type").asText())
                                && object.path("coordinates") instanceof ArrayNode array
                        ? pair(array)
                        : Optional.empty();
            case ObjectNode object -> of(object.get("lat"), object.get("lon"));
            case ArrayNode array -> pair(array);
            default -> value.isTextual() ? text(value.textValue()) : Optional.empty();
        };
    }

    private static Optional<GeoPoint> pair(ArrayNode array) {
        return SourceTree.isPair(array) ? of(array.get(1), array.get(0)) : Optional.empty();
    }

    private static Optional<GeoPoint> of(@Nullable JsonNode latitude, @Nullable JsonNode longitude) {
        return latitude == null || longitude == null
                ? Optional.empty()
                : of(
                        latitude.isNumber() || latitude.isTextual() ? latitude.asText() : "",
                        longitude.isNumber() || longitude.isTextual() ? longitude.asText() : "");
    }

    private static Optional<GeoPoint> of(String latitude, String longitude) {
        try {
            var point = new GeoPoint(new BigDecimal(latitude.strip()), new BigDecimal(longitude.strip()));
            return point.latitude.abs().compareTo(NINETY) <= 0
                            && point.longitude.abs().compareTo(HALF_TURN) <= 0
                    ? Optional.of(point)
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<GeoPoint> text(String text) {
        var comma = COMMA.matcher(text);
        if (comma.matches()) {
            return of(comma.group(1), comma.group(2));
        }
        var wkt = WKT.matcher(text);
        return wkt.matches()
                ? of(wkt.group(2), wkt.group(1))
                : geohash(text.strip().toLowerCase(Locale.ROOT));
    }

    /** Five bits a letter, longitude and latitude in turns, each halving what is left (Niemeyer, 2008). */
    private static Optional<GeoPoint> geohash(String hash) {
        if (hash.isEmpty() || hash.length() > LONGEST_GEOHASH) {
            return Optional.empty();
        }
        BigDecimal[] least = {HALF_TURN.negate(), NINETY.negate()};
        BigDecimal[] size = {BigDecimal.valueOf(360), BigDecimal.valueOf(180)};
        int bits = 0;
        for (char letter : hash.toCharArray()) {
            int value = BASE_32.indexOf(letter);
            if (value < 0) {
                return Optional.empty();
            }
            for (int bit = 4; bit >= 0; bit--, bits++) {
                int axis = bits % 2;
                size[axis] = size[axis].divide(BigDecimal.TWO);
                if ((value >> bit & 1) == 1) {
                    least[axis] = least[axis].add(size[axis]);
                }
            }
        }
        return Optional.of(new GeoPoint(plain(least[1]), plain(least[0])));
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    /** As PostgreSQL's type {@code point} has it: x is the longitude. */
    String asPoint() {
        return "(" + longitude + "," + latitude + ")";
    }
}
