package dev.rejoin.legacy.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.legacy.sample.Manifest.Documents;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;

/**
 * The legacy application's 20 indices. The same seed, scale and faults give the same bytes, at any time; scale 1 is about
 * 60,000 documents, and memory does not grow with it.
 */
public record Sample(long seed, double scale, Set<FaultKind> faults) {
    private static final int CELLS_AT_SCALE_ONE = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What was written, without the single findings, of which a large sample has more than fit into memory. */
    public record Written(Map<String, Documents> documents, Map<String, Long> rows, Map<String, Long> findings) {}

    public Sample {
        if (!(scale > 0 && scale <= 10_000)) {
            throw new IllegalArgumentException("the scale must lie between 0 and 10000: " + scale);
        }
    }

    /** With every kind of fault an import can live with. */
    public static Sample full(long seed, double scale) {
        var faults = EnumSet.allOf(FaultKind.class);
        faults.removeIf(kind -> !kind.inFullSample());
        return new Sample(seed, scale, faults);
    }

    /** Without any fault: an import reports nothing. */
    public static Sample clean(long seed, double scale) {
        return new Sample(seed, scale, EnumSet.noneOf(FaultKind.class));
    }

    /** With one kind of fault alone. */
    public static Sample only(FaultKind kind, long seed, double scale) {
        return new Sample(seed, scale, EnumSet.of(kind));
    }

    /**
     * Writes all documents; the manifest goes to the given file. Closing the sink is the caller's.
     *
     * @param progress hears how much of the sample is written, from 0 to 1
     */
    public Written write(SampleSink sink, Path manifest, DoubleConsumer progress) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(manifest))) {
            return write(sink, out, progress);
        }
    }

    /** Writes all documents, and reads back what an import must come to. */
    public Manifest write(SampleSink sink) throws IOException {
        var file = Files.createTempFile("rejoin-manifest", ".json");
        try {
            write(sink, file, part -> {});
            return Manifest.read(file);
        } finally {
            Files.delete(file);
        }
    }

    /**
     * Writes a cell for every kind of fault, with that kind alone planted in it; cells know nothing of each other, so that
     * one import shows for each kind what it alone brings about.
     */
    public static Manifest writeEachKindAlone(long seed, SampleSink sink) throws IOException {
        var words = Vocabulary.of(seed);
        var file = Files.createTempFile("rejoin-manifest", ".json");
        try {
            try (var expectations = new ManifestWriter(new BufferedOutputStream(Files.newOutputStream(file)))) {
                for (var kind : FaultKind.values()) {
                    var cell = new Cell(seed, kind.ordinal(), words);
                    Base.fill(cell);
                    kind.plant(cell, 1);
                    put(cell, sink);
                    expectations.add(cell);
                }
                expectations.finish(seed, (double) FaultKind.values().length / CELLS_AT_SCALE_ONE);
            }
            return Manifest.read(file);
        } finally {
            Files.delete(file);
        }
    }

    private Written write(SampleSink sink, OutputStream manifest, DoubleConsumer progress) throws IOException {
        var words = Vocabulary.of(seed);
        int cells = Math.max(1, (int) Math.round(scale * CELLS_AT_SCALE_ONE));
        try (var expectations = new ManifestWriter(manifest)) {
            for (int number = 0; number < cells; number++) {
                var cell = cell(number, cells, words, sink.takesAnything());
                put(cell, sink);
                expectations.add(cell);
                progress.accept((number + 1.0) / cells);
            }
            return expectations.finish(seed, scale);
        }
    }

    private static void put(Cell cell, SampleSink sink) throws IOException {
        for (var documents : cell.documents().values()) {
            for (var doc : documents) {
                sink.put(doc.index(), doc.id(), json(doc));
            }
        }
    }

    private Cell cell(int number, int cells, Vocabulary words, boolean anything) {
        var cell = new Cell(seed, number, words);
        Base.fill(cell);
        for (var fault : faults) {
            if (anything || !fault.needsDump()) {
                fault.plant(cell, cells);
            }
        }
        return cell;
    }

    private static byte[] json(Doc doc) {
        try {
            return JSON.writeValueAsBytes(doc.source());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
