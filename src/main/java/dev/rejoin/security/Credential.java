package dev.rejoin.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key as its owner has it: {@code rj_<id>_<secret>}. The secret has 256 random bits, so that a plain SHA-256 of it is
 * as good as a slow hash is for passwords.
 */
record Credential(String id, String secret) {
    private static final Pattern FORM = Pattern.compile("rj_([0-9a-f]{16})_([0-9a-f]{64})");
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S+) *");
    private static final SecureRandom RANDOM = new SecureRandom();

    static Credential random() {
        return new Credential(hex(8), hex(32));
    }

    /** Reads an Authorization header. */
    static Optional<Credential> parse(String authorization) {
        var bearer = BEARER.matcher(authorization);
        if (!bearer.matches()) {
            return Optional.empty();
        }
        var form = FORM.matcher(bearer.group(1));
        return form.matches() ? Optional.of(new Credential(form.group(1), form.group(2))) : Optional.empty();
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The text that is shown once. */
    String text() {
        return "rj_" + id + "_" + secret;
    }

    @Override
    public String toString() {
        return "rj_" + id + "_…";
    }

    private static String hex(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
