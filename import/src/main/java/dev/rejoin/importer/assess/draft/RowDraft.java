package dev.rejoin.importer.assess.draft;

import dev.rejoin.importer.assess.draft.Columns.Guess;
import dev.rejoin.importer.assess.draft.Columns.Match;
import dev.rejoin.importer.assess.profile.FieldProfile;
import dev.rejoin.importer.assess.profile.IndexProfile;
import dev.rejoin.importer.assess.profile.Names;
import dev.rejoin.importer.assess.profile.ValueForm.ValueKind;
import dev.rejoin.importer.catalog.TargetColumn;
import dev.rejoin.importer.catalog.TargetConstraint;
import dev.rejoin.importer.catalog.TargetTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns of a row: for each what fills it, and a question wherever that is a guess.
 *
 * @param table the index's own
 * @param own what fills it
 * @param used the paths that something is made of; what is guessed here is added
 * @param lenient required columns that are often empty, each with what is known of it; what is seen here is added
 */
record RowDraft(
        IndexProfile profile,
        Homes homes,
        TargetTable table,
        Match own,
        Set<String> used,
        Map<String, String> lenient) {

    void write(DraftFile file, Match match, Map<String, String> given, boolean shared) {
        if (shared) {
            key(match, given)
                    .ifPresent(key -> file.decide(
                            "    identity: [%s]".formatted(names(key)),
                            "documents with the same %s become one row of %s; a prefer says whose values win"
                                    .formatted(
                                            String.join(" and ", key),
                                            match.table().name())));
        }
        file.line("    columns:");
        given.forEach((column, value) -> file.line("      %s: %s".formatted(DraftFile.scalar(column), value)));
        columns(file, match, given.keySet(), path -> path);
    }

    void columns(DraftFile file, Match match, Set<String> given, java.util.function.UnaryOperator<String> shown) {
        for (var column : Columns.fillable(match.table())) {
            if (given.contains(column.name())) {
                continue;
            }
            if (match.fills(column.name())) {
                guessed(file, match, column, shown);
            } else {
                unfilled(file, match, column);
            }
        }
    }

    private void guessed(
            DraftFile file, Match match, TargetColumn column, java.util.function.UnaryOperator<String> shown) {
        var guess = match.columns().get(column.name());
        var field = guess.field();
        var from = DraftFile.scalar(shown.apply(field.path));
        if (guess.reference().isPresent()) {
            reference(file, match.table(), column, guess, from);
            return;
        }
        String question = guess.certain()
                ? ""
                : "is %s the %s? Also possible: %s"
                        .formatted(
                                field.path,
                                column.name(),
                                DraftFile.listed(homes.columns().alternatives(column, homes.fields(profile), used)));
        var allowed = Columns.allowed(match.table(), column.name());
        if (!allowed.isEmpty() && !ValueMapDraft.sameValues(field, allowed)) {
            file.line("      %s:".formatted(DraftFile.scalar(column.name())), question);
            file.line("        from: " + from);
            ValueMapDraft.write(file, field, allowed);
        } else {
            var extras = conversions(field, column);
            if (question.isEmpty()) {
                question = changes(field, column, extras);
            }
            file.line(
                    extras.isEmpty()
                            ? "      %s: %s".formatted(DraftFile.scalar(column.name()), from)
                            : "      %s: {from: %s%s}".formatted(DraftFile.scalar(column.name()), from, extras),
                    question);
        }
        missing(match.table(), column, field);
    }

    private void reference(DraftFile file, TargetTable into, TargetColumn column, Guess guess, String from) {
        var reference = guess.reference().orElseThrow();
        var target = homes.of(reference.target()).orElseThrow();
        boolean optional = !column.isRequired();
        var index = homes.isShared(target) ? ", index: " + DraftFile.scalar(reference.target()) : "";
        var value = "      %s: {from: %s, to: %s%s, orphans: %s}"
                .formatted(
                        DraftFile.scalar(column.name()),
                        from,
                        DraftFile.scalar(target),
                        index,
                        optional ? "null" : "quarantine");
        file.line(
                value,
                reference.orphans() == 0
                        ? ""
                        : "%s of %s lead to nothing: %s"
                                .formatted(
                                        Draft.percent(reference.orphans()),
                                        reference.path(),
                                        optional
                                                ? "load without the link, or quarantine, or resurrect from copies?"
                                                : "quarantine, or resurrect from copies?"));
        missing(into, column, guess.field());
    }

    /** A required column whose field is often empty: rows would be set aside for it. */
    private void missing(TargetTable into, TargetColumn column, FieldProfile field) {
        if (column.requiredBy().isPresent()) {
            long chances = profile.documents;
            long empty = Math.max(0, chances - field.occurrences);
            if (empty > 0 && profile.array(field).isEmpty()) {
                lenient.put(
                        column.requiredBy().get(),
                        "%s of %s have no %s, which fills %s.%s"
                                .formatted(
                                        Draft.percent((double) empty / chances),
                                        profile.name,
                                        field.path,
                                        into.name(),
                                        column.name()));
            }
        }
    }

    private static String conversions(FieldProfile field, TargetColumn column) {
        var kind = field.kind();
        boolean text = column.base().equals("text") || column.base().startsWith("character");
        if (kind == ValueKind.EMAIL && text) {
            return ", transform: email";
        }
        if (kind == ValueKind.PHONE && text) {
            return ", transform: phone";
        }
        if (column.base().equals("numeric") && field.kinds.containsKey(ValueKind.DECIMAL) && field.numbersAsText > 0) {
            return ", transform: money";
        }
        return !column.isRequired() && field.kinds.containsKey(ValueKind.IMPOSSIBLE_DATE) ? ", bad: null" : "";
    }

    /** What becomes of values on their way into a column, so that they are not the same any more. */
    private static String changes(FieldProfile field, TargetColumn column, String conversion) {
        if (!conversion.isEmpty()) {
            return conversion.contains("bad: null")
                    ? "dates that do not exist are left out, and their rows stay: is that right?"
                    : "values are changed by%s: is that right?".formatted(conversion.replace(", transform:", ""));
        }
        boolean whole = List.of("smallint", "integer", "bigint").contains(column.base());
        if ((whole || column.base().equals("numeric")) && field.leadingZeros > 0) {
            return "%,d values begin with a zero, which a number loses: is it a number?".formatted(field.leadingZeros);
        }
        int scale = column.base().equals("numeric") && column.typmod() > 4 ? (column.typmod() - 4) & 0x7ff : -1;
        if (scale >= 0 && field.mostDecimals > scale) {
            return "it has up to %d decimals, and the column keeps %d: values are rounded"
                    .formatted(field.mostDecimals, scale);
        }
        if (column.base().equals("date") && field.kind() == ValueKind.TIMESTAMP) {
            return "the column keeps the day, in the zone of import.yaml, and not the time";
        }
        if (column.base().equals("timestamp without time zone") && field.kind() == ValueKind.TIMESTAMP) {
            return "the column keeps no zone";
        }
        return "";
    }

    /** A column that nothing fills: required ones get something to run with, the others a question. */
    private void unfilled(DraftFile file, Match match, TargetColumn column) {
        var name = match.table().name() + "." + column.name();
        var others = homes.columns().alternatives(column, homes.fields(profile), used);
        if (!column.isRequired() || column.isGiven()) {
            if (!others.isEmpty() && !column.isGiven()) {
                file.ask(
                        "      ",
                        "%s: … (nothing seems to fill it; free are %s)"
                                .formatted(column.name(), DraftFile.listed(others)));
            }
            return;
        }
        if (column.base().matches("integer|smallint|bigint")
                && Names.similarity("position", column.name()) > 0.5
                && match != own) {
            file.decide(
                    "      %s: {from: \"#\"}".formatted(DraftFile.scalar(column.name())),
                    "is it the place of the element in its array?");
            return;
        }
        if (match == own && homes.isShared(table.name()) && key(own, Map.of()).isPresent()) {
            file.ask(
                    "      ",
                    "%s: … (required; documents of another index that become the same row fill it)"
                            .formatted(column.name()));
            return;
        }
        var allowed = Columns.allowed(match.table(), column.name());
        if (!others.isEmpty()
                && allowed.isEmpty()
                && (Columns.foreignKey(match.table(), column.name()).isEmpty()
                        || !column.base().equals("uuid"))) {
            used.add(others.getFirst());
            file.decide(
                    "      %s: %s".formatted(DraftFile.scalar(column.name()), DraftFile.scalar(others.getFirst())),
                    "%s is required, and no field is called like it; also possible: %s"
                            .formatted(name, DraftFile.listed(others.subList(1, others.size()))));
        } else if (match.table().key().equals(List.of(column.name()))
                && match == own
                && (column.base().equals("text") || column.base().startsWith("character"))) {
            file.decide(
                    "      %s: _id".formatted(DraftFile.scalar(column.name())),
                    "%s is the key, and no field is called like it: is it the document's own id?".formatted(name));
        } else {
            file.ask(
                    "      ",
                    "%s: … (required, and nothing was found for it: say where it is, or {value: …} if it is the same for all%s)"
                            .formatted(
                                    DraftFile.scalar(column.name()),
                                    allowed.isEmpty() ? "" : "; allowed are " + DraftFile.listed(allowed)));
        }
    }

    /** A unique key of which every column is filled. */
    static Optional<List<String>> key(Match match, Map<String, String> given) {
        return match.table().uniques().stream()
                .map(u -> named(u))
                .filter(k -> !k.isEmpty() && !k.equals(List.of("legacy_id")))
                .filter(k -> k.stream().allMatch(c -> match.fills(c) || given.containsKey(c)))
                .findFirst();
    }

    static String names(List<String> columns) {
        return columns.stream().map(DraftFile::scalar).collect(Collectors.joining(", "));
    }

    /** The columns of a unique key; an expression such as {@code lower(email)} stands for the column in it. */
    private static List<String> named(TargetConstraint.Unique unique) {
        var names = new ArrayList<String>();
        for (int i = 0; i < unique.keys().size(); i++) {
            var column = unique.columns().get(i);
            names.add(column.isEmpty() ? bare(unique.keys().get(i)) : column);
        }
        return names;
    }

    /** The column in an expression such as {@code lower(normalize(email))}. */
    private static String bare(String key) {
        var inner = key.replaceAll("^\"?\\w+\"?\\((.*)\\)$", "$1");
        return inner.equals(key) ? key.replace("\"", "") : bare(inner);
    }
}
