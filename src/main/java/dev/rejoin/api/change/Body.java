package dev.rejoin.api.change;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.problem.Violations;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client has sent of an item: the values that could be read, and everything that is wrong with the others. What
 * the database's constraints say is left to them.
 *
 * @param <D> the record that the item's type writes
 */
public final class Body<D extends Record> {
    private final String pointer;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final Map<String, List<Body<?>>> elements = new LinkedHashMap<>();
    private final Violations violations = new Violations();
    private final Map<String, String> unfit = new LinkedHashMap<>();

    /** @param pointer where the object stands in the body */
    Body(String pointer) {
        this.pointer = pointer;
    }

    String pointer() {
        return pointer;
    }

    /** What was sent and could be read, by field; null where null was sent. */
    Map<String, @Nullable Object> values() {
        return values;
    }

    /** The nested items that were sent, by field. */
    Map<String, List<Body<?>>> elements() {
        return elements;
    }

    Violations violations() {
        return violations;
    }

    /** What Bean Validation says of values that the database judges, too, and by a constraint's own name, by field. */
    Map<String, String> unfit() {
        return unfit;
    }

    boolean sent(String name) {
        return values.containsKey(name) || elements.containsKey(name);
    }

    boolean violated(String name) {
        var at = pointer + "/" + name;
        return violations.stream().anyMatch(violation -> at.equals(violation.pointer()));
    }

    /** @param path of names and places in lists, down to what is wrong */
    void add(List<String> path, String code, String detail, @Nullable String constraint) {
        var at = path.stream().map(Problem.Violation::escaped).collect(Collectors.joining("/", pointer + "/", ""));
        violations.add(Problem.Violation.at(at, code, detail, constraint));
    }

    void add(String name, String code, String detail, @Nullable String constraint) {
        violations.add(Problem.Violation.at(pointer + "/" + Problem.Violation.escaped(name), code, detail, constraint));
    }

    /** Takes back a value that, fine by itself, is not allowed here. */
    void refuse(String name, String code, String detail) {
        values.remove(name);
        add(name, code, detail, null);
    }

    /** Brings what is wrong into the order of these fields, whatever found it first. */
    void sort(List<String> names) {
        var places = names.stream()
                .map(name -> pointer + "/" + Problem.Violation.escaped(name))
                .toList();
        violations.sort(Comparator.comparingInt(violation -> places.indexOf(field(violation.pointer()))));
    }

    private String field(@Nullable String at) {
        var end = at == null ? -1 : at.indexOf('/', pointer.length() + 1);
        return end < 0 ? String.valueOf(at) : String.valueOf(at).substring(0, end);
    }

    /** Throws everything that is wrong, if anything is. */
    void check() {
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.Invalid.of(violations));
        }
    }
}
