package dev.rejoin.importer.assess;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.importer.assess.Assessment.CopiedField;
import dev.rejoin.importer.assess.Assessment.Field;
import dev.rejoin.importer.assess.Assessment.FoundReference;
import dev.rejoin.importer.assess.Assessment.Index;
import dev.rejoin.importer.assess.Assessment.SharedKey;
import dev.rejoin.importer.assess.Assessment.StoredTotal;
import dev.rejoin.importer.assess.draft.Draft;
import dev.rejoin.importer.assess.draft.Homes;
import dev.rejoin.importer.assess.profile.FieldProfile;
import dev.rejoin.importer.assess.profile.IndexProfile;
import dev.rejoin.importer.assess.profile.Profiler;
import dev.rejoin.importer.assess.profile.Reference;
import dev.rejoin.importer.assess.profile.Repetitions;
import dev.rejoin.importer.assess.profile.ValueForm.ValueKind;
import dev.rejoin.importer.assess.profile.ValueSketch;
import dev.rejoin.importer.catalog.TargetCatalog;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads a source twice, every document of it, and says what is in it: once field by field, once to compare what documents
 * repeat of each other. Memory is bounded by the number of fields, not of documents.
 *
 * @param target where a mapping is drafted to; without one there is no draft
 */
public record Assess(Source source, String prefix, int workers, Optional<Target> target, StageProgress progress) {
    private static final int LONGEST_EXAMPLE = 40;
    private static final int SHOWN_VALUES = 5;
    private static final int LONGEST_SHOWN = 60;
    private static final double LEAST_SHARED = 0.02;

    /**
     * The target's catalog, and those of its tables that have triggers.
     */
    public record Target(TargetCatalog catalog, List<String> triggered) {

        /** Reads what a draft has to know of a schema. */
        public static Target read(Connection connection, String schema) throws SQLException {
            var triggered = new ArrayList<String>();
            try (var statement = connection.prepareStatement("""
                    select distinct c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid
                    where c.relnamespace = to_regnamespace(?) and not t.tgisinternal order by 1
                    """)) {
                statement.setString(1, TargetCatalog.quoted(schema));
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        triggered.add(rows.getString(1));
                    }
                }
            }
            return new Target(TargetCatalog.read(connection, schema), triggered);
        }
    }

    /** An assessment with the mapping that was drafted from it. */
    public record Result(Assessment assessment, Optional<Drafted> draft) {}

    /** A drafted mapping, which can be written into a folder that does not hold one yet. */
    public static final class Drafted {
        private final Draft draft;

        Drafted(Draft draft) {
            this.draft = draft;
        }

        /** Writes the YAML files; one that is already there is an error, never overwritten. */
        public void write(Path folder) throws IOException {
            draft.write(folder);
        }
    }

    public Result run() {
        var profiler = new Profiler(source, prefix, workers, progress);
        var profiles = profiler.profiles();
        var references = Reference.find(profiles);
        var repetitions = new Repetitions(profiles, references);
        profiler.read(
                profiler.indices().stream()
                        .filter(i -> repetitions.isOfInterest(profiler.name(i)))
                        .toList(),
                (index, name) -> repetitions.at(name));
        var copies = repetitions.copies();
        var totals = repetitions.totals();
        var draft = target.map(t -> Draft.of(t.catalog(), profiles, references, copies, totals, t.triggered()));
        var homes = target.map(t -> Homes.find(t.catalog(), profiles, references, copies));
        var indices = profiles.stream()
                .map(p -> index(p, homes.flatMap(h -> h.of(p.name)).orElse("")))
                .toList();
        var links = references.stream()
                .map(r -> new FoundReference(r.index(), r.path(), r.target(), r.orphans(), r.values()))
                .toList();
        var copied = copies.stream().map(Assess::copied).toList();
        var decisions = draft.map(Draft::decisions).orElse(List.of());
        var assessment = new Assessment(
                facts(),
                new AssessmentGrading(indices, links, copied, decisions, target.isPresent()).grade(),
                indices,
                links,
                copied,
                totals.stream()
                        .map(t -> new StoredTotal(
                                t.index(), t.path(), t.countedIndex(), t.countedPath(), t.compared(), t.agreeing()))
                        .toList(),
                sharedKeys(profiles),
                decisions,
                source.remarks(),
                limits(profiles));
        return new Result(assessment, draft.map(Drafted::new));
    }

    private Map<String, String> facts() {
        var info = source.info();
        var facts = new LinkedHashMap<String, String>();
        facts.put("kind", info.kind());
        facts.put("version", info.version());
        facts.put("name", info.name());
        facts.put("address", info.address());
        return facts;
    }

    private static CopiedField copied(Repetitions.Copy copy) {
        return new CopiedField(
                copy.reference().index(),
                copy.path(),
                copy.reference().target(),
                String.join(" + ", copy.of()),
                copy.compared(),
                copy.agreeing(),
                copy.drift());
    }

    private static Index index(IndexProfile profile, String home) {
        return new Index(
                profile.name,
                profile.documents,
                profile.bytes,
                profile.largest,
                profile.unreadable.values().stream().mapToLong(n -> n).sum(),
                profile.dotted,
                profile.conflicts,
                home,
                profile.fields.values().stream().map(f -> field(profile, f)).toList());
    }

    private static Field field(IndexProfile profile, FieldProfile field) {
        boolean listed = profile.array(field).filter(a -> a != field).isPresent();
        long chances = Math.max(1, listed ? profile.chances(field) : profile.documents);
        var kinds = new LinkedHashMap<String, Long>();
        field.kinds.forEach((kind, n) -> kinds.put(named(kind), n));
        boolean dated = field.kind() == ValueKind.DATE || field.kind() == ValueKind.TIMESTAMP;
        boolean always = field.arrays > 0 && field.scalars == 0;
        long present = listed ? field.occurrences + field.nulls + field.empties + field.objects : field.documents;
        return new Field(
                field.path,
                mapped(profile.index.mapping(), field.path),
                named(field.kind()),
                kinds,
                Math.max(0, 1 - (double) present / chances),
                (double) field.nulls / chances,
                (double) (field.empties + field.emptyArrays) / chances,
                field.occurrences,
                field.values.distinct(),
                field.values.complete(),
                field.unique(),
                field.arrays == 0 ? "never" : always ? "always" : "sometimes",
                field.mostElements,
                field.unique() || field.longest > LONGEST_SHOWN ? List.of() : field.top.first(SHOWN_VALUES),
                dated ? field.allDateFormats() : Map.of(),
                field.range(),
                field.longest,
                remarks(profile, field, dated));
    }

    private static String named(ValueKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The type that the index mapping states for a path. */
    private static String mapped(JsonNode mapping, String path) {
        var node = mapping;
        for (var name : path.split("\\.")) {
            if (node == null) {
                return "";
            }
            node = node.path("properties").path(name);
        }
        return node == null || node.isMissingNode() ? "" : node.path("type").asText("object");
    }

    /**
     * Whether an index mapping need not list a path: it is a part of a value (a point, a range, a flattened object), is
     * not indexed, or lies where fields are not added ({@code dynamic}).
     */
    private static boolean mayBeUnlisted(JsonNode mapping, String path) {
        var node = mapping;
        var dynamic = "true";
        var rest = path;
        while (true) {
            var type = node.path("type").asText("object");
            dynamic = node.path("dynamic").asText(dynamic);
            boolean object = List.of("object", "nested", "passthrough").contains(type);
            if (!object || node.path("enabled").asText("true").equals("false")) {
                return true;
            }
            var properties = node.path("properties");
            // Without subobjects a name may have dots.
            if (properties.has(rest)) {
                return true;
            }
            int dot = rest.indexOf('.');
            var name = dot < 0 ? rest : rest.substring(0, dot);
            if (dot < 0 || !properties.has(name)) {
                return dynamic.equals("false") || dynamic.equals("runtime");
            }
            node = properties.path(name);
            rest = rest.substring(dot + 1);
        }
    }

    private static List<String> remarks(IndexProfile profile, FieldProfile field, boolean dated) {
        var remarks = new ArrayList<String>();
        if (field.numbersAsText > 0 && (field.numbers > 0 || field.kind() == ValueKind.DECIMAL)) {
            remarks.add("%,d numbers written as text".formatted(field.numbersAsText));
        }
        if (field.booleansAsText > 0) {
            remarks.add("%,d times true or false as text".formatted(field.booleansAsText));
        }
        if (field.arrays > 0 && field.scalars > 0) {
            remarks.add("%,d times a list, %,d times a single value".formatted(field.arrays, field.scalars));
        }
        if (field.beyondDouble > 0) {
            remarks.add("%,d integers beyond 2^53".formatted(field.beyondDouble));
        }
        long impossible = field.kinds.getOrDefault(ValueKind.IMPOSSIBLE_DATE, 0L);
        if (impossible > 0) {
            remarks.add("%,d dates that do not exist".formatted(impossible));
        }
        if (dated && field.allDateFormats().size() > 1) {
            remarks.add("dates in %d formats".formatted(field.allDateFormats().size()));
        }
        if (field.objects > 0 && field.occurrences > 0) {
            remarks.add("sometimes an object, sometimes a value");
        }
        if (field.repeatsOwnId()) {
            remarks.add("repeats the document's own id");
        }
        var mixture = field.mixture();
        if (!mixture.isEmpty()) {
            remarks.add("holds values of several kinds: "
                    + mixture.stream()
                            .map(mixed ->
                                    "%,d %s, such as %s".formatted(mixed.count(), mixed.kind(), shown(mixed.example())))
                            .collect(Collectors.joining("; ")));
        }
        contradiction(profile, field).ifPresent(remarks::add);
        return remarks;
    }

    private static String shown(String value) {
        var example = value.replaceAll("[\\p{Cc}\\p{Cs}]", "\uFFFD");
        return example.codePointCount(0, example.length()) <= LONGEST_EXAMPLE
                ? example
                : example.substring(0, example.offsetByCodePoints(0, LONGEST_EXAMPLE)) + "…";
    }

    /** Where the documents hold something else than the index mapping says. */
    private static Optional<String> contradiction(IndexProfile profile, FieldProfile field) {
        var mapped = mapped(profile.index.mapping(), field.path);
        if (profile.index.mapping() == null || field.occurrences == 0) {
            return Optional.empty();
        }
        var kind = field.kind();
        boolean wrong =
                switch (mapped) {
                    case "" -> !mayBeUnlisted(profile.index.mapping(), field.path);
                    case "date" -> kind != ValueKind.DATE && kind != ValueKind.TIMESTAMP && field.epochs == 0;
                    case "long", "integer", "short", "byte", "float", "double", "scaled_float" ->
                        kind != ValueKind.INTEGER && kind != ValueKind.DECIMAL;
                    case "boolean" -> kind != ValueKind.BOOLEAN;
                    default -> false;
                };
        return wrong
                ? Optional.of(
                        mapped.isEmpty()
                                ? "not in the index mapping"
                                : "mapped as %s, but holds %s".formatted(mapped, named(kind)))
                : Optional.empty();
    }

    /** E-mail addresses that stand in more than one index: these are the people who are described twice. */
    private static List<SharedKey> sharedKeys(List<IndexProfile> profiles) {
        record Address(IndexProfile profile, FieldProfile field) {}
        var addresses = profiles.stream()
                .flatMap(p -> p.fields.values().stream()
                        .filter(f -> f.kind() == ValueKind.EMAIL)
                        .map(f -> new Address(p, f)))
                .toList();
        var shared = new ArrayList<SharedKey>();
        for (int i = 0; i < addresses.size(); i++) {
            for (int j = i + 1; j < addresses.size(); j++) {
                var one = addresses.get(i);
                var other = addresses.get(j);
                double share = Math.max(
                        one.field.values.in(other.field.values).share(),
                        other.field.values.in(one.field.values).share());
                if (share >= LEAST_SHARED) {
                    shared.add(new SharedKey(
                            one.profile.name, one.field.path, other.profile.name, other.field.path, share));
                }
            }
        }
        return shared;
    }

    private static List<String> limits(List<IndexProfile> profiles) {
        var limits = new ArrayList<String>();
        limits.add("Every document was read. Copies and totals were compared for the %d documents of each index whose"
                        .formatted(400)
                + " ids have the smallest hashes, and for all that refer to them.");
        long estimated = profiles.stream()
                .flatMap(p -> p.fields.values().stream())
                .filter(f -> !f.values.complete())
                .count();
        if (estimated > 0) {
            limits.add(("%,d fields have more than %,d different values: how many, whether they repeat, and where they"
                            + " lead is told from an even sample of at least %,d of them.")
                    .formatted(estimated, 2 * ValueSketch.KEPT, ValueSketch.KEPT));
        }
        profiles.stream()
                .filter(p -> p.tooManyPaths)
                .forEach(p ->
                        limits.add("The index %s has more than 2,000 fields: those that came later were not looked at."
                                .formatted(p.name)));
        return limits;
    }
}
