package dev.rejoin.legacy.sample;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A stream of random numbers that follows from its salt alone (SplitMix64), so that any part of the sample can be made
 * without making the parts before it.
 */
final class Rng {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Rng(long state) {
        this.state = state;
    }

    static Rng of(long seed, Object... salt) {
        long state = mix(seed + GOLDEN);
        for (var part : salt) {
            for (byte b : part.toString().getBytes(StandardCharsets.UTF_8)) {
                state = mix(state ^ (b + GOLDEN));
            }
            state = mix(state + GOLDEN);
        }
        return new Rng(state);
    }

    long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** A whole number from 0 to the limit, exclusive. */
    int below(int limit) {
        return (int) Math.floorMod(next() >>> 1, (long) limit);
    }

    /** A whole number from low to high, both included. */
    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    boolean chance(double probability) {
        return (next() >>> 11) * 0x1.0p-53 < probability;
    }

    <T> T pick(List<T> values) {
        return values.get(below(values.size()));
    }

    /** Twenty characters as Elasticsearch makes them for documents that bring no id. */
    String documentId() {
        var bytes = new byte[15];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) next();
        }
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
