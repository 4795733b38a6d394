package dev.rejoin.importer.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ForwardingSourceTest {

    /** What is not forwarded falls back to what {@link Source} itself answers, and nobody would notice. */
    @Test
    void everythingThatASourceIsAskedReachesTheOneBehind() throws Exception {
        var asked = new ArrayList<String>();
        var behind = (Source) Proxy.newProxyInstance(
                Source.class.getClassLoader(), new Class<?>[] {Source.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    return null;
                });
        var before = new ForwardingSource(behind) {};
        // Which indices there are follows from the contents, which whoever is in front may answer otherwise.
        var methods = Arrays.stream(Source.class.getMethods())
                .filter(method -> !method.getName().equals("indices"))
                .toList();

        for (var method : methods) {
            method.invoke(before, arguments(method));
        }

        assertThat(asked)
                .containsExactlyElementsOf(methods.stream().map(Method::getName).toList())
                .contains("lookAhead", "files");
    }

    private static Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type == int.class ? 1 : null)
                .toArray();
    }
}
