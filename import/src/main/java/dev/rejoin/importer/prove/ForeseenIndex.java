package dev.rejoin.importer.prove;

import dev.rejoin.importer.prove.expect.Foreseen;
import dev.rejoin.importer.prove.expect.Packed;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.read.SourceIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one index, worked out before there is anything to compare them with. They lie in the store page by page;
 * a document that may have a share in a row of others is found by its identity, too.
 */
final class ForeseenIndex {

    private static final int LARGEST = 16 << 20;
    private static final long NOWHERE = -1;

    /** A page in the store. */
    private record StoredPage(long at, int length) {}

    private final SourceIndex index;
    private final Packed packed;
    private final ForeseenStore store;
    private final boolean shares;
    private final List<StoredPage> pages = new ArrayList<>();
    private long[] hashes = new long[1 << 10];
    private long[] places = filled(1 << 10);
    private int found;

    /** @param shares whether its documents may have a share in rows of others */
    ForeseenIndex(SourceIndex index, Packed packed, ForeseenStore store, boolean shares) {
        this.index = index;
        this.packed = packed;
        this.store = store;
        this.shares = shares;
    }

    private static long[] filled(int size) {
        var places = new long[size];
        Arrays.fill(places, NOWHERE);
        return places;
    }

    /** Whether this is what the index still is. */
    boolean isOf(SourceIndex now) {
        return index.name().equals(now.name())
                && index.fingerprint().equals(now.fingerprint())
                && index.count() == now.count()
                && Objects.equals(index.mapping(), now.mapping());
    }

    /** Works out a page. */
    void add(List<SourceDocument> documents) throws IOException {
        long at = store.size();
        for (var document : documents) {
            if (document.source().length > LARGEST) {
                throw new IOException("too large to be kept beside what the load needs");
            }
            long place = store.append(packed.pack(document));
            if (shares && store.mayBeFound()) {
                put(hash(document.id(), document.routing()), place);
            }
        }
        pages.add(new StoredPage(at, Math.toIntExact(store.size() - at)));
    }

    int pages() {
        return pages.size();
    }

    List<Foreseen> page(int number) {
        var place = pages.get(number);
        return store.read(place.at(), place.length()).stream()
                .map(packed::unpack)
                .toList();
    }

    /** The document with this identity and these bytes. */
    Optional<Foreseen> find(String id, @Nullable String routing, byte[] sha256) {
        long place = place(hash(id, routing));
        return place == NOWHERE
                ? Optional.empty()
                : Optional.of(packed.unpack(store.read(place)))
                        .filter(document -> document.id().equals(id)
                                && Objects.equals(document.routing(), routing)
                                && Arrays.equals(document.sha256(), sha256));
    }

    private static long hash(String id, @Nullable String routing) {
        long hash = 1125899906842597L;
        for (int i = 0; i < id.length(); i++) {
            hash = 31 * hash + id.charAt(i);
        }
        return (routing == null ? hash : 37 * hash + routing.hashCode()) * 0x9E3779B97F4A7C15L;
    }

    private void put(long hash, long place) {
        if (2 * ++found > hashes.length) {
            var before = hashes;
            var beforePlaces = places;
            hashes = new long[2 * before.length];
            places = filled(2 * before.length);
            for (int i = 0; i < before.length; i++) {
                if (beforePlaces[i] != NOWHERE) {
                    set(before[i], beforePlaces[i]);
                }
            }
        }
        set(hash, place);
    }

    private void set(long hash, long place) {
        int slot = slot(hash);
        hashes[slot] = hash;
        places[slot] = place;
    }

    private long place(long hash) {
        return places[slot(hash)];
    }

    /** Where a hash is, or would be. Of two documents with the same one only the later is found. */
    private int slot(long hash) {
        int slot = (int) (hash >>> 32) & hashes.length - 1;
        while (places[slot] != NOWHERE && hashes[slot] != hash) {
            slot = slot + 1 & hashes.length - 1;
        }
        return slot;
    }
}
