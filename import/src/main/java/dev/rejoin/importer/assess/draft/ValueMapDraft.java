package dev.rejoin.importer.assess.draft;

import dev.rejoin.importer.assess.profile.FieldProfile;
import dev.rejoin.importer.assess.profile.Names;
import dev.rejoin.importer.assess.profile.TopValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the values of a field might mean to a column that allows only some. */
final class ValueMapDraft {
    /** So many values can be a list that somebody has made up. */
    static final int FEW_VALUES = 20;

    private ValueMapDraft() {}

    static boolean sameValues(FieldProfile field, List<String> allowed) {
        return field.top.first(FEW_VALUES * 2).stream().allMatch(t -> allowed.contains(t.value()));
    }

    static void write(DraftFile file, FieldProfile field, List<String> allowed) {
        file.line("        values:");
        var open = new ArrayList<TopValues.Top>();
        var left = new ArrayList<>(allowed);
        boolean any = false;
        for (var top : field.top.first(FEW_VALUES * 2)) {
            var near = nearest(top.value(), allowed);
            if (near.isPresent()) {
                any = true;
                left.remove(near.get());
                file.line(
                        "          %s: %s".formatted(DraftFile.scalar(top.value()), DraftFile.scalar(near.get())),
                        top.value().equals(near.get()) ? "" : "does it mean that?");
            } else {
                open.add(top);
            }
        }
        if (open.size() == 1 && left.size() == 1) {
            file.decide(
                    "          %s: %s"
                            .formatted(DraftFile.scalar(open.getFirst().value()), DraftFile.scalar(left.getFirst())),
                    "is it this one, the only one left?");
            return;
        }
        for (var top : open) {
            file.ask(
                    "          ",
                    "%s: … (%,d documents; left are %s)"
                            .formatted(
                                    DraftFile.scalar(top.value()),
                                    top.count(),
                                    DraftFile.listed(any ? left : allowed)));
        }
    }

    static Optional<String> nearest(String value, List<String> allowed) {
        return allowed.stream()
                .filter(a -> Names.similarity(value, a) >= 0.65 || prefix(value, a))
                .max(java.util.Comparator.comparingDouble(a -> Names.similarity(value, a)));
    }

    private static boolean prefix(String left, String right) {
        int most = Math.min(4, Math.min(left.length(), right.length()));
        return most >= 3 && left.substring(0, most).equalsIgnoreCase(right.substring(0, most));
    }
}
