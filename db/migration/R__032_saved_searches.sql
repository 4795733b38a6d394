-- Percolation: which saved searches a document matches, and when that is found out.

create or replace function search.keys(terms search.term[]) returns text[]
    language sql stable
    return (
        -- In some language the word may be a stop word; then documents match without it.
        select t.lexemes
        from unnest(terms) with ordinality t
        where not t.excluded and not t.weak and not t.alternative and t.lexemes <> '{}'
          and not exists (select from unnest(t.queries) query where numnode(query) = 0)
          and not coalesce((terms[t.ordinality + 1]).alternative, false)
        order by t.documents, t.ordinality
        limit 1);
comment on function search.keys is 'The lexemes of the rarest word that must stand in a match; null for none.';

create or replace function search.save(name text, q text, resources text[], facets jsonb, created_by text)
    returns uuid
    language plpgsql as $$
declare
    terms search.term[] := search.terms(q, false);
    result uuid;
begin
    -- Whoever writes a document now must know of this search, or have committed before it.
    perform pg_advisory_xact_lock(search.lock_key('saved_search'));
    insert into search.saved_search (name, q, resources, facets, every_word, excluded, keys, since, created_by)
    values (name, q, resources, facets, search.every_word(terms), search.excluded_words(terms), search.keys(terms),
            coalesce(pg_sequence_last_value(pg_get_serial_sequence('search.changed_document', 'id')::regclass), 0), created_by)
    returning id into result;
    return result;
end $$;

create or replace function search.matching_searches(d public.search_document) returns setof uuid
    language sql stable
    begin atomic
        select s.id
        from search.saved_search s
        where (s.keys && tsvector_to_array(d.tsv) or s.keys is null)
          and (s.every_word is null or d.tsv @@ s.every_word)
          and (s.excluded is null or not d.tsv @@ s.excluded)
          and (s.resources = '{}' or d.resource = any (s.resources))
          and d.facets @> s.facets;
    end;
comment on function search.matching_searches is 'The saved searches that a document matches.';

create or replace function search.note_changed(resource text, ids uuid[]) returns void
    language plpgsql as $$
declare
    matched boolean;
    embedded boolean;
begin
    perform pg_advisory_xact_lock_shared(search.lock_key('saved_search'));
    -- Both in one statement, as there is one for every write.
    select exists (select from search.saved_search), exists (select from search.vector_provider) into matched, embedded;
    if matched then
        insert into search.changed_document (resource, document) select $1, unnest(ids);
    end if;
    if embedded then
        perform search.queue_vectors(resource, ids);
    end if;
end $$;
comment on function search.note_changed is
    'Leaves documents to be matched with the saved searches, and to be given vectors, after the commit.';

create or replace function search.match_changed(most integer) returns integer
    language plpgsql as $$
declare
    taken bigint[];
begin
    -- A document that somebody else matches just now waits for its end: what that leaves is not seen before it.
    select array_agg(c.id) into taken from (
        select id, resource, document from search.changed_document order by id limit most for update skip locked) c
    where pg_try_advisory_xact_lock(search.lock_key('match:' || c.resource || ':' || c.document));
    if taken is null then
        return 0;
    end if;
    -- A document that does not match any more may match anew later.
    delete from search.saved_search_match m
    using (select distinct resource, document from search.changed_document where id = any (taken)) c
    where m.resource = c.resource and m.document = c.document
      and not exists (
          select from public.search_document d, search.matching_searches(d) s
          where d.resource = c.resource and d.id = c.document and s = m.saved_search_id);
    insert into search.saved_search_match (saved_search_id, resource, document)
    select s, c.resource, c.document
    from (select resource, document, max(id) as last from search.changed_document
          where id = any (taken) group by resource, document) c
    join public.search_document d on d.resource = c.resource and d.id = c.document
    cross join lateral search.matching_searches(d) s
    join search.saved_search k on k.id = s and k.since < c.last
    on conflict do nothing;
    delete from search.changed_document where id = any (taken);
    return cardinality(taken);
end $$;
comment on function search.match_changed is
    'Matches the documents that have waited longest; returns how many. Several may run at once.';

create or replace function search.as_document(resource text, title text, text_of_it text) returns public.search_document
    language plpgsql stable as $$
declare
    config regconfig := public.search_config(search.guess_language(concat_ws(' ', title, text_of_it)));
    result public.search_document;
begin
    result.resource := resource;
    result.title_tsv := setweight(search.title_words(config, public.search_text(left(title, 300))), 'A');
    result.tsv := result.title_tsv
        || setweight(to_tsvector(config, coalesce(public.search_text(left(text_of_it, 100000)), '')), 'C');
    result.facets := '{}';
    return result;
end $$;
comment on function search.as_document is 'A text as a document that is not kept, for search.matching_searches.';
