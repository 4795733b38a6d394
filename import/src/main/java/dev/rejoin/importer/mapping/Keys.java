package dev.rejoin.importer.mapping;

import java.util.List;

/**
 * The keys of the mapping language, by what they describe; everything else is refused. Tests hold the schema for editors
 * ({@code mapping.schema.json}) and the language's description ({@code README.md}) to them.
 */
enum Keys {
    RUN(
            "schema",
            "dates",
            "exclude",
            "constraints",
            "conflicts",
            "unicode",
            "checks",
            "money",
            "before_load",
            "after_load",
            "before_delta",
            "after_delta"),
    INDEX(
            "index",
            "called",
            "decided_by",
            "dates",
            "written",
            "conflicts",
            "rows",
            "children",
            "copies",
            "aggregates",
            "resurrect",
            "extras",
            "rules",
            "ignore"),
    DATES("zone", "formats"),
    ROW("table", "columns", "identity", "prefer", "newest", "when"),
    CHILD("table", "columns", "identity", "prefer", "newest", "when", "from", "beside", "split", "distinct", "copies"),
    WHEN("path", "in"),
    CONSTANT("value"),
    ROW_KEY("row"),
    TEMPLATE("template"),
    FIELD(
            "from",
            "to",
            "by",
            "index",
            "orphans",
            "values",
            "otherwise",
            "formats",
            "zone",
            "transform",
            "default",
            "required",
            "keep_empty",
            "bad"),
    COPY("of", "column", "values", "formats", "zone", "transform"),
    AGGREGATE("count", "sum", "of", "by", "where", "elements", "when"),
    EXTRA("from", "type", "values", "otherwise", "formats", "zone", "transform", "default"),
    CHECK("view", "policy", "code", "table", "key", "message", "suggestion"),
    MONEY("name", "table", "sum", "where", "currency"),
    RULE("code", "table", "where", "policy", "message", "suggestion");

    private final List<String> names;

    Keys(String... names) {
        this.names = List.of(names);
    }

    List<String> names() {
        return names;
    }
}
