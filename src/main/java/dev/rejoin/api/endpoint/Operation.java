package dev.rejoin.api.endpoint;

import dev.rejoin.api.resource.ItemType;
import dev.rejoin.api.resource.Role;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One thing that can be called: a JAX-RS method, as its annotations declare it.
 *
 * @param id of this operation alone; see {@link #described}
 * @param path with its parameters in braces
 * @param type of the items that the operation is about, if it is a resource's
 * @param query the names of all parameters that it takes in the query
 * @param required those of them that it must have
 * @param produces the media types that it answers in
 * @param pattern of raw paths, with a group for each parameter
 * @param pathParameters as the JAX-RS method knows them, in their order
 * @param consumes the media type of its body, if it takes one
 * @param endpoint the class whose method it is
 */
public record Operation(
        String id,
        String verb,
        String path,
        Optional<ItemType<?, ?>> type,
        Role role,
        Set<String> query,
        List<String> required,
        List<String> produces,
        Optional<String> consumes,
        boolean bodyRequired,
        int bodyLimit,
        Class<?> endpoint,
        Method method,
        Pattern pattern,
        List<String> pathParameters) {

    /** The operationId in the contract, which one that all resources have alike shares with theirs. */
    public String described() {
        var once = method.getAnnotation(DescribedOnce.class);
        return once == null ? id : once.value();
    }

    /** Whether a replica may not answer it. */
    boolean isOfThePrimary() {
        return method.isAnnotationPresent(OfThePrimary.class) || endpoint.isAnnotationPresent(OfThePrimary.class);
    }

    /** The operation of all resources alike, under another id. */
    public Operation everywhere(String id) {
        return new Operation(
                id,
                verb,
                path.replaceFirst("(?<=^/v1/)[^/]+", "{" + DescribedOnce.RESOURCE + "}"),
                Optional.empty(),
                role,
                query,
                required,
                produces,
                consumes,
                bodyRequired,
                bodyLimit,
                endpoint,
                method,
                pattern,
                pathParameters);
    }
}
