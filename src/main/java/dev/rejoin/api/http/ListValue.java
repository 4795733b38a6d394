package dev.rejoin.api.http;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A list in one parameter: either the parameter once for each value, which then is taken as it stands, or once with all
 * values between commas. There {@code \,} is a comma inside a value, {@code \\} a backslash before one, and {@code \ } a
 * space that a value begins with.
 */
public final class ListValue {
    private static final Set<String> OTHERS = Set.of("fields", "expand", "sort", "group_by", "metrics");

    private ListValue() {}

    /** Whether a parameter of this name takes a list. */
    public static boolean taken(String parameter) {
        return parameter.endsWith("__in") || OTHERS.contains(parameter);
    }

    /** The values in one text. */
    static String join(List<String> values) {
        return values.stream()
                .map(value -> (value.startsWith(" ") ? "\\" : "")
                        + value.replace("\\", "\\\\").replace(",", "\\,"))
                .collect(Collectors.joining(","));
    }

    /**
     * The values of one text. A space after a comma is refused: it would silently become part of the value, and mostly
     * stands in a value that has a comma itself.
     */
    public static List<String> split(String parameter, String text) {
        var values = new ArrayList<String>();
        var value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var next = i + 1 < text.length() ? text.charAt(i + 1) : '\0';
            if (c == '\\' && (next == ',' || next == '\\' || next == ' ' && value.isEmpty())) {
                value.append(next);
                i++;
            } else if (c == ',') {
                values.add(value.toString());
                value.setLength(0);
                if (next == ' ') {
                    throw new ProblemException(Problem.Malformed.parameter(
                            parameter,
                            "space_after_comma",
                            "a space stands after a comma. Write '\\,' for a comma inside a value, or send the parameter"
                                    + " once for each value; leave the space out after a comma between two values."));
                }
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }
}
