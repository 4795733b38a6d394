package dev.rejoin;

import static io.restassured.RestAssured.given;

import dev.rejoin.contract.Resource;
import dev.rejoin.contract.Role;
import dev.rejoin.security.TestKeys;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The service as a client of each role sees it; every answer is held to the contract. */
final class Api {
    private static final Map<Role, String> KEYS = new ConcurrentHashMap<>();

    private Api() {}

    static String key(Role role) {
        return KEYS.computeIfAbsent(role, wanted -> TestKeys.create(TestDatabase.source(), wanted));
    }

    static RequestSpecification as(Role role) {
        return with(key(role));
    }

    static RequestSpecification with(@Nullable String key) {
        var request = given().filter(new ContractFilter()).urlEncodingEnabled(false);
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    static Response get(String path) {
        return as(Role.ADMIN).get(path);
    }

    static Response ok(String path) {
        var response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError("%s: %d %s".formatted(path, response.statusCode(), response.asString()));
        }
        return response;
    }

    /** The path of a resource's collection, under this owner if it is nested. */
    static String collection(Resource resource, @Nullable UUID owner) {
        return resource.path().replace("{id}", String.valueOf(owner));
    }
}
