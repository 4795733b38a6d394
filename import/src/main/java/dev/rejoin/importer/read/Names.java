package dev.rejoin.importer.read;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names of indices as parts of a path. */
final class Names {

    private Names() {}

    static String inPath(String index) {
        return URLEncoder.encode(index, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
