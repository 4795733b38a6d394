package dev.rejoin.importer.assess.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.importer.assess.profile.IndexProfile.Sampled;
import dev.rejoin.importer.document.Conflicts;
import dev.rejoin.importer.document.SourceTree;
import dev.rejoin.importer.read.SourceDocument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What documents repeat of the documents that they refer to. A second reading: whoever refers to one of the sampled
 * documents is compared with it, field by field; also with two of its fields joined by a space, as names are.
 */
public final class Repetitions {
    private static final double LEAST_AGREEING = 0.5;
    private static final double LEAST_EQUAL_TOTALS = 0.7;
    private static final int LEAST_COMPARED = 5;
    private static final int LEAST_DIFFERENT = 4;
    private static final int LEAST_DIFFERENT_AT_TOP = 20;
    private static final int MOST_JOINED = 8;
    private static final int LONGEST_JOINED = 60;

    /**
     * A field that repeats another document's.
     *
     * @param of one field of the target, or two that are joined by a space
     */
    public record Copy(Reference reference, String path, List<String> of, long compared, long agreeing) {

        /** Whether the field has no meaning of its own: it stands in an embedded object with the id, or is named like it. */
        public boolean isNothingElse() {
            var id = reference.path();
            var name = leaf(id);
            return id.contains(".")
                    ? name.matches("_?(id|uuid|key|ref|code)")
                    : Names.words(path).stream().anyMatch(Names.words(id)::contains);
        }

        public double drift() {
            return compared == 0 ? 0 : 1 - (double) agreeing / compared;
        }
    }

    /** A field that holds how many documents refer to its own, or how long one of its arrays is. */
    public record Total(
            String index, String path, String countedIndex, String countedPath, long compared, long agreeing) {}

    /** How often a field agreed with each expression over the target's fields. */
    private static final class Agreement {
        long compared;
        final Map<List<String>, Long> agreeing = new HashMap<>();
        final Set<String> different = new HashSet<>();

        synchronized void take(String value, List<List<String>> equal) {
            compared++;
            if (different.size() <= LEAST_DIFFERENT_AT_TOP) {
                different.add(value);
            }
            equal.forEach(of -> agreeing.merge(of, 1L, Long::sum));
        }
    }

    private final Map<String, IndexProfile> profiles;
    private final Map<String, List<Reference>> references = new LinkedHashMap<>();
    private final Map<String, Map<String, Map<String, List<List<String>>>>> samples = new HashMap<>();
    private final Map<Reference, Map<String, Agreement>> agreements = new ConcurrentHashMap<>();
    private final Map<Reference, Map<String, Long>> referrers = new ConcurrentHashMap<>();

    public Repetitions(List<IndexProfile> profiles, List<Reference> references) {
        this.profiles = new LinkedHashMap<>();
        profiles.forEach(p -> this.profiles.put(p.name, p));
        references.forEach(r -> this.references
                .computeIfAbsent(r.index(), i -> new ArrayList<>())
                .add(r));
        references.stream()
                .map(Reference::target)
                .distinct()
                .forEach(target -> samples.put(target, expressions(this.profiles.get(target))));
        references.forEach(r -> {
            agreements.put(r, new ConcurrentHashMap<>());
            referrers.put(r, new ConcurrentHashMap<>());
        });
    }

    /** The indices that a second reading has to look at. */
    public boolean isOfInterest(String index) {
        return references.containsKey(index);
    }

    public Consumer<SourceDocument> at(String index) {
        var own = references.get(index);
        return document -> {
            if (SourceTree.parse(document.source(), Conflicts.UNSAID) instanceof SourceTree tree) {
                own.forEach(reference ->
                        descend(tree.root(), reference, reference.path().split("\\."), 0));
            }
        };
    }

    private static Map<String, Map<String, List<List<String>>>> expressions(IndexProfile target) {
        var byId = new HashMap<String, Map<String, List<List<String>>>>();
        target.sample.values().forEach(s -> byId.put(s.id(), expressions(s)));
        return byId;
    }

    /** By value, the fields or pairs of fields of a document that say it. */
    private static Map<String, List<List<String>>> expressions(Sampled document) {
        var byValue = new HashMap<String, List<List<String>>>();
        var texts = new ArrayList<Map.Entry<String, String>>();
        document.values().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> {
            byValue.computeIfAbsent(normal(e.getValue()), v -> new ArrayList<>())
                    .add(List.of(e.getKey()));
            if (e.getValue().length() <= LONGEST_JOINED
                    && Character.isLetter(e.getValue().charAt(0))
                    && !e.getKey().contains(".")
                    && texts.size() < MOST_JOINED) {
                texts.add(e);
            }
        });
        for (var first : texts) {
            for (var second : texts) {
                if (first != second) {
                    byValue.computeIfAbsent(normal(first.getValue() + " " + second.getValue()), v -> new ArrayList<>())
                            .add(List.of(first.getKey(), second.getKey()));
                }
            }
        }
        return byValue;
    }

    private static String normal(String value) {
        return value.strip();
    }

    /** Goes down to each object that holds the reference. */
    private void descend(JsonNode node, Reference reference, String[] names, int depth) {
        if (node instanceof ArrayNode array) {
            array.forEach(element -> descend(element, reference, names, depth));
        } else if (node instanceof ObjectNode object) {
            if (depth < names.length - 1) {
                descend(object.path(names[depth]), reference, names, depth + 1);
            } else {
                compare(object, reference, names[depth]);
            }
        }
    }

    private void compare(ObjectNode holder, Reference reference, String name) {
        var targets = samples.get(reference.target());
        var values = holder.path(name);
        if (values instanceof ArrayNode array) {
            array.forEach(value -> count(reference, value, targets.keySet()));
            return;
        }
        count(reference, values, targets.keySet());
        var target = targets.get(values.asText());
        if (target == null) {
            return;
        }
        var prefix = reference.path().substring(0, reference.path().length() - name.length());
        for (var sibling : holder.properties()) {
            var value = sibling.getValue();
            if (!sibling.getKey().equals(name)
                    && value.isTextual()
                    && !value.asText().isEmpty()) {
                agreements
                        .get(reference)
                        .computeIfAbsent(prefix + sibling.getKey(), p -> new Agreement())
                        .take(value.asText(), target.getOrDefault(normal(value.asText()), List.of()));
            }
        }
    }

    private void count(Reference reference, JsonNode value, Set<String> sampled) {
        if (sampled.contains(value.asText())) {
            referrers.get(reference).merge(value.asText(), 1L, Long::sum);
        }
    }

    /** The copies, each with the expression that it agrees with most. */
    public List<Copy> copies() {
        var copies = new ArrayList<Copy>();
        agreements.forEach(
                (reference, fields) -> fields.forEach((path, agreement) -> agreement.agreeing.entrySet().stream()
                        .max(Map.Entry.<List<String>, Long>comparingByValue()
                                .thenComparing(e -> -e.getKey().size())
                                .thenComparing(
                                        e -> Names.similarity(path, e.getKey().getLast())))
                        .filter(e -> e.getValue() >= agreement.compared * LEAST_AGREEING
                                && agreement.compared >= LEAST_COMPARED
                                && isNoChance(reference, path, agreement, e.getKey()))
                        .ifPresent(e ->
                                copies.add(new Copy(reference, path, e.getKey(), agreement.compared, e.getValue())))));
        copies.sort(
                java.util.Comparator.comparing((Copy c) -> c.reference.index()).thenComparing(Copy::path));
        return copies;
    }

    /**
     * A field of few values agrees with others by chance. Within an embedded object one that is called the same may be
     * believed; beside a bare id, the whole document stands, so that it takes more.
     */
    private static boolean isNoChance(Reference reference, String path, Agreement agreement, List<String> of) {
        return reference.path().contains(".")
                ? agreement.different.size() >= LEAST_DIFFERENT || leaf(path).equals(leaf(of.getFirst()))
                : agreement.different.size() >= LEAST_DIFFERENT_AT_TOP;
    }

    private static String leaf(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The stored totals: whole numbers that agree with how many documents refer to theirs, or with an array's length. */
    public List<Total> totals() {
        var totals = new ArrayList<Total>();
        for (var profile : profiles.values()) {
            for (var field : profile.fields.values()) {
                if (field.numbers + field.numbersAsText > 0 && field.isMostlyWhole()) {
                    total(profile, field).ifPresent(totals::add);
                }
            }
        }
        return totals;
    }

    private java.util.Optional<Total> total(IndexProfile profile, FieldProfile field) {
        var candidates = new ArrayList<Total>();
        referrers.forEach((reference, counts) -> {
            if (reference.target().equals(profile.name)) {
                candidates.add(compared(
                        profile,
                        field.path,
                        reference.index(),
                        reference.path(),
                        s -> counts.getOrDefault(s.id(), 0L)));
            }
        });
        profile.fields.values().stream()
                .filter(f -> f.arrays > 0)
                .forEach(array -> candidates.add(compared(profile, field.path, profile.name, array.path, s ->
                        (long) s.lengths().getOrDefault(array.path, 0))));
        return candidates.stream()
                .filter(t -> t.compared >= LEAST_COMPARED && t.agreeing >= t.compared * LEAST_EQUAL_TOTALS)
                .max(java.util.Comparator.comparingDouble(t -> (double) t.agreeing / t.compared));
    }

    /** A total may be written as {@code 3}, {@code 3.0} or {@code "3"}: it is the same number. */
    private static boolean isNumber(String stored, long counted) {
        try {
            return new BigDecimal(stored.strip()).compareTo(BigDecimal.valueOf(counted)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Total compared(
            IndexProfile profile,
            String path,
            String countedIndex,
            String countedPath,
            java.util.function.ToLongFunction<Sampled> count) {
        long compared = 0;
        long agreeing = 0;
        var different = new HashSet<Long>();
        for (var document : profile.sample.values()) {
            var stored = document.values().get(path);
            if (stored != null) {
                long counted = count.applyAsLong(document);
                different.add(counted);
                compared++;
                agreeing += isNumber(stored, counted) ? 1 : 0;
            }
        }
        return new Total(profile.name, path, countedIndex, countedPath, different.size() < 3 ? 0 : compared, agreeing);
    }
}
