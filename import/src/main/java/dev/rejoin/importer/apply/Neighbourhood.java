package dev.rejoin.importer.apply;

import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.PartKind;
import dev.rejoin.importer.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which other documents a few changed ones concern. Two kinds: those that may become something else themselves (they make
 * the same row, wait for one, refer to one that goes, or want the same unique value), and those that are only looked at,
 * since the first refer to them, or since they repeat or count something of theirs.
 *
 * <p>What is staged stands in the transaction's table {@code _staged}, and in {@code _fresh} what has come to it since the last
 * question: what the others concern was found before. Everything else is asked of the ledger and the target.
 */
final class Neighbourhood {
    private final Connection connection;
    private final StagePlan plan;
    private final long run;
    private final Map<String, List<String>> names;

    /** What is staged: documents by their numbers, and whether they are to be judged; and the tables that they make rows of. */
    private final Staged staged;

    private final NeighbourQuestions questions;
    private final ReferringDocuments referring;
    private final RivalDocuments rivals;
    private final DocumentsWithFindings withFindings;
    private final WithoutRows withoutRows;

    /**
     * @param documents by their numbers, and whether they are to be judged
     * @param indices that they are of
     * @param tables that they make rows of
     */
    record Staged(Map<Long, Boolean> documents, Set<String> indices, Set<String> tables) {
        Staged() {
            this(new HashMap<>(), new TreeSet<>(), new TreeSet<>());
        }
    }

    /**
     * @param run the run that the target shows
     * @param names the names of the source's indices, by the mapping's
     */
    Neighbourhood(
            Connection connection,
            StagePlan plan,
            long run,
            Map<String, List<String>> names,
            Staged staged,
            WithoutRows withoutRows) {
        this.withoutRows = withoutRows;
        this.connection = connection;
        this.plan = plan;
        this.run = run;
        this.names = names;
        this.staged = staged;
        this.questions = new NeighbourQuestions(plan, run);
        this.referring = new ReferringDocuments(questions, names);
        this.rivals = new RivalDocuments(questions);
        this.withFindings = new DocumentsWithFindings(questions);
    }

    /**
     * Documents by their numbers in the ledger.
     *
     * @param concerned to be judged and written anew
     * @param seen to be looked at
     * @param left what made rows once, and is not in the ledger any more: whether they stay is to be judged anew
     */
    public record Found(Set<Long> concerned, Set<Long> seen, Set<Left> left) {
        Found() {
            this(new TreeSet<>(), new TreeSet<>(), new LinkedHashSet<>());
        }

        boolean isEmpty() {
            return concerned.isEmpty() && seen.isEmpty() && left.isEmpty();
        }
    }

    /**
     * What made rows that were left when it went, since rows that stayed referred to them; or rows that were rebuilt.
     *
     * @param index none where the rows were rebuilt from copies; then {@code id} is the name that they were rebuilt for
     */
    public record Left(@Nullable String index, String id) {}

    /** What staging alone shows; called until nothing more is found. */
    Found beforeTheCheck() throws SQLException {
        look(false);
        referring.referred();
        referring.covering();
        referring.referredBefore();
        referring.left();
        rivals.sameRow();
        withFindings.waiting();
        rivals.mentioned();
        withFindings.refused();
        withFindings.rebuiltTogether();
        rivals.sameValues();
        referring.referringToWhatGoes(true);
        withoutRows.referringToWhatIsGone().ifPresent(questions::concern);
        return answers();
    }

    /** What shows when everything staged is judged. */
    Found afterTheCheck() throws SQLException {
        try (var statement = connection.prepareStatement(
                "insert into _fresh select * from _staged where doc not in (select doc from _fresh)")) {
            statement.executeUpdate();
        }
        look(true);
        withFindings.setAside();
        rivals.sameRow();
        rivals.sameValues();
        referring.referringToWhatGoes(false);
        referring.copying();
        withFindings.rebuilt();
        withoutRows.referringToWhatIsSetAside(questions.filled()).ifPresent(questions::concern);
        return answers();
    }

    /** By the last look: the tables that rows are staged of, or may be yet, and those that the documents have rows in. */
    Set<String> involved() {
        var involved = new HashSet<>(questions.filled());
        involved.addAll(questions.before());
        for (var part : plan.parts()) {
            if (part.kind() == PartKind.RESURRECTED
                    && names.getOrDefault(part.index().index(), List.of()).stream()
                            .anyMatch(staged.indices()::contains)) {
                involved.add(part.row().table());
            }
        }
        return involved;
    }

    /** @param rebuilt whether rows may have been rebuilt that no document makes */
    private void look(boolean rebuilt) throws SQLException {
        var filled = questions.filled();
        filled.clear();
        filled.addAll(staged.tables());
        if (rebuilt) {
            var more = plan.parts().stream()
                    .filter(part -> part.kind() == PartKind.RESURRECTED)
                    .map(part -> part.row().table())
                    .filter(table -> !filled.contains(table))
                    .distinct()
                    .map(table -> "select %s where exists (select from %s)"
                            .formatted(
                                    Statements.literal(table),
                                    plan.tables().get(table).base()))
                    .toList();
            if (!more.isEmpty()) {
                filled.addAll(texts(String.join(" union all ", more)));
            }
        }
        questions.before().addAll(texts("""
                select distinct p.table_name from _fresh g
                join rejoin_import.row_origin p on g.focus and p.index_name = g.index_name and p.id = g.id
                union
                select o.table_name from _rebuilt r
                join rejoin_import.row_origin o on o.index_name is null and o.id = r.id
                """));
    }

    private Found answers() throws SQLException {
        var found = new Found();
        var query = questions.together();
        try (var statement = connection.prepareStatement(query);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                switch (rows.getString(1)) {
                    case "concerned" -> found.concerned.add(rows.getLong(2));
                    case "seen" -> found.seen.add(rows.getLong(2));
                    default -> found.left.add(new Left(rows.getString(3), rows.getString(4)));
                }
            }
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\nwhile running\n" + query, e.getSQLState(), e);
        }
        rebuiltFor(found);
        // Documents that are staged as such already are none to be found.
        found.concerned.removeIf(
                number -> Boolean.TRUE.equals(staged.documents().get(number)));
        found.seen.removeAll(staged.documents().keySet());
        found.seen.removeAll(found.concerned);
        return found;
    }

    /** Documents of which a finding says that they refer to a rebuilt row. */
    private void rebuiltFor(Found found) throws SQLException {
        var rebuilt = found.left.stream()
                .filter(left -> left.index() == null)
                .map(Left::id)
                .toList();
        if (!rebuilt.isEmpty()) {
            found.concerned.addAll(numbers("""
                    select f.doc from rejoin_import.finding f
                    where f.run_id = %d and f.code = 'resurrected' and f.doc is not null and f.value in (%s)
                    """.formatted(run, NeighbourQuestions.list(rebuilt))));
        }
    }

    private Set<Long> numbers(String query) throws SQLException {
        var numbers = new HashSet<Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\nwhile running\n" + query, e.getSQLState(), e);
        }
        return numbers;
    }

    private Set<String> texts(String query) throws SQLException {
        var texts = new HashSet<String>();
        try (var statement = connection.prepareStatement(query);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
