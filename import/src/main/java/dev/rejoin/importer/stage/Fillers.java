package dev.rejoin.importer.stage;

import dev.rejoin.importer.catalog.TargetColumn;
import dev.rejoin.importer.mapping.Mapping.Conversion;
import dev.rejoin.importer.mapping.Mapping.Reference;
import dev.rejoin.importer.mapping.Mapping.Unicode;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.PartKind;
import dev.rejoin.importer.plan.StagePlan.StagePart;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works out once what fills each staged column of a part's rows. */
final class Fillers {
    private static final Conversion PLAIN = new Conversion(
            Map.of(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), false, false, false);

    private final StagePart part;
    private final StageTable table;
    private final StagePlan plan;
    private final Map<String, Integer> position;
    private final List<Filler> fillers = new ArrayList<>();

    private Fillers(StagePart part, StagePlan plan, Map<String, Integer> position) {
        this.part = part;
        this.plan = plan;
        this.table = plan.tables().get(part.row().table());
        this.position = position;
    }

    /** @param position where in a staged row each column stands */
    static List<Filler> of(StagePart part, StagePlan plan, Map<String, Integer> position) {
        var made = new Fillers(part, plan, position);
        part.row().columns().forEach((column, value) -> made.fillers.add(made.filler(column, value)));
        made.addCopies();
        if (part.kind() == PartKind.OWN) {
            made.addExtras();
        }
        return made.fillers;
    }

    private int at(String column) {
        return position.get(column);
    }

    private Filler filler(String name, Value value) {
        int at = at(name);
        var column = table.data().get(name);
        return switch (value) {
            case Value.Constant constant -> new Filler.OfConstant(at, constant.text());
            case Value.RowKey row -> new Filler.OfRow(at(table.link(name)), row.table());
            case Value.Template template -> new Filler.OfTemplate(at, template.parts());
            case Value.Field field -> {
                var reference = field.reference();
                var type = reference.isPresent() ? textColumn(name) : column;
                yield new Filler.OfField(
                        reference.isPresent() ? at(table.link(name)) : at,
                        field,
                        field.from().stream().map(part::absolute).toList(),
                        new Converter(type, field.conversion(), plan.mapping().dates(), form(reference)),
                        reference.isEmpty(),
                        reference.isPresent() ? at(table.ref(name)) : -1,
                        reference.filter(plan::isDerived).isPresent(),
                        reference
                                .flatMap(plan::named)
                                .map(named -> new Converter(
                                        named,
                                        field.conversion(),
                                        plan.mapping().dates(),
                                        plan.mapping().unicode())));
            }
        };
    }

    /** An id is what it is; what refers by a column is kept as that column is. */
    private Unicode form(Optional<Reference> reference) {
        return reference.isPresent() && reference.get().by().isEmpty()
                ? Unicode.AS_WRITTEN
                : plan.mapping().unicode();
    }

    private static TargetColumn textColumn(String name) {
        return new TargetColumn(name, "text", "text", -1, Optional.empty(), false, Optional.empty());
    }

    private void addCopies() {
        for (int i = 0; i < part.copies().size(); i++) {
            var copy = part.copies().get(i);
            var column = StagePlan.copied(table.target(), copy, part, plan.catalog());
            fillers.add(new Filler.OfExtra(
                    at(StagePlan.copyColumn(part, i)),
                    List.of(copy.path()),
                    List.of(part.absolute(copy.path())),
                    new Converter(
                            column,
                            copy.conversion(),
                            plan.mapping().dates(),
                            plan.mapping().unicode()),
                    column.name()));
        }
    }

    private void addExtras() {
        var index = part.index();
        var dates = plan.mapping().dates();
        for (int i = 0; i < index.aggregates().size(); i++) {
            var total = index.aggregates().get(i);
            var column = new TargetColumn("total", "numeric", "numeric", -1, Optional.empty(), false, Optional.empty());
            fillers.add(new Filler.OfExtra(
                    at(StagePlan.aggregateColumn(part, i)),
                    List.of(total.path()),
                    List.of(total.path()),
                    new Converter(column, PLAIN, dates, Unicode.AS_WRITTEN),
                    "total"));
            if (total.elements().isPresent()) {
                fillers.add(new Filler.OfElements(
                        at(StagePlan.elementsColumn(part, i)), total.elements().get(), total.when()));
            }
        }
        for (var extra : index.extras()) {
            var column = new TargetColumn(
                    extra.name(), extra.type(), baseType(extra.type()), -1, Optional.empty(), false, Optional.empty());
            fillers.add(new Filler.OfExtra(
                    at(extra.name()),
                    extra.from(),
                    extra.from(),
                    new Converter(
                            column, extra.conversion(), dates, plan.mapping().unicode()),
                    extra.name()));
        }
    }

    private static String baseType(String type) {
        return switch (type) {
            case "timestamptz" -> "timestamp with time zone";
            case "timestamp" -> "timestamp without time zone";
            case "int", "int4" -> "integer";
            case "bigint", "int8" -> "bigint";
            case "bool" -> "boolean";
            default -> type;
        };
    }
}
