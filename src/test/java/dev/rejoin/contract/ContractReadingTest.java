package dev.rejoin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

/** However the document shares what it says, tests read the same out of it. */
class ContractReadingTest {
    private static final String OPERATION = """
            {"paths": {"/v1/groups": {"get": {
                "operationId": "listGroups", "description": "Groups. Needs READER.", "responses": {"200": {}},
                "parameters": [%s]}}},
             "components": {"schemas": {
                "Status": {"type": "string", "enum": ["ACTIVE", "CLOSED"]},
                "TextLookups": {"type": "object", "properties": {"name": {"type": "string"}}},
                "GroupFilter": {"type": "object", "allOf": [{"$ref": "#/components/schemas/TextLookups"}],
                    "properties": {"status": {"$ref": "#/components/schemas/Status"}}}}}}""";

    @Test
    void filtersAreReadAlikeAsParametersAndAsOneExplodedObject() throws JsonProcessingException {
        var plain = read("""
                {"name": "name", "in": "query", "schema": {"type": "string"}},
                {"name": "status", "in": "query", "schema": {"type": "string", "enum": ["ACTIVE", "CLOSED"]}}""");
        var exploded = read("""
                {"name": "filter", "in": "query", "style": "form", "explode": true,
                 "schema": {"$ref": "#/components/schemas/GroupFilter"}}""");

        for (var operation : new Operation[] {plain, exploded}) {
            assertThat(operation.queryNames()).containsExactlyInAnyOrder("name", "status");
            assertThat(operation
                            .parameters(Parameter.In.QUERY)
                            .filter(parameter -> parameter.name().equals("status"))
                            .findFirst()
                            .orElseThrow()
                            .values())
                    .containsExactly("ACTIVE", "CLOSED");
        }
    }

    @Test
    void sortKeysAreReadFromAnEnumerationAndFromAPattern() throws JsonProcessingException {
        var enumeration = read("""
                {"name": "sort", "in": "query", "schema": {"type": "array",
                 "items": {"type": "string", "enum": ["id", "-id", "name", "-name"]}}}""");
        var pattern = read("""
                {"name": "sort", "in": "query", "schema": {"type": "array",
                 "items": {"type": "string", "pattern": "^-?(id|name)$"}}}""");

        assertThat(enumeration.sortKeys()).containsExactly("id", "name");
        assertThat(pattern.sortKeys()).containsExactly("id", "name");
    }

    private static Operation read(String parameters) throws JsonProcessingException {
        return new Contract(Contract.JSON.readTree(OPERATION.formatted(parameters)))
                .operations()
                .getFirst();
    }
}
