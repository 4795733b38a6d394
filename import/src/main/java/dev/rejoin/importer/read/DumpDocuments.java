package dev.rejoin.importer.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a dump file, by number from 1, whichever of its forms it has: hits one a line or over several lines,
 * an array of them, search answers, or the body of a _bulk request.
 */
final class DumpDocuments implements AutoCloseable {

    /**
     * What a search answer in a dump says of itself.
     *
     * @param hits how many documents it holds
     * @param total how many documents matched; -1 where it does not say
     * @param atLeast whether it says only that there are more than so many
     */
    record Answer(long hits, long total, boolean atLeast) {}

    private final Path file;
    private final DumpValues values;
    private final String indexOfFile;
    private final List<Answer> answers = new ArrayList<>();
    private byte @Nullable [] record;
    private DumpRecord.@Nullable Action action;
    private boolean bulk;
    private long number;
    private long hits;

    private DumpDocuments(Path file, DumpValues values) {
        this.file = file;
        this.values = values;
        this.indexOfFile = DumpFile.indexOf(file);
    }

    static DumpDocuments of(Path file) {
        return of(file, bytes -> {});
    }

    /** @param read hears of the file's bytes as they are read */
    static DumpDocuments of(Path file, LongConsumer read) {
        return new DumpDocuments(file, DumpValues.of(file, read));
    }

    /**
     * Goes to the next document.
     *
     * @return false after the last one
     * @throws SourceIncompleteException when the file is damaged or cut short, or a search in it was not whole
     * @throws SourceRefusedException when it holds something else than documents
     */
    boolean next() {
        action = null;
        record = values.next();
        answered();
        if (record == null) {
            return false;
        }
        var found = number == 0 || bulk ? DumpRecord.action(record, indexOfFile).orElse(null) : null;
        if (found != null) {
            bulk = true;
            announced(found);
        } else if (bulk) {
            throw refused("an action of _bulk is expected, such as {\"index\": {\"_id\": …}}");
        }
        number++;
        hits += values.isHit() ? 1 : 0;
        return true;
    }

    private void announced(DumpRecord.Action found) {
        if (!found.isOfAWholeDocument()) {
            throw refused("a _bulk body with the action \"%s\" is a list of changes, not of documents"
                    .formatted(found.verb()));
        }
        action = found;
        record = values.nextWhole();
        if (record == null) {
            throw new SourceIncompleteException(
                    "The dump file %s ends after an action of _bulk in line %d: the document is missing."
                            .formatted(file, values.line()),
                    new DumpRecord.IncompleteRecordException("the document is missing"));
        }
    }

    /** The number of the document that {@link #next} has gone to. */
    long number() {
        return number;
    }

    /** The bytes of its record. */
    byte[] record() {
        return java.util.Objects.requireNonNull(record);
    }

    /** Once all documents have been passed: the search answers that they stood in. */
    List<Answer> answers() {
        return answers;
    }

    /** The document itself. */
    SourceDocument document() {
        try {
            if (action == null) {
                return DumpRecord.document(record(), indexOfFile);
            }
            if (action.id() == null || action.id().isEmpty()) {
                throw new DumpRecord.IncompleteRecordException(
                        "the document came without its _id (the action of _bulk before it names none)");
            }
            if (record().length == 0 || record()[0] != '{') {
                throw new DumpRecord.BadRecordException("a document is expected after an action of _bulk");
            }
            return SourceDocument.of(action.index(), action.id(), action.routing(), DumpRecord.body(record()));
        } catch (DumpRecord.BadRecordException e) {
            ForeignAnswer.broken(record()).ifPresent(reason -> {
                throw new SourceIncompleteException("%s, line %d: %s.".formatted(file, values.line(), reason), e);
            });
            throw refused(ForeignAnswer.named(record()).orElse(String.valueOf(e.getMessage())));
        } catch (DumpRecord.IncompleteRecordException e) {
            throw new SourceIncompleteException("%s, line %d: %s.".formatted(file, values.line(), e.getMessage()), e);
        }
    }

    private SourceRefusedException refused(String reason) {
        return new SourceRefusedException(
                "%s, line %d: %s%s".formatted(file, values.line(), reason, reason.endsWith("?") ? "" : "."));
    }

    private void answered() {
        values.answer().ifPresent(bytes -> {
            answers.add(answer(bytes));
            hits = 0;
        });
    }

    private Answer answer(byte[] frame) {
        JsonNode answer;
        try {
            answer = Json.MAPPER.readTree(frame);
        } catch (IOException e) {
            throw refused("the search answer that ends here is not JSON");
        }
        var shards = answer.path("_shards");
        if (answer.path("timed_out").asBoolean()
                || answer.path("terminated_early").asBoolean()
                || shards.path("failed").asLong() > 0
                || shards.path("successful").asLong(0) < shards.path("total").asLong(0)) {
            throw new SourceIncompleteException(("The dump file %s holds a search answer, up to line %d, that is only a"
                            + " part: it timed out, was ended early, or not every shard answered. Dump again.")
                    .formatted(file, values.line()));
        }
        var total = answer.path("hits").path("total");
        return total.isObject()
                ? new Answer(
                        hits,
                        total.path("value").asLong(-1),
                        total.path("relation").asText("eq").equals("gte"))
                : new Answer(hits, total.asLong(-1), false);
    }

    @Override
    public void close() {
        values.close();
    }
}
