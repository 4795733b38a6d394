package dev.rejoin.importer.finding;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the importer itself can find, with what it is called for a reader who does not know its codes. Other findings bear
 * the names of constraints of the target and of rules of the mapping, which nobody here knows.
 */
public enum FindingCode {
    UNMAPPED_PATH(
            "Fields nobody has decided about",
            "Say which column each field becomes, or that it is not needed, and why"),
    BAD_DATE("Dates that cannot be read", "Say which dates were meant, or name the format in the mapping"),
    BAD_NUMBER("Numbers that cannot be read", "Say which numbers were meant"),
    BAD_BOOLEAN("Yes-or-no values that cannot be read"),
    BAD_EMAIL("E-mail addresses that are none"),
    BAD_UUID("UUIDs that cannot be read"),
    BAD_BINARY("Binary values that cannot be read"),
    BAD_POINT("Points on the earth that cannot be read"),
    BAD_RANGE("Ranges that cannot be read"),
    UNKNOWN_VALUE("Values that the mapping does not list", "Say what these values mean, in the mapping"),
    NUMBER_OUT_OF_RANGE("Numbers too large for their column"),
    TOO_LONG("Texts too long for their column"),
    NUMBER_ROUNDED("Numbers with more decimals than the column keeps"),
    OBJECT_FOR_SCALAR("Objects where one value is expected"),
    UNREADABLE_DOCUMENT("Documents that are not readable JSON"),
    INTEGER_BEYOND_2_53("Integers beyond what a double holds exactly"),
    NUMBER_AS_STRING("Numbers written as text"),
    BOOLEAN_AS_STRING("Yes-or-no values written as text"),
    DATE_FORMAT("Dates in another format than the expected one"),
    DATE_FORMAT_OF_INDEX("Dates in a format that only the index mapping names"),
    UNKNOWN_DATE_FORMAT("Date formats of the index mapping that the importer does not know"),
    SCALAR_FOR_ARRAY("Single values where a list is expected"),
    ARRAY_FOR_SCALAR("Lists where one value is expected"),
    DOTTED_KEY("Keys with dots instead of objects"),
    PATH_CONFLICT("A field as an object and as a dotted key at once", "Say which of the two values counts"),
    NUL_CHARACTER("NUL characters, removed"),
    TEXT_COMPOSED("Texts written in another of Unicode's ways, kept composed"),
    LONE_SURROGATE("Broken Unicode characters, removed"),
    DUPLICATE_KEY("The same key twice in one object"),
    ORPHAN_REFERENCE(
            "References to documents that do not exist", "Say what they should refer to, or agree that they stay out"),
    RESURRECTED(
            "References whose missing row was rebuilt from copies",
            "Look at the rebuilt rows: keep, complete or end them"),
    DEPENDENT_OF_QUARANTINED(
            "Documents that depend on one that was set aside",
            "Nothing of their own: they come back with what they depend on"),
    REFERENCE_TO_DUPLICATE("References to a document that was set aside, led to its duplicate"),
    MERGED_DUPLICATE("Documents that describe the same thing"),
    MERGE_CONFLICT("Merged documents that contradict each other", "Say where the value that lost was right"),
    COPY_DRIFT("Copies that differ from their original", "Say where the copy was right: the originals were loaded"),
    AGGREGATE_MISMATCH("Stored totals that are wrong"),
    EDITED_SINCE_IMPORT("Rows that were edited since they were imported"),
    REPEATED_ELEMENT("Elements repeated within a list"),
    DELETED_SINCE_IMPORT("Rows that were deleted since they were imported"),
    BAD_VALUE("Values that the database does not read as their column's type"),
    TIME_IN_A_GAP("Times that no clock has shown"),
    TIME_TOLD_TWICE("Times that a clock has shown twice"),
    TIME_ROUNDED("Times more exact than their column keeps"),
    UNEQUAL_ARRAYS("Lists that should be equally long, and are not"),
    UNSTORABLE_IDENTITY("Ids that no text of the database can hold"),
    ID_UNDER_SEVERAL_ROUTINGS("The same id under several routings"),
    KEPT_THOUGH_DELETED("Rows that are kept, though their document is gone"),
    KEPT_THOUGH_SET_ASIDE("Rows that are kept, though their document is set aside now"),
    EXCLUDED_BY_DECISION("Documents that a person has left out"),
    EXCLUSION_OUTDATED(
            "Documents that were left out, and say something else since",
            "Say whether they are to be left out again: until then they count as any other");

    private static final String OTHERWISE = "Correct them, or agree that they stay out";

    private static final Map<String, FindingCode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(FindingCode::code, Function.identity()));

    private final String title;
    private final String question;

    FindingCode(String title) {
        this(title, OTHERWISE);
    }

    FindingCode(String title, String question) {
        this.title = title;
        this.question = question;
    }

    /** As findings bear it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
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
    public static String question(String code) {
        return of(code).map(known -> known.question).orElse(OTHERWISE);
    }
}
