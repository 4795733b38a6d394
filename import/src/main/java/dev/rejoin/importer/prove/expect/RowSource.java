package dev.rejoin.importer.prove.expect;

import dev.rejoin.importer.prove.expect.Interpreter.Element;
import dev.rejoin.importer.prove.expect.Interpreter.Subject;
import dev.rejoin.importer.prove.expect.Specification.OfRow;
import dev.rejoin.importer.prove.expect.Specification.OfValue;
import dev.rejoin.importer.prove.expect.Written.Numeral;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one row is made of: a document or an element of it, and how the mapping's paths are followed from there.
 *
 * @param element none where the row is of the document itself
 */
record RowSource(OfRow row, Subject subject, @Nullable Element element) {

    /** The value at the first path that has one; keys with dots that begin with a path are its value only as an object. */
    Object first(List<String> paths, boolean emptyTextIsSome, boolean takesObjects) {
        for (var path : paths) {
            var found = at(path);
            if (found instanceof Spelling.Spelt spelt && spelt.isOfDottedKeys() && !takesObjects) {
                continue;
            }
            if (!Written.isNone(found, emptyTextIsSome)) {
                return found;
            }
        }
        return Written.MISSING;
    }

    Object at(String path) {
        return switch (path) {
            case "_id" -> subject.id();
            case "_index" -> subject.index();
            case "_routing" -> subject.routing() == null ? Written.MISSING : subject.routing();
            default ->
                element == null
                        ? path.equals("#") ? new Numeral("0") : Written.at(subject.body(), path.substring(dots(path)))
                        : of(element, path);
        };
    }

    private Object of(Element element, String path) {
        int dots = dots(path);
        var names = Nested.names(path.substring(dots));
        var outer = element.outer(element.path().length - Math.max(0, dots - 1));
        if (names.length == 1 && names[0].equals("#")) {
            return new Numeral(String.valueOf(outer.position()));
        }
        if (dots > 0) {
            return Written.at(outer.value(), names, 0);
        }
        for (int i = 0; i < row.beside().size(); i++) {
            if (isOf(path, row.beside().get(i))) {
                var beside = element.beside().get(i);
                return beside == null
                        ? Written.MISSING
                        : Written.at(beside, names, Nested.names(row.beside().get(i)).length);
            }
        }
        var shared = element.outer(Nested.shared(names, element.path()));
        return Written.at(shared.value(), names, shared.names());
    }

    private static boolean isOf(String path, String array) {
        return path.equals(array) || path.startsWith(array + ".");
    }

    /** Whether one of the paths lies in an array that should go by the positions of another one, but is not as long. */
    boolean isUnequal(List<String> paths) {
        for (int i = 0; element != null && i < row.beside().size(); i++) {
            var array = row.beside().get(i);
            if (element.beside().get(i) == null && paths.stream().anyMatch(path -> isOf(path, array))) {
                return true;
            }
        }
        return false;
    }

    /** Where the value was found, as a path of the whole document. */
    String found(OfValue.Taken taken) {
        for (boolean takesObjects : new boolean[] {false, true}) {
            for (var path : taken.from()) {
                if (first(List.of(path), taken.how().keepEmpty(), takesObjects) != Written.MISSING) {
                    return inDocument(path);
                }
            }
        }
        return "";
    }

    /** A path of an element as one of the whole document. */
    private String inDocument(String path) {
        int dots = dots(path);
        if (dots == 0 || row.from() == null) {
            return path;
        }
        var array = Nested.names(row.from());
        var names = new ArrayList<>(List.of(array).subList(0, Math.max(0, array.length - dots + 1)));
        names.addAll(List.of(Nested.names(path.substring(dots))));
        return String.join(".", names);
    }

    private static int dots(String path) {
        int dots = 0;
        while (dots < path.length() && path.charAt(dots) == '.') {
            dots++;
        }
        return dots;
    }
}
