package dev.rejoin.db;

import static dev.rejoin.db.Fixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchTest {

    private static final String CONTENT =
            "select concat_ws('|', resource, id, title, subtitle, body, keywords, language, identifiers, facets, recency,"
                    + " title_folded, title_length, body_length, title_tsv, tsv, phonetic) from search_document order by 1";

    private static final String SEARCH_INDEXES =
            "select indexdef from pg_indexes where tablename = 'search_document' order by 1";

    private final Database database = Database.fresh();

    @BeforeEach
    void fill() {
        database.run(Fixture.SQL);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void everySearchableRowHasADocument() {
        assertThat(database.strings("select distinct resource from search_document"))
                .containsExactlyInAnyOrderElementsOf(database.strings("select unnest(search.resources())"));
    }

    @Test
    void theSpansSinceAWeekHoldExactlyWhatIsAsRecent() {
        assertThat(database.strings("""
                with moment as (
                    select timestamptz '-infinity' as moment union all select 'infinity'
                    union all select '4000-01-01 BC' union all select '294000-01-01'
                    union all select timestamptz '1899-12-25Z' + n * interval '1 day' from generate_series(0, 20) n
                    union all select timestamptz '2213-12-10Z' + n * interval '1 day' from generate_series(0, 20) n
                    union all select timestamptz '2025-01-01Z' + n * interval '55 hours' from generate_series(0, 30) n
                    union all select timestamptz '1900-01-01Z' + n * interval '513.7 days' from generate_series(0, 240) n)
                select format('%s since %s', recent.moment, since.moment)
                from moment recent, (select * from moment where abs(hashtext(moment::text)) % 9 = 0) since
                where (search.spans(recent.moment) && search.spans_since(since.moment))
                      <> (search.week(recent.moment) >= search.week(since.moment))
                   or recent.moment >= since.moment and search.week(recent.moment) < search.week(since.moment)
                limit 5""")).isEmpty();
        assertThat(database.strings(
                        "select max(cardinality(search.spans_since(timestamptz '1900-01-01Z' + n * interval '168 hours')))"
                                + " from generate_series(0, 16383) n"))
                .containsExactly("31");
    }

    /** To read all that begins so costs most: once, whatever the words before it are in each language. */
    @Test
    void aBeginningIsAskedForOnceInAllLanguages() {
        assertThat(database.strings("""
                select concat_ws(' ', q, regexp_count(search.every_word(search.terms(q, true))::text, ':[*]'))
                from unnest(array['zones', 'running zones', 'les ecoles zones', '"big houses" zones', 'running or zones',
                                  'zones ', 'zones -running']) q"""))
                .containsExactly(
                        "zones 1",
                        "running zones 1",
                        "les ecoles zones 1",
                        "\"big houses\" zones 1",
                        "running or zones 1",
                        "zones  0",
                        "zones -running 0");
    }

    @Test
    void aDocumentThatIsAsBeforeIsNotWritten() {
        var written = "select xmin || ' ' || ctid from search_document where resource = 'event' order by id";
        var before = database.strings(written);

        database.run("update event set capacity = coalesce(capacity, 0) + 50");
        assertThat(database.strings(written)).isEqualTo(before);
        database.run("update event set starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day'");
        assertThat(database.strings(written)).isNotEqualTo(before);
        assertThat(database.strings("select d.id::text from search_document d join event e on e.id = d.id"
                        + " where d.resource = 'event' and d.recency is distinct from e.starts_at"))
                .isEmpty();
    }

    /** As many as it takes for statistics to be kept, and none of them with a text. */
    @Test
    void averagesCanBeDividedByWhereNothingHasAText() {
        database.run("delete from search_document; set rejoin.bulk_load = 'on';"
                + " insert into venue (name) select 'Salle ' || n from generate_series(1, 10001) n;"
                + " reset rejoin.bulk_load");
        database.run("delete from search.rebuild; insert into search.rebuild (resource) values ('venue')");
        database.run("select search.rebuild_batch('venue', 20000)");
        database.run("delete from search_document where body_length > 0; analyze search_document");
        database.run("select search.refresh_statistics()");

        assertThat(database.strings(
                        "select average_title_length >= 1 and average_body_length >= 1 from search.collection"))
                .containsExactly("t");
        database.run("update search.collection set average_title_length = 0, average_body_length = 0");
        assertThat(database.strings(
                        "select average_title_length >= 1 and average_body_length >= 1 from search.collection_now()"))
                .containsExactly("t");
    }

    @Test
    void accentsAndCaseDoNotMatter() {
        assertThat(found("societe generale")).contains("organization Société Générale");
    }

    @Test
    void namesAreFoundInAnyOrder() {
        assertThat(found("dupont elodie"))
                .contains("person Élodie Dupont", "member Élodie Dupont")
                .doesNotContain("person Paul Martin");
    }

    @Test
    void textIsStemmedByItsLanguage() {
        database.run("""
                insert into event (title, kind, starts_at, status, description) values
                    ('Été', 'TRIP', now(), 'PLANNED', 'Les séminaires pour les dirigeants et leurs équipes'),
                    ('Summer', 'TRIP', now(), 'PLANNED', 'The meetings of the leaders and their teams')
                """);

        assertThat(database.strings(
                        "select language from search_document where resource = 'event' and title = 'Summer'"))
                .containsExactly("en");
        assertThat(found("équipe séminaire")).containsExactly("event Été");
        assertThat(found("leader meeting")).containsExactly("event Summer");
    }

    @Test
    void identifiersAreFoundExactlyHoweverTheyAreWritten() {
        assertThat(identified("inv 2024 001")).containsExactly("invoice INV-2024-001");
        assertThat(identified("facture INV-2024-001")).containsExactly("invoice INV-2024-001");
        assertThat(identified("m-2")).containsExactly("member Paul Martin");
        assertThat(identified("06.12.34.56.78")).containsExactly("member Élodie Dupont", "person Élodie Dupont");
        assertThat(identified("+33612345678")).containsExactly("member Élodie Dupont", "person Élodie Dupont");
        assertThat(identified("Elodie@SG.example")).containsExactly("member Élodie Dupont", "person Élodie Dupont");
        assertThat(identified("G-2")).containsExactly("group Paris");
    }

    @Test
    void aPersonsNewNameIsShownWhereverThePersonIs() {
        database.run("update person set family_name = 'Renommée'");

        assertThat(database.strings("select resource from search_document where concat_ws(' ', title, body, keywords)"
                        + " ~ 'Dupont|Martin|Zorro'"))
                .isEmpty();
        assertThat(found("renommee"))
                .contains("staff Paul Renommée", "member Élodie Renommée", "teacher Renommée", "group Lyon")
                .contains("note Un client fidèle.");
    }

    @Test
    void anOrganizationsNewNameIsShownByItsMembersMissionsAndInvoices() {
        database.run("update organization set name = 'Nouvelle Banque' where id = '" + id(1) + "'");

        assertThat(found("nouvelle banque"))
                .containsExactly(
                        "invoice INV-2024-001",
                        "invoice INV-2024-002",
                        "member Paul Martin",
                        "member Élodie Dupont",
                        "mission Audit",
                        "note Un client fidèle.",
                        "organization Nouvelle Banque");
    }

    /** Whatever is written, the documents are those that a rebuild would write. */
    @Test
    void theTriggersWriteWhatARebuildWrites() {
        for (var write : List.of(
                "update venue set name = 'La Salle', city = 'Nice'",
                "update meeting set venue_id = '%1$s', teacher_id = '%1$s', topic_id = '%2$s', status = 'HELD', title = null",
                "update mission set teacher_id = '%1$s', meeting_id = '%1$s', title = 'Conseil'",
                "update event set venue_id = '%1$s'",
                "update venue set name = 'Le Studio', country = 'BE'",
                "update topic set name = 'Croissance', code = 'T-9' where id = '%2$s'",
                "update topic set name = 'Direction' where id = '%1$s'",
                "insert into teacher_topic (teacher_id, topic_id) values ('%1$s', '%2$s')",
                "delete from teacher_topic where topic_id = '%1$s'",
                "update teacher set person_id = '%2$s', biography = 'The best of teachers'",
                "update person set given_name = 'Zoé', phone = '0102030405' where id = '%2$s'",
                "update staff set person_id = '%1$s'",
                "update member set person_id = '%3$s' where id = '%2$s'",
                "update member_group set name = 'Marseille', code = 'G-9', region = 'Sud' where id = '%1$s'",
                "update organization set region = 'Nord', country = 'BE', name = 'Autre'",
                "insert into note (meeting_id, title, body) values ('%1$s', 'Compte rendu', 'Très bien')",
                "insert into note (mission_id, body) values ('%1$s', 'Bien')",
                "insert into note (event_id, body) values ('%1$s', 'Bien')",
                "insert into note (member_id, body, author_id) values ('%2$s', 'Bien', '%1$s')",
                "insert into note (group_id, body) values ('%1$s', 'Bien')",
                "update meeting set month = '2024-04-01', starts_at = null, group_id = '%2$s'",
                "update member_group set name = 'Toulouse' where id = '%2$s'",
                "update event set title = 'Sommet'",
                "update mission set title = 'Formation', organization_id = '%2$s'",
                "update member set organization_id = '%2$s', job_title = 'PDG'",
                "update invoice set notes = 'Urgent', organization_id = '%2$s' where id = '%1$s'",
                "insert into invoice_line (invoice_id, position, description, unit_price) values ('%1$s', 2, 'Frais', 1)",
                "update invoice_line set invoice_id = '%1$s', description = 'Voyage' where position = 2",
                "delete from invoice_line where position = 2",
                "update group_leadership set ended_on = '2024-03-01'",
                "insert into group_leadership (group_id, member_id, elected_on) values ('%1$s', '%1$s', '2024-03-01')",
                "update person set family_name = upper(family_name)",
                "delete from group_leadership where ended_on is null",
                "delete from payment; delete from invoice where id = '%1$s'",
                "delete from note")) {
            database.run(write.formatted(id(1), id(2), id(3)));
            var kept = database.strings(CONTENT);
            database.run("begin; select search_rebuild()");

            assertThat(kept).as(write).isEqualTo(database.strings(CONTENT));
            database.run("rollback");
        }
    }

    @Test
    void whatIsRolledBackIsNotFound() {
        database.run("begin; insert into venue (name) values ('Chimère')");
        assertThat(found("chimere")).containsExactly("venue Chimère");
        database.run("rollback");

        assertThat(found("chimere")).isEmpty();
    }

    @Test
    void whatIsDeletedIsNotFound() {
        database.run("insert into venue (name) values ('Chimère'); delete from venue where name = 'Chimère'");

        assertThat(found("chimere")).isEmpty();
    }

    @Test
    void textBeyondTheBoundsOfATsvectorFailsNoWrite() {
        database.run("""
                insert into note (organization_id, body)
                select '%1$s', 'début ' || string_agg(md5(n::text), ' ') || repeat('x', 3000) from generate_series(1, 60000) n;
                insert into venue (name) values (repeat('é', 5000));
                update venue set street = (select string_agg(md5(n::text), ' ') from generate_series(1, 60000) n);
                """.formatted(id(1)));

        assertThat(found("debut")).hasSize(1);
    }

    @Test
    void aBulkLoadIsFoundAfterTheRebuild() {
        var indexes = database.strings(SEARCH_INDEXES);
        database.run("begin; set local rejoin.bulk_load = 'on'; insert into venue (name) values ('Chimère')");
        assertThat(found("chimere")).isEmpty();

        database.run("select search_rebuild(); commit");

        assertThat(found("chimere")).containsExactly("venue Chimère");
        assertThat(database.strings(SEARCH_INDEXES)).hasSize(7).isEqualTo(indexes);
    }

    /** Of tables that were analyzed it is said; of those that never were nothing is known, and nothing is said. */
    @Test
    void aRebuildSaysHowFarItIsWhereItKnowsOfHowMuch() {
        assertThat(database.notices("select search_rebuild()"))
                .noneMatch(said -> said.endsWith(" of 0"))
                .anyMatch(said -> said.startsWith("progress: search indexes: 0 of "));

        database.run("analyze");

        assertThat(database.notices("select search_rebuild()"))
                .anyMatch(said -> said.matches("progress: search documents: 0 of [1-9]\\d*"))
                .anyMatch(said -> said.matches("progress: search documents: ([1-9]\\d*) of \\1"));
    }

    @Test
    void aRebuildPutsDocumentsOfOneTimeTogether() {
        database.run("""
                begin; set local rejoin.bulk_load = 'on';
                insert into event (title, kind, status, starts_at)
                select 'Event ' || n, 'SEMINAR', 'PLANNED', timestamptz '2020-01-01Z' + n * 7919 % 1000 * interval '1 day'
                from generate_series(1, 200) n;
                select search_rebuild(); commit""");

        assertThat(database.strings("select recency from search_document where resource = 'event' order by ctid"))
                .hasSizeGreaterThan(200)
                .isEqualTo(database.strings(
                        "select recency from search_document where resource = 'event' order by recency"));
    }

    @Test
    void documentsAreWrittenAnewInBatchesWhileWritersWrite() {
        var written = database.strings(CONTENT);
        database.run("""
                insert into search_document (resource, id, title, identifiers, facets, recency, title_folded,
                                             title_length, body_length, title_tsv, tsv)
                values ('venue', gen_random_uuid(), 'Gone', '{}', '{}', now(), 'gone', 1, 0, '', '');
                delete from search_document where title = 'Lyon';
                update search_document set tsv = '', title_folded = 'old' where title <> 'Gone';
                insert into search.rebuild (resource) select unnest(search.resources());
                """);

        // As ./rejoin search rebuild does, each batch a transaction, begun again after it was stopped.
        for (var resource : database.strings("select unnest(search.resources())")) {
            while (!database.string("select search.rebuild_batch('" + resource + "', 2)")
                    .equals("0")) {
                database.run("update person set born_on = '2000-01-01'");
            }
        }

        assertThat(database.strings("select resource from search.rebuild")).isEmpty();
        database.run("begin; select search_rebuild()");
        var anew = database.strings(CONTENT);
        database.run("rollback");
        assertThat(database.strings(CONTENT)).hasSameSizeAs(written).isEqualTo(anew);
    }

    @Test
    void whatNoDocumentShowsMakesThemNewerWithoutReadingTheirWordsAgain() {
        database.run("update search_document set tsv = '', recency = 'epoch'");

        for (var resource : database.strings("select unnest(search.resources())")) {
            database.run("update %s set legacy_id = id::text"
                    .formatted(resource.equals("group") ? "member_group" : resource));
        }

        assertThat(database.strings("select resource from search_document where recency = 'epoch' or tsv <> ''"))
                .isEmpty();
        // What shows something else is read again, and only that.
        database.run("update venue set name = 'Elsewhere' where id = (select min(id::text)::uuid from venue)");
        assertThat(database.strings("select title from search_document where tsv <> '' and resource = 'venue'"))
                .containsExactly("Elsewhere");
    }

    @Test
    void wordsAreCorrectedToWordsThatStandInDocuments() {
        database.run("insert into note (organization_id, body) values ('" + id(1) + "', 'Le kilimandjaro')");

        assertThat(corrected("kilimanjaro", "auto")).containsExactly("kilimandjaro");
        assertThat(corrected("dupnot", "auto")).containsExactly("dupont");
        assertThat(corrected("dupnot", "never")).isEmpty();
        assertThat(corrected("dupont", "auto")).isEmpty();
        assertThat(corrected("dupo", "auto")).isEmpty();
        assertThat(corrected("xyzzyxyzzy", "always")).isEmpty();

        database.run("delete from note where body ~ 'kilimandjaro'");
        assertThat(corrected("kilimanjaro", "auto")).isEmpty();
    }

    /** The table would give them away only with their components, which are thirty times as much. */
    @Test
    void whoLooksThroughTheSignsOfVectorsDoesNotReadTheirComponents() {
        database.run("""
                insert into search_vector (resource, id, model, components)
                select 'note', '%s', 'm', (select array_agg(n::real) from generate_series(1, 384) n);
                set enable_seqscan = off;
                set enable_bitmapscan = off""".formatted(id(1)));

        assertThat(database.strings("""
                explain (costs off) select resource, id from search_vector
                where model = 'm' order by bit_count(signs # B'1') limit 400"""))
                .anyMatch(line -> line.contains("Index Only Scan using search_vector_signs_idx"));
    }

    @Test
    void synonymsCountAtOnce() {
        database.run(
                "insert into search.synonym (words, written) values (array['pdg', search_text('Président-directeur général')], array['PDG', 'Président-directeur général'])");
        database.run("update member set job_title = 'Président directeur général' where id = '" + id(1) + "'");

        assertThat(found("pdg")).contains("member Élodie Dupont");
        database.run("delete from search.synonym");
        assertThat(found("pdg")).isEmpty();
    }

    private List<String> corrected(String query, String fuzzy) {
        return database.strings(
                "select unnest(t.corrected) from unnest(search.terms('%s', true, '%s')) t".formatted(query, fuzzy));
    }

    private List<String> found(String query) {
        return database.strings("""
                select resource || ' ' || title from search_document
                where tsv @@ search_query('%s')
                order by 1
                """.formatted(query));
    }

    private List<String> identified(String query) {
        return database.strings(
                "select resource || ' ' || title from search_document where identifiers && search_identifiers('%s') order by 1"
                        .formatted(query));
    }
}
