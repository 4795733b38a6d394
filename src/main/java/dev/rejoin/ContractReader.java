package dev.rejoin;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rejoin.api.Json;
import dev.rejoin.api.contract.Contract;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.ByteArrayInputStream;
import org.eclipse.microprofile.openapi.OASModelReader;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Hands the contract to the build, which publishes it under {@code /q/openapi}. */
public final class ContractReader implements OASModelReader {
    @Override
    public OpenAPI buildModel() {
        try {
            var json = Json.MAPPER.writeValueAsBytes(Contract.of(Features.CATALOG, Features.operations(() -> {})));
            return SmallRyeOpenAPI.builder()
                    .withCustomStaticFile(() -> new ByteArrayInputStream(json))
                    .enableStandardStaticFiles(false)
                    .enableModelReader(false)
                    .enableStandardFilter(false)
                    .enableAnnotationScan(false)
                    .build()
                    .model();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the contract is no JSON", e);
        }
    }
}
