package dev.rejoin.api.replica;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where one request may read, and up to where what it reads has to be; and where in the log its own write ended. */
@RequestScoped
public class Reading {
    private @Nullable String caller;
    private @Nullable LogPosition least;
    private @Nullable Replica replica;
    private @Nullable LogPosition written;

    /** Whose request it is. */
    void by(String caller) {
        this.caller = caller;
    }

    @Nullable
    String caller() {
        return caller;
    }

    /** Lets it read where all is that was written up to there. */
    void mayBeAt(LogPosition least) {
        this.least = least;
    }

    /** From now on the primary alone answers it, so that what it reads never goes back in time. */
    public void ofThePrimary() {
        least = null;
        replica = null;
    }

    /** Where a replica has to be that answers it; nothing where none may. */
    Optional<LogPosition> least() {
        return Optional.ofNullable(least);
    }

    /** Whether a replica has answered what it read so far. */
    public boolean isOfAReplica() {
        return replica != null;
    }

    @Nullable
    Replica replica() {
        return replica;
    }

    /** It goes on with the same one. */
    void of(Replica replica) {
        this.replica = replica;
    }

    void wrote(LogPosition position) {
        // What nobody knows stays unknown, whatever is written after it.
        written = written == null ? position : written.orLater(position);
    }

    /** Where the log ended behind what it wrote. */
    public Optional<LogPosition> written() {
        return Optional.ofNullable(written);
    }
}
