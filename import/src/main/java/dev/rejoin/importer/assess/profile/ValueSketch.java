package dev.rejoin.importer.assess.profile;

import java.util.Arrays;

/**
 * The values of a field, as far as bounded memory can hold them: those with the smallest hashes, each with its exact
 * number of occurrences. Two sketches keep the same values of what they have in common, so that one can be looked up in
 * the other whatever their sizes (K minimum values: Bar-Yossef et al. 2002, Beyer et al. 2007). Up to {@value #KEPT}
 * values it is complete.
 */
public final class ValueSketch {
    public static final int KEPT = 4_096;

    private long[] hashes = new long[64];
    private int[] counts = new int[64];
    private int size;
    private long limit = Long.MAX_VALUE;

    /** What a lookup of one sketch's values in another one found. */
    public record Overlap(long values, long found, long occurrences, long occurrencesFound) {

        public double share() {
            return values == 0 ? 0 : (double) found / values;
        }

        /** The share of occurrences that were not found. */
        double orphans() {
            return occurrences == 0 ? 0 : 1 - (double) occurrencesFound / occurrences;
        }
    }

    /** FNV-1a over the characters, finished as MurmurHash3 does; positive. */
    static long hash(CharSequence text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return Math.max(1, (hash ^ hash >>> 33) >>> 1);
    }

    void add(CharSequence value) {
        add(hash(value), 1);
    }

    private void add(long hash, int count) {
        if (hash >= limit) {
            return;
        }
        int slot = slot(hash);
        if (hashes[slot] == 0) {
            hashes[slot] = hash;
            size++;
        }
        counts[slot] = (int) Math.min(Integer.MAX_VALUE, (long) counts[slot] + count);
        if (size == 2 * KEPT) {
            var sorted = Arrays.stream(hashes).filter(h -> h != 0).sorted().toArray();
            limit = sorted[KEPT];
            rebuild(hashes.length);
        } else if (size * 2 > hashes.length) {
            rebuild(hashes.length * 2);
        }
    }

    private void rebuild(int capacity) {
        var oldHashes = hashes;
        var oldCounts = counts;
        hashes = new long[capacity];
        counts = new int[capacity];
        size = 0;
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0) {
                add(oldHashes[i], oldCounts[i]);
            }
        }
    }

    private int slot(long hash) {
        int slot = (int) (hash ^ hash >>> 32) & hashes.length - 1;
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = slot + 1 & hashes.length - 1;
        }
        return slot;
    }

    /** Whether it holds every value. */
    public boolean complete() {
        return limit == Long.MAX_VALUE;
    }

    /** How many different values there were: exact when complete, else within about 2 %. */
    public long distinct() {
        return complete() ? size : Math.round(size / (limit / (double) Long.MAX_VALUE));
    }

    /** Whether any of the values that are kept came twice. */
    boolean repeats() {
        return Arrays.stream(counts).anyMatch(c -> c > 1);
    }

    /** Looks these values up among others, as far as both have kept what there was. */
    public Overlap in(ValueSketch others) {
        long most = Math.min(limit, others.limit);
        long values = 0;
        long found = 0;
        long occurrences = 0;
        long occurrencesFound = 0;
        for (int i = 0; i < hashes.length; i++) {
            if (hashes[i] != 0 && hashes[i] < most) {
                boolean there = others.hashes[others.slot(hashes[i])] != 0;
                values++;
                occurrences += counts[i];
                found += there ? 1 : 0;
                occurrencesFound += there ? counts[i] : 0;
            }
        }
        return new Overlap(values, found, occurrences, occurrencesFound);
    }
}
