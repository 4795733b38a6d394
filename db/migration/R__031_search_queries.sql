-- What a query means. search.terms(q, …) reads what a person typed, search.every_word(terms) is what all its words ask for.

create or replace function search.languages() returns text[]
    language sql immutable parallel safe
    return array['fr', 'en', 'de', 'es', 'it', 'nl', 'pt', ''];
comment on function search.languages is 'The languages of documents, search_config''s arguments; the last is that of names.';

create or replace function search.in_languages(words text) returns tsquery[]
    language sql immutable strict parallel safe
    -- One sign of a script without spaces stands in pairs only.
    return case when words ~ '^[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]$'
        then array_fill((quote_literal(words) || ':*')::tsquery, array[cardinality(search.languages())])
        else (select array_agg(phraseto_tsquery(public.search_config(language), words) order by n)
              from unnest(search.languages()) with ordinality l (language, n)) end;
comment on function search.in_languages is 'What words ask for in each of search.languages(): one after the other, where there are several.';

create or replace function search.any_of(queries tsquery[]) returns tsquery
    language plpgsql immutable parallel safe as $$
declare
    query tsquery;
    result tsquery;
begin
    for query in select distinct q from unnest(queries) q where numnode(q) > 0 loop
        result := case when result is null then query else result || query end;
    end loop;
    return result;
end $$;

create or replace function search.lexemes(queries tsquery[]) returns text[]
    language sql immutable parallel safe
    return (select coalesce(array_agg(distinct lexeme), '{}')
            from unnest(queries) query, unnest(tsvector_to_array(
                -- A tsquery's words, without its operators.
                (regexp_replace(regexp_replace(query::text, ' <(->|[0-9]+>) |[&|!()]', ' ', 'g'), ':[*A-D]+', '', 'g'))::tsvector)) lexeme
            where numnode(query) > 0);

create or replace function search.alternatives(lexemes text[]) returns tsquery
    language sql immutable parallel safe
    return nullif((select string_agg(quote_literal(replace(lexeme, '\', '\\')), ' | ') from unnest(lexemes) lexeme), '')::tsquery;
comment on function search.alternatives is 'Any of the lexemes; null for none.';

create or replace function search.documents_with(lexemes text[]) returns bigint
    language plpgsql stable as $$
declare
    known bigint;
    found bigint;
begin
    if cardinality(lexemes) = 0 then
        return 0;
    end if;
    select sum(f.documents) into known from search.lexeme_frequency f where f.lexeme = any (lexemes);
    if known is not null then
        return known;
    end if;
    -- Custom, so that the plan knows which lexeme it is for.
    execute 'select count(*) from (select from public.search_document where tsv @@ $1 limit 20001) d'
        into found using search.alternatives(lexemes);
    return found;
end $$;
comment on function search.documents_with is 'In how many documents any of these lexemes stands; roughly for common ones.';

create or replace function search.stands(query tsquery) returns boolean
    language plpgsql stable as $$
declare
    found_any boolean;
begin
    -- Planned for these words.
    execute 'select exists (select from public.search_document where tsv @@ $1)' into found_any using query;
    return found_any;
end $$;
comment on function search.stands is 'Whether a document has these words.';

create or replace function search.corrections(mistyped text) returns text[]
    language plpgsql stable
    set pg_trgm.similarity_threshold = 0.2 as $$
declare
    allowed integer := case when length(mistyped) <= 5 then 1 else 2 end;
    candidate record;
    nearest integer;
    result text[] := '{}';
begin
    if length(mistyped) not between 3 and 40 or mistyped ~ '[0-9 ]' then
        return result;
    end if;
    for candidate in
        select near.word, near.distance
        from (select w.word,
                     -- Two letters that changed places are one mistake.
                     case when length(w.word) = length(mistyped)
                               and (select string_agg(c, '' order by c) from string_to_table(w.word, null) c)
                                   = (select string_agg(c, '' order by c) from string_to_table(mistyped, null) c)
                          then least(public.levenshtein(w.word, mistyped), allowed)
                          else public.levenshtein_less_equal(w.word, mistyped, allowed) end as distance,
                     public.similarity(w.word, mistyped) as alike
              from (select distinct word from search.word
                    where word % mistyped and word <> mistyped
                      and length(word) between length(mistyped) - 2 and length(mistyped) + 2) w) near
        where near.distance <= allowed
        order by near.distance, near.alike desc, near.word
        limit 12
    loop
        exit when cardinality(result) = 3 or candidate.distance > nearest;
        -- Words of deleted documents are still known.
        if search.documents_with(search.lexemes(search.in_languages(candidate.word))) > 0 then
            result := result || candidate.word;
            nearest := candidate.distance;
        end if;
    end loop;
    return result;
end $$;
comment on function search.corrections is
    'The nearest words that stand in a document: one mistake in words of up to five letters, two in longer ones.';

-- Beyond this many words a query is a text; search.left_off tells how many were left off.
create or replace function search.most_words() returns integer
    language sql immutable parallel safe
    return 40;

create or replace function search.typed(q text) returns table (place bigint, written text, is_excluded boolean, is_phrase boolean)
    language sql immutable strict parallel safe
    begin atomic
        select n, coalesce(m[2], m[3]), m[1] is not null and m[1] <> '', m[2] is not null
        -- A quote that is left open ends with the text.
        -- What is longer is a text, of which the beginning is looked for.
        from regexp_matches(translate(left(q, 2000), U&'\201C\201D\201E\00AB\00BB', '"""""') collate pg_unicode_fast, '(-*)(?:"([^"]*)"?|([^\s"]+))', 'g')
            with ordinality matched (m, n);
    end;

create or replace function search.terms(q text, typing boolean default true, fuzzy text default 'never') returns search.term[]
    language plpgsql stable
    -- That a stop word is none of the lexemes need not be said.
    set client_min_messages = warning as $$
declare
    result search.term[] := '{}';
    term search.term;
    typed record;
    following text;
    joined boolean := false;
    positive integer := 0;
    stop_words integer[] := array_fill(0, array[7]);
    most integer;
    fix text;
    i integer;
    n integer;
begin
    for typed in
        select t.*, public.search_text(t.written) as as_words,
               lead(public.search_text(t.written)) over (order by t.place) as next_words
        from search.typed(q) t
    loop
        if typed.as_words = '' then
            continue;
        end if;
        if lower(typed.written) = 'or' and not typed.is_phrase and not typed.is_excluded
           and cardinality(result) > 0 and typed.next_words <> '' and not joined then
            joined := true;
            continue;
        end if;
        exit when cardinality(result) >= search.most_words();
        -- The same word again says nothing new.
        continue when not typed.is_excluded and not typed.is_phrase and not joined and typed.next_words is not null
            and exists (select from unnest(result) t where t.words = typed.as_words and not t.excluded and not t.phrase);
        term := null;
        term.written := typed.written;
        term.words := typed.as_words;
        term.excluded := typed.is_excluded;
        term.phrase := typed.is_phrase;
        term.alternative := joined and not typed.is_excluded;
        joined := false;
        term.queries := search.in_languages(typed.as_words);
        term.corrected := '{}';
        term.weak := false;
        -- The last word, as long as nothing stands behind it.
        if typing and typed.next_words is null and not typed.is_phrase and not typed.is_excluded
           and q collate pg_unicode_fast !~ '\s$' and length(typed.as_words) >= 2 and typed.as_words !~ ' ' then
            term.prefix := (quote_literal(typed.as_words) || ':*')::tsquery;
        end if;
        if not term.excluded then
            positive := positive + 1;
            for i in 1..7 loop
                if numnode(term.queries[i]) = 0 then
                    stop_words[i] := stop_words[i] + 1;
                end if;
            end loop;
        end if;
        result := result || term;
    end loop;

    most := (select max(s) from unnest(stop_words) s);
    for n in 1..cardinality(result) loop
        term := result[n];
        if not term.excluded then
            -- A query of stop words only is asked for as it stands.
            if most > 0 and most < positive then
                for i in 1..7 loop
                    term.weak := term.weak or (stop_words[i] = most and numnode(term.queries[i]) = 0);
                end loop;
            end if;
            term.queries := search.with_synonyms(term.words, term.queries);
            term.lexemes := search.lexemes(term.queries);
            term.documents := search.documents_with(term.lexemes);
            if fuzzy <> 'never' and not term.phrase
               and (fuzzy = 'always'
                    or term.documents = 0
                       -- A little word stands in no index of its language, and is no mistake.
                       and not exists (select from unnest(term.queries) query where numnode(query) = 0)
                       and (term.prefix is null
                            -- Of a common beginning this is known, and looking for it would read all that begins so.
                            or not exists (select from search.lexeme_frequency f
                                           where f.lexeme >= term.words and f.lexeme < term.words || U&'\+10FFFF')
                               and not search.stands(term.prefix)))
            then
                term.corrected := search.corrections(term.words);
                foreach fix in array term.corrected loop
                    term.queries := search.joined(term.queries, search.in_languages(fix));
                end loop;
                if cardinality(term.corrected) > 0 then
                    term.lexemes := search.lexemes(term.queries);
                    term.documents := search.documents_with(term.lexemes);
                end if;
            end if;
        end if;
        result[n] := term;
    end loop;
    return result;
end $$;
comment on function search.terms is
    'What a person typed: words, "phrases", -excluded, or; never an error. typing: the last word may be a beginning. fuzzy: never, auto (words that stand nowhere are corrected), always.';

create or replace function search.left_off(q text, terms search.term[]) returns bigint
    language sql stable
    return case when cardinality(terms) < search.most_words() and length(q) <= 2000 then 0
        else (select count(*) from (
            select word from string_to_table(public.search_text(q), ' ') word where word not in ('', 'or')
            except
            select word from unnest(terms) t, string_to_table(t.words, ' ') word) w) end;
comment on function search.left_off is 'How many different words of a long query are not looked for.';

create or replace function search.joined(one tsquery[], other tsquery[]) returns tsquery[]
    language sql immutable parallel safe
    return (select array_agg(case when numnode(a) = 0 then b when numnode(b) = 0 then a else a || b end order by n)
            from unnest(one, other) with ordinality both_ways (a, b, n));

create or replace function search.with_synonyms(words text, queries tsquery[]) returns tsquery[]
    language plpgsql stable as $$
declare
    synonym text;
begin
    for synonym in
        select distinct other from search.synonym s, unnest(s.words) other
        where s.words @> array[$1] and other <> $1
    loop
        queries := search.joined(queries, search.in_languages(synonym));
    end loop;
    return queries;
end $$;

create or replace function search.expected(terms search.term[], out documents double precision, out titles double precision)
    language plpgsql stable as $$
declare
    total double precision := (select c.documents from search.collection c);
    term search.term;
    of_word double precision;
    of_titles double precision;
    either_documents double precision := total;
    either_titles double precision := total;
begin
    if total is null then
        return;
    end if;
    documents := total;
    titles := total;
    foreach term in array terms loop
        -- A little word is asked for in some languages only.
        continue when term.excluded or term.weak;
        select greatest(term.documents, sum(f.documents)), coalesce(sum(f.titles), 0) into of_word, of_titles
        from search.lexeme_frequency f
        where f.lexeme = any (term.lexemes)
           or term.prefix is not null and f.lexeme >= term.words and f.lexeme < term.words || U&'\+10FFFF';
        if term.phrase or term.words ~ ' ' then
            -- They must stand beside each other.
            of_word := of_word / 10;
            of_titles := of_titles / 10;
        end if;
        if not term.alternative then
            documents := documents * least(total, either_documents) / total;
            titles := titles * least(total, either_titles) / total;
            either_documents := 0;
            either_titles := 0;
        end if;
        either_documents := either_documents + of_word;
        either_titles := either_titles + of_titles;
    end loop;
    documents := documents * least(total, either_documents) / total;
    titles := titles * least(total, either_titles) / total;
end $$;
comment on function search.expected is
    'About how many documents have all the words, and how many in their title, as if words stood there by chance; null while documents are few.';

create or replace function search.since(resources text[], hits double precision, wanted integer) returns timestamptz
    language sql stable
    return (
        select max(r.since)
        from search.collection c,
            (select case when cardinality(resources) = 1 then resources[1] else '' end as resource) asked
        join search.recency r using (resource)
        -- A third more than wanted, as words are not spread evenly; and where those are most, nothing is gained.
        where r.documents >= 1.3 * wanted * c.documents / nullif(hits, 0)
          and r.documents <= (select max(every.documents) from search.recency every where every.resource = asked.resource) / 3);
comment on function search.since is
    'Since when there may be as many documents as wanted, where so many hits are spread over all of them; null where it is not worth while, or not known.';

create or replace function search.every_word_or(terms search.term[], beginning tsquery) returns tsquery
    language plpgsql immutable as $$
declare
    term search.term;
    query tsquery;
    grouped tsquery;
    every tsquery;
    begun boolean;
    alone boolean := false;
    ways tsquery[] := '{}';
    before_it tsquery[] := '{}';
    n integer;
begin
    for n in 1..cardinality(search.languages()) loop
        every := null;
        grouped := null;
        begun := false;
        foreach term in array terms loop
            query := term.queries[n];
            continue when term.excluded or numnode(query) = 0 or (term.weak and n = cardinality(search.languages()));
            if not (term.alternative and grouped is not null) then
                if grouped is not null then
                    every := case when every is null then grouped else every && grouped end;
                end if;
                grouped := null;
            end if;
            if term.prefix is not null then
                if every is null then
                    alone := true;
                else
                    before_it := before_it || every;
                end if;
                begun := grouped is null
                    -- What begins so is asked for once for all languages.
                    and numnode(query) = 1 and beginning = term.prefix and query::text like '''' || term.words || '%';
            end if;
            grouped := case when grouped is null then query else grouped || query end;
        end loop;
        if grouped is not null and not begun then
            ways := ways || case when every is null then grouped else every && grouped end;
        end if;
    end loop;
    if (alone or cardinality(before_it) > 0) and beginning is not null then
        -- To read all that begins so costs most: it is asked for once, whatever the words before it are in each language.
        ways := ways || case when alone then beginning else search.any_of(before_it) && beginning end;
    end if;
    return search.any_of(ways);
end $$;
comment on function search.every_word_or is 'search.every_word(terms), with what the last word may be the beginning of.';

create or replace function search.every_word(terms search.term[]) returns tsquery
    language sql immutable
    return search.every_word_or(terms, (select t.prefix from unnest(terms) t where t.prefix is not null));
comment on function search.every_word is 'What all the words of a query ask for, in any language; null where there are none.';

create or replace function search.common_word(terms search.term[]) returns tsquery
    language sql stable
    return (
        select search.every_word_or(terms, search.alternatives(array(
            select f.lexeme from search.lexeme_frequency f
            where f.lexeme >= t.words and f.lexeme < t.words || U&'\+10FFFF'
            order by f.documents desc limit 30)))
        from unnest(terms) t where t.prefix is not null);
comment on function search.common_word is
    'As search.every_word, where the last word is the beginning of one of the most common words that begin so; null where it is none.';

create or replace function search.excluded_words(terms search.term[]) returns tsquery
    language sql immutable
    return search.any_of((select array_agg(query) from unnest(terms) term, unnest(term.queries) query where term.excluded));
comment on function search.excluded_words is 'What must not stand in a document; null where nothing is excluded.';

create or replace function public.search_query(q text) returns tsquery
    language plpgsql stable strict
    set client_min_messages = warning as $$
declare
    terms search.term[] := search.terms(q);
    every tsquery := search.every_word(terms);
    excluded tsquery := search.excluded_words(terms);
begin
    return case when excluded is null then coalesce(every, ''::tsquery)
                when every is null then !!excluded
                else every && !!excluded end;
end $$;
comment on function public.search_query is 'All words of what a person typed: search_document.tsv @@ search_query(q).';

create or replace function search.collection_now() returns search.collection
    language plpgsql stable as $$
declare
    result search.collection;
begin
    select * into result from search.collection;
    if not found then
        select true, count(*), greatest(coalesce(avg(title_length), 1), 1), greatest(coalesce(avg(body_length), 1), 1), now()
        into result from (select title_length, body_length from public.search_document limit 20000) d;
    end if;
    -- What an earlier version has kept may be none, and is divided by.
    result.average_title_length := greatest(result.average_title_length, 1);
    result.average_body_length := greatest(result.average_body_length, 1);
    return result;
end $$;
comment on function search.collection_now is 'What is kept of all documents, or, while they are few, what there is now.';

create or replace function search.in_field(query tsquery, weight text) returns tsquery
    language sql immutable parallel safe
    return regexp_replace(query::text, '''(?::([*]))?(?= \| |$)', ''':\1' || weight, 'g')::tsquery;
comment on function search.in_field is 'The same words, of which any is asked for, in one field: A title, B subtitle, C text, D keywords.';
