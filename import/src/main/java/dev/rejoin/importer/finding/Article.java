package dev.rejoin.importer.finding;

import java.util.Locale;
import java.util.regex.Pattern;

/** English before a name that only the target or the source knows: an organization, a member, a user. */
public final class Article {
    /** A vowel that is heard as one: not the "you" of unit, user and European, nor the "w" of one; and hour is "our". */
    private static final Pattern AN =
            Pattern.compile("(?!uni(?!n|m)|u[st][aeiou]|ub[ei]|uk|ur[aio]|eu|ewe|on(?:e|ce)(?![a-z]))[aeiou].*"
                    + "|h(?:our|onest|onou?r|eir).*");

    private Article() {}

    /** The name with the article that goes before it. */
    public static String before(String name) {
        return (AN.matcher(name.toLowerCase(Locale.ROOT)).matches() ? "an " : "a ") + name;
    }
}
