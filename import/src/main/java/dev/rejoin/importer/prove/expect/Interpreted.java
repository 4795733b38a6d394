package dev.rejoin.importer.prove.expect;

import dev.rejoin.importer.prove.expect.Interpreter.Subject;
import dev.rejoin.importer.prove.expect.Specification.Conflicts;
import dev.rejoin.importer.prove.expect.Specification.OfIndex;
import dev.rejoin.importer.prove.expect.Specification.OfRow;
import dev.rejoin.importer.prove.expect.Spelling.SpeltOut;
import dev.rejoin.importer.read.SourceDocument;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A document at hand: each thing is worked out when it is asked for, by one thread. */
public final class Interpreted implements Foreseen {
    private final Interpreter interpreter;
    private final String index;
    private final Optional<OfIndex> specification;
    private final SourceDocument document;
    private @Nullable SpeltOut spelt;
    private boolean readable;
    private @Nullable WantedParts wanted;

    /** @param specification empty for an index that no mapping is for */
    public Interpreted(
            Interpreter interpreter, String index, Optional<OfIndex> specification, SourceDocument document) {
        this.interpreter = interpreter;
        this.index = index;
        this.specification = specification;
        this.document = document;
    }

    @Override
    public String id() {
        return document.id();
    }

    @Override
    public @Nullable String routing() {
        return document.routing();
    }

    @Override
    public byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(document.source());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean isLeftOut() {
        return document.isLeftOut();
    }

    @Override
    public boolean isReadable() {
        spelt();
        return readable;
    }

    @Override
    public boolean setsAside() {
        return spelt().setsAside();
    }

    @Override
    public WantedParts wanted() {
        if (wanted == null) {
            wanted = specification
                    .map(spec -> WantedParts.of(interpreter, spec, subject()))
                    .orElse(WantedParts.NONE);
        }
        return wanted;
    }

    @Override
    public List<ForeseenCopy> copies() {
        if (specification.isEmpty() || specification.get().resurrected().isEmpty()) {
            return List.of();
        }
        var spec = specification.get();
        var copies = new ArrayList<ForeseenCopy>();
        spec.resurrected().forEach((reference, rows) -> {
            if (interpreter.column(spec.own(), reference, subject()) instanceof Expected.Link(var name, var to)) {
                copies.add(new ForeseenCopy(reference, name, () -> rebuilt(rows)));
            }
        });
        return copies;
    }

    private Map<OfRow, Map<String, Expected>> rebuilt(List<OfRow> rows) {
        var rebuilt = new IdentityHashMap<OfRow, Map<String, Expected>>();
        for (var row : rows) {
            if (interpreter.applies(row, subject(), null)) {
                rebuilt.put(row, interpreter.columns(row, subject(), null));
            }
        }
        return rebuilt;
    }

    private Subject subject() {
        return new Subject(index, document.id(), document.routing(), spelt().body());
    }

    private SpeltOut spelt() {
        if (spelt == null) {
            var body = Written.parse(document.source());
            readable = body.isPresent();
            spelt = Spelling.of(
                    body.orElse(Map.of()),
                    specification.map(OfIndex::conflicts).orElse(new Conflicts("null", Map.of())));
        }
        return spelt;
    }
}
