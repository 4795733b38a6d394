package dev.rejoin.importer.assess.profile;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * How alike two names are: word by word, whatever their case, plural and separators, and with a small dictionary of the
 * words that business data is named by, in several languages.
 */
public final class Names {
    /** Words that say nothing of the meaning, or only of the type. */
    private static final Set<String> EMPTY = Set.of(
            "id", "ids", "on", "at", "is", "as", "date", "le", "la", "les", "de", "des", "du", "the", "of", "d", "l",
            "der", "die", "das");

    private static final int LEAST_PREFIX = 4;
    private static final Map<String, Set<String>> MEANINGS = dictionary();

    /** Names are few, and compared with each other often. */
    private static final Map<String, List<String>> WORDS = new ConcurrentHashMap<>();

    private Names() {}

    private static Map<String, Set<String>> dictionary() {
        var properties = new Properties();
        try (var in = new InputStreamReader(
                Names.class.getResourceAsStream("/assess/words.properties"), StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var meanings = new HashMap<String, Set<String>>();
        for (var concept : properties.stringPropertyNames()) {
            meanings.computeIfAbsent(singular(concept), w -> new HashSet<>()).add(concept);
            for (var word : properties.getProperty(concept).split("\\s+")) {
                meanings.computeIfAbsent(singular(word), w -> new HashSet<>()).add(concept);
            }
        }
        return meanings;
    }

    /** From 0, nothing in common, to 1, the same words. The last part of a path counts most. */
    public static double similarity(String path, String name) {
        return similarity(path, name, word -> 1);
    }

    /**
     * The same, where some words of the name tell less than others.
     *
     * @param weight of a word of the name
     */
    public static double similarity(String path, String name, ToDoubleFunction<String> weight) {
        int dot = path.lastIndexOf('.');
        var wanted = words(name);
        var leaf = words(path.substring(dot + 1));
        double own = alike(leaf, wanted, weight);
        if (dot < 0) {
            return own;
        }
        var above = words(path.substring(0, dot));
        var whole = new ArrayList<>(above);
        whole.addAll(leaf);
        double parent = alike(above, wanted, weight) * 0.5;
        return Math.max(Math.max(own * 0.95, parent), alike(whole, wanted, weight));
    }

    /** The harmonic mean of what is found of either name in the other (F1). */
    private static double alike(List<String> left, List<String> right, ToDoubleFunction<String> weight) {
        double ofLeft = 0;
        for (var word : left) {
            ofLeft += right.stream()
                    .mapToDouble(other -> alike(word, other))
                    .max()
                    .orElse(0);
        }
        double ofRight = 0;
        double all = 0;
        for (var word : right) {
            double own = weight.applyAsDouble(word);
            ofRight += own
                    * left.stream()
                            .mapToDouble(other -> alike(other, word))
                            .max()
                            .orElse(0);
            all += own;
        }
        if (ofLeft == 0 || ofRight == 0) {
            return 0;
        }
        double precision = ofLeft / left.size();
        double recall = ofRight / all;
        return 2 * precision * recall / (precision + recall);
    }

    private static double alike(String left, String right) {
        if (left.equals(right)) {
            return 1;
        }
        var shared = new HashSet<>(MEANINGS.getOrDefault(left, Set.of(left)));
        shared.retainAll(MEANINGS.getOrDefault(right, Set.of(right)));
        if (!shared.isEmpty()) {
            return 0.9;
        }
        int prefix = 0;
        while (prefix < Math.min(left.length(), right.length()) && left.charAt(prefix) == right.charAt(prefix)) {
            prefix++;
        }
        return prefix >= LEAST_PREFIX && prefix * 2 >= Math.max(left.length(), right.length()) ? 0.7 : 0;
    }

    /** The words of a name, without accents and endings of the plural; those that say nothing only where there are no others. */
    public static List<String> words(String name) {
        return WORDS.computeIfAbsent(name, Names::split);
    }

    private static List<String> split(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        var words = new LinkedHashSet<String>();
        var all = new LinkedHashSet<String>();
        for (var word : plain.replaceAll("([a-z0-9])([A-Z])", "$1 $2").split("[^A-Za-z0-9]+")) {
            var lower = singular(word.toLowerCase(Locale.ROOT));
            if (!lower.isEmpty()) {
                all.add(lower);
                if (!EMPTY.contains(lower)) {
                    words.add(lower);
                }
            }
        }
        return List.copyOf(words.isEmpty() ? all : words);
    }

    private static String singular(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        return word.length() > 3
                        && (word.endsWith("s") || word.endsWith("x"))
                        && !word.endsWith("ss")
                        && !word.endsWith("us")
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
