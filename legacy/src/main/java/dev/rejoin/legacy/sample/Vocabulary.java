package dev.rejoin.legacy.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import net.datafaker.Faker;

/** Names, places and sentences to compose documents of; Datafaker is slow, so it is asked once per seed. */
record Vocabulary(
        List<String> givenNames,
        List<String> familyNames,
        List<String> companies,
        List<String> streets,
        List<Place> places,
        List<TopicName> topics,
        List<String> industries,
        List<String> jobs,
        List<String> french,
        List<String> english) {

    /** A city with the first digits of its postal codes. */
    record Place(String city, String department, String region, double latitude, double longitude) {}

    /** A topic and the wider one it belongs to. */
    record TopicName(String parent, String name) {}

    static Vocabulary of(long seed) {
        var french = new Faker(Locale.FRENCH, new Random(seed));
        var english = new Faker(Locale.ENGLISH, new Random(seed + 1));
        var given = distinct(260, french.name()::firstName);
        given.addAll(distinct(120, english.name()::firstName));
        given.removeIf(name -> !name.matches("\\S+")); // the mapping splits full names at the first space
        var family = distinct(420, french.name()::lastName);
        family.addAll(distinct(160, english.name()::lastName));
        family.addAll(
                List.of("Le Gall", "de La Tour", "N'Guyen", "O'Connor", "D'Alembert", "Œuvrard", "Lefèvre-Pontalis"));
        var companies = distinct(220, french.company()::name);
        companies.addAll(distinct(60, english.company()::name));
        return new Vocabulary(
                List.copyOf(given),
                List.copyOf(family),
                List.copyOf(companies),
                List.copyOf(distinct(160, french.address()::streetAddress)),
                lines("places.csv").stream().map(Vocabulary::place).toList(),
                lines("topics.csv").stream()
                        .map(line -> line.split(";"))
                        .map(f -> new TopicName(f[0], f[1]))
                        .toList(),
                lines("industries.csv"),
                lines("jobs.csv"),
                lines("phrases-fr.txt"),
                lines("phrases-en.txt"));
    }

    private static LinkedHashSet<String> distinct(int tries, Supplier<String> source) {
        var values = new LinkedHashSet<String>();
        for (int i = 0; i < tries; i++) {
            values.add(source.get().strip());
        }
        return values;
    }

    private static Place place(String line) {
        var f = line.split(";");
        return new Place(f[0], f[1], f[2], Double.parseDouble(f[3]), Double.parseDouble(f[4]));
    }

    /** A paragraph of that many sentences, in one language, with names and places filled in. */
    String prose(Rng random, int sentences) {
        var phrases = random.chance(0.75) ? french : english;
        var text = new ArrayList<String>(sentences);
        for (int i = 0; i < sentences; i++) {
            text.add(random.pick(phrases)
                    .replace("{nom}", random.pick(givenNames) + " " + random.pick(familyNames))
                    .replace("{ville}", random.pick(places).city())
                    .replace("{theme}", random.pick(topics).name()));
        }
        return String.join(sentences > 6 ? "\n" : " ", text);
    }

    private static List<String> lines(String resource) {
        try (var in = Vocabulary.class.getResourceAsStream("/sample/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("resource /sample/" + resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
