package dev.rejoin.importer.plan;

import dev.rejoin.importer.catalog.TargetCatalog;
import dev.rejoin.importer.catalog.TargetConstraint.Check;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.Mapping.Rule;
import dev.rejoin.importer.mapping.Mapping.TargetCheck;
import java.util.Optional;

/** What some rows may break while all new writes keep it: rules of the mapping, NOT NULL and CHECK constraints. */
public record Lenient(Mapping mapping, TargetCatalog catalog) {

    /** Whether a constraint can be kept for new writes alone; a key is never without a value. */
    public static boolean canBeNotValid(TargetCatalog catalog, String constraint) {
        return catalog.tables().values().stream()
                .anyMatch(table -> table.checks().stream().map(Check::name).anyMatch(constraint::equals)
                        || table.columns().values().stream()
                                .anyMatch(c -> c.requiredBy().equals(Optional.of(constraint))
                                        && !table.key().contains(c.name())));
    }

    /** Why a document that has an error with this code cannot be let in as it stands; empty where it can. */
    public Optional<String> whyNot(String code) {
        if (isRule(code) || canBeNotValid(catalog, code)) {
            return Optional.empty();
        }
        if (FindingCode.of(code).isPresent()) {
            return Optional.of(
                    "there is no row to let in while nobody says what it means. Set what is right, or take it"
                            + " out.");
        }
        if (mapping.checks().stream().map(TargetCheck::code).anyMatch(code::equals)) {
            return Optional.of(
                    "a view of the target says so of its rows. Say \"policy: report\" of it in the mapping, to"
                            + " let in all of them.");
        }
        if (catalog.constraintNames().contains(code)) {
            return Optional.of(
                    "the target has to hold it for all rows. Only NOT NULL and CHECK constraints can be kept for"
                            + " new writes alone, not those of keys, of periods, of references or of a type.");
        }
        return Optional.of("it is no rule of the mapping that sets aside, and no NOT NULL or CHECK constraint of the"
                + " target, which alone can be kept for new writes alone.");
    }

    private boolean isRule(String code) {
        return mapping.indices().stream()
                .flatMap(index -> index.rules().stream())
                .filter(Rule::quarantine)
                .map(Rule::code)
                .anyMatch(code::equals);
    }
}
