package dev.rejoin.legacy.sample;

import dev.rejoin.legacy.sample.Legacy.Event;
import dev.rejoin.legacy.sample.Legacy.Group;
import dev.rejoin.legacy.sample.Legacy.Human;
import dev.rejoin.legacy.sample.Legacy.Invoice;
import dev.rejoin.legacy.sample.Legacy.Meeting;
import dev.rejoin.legacy.sample.Legacy.Member;
import dev.rejoin.legacy.sample.Legacy.Mission;
import dev.rejoin.legacy.sample.Legacy.Organization;
import dev.rejoin.legacy.sample.Legacy.Staff;
import dev.rejoin.legacy.sample.Legacy.Teacher;
import dev.rejoin.legacy.sample.Legacy.Topic;
import dev.rejoin.legacy.sample.Legacy.Venue;
import dev.rejoin.legacy.sample.Manifest.PlantedFinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A closed part of the sample, about 600 documents of one region: everything in it refers only to things in it. The
 * sample is a row of cells, each made alone, so that any scale streams in the memory of one.
 */
final class Cell {
    private static final int NUMBERS = 10_000;

    private final long seed;
    private final int number;
    private final Vocabulary words;
    private final Vocabulary.Place place;
    private final Map<String, List<Doc>> documents = new LinkedHashMap<>();
    private final Map<String, Integer> counters = new HashMap<>();
    private final Set<String> knownEmails = new HashSet<>();
    private final List<PlantedFinding> findings = new ArrayList<>();
    private Rng random;
    private String purpose = "base";

    final List<Organization> organizations = new ArrayList<>();
    final List<Staff> staff = new ArrayList<>();
    final List<Teacher> teachers = new ArrayList<>();
    final List<Topic> topics = new ArrayList<>();
    final List<Venue> venues = new ArrayList<>();
    final List<Member> members = new ArrayList<>();
    final List<Group> groups = new ArrayList<>();
    final List<Meeting> meetings = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<Mission> missions = new ArrayList<>();
    final List<Invoice> invoices = new ArrayList<>();

    final Directory directory = new Directory(this);
    final GroupLife groupLife = new GroupLife(this);
    final Calendar calendar = new Calendar(this);
    final Accounting accounting = new Accounting(this);

    Cell(long seed, int number, Vocabulary words) {
        this.seed = seed;
        this.number = number;
        this.words = words;
        this.random = Rng.of(seed, number, purpose);
        this.place = random.pick(words.places());
    }

    /** From here on, everything is made for this purpose: with its own random numbers, whatever was made before. */
    void begin(String newPurpose) {
        purpose = newPurpose;
        random = Rng.of(seed, number, newPurpose);
    }

    int number() {
        return number;
    }

    Rng random() {
        return random;
    }

    Vocabulary words() {
        return words;
    }

    Vocabulary.Place place() {
        return place;
    }

    /** All documents, by index in the order in which the indices were first written. */
    Map<String, List<Doc>> documents() {
        return documents;
    }

    List<PlantedFinding> findings() {
        return findings;
    }

    /** The next number of that kind, unique in the whole sample. */
    int next(String kind) {
        int local = counters.merge(kind, 1, Integer::sum);
        if (local >= NUMBERS) {
            throw new IllegalStateException("a cell has at most " + NUMBERS + " of a kind: " + kind);
        }
        return number * NUMBERS + local;
    }

    /** A new document with a numbered id such as {@code m-0010007}. */
    Doc numbered(String index, String prefix) {
        return add(new Doc(index, "%s-%06d".formatted(prefix, next(index))));
    }

    /** A new document with an id as Elasticsearch makes them. */
    Doc unnumbered(String index) {
        return add(new Doc(index, Rng.of(seed, index, next(index)).documentId()));
    }

    /** A person document's row: documents of one e-mail address share one. */
    void expectPerson(Doc doc, @Nullable String email) {
        if (email == null || knownEmails.add(email)) {
            doc.expectRows("person", 1);
        }
    }

    /** The import is expected to report this of that document. */
    void expect(Doc doc, String code) {
        findings.add(new PlantedFinding(doc.index(), doc.id(), code, purpose));
    }

    /** The import is expected to report this of that document, and to set it aside. */
    void expectQuarantine(Doc doc, String code) {
        expect(doc, code);
        doc.expectQuarantine();
    }

    /** A human who is in no document yet. */
    Human human() {
        return directory.human();
    }

    /** One of the base's active organizations. */
    Organization someOrganization() {
        return organizations.get(random.below(Base.ACTIVE_ORGANIZATIONS));
    }

    /** One of the base's members who belong to groups. */
    Member someMember() {
        return members.get(random.below(Base.GROUPED_MEMBERS));
    }

    /** That many different members of the base. */
    List<Member> someMembers(int wanted) {
        int first = random.below(Base.GROUPED_MEMBERS);
        return IntStream.range(0, wanted)
                .mapToObj(i -> members.get((first + i) % Base.GROUPED_MEMBERS))
                .toList();
    }

    Teacher someTeacher() {
        return random.pick(teachers);
    }

    Staff someStaff() {
        return random.pick(staff);
    }

    /** A new member of one of the base's organizations. */
    Member newMember() {
        return directory.member(human(), someOrganization());
    }

    /** A new group of four members of the base. */
    Group newGroup() {
        return groupLife.group(someMembers(4), someStaff());
    }

    /** A new meeting of one of the base's groups, in a month in which it has none. */
    Meeting newMeeting(String state) {
        var meeting = next("free meeting") % NUMBERS;
        return groupLife.meeting(
                groups.get(meeting % groups.size()), state, Base.FIRST_FREE_MONTH + meeting / groups.size());
    }

    /** An id of that kind that no document has. */
    String gone(String prefix) {
        return "%s-9%08d".formatted(prefix, next("gone"));
    }

    private Doc add(Doc doc) {
        documents.computeIfAbsent(doc.index(), index -> new ArrayList<>()).add(doc);
        return doc;
    }
}
