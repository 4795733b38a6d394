package dev.rejoin.importer.finding;

import static dev.rejoin.importer.finding.Finding.Severity.ERROR;
import static dev.rejoin.importer.finding.Finding.Severity.INFO;
import static dev.rejoin.importer.finding.Finding.Severity.WARNING;

import dev.rejoin.importer.finding.Finding.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the importer itself can find, with what it is called for a reader who does not know its codes. Other findings bear
 * the names of constraints of the target and of rules of the mapping, which nobody here knows: {@link RuleName}.
 */
public enum FindingCode implements Code {
    UNMAPPED_PATH(
            ERROR,
            "Fields nobody has decided about",
            "a path is neither mapped nor ignored: the run is red until someone decides",
            "Say which column each field becomes, or that it is not needed, and why"),
    BAD_VALUE(
            ERROR,
            "Values that the database does not read as their column's type",
            "no value of the column's type: an enumeration, a network, an array, a timetz without its offset, an oid below zero, and whatever PostgreSQL would guess (now, 9:5, 010, an interval of 90, a cidr of 10), in arrays, ranges and fields of composite types too … (with bad: null a warning, and the value is dropped)"),
    BAD_DATE(
            ERROR,
            "Dates that cannot be read",
            Sentences.AS_NO_VALUE,
            "Say which dates were meant, or name the format in the mapping"),
    BAD_NUMBER(ERROR, "Numbers that cannot be read", Sentences.AS_NO_VALUE, "Say which numbers were meant"),
    BAD_BOOLEAN(ERROR, "Yes-or-no values that cannot be read", Sentences.AS_NO_VALUE),
    BAD_EMAIL(ERROR, "E-mail addresses that are none", Sentences.AS_NO_VALUE),
    BAD_UUID(ERROR, "UUIDs that cannot be read", Sentences.AS_NO_VALUE),
    BAD_POINT(ERROR, "Points on the earth that cannot be read", "not a place on earth in any notation"),
    BAD_RANGE(ERROR, "Ranges that cannot be read", "not an object of bounds"),
    BAD_BINARY(ERROR, "Binary values that cannot be read", "not base 64"),
    UNKNOWN_VALUE(
            ERROR,
            "Values that the mapping does not list",
            "not in values",
            "Say what these values mean, in the mapping"),
    NUMBER_OUT_OF_RANGE(ERROR, "Numbers too large for their column", "does not fit the column's type"),
    TOO_LONG(
            ERROR,
            "Texts too long for their column",
            "does not fit the column's type; also what a name would be cut to in silence"),
    NUMBER_ROUNDED(
            WARNING,
            "Numbers with more decimals than the column keeps",
            "more decimals than the column keeps, or more digits than a floating point column does; also in arrays"),
    OBJECT_FOR_SCALAR(ERROR, "Objects where one value is expected", "an object stands where one value is expected"),
    UNREADABLE_DOCUMENT(
            ERROR,
            "Documents that are not readable JSON",
            "not a JSON object, not UTF-8, nested deeper than 100, or a number of more than 1,100 digits"),
    UNSTORABLE_IDENTITY(
            ERROR,
            "Ids that no text of the database can hold",
            "the document's _id, _routing or index name holds \\u0000 or half of a surrogate pair, or is not UTF-8: it stands in the quarantine with these shown as escapes"),
    INTEGER_BEYOND_2_53(
            WARNING,
            "Integers beyond what a double holds exactly",
            "an integer that a double cannot hold; kept exactly where the column can"),
    NUMBER_AS_STRING(INFO, "Numbers written as text", "written as text, and taken as the number that it says"),
    BOOLEAN_AS_STRING(INFO, "Yes-or-no values written as text", "written as text or number, and taken as what it says"),
    TEXT_COMPOSED(
            INFO,
            "Texts written in another of Unicode's ways, kept composed",
            "the text was written in another of Unicode's ways, and is kept composed: where the mapping says unicode: nfc"),
    TIME_IN_A_GAP(
            WARNING,
            "Times that no clock has shown",
            "a local time that clocks were put forward over: it never was; read with the offset before, an hour later"),
    TIME_TOLD_TWICE(
            WARNING,
            "Times that a clock has shown twice",
            "a local time that clocks were put back over: it was twice; read as the first"),
    TIME_ROUNDED(
            WARNING,
            "Times more exact than their column keeps",
            "digits below the microsecond, which PostgreSQL does not keep: dropped; or more than the column keeps (timestamp(0), time(3), interval day): rounded as PostgreSQL does"),
    ID_UNDER_SEVERAL_ROUTINGS(
            WARNING,
            "The same id under several routings",
            "the same _id stands under several routings: several documents; the finding names them"),
    PATH_HELD_BY_NO_DOCUMENT(
            WARNING,
            "Fields that no document holds",
            "the mapping takes something from a path that no document holds; once a path, with their number. What single documents bring or take away is counted, and takes it back; that the last one is gone which held a path is told when all are read again",
            "Correct the path in the mapping, or take it out"),
    DATE_FORMAT(
            INFO,
            "Dates in another format than the expected one",
            "readable, but not in the first of the stated formats"),
    DATE_FORMAT_OF_INDEX(
            INFO,
            "Dates in a format that only the index mapping names",
            "readable only in the format that the index mapping states for the field"),
    UNKNOWN_DATE_FORMAT(
            WARNING,
            "Date formats of the index mapping that the importer does not know",
            "a format that the index mapping states for a date is not known; once a path, not a document"),
    SCALAR_FOR_ARRAY(
            INFO,
            "Single values where a list is expected",
            "one value stands where an array is expected, and is taken as its only element"),
    ARRAY_FOR_SCALAR(
            INFO,
            "Lists where one value is expected",
            "an array stands where one value is expected: with more than one value the first is taken, and the rest kept in the finding"),
    DOTTED_KEY(INFO, "Keys with dots instead of objects", "\"a.b\": 1 instead of \"a\": {\"b\": 1}"),
    PATH_CONFLICT(
            WARNING,
            "A field as an object and as a dotted key at once",
            "both at once, with two values",
            "Say which of the two values counts"),
    NUL_CHARACTER(WARNING, "NUL characters, removed", "removed from the text"),
    LONE_SURROGATE(WARNING, "Broken Unicode characters, removed", "removed from the text"),
    DUPLICATE_KEY(ERROR, "The same key twice in one object", "the same key twice in one JSON object"),
    ORPHAN_REFERENCE(
            WARNING,
            "References to documents that do not exist",
            "a reference to nothing",
            "Say what they should refer to, or agree that they stay out"),
    RESURRECTED(
            WARNING,
            "References whose missing row was rebuilt from copies",
            "on each document that referred to a row rebuilt from copies",
            "Look at the rebuilt rows: keep, complete or end them"),
    DEPENDENT_OF_QUARANTINED(
            ERROR,
            "Documents that depend on one that was set aside",
            "refers to a document that was set aside",
            "Nothing of their own: they come back with what they depend on"),
    REFERENCE_TO_DUPLICATE(
            WARNING,
            "References to a document that was set aside, led to its duplicate",
            "refers to a document that was set aside, and leads to the row of another one of the same identity"),
    MERGED_DUPLICATE(
            WARNING,
            "Documents that describe the same thing",
            "two documents of one index became one row (and neither was set aside)"),
    REPEATED_ELEMENT(WARNING, "Elements repeated within a list", "two elements of one document became one row"),
    UNEQUAL_ARRAYS(
            ERROR,
            "Lists that should be equally long, and are not",
            "arrays that go beside each other are not of one length"),
    MERGE_CONFLICT(
            WARNING,
            "Merged documents that contradict each other",
            "merged, and a value differed: winner's and loser's are in the finding",
            "Say where the value that lost was right"),
    COPY_DRIFT(
            WARNING,
            "Copies that differ from their original",
            "a copy differs from its original; says how many copies agree",
            "Say where the copy was right: the originals were loaded"),
    AGGREGATE_MISMATCH(WARNING, "Stored totals that are wrong", "a stored total differs from the recomputed one"),
    EDITED_SINCE_IMPORT(
            WARNING,
            "Rows that were edited since they were imported",
            "delta: the row was changed since, and its document changed too: the row was left"),
    DELETED_SINCE_IMPORT(
            WARNING,
            "Rows that were deleted since they were imported",
            "delta: the row was deleted since, and its document changed: it stays deleted"),
    KEPT_THOUGH_DELETED(
            WARNING,
            "Rows that are kept, though their document is gone",
            "delta: the document is gone, but its row was changed since, or a row that stays refers to it"),
    KEPT_THOUGH_SET_ASIDE(
            WARNING,
            "Rows that are kept, though their document is set aside now",
            "delta: the document is set aside now; the row that it once became was left as it was"),
    EXCLUDED_BY_DECISION(INFO, "Documents that a person has left out", "a person has left the document out"),
    EXCLUSION_OUTDATED(
            WARNING,
            "Documents that were left out, and say something else since",
            "a person had left it out, but it says something else since, and counts again",
            "Say whether they are to be left out again: until then they count as any other"),
    REFUSED_BY_TARGET(
            ERROR,
            "Documents that the database refuses",
            "the target refused the document's rows though no check foresaw it: a trigger's own rule",
            "Look at what the database says of each, and correct it");

    /** Sentences that several share. */
    private static final class Sentences {
        static final String AS_NO_VALUE =
                "the value cannot be read as its column's type: the row is set aside (the value is dropped and reported as a warning where the column is nullable and the mapping says bad: null)";
    }

    private static final String OTHERWISE = "Correct them, or agree that they stay out";

    private static final Map<String, FindingCode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(FindingCode::code, Function.identity()));

    private final Severity severity;
    private final String title;
    private final String sentence;
    private final String suggestion;

    FindingCode(Severity severity, String title, String sentence) {
        this(severity, title, sentence, OTHERWISE);
    }

    FindingCode(Severity severity, String title, String sentence, String suggestion) {
        this.severity = severity;
        this.title = title;
        this.sentence = sentence;
        this.suggestion = suggestion;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it means for the document, where neither a policy of the mapping nor the column says otherwise. */
    public Severity severity() {
        return severity;
    }

    /** Severity and code as SQL takes them for a finding, in this order. */
    public String literals() {
        return "'%s', '%s'".formatted(severity, code());
    }

    /** When it is found. */
    public String sentence() {
        return sentence;
    }

    /** The one of that code; nothing for the name of a constraint or rule. */
    public static Optional<FindingCode> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** A finding's title; that of a constraint or rule is its name, in words. */
    public static String title(String code) {
        var words = code.replace('_', ' ');
        return of(code).map(known -> known.title).orElse(Character.toUpperCase(words.charAt(0)) + words.substring(1));
    }

    /** What is to be decided where documents are set aside, or contradict each other, under a code. */
    public static String suggestion(String code) {
        return of(code).map(known -> known.suggestion).orElse(OTHERWISE);
    }
}
