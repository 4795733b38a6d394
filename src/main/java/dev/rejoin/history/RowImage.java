package dev.rejoin.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.rejoin.api.Field;
import dev.rejoin.api.Json;
import java.io.IOException;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row as the change log keeps it: its columns' values as text, so that decimals keep their digits. */
record RowImage(Map<String, String> values) {
    static RowImage parse(@Nullable String json) {
        var values = new HashMap<String, String>();
        if (json != null) {
            try (var parser = Json.MAPPER.createParser(json)) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    var name = parser.currentName();
                    if (parser.nextToken().isStructStart()) {
                        parser.skipChildren();
                    } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
                        values.put(name, parser.getText());
                    }
                }
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL wrote JSON that cannot be read", e);
            }
        }
        return new RowImage(values);
    }

    @Nullable
    String get(String column) {
        return values.get(column);
    }

    void write(JsonGenerator json, String name, Field field) throws IOException {
        json.writeFieldName(name);
        var text = values.get(field.name());
        if (text == null) {
            json.writeNull();
            return;
        }
        Object value;
        try {
            value = field.type().parse(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            // The column had another type then.
            json.writeString(text);
            return;
        }
        field.type().write(json, value);
    }
}
