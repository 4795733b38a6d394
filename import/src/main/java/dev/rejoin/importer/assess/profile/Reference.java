package dev.rejoin.importer.assess.profile;

import dev.rejoin.importer.assess.profile.ValueForm.ValueKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A field whose values are ids of other documents.
 *
 * @param orphans the share of its occurrences that lead to no document
 * @param values how many different values were looked up
 */
public record Reference(String index, String path, String target, double orphans, long values) {
    private static final double LEAST_FOUND = 0.5;
    private static final int LONGEST_ID = 128;
    private static final int FEW = 3;
    private static final Pattern ID =
            Pattern.compile("(?:^|[._-])(?:id|ids|ref|refs|key|keys|uuid|uuids)$|I[dD]s?$|id$");

    /** Finds the references among all fields by looking their values up among the ids of every index. */
    public static List<Reference> find(List<IndexProfile> profiles) {
        var found = new ArrayList<Reference>();
        for (var profile : profiles) {
            for (var field : profile.fields.values()) {
                if (isCandidate(field)) {
                    best(profile, field, profiles).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static boolean isCandidate(FieldProfile field) {
        var kind = field.kind();
        return field.occurrences > 0
                && field.longest <= LONGEST_ID
                && !field.repeatsOwnId()
                && (kind == ValueKind.TEXT || kind == ValueKind.INTEGER || kind == ValueKind.UUID);
    }

    private static Optional<Reference> best(IndexProfile from, FieldProfile field, List<IndexProfile> profiles) {
        return profiles.stream()
                .map(target -> {
                    var overlap = field.values.in(target.ids);
                    return new Reference(
                            from.name, field.path, target.name, overlap.orphans(), believable(field, target, overlap));
                })
                .filter(r -> r.values > 0)
                .min(Comparator.comparingDouble(Reference::orphans));
    }

    /** How many values speak for the reference, or 0 where it may be chance: small numbers are ids everywhere. */
    private static long believable(FieldProfile field, IndexProfile target, ValueSketch.Overlap overlap) {
        if (overlap.share() < LEAST_FOUND || overlap.found() == 0) {
            return 0;
        }
        boolean named = Names.similarity(field.path, target.name) > 0.3
                || ID.matcher(field.path).find();
        boolean plainNumbers = field.kind() == ValueKind.INTEGER || field.longest < 4;
        boolean enough = overlap.found() >= FEW && !plainNumbers || named;
        return enough ? overlap.values() : 0;
    }

    /** Whether the two fields stand in the same object, so that one may tell of the other. */
    boolean isBeside(String other) {
        return !other.equals(path) && parent(other).equals(parent(path));
    }

    private static String parent(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }
}
