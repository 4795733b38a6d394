package dev.rejoin.db;

import java.util.regex.Pattern;

/**
 * An address as a log or a terminal may show it: without who logs in and without parameters, of which one may be a password.
 * What does not plainly name a host is not shown either, since half of a password may look like one.
 */
public final class ShownAddress {
    private static final String SCHEME = "^([a-zA-Z][\\w+.-]*:)*//";
    private static final Pattern PARAMETERS = Pattern.compile("[?#&;]\\s*[\\w.-]+\\s*=.*", Pattern.DOTALL);
    private static final Pattern USER = Pattern.compile("(" + SCHEME + ")?.*@", Pattern.DOTALL);
    private static final Pattern REST = Pattern.compile("[?#].*", Pattern.DOTALL);
    private static final String HOST = "(\\[[^\\]]*]|[^\\s:/@?#,\\[\\]]*)(:\\d*)?";
    private static final Pattern NO_HOSTS =
            Pattern.compile("(" + SCHEME + ")(?!…@)(?!" + HOST + "(," + HOST + ")*([/?]|$))[^/?]*");

    private ShownAddress() {}

    public static String of(Object address) {
        // Parameters first, which may have an @; those that are left after the user has gone are no parameters by name.
        var shown = PARAMETERS.matcher(String.valueOf(address)).replaceFirst("?…");
        shown = USER.matcher(shown).replaceFirst("$1…@");
        shown = REST.matcher(shown).replaceFirst("?…");
        return NO_HOSTS.matcher(shown).replaceFirst("$1…");
    }
}
