package dev.rejoin.importer.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One part of a stacked bar that is 100 wide.
 *
 * @param name what the part is, and the class that colours it
 */
public record Bar(String name, long count, double x, double width) {
    /** A part that exists is seen, however small. */
    private static final double LEAST = 0.8;

    static List<Bar> stacked(List<String> names, long[] counts) {
        long sum = 0;
        int parts = 0;
        for (long count : counts) {
            sum += count;
            parts += count > 0 ? 1 : 0;
        }
        var bars = new ArrayList<Bar>();
        double x = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                double width = LEAST + (100 - LEAST * parts) * counts[i] / sum;
                bars.add(new Bar(names.get(i), counts[i], round(x), round(width)));
                x += width;
            }
        }
        return bars;
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
