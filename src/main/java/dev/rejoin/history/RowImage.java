package dev.rejoin.history;

import com.fasterxml.jackson.core.JsonToken;
import dev.rejoin.api.Json;
import dev.rejoin.api.resource.ItemField;
import java.io.IOException;
import java.time.DateTimeException;
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

    @Nullable
    Long number(String column) {
        var text = get(column);
        return text == null ? null : Long.valueOf(text);
    }

    /** The value as the field shows it today. */
    @Nullable
    Object shown(ItemField field) {
        var text = get(field.name());
        try {
            return text == null ? null : field.type().parse(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            // The column had another type then.
            return text;
        }
    }
}
