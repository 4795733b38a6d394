package dev.rejoin.importer.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Says where two mappings differ: the files, and in each the first line. */
final class MappingDifference {
    private MappingDifference() {}

    static String between(Map<String, String> before, Map<String, String> now) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        var differences = new ArrayList<String>();
        for (var name : names) {
            if (!now.containsKey(name)) {
                differences.add(name + " is gone");
            } else if (!before.containsKey(name)) {
                differences.add(name + " is new");
            } else if (!before.get(name).equals(now.get(name))) {
                differences.add(firstLine(
                        name,
                        before.get(name).lines().toList(),
                        now.get(name).lines().toList()));
            }
        }
        return String.join("; ", differences);
    }

    private static String firstLine(String file, List<String> before, List<String> now) {
        int line = 0;
        while (line < before.size() && line < now.size() && before.get(line).equals(now.get(line))) {
            line++;
        }
        return "%s:%d was \"%s\" and is \"%s\"".formatted(file, line + 1, at(before, line), at(now, line));
    }

    private static String at(List<String> lines, int line) {
        return line < lines.size() ? lines.get(line).strip() : "";
    }
}
