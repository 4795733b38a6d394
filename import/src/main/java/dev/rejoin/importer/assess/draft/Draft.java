package dev.rejoin.importer.assess.draft;

import dev.rejoin.importer.assess.draft.DraftFile.Decision;
import dev.rejoin.importer.assess.profile.IndexProfile;
import dev.rejoin.importer.assess.profile.Reference;
import dev.rejoin.importer.assess.profile.Repetitions.Copy;
import dev.rejoin.importer.assess.profile.Repetitions.Total;
import dev.rejoin.importer.assess.profile.ValueForm.ValueKind;
import dev.rejoin.importer.catalog.TargetCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A first mapping, written from what was found. It can be run as it is, as far as a guess allows; every line that was
 * guessed, and everything that a guess left open, is marked with {@value DraftFile#MARK}.
 */
public final class Draft {
    private static final int FIRST_FORMATS = 12;

    private final TargetCatalog catalog;
    private final List<IndexProfile> profiles;
    private final Homes homes;
    private final List<Copy> copies;
    private final List<Total> totals;
    private final List<String> triggered;
    private final Map<String, String> lenient = new LinkedHashMap<>();
    private final List<DraftFile> files = new ArrayList<>();

    private Draft(
            TargetCatalog catalog,
            List<IndexProfile> profiles,
            Homes homes,
            List<Copy> copies,
            List<Total> totals,
            List<String> triggered) {
        this.catalog = catalog;
        this.profiles = profiles;
        this.homes = homes;
        this.copies = copies;
        this.totals = totals;
        this.triggered = triggered;
    }

    /**
     * Drafts a mapping.
     *
     * @param triggered the target's tables with triggers of their own, which a bulk load may have to tell of itself
     */
    public static Draft of(
            TargetCatalog catalog,
            List<IndexProfile> profiles,
            List<Reference> references,
            List<Copy> copies,
            List<Total> totals,
            List<String> triggered) {
        var homes = Homes.find(catalog, profiles, references, copies);
        var draft = new Draft(catalog, profiles, homes, copies, totals, triggered);
        var plans = new LinkedHashMap<String, IndexDraft>();
        for (var profile : profiles) {
            homes.of(profile.name)
                    .ifPresent(table -> plans.put(
                            profile.name,
                            new IndexDraft(
                                    catalog,
                                    profile,
                                    homes,
                                    catalog.table(table).orElseThrow())));
        }
        plans.forEach((index, plan) -> {
            draft.files.add(plan.write(plans, draft.copies, draft.totals));
            draft.lenient.putAll(plan.lenient());
        });
        draft.files.addFirst(draft.run());
        return draft;
    }

    List<DraftFile> files() {
        return files;
    }

    public List<Decision> decisions() {
        return files.stream().flatMap(f -> f.decisions().stream()).toList();
    }

    /** Writes the mapping folder; a file that is already there is never overwritten. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var file : files) {
            Files.writeString(folder.resolve(file.name()), file.text(), java.nio.file.StandardOpenOption.CREATE_NEW);
        }
        try (var schema = Draft.class.getResourceAsStream("/" + DraftFile.SCHEMA)) {
            Files.copy(schema, folder.resolve(DraftFile.SCHEMA));
        }
    }

    private DraftFile run() {
        var file = new DraftFile("import.yaml");
        file.line(
                "# Drafted by `rejoin import assess`. Lines with DECIDE were guessed, or are for you to fill in: change");
        file.line("# what is wrong, keep what is right. The language: import/README.md.");
        file.line("schema: " + DraftFile.scalar(catalog.schema()));
        file.line("dates:");
        long zoneless = profiles.stream()
                .flatMap(p -> p.fields.values().stream())
                .mapToLong(f -> f.zoneless)
                .sum();
        file.line(
                "  zone: UTC",
                zoneless == 0 ? "" : "%,d times carry no zone: which one did they mean?".formatted(zoneless));
        dateFormats(file);
        exclude(file);
        constraints(file);
        if (!triggered.isEmpty()) {
            file.ask(
                    "",
                    "before_load: [\"set local …\"], if these tables' triggers must be told of a bulk load: "
                            + String.join(", ", triggered));
        }
        return file;
    }

    private void dateFormats(DraftFile file) {
        var counts = new LinkedHashMap<String, Long>();
        for (var profile : profiles) {
            for (var field : profile.fields.values()) {
                if (field.kind() == ValueKind.DATE || field.kind() == ValueKind.TIMESTAMP) {
                    field.allDateFormats().forEach((format, n) -> counts.merge(format, n, Long::sum));
                }
            }
        }
        counts.putIfAbsent("iso", 0L);
        var formats = counts.entrySet().stream()
                .sorted((a, b) -> a.getKey().equals("iso")
                        ? -1
                        : b.getKey().equals("iso") ? 1 : Long.compare(b.getValue(), a.getValue()))
                .map(Map.Entry::getKey)
                .limit(FIRST_FORMATS)
                .map(DraftFile::scalar)
                .toList();
        boolean ambiguous = counts.containsKey("dd/MM/yyyy") && counts.containsKey("MM/dd/yyyy");
        file.line(
                "  formats: [" + String.join(", ", formats) + "]",
                ambiguous ? "dates with the day first and with the month first: the order decides" : "");
    }

    private void exclude(DraftFile file) {
        var homeless = profiles.stream().filter(p -> homes.of(p.name).isEmpty()).toList();
        if (homeless.isEmpty()) {
            return;
        }
        file.line("exclude:");
        for (var profile : homeless) {
            file.decide(
                    "  %s: no table was found for it".formatted(DraftFile.scalar(profile.name)),
                    "is it not needed, and why, or does it want a file of its own? %,d documents"
                            .formatted(profile.documents));
        }
    }

    private void constraints(DraftFile file) {
        if (lenient.isEmpty()) {
            return;
        }
        file.line("# What happens to rows that break a constraint: they are set aside, unless one of these is taken:");
        file.line("constraints:");
        lenient.forEach((name, why) -> file.ask("  ", "%s: grandfather? %s".formatted(name, why)));
    }

    /** A share as people read it. */
    static String percent(double share) {
        return String.format(Locale.ROOT, share > 0 && share < 0.001 ? "%.2f %%" : "%.1f %%", share * 100);
    }
}
