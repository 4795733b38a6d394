package dev.rejoin.importer.assess.draft;

import dev.rejoin.importer.assess.draft.Columns.Match;
import dev.rejoin.importer.assess.profile.FieldProfile;
import dev.rejoin.importer.assess.profile.IndexProfile;
import dev.rejoin.importer.assess.profile.Names;
import dev.rejoin.importer.assess.profile.Reference;
import dev.rejoin.importer.assess.profile.Repetitions.Copy;
import dev.rejoin.importer.catalog.TargetCatalog;
import dev.rejoin.importer.catalog.TargetTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which table an index goes to: first by name alone, then by how well its fields and references fill the columns, given
 * where the others go.
 */
public final class Homes {
    private static final double LEAST = 1.0;
    private static final double NAMED = 0.4;
    private static final double NAME_COUNTS = 2.5;
    private static final int ROUNDS = 3;

    private final TargetCatalog catalog;
    private final List<IndexProfile> profiles;
    private final List<Reference> references;
    private final Set<String> copied;
    private final Map<String, String> tables = new HashMap<>();

    private Homes(TargetCatalog catalog, List<IndexProfile> profiles, List<Reference> references, List<Copy> copies) {
        this.catalog = catalog;
        this.profiles = profiles;
        this.references = references;
        this.copied = copies.stream()
                .filter(Copy::isNothingElse)
                .map(c -> c.reference().index() + " " + c.path())
                .collect(Collectors.toSet());
    }

    public static Homes find(
            TargetCatalog catalog, List<IndexProfile> profiles, List<Reference> references, List<Copy> copies) {
        var homes = new Homes(catalog, profiles, references, copies);
        for (var profile : profiles) {
            homes.candidates()
                    .filter(t -> Names.similarity(profile.name, t.name()) > NAMED)
                    .max(java.util.Comparator.comparingDouble(t -> Names.similarity(profile.name, t.name())))
                    .ifPresent(t -> homes.tables.put(profile.name, t.name()));
        }
        for (int round = 0; round < ROUNDS; round++) {
            homes.settle();
        }
        return homes;
    }

    public Optional<String> of(String index) {
        return Optional.ofNullable(tables.get(index));
    }

    boolean isFilled(String table) {
        return tables.containsValue(table);
    }

    /** Whether more than one index goes there. */
    boolean isShared(String table) {
        return tables.values().stream().filter(table::equals).count() > 1;
    }

    Columns columns() {
        return new Columns(this::of);
    }

    private void settle() {
        var next = new HashMap<String, String>();
        for (var profile : profiles) {
            best(profile).ifPresent(t -> next.put(profile.name, t.name()));
        }
        tables.clear();
        tables.putAll(next);
    }

    private Optional<TargetTable> best(IndexProfile profile) {
        return candidates()
                .map(t -> columns().match(t, fields(profile), references(profile), Set.of()))
                .filter(m -> m.columns().size() > 1 && score(profile, m) >= LEAST)
                .max(java.util.Comparator.comparingDouble(m -> score(profile, m)))
                .map(Match::table);
    }

    private static double score(IndexProfile profile, Match match) {
        return match.score()
                + NAME_COUNTS * Names.similarity(profile.name, match.table().name());
    }

    private java.util.stream.Stream<TargetTable> candidates() {
        return catalog.tables().values().stream().filter(t -> !t.key().isEmpty());
    }

    /** The fields that a document has once, and that repeat no other document. */
    List<FieldProfile> fields(IndexProfile profile) {
        return profile.fields.values().stream()
                .filter(f -> f.isLeaf() && profile.array(f).isEmpty() && !isCopy(profile, f))
                .toList();
    }

    boolean isCopy(IndexProfile profile, FieldProfile field) {
        return copied.contains(profile.name + " " + field.path);
    }

    List<Reference> references(IndexProfile profile) {
        return references.stream().filter(r -> r.index().equals(profile.name)).toList();
    }
}
