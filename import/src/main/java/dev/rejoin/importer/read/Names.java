package dev.rejoin.importer.read;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names of indices, repositories and snapshots as parts of a path. */
public final class Names {

    private Names() {}

    /** The name, with everything encoded that means something else in a path. */
    public static String inPath(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
