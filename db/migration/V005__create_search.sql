-- Full-text search: one document per searchable row, kept by triggers in the writer's transaction.
create extension if not exists unaccent;
create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;

create text search configuration rejoin_simple (copy = pg_catalog.simple);
alter text search configuration rejoin_simple
    alter mapping for word, hword, hword_part, numword, numhword, hword_numpart with unaccent, simple;

-- Every configuration removes accents before it stems, so that "societe generale" finds "Société Générale".
do $$
declare
    language text;
begin
    foreach language in array array['french', 'english', 'german', 'spanish', 'italian', 'dutch', 'portuguese'] loop
        execute format('create text search configuration rejoin_%1$s (copy = pg_catalog.%1$s)', language);
        execute format('alter text search configuration rejoin_%1$s
                            alter mapping for word, hword, hword_part with unaccent, %1$s_stem', language);
        execute format('alter text search configuration rejoin_%1$s
                            alter mapping for numword, numhword, hword_numpart with unaccent, simple', language);
    end loop;
end $$;

create table search_document (
    resource     text constraint search_document_resource_required not null,
    id           uuid constraint search_document_id_required not null,
    title        text constraint search_document_title_required not null,
    subtitle     text,
    body         text,
    keywords     text,
    language     text,
    identifiers  text[] constraint search_document_identifiers_required not null,
    facets       jsonb constraint search_document_facets_required not null,
    recency      timestamptz constraint search_document_recency_required not null,
    title_folded text constraint search_document_title_folded_required not null,
    title_length integer constraint search_document_title_length_required not null,
    body_length  integer constraint search_document_body_length_required not null,
    title_tsv    tsvector constraint search_document_title_tsv_required not null,
    tsv          tsvector constraint search_document_tsv_required not null,
    constraint search_document_key primary key (resource, id)
);
comment on table search_document is
    'What search finds; written by triggers only. tsv has the title as A, the subtitle as B, the body as C, keywords as D.';
comment on column search_document.language is 'Chooses the text search configuration, see search_config(language).';
comment on column search_document.identifiers is
    'Numbers, codes, e-mails and phones as search_identifiers(query) writes them, for exact hits.';
comment on column search_document.title_folded is 'search_fold(title): lower case without accents, for trigrams and prefixes.';
comment on column search_document.title_length is 'Distinct lexemes of the title.';
comment on column search_document.body_length is 'Distinct lexemes of subtitle, body and keywords.';

create index search_document_tsv_idx on search_document using gin (tsv);
create index search_document_title_tsv_idx on search_document using gin (title_tsv);
create index search_document_title_trigram_idx on search_document using gin (title_folded gin_trgm_ops);
create index search_document_title_prefix_idx on search_document (title_folded text_pattern_ops);
create index search_document_identifiers_idx on search_document using gin (identifiers);
create index search_document_recency_idx on search_document (recency desc);

create schema search;
comment on schema search is 'Where the rows of search_document come from.';

create function public.search_fold(value text) returns text
    language sql immutable strict parallel safe
    return lower(public.unaccent('public.unaccent'::regdictionary, value));
comment on function public.search_fold is 'Lower case without accents.';

create function public.search_config(language text) returns regconfig
    language sql immutable parallel safe
    return case language
        when 'fr' then 'public.rejoin_french'::regconfig
        when 'en' then 'public.rejoin_english'::regconfig
        when 'de' then 'public.rejoin_german'::regconfig
        when 'es' then 'public.rejoin_spanish'::regconfig
        when 'it' then 'public.rejoin_italian'::regconfig
        when 'nl' then 'public.rejoin_dutch'::regconfig
        when 'pt' then 'public.rejoin_portuguese'::regconfig
        else 'public.rejoin_simple'::regconfig end;
comment on function public.search_config is 'The text search configuration of a language; rejoin_simple where there is none.';

create function public.search_text(value text) returns text
    language sql immutable parallel safe
    return regexp_replace(value, '/|(?<=\S)-(?=\d)', ' ', 'g');
comment on function public.search_text is
    'Text as documents are indexed with it, to be used on queries too: else the parser takes "client/server" for the name of a file, and the end of "INV-2024-0012" for negative numbers.';
