package dev.rejoin.clients;

import dev.rejoin.api.problem.ProblemCodes;
import dev.rejoin.clients.ClientModel.Endpoint;
import dev.rejoin.clients.ClientModel.Kind;
import dev.rejoin.clients.ClientModel.Property;
import dev.rejoin.clients.ClientModel.ResourceModel;
import dev.rejoin.clients.ClientModel.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The generated modules of the Python client: a dataclass for each structure, a class for each resource. */
final class PythonClient {
    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "as",
            "assert",
            "async",
            "await",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield");
    private static final String MODELS = """
            \"""What the service answers. Generated from openapi/openapi.yaml: do not edit.\"""

            from __future__ import annotations

            from dataclasses import dataclass
            from datetime import date, datetime
            from decimal import Decimal
            from typing import Any, ClassVar, Literal
            from uuid import UUID

            from ._codec import UNSET, Item, cursor

            """;
    private static final String API = """
            \"""What the service does. Generated from openapi/openapi.yaml: do not edit.\"""

            from __future__ import annotations

            from collections.abc import Iterable, Iterator, Mapping, Sequence
            from datetime import date, datetime
            from decimal import Decimal
            from typing import Any, Literal, TypedDict, Unpack
            from uuid import UUID

            from . import choices, models
            from ._codec import UNSET, Item
            from ._resource import Aggregation, BulkResult, Caller, Page, Resource, path as _path
            from ._transport import Transport

            """;

    private static final String NEXT_CURSOR = """

                @property
                def next_cursor(self) -> str | None:
                    \"""What `cursor` is for the page after this one; None at the end.\"""
                    return cursor(self.next)
            """;
    private static final String CHOICES = """
            \"""The values that fields can have. Generated from openapi/openapi.yaml: do not edit.

            They are strings: `member.status == MemberStatus.ACTIVE`. A later service may answer with values that are not
            here. `forms.ChoiceField(choices=MemberStatus.choices)` is Django's.
            \"""

            from __future__ import annotations

            from ._codec import Choice

            """;
    private static final String SENTENCES = """
            \"""What users are told, by the code of a problem and the language.

            Generated from src/main/resources/dev/rejoin/api/problem/sentences.csv: do not edit.
            \"""

            SENTENCES: dict[str, dict[str, str]] = {
            """;

    private final ClientModel model;
    private final List<Choices> choices;

    private PythonClient(ClientModel model) {
        this.model = model;
        this.choices = Choices.of(model);
    }

    /** The files by their paths in the client's folder. */
    static Map<String, String> of(ClientModel model) {
        var client = new PythonClient(model);
        return Map.of(
                "rejoin/models.py",
                client.models(),
                "rejoin/_api.py",
                client.api(),
                "rejoin/choices.py",
                client.choices(),
                "rejoin/_sentences.py",
                sentences());
    }

    private String choices() {
        var text = new StringBuilder(CHOICES);
        for (var each : choices) {
            text.append("\n\nclass %s(Choice):\n".formatted(each.name()))
                    .append(documentation("The %s of %s.".formatted(each.property(), each.structure())))
                    .append("\n");
            each.values().forEach(value -> text.append("    %s = \"%s\"\n".formatted(constant(value), value)));
        }
        return text.toString();
    }

    private static String constant(String value) {
        var name = Names.constant(value);
        if (!name.matches("[A-Z][A-Z0-9_]*")) {
            throw new IllegalStateException(value + " cannot be a constant in Python");
        }
        return name;
    }

    private static String sentences() {
        return SENTENCES
                + ProblemCodes.sentences().entrySet().stream()
                        .map(entry -> "    \"%s\": {\n        \"en\": \"%s\",\n        \"fr\": \"%s\",\n    },\n"
                                .formatted(
                                        entry.getKey(),
                                        entry.getValue().english(),
                                        entry.getValue().french()))
                        .collect(Collectors.joining())
                + "}\n";
    }

    private String models() {
        var answered = model.structures().stream()
                .filter(structure -> !structure.sent())
                .toList();
        return MODELS
                + "__all__ = [\n"
                + answered.stream()
                        .map(structure -> "    \"%s\",\n".formatted(structure.name()))
                        .collect(Collectors.joining())
                + "]\n"
                + answered.stream().map(this::dataclass).collect(Collectors.joining());
    }

    private String dataclass(Structure structure) {
        var text = new StringBuilder("\n\n@dataclass(kw_only=True)\nclass %s(Item):\n".formatted(structure.name()));
        text.append(documentation(structure.description().isEmpty() ? "Part of an answer." : structure.description()));
        if (!structure.writable().isEmpty()) {
            text.append("\n    _writable: ClassVar[frozenset[str]] = frozenset({\n");
            structure.writable().forEach(name -> text.append("        \"%s\",\n".formatted(name)));
            text.append("    })\n");
        }
        text.append('\n');
        for (var property : structure.properties()) {
            text.append("    %s: %s = UNSET\n".formatted(attribute(property.name()), answered(property.shape(), "")));
        }
        if (structure.hasPages()) {
            text.append(NEXT_CURSOR);
        }
        return text.toString();
    }

    private String api() {
        return API
                + model.resources().stream().map(this::resource).collect(Collectors.joining())
                + "\n\nclass Api(Caller):\n    \"\"\"All resources, and what belongs to none of them.\"\"\"\n\n"
                + "    def __init__(self, transport: Transport):\n        super().__init__(transport)\n"
                + model.resources().stream()
                        .map(resource -> "        self.%s = %s(transport)\n"
                                .formatted(resource.name(), Names.pascal(resource.name())))
                        .collect(Collectors.joining())
                + model.operations().stream().map(this::other).collect(Collectors.joining());
    }

    private String resource(ResourceModel resource) {
        var item = resource.structure();
        var type = "models." + item;
        var text = new StringBuilder();
        text.append(arguments(item + "Filters", "TypedDict", "What limits a list.", resource.filters()));
        text.append(arguments(item + "Query", item + "Filters", "What a list takes.", resource.paging()));
        text.append(arguments(item + "Grouping", item + "Filters", "What an aggregate takes.", resource.grouping()));
        text.append("\n\nclass %s(Resource[%s]):\n".formatted(Names.pascal(resource.name()), type));
        text.append(documentation(resource.description())).append("\n    _type = %s\n".formatted(type));
        resource.endpoints().forEach(endpoint -> text.append(method(endpoint, item)));
        return text.toString();
    }

    private String arguments(String name, String base, String description, List<Property> properties) {
        var text = new StringBuilder(
                "\n\nclass %s(%s, total=False):\n    \"\"\"%s\"\"\"\n\n".formatted(name, base, description));
        properties.forEach(
                property -> text.append("    %s: %s\n".formatted(identifier(property.name()), sent(property.shape()))));
        return text.toString();
    }

    private String method(Endpoint endpoint, String item) {
        var type = "models." + item;
        var owners = endpoint.pathParameters().stream()
                .filter(name -> !name.equals("id") && !name.equals("legacy_id"))
                .map(name -> name + ": UUID | str")
                .toList();
        var at = at(endpoint, "id");
        var atItem = at(endpoint, "item");
        var anItem = "item: %s | UUID | str".formatted(type);
        return switch (endpoint.kind()) {
            case LIST ->
                define(
                                "list",
                                with(owners, "/"),
                                "**query: Unpack[%sQuery]".formatted(item),
                                "Page[%s]".formatted(type),
                                "One page; see iterate for all.",
                                "return self._list(%s, query)".formatted(at))
                        + define(
                                "iterate",
                                with(owners, "/"),
                                "**query: Unpack[%sQuery]".formatted(item),
                                "Iterator[%s]".formatted(type),
                                "All items, page by page as they are needed.",
                                "return self._iterate(%s, query)".formatted(at))
                        + define(
                                "export",
                                with(owners, "/"),
                                "**query: Unpack[%sQuery]".formatted(item),
                                "Iterator[%s]".formatted(type),
                                "All items as one stream; raises IncompleteExport at the end unless they are all there.",
                                "return self._export(%s, query)".formatted(at));
            case AGGREGATE ->
                define(
                        "aggregate",
                        with(owners, "/"),
                        "**query: Unpack[%sGrouping]".formatted(item),
                        "Aggregation",
                        endpoint.summary() + ".",
                        "return self._aggregate(%s, query)".formatted(at));
            case GET ->
                define(
                        "get",
                        with(owners, "id: UUID | str", "/"),
                        keywords(endpoint),
                        type,
                        endpoint.summary() + ".",
                        call(endpoint, at, type));
            case GET_BY_LEGACY_ID ->
                define(
                        "get_by_legacy_id",
                        with(owners, "legacy_id: str", "/"),
                        keywords(endpoint),
                        type,
                        endpoint.summary() + ".",
                        call(endpoint, at, type));
            case UPDATE ->
                define(
                                "update",
                                with(owners, anItem, "/"),
                                keywords(endpoint),
                                type,
                                "Changes what differs from the item as it was read; raises Stale if it has changed since.",
                                "return self._update(%s, item, %s, if_match)"
                                        .formatted(atItem, values(endpoint.body())))
                        + define(
                                "save",
                                with(owners, "item: " + type, "/"),
                                "",
                                type,
                                "Changes what was set on the item since it was read.",
                                "return self._update(%s, item, item._changes(), None)".formatted(atItem));
            case DELETE ->
                define(
                        "delete",
                        with(owners, anItem, "/"),
                        keywords(endpoint),
                        "None",
                        endpoint.summary() + ".",
                        "self._delete(%s, item, if_match)".formatted(atItem));
            case BULK ->
                define(
                        "bulk",
                        with(owners, "items: Iterable[Mapping[str, Any] | %s]".formatted(type), "/"),
                        "*, idempotency_key: str | None = None",
                        "BulkResult",
                        "Creates or changes many by legacy_id, all or none.",
                        "return self._bulk(%s, items, idempotency_key)".formatted(at));
            case CREATE ->
                define(
                        "create",
                        with(owners, "/"),
                        keywords(endpoint),
                        type,
                        endpoint.summary() + ".",
                        call(endpoint, at, type));
            case OTHER -> other(endpoint);
        };
    }

    private String other(Endpoint endpoint) {
        var parameters = endpoint.pathParameters().stream()
                .map(name -> name + (name.equals("id") ? ": Item | UUID | str" : ": UUID | str | int"))
                .toList();
        var at = at(endpoint, "id");
        var returns =
                endpoint.returns().map(shape -> answered(shape, "models.")).orElse("None");
        return define(
                endpoint.name(),
                with(parameters, "/"),
                keywords(endpoint),
                returns,
                endpoint.summary() + ".",
                call(endpoint, at, returns));
    }

    /** The path, with the item's key from what {@code key} names. */
    private static String at(Endpoint endpoint, String key) {
        return endpoint.pathParameters().stream()
                .map(name -> ", " + (name.equals("id") ? key : name))
                .collect(Collectors.joining("", "_path(\"" + endpoint.path() + "\"", ")"));
    }

    private static List<String> with(List<String> owners, String... more) {
        var all = new ArrayList<>(owners);
        all.addAll(List.of(more));
        return all.equals(List.of("/")) ? List.of() : all;
    }

    private String keywords(Endpoint endpoint) {
        var keywords = new ArrayList<String>();
        var values = Stream.concat(endpoint.query().stream(), endpoint.body().stream())
                .toList();
        values.stream()
                .filter(value -> value.required() && endpoint.kind() != Kind.UPDATE)
                .forEach(value -> keywords.add("%s: %s".formatted(identifier(value.name()), sent(value.shape()))));
        values.stream()
                .filter(value -> !value.required() || endpoint.kind() == Kind.UPDATE)
                .forEach(value ->
                        keywords.add("%s: %s = UNSET".formatted(identifier(value.name()), sent(value.shape()))));
        if (endpoint.conditional()) {
            keywords.add("if_match: str | None = None");
        }
        if (endpoint.idempotent()) {
            keywords.add("idempotency_key: str | None = None");
        }
        if (keywords.isEmpty()) {
            return "";
        }
        return keywords.size() < 3
                ? "*, " + String.join(", ", keywords)
                : "\n        *,\n        " + String.join(",\n        ", keywords) + ",\n    ";
    }

    private String call(Endpoint endpoint, String at, String returns) {
        var call = new ArrayList<>(List.of("\"" + endpoint.method() + "\"", at, returns));
        if (!endpoint.query().isEmpty()) {
            call.add("query=" + values(endpoint.query()));
        }
        if (!endpoint.body().isEmpty()) {
            call.add("body=" + values(endpoint.body()));
        }
        if (endpoint.idempotent()) {
            call.add("idempotency_key=idempotency_key");
        }
        if (endpoint.conditional()) {
            call.add("if_match=if_match");
        }
        return "return self._call(%s)".formatted(String.join(", ", call));
    }

    private static String values(List<Property> properties) {
        var entries = properties.stream().map(property -> "\"%s\": %s".formatted(property.name(), property.name()));
        return properties.size() < 4
                ? entries.collect(Collectors.joining(", ", "{", "}"))
                : entries.collect(Collectors.joining(",\n            ", "{\n            ", ",\n        }"));
    }

    private static String define(
            String name, List<String> positional, String keywords, String returns, String description, String body) {
        var parameters = Stream.of(Stream.of("self"), positional.stream(), Stream.of(keywords))
                .flatMap(parts -> parts)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "))
                .replace(", \n", ",\n")
                .replaceFirst("^(?=[^\n]*\n)", "\n        ");
        return "\n    def %s(%s) -> %s:\n".formatted(identifier(name), parameters, returns)
                + documentation(description).indent(4).replaceAll("(?m)^ +$", "")
                + "        %s\n".formatted(body);
    }

    private static String documentation(String text) {
        return "    \"\"\"%s\"\"\"\n".formatted(text);
    }

    /** What an answer's field is called, where the name is one of Python's own words; _codec.py knows it, too. */
    private static String attribute(String name) {
        return KEYWORDS.contains(name) ? name + "_" : identifier(name);
    }

    private static String identifier(String name) {
        if (!name.matches("[a-z][a-z0-9_]*") || KEYWORDS.contains(name)) {
            throw new IllegalStateException(name + " cannot be a name in Python");
        }
        return name;
    }

    private String answered(Shape shape, String module) {
        return switch (shape) {
            case Shape.Scalar scalar -> scalar(scalar);
            case Shape.Choice(var values) -> literal(values);
            case Shape.Sequence(var of) -> "list[%s]".formatted(answered(of, module));
            case Shape.Table(var of) -> "dict[str, %s]".formatted(answered(of, module));
            case Shape.Named(var name) -> module + name;
            case Shape.OrNull(var of) -> answered(of, module) + " | None";
        };
    }

    private String sent(Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar -> scalar == Shape.Scalar.UUID ? "UUID | str" : scalar(scalar);
            case Shape.Choice(var values) ->
                literal(values)
                        + choices.stream()
                                .filter(each -> each.values().equals(values))
                                .map(each -> " | choices." + each.name())
                                .collect(Collectors.joining());
            case Shape.Sequence(var of) -> "Sequence[%s]".formatted(sent(of));
            case Shape.Table(var of) -> "Mapping[str, %s]".formatted(sent(of));
            case Shape.Named(var name) -> "Item | Mapping[str, Any]";
            case Shape.OrNull(var of) -> sent(of) + " | None";
        };
    }

    private static String scalar(Shape.Scalar scalar) {
        return switch (scalar) {
            case TEXT -> "str";
            case UUID -> "UUID";
            case INTEGER -> "int";
            case NUMBER -> "float";
            case DECIMAL -> "Decimal";
            case BOOLEAN -> "bool";
            case DATE -> "date";
            case INSTANT -> "datetime";
            case JSON -> "Any";
        };
    }

    private static String literal(List<String> values) {
        return values.stream().map(value -> "\"" + value + "\"").collect(Collectors.joining(", ", "Literal[", "]"));
    }
}
