package dev.rejoin.importer.report;

import dev.rejoin.importer.report.RunReport.ComparedField;
import java.util.List;

/**
 * The grade of a run or of a migration ahead: the worst of its reasons' grades, so that no good number hides a bad one.
 *
 * @param reasons what was measured, in the order in which a reader should look at it
 */
public record Grade(Letter letter, List<Reason> reasons) {

    /** From "use it" to "do not". */
    public enum Letter {
        A("Ready", "Everything is loaded and proven.", "Straightforward", "Nothing stands in the way."),
        B(
                "Ready, with a short list",
                "Loaded and accounted for; a few named things are left to do.",
                "Mostly straightforward",
                "A few things want a look."),
        C(
                "Usable after decisions",
                "Accounted for, but people have to decide about a part of it first.",
                "Some decisions to take",
                "The data is usable; people have to decide about a part of it."),
        D(
                "Not yet",
                "Too much was set aside, or the proof found differences.",
                "Hard",
                "Much is contradictory or lost: plan time for decisions."),
        E(
                "Do not use",
                "Documents are unaccounted for, or nothing was loaded.",
                "Very hard",
                "Large parts cannot be read, or have nowhere to go.");

        private final String meaning;
        private final String sentence;
        private final String effort;
        private final String outlook;

        Letter(String meaning, String sentence, String effort, String outlook) {
            this.meaning = meaning;
            this.sentence = sentence;
            this.effort = effort;
            this.outlook = outlook;
        }

        /** What it means for a run. */
        public String meaning() {
            return meaning;
        }

        public String sentence() {
            return sentence;
        }

        /** What it means for a migration that is still ahead. */
        public String effort() {
            return effort;
        }

        public String outlook() {
            return outlook;
        }
    }

    /**
     * One thing that was measured.
     *
     * @param toDo what raises the grade; empty when it is an A
     */
    public record Reason(String what, String measured, Letter letter, String toDo) {}

    public static Grade of(List<Reason> reasons) {
        var worst = reasons.stream().map(Reason::letter).max(Enum::compareTo).orElse(Letter.A);
        return new Grade(worst, List.copyOf(reasons));
    }

    /** The letters, for a scale on which the grade is marked. */
    public List<Letter> scale() {
        return List.of(Letter.values());
    }

    /** A if nothing, B up to the first limit, C up to the second, and so on. */
    public static Letter within(double value, double... limits) {
        if (value == 0) {
            return Letter.A;
        }
        for (int i = 0; i < limits.length; i++) {
            if (value <= limits[i]) {
                return Letter.values()[i + 1];
            }
        }
        return Letter.values()[limits.length + 1];
    }

    static double differingShare(List<ComparedField> fields) {
        long compared = fields.stream().mapToLong(ComparedField::compared).sum();
        long differing = fields.stream().mapToLong(ComparedField::differing).sum();
        return compared == 0 ? 0 : 100.0 * differing / compared;
    }
}
