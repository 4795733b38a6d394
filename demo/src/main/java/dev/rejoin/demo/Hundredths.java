package dev.rejoin.demo;

import dev.rejoin.importer.stage.StageProgress;
import java.util.function.DoubleConsumer;

/** A part of a whole, from 0 to 1, as a step of a hundred. */
final class Hundredths implements DoubleConsumer {
    private static final int ALL = 100;

    private final String name;
    private final StageProgress progress;
    private int reached;

    private Hundredths(String name, StageProgress progress) {
        this.name = name;
        this.progress = progress;
    }

    static Hundredths of(String name, StageProgress progress) {
        progress.started(name, ALL, 0);
        return new Hundredths(name, progress);
    }

    @Override
    public void accept(double part) {
        int now = (int) (part * ALL);
        progress.advanced(name, now - reached, 0);
        reached = now;
        if (part >= 1) {
            progress.finished(name);
        }
    }
}
