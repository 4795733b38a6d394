package dev.rejoin.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Compares two versions of a schema as one side sees them. */
final class Schemas {
    /** In order, since acknowledged changes are compared by their words. */
    private static final SortedSet<String> ALL_TYPES = Collections.unmodifiableSortedSet(
            new TreeSet<>(List.of("array", "boolean", "integer", "null", "number", "object", "string")));

    private static final List<String> MOST = List.of("maximum", "maxLength", "maxItems");
    private static final List<String> LEAST = List.of("minimum", "minLength", "minItems");

    private final JsonNode formerContract;
    private final JsonNode contract;
    private final Side side;
    private final Consumer<String> found;
    private final Set<String> compared = new HashSet<>();

    Schemas(JsonNode formerContract, JsonNode contract, Side side, Consumer<String> found) {
        this.formerContract = formerContract;
        this.contract = contract;
        this.side = side;
        this.found = found;
    }

    void compare(String at, JsonNode former, JsonNode present) {
        if (former.has("$ref") && present.has("$ref")) {
            // Once for all places that name the same schemas, which also ends where schemas name each other.
            if (compared.add(former.get("$ref") + " " + present.get("$ref"))) {
                compare(
                        former.get("$ref").textValue().replaceFirst(".*/", ""),
                        resolve(formerContract, former),
                        resolve(contract, present));
            }
            return;
        }
        compareResolved(at, resolve(formerContract, former), resolve(contract, present));
    }

    static JsonNode resolve(JsonNode contract, JsonNode node) {
        return node.has("$ref") ? contract.at(node.get("$ref").textValue().substring(1)) : node;
    }

    private void compareResolved(String at, JsonNode former, JsonNode present) {
        types(at, former, present);
        values(at, former, present);
        for (var keyword : List.of("format", "pattern")) {
            if (!former.path(keyword).equals(present.path(keyword))
                    && (present.has(keyword) || side == Side.ANSWERED)) {
                found.accept("%s: has another %s".formatted(at, keyword));
            }
        }
        if (side == Side.SENT) {
            limits(at, former, present);
        }
        properties(at, former, present);
        if (former.has("items") && present.has("items")) {
            compare(at + "[]", former.get("items"), present.get("items"));
        }
        alternatives(at, former.path("anyOf"), present.path("anyOf"));
        additional(at, former.path("additionalProperties"), present.path("additionalProperties"));
    }

    private void types(String at, JsonNode former, JsonNode present) {
        var wide = side == Side.SENT ? typesOf(present) : typesOf(former);
        var narrow = side == Side.SENT ? typesOf(former) : typesOf(present);
        if (!wide.containsAll(narrow)) {
            found.accept("%s: is %s, was %s"
                    .formatted(at, String.join(" or ", typesOf(present)), String.join(" or ", typesOf(former))));
        }
    }

    private static Set<String> typesOf(JsonNode schema) {
        var types = new TreeSet<String>();
        var type = schema.path("type");
        if (type.isTextual()) {
            types.add(type.textValue());
        }
        type.forEach(each -> types.add(each.textValue()));
        if (types.contains("number")) {
            types.add("integer");
        }
        return types.isEmpty() ? ALL_TYPES : types;
    }

    /** A value that is gone is missed by those who send it, and by those who wait for it. */
    private void values(String at, JsonNode former, JsonNode present) {
        if (side == Side.SENT && !former.has("enum") && present.has("enum")) {
            found.accept("%s: takes only some values now".formatted(at));
        }
        if (!present.has("enum")) {
            return;
        }
        var left = new HashSet<JsonNode>();
        present.get("enum").forEach(left::add);
        former.path("enum").forEach(value -> {
            if (!left.contains(value)) {
                found.accept("%s: the value %s is gone".formatted(at, value.asText()));
            }
        });
    }

    private void limits(String at, JsonNode former, JsonNode present) {
        MOST.forEach(keyword -> limit(at, keyword, former.path(keyword), present.path(keyword), 1));
        LEAST.forEach(keyword -> limit(at, keyword, former.path(keyword), present.path(keyword), -1));
    }

    /** @param wider the sign of present minus former where the limit leaves more room */
    private void limit(String at, String keyword, JsonNode former, JsonNode present, int wider) {
        if (present.isMissingNode()) {
            return;
        }
        if (former.isMissingNode() || present.decimalValue().compareTo(former.decimalValue()) == -wider) {
            found.accept("%s: %s is %s now".formatted(at, keyword, present));
        }
    }

    private void properties(String at, JsonNode former, JsonNode present) {
        for (var property : former.path("properties").properties()) {
            var still = present.path("properties").path(property.getKey());
            var name = at + "." + property.getKey();
            if (still.isMissingNode()) {
                found.accept("%s: is gone".formatted(name));
            } else {
                compare(name, property.getValue(), still);
            }
        }
        var was = required(former);
        var is = required(present);
        for (var name : is) {
            if (side == Side.SENT && !was.contains(name)) {
                found.accept("%s.%s: is required now".formatted(at, name));
            }
        }
        for (var name : was) {
            if (side == Side.ANSWERED
                    && !is.contains(name)
                    && present.path("properties").has(name)) {
                found.accept("%s.%s: may be absent now".formatted(at, name));
            }
        }
    }

    private static Set<String> required(JsonNode schema) {
        var names = new TreeSet<String>();
        schema.path("required").forEach(name -> names.add(name.textValue()));
        return names;
    }

    private void alternatives(String at, JsonNode former, JsonNode present) {
        if (former.size() != present.size()) {
            found.accept("%s: has other alternatives".formatted(at));
            return;
        }
        for (int i = 0; i < former.size(); i++) {
            compare(at, former.get(i), present.get(i));
        }
    }

    private void additional(String at, JsonNode former, JsonNode present) {
        if (former.isObject() && present.isObject()) {
            compare(at + ".*", former, present);
        } else if (side == Side.SENT && present.isBoolean() && !present.booleanValue() && !former.equals(present)) {
            found.accept("%s: takes no other fields any more".formatted(at));
        }
    }
}
