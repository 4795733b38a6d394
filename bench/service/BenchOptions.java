package service;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the command line of a benchmark says: names, each with a value, and {@code --json}. */
public final class BenchOptions {
    private static final String JSON = "--json";

    private BenchOptions() {}

    /**
     * Ends with 2 where a name is not known, or lacks its value.
     *
     * @param bench its name
     * @param defaults all names, each with the value that it has when it is not given
     * @param arguments after the first one, which is the folder of the checkout
     */
    public static Map<String, String> read(String bench, Map<String, String> defaults, String[] arguments) {
        var options = new LinkedHashMap<>(defaults);
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i].equals(JSON)) {
                continue;
            }
            if (!options.containsKey(arguments[i]) || i + 1 == arguments.length) {
                System.err.println("bench " + bench + " knows "
                        + String.join(", ", defaults.keySet().stream().sorted().toList()) + ", each with a value, and --json.");
                System.exit(2);
            }
            options.put(arguments[i], arguments[++i]);
        }
        return options;
    }
}
