package dev.rejoin.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Documents that are matched with saved searches by several readers at once. */
class SavedSearchTest {
    private static final String MATCH = "select search.match_changed(100)::text";

    @Test
    void aDocumentThatMatchesNoLongerIsNoMatchWhoeverMatchesItMeanwhile() throws SQLException {
        try (var database = Database.fresh();
                var one = database.connect();
                var other = database.connect()) {
            text(one, "select search.save('Audits', 'audit', '{}', '{}', null)::text");
            text(one, "insert into topic (code, name) values ('T', 'Audit') returning code");

            one.setAutoCommit(false);
            assertThat(text(one, MATCH)).isEqualTo("1");
            text(other, "update topic set name = 'Conseil' returning code");
            text(other, MATCH);
            one.commit();
            one.setAutoCommit(true);
            text(one, MATCH);
            assertThat(text(one, "select count(*)::text from search.saved_search_match"))
                    .isEqualTo("0");

            text(one, "update topic set name = 'Audit' returning code");
            text(one, MATCH);
            assertThat(text(one, "select count(*)::text from search.saved_search_match"))
                    .isEqualTo("1");
            assertThat(text(one, "select count(*)::text from search.changed_document"))
                    .isEqualTo("0");
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
