package dev.rejoin.api.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Optional;

/** What JAX-RS methods take as their body. */
final class Bodies {
    private Bodies() {}

    /** The parameter that is the body: the tree of an item's, or the record of an order. */
    static Optional<Parameter> taken(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter ->
                        parameter.getType() == ObjectNode.class || Record.class.isAssignableFrom(parameter.getType()))
                .findFirst();
    }
}
