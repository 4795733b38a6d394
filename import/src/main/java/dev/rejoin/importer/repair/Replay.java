package dev.rejoin.importer.repair;

import dev.rejoin.importer.prove.Proof;
import dev.rejoin.importer.prove.Prove;
import dev.rejoin.importer.quarantine.CorrectedSource;
import dev.rejoin.importer.quarantine.Corrections;
import dev.rejoin.importer.quarantine.Decisions;
import dev.rejoin.importer.read.PointInTimeLostException;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceIncompleteException;
import dev.rejoin.importer.read.SourceRefusedException;
import dev.rejoin.importer.run.LoadedRun;
import dev.rejoin.importer.run.ProofProgress;
import dev.rejoin.importer.run.ProofSummary;
import dev.rejoin.importer.run.RunLock;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Makes the decisions of a file about what a run has just set aside, and proves the run once more: what a person has decided
 * before the last import need not be decided again.
 *
 * @param source opened once more for the proof
 * @param progress hears of both
 */
public record Replay(
        DataSource database, Supplier<Source> source, Path mapping, Prove.Options options, StageProgress progress) {

    /**
     * What was decided, and the proof of what the target shows since.
     *
     * @param proof nothing where the source could not be read again
     * @param unread why it could not; empty where it could
     */
    public record Replayed(Retry.Result result, Optional<Proof> proof, String unread) {

        public boolean isProven() {
            return proof.map(Proof::proven).orElse(false);
        }
    }

    /**
     * Replays a file after a run; every correction is kept with who decided, when and why.
     *
     * @return nothing where the run has not loaded, or nothing that it set aside is what the decisions are about
     * @throws dev.rejoin.importer.run.RefusedException where they cannot be made; the run stays as it was loaded
     */
    public Optional<Replayed> after(long run, Decisions decisions, String by) throws SQLException, IOException {
        Optional<Retry.Result> result;
        try (var _ = RunLock.take(database)) {
            if (!LoadedRun.shown(database).equals(Optional.of(run))) {
                return Optional.empty();
            }
            progress.started("decisions", StageProgress.UNKNOWN, 0);
            try {
                result = new Retry(database).replay(run, decisions, by);
            } finally {
                progress.finished("decisions");
            }
        }
        if (result.isEmpty()) {
            return Optional.empty();
        }
        try (var corrected = new CorrectedSource(source.get(), Corrections.read(database, options.prefix()))) {
            long proven = LoadedRun.toProve(database, run);
            var watched = new ProofProgress(progress, LoadedRun.documents(database, proven));
            watched.began();
            try {
                var proof = new Prove(
                                corrected,
                                database,
                                mapping,
                                new Prove.Options(options.prefix(), options.workers(), watched))
                        .run(proven);
                ProofSummary.keep(database, proof);
                return Optional.of(new Replayed(result.get(), Optional.of(proof), ""));
            } finally {
                watched.ended();
            }
        } catch (SourceIncompleteException | SourceRefusedException | PointInTimeLostException e) {
            // What was decided is in the target by now, and is told.
            return Optional.of(new Replayed(result.get(), Optional.empty(), String.valueOf(e.getMessage())));
        }
    }
}
