package dev.rejoin.api.endpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.api.Json;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Lets Quarkus write records as the contract shows them. */
@Singleton
public class JsonForms implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        Json.answers(mapper);
    }
}
