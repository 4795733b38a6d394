package dev.rejoin.importer.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.importer.quarantine.Decisions;
import dev.rejoin.importer.repair.Retry;
import java.io.PrintWriter;

/** Says what corrections and decisions bring, or have brought. */
record RetryTold(PrintWriter out) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN_CHANGES = 10;

    /** What a correction brings or, where it was made, has brought. */
    void tell(Retry.Result result, boolean done, boolean json) throws JsonProcessingException {
        if (json) {
            print(JSON.writeValueAsString(json(result, done)));
            return;
        }
        result.decisions().forEach(this::tell);
        var effect = result.effect();
        var told = effect.still().stream().map(Retry.StillAside::name).toList();
        var others =
                effect.newly().stream().filter(name -> !told.contains(name)).toList();
        print("%,d documents are decided about or differ from what was read, %,d are as they were."
                .formatted(effect.corrected(), effect.unchanged()));
        // Each sentence as a whole, since what only would be is told in other words than what is.
        effect.back().forEach(name -> print((done ? "  %s is loaded" : "  %s would be loaded").formatted(name)));
        effect.still()
                .forEach(s -> print((done ? "  %s is still set aside: %s: %s" : "  %s would still be set aside: %s: %s")
                        .formatted(s.name(), s.code(), s.message())));
        result.excluded()
                .forEach(name -> print((done ? "  %s is left out" : "  %s would be left out").formatted(name)));
        others.forEach(name -> print(
                (done ? "  %s is set aside because of it" : "  %s would be set aside because of it").formatted(name)));
        print((done
                        ? "Documents that came back: %,d; that stay set aside: %,d; that are left out: %,d; that are set"
                                + " aside because of it: %,d."
                        : "Documents that would come back: %,d; that would stay set aside: %,d; that would be left out:"
                                + " %,d; that would be set aside because of it: %,d.")
                .formatted(
                        effect.back().size(),
                        effect.still().size(),
                        result.excluded().size(),
                        others.size()));
        print(
                done
                        ? "%,d rows written. To prove everything once more: ./rejoin import prove"
                                .formatted(result.applied().written())
                        : "Nothing was changed. To do it: the same with --yes --by NAME");
    }

    /** What is set beside what stood, so that a value that was written otherwise than it was meant is seen. */
    private void tell(Decisions.Decided decided) {
        var about = "Decision %d (%s)"
                .formatted(decided.number(), decided.decision().named());
        if (decided.documents() == 0) {
            print(about + " is about no document that is set aside: nothing is decided by it.");
            return;
        }
        print("%s: %,d documents%s"
                .formatted(
                        about,
                        decided.documents(),
                        decided.decision().exclude()
                                ? ", to be left out"
                                : decided.decision().accept() ? ", to be accepted as they stand" : ""));
        decided.changes().stream()
                .limit(SHOWN_CHANGES)
                .forEach(change -> print("  %s: %s, %s (%,d)"
                        .formatted(
                                change.path(),
                                change.stood() == null ? "nothing stood there" : "stood " + change.stood(),
                                change.becomes() == null ? "is taken out" : "is set to " + change.becomes(),
                                change.documents())));
        if (decided.changes().size() > SHOWN_CHANGES) {
            print("  and %,d more; --json tells all".formatted(decided.changes().size() - SHOWN_CHANGES));
        }
    }

    static ObjectNode json(Retry.Result result, boolean done) {
        var effect = result.effect();
        var told = JSON.createObjectNode();
        told.put("done", done).put("corrected", effect.corrected()).put("unchanged", effect.unchanged());
        told.set("back", JSON.valueToTree(effect.back()));
        told.set("still", JSON.valueToTree(effect.still()));
        told.set("excluded", JSON.valueToTree(result.excluded()));
        told.set("newly", JSON.valueToTree(effect.newly()));
        var decisions = told.putArray("decisions");
        result.decisions().forEach(decided -> {
            var node = decisions.addObject();
            node.put("decision", decided.number())
                    .put("about", decided.decision().named());
            node.put("documents", decided.documents());
            node.put("excludes", decided.decision().exclude());
            node.put("accepts", decided.decision().accept());
            node.set("changes", JSON.valueToTree(decided.changes()));
        });
        if (result.decisions().isEmpty()) {
            told.remove("decisions");
        }
        if (done) {
            told.put("written", result.applied().written());
        }
        return told;
    }

    private void print(String line) {
        Terminal.say(out, line);
    }
}
