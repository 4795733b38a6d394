package dev.rejoin.api.query;

import dev.rejoin.api.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The ETag of an item: its version. Values that are computed from other rows, or embedded, can change without it, so
 * that a digest of them follows where there are any; If-Match looks at the version alone.
 */
public record EntityTag(String text) {

    static EntityTag of(Selection selection, @Nullable Object[] row) {
        var digest = 0L;
        var derived = false;
        for (int i = 0; i < selection.columns().size(); i++) {
            if (!selection.columns().get(i).stored()) {
                derived = true;
                var value = row[i];
                digest = digest * 31 + mix(value == null ? "" : value.toString());
            }
        }
        return derived ? of(selection, row, digest) : new EntityTag("\"" + version(selection, row) + "\"");
    }

    static EntityTag of(Selection selection, @Nullable Object[] row, Bytes body) {
        var bytes = body.shared();
        var digest = 0L;
        while (bytes.hasRemaining()) {
            digest = digest * 0x100000001b3L ^ bytes.get();
        }
        return of(selection, row, digest);
    }

    private static EntityTag of(Selection selection, @Nullable Object[] row, long digest) {
        return new EntityTag("\"" + version(selection, row) + "-" + Long.toHexString(digest) + "\"");
    }

    private static Object version(Selection selection, @Nullable Object[] row) {
        var version = row[selection.index("version")];
        if (version == null) {
            throw new IllegalStateException("an item without a version");
        }
        return version;
    }

    /** Whether If-None-Match names this tag; weak comparison, as RFC 9110 wants it there. */
    public boolean isIn(@Nullable String header) {
        if (header == null) {
            return false;
        }
        return EntityTags.parse(header)
                .filter(tags -> tags.any() || tags.tags().contains(text.substring(1, text.length() - 1)))
                .isPresent();
    }

    private static long mix(String text) {
        var hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
