package dev.rejoin.importer.repair;

import dev.rejoin.importer.quarantine.Content;
import dev.rejoin.importer.quarantine.Corrections.Identity;
import dev.rejoin.importer.read.Ruling;
import dev.rejoin.importer.read.Ruling.Said;
import dev.rejoin.importer.read.SourceDocument;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A document in the form that a person gives it, and with what they decide about it. */
record CorrectedDocument(
        Identity identity,
        byte[] wrong,
        byte[] right,
        @Nullable Ruling ruling,
        Map<String, Said> acceptedBefore) {

    CorrectedDocument(Identity identity, byte[] wrong, byte[] right, @Nullable Ruling ruling) {
        this(identity, wrong, right, ruling, Map.of());
    }

    SourceDocument document() {
        return new SourceDocument(identity.index(), identity.id(), identity.routing(), right).under(ruling);
    }

    boolean isCorrected() {
        return !Arrays.equals(Content.digest(wrong), Content.digest(right));
    }

    /** What it may break by now, and might not before. */
    Map<String, Said> accepted() {
        var accepted = new TreeMap<>(Ruling.acceptedBy(ruling));
        if (!isCorrected()) {
            accepted.keySet().removeAll(acceptedBefore.keySet());
        }
        return accepted;
    }

    boolean isLeftOut() {
        return ruling != null && ruling.excluded() != null;
    }
}
