package dev.rejoin.clients;

import java.util.Locale;

/** Names in the forms that languages want. */
final class Names {
    private Names() {}

    /** "InvoiceLine" for "invoice_line" or "invoice-line". */
    static String pascal(String text) {
        var name = new StringBuilder();
        for (var word : text.split("[^A-Za-z0-9]+")) {
            name.append(capitalized(word));
        }
        return name.toString();
    }

    /** "list_api_keys" for "listApiKeys". */
    static String snake(String text) {
        return text.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** "NOT_NULL" for "NOT_NULL", "not-null" and "notNull". */
    static String constant(String text) {
        var words = text.replaceAll("[^A-Za-z0-9]+", "_");
        return words.equals(words.toUpperCase(Locale.ROOT))
                ? words
                : snake(words).toUpperCase(Locale.ROOT);
    }

    /** "leaderElections" for "leader_elections". */
    static String camel(String text) {
        var pascal = pascal(text);
        return pascal.isEmpty() ? pascal : Character.toLowerCase(pascal.charAt(0)) + pascal.substring(1);
    }

    static String capitalized(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** "Entry" for "Entries". */
    static String one(String plural) {
        if (plural.endsWith("Indices")) {
            return plural.replaceFirst("Indices$", "Index");
        }
        return plural.endsWith("ies")
                ? plural.substring(0, plural.length() - 3) + "y"
                : plural.endsWith("s") ? plural.substring(0, plural.length() - 1) : plural + "Item";
    }
}
