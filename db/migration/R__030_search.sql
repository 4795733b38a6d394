-- How rows become search documents, and when. search.<resource>_source is the one definition of a document;
-- the triggers, search_rebuild() and search.rebuild_batch() all read it.

-- The text as words --------------------------------------------------------------------------------------
--
-- PostgreSQL's parser cuts text differently with each server's locale, and knows words that people do not (names of
-- files, negative numbers, hosts). So it only ever sees letters and digits between spaces, which it cuts the same
-- everywhere; which those are says Unicode (pg_unicode_fast), and not the server.

create or replace function search.bigrams(value text) returns text
    language plpgsql immutable strict parallel safe as $$
declare
    sign constant text := '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]';
    pairs text := value collate "C";
begin
    if pairs !~ sign then
        return value;
    end if;
    -- Every sign twice, then without the first and the last of a run: abc, aabbcc, abbc, ab bc. One alone stays one.
    pairs := regexp_replace(pairs, '(' || sign || ')', '\1\1', 'g');
    pairs := regexp_replace(pairs, '(?<!' || sign || ')(' || sign || ')\1(?!' || sign || ')', ' \1 ', 'g');
    pairs := regexp_replace(pairs,
        '(?<!' || sign || ')' || sign || '(' || sign || '+)' || sign || '(?!' || sign || ')', ' \1 ', 'g');
    return regexp_replace(pairs, '(' || sign || '{2})', '\1 ', 'g');
end $$;
comment on function search.bigrams is
    'Writes Chinese, Japanese, Korean, Thai, Lao, Burmese and Khmer, which have no spaces, as pairs of neighbouring signs.';

-- What nearly all text of Western languages consists of, where letters have their accents with them, needs none of what
-- Unicode has for others: it costs a fifth, and gives the same (a test compares them sign by sign).
create or replace function search.is_plain(value text) returns boolean
    language sql immutable strict parallel safe
    return value collate "C" !~ '[^\u0001-\u007f\u00a0\u00ab\u00b0\u00bb\u00c0-\u00ff\u0152\u0153\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u20ac]';

create or replace function search.folded(value text) returns text
    language sql immutable strict parallel safe
    return search.bigrams(public.unaccent('public.unaccent'::regdictionary, normalize(regexp_replace(
        casefold(normalize(value, NFKD) collate pg_unicode_fast),
        -- Accents of every script that writes them as marks, soft hyphens, signs without width.
        '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060\ufeff]', '', 'g'), NFC)));
comment on function search.folded is
    'Text of any script with compatible forms unified, without case and accents, and what has no spaces as pairs of signs.';

create or replace function public.search_text(value text) returns text
    language plpgsql immutable strict parallel safe as $$
begin
    value := case when search.is_plain(value)
        then public.unaccent('public.unaccent'::regdictionary, casefold(value collate pg_unicode_fast))
        else search.folded(value) end;
    -- A single space needs no change: most of what stands between words.
    value := regexp_replace(value collate pg_unicode_fast, '[^[:alnum:] ][^[:alnum:]]*| [^[:alnum:]]+', ' ', 'g');
    if length(value) > 200 then
        value := regexp_replace(value collate "C", '([^ ]{200})[^ ]+', '\1', 'g');
    end if;
    return btrim(value);
end $$;
comment on function public.search_text is
    'Text as documents and queries are read: compatible forms unified, case and accents gone, only letters and digits between single spaces, 200 of them in a word at most.';

create or replace function search.phone_key(phone text) returns text
    language sql immutable strict parallel safe
    return case when length(regexp_replace(phone, '[^0-9]', '', 'g')) >= 6
                then 'tel:' || right(regexp_replace(phone, '[^0-9]', '', 'g'), 9) end;
comment on function search.phone_key is 'The last nine digits: the same with country code, with a leading 0, with any spacing.';

create or replace function search.identifier(value text) returns text
    language sql immutable strict parallel safe
    return nullif(left(replace(public.search_text(value), ' ', ''), 200), '');

create or replace function search.identifiers(phone text, variadic identifiers text[]) returns text[]
    language sql immutable parallel safe
    return array_remove(array_append(
        (select array_agg(search.identifier(i)) from unnest(identifiers) i), search.phone_key(normalize(phone, NFKC))), null);

create or replace function public.search_identifiers(query text) returns text[]
    language sql immutable strict parallel safe
    return (
        -- An identifier may be written in up to four words; a query of more than twelve is a sentence.
        with word as (
            select string_to_array(public.search_text(left(query, 1000)), ' ') as words),
        meant as (
            select array_to_string(words[i:i + n], '') as identifier
            from word, generate_series(1, least(cardinality(words), 12)) i, generate_series(0, 3) n
            where i + n <= cardinality(words)
            union
            select search.identifier(left(query, 1000))
            union
            -- What looks like a telephone number, anywhere.
            select search.phone_key(number[1])
            from regexp_matches(normalize(left(query, 1000), NFKC), '([+]?[(]?[0-9][0-9\s().+/-]{4,}[0-9])', 'g') number)
        select coalesce(array_agg(left(identifier, 200)), '{}') from meant where identifier <> '');
comment on function public.search_identifiers is
    'The identifiers a query may mean: search_document.identifiers && search_identifiers(query) finds them.';

-- A map of little words is part of the function, so that none is looked up in a list of its own: that cost half of a document.
do $$
declare
    little_words jsonb;
begin
    select jsonb_object_agg(word, letters) into little_words
    from (select word, string_agg(letter, '') as letters
          from (values
              ('f', 'le la les des et un une du de est dans pour avec que qui sur au aux nous vous ce cette pas leur leurs sont par ont'),
              ('e', 'the and of to is are with for was has this that we they by on it be not from have in a'),
              ('d', 'der die das und ist nicht mit ein eine den dem von zu auf fur im des sich auch wir sie'),
              ('s', 'el los las y que una un del de la en con por para es su como esta son se lo'),
              ('i', 'il lo gli che di e un una la per con non del della sono nel alla si le i'),
              ('p', 'o os as um uma do da de dos das nao com para que em e por se seu sua mais foi'),
              ('n', 'het een van en de is niet op dat met voor zijn ook aan we te')) language (letter, words),
              string_to_table(words, ' ') word
          group by word) each_word;
    execute format($function$
        create or replace function search.guess_language(value text) returns text
            language plpgsql immutable parallel safe as $body$
        declare
            -- A letter for each little word and each language that has it.
            seen text := (
                select string_agg(%L::jsonb ->> word, '')
                from string_to_table(public.search_text(left(value, 400)), ' ') word
                -- None of them is longer.
                where octet_length(word) <= 5);
            -- How often the most frequent letter is there, times 8, and which language's it is; of equals the first's.
            most integer := greatest(
                8 * (length(seen) - length(replace(seen, 'f', ''))) + 7,
                8 * (length(seen) - length(replace(seen, 'e', ''))) + 6,
                8 * (length(seen) - length(replace(seen, 'd', ''))) + 5,
                8 * (length(seen) - length(replace(seen, 's', ''))) + 4,
                8 * (length(seen) - length(replace(seen, 'i', ''))) + 3,
                8 * (length(seen) - length(replace(seen, 'p', ''))) + 2,
                8 * (length(seen) - length(replace(seen, 'n', ''))) + 1);
        begin
            return case when most >= 8 then (array['nl', 'pt', 'it', 'es', 'de', 'en', 'fr'])[most %% 8] end;
        end $body$
        $function$, little_words);
end $$;
comment on function search.guess_language is
    'Which of the seven languages a text is in, by its little words; null where there are none.';

-- What a document says -----------------------------------------------------------------------------------

create or replace view search.organization_source as
select 'organization' resource, o.id, o.name title, concat_ws(', ', o.industry, o.city) subtitle, null::text body,
       concat_ws(' ', o.legal_name, o.registration_number, o.email, o.phone, o.website,
                 o.street, o.postal_code, o.city, o.region) keywords,
       null::text as language,
       search.identifiers(o.phone, o.registration_number, o.email) identifiers,
       jsonb_build_object('status', o.status, 'region', o.region, 'country', o.country, 'city', o.city,
                          'industry', o.industry) facets,
       o.updated_at recency
from public.organization o;

create or replace view search.person_source as
select 'person' resource, p.id, p.full_name title, null::text subtitle, null::text body,
       concat_ws(' ', p.email, p.phone) keywords, null::text as language,
       search.identifiers(p.phone, p.email) identifiers,
       jsonb_build_object('language', p.language) facets, p.updated_at recency
from public.person p;

create or replace view search.staff_source as
select 'staff' resource, s.id, p.full_name title, concat_ws(', ', s.job_title, s.region) subtitle, null::text body,
       concat_ws(' ', p.email, p.phone) keywords, null::text as language,
       search.identifiers(p.phone, p.email) identifiers,
       jsonb_build_object('region', s.region, 'active', s.active) facets, s.updated_at recency
from public.staff s
join public.person p on p.id = s.person_id;

create or replace view search.member_source as
select 'member' resource, m.id, p.full_name title, concat_ws(', ', m.job_title, o.name) subtitle, null::text body,
       concat_ws(' ', m.member_number, p.email, p.phone) keywords, null::text as language,
       search.identifiers(p.phone, m.member_number, p.email) identifiers,
       jsonb_build_object('status', m.status, 'region', o.region, 'country', o.country) facets,
       m.updated_at recency
from public.member m
join public.person p on p.id = m.person_id
join public.organization o on o.id = m.organization_id;

create or replace view search.group_source as
select 'group' resource, g.id, g.name title, concat_ws(', ', g.code, g.region) subtitle,
       concat_ws(', ', leader.full_name, contact.full_name) body, null::text keywords, null::text as language,
       search.identifiers(null, g.code) identifiers,
       jsonb_build_object('status', g.status, 'region', g.region) facets, g.updated_at recency
from public.member_group g
left join public.staff s on s.id = g.point_of_contact_id
left join public.person contact on contact.id = s.person_id
-- The leader elected last, and not today's: a document changes when somebody writes, not at midnight.
left join lateral (
    select p.full_name
    from public.group_leadership l
    join public.member m on m.id = l.member_id
    join public.person p on p.id = m.person_id
    where l.group_id = g.id
    order by l.elected_on desc, l.id
    limit 1) leader on true;

create or replace view search.teacher_source as
select 'teacher' resource, t.id, p.full_name title, t.headline subtitle, t.biography body,
       concat_ws(' ', topics.names, p.email, p.phone) keywords,
       search.guess_language(t.biography) as language,
       search.identifiers(p.phone, p.email) identifiers,
       jsonb_build_object('status', t.status, 'currency', t.currency, 'topic', coalesce(topics.codes, '[]')) facets,
       t.updated_at recency
from public.teacher t
join public.person p on p.id = t.person_id
left join lateral (
    select string_agg(o.name, ' ' order by o.code) names, jsonb_agg(o.code order by o.code) codes
    from public.teacher_topic tt
    join public.topic o on o.id = tt.topic_id
    where tt.teacher_id = t.id) topics on true;

create or replace view search.topic_source as
select 'topic' resource, t.id, t.name title, parent.name subtitle, null::text body, t.code keywords,
       search.guess_language(t.name) as language, search.identifiers(null, t.code) identifiers,
       '{}'::jsonb facets, t.updated_at recency
from public.topic t
left join public.topic parent on parent.id = t.parent_id;

create or replace view search.venue_source as
select 'venue' resource, v.id, v.name title, v.city subtitle, null::text body,
       concat_ws(' ', v.street, v.postal_code, v.city) keywords, null::text as language,
       '{}'::text[] identifiers,
       jsonb_build_object('country', v.country, 'city', v.city) facets, v.updated_at recency
from public.venue v;

create or replace view search.meeting_source as
select 'meeting' resource, m.id, coalesce(m.title, t.name, g.name) title,
       concat_ws(', ', g.name, to_char(m.month, 'YYYY-MM')) subtitle, m.notes body,
       concat_ws(' ', p.full_name, t.name, v.name, v.city) keywords,
       search.guess_language(concat_ws(' ', m.title, m.notes)) as language,
       search.identifiers(null, g.code) identifiers,
       jsonb_build_object('status', m.status, 'region', g.region) facets,
       coalesce(m.starts_at, public.domain_midnight(m.month)) recency
from public.meeting m
join public.member_group g on g.id = m.group_id
left join public.teacher c on c.id = m.teacher_id
left join public.person p on p.id = c.person_id
left join public.topic t on t.id = m.topic_id
left join public.venue v on v.id = m.venue_id;

create or replace view search.event_source as
select 'event' resource, e.id, e.title, concat_ws(', ', v.name, v.city) subtitle, e.description body,
       null::text keywords, search.guess_language(concat_ws(' ', e.title, e.description)) as language,
       '{}'::text[] identifiers,
       jsonb_build_object('status', e.status, 'kind', e.kind, 'country', v.country) facets,
       e.starts_at recency
from public.event e
left join public.venue v on v.id = e.venue_id;

create or replace view search.mission_source as
select 'mission' resource, m.id, m.title, concat_ws(', ', m.reference, o.name) subtitle, m.description body,
       p.full_name keywords, search.guess_language(concat_ws(' ', m.title, m.description)) as language,
       search.identifiers(null, m.reference) identifiers,
       jsonb_build_object('status', m.status, 'kind', m.kind, 'currency', m.currency, 'region', o.region,
                          'country', o.country) facets,
       coalesce(public.domain_midnight(m.starts_on), m.updated_at) recency
from public.mission m
join public.organization o on o.id = m.organization_id
left join public.teacher t on t.id = m.teacher_id
left join public.person p on p.id = t.person_id;

create or replace view search.invoice_source as
select 'invoice' resource, i.id, i.number title, o.name subtitle,
       concat_ws(E'\n', i.notes, lines.descriptions) body, null::text keywords,
       search.guess_language(concat_ws(' ', i.notes, lines.descriptions)) as language,
       search.identifiers(null, i.number) identifiers,
       jsonb_build_object('status', i.status, 'currency', i.currency, 'region', o.region, 'country', o.country) facets,
       coalesce(public.domain_midnight(i.issued_on), i.updated_at) recency
from public.invoice i
join public.organization o on o.id = i.organization_id
left join lateral (
    select string_agg(l.description, E'\n' order by l.position) descriptions
    from public.invoice_line l where l.invoice_id = i.id) lines on true;

create or replace view search.note_source as
select 'note' resource, n.id, coalesce(n.title, left(n.body, 100)) title,
       coalesce(o.name, mp.full_name, g.name, concat_ws(', ', mg.name, mt.title, to_char(mt.month, 'YYYY-MM')),
                s.title, e.title) subtitle,
       n.body, author.full_name keywords,
       search.guess_language(concat_ws(' ', n.title, n.body)) as language,
       '{}'::text[] identifiers,
       jsonb_build_object('about', case when n.organization_id is not null then 'organization'
                                        when n.member_id is not null then 'member'
                                        when n.group_id is not null then 'group'
                                        when n.meeting_id is not null then 'meeting'
                                        when n.mission_id is not null then 'mission'
                                        else 'event' end) facets,
       n.noted_at recency
from public.note n
left join public.staff st on st.id = n.author_id
left join public.person author on author.id = st.person_id
left join public.organization o on o.id = n.organization_id
left join public.member m on m.id = n.member_id
left join public.person mp on mp.id = m.person_id
left join public.member_group g on g.id = n.group_id
left join public.meeting mt on mt.id = n.meeting_id
left join public.member_group mg on mg.id = mt.group_id
left join public.mission s on s.id = n.mission_id
left join public.event e on e.id = n.event_id;

-- Writing documents --------------------------------------------------------------------------------------

create or replace function search.resources() returns text[]
    language sql immutable parallel safe
    return array['organization', 'person', 'staff', 'member', 'group', 'teacher', 'topic', 'venue',
                 'meeting', 'event', 'mission', 'invoice', 'note'];

create or replace function search.sounds(words text) returns text[]
    language sql immutable strict parallel safe
    return (select coalesce(array_agg(distinct code), '{}')
            from string_to_table(words, ' ') word, unnest(public.daitch_mokotoff(word)) code);
comment on function search.sounds is 'How each of the words may sound (Daitch-Mokotoff): words in common are words that sound alike.';

create or replace function search.title_words(config regconfig, words text) returns tsvector
    language sql immutable parallel safe
    return coalesce(nullif(to_tsvector(config, words), ''), to_tsvector('public.rejoin_simple', words));
comment on function search.title_words is
    'The lexemes of a title''s words: where they are nothing but little words of its language ("IT", "Le Un"), they count as they stand.';

drop function if exists search.documents(text, text);
-- Of an earlier version.
drop function if exists search.insert_documents(text, text, text);

create or replace function search.bounded_source(resource text, condition text) returns text
    language sql immutable parallel safe
    -- A tsvector holds 1 MB: what is beyond these bounds is not found, and never fails a write.
    return format($sql$
        select r.resource, r.id, left(r.title, 300) as title, left(nullif(r.subtitle, ''), 1000) as subtitle,
               left(nullif(r.body, ''), 100000) as body, left(nullif(r.keywords, ''), 10000) as keywords,
               r.language, r.identifiers, jsonb_strip_nulls(r.facets) as facets, r.recency
        from search.%I r %s offset '0'$sql$,
        resource || '_source', condition);
comment on function search.bounded_source is
    'The query for what the documents of a resource show, of the rows r of its source that meet the condition.';

create or replace function search.documents(resource text, source text) returns text
    language sql immutable parallel safe
    return format($sql$
        select s.resource, s.id, s.title, s.subtitle, s.body, s.keywords, s.language, s.identifiers,
               s.facets, s.recency, s.title_words as title_folded,
               length(s.title_v) as title_length, length(s.subtitle_v || s.body_v || s.keywords_v) as body_length,
               setweight(s.title_v, 'A') as title_tsv,
               setweight(s.title_v, 'A') || setweight(s.subtitle_v, 'B') || setweight(s.body_v, 'C')
                   || setweight(s.keywords_v, 'D') as tsv,
               %s as phonetic,
               concat_ws(' ', s.title_words, s.subtitle_words, s.body_words, s.keywords_words) as words
        -- Each offset keeps an expression from being copied to, and computed at, every place that uses it. Written as
        -- a number it would keep the workers of a parallel plan out as well: the planner takes it for a limit.
        from (
            select s.*, search.title_words(s.config, s.title_words) as title_v,
                   to_tsvector(s.config, coalesce(s.subtitle_words, '')) as subtitle_v,
                   to_tsvector(s.config, coalesce(s.body_words, '')) as body_v,
                   to_tsvector(s.config, coalesce(s.keywords_words, '')) as keywords_v
            from (
                select s.*, public.search_config(s.language) as config, public.search_text(s.title) as title_words,
                       public.search_text(s.subtitle) as subtitle_words, public.search_text(s.body) as body_words,
                       public.search_text(s.keywords) as keywords_words
                from (%s) s
                offset '0') s
            offset '0') s$sql$,
        -- The titles that are people's names.
        case when resource in ('person', 'staff', 'member', 'teacher') then 'search.sounds(s.title_words)'
             else 'array[]::text[]' end,
        source);
comment on function search.documents is
    'The query for the documents of what a query as search.bounded_source selects, and for the words in them.';

create or replace function search.columns() returns text
    language sql immutable parallel safe
    return 'resource, id, title, subtitle, body, keywords, language, identifiers, facets, recency,
            title_folded, title_length, body_length, title_tsv, tsv, phonetic';
comment on function search.columns is 'The columns of search_document, in the order of search.documents.';

create or replace function search.new_words(source text) returns text
    language sql immutable parallel safe
    return format($sql$
        insert into search.word (word)
        select w.word
        -- The offset keeps what is asked of each word from being asked of it everywhere it stands.
        from (select distinct w.word from %s d, string_to_table(d.words, ' ') w (word)
              where length(w.word) between 4 and 40 offset 0) w
        -- What one may mistype: no numbers, no pairs of signs.
        where w.word !~ '[0-9]'
          and not exists (select from search.word s where s.word = w.word collate "C")$sql$, source);
comment on function search.new_words is 'The statement that notes the words of documents that are not known yet.';

-- One function for each resource, whose statements are planned once a session and not at every write: to plan a view
-- over a dozen tables costs more than the write itself. One row, as most writers write, goes its own way: to start a
-- statement that is fit for many costs more than a document.
do $$
declare
    shown constant text[] := array['title', 'subtitle', 'body', 'keywords', 'language', 'identifiers', 'facets'];
    columns constant text[] := regexp_split_to_array(search.columns(), '[,\s]+');
    resource text;
begin
    foreach resource in array search.resources() loop
        execute format($function$
            create or replace function search.%1$I(ids uuid[]) returns void
                language plpgsql
                set plan_cache_mode = force_generic_plan as $body$
            declare
                source record;
                document record;
            begin
                if cardinality(ids) = 1 then
                    -- What shows the same as before, as after a change of what documents do not show, is only newer, if
                    -- that: its words are not read again, and where it is not, no index is written.
                    select s.*, d.recency as written, %8$s as same into source
                    from (%5$s) s
                    left join public.search_document d on d.resource = s.resource and d.id = s.id;
                    if not found then
                        return;
                    elsif source.same then
                        if source.written is distinct from source.recency then
                            update public.search_document d set recency = source.recency
                            where d.resource = source.resource and d.id = source.id;
                        end if;
                        return;
                    end if;
                    select d.* into document from (%6$s) d;
                    insert into public.search_document (%3$s) values (%7$s) %9$s;
                    %10$s;
                    return;
                end if;
                with source as materialized (%11$s),
                same as materialized (
                    select d.resource, d.id, s.recency, d.recency is distinct from s.recency as newer
                    from source s
                    join public.search_document d using (resource, id)
                    where %8$s),
                newer as (
                    update public.search_document d set recency = same.recency
                    from same where same.newer and d.resource = same.resource and d.id = same.id),
                document as materialized (%2$s),
                written as (
                    insert into public.search_document (%3$s) select %3$s from document order by id %9$s)
                %4$s;
            end $body$
            $function$,
            'refresh_' || resource,
            search.documents(resource, 'select * from source s where not exists (select from same where same.id = s.id)'),
            search.columns(), search.new_words('document'),
            search.bounded_source(resource, 'where r.id = ids[1]'),
            search.documents(resource, 'select source.resource, source.id, source.recency, '
                || (select string_agg('source.' || c, ', ') from unnest(shown) c)),
            (select string_agg('document.' || c, ', ' order by n) from unnest(columns) with ordinality u (c, n)),
            (select format('(%s) is not distinct from (%s)', string_agg('d.' || c, ', '), string_agg('s.' || c, ', '))
             from unnest(shown) c),
            (select 'on conflict (resource, id) do update set ' || string_agg(format('%1$s = excluded.%1$s', c), ', ')
             from unnest(columns) c where c not in ('resource', 'id')),
            search.new_words('(select document.words)'),
            search.bounded_source(resource, 'where r.id = any (ids)'));
    end loop;
end $$;

create or replace function search.refresh(resource text, ids uuid[]) returns void
    language plpgsql
    set plan_cache_mode = force_generic_plan as $$
begin
    case resource
    when 'organization' then perform search.refresh_organization(ids);
    when 'person' then perform search.refresh_person(ids);
    when 'staff' then perform search.refresh_staff(ids);
    when 'member' then perform search.refresh_member(ids);
    when 'group' then perform search.refresh_group(ids);
    when 'teacher' then perform search.refresh_teacher(ids);
    when 'topic' then perform search.refresh_topic(ids);
    when 'venue' then perform search.refresh_venue(ids);
    when 'meeting' then perform search.refresh_meeting(ids);
    when 'event' then perform search.refresh_event(ids);
    when 'mission' then perform search.refresh_mission(ids);
    when 'invoice' then perform search.refresh_invoice(ids);
    when 'note' then perform search.refresh_note(ids);
    end case;
end $$;
comment on function search.refresh is 'Writes the documents of these rows anew.';

create or replace function search.lock_documents(resource text, ids uuid[]) returns void
    language plpgsql
    set plan_cache_mode = force_generic_plan as $$
begin
    perform from public.search_document d
    where d.resource = $1 and d.id = any (ids)
    order by d.id for no key update;
end $$;
comment on function search.lock_documents is
    'Two writers may change what one document shows: the second waits here, and then reads what the first wrote.';

drop function if exists search.every_document(text);
create function search.every_document(text)
    returns table (resource text, id uuid, title text, subtitle text, body text, keywords text, language text,
                   identifiers text[], facets jsonb, recency timestamptz, title_folded text, title_length integer,
                   body_length integer, title_tsv tsvector, tsv tsvector, phonetic text[], words text)
    language plpgsql as $$
begin
    return query execute search.documents($1, search.bounded_source($1, ''));
end $$;
comment on function search.every_document is
    'All documents of a resource with the words in them, made on all cores that the server lends, which an insert does not do.';

create or replace function search.likely_documents(resource text) returns bigint
    language sql stable as $$
    select greatest(c.reltuples, 0)::bigint from pg_class c
    where c.oid = ('public.' || case resource when 'group' then 'member_group' else resource end)::regclass
$$;
comment on function search.likely_documents is 'How many documents of a resource there are likely to be, by the statistics of its table.';

create or replace function public.search_rebuild() returns bigint
    language plpgsql
    set maintenance_work_mem = '512MB'
    set work_mem = '64MB'
    -- Parsing text costs far more than the planner thinks.
    set parallel_setup_cost = 0
    set parallel_tuple_cost = 0
    set min_parallel_table_scan_size = 0 as $$
declare
    index_definitions text[];
    index_name text;
    resource text;
    written bigint;
    -- By the statistics, as a loader that has just filled the tables has them.
    total bigint := (select sum(search.likely_documents(r)) from unnest(search.resources()) r);
    made bigint := 0;
begin
    -- Building the indexes after the rows is several times faster than growing them row by row.
    select array_agg(pg_get_indexdef(i.indexrelid)) into index_definitions
    from pg_index i where i.indrelid in ('public.search_document'::regclass, 'search.word'::regclass) and not i.indisprimary;
    truncate public.search_document, search.word, search.rebuild;
    for index_name in
        select i.indexrelid::regclass::text
        from pg_index i where i.indrelid in ('public.search_document'::regclass, 'search.word'::regclass) and not i.indisprimary
    loop
        execute format('drop index %s', index_name);
    end loop;
    foreach resource in array search.resources() loop
        -- Of tables that nobody has analyzed nothing is known.
        if total > 0 then
            raise notice 'progress: search documents: % of %', made, total;
        end if;
        made := made + search.likely_documents(resource);
        -- Documents of one time lie together, as they do when they are written one after the other: of common words the
        -- most recent are read.
        execute format($sql$
            with document as materialized (select * from search.every_document(%1$L)),
            written as (insert into public.search_document (%2$s) select %2$s from document order by recency)
            %3$s$sql$, resource, search.columns(), search.new_words('document'));
    end loop;
    if total > 0 then
        raise notice 'progress: search documents: % of %', made, total;
    end if;
    for i in 1 .. cardinality(index_definitions) loop
        raise notice 'progress: search indexes: % of %', i - 1, cardinality(index_definitions);
        execute index_definitions[i];
    end loop;
    raise notice 'progress: search indexes: % of %', cardinality(index_definitions), cardinality(index_definitions);
    perform search.forget_vectors(r, null, null) from unnest(search.resources()) r;
    perform search.queue_missing_vectors();
    analyze public.search_document, search.word;
    perform search.refresh_statistics();
    select count(*) into written from public.search_document;
    return written;
end $$;
comment on function public.search_rebuild is
    'Writes every search document anew, to be run after a bulk load; returns how many there are.';

create or replace function search.refresh_statistics() returns void
    language plpgsql as $$
declare
    total bigint := (select greatest(reltuples, 0) from pg_class where oid = 'public.search_document'::regclass);
begin
    -- One at a time; the others have nothing to add.
    if not pg_try_advisory_xact_lock(search.lock_key('statistics')) then
        return;
    end if;
    -- Of few documents nothing is kept: they are counted when somebody asks.
    delete from search.lexeme_frequency;
    delete from search.collection;
    delete from search.recency;
    if total <= 10000 then
        return;
    end if;
    insert into search.lexeme_frequency (lexeme, documents, titles)
    select lexeme, max(frequency * total) filter (where attname = 'tsv'),
           coalesce(max(frequency * total) filter (where attname = 'title_tsv'), 0)
    from (select attname, most_common_elems::text::text[] as lexemes, most_common_elem_freqs as frequencies from pg_stats
          where schemaname = 'public' and tablename = 'search_document' and attname in ('tsv', 'title_tsv')) s,
        -- Behind a frequency for each lexeme stand the least and the greatest.
        unnest(lexemes, frequencies[:cardinality(lexemes)]) common (lexeme, frequency)
    group by lexeme
    having bool_or(attname = 'tsv');
    -- From everywhere in the table: documents of one kind stand together.
    with sample as materialized (
        select resource, search.week(recency) as week, title_length, body_length
        from public.search_document tablesample system (least(100, 100.0 * 30000 / total))),
    noted as (
        insert into search.collection (documents, average_title_length, average_body_length)
        -- Lengths are divided by these, and where nothing has a text, the average is none.
        select total, greatest(avg(title_length), 1), greatest(avg(body_length), 1) from sample)
    insert into search.recency (resource, since, documents)
    select coalesce(resource, ''), timestamptz '1900-01-01Z' + week * interval '168 hours',
           total * sum(count(*)) over (partition by resource order by week desc) / (select count(*) from sample)
    from sample
    group by grouping sets ((week, resource), (week));
end $$;
comment on function search.refresh_statistics is
    'Notes what the last analyze of search_document knows of common lexemes, for ranking to weigh words by, and how recent documents are.';

create or replace function search.rebuild_batch(resource text, size integer) returns bigint
    language plpgsql as $$
declare
    domain_table text := case resource when 'group' then 'member_group' else resource end;
    begin_after uuid;
    ids uuid[];
    last uuid;
begin
    select r.after into begin_after from search.rebuild r where r.resource = $1 for update;
    if not found then
        return 0;
    end if;
    -- Locked, so that nobody changes them between being read and being written: a moment for a writer.
    execute format('select array_agg(id order by id) from (
                        select id from public.%I where $1 is null or id > $1 order by id limit $2 for share) r', domain_table)
        into ids using begin_after, size;
    last := ids[cardinality(ids)];
    -- All of them, as what shows the same as before is written by an older definition all the same.
    delete from public.search_document d
    where d.resource = $1 and (begin_after is null or d.id > begin_after) and (last is null or d.id <= last);
    if ids is null then
        perform search.forget_vectors($1, begin_after, null);
        delete from search.rebuild r where r.resource = $1;
        return 0;
    end if;
    perform search.lock_shown($1);
    perform search.refresh($1, ids);
    perform search.forget_vectors($1, begin_after, last);
    update search.rebuild r set after = last, written = written + cardinality(ids) where r.resource = $1;
    return cardinality(ids);
end $$;
comment on function search.rebuild_batch is
    'Writes the next documents of a resource that search.rebuild names anew, without those whose row is gone; returns how many, and 0 at the end.';

-- Which documents show a row of another table --------------------------------------------------------------

create or replace function search.parents(resource text) returns text[]
    language sql immutable parallel safe
    return case resource
        when 'staff' then array['person']
        when 'member' then array['person', 'organization']
        when 'group' then array['person', 'staff', 'member']
        when 'teacher' then array['person', 'topic']
        when 'topic' then array['topic']
        when 'meeting' then array['member_group', 'person', 'teacher', 'topic', 'venue']
        when 'event' then array['venue']
        when 'mission' then array['organization', 'person', 'teacher']
        when 'invoice' then array['organization']
        when 'note' then array['organization', 'person', 'staff', 'member', 'member_group', 'meeting', 'mission', 'event']
        else '{}' end;
comment on function search.parents is 'The tables whose rows a document of this resource shows, its own apart.';

create or replace function search.showing(table_name text, ids uuid[])
    returns table (resource text, document uuid)
    language plpgsql stable as $$
begin
    case table_name
    when 'organization' then return query
        select 'member', id from public.member where organization_id = any (ids)
        union all select 'mission', id from public.mission where organization_id = any (ids)
        union all select 'invoice', id from public.invoice where organization_id = any (ids)
        union all select 'note', id from public.note where organization_id = any (ids);
    when 'person' then return query
        select 'staff', id from public.staff where person_id = any (ids)
        union all select 'member', id from public.member where person_id = any (ids)
        union all select 'teacher', id from public.teacher where person_id = any (ids)
        union all select s.resource, s.document from search.showing('staff',
            array(select id from public.staff where person_id = any (ids))) s
        union all select s.resource, s.document from search.showing('member',
            array(select id from public.member where person_id = any (ids))) s
        union all select s.resource, s.document from search.showing('teacher',
            array(select id from public.teacher where person_id = any (ids))) s;
    when 'staff' then return query
        select 'group', id from public.member_group where point_of_contact_id = any (ids)
        union all select 'note', id from public.note where author_id = any (ids);
    when 'member' then return query
        select 'group', group_id from public.group_leadership where member_id = any (ids)
        union all select 'note', id from public.note where member_id = any (ids);
    when 'member_group' then return query
        select 'meeting', id from public.meeting where group_id = any (ids)
        union all select 'note', id from public.note where group_id = any (ids)
        union all select 'note', n.id from public.note n join public.meeting m on m.id = n.meeting_id
                  where m.group_id = any (ids);
    when 'teacher' then return query
        select 'meeting', id from public.meeting where teacher_id = any (ids)
        union all select 'mission', id from public.mission where teacher_id = any (ids);
    when 'topic' then return query
        select 'teacher', teacher_id from public.teacher_topic where topic_id = any (ids)
        union all select 'topic', id from public.topic where parent_id = any (ids)
        union all select 'meeting', id from public.meeting where topic_id = any (ids);
    when 'venue' then return query
        select 'meeting', id from public.meeting where venue_id = any (ids)
        union all select 'event', id from public.event where venue_id = any (ids);
    when 'meeting' then return query select 'note', id from public.note where meeting_id = any (ids);
    when 'mission' then return query select 'note', id from public.note where mission_id = any (ids);
    when 'event' then return query select 'note', id from public.note where event_id = any (ids);
    end case;
end $$;
comment on function search.showing is 'The documents that show something of these rows, the rows'' own documents apart.';

-- The triggers -------------------------------------------------------------------------------------------
--
-- Two transactions that do not see each other must not leave a stale document: one renames a person, the other
-- makes that person a member. So whoever changes what others show takes the table's search lock exclusively,
-- and whoever writes a document takes those of the tables it shows shared: renames are rare.

create or replace function search.lock_key(table_name text) returns bigint
    language sql immutable parallel safe
    return hashtextextended('search:' || table_name, 0);

create or replace function search.lock_shown(resource text) returns void
    language plpgsql as $$
declare
    parent text;
begin
    foreach parent in array search.parents(resource) loop
        perform pg_advisory_xact_lock_shared(search.lock_key(parent));
    end loop;
end $$;

create or replace function search.follow_renaming(table_name text, renamed uuid[]) returns void
    language plpgsql as $$
declare
    affected record;
begin
    for affected in
        select s.resource, array_agg(distinct s.document) ids
        from search.showing(table_name, renamed) s group by s.resource order by s.resource
    loop
        perform search.lock_documents(affected.resource, affected.ids);
        perform search.refresh(affected.resource, affected.ids);
        perform search.note_changed(affected.resource, affected.ids);
    end loop;
end $$;
comment on function search.follow_renaming is 'Writes the documents of other rows that show these rows.';

-- Functions for each table, whose statements are planned once a session and not at every write.
do $$
declare
    rule record;
    writing text;
begin
    for rule in
        -- The resource whose documents change, the column with their ids, and the columns that documents of other rows show.
        select * from (values
            ('organization', 'organization', 'id', 'name,region,country'),
            ('person', 'person', 'id', 'full_name,email,phone'),
            ('staff', 'staff', 'id', 'person_id'),
            ('member', 'member', 'id', 'person_id'),
            ('member_group', 'group', 'id', 'name,code,region'),
            ('group_leadership', 'group', 'group_id', ''),
            ('teacher', 'teacher', 'id', 'person_id'),
            ('teacher_topic', 'teacher', 'teacher_id', ''),
            ('topic', 'topic', 'id', 'code,name'),
            ('venue', 'venue', 'id', 'name,city,country'),
            ('meeting', 'meeting', 'id', 'title,month,group_id'),
            ('event', 'event', 'id', 'title'),
            ('mission', 'mission', 'id', 'title'),
            ('invoice', 'invoice', 'id', ''),
            ('invoice_line', 'invoice', 'invoice_id', ''),
            ('note', 'note', 'id', '')) r (domain_table, resource, id_column, shown)
    loop
        writing := format($body$
                if ids is not null then
                    %1$s
                    %2$s
                    perform search.%3$I(ids);
                    perform search.note_changed(%4$L, ids);
                end if;$body$,
            (select string_agg(format('perform pg_advisory_xact_lock_shared(search.lock_key(%L));', parent), ' ' order by n)
             from unnest(search.parents(rule.resource)) with ordinality p (parent, n)),
            -- Of the others the writer holds the row itself, and these locks keep away who writes what else they show.
            case when rule.resource in ('group', 'teacher', 'invoice')
                 then format('perform search.lock_documents(%L, ids);', rule.resource) end,
            'refresh_' || rule.resource, rule.resource);
        execute format($function$
            create or replace function search.%1$I() returns trigger
                language plpgsql as $body$
            declare
                ids uuid[];
            begin
                select array_agg(distinct %2$I) into ids from new_rows;
                %3$s
                return null;
            end $body$
            $function$,
            'follow_inserts_into_' || rule.domain_table, rule.id_column, writing);
        execute format($function$
            create or replace function search.%1$I() returns trigger
                language plpgsql as $body$
            declare
                ids uuid[];
                renamed uuid[];
            begin
                %2$s
                if renamed is not null then
                    perform pg_advisory_xact_lock(search.lock_key(tg_table_name));
                end if;
                select array_agg(distinct r.%3$I) into ids
                from (select %3$I from new_rows union all select %3$I from old_rows) r;
                %4$s
                if renamed is not null then
                    perform search.follow_renaming(tg_table_name, renamed);
                end if;
                return null;
            end $body$
            $function$,
            'follow_updates_of_' || rule.domain_table,
            case when rule.shown <> '' then (
                select format('select array_agg(n.id) into renamed from new_rows n join old_rows o on o.id = n.id
                               where (%s) is distinct from (%s);',
                    string_agg(format('n.%I', c), ', '), string_agg(format('o.%I', c), ', '))
                from unnest(string_to_array(rule.shown, ',')) c) end,
            rule.id_column, writing);
        execute format($function$
            create or replace function search.%1$I() returns trigger
                language plpgsql as $body$
            declare
                ids uuid[];
            begin
                select array_agg(distinct %2$I) into ids from old_rows;
                %3$s
                return null;
            end $body$
            $function$,
            'follow_deletes_from_' || rule.domain_table, rule.id_column,
            case when rule.id_column = 'id' then format($body$
                delete from public.search_document d where d.resource = %1$L and d.id = any (ids);
                -- Who gives a document a vector holds the document: after it, its vectors are all there.
                delete from public.search_vector v where v.resource = %1$L and v.id = any (ids);$body$, rule.resource)
            else writing end);
        execute format(
            'create or replace trigger search_follow_inserts after insert on public.%I
             referencing new table as new_rows for each statement
             when (current_setting(''rejoin.bulk_load'', true) is distinct from ''on'')
             execute function search.%I()',
            rule.domain_table, 'follow_inserts_into_' || rule.domain_table);
        execute format(
            'create or replace trigger search_follow_updates after update on public.%I
             referencing old table as old_rows new table as new_rows for each statement
             when (current_setting(''rejoin.bulk_load'', true) is distinct from ''on'')
             execute function search.%I()',
            rule.domain_table, 'follow_updates_of_' || rule.domain_table);
        execute format(
            'create or replace trigger search_follow_deletes after delete on public.%I
             referencing old table as old_rows for each statement
             when (current_setting(''rejoin.bulk_load'', true) is distinct from ''on'')
             execute function search.%I()',
            rule.domain_table, 'follow_deletes_from_' || rule.domain_table);
    end loop;
end $$;

-- Before there was one for each table.
drop function if exists search.follow_updates();
drop function if exists search.follow_inserts();
drop function if exists search.follow_deletes();
drop function if exists search.write_documents(text, uuid[]);
