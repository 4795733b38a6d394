package dev.rejoin.importer.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * Names rows: a row's UUID follows from its table and its key alone (version 8 of RFC 9562 over SHA-256), so that
 * references need no look-up, a rerun gives the same rows, and two runs can be compared byte by byte.
 */
public final class RowKeys {
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Sha256::begin);

    private RowKeys() {}

    /** The id of the row of that table with that key. */
    public static UUID id(String table, String key) {
        var digest = SHA_256.get();
        digest.update(table.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        var hash = ByteBuffer.wrap(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        return new UUID(
                hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x8000L,
                hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }
}
