package dev.rejoin.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.TestDatabase;
import dev.rejoin.api.Json;
import dev.rejoin.api.http.Call;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.ItemType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Asks PostgreSQL how it would read a page of each large collection by each allowed sort, with and without a filter: by an
 * index, never by reading or sorting a whole table. 20,000 rows of each, or as {@code -Drejoin.rows} says.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ListPlansTest {
    private static final int ROWS = Integer.getInteger("rejoin.rows", 20_000);

    /** Whose items grow with the years, and how each is filtered most. */
    private static final Map<String, String> LARGE = resource("large-lists.txt")
            .lines()
            .map(line -> line.split("\\?", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));

    /** Sorts without an index: one pass over the table keeps the best rows of a page, which costs no write anything. */
    private static final Map<String, String> WITHOUT = Map.ofEntries(
            Map.entry("created_at", "sort by id instead, which is in the order of creation"),
            Map.entry("updated_at", "its index would cost every update; /v1/changes follows what changes"),
            Map.entry("version", "nobody pages by it"),
            Map.entry("organizations.legal_name", "sorted by name"),
            Map.entry("organizations.industry", "few values, grouped rather than sorted"),
            Map.entry("organizations.website", "nobody pages by it"),
            Map.entry("organizations.phone", "looked up, not sorted"),
            Map.entry("organizations.street", "nobody pages by it"),
            Map.entry("organizations.postal_code", "sorted by city"),
            Map.entry("organizations.region", "few values, grouped rather than sorted"),
            Map.entry("organizations.country", "few values, grouped rather than sorted"),
            Map.entry("organizations.closed_on", "few have one"),
            Map.entry("people.language", "few values, grouped rather than sorted"),
            Map.entry("people.born_on", "nobody pages by it"),
            Map.entry("members.job_title", "nobody pages by it"),
            Map.entry("groups.capacity", "few values, grouped rather than sorted"),
            Map.entry("groups.leader_id", "computed for today"),
            Map.entry("groups.active_member_count", "computed for today"),
            Map.entry("meetings.ends_at", "sorted by starts_at"),
            Map.entry("meetings.notes", "nobody pages by it"),
            Map.entry("events.ends_at", "sorted by starts_at"),
            Map.entry("events.capacity", "few values, grouped rather than sorted"),
            Map.entry("events.description", "nobody pages by it"),
            Map.entry("missions.ends_on", "sorted by starts_on"),
            Map.entry("missions.currency", "few values, grouped rather than sorted"),
            Map.entry("missions.description", "nobody pages by it"),
            Map.entry("invoices.currency", "few values, grouped rather than sorted"),
            Map.entry("invoices.notes", "nobody pages by it"),
            Map.entry("invoices.total_net", "computed from the lines"),
            Map.entry("invoices.total_tax", "computed from the lines"),
            Map.entry("invoices.total_gross", "computed from the lines"),
            Map.entry("invoices.paid", "computed from the payments"),
            Map.entry("invoices.balance", "computed from lines and payments"),
            Map.entry("subscriptions.amount", "few values, grouped rather than sorted"),
            Map.entry("subscriptions.currency", "few values, grouped rather than sorted"),
            Map.entry("notes.body", "nobody pages by it"),
            Map.entry("venues.street", "nobody pages by it"),
            Map.entry("venues.postal_code", "sorted by city"),
            Map.entry("venues.country", "few values, grouped rather than sorted"),
            Map.entry("venues.capacity", "nobody pages by it"),
            Map.entry("venues.latitude", "nobody pages by it"),
            Map.entry("venues.longitude", "nobody pages by it"));

    /** What the application that was there before looks for; each has to find its rows by an index. */
    private static final List<String> SELECTIVE = List.of(
            "organizations?name=Organization%20777",
            "organizations?name__icontains=zation%20777",
            "organizations?city=Town%207",
            "organizations?city__startswith=Town%20777",
            "organizations?registration_number=R-77",
            "organizations?email=contact77@example.com",
            "organizations?joined_on__gte=2200-01-01",
            "people?email=Zoe77@Example.com",
            "people?email__in=Zoe77@Example.com,zoe78@example.com",
            "people?email__icontains=zoe777",
            "people?family_name=Family%2077",
            "people?full_name__icontains=ily%20777",
            "people?phone=%2B33%20700077",
            "people?family_name__in=Family%2077,Family%2078",
            "members?member_number=M-77",
            "members?member_number__icontains=M-777",
            "members?joined_on=2010-01-02",
            "members?left_on__gte=2100-01-01",
            "members?email=Zoe77@Example.com",
            "members?person__email=zoe77@example.com",
            "members?full_name=Given%2077%20Family%2077",
            "members?legacy_id__in=m-1,m-2",
            "groups?code=G-77",
            "groups?name__icontains=Group%20777",
            "groups?founded_on__lt=1950-02-01",
            "meetings?month=1950-02-01",
            "meetings?title__icontains=Meeting%20777",
            "meetings?starts_at__gte=2900-01-01T00:00:00Z",
            "events?title=Event%2077",
            "events?starts_at__lt=1950-02-01T00:00:00Z",
            "missions?reference=MI-77",
            "missions?title__icontains=ssion%20777",
            "missions?starts_on__lt=1950-02-01",
            "invoices?number=F-77",
            "invoices?number__icontains=F-777",
            "invoices?due_on__lt=1950-02-01",
            "subscriptions?starts_on__lt=1950-02-01",
            "subscriptions?ends_on__lt=1950-02-01",
            "notes?noted_at__lt=1950-02-01T00:00:00Z",
            "notes?title__icontains=Note%20777",
            "venues?name=Venue%2077",
            "venues?name__icontains=nue%20777",
            "venues?city=Town%2077");

    @Inject
    Reads reads;

    @Inject
    Catalog catalog;

    @Inject
    Sessions sessions;

    @Inject
    Selections selections;

    @Inject
    Signing signing;

    @BeforeAll
    static void fill() throws SQLException {
        TestDatabase.execute(resource("large-tables.sql").replace("$rows", String.valueOf(ROWS)));
        // As autovacuum leaves tables: what waits to be merged into a trigram index makes it look dear to the planner.
        TestDatabase.execute("vacuum analyze");
    }

    @Test
    void aPageInAnyOrderIsReadByAnIndex() {
        var wrong = new TreeSet<String>();
        LARGE.forEach((name, filter) -> {
            var type = catalog.find(name).orElseThrow();
            for (var key : Reads.sortKeys(type)) {
                if (WITHOUT.containsKey(key) || WITHOUT.containsKey(name + "." + key)) {
                    continue;
                }
                for (var sort : List.of(key, "-" + key)) {
                    for (var query : List.of("", filter)) {
                        whole(plan(type, sort, query))
                                .forEach(node -> wrong.add("%s?sort=%s&%s: %s".formatted(name, sort, query, node)));
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void aSelectiveFilterFindsItsRowsByAnIndex() {
        var wrong = new TreeSet<String>();
        for (var path : SELECTIVE) {
            var parts = path.split("\\?", 2);
            whole(plan(catalog.find(parts[0]).orElseThrow(), "", parts[1]))
                    .forEach(node -> wrong.add(path + ": " + node));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsExceptedExists() {
        for (var exception : WITHOUT.keySet()) {
            var parts = exception.split("\\.");
            assertThat(parts.length == 1
                            || Reads.sortKeys(catalog.find(parts[0]).orElseThrow())
                                    .contains(parts[1]))
                    .as(exception)
                    .isTrue();
        }
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(ListPlansTest.class.getResourceAsStream("/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode plan(ItemType<?, ?> type, String sort, String query) {
        var call = new Call();
        call.begin("", "/", dev.rejoin.api.http.Encoding.query(query), null);
        var selection = selections.whole(type);
        var page = new Page(
                call,
                catalog,
                selection,
                Order.parse(sort, type),
                Condition.of(call, type, reads.filters(type), null),
                signing.signature());
        // A plan is one text: of what a page shows, a field of another item stands for all, so that its join is
        // planned.
        var shown = selection.columns().stream()
                .filter(ItemField::elsewhere)
                .map(field -> "of_" + field.conditionPath())
                .findFirst()
                .orElse("''");
        var text = sessions.read(session -> Statements.explained(
                () -> page.statement(shown).on(session, String.class).getSingleResult()));
        try {
            return Json.MAPPER.readTree(text).at("/0/Plan");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What reads or sorts a large part of a table: anything but an index, and a sort within what an index has ordered. */
    private static List<String> whole(JsonNode node) {
        var found = new ArrayList<String>();
        var kind = node.get("Node Type").asText();
        var rows = node.get("Plan Rows").asLong();
        if (kind.equals("Seq Scan") && rows > ROWS / 100 && node.path("Filter").isMissingNode()
                || kind.equals("Seq Scan") && !node.path("Filter").isMissingNode()
                || kind.equals("Sort") && rows > ROWS / 20) {
            found.add("%s %s %d rows".formatted(kind, node.path("Relation Name").asText(), rows));
        }
        node.path("Plans").forEach(inner -> found.addAll(whole(inner)));
        return found;
    }
}
