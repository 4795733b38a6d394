package dev.rejoin.importer.plan;

import dev.rejoin.importer.catalog.TargetTable;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.Mapping.FileLine;
import dev.rejoin.importer.mapping.Mapping.Policy;
import dev.rejoin.importer.mapping.Nearest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@code import.yaml} says of the whole run: schema, constraints, views to ask, and money. */
record ImportFileCheck(MappingAgainstTarget against) {
    private static final String IMPORT_FILE = "import.yaml";
    private static final Set<String> OUR_SCHEMAS = Set.of("rejoin_import", "rejoin_stage", "rejoin_staged");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    void check() {
        checkSchema();
        checkConstraints();
        checkViews();
        checkMoney();
    }

    private void checkSchema() {
        if (OUR_SCHEMAS.contains(against.mapping().schema())) {
            against.error(
                    new FileLine(IMPORT_FILE, 0),
                    "the schema " + against.mapping().schema()
                            + " is the importer's own; the target must be another one");
        }
    }

    private void checkConstraints() {
        var names = against.catalog().constraintNames();
        against.mapping().constraints().forEach((name, policy) -> {
            var place = new FileLine(IMPORT_FILE, 0);
            if (!names.contains(name)) {
                against.error(place, "the target has no constraint \"" + name + "\"" + Nearest.hint(name, names));
            } else if (policy == Policy.GRANDFATHER && !Lenient.canBeNotValid(against.catalog(), name)) {
                against.error(
                        place,
                        "\"" + name + "\" cannot be grandfathered: only NOT NULL and CHECK constraints can be kept"
                                + " for new writes alone, and not those of a key");
            }
        });
    }

    private void checkViews() {
        for (var check : against.mapping().checks()) {
            var view = against.catalog().views().get(check.view());
            if (view == null) {
                against.error(
                        check.place(),
                        "the target has no view \"" + check.view() + "\""
                                + Nearest.hint(
                                        check.view(), against.catalog().views().keySet()));
                continue;
            }
            check.key().stream()
                    .filter(c -> !view.columns().contains(c))
                    .forEach(c -> against.error(
                            check.place(),
                            "the view " + check.view() + " has no column \"" + c + "\""
                                    + Nearest.hint(c, view.columns())));
            if (check.table().isEmpty() && !view.columns().containsAll(List.of("entity", "entity_id"))) {
                against.error(
                        check.place(),
                        "the view " + check.view()
                                + " has no columns entity and entity_id; say with \"table\" whose rows it"
                                + " lists, and with \"key\" which of its columns hold their key");
            }
            check.table().ifPresent(name -> checkView(check, name, view.columns()));
        }
    }

    private void checkView(Mapping.TargetCheck check, String name, List<String> columns) {
        var table = against.catalog().table(name).filter(t -> against.filled().contains(name));
        if (table.isEmpty()) {
            against.noMappingFills(check.place(), name);
        } else if (check.key().isEmpty()
                && !columns.contains("entity_id")
                && !columns.containsAll(table.get().key())) {
            against.error(
                    check.place(),
                    "the view " + check.view() + " has no columns with the key of " + name + ", "
                            + String.join(", ", table.get().key()) + "; say which they are, with \"key\"");
        } else if (!check.key().isEmpty()
                && check.key().size() != table.get().key().size()) {
            against.error(
                    check.place(),
                    "the key of " + name + " is "
                            + String.join(", ", table.get().key())
                            + ": \"key\" names a column of the view for each, in this order");
        }
    }

    private void checkMoney() {
        for (var money : against.mapping().money()) {
            var table = against.catalog().table(money.table()).filter(t -> against.filled()
                    .contains(money.table()));
            if (table.isEmpty()) {
                against.noMappingFills(money.place(), money.table());
                continue;
            }
            if (NAME.matcher(money.sum()).matches()) {
                against.checkColumn(money.place(), table.get(), money.sum());
            }
            money.currency().ifPresent(path -> checkCurrency(money.place(), table.get(), path));
        }
    }

    private void checkCurrency(FileLine place, TargetTable from, String path) {
        var names = path.split("\\.");
        var table = from;
        for (int i = 0; i < names.length - 1; i++) {
            if (!against.checkColumn(place, table, names[i])) {
                return;
            }
            var next =
                    table.reference(names[i]).flatMap(key -> against.catalog().table(key.target()));
            if (next.isEmpty()) {
                against.error(place, "\"" + names[i] + "\" of " + table.name() + " refers to no other table");
                return;
            }
            table = next.get();
        }
        against.checkColumn(place, table, names[names.length - 1]);
    }
}
