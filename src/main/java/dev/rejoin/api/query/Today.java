package dev.rejoin.api.query;

import jakarta.inject.Singleton;
import java.time.LocalDate;

/** The one clock: what day it is, the database says, in the domain's zone. */
@Singleton
public class Today {
    private final Database database;

    Today(Database database) {
        this.database = database;
    }

    private record Day(LocalDate today) {}

    public LocalDate date() {
        return database.first(Sql.of("select public.domain_today() as today"), Day.class)
                .orElseThrow()
                .today;
    }

    /** The day that was sent, or today. */
    public LocalDate or(@org.jspecify.annotations.Nullable LocalDate sent) {
        return sent == null ? date() : sent;
    }
}
