package dev.rejoin.importer.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final int MANY = 50_000;

    @Test
    void manyWrongElementsOfOneArrayAreFoundAtOnce() {
        var root = JsonNodeFactory.instance.objectNode();
        var friends = root.putArray("friends");
        IntStream.range(0, MANY).forEach(_ -> friends.add("p9"));
        var wrong = IntStream.range(0, MANY).mapToObj("friends[%d]"::formatted).toList();
        var places = new Places(1, "houses/h1", wrong, Set.of("p9"), null, Set.of());

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(places.of(root, "friends", false))
                .hasSize(MANY));
    }
}
