package dev.rejoin.quality;

import dev.rejoin.api.query.Paged;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemType;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule of the data, and how far it is kept. */
@Schema(name = "QualityRule", description = "A rule of the data, and how far it is kept.")
public record QualityRule(
        @Schema(description = "The rule's name, which is also the constraint's.", examples = "meeting_held_has_teacher")
        String name,

        @Schema(description = "What keeps it: a kind of constraint, or a view.", examples = "CHECK")
        Kind kind,

        @Schema(description = "Whose items must keep it.", examples = "meetings", nullable = true) @Nullable
        String resource,

        @Schema(description = "The rule for people.", examples = "A HELD meeting has a teacher.")
        String sentence,

        @Schema(description = "The code of the problem when it is broken.", examples = "teacher_required")
        String code,

        @Schema(description = "The fields that may be wrong then.", examples = "[\"teacher_id\"]")
        List<String> fields,

        @Schema(
                description = "ENFORCED: no item breaks it. NEW_WRITES: old items may, every write keeps it. CHECKED:"
                        + " not enforced, but listed. ABSENT: the constraint is missing.",
                examples = "NEW_WRITES")
        Enforcement enforcement,

        @Schema(
                description =
                        "How many rows break it; null where counting them takes too long for a list. The list of all"
                                + " rules keeps the numbers for a minute, a single rule is counted at once.",
                examples = "12",
                nullable = true)
        @Nullable
        Long violations,

        @Schema(description = "When they were counted.", examples = "2026-03-31T08:00:00Z")
        OffsetDateTime countedAt,

        @Schema(
                description = "What breaks it.",
                format = Paged.URI_REFERENCE,
                examples = "/v1/quality/violations?rule=meeting_held_has_teacher")
        String violationsUrl) {

    /** What keeps a rule. */
    public enum Kind {
        NOT_NULL,
        CHECK,
        PRIMARY_KEY,
        UNIQUE,
        FOREIGN_KEY,
        EXCLUDE,
        TRIGGER,
        VIEW
    }

    /** For whom the rule holds; as quality.rule has it. */
    public enum Enforcement {
        ENFORCED,
        NEW_WRITES,
        CHECKED,
        ABSENT
    }

    /** A row of quality.rule, with its count. */
    record Kept(
            String name,
            Kind kind,
            String entity,
            String code,
            List<String> fields,
            String description,
            Enforcement enforcement) {}

    static QualityRule of(Kept rule, ViolationCounts.Counted counted, Catalog catalog) {
        return new QualityRule(
                rule.name,
                rule.kind,
                catalog.ofTable(rule.entity).map(ItemType::name).orElse(null),
                rule.description,
                rule.code,
                rule.fields,
                rule.enforcement,
                counted.violations(),
                counted.at().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS),
                "/v1/quality/violations?rule=" + rule.name);
    }
}
