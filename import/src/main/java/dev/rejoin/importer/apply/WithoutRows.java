package dev.rejoin.importer.apply;

import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StagePart;
import dev.rejoin.importer.sql.Statements;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Documents and elements that are set aside have no row by which it would show what they refer to: when that goes or is set
 * aside, too, they are to be judged again, since an import of everything would say so of them.
 */
final class WithoutRows {

    /** Ids that stand in a source as they are, whoever wrote it. */
    private static final String PLAIN = "[A-Za-z0-9_.:~-]+";

    /** To take a text apart takes as long as to look for so many ids in it. */
    private static final int MOST_LOOKED_FOR = 50;

    private final StagePlan plan;
    private final long run;
    private final Map<String, List<String>> names;
    private final Collection<Long> gone;
    private boolean askedOfWhatIsGone;

    /**
     * @param run the run that the target shows
     * @param names the names of the source's indices, by the mapping's
     * @param gone the numbers of the documents that are not there any more, or are left out
     */
    WithoutRows(StagePlan plan, long run, Map<String, List<String>> names, Collection<Long> gone) {
        this.plan = plan;
        this.run = run;
        this.names = names;
        this.gone = gone;
    }

    /** The documents that may refer to those that are gone; nothing where none is, or where that was asked before. */
    Optional<String> referringToWhatIsGone() {
        boolean again = askedOfWhatIsGone;
        askedOfWhatIsGone = true;
        return gone.isEmpty() || again
                ? Optional.empty()
                : referring("select index_name, id from rejoin_import.document where run_id = %d and doc in (%s)"
                        .formatted(run, Apply.numbers(gone)));
    }

    /**
     * The documents that may refer to one that the check has set aside, be it anew or for another reason: which of several
     * reasons is said of them may depend on it.
     *
     * @param filled the tables that rows are staged of
     */
    Optional<String> referringToWhatIsSetAside(Set<String> filled) {
        var rejected = plan.tables().values().stream()
                .filter(table -> filled.contains(table.name()))
                .map(table -> """
                        select b._index, b._id from %s b join _staged s on s.doc = b._doc and s.focus
                        join rejoin_stage._part p on p.part = b._part where b._rejected and not p.child
                        """.formatted(table.base()))
                .collect(Collectors.joining(" union "));
        return rejected.isEmpty() ? Optional.empty() : referring(rejected);
    }

    /**
     * The source tells by its text whether it may: whatever is escaped in it, or converted before it is a reference, may be
     * anything. A few ids are looked for in every text; of many the texts are taken apart, once.
     *
     * @param named a query of index and id
     */
    private Optional<String> referring(String named) {
        var pairs = pairs();
        return pairs.isEmpty()
                ? Optional.empty()
                : Optional.of("""
                with n as materialized (
                    select distinct m.referring, m.as_written and named.id ~ '%4$s' as plain, named.id
                    from (%3$s) named (index_name, id)
                    join (values %2$s) m (referring, named, as_written) on m.named = named.index_name),
                many as materialized (select count(*) > %5$d as are from n where plain),
                aside as materialized (
                    select a.doc, a.index_name, d.source from (
                        select doc, index_name from rejoin_import.disposition
                        where run_id = %1$d and disposition = 'QUARANTINED'
                        union select doc, index_name from rejoin_import.set_aside_element where run_id = %1$d) a
                    join rejoin_import.document d on d.run_id = %1$d and d.doc = a.doc
                    where a.index_name in (select referring from n))
                select a.doc from aside a
                where exists (select from n where n.referring = a.index_name and not n.plain)
                or exists (select from n where n.referring = a.index_name)
                and (a.source is null or a.source ~ '\\\\u00[0-7]')
                union
                select a.doc from n join aside a on a.index_name = n.referring and strpos(a.source, n.id) > 0
                where n.plain and not (select are from many)
                union
                select a.doc from aside a
                cross join lateral regexp_matches(a.source, '%6$s', 'g') w
                -- A number may be written with a fraction of nothing.
                cross join lateral (values (w[1]), (split_part(w[1], '.', 1))) word (text)
                join n on n.plain and n.referring = a.index_name and n.id = word.text
                where (select are from many)
                """.formatted(
                        run, String.join(", ", pairs), named, "^" + PLAIN + "$", MOST_LOOKED_FOR, "(" + PLAIN + ")"));
    }

    /** Which indices refer to documents of which, and whether by their ids as they are written. */
    private Set<String> pairs() {
        var pairs = new LinkedHashSet<String>();
        for (var part : plan.parts()) {
            for (var reference : part.references().entrySet()) {
                boolean asWritten = reference.getValue().by().isEmpty() && isAsWritten(part, reference.getKey());
                for (var referring : names.getOrDefault(part.index().index(), List.of())) {
                    for (var filler : ReferringDocuments.fillers(plan, names, reference.getValue())) {
                        pairs.add("(%s, %s, %s)"
                                .formatted(Statements.literal(referring), Statements.literal(filler), asWritten));
                    }
                }
            }
        }
        return pairs;
    }

    private static boolean isAsWritten(StagePart part, String column) {
        return part.row().columns().get(column) instanceof Value.Field field
                && field.conversion().values().isEmpty()
                && field.conversion().transforms().isEmpty()
                && field.conversion().defaultValue().isEmpty()
                && field.from().stream().noneMatch(path -> path.isMeta());
    }
}
