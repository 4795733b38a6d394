package dev.rejoin.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.importer.check.Check.Account;
import dev.rejoin.importer.run.ImportRun;
import dev.rejoin.legacy.sample.Manifest.Documents;
import dev.rejoin.legacy.sample.Sample;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** Holds the import and the service against what the manifest, the old cluster and common sense say beforehand. */
final class Answers {

    /** Tables that are collections of their own. */
    private static final Map<String, String> COLLECTIONS = Map.ofEntries(
            Map.entry("organization", "organizations"),
            Map.entry("person", "people"),
            Map.entry("staff", "staff"),
            Map.entry("member", "members"),
            Map.entry("subscription", "subscriptions"),
            Map.entry("member_group", "groups"),
            Map.entry("teacher", "teachers"),
            Map.entry("topic", "topics"),
            Map.entry("venue", "venues"),
            Map.entry("meeting", "meetings"),
            Map.entry("event", "events"),
            Map.entry("mission", "missions"),
            Map.entry("invoice", "invoices"),
            Map.entry("note", "notes"),
            Map.entry("user_account", "users"));

    /** Tables whose rows are shown inside another resource's items. */
    private static final Map<String, Inside> INSIDE = Map.of(
            "group_membership", new Inside("/v1/groups?expand=memberships", "memberships"),
            "group_leadership", new Inside("/v1/groups?expand=leaderships", "leaderships"),
            "teacher_topic", new Inside("/v1/teachers?expand=topics", "topics"),
            "meeting_attendance", new Inside("/v1/meetings?expand=attendances", "attendances"),
            "event_participation", new Inside("/v1/events?expand=participations", "participations"),
            "invoice_line", new Inside("/v1/invoices", "lines"),
            "payment", new Inside("/v1/invoices?expand=payments", "payments"));

    private record Inside(String path, String name) {}

    private final Api api;
    private final LegacyCluster legacy;
    private final Sample.Written expected;
    private final ImportRun.Report report;
    private final Narration narration;
    private String knownName = "martin";
    private String busiestMember = "";

    Answers(Api api, LegacyCluster legacy, Sample.Written expected, ImportRun.Report report, Narration narration) {
        this.api = api;
        this.legacy = legacy;
        this.expected = expected;
        this.report = report;
        this.narration = narration;
    }

    /** A name that a search finds, typed as people type. */
    String knownName() {
        return knownName;
    }

    /** The member who has attended most. */
    String busiestMember() {
        return busiestMember;
    }

    /** Whether every answer is the expected one. */
    boolean areAsExpected() throws IOException {
        boolean good = true;
        for (var question : List.<Question>of(
                this::everyDocumentCameToWhatWasExpected,
                this::theFindingsAreThosePlanted,
                this::strangersAreRefused,
                this::countsEqualTheManifest,
                this::aPersonIsFoundWithoutAccents,
                this::aTimelineIsAsLongAsItSays,
                this::aGroupShowsItsLeader)) {
            good &= answered(question);
        }
        return good;
    }

    private interface Question {
        boolean ask() throws IOException;
    }

    private boolean answered(Question question) throws IOException {
        try {
            return question.ask();
        } catch (DemoException e) {
            return check(false, String.valueOf(e.getMessage()));
        }
    }

    private boolean everyDocumentCameToWhatWasExpected() {
        var differing = new ArrayList<>(report.accounts().stream()
                .filter(account -> !account.equals(expected(account)))
                .map(Account::index)
                .toList());
        // Of an index that is left out nobody knows how many documents it has: every one of it has to be expected so.
        report.excluded().keySet().stream()
                .filter(index -> expected.documents().get(index) == null
                        || expected.documents().get(index).excluded()
                                != expected.documents().get(index).total())
                .forEach(differing::add);
        return check(
                differing.isEmpty(),
                differing.isEmpty()
                        ? "of every index, as many documents are loaded, merged, set aside and excluded as expected"
                        : "not every document came to what was expected of it, in " + String.join(", ", differing));
    }

    private Account expected(Account account) {
        var wanted = expected.documents().getOrDefault(account.index(), new Documents(0, 0, 0, 0, 0));
        return new Account(
                account.index(),
                wanted.total(),
                wanted.total(),
                wanted.loaded(),
                wanted.merged(),
                wanted.quarantined(),
                wanted.excluded());
    }

    private boolean theFindingsAreThosePlanted() {
        var found = new TreeMap<String, Long>();
        // The report tells severities apart: "WARNING copy_drift".
        report.findings()
                .forEach((code, number) -> found.merge(code.substring(code.indexOf(' ') + 1), number, Long::sum));
        var codes = new TreeSet<>(found.keySet());
        codes.addAll(expected.findings().keySet());
        var differing = codes.stream()
                .filter(code ->
                        !found.getOrDefault(code, 0L).equals(expected.findings().getOrDefault(code, 0L)))
                .map(code -> "%s: %d instead of %d"
                        .formatted(
                                code,
                                found.getOrDefault(code, 0L),
                                expected.findings().getOrDefault(code, 0L)))
                .toList();
        return check(
                differing.isEmpty(),
                differing.isEmpty()
                        ? "the import found what was planted, and nothing else: %,d findings of %d kinds"
                                .formatted(
                                        found.values().stream()
                                                .mapToLong(Long::longValue)
                                                .sum(),
                                        found.size())
                        : "the import did not find just what was planted: " + String.join("; ", differing));
    }

    private boolean strangersAreRefused() throws IOException {
        int status = api.statusForStrangers("/v1/people");
        return check(status == 401, "without a key, /v1/people answers " + status);
    }

    private boolean countsEqualTheManifest() throws IOException {
        var differences = new ArrayList<String>();
        long rows = 0;
        var counted = counts();
        var tables = new TreeSet<>(expected.rows().keySet());
        tables.addAll(counted.keySet());
        for (var table : tables) {
            long wanted = expected.rows().getOrDefault(table, 0L);
            long answered = counted.getOrDefault(table, -1L);
            rows += wanted;
            if (wanted != answered) {
                differences.add("%s: %,d instead of %,d".formatted(table, answered, wanted));
            }
        }
        return check(
                differences.isEmpty(),
                differences.isEmpty()
                        ? "the API counts what was expected of the import: %,d rows in %d tables"
                                .formatted(rows, tables.size())
                        : "the API does not count what was expected of the import: " + String.join("; ", differences));
    }

    private Map<String, Long> counts() throws IOException {
        var counts = new TreeMap<String, Long>();
        for (var table : COLLECTIONS.entrySet()) {
            var page = api.get("/v1/%s?count=exact&limit=1".formatted(table.getValue()));
            counts.put(table.getKey(), page.path("count").asLong(-1));
        }
        for (var table : INSIDE.entrySet()) {
            var inside = table.getValue();
            var rows = new AtomicLong();
            api.stream(
                    inside.path(),
                    item -> rows.addAndGet(item.path(inside.name()).size()));
            counts.put(table.getKey(), rows.get());
        }
        return counts;
    }

    /** Somebody of the old cluster whose name has accents, looked for as people type. */
    private boolean aPersonIsFoundWithoutAccents() throws IOException {
        for (var document : legacy.some("members", 500)) {
            var name = (document.path("_source").path("prenom").asText() + " "
                            + document.path("_source").path("nom").asText())
                    .strip();
            var typed = withoutAccents(name);
            var member = typed.equals(name)
                    ? null
                    : api.find("/v1/members/by-legacy-id/"
                                    + encoded(document.path("_id").asText()))
                            .orElse(null);
            if (member != null && member.path("full_name").asText().equals(name)) {
                var found = api.get("/v1/search?q=" + encoded(typed));
                knownName = typed;
                return check(
                        mentions(found, member.path("id").asText())
                                || mentions(found, member.path("person_id").asText()),
                        "a search for \"%s\" finds %s".formatted(typed, name));
            }
        }
        return check(false, "no member's name has an accent to search without");
    }

    private boolean aTimelineIsAsLongAsItSays() throws IOException {
        var busiest = new TreeMap<Long, String>();
        var attended = new TreeMap<String, Long>();
        api.stream("/v1/meetings?expand=attendances", meeting -> meeting.path("attendances")
                .forEach(a -> attended.merge(a.path("member_id").asText(), 1L, Long::sum)));
        attended.forEach((member, number) -> busiest.put(number, member));
        var member = busiest.lastEntry();
        if (member == null) {
            return check(false, "nobody has attended a meeting");
        }
        busiestMember = member.getValue();
        var timeline = api.get("/v1/members/%s/timeline?limit=500".formatted(member.getValue()));
        long count = timeline.path("count").asLong(-1);
        long listed = timeline.path("results").size();
        return check(
                count == listed && listed >= member.getKey(),
                "a member's timeline says %d entries and lists %d, %d meetings among them"
                        .formatted(count, listed, member.getKey()));
    }

    private boolean aGroupShowsItsLeader() throws IOException {
        var page = api.get("/v1/groups?status=ACTIVE&leader_id__isnull=false&limit=1"
                + "&expand=leader.person,point_of_contact.person,memberships.member");
        var group = page.path("results").path(0);
        var leader = group.path("leader_id").asText("none");
        boolean belongs = false;
        for (var membership : group.path("memberships")) {
            belongs |= membership.path("member_id").asText().equals(leader);
        }
        return check(
                belongs
                        && !group.path("leader")
                                .path("person")
                                .path("full_name")
                                .asText()
                                .isBlank(),
                "one call shows the group %s, its leader %s and its %d memberships"
                        .formatted(
                                group.path("name").asText(),
                                group.path("leader")
                                        .path("person")
                                        .path("full_name")
                                        .asText("(none)"),
                                group.path("memberships").size()));
    }

    private boolean check(boolean holds, String sentence) {
        narration.check(holds, sentence);
        return holds;
    }

    private static boolean mentions(JsonNode answer, String id) {
        return answer.findValuesAsText("id").contains(id);
    }

    private static String withoutAccents(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(java.util.Locale.ROOT);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
