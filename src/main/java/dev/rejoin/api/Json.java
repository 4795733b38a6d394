package dev.rejoin.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.rejoin.api.resource.ScalarType;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The one way JSON is read and written. */
public final class Json {
    private static final int DEPTH = 32;
    private static final int DIGITS = 100;
    private static final int FEW_TOKENS = 200_000;
    private static final int BYTES_A_TOKEN = 8;

    // A shared pool of buffers: the default keeps them per thread, and a virtual thread serves but one request.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxNumberLength(DIGITS)
                    .build())
            .build();

    /** For trees; numbers keep all their digits. */
    public static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** For records that are answers: names in snake case, decimals as text, instants as RFC 3339 in UTC, nulls shown. */
    public static final ObjectMapper ANSWERS = answers(MAPPER.copy());

    private Json() {}

    /** Makes a mapper write answers in the forms of the contract. */
    public static ObjectMapper answers(ObjectMapper mapper) {
        var forms = new SimpleModule("forms of the contract");
        forms.addSerializer(BigDecimal.class, new Printed<>(BigDecimal.class, ScalarType.DECIMAL));
        forms.addSerializer(OffsetDateTime.class, new Printed<>(OffsetDateTime.class, ScalarType.INSTANT));
        forms.addSerializer(LocalDate.class, new Printed<>(LocalDate.class, ScalarType.DATE));
        return mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .registerModule(forms);
    }

    /**
     * Parses a body, which may have as many tokens as the largest bulk of small items, and beyond them one for every eight
     * bytes: in memory a value takes many times the two bytes that the shortest has.
     */
    public static JsonNode tree(byte[] body) throws IOException {
        return MAPPER.readTree(new Counted(FACTORY.createParser(body), FEW_TOKENS + body.length / BYTES_A_TOKEN));
    }

    private static final class Counted extends JsonParserDelegate {
        private int left;

        Counted(JsonParser parser, int most) {
            super(parser);
            this.left = most;
        }

        @Override
        public @Nullable JsonToken nextToken() throws IOException {
            if (--left < 0) {
                throw new StreamConstraintsException("more values than a body of this size has room for");
            }
            return super.nextToken();
        }
    }

    /** Writes an answer. */
    public static byte[] bytes(Object answer) {
        try {
            return ANSWERS.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("%s cannot be written".formatted(answer.getClass()), e);
        }
    }

    private static final class Printed<T> extends StdSerializer<T> {
        private static final long serialVersionUID = 1;
        private final ScalarType type;

        Printed(Class<T> values, ScalarType type) {
            super(values);
            this.type = type;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            type.write(json, value);
        }
    }

    public static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out);
    }
}
