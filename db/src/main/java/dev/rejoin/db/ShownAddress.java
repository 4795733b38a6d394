package dev.rejoin.db;

import java.util.regex.Pattern;

/** An address as a log or a terminal may show it: without who logs in and without parameters, of which one may be a password. */
public final class ShownAddress {
    private static final Pattern USER = Pattern.compile("//.*@");
    private static final Pattern PARAMETERS = Pattern.compile("[?#].*", Pattern.DOTALL);

    private ShownAddress() {}

    public static String of(Object address) {
        var shown = PARAMETERS.matcher(String.valueOf(address)).replaceFirst("?…");
        return USER.matcher(shown).replaceFirst("//…@");
    }
}
