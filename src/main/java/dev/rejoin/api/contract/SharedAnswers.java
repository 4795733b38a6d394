package dev.rejoin.api.contract;

import java.util.Map;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** The schema of the groups of an aggregate, whose names the request gives. */
final class SharedAnswers {
    static final String GROUPS = "Groups";

    private SharedAnswers() {}

    static void add(Map<String, Schema> schemas) {
        var groups = Forms.object().description("Groups of items.");
        Forms.require(
                groups,
                "results",
                Forms.array(Forms.object()
                        .description("The group's keys and metrics by name.")
                        .additionalPropertiesBoolean(true)));
        Forms.require(groups, "groups", Forms.integer().description("How many groups there are in all."));
        schemas.put(GROUPS, groups);
    }
}
