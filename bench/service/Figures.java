package service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * The figures of a run for a program: one JSON document on the standard output, at the end. What people read meanwhile goes
 * where errors go; without {@code --json} it is all there is.
 */
public final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode all = JSON.createObjectNode();
    private final PrintStream program;

    private Figures(PrintStream program) {
        this.program = program;
    }

    /** @param arguments of the benchmark; whatever is printed from now on goes where errors go, if {@code --json} is among them */
    public static Figures of(String[] arguments) {
        if (!List.of(arguments).contains("--json")) {
            return new Figures(null);
        }
        var figures = new Figures(System.out);
        System.setOut(System.err);
        return figures;
    }

    /** Where and with what it was measured. */
    public Figures ofThisMachine() {
        all.put("processors", Runtime.getRuntime().availableProcessors())
                .put("java", Runtime.version().toString())
                .put("load", java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        return this;
    }

    /** What a name stands for: to be filled with numbers, texts, lists and objects. */
    public ObjectNode all() {
        return all;
    }

    /** Another entry of a list. */
    public ObjectNode in(String list) {
        return all.withArray(list).addObject();
    }

    /** Sets what anything is that JSON can say. */
    public void put(String name, Object value) {
        all.set(name, JSON.valueToTree(value));
    }

    /** Sets how often each thing was. */
    public void counts(String name, Map<?, ? extends Number> counts) {
        var object = all.putObject(name);
        counts.forEach((what, times) -> object.put(String.valueOf(what), times.longValue()));
    }

    /** The 50th, 95th and 99th percentile of times. */
    public ObjectNode percentiles(List<Double> times) {
        var sorted = times.stream().sorted().toList();
        var object = JSON.createObjectNode();
        for (int share : new int[] {50, 95, 99}) {
            object.put("p" + share, sorted.get(Math.min(sorted.size() - 1, sorted.size() * share / 100)));
        }
        return object;
    }

    /** Prints them, if that was asked for. */
    public void write() {
        if (program != null) {
            program.println(all.toPrettyString());
            program.flush();
        }
    }
}
