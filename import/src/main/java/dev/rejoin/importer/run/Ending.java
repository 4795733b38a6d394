package dev.rejoin.importer.run;

import dev.rejoin.importer.check.Check.Checked;
import dev.rejoin.importer.load.Load.Change;
import dev.rejoin.importer.load.Load.Loaded;
import dev.rejoin.importer.prove.Proof;
import java.util.Map;
import java.util.Optional;

/** How far the steps of a run came: each end is a kind of its own, and says with what status and sentence the run ends. */
sealed interface Ending {

    Checked checked();

    /** Paths that nobody has decided about: nothing was loaded. */
    record Undecided(Checked checked) implements Ending {}

    /** Everything was read and checked, and nothing was to be loaded. */
    record Rehearsed(Checked checked) implements Ending {}

    /** Loaded, and compared with the source. */
    record Compared(Loaded loaded, Proof found) implements Ending {
        @Override
        public Checked checked() {
            return loaded.checked();
        }
    }

    /** Loaded, but the source broke off while it was read for the proof. */
    record Unread(Loaded loaded, String reason) implements Ending {
        @Override
        public Checked checked() {
            return loaded.checked();
        }
    }

    default Outcome outcome() {
        return switch (this) {
            case Undecided undecided -> Outcome.NOT_PROVEN;
            case Rehearsed rehearsed -> Outcome.DRY_RUN;
            case Compared(var loaded, var found) -> found.proven() ? Outcome.PROVEN : Outcome.NOT_PROVEN;
            case Unread unread -> Outcome.INCOMPLETE;
        };
    }

    default String message() {
        return switch (this) {
            case Undecided(var checked) ->
                "Nothing was loaded: %d paths are neither mapped nor ignored.".formatted(checked.unmapped());
            case Rehearsed rehearsed -> "A dry run: nothing was loaded.";
            case Compared(var loaded, var found) -> found.proven() ? "" : "Loaded, but not proven: " + found.counts();
            case Unread(var loaded, var reason) ->
                "Loaded, but not proven, since the source broke off: " + reason
                        + " Prove it again with: rejoin import prove";
        };
    }

    /** What was done to the tables; nothing where nothing was loaded. */
    default Map<String, Change> changes() {
        return switch (this) {
            case Undecided undecided -> Map.of();
            case Rehearsed rehearsed -> Map.of();
            case Compared(var loaded, var found) -> loaded.changes();
            case Unread(var loaded, var reason) -> loaded.changes();
        };
    }

    default Optional<Proof> proof() {
        return this instanceof Compared compared ? Optional.of(compared.found()) : Optional.empty();
    }
}
