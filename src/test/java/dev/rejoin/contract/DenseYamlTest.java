package dev.rejoin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenseYamlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                " ",
                " before",
                "after ",
                "a: b",
                "a:b",
                "ends:",
                "a #b",
                "a#b",
                "#a",
                "- a",
                "-a",
                "-",
                "?a",
                "a?b",
                "[a",
                "a]",
                "{a}",
                "a, b",
                "'a'",
                "it's",
                "\"a\"",
                "a\"b",
                "*a",
                "&a",
                "!a",
                "|",
                ">",
                "%a",
                "@a",
                "`a`",
                "yes",
                "no",
                "on",
                "null",
                "~",
                "true",
                "1",
                "1.5",
                "1e3",
                "0x1f",
                "2026-03-01",
                "2026-03-01T08:00:00Z",
                "12:30",
                "=",
                "<<",
                "a\nb",
                "a\n\nb",
                "a\nb\n",
                "\na",
                "a\n b",
                "a\tb",
                "a\r\nb",
                "\\",
                "é",
                "…",
                "a\u00a0b",
                "\u0085",
                "\u2028",
                "$ref",
                "^(A|B)(,(A|B))*$",
                "---",
                "..."
            })
    void everyTextIsReadAsItWasWritten(String value) throws JsonProcessingException {
        var document = Contract.JSON.createObjectNode();
        document.put("alone", value);
        document.put("long", (value + " and more").repeat(20));
        document.putObject("map").put(value, value).putNull("nothing");
        document.putArray("list").add(value).add(1).addObject().put("in", value);
        for (var i = 0; i < 30; i++) {
            document.withArray("filled").add(value);
            document.withObject("/lookups").putObject(value + i).put("type", value);
            document.withObject("/lookups").putObject(value + i + "__in").put("type", value);
        }

        assertThat(Contract.read(DenseYaml.of(document))).isEqualTo(document);
    }

    @Test
    void whatFitsOnALineStandsOnOneAndALongListIsFilled() throws JsonProcessingException {
        var document =
                Contract.JSON.readTree("""
                {"short": {"type": "string", "enum": ["A", "B"]}, "codes": {"200": "x"}, "empty": {},
                 "properties": {"name": {"type": "string"}, "name__in": {"$ref": "#/components/schemas/TextIn"},
                   "born_on": {"type": "string", "format": "date"}, "born_on__gt": {"type": "string", "format": "date"}},
                 "text": "%s"}""".formatted("many words ".repeat(14).strip()));

        assertThat(DenseYaml.of(document)).isEqualTo("""
                short: {type: string, enum: [A, B]}
                codes: {'200': x}
                empty: {}
                properties: {
                  name: {type: string}, name__in: {$ref: '#/components/schemas/TextIn'},
                  born_on: {type: string, format: date}, born_on__gt: {type: string, format: date}}
                text: >-
                  many words many words many words many words many words many words many words many words many words many words many
                  words many words many words many words
                """);
    }
}
