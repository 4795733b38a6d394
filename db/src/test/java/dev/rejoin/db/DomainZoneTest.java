package dev.rejoin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DomainZoneTest {
    @Test
    void theZoneIsDecidedOnceAndBeforeThereIsData() throws SQLException {
        try (var database = EmbeddedDatabase.fresh()) {
            assertThat(DomainZone.decide(database.dataSource(), Optional.empty()))
                    .isFalse();
            assertThat(zone(database)).isEqualTo("Europe/Paris");
            assertThatThrownBy(() -> DomainZone.decide(database.dataSource(), Optional.of("Europe/Pari")))
                    .hasMessageContaining("knows no such time zone");

            assertThat(DomainZone.decide(database.dataSource(), Optional.of("Pacific/Auckland")))
                    .isTrue();
            assertThat(zone(database)).isEqualTo("Pacific/Auckland");
            assertThat(DomainZone.decide(database.dataSource(), Optional.of("Pacific/Auckland")))
                    .isFalse();
            assertThat(text(database, "select domain_today()::text"))
                    .isEqualTo(text(database, "select (now() at time zone 'Pacific/Auckland')::date::text"));

            text(database, "insert into topic (code, name) values ('T', 'Topic') returning code");
            assertThatThrownBy(() -> DomainZone.decide(database.dataSource(), Optional.of("Europe/Paris")))
                    .hasMessageContaining("were decided in Pacific/Auckland")
                    .hasMessageContaining("Set REJOIN_ZONE=Pacific/Auckland");
        }
    }

    @Test
    void whoOnlyFillsTheTablesIsToldOfAnotherZoneAndChangesNothing() throws SQLException {
        try (var database = EmbeddedDatabase.fresh()) {
            assertThatCode(() -> DomainZone.require(database.dataSource(), Optional.empty()))
                    .doesNotThrowAnyException();
            assertThatCode(() -> DomainZone.require(database.dataSource(), Optional.of("Europe/Paris")))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> DomainZone.require(database.dataSource(), Optional.of("Pacific/Auckland")))
                    .isInstanceOf(WrongDatabaseException.class)
                    .hasMessageContaining("REJOIN_ZONE=Pacific/Auckland, but")
                    .hasMessageContaining("./rejoin migrate");
            assertThat(zone(database)).isEqualTo("Europe/Paris");
        }
    }

    private static String zone(EmbeddedDatabase database) throws SQLException {
        return text(database, "select domain_zone()");
    }

    private static String text(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
