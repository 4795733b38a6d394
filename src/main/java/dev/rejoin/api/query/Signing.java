package dev.rejoin.api.query;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The key of all cursors; kept in the database, so that every instance and every start has the same. */
@Singleton
public class Signing {
    private final Database database;
    private volatile @Nullable Signature signature;

    Signing(Database database) {
        this.database = database;
    }

    public Signature signature() {
        var known = signature;
        if (known == null) {
            known = database.query(Sql.of("select value from security.secret where name = 'cursor'"), rows -> {
                rows.next();
                return new Signature(rows.getBytes(1));
            });
            signature = known;
        }
        return known;
    }
}
