package dev.rejoin.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * The contract breaks no client of the version committed before it, except where {@code openapi/breaking.txt} says so;
 * that file is written by {@code -Dcontract.breaking=true}, to be committed with the change.
 */
class CompatibilityTest {
    private static final Path CONTRACT = Path.of("..", "openapi", "openapi.yaml");
    private static final Path ACKNOWLEDGED = Path.of("..", "openapi", "breaking.txt");
    private static final YAMLMapper YAML = mapper();

    private static final String SMALL = """
            paths:
              /v1/groups:
                get:
                  operationId: listGroups
                  parameters:
                  - {name: status, in: query, schema: {type: string, enum: [ACTIVE, CLOSED]}}
                  - {name: limit, in: query, schema: {type: integer, maximum: 500}}
                  - {$ref: '#/components/parameters/q'}
                  responses:
                    '200': {content: {application/json: {schema: {$ref: '#/components/schemas/Group'}}, text/csv: {}}}
                post:
                  operationId: createGroup
                  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Create'}}}}
                  responses:
                    '201': {headers: {ETag: {}}, content: {application/json: {schema: {$ref: '#/components/schemas/Group'}}}}
            components:
              parameters:
                q: {name: q, in: query, schema: {type: string}}
              schemas:
                Group:
                  type: object
                  required: [id, name]
                  properties:
                    id: {type: string, format: uuid}
                    name: {type: string}
                    capacity: {type: [integer, 'null']}
                    status: {type: string, enum: [ACTIVE, CLOSED]}
                    parent: {anyOf: [{$ref: '#/components/schemas/Group'}, {type: 'null'}]}
                Create:
                  type: object
                  required: [name]
                  properties:
                    name: {type: string, maxLength: 80}
                    capacity: {type: [integer, 'null'], minimum: 1}
                    tags: {type: array, items: {type: string}}
            """;

    @Test
    void theContractBreaksNoClientOfTheOneCommittedBefore() throws Exception {
        var text = Files.readString(CONTRACT);
        var former = former(text)
                .orElseGet(() -> abort("The contract was compared with no former one: git knows none here."));

        var breaks = Compatibility.breaks(YAML.readTree(former), YAML.readTree(text));

        if (Boolean.getBoolean("contract.breaking")) {
            Files.write(ACKNOWLEDGED, breaks);
        }
        var acknowledged = Files.exists(ACKNOWLEDGED) ? Files.readAllLines(ACKNOWLEDGED) : List.<String>of();
        assertThat(breaks)
                .as("changes that break clients; if they are meant, acknowledge them with -Dcontract.breaking=true")
                .isSubsetOf(acknowledged);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            /v1/groups:                               | /v1/teams:                                 | GET /v1/groups: is gone; POST /v1/groups: is gone
            listGroups                                | allGroups                                  | GET /v1/groups: has another operationId
            name: status, in: query                   | name: state, in: query                     | GET /v1/groups: the query status is gone
            name: q, in: query                        | name: q, required: true, in: query         | GET /v1/groups: the query q is required now
            schema: {type: string, enum: [ACTIVE, CLOSED]} | schema: {type: string, enum: [ACTIVE]} | sent GET /v1/groups query status: the value CLOSED is gone
            maximum: 500                              | maximum: 100                               | sent GET /v1/groups query limit: maximum is 100 now
            requestBody: {                            | requestBody: {required: true,              | POST /v1/groups: the body is required now
            , text/csv: {}                            |                                            | GET /v1/groups: 200 is no text/csv any more
            '201'                                     | '200'                                      | POST /v1/groups: answers no 201 any more
            headers: {ETag: {}},                      |                                            | POST /v1/groups: the ETag of 201 is gone
            required: [id, name]                      | required: [id]                             | answered Group.name: may be absent now
            format: uuid                              | format: uri                                | answered Group.id: has another format
            status: {type: string, enum: [ACTIVE, CLOSED]} | status: {type: string, enum: [ACTIVE]} | answered Group.status: the value CLOSED is gone
            name: {type: string}                      | name: {type: [string, 'null']}             | answered Group.name: is null or string, was string
            name: {type: string}                      | name: {}                                   | answered Group.name: is array or boolean or integer or null or number or object or string, was string
            capacity: {type: [integer, 'null']}       | volume: {type: integer}                    | answered Group.capacity: is gone
            parent: {anyOf: [{$ref: '#/components/schemas/Group'}, {type: 'null'}]} | parent: {$ref: '#/components/schemas/Group'} | answered Group.parent: has other alternatives
            required: [name]                          | required: [name, capacity]                 | sent Create.capacity: is required now
            maxLength: 80                             | maxLength: 40                              | sent Create.name: maxLength is 40 now
            minimum: 1                                | minimum: 2                                 | sent Create.capacity: minimum is 2 now
            'capacity: {type: [integer, ''null''], m' | 'capacity: {type: integer, m'              | sent Create.capacity: is integer, was integer or null
            items: {type: string}                     | items: {type: string, pattern: x}          | sent Create.tags[]: has another pattern
            tags: {                                   | labels: {                                  | sent Create.tags: is gone
            """)
    void aChangeThatBreaksClientsIsFound(String was, String is, String breaks) throws IOException {
        assertThat(SMALL).contains(was);
        var changed = SMALL.replace(was, is == null ? "" : is);

        assertThat(Compatibility.breaks(YAML.readTree(SMALL), YAML.readTree(changed)))
                .containsExactly(breaks.split("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            maximum: 500                              | maximum: 1000
            enum: [ACTIVE, CLOSED]                    | enum: [ACTIVE, CLOSED, DORMANT]
            in: query, schema: {type: string}}        | in: query, schema: {type: [string, integer]}}
            required: [id, name]                      | required: [id, name, status]
            capacity: {type: [integer, 'null']}       | capacity: {type: integer}
            required: [name]                          | required: []
            maxLength: 80                             | maxLength: 81
            tags: {                                   | color: {type: string}\\n        tags: {
            - {$ref: '#/components/parameters/q'}     | - {name: new, in: query, schema: {}}\\n      - {$ref: '#/components/parameters/q'}
            """)
    void aChangeThatOnlyOffersMoreIsFine(String was, String is) throws IOException {
        assertThat(SMALL).contains(was);
        var changed = SMALL.replace(was, is.replace("\\n", "\n"));

        assertThat(Compatibility.breaks(YAML.readTree(SMALL), YAML.readTree(changed)))
                .isEmpty();
    }

    /** The last committed contract that is another one than this. */
    private static Optional<String> former(String present) throws IOException, InterruptedException {
        for (var commit : git("log", "-n", "20", "--format=%H", "--", "openapi.yaml")
                .lines()
                .toList()) {
            var text = git("show", commit + ":./openapi.yaml");
            if (!text.isEmpty() && !text.equals(present)) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    /** What git prints; nothing where there is no git, or no repository. */
    private static String git(String... arguments) throws InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command)
                    .directory(CONTRACT.getParent().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? output : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static YAMLMapper mapper() {
        var options = new LoaderOptions();
        options.setCodePointLimit(1 << 26);
        return new YAMLMapper(YAMLFactory.builder().loaderOptions(options).build());
    }
}
