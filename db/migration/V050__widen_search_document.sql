-- Search documents also know how people's names sound; every word that stands in one is known for corrections.
alter table search_document
    add column phonetic text[] default '{}' constraint search_document_phonetic_required not null;
comment on column search_document.phonetic is
    'How the words of a person''s name sound (Daitch-Mokotoff); empty for all but people.';
comment on column search_document.title_folded is 'search_text(title), for prefixes and suggestions.';
drop index search_document_title_trigram_idx;
create index search_document_phonetic_idx on search_document using gin (phonetic) where phonetic <> '{}';
-- The most common lexemes and how common they are: what ranking weighs words by, and what plans are made from.
alter table search_document alter column tsv set statistics 300;
alter table search_document alter column title_tsv set statistics 300;

-- Without a unique constraint, so that no writer waits for another: a word that two write at once stands here twice.
create table search.word (
    id   bigint generated always as identity constraint word_id_required not null
         constraint word_key primary key,
    word text collate "C" constraint word_word_required not null
);
comment on table search.word is
    'Words that stand, or once stood, in search documents, as search_text writes them; some more than once.';
create index word_word_idx on search.word (word);
create index word_trigram_idx on search.word using gin (word gin_trgm_ops);

create table search.lexeme_frequency (
    lexeme    text collate "C" constraint lexeme_frequency_lexeme_required not null
              constraint lexeme_frequency_key primary key,
    documents bigint constraint lexeme_frequency_documents_required not null
);
comment on table search.lexeme_frequency is
    'In how many documents the common lexemes stand, as of the last search.refresh_statistics().';

create table search.collection (
    one                  boolean default true constraint collection_one_required not null
                         constraint collection_key primary key
                         constraint collection_one_row check (one),
    documents            bigint constraint collection_documents_required not null,
    average_title_length double precision constraint collection_average_title_length_required not null,
    average_body_length  double precision constraint collection_average_body_length_required not null,
    refreshed_at         timestamptz default now() constraint collection_refreshed_at_required not null
);
comment on table search.collection is 'What ranking knows of all documents together; one row, or none while there are few.';

create table search.rebuild (
    resource   text constraint rebuild_resource_required not null
               constraint rebuild_key primary key,
    after      uuid,
    written    bigint default 0 constraint rebuild_written_required not null,
    started_at timestamptz default now() constraint rebuild_started_at_required not null
);
comment on table search.rebuild is
    'The resources whose documents are still to be written anew, and after which id to go on; empty when all are.';

-- Documents from before are of another form.
insert into search.rebuild (resource) select distinct resource from search_document;

drop function search_text;

create type search.term as (
    -- What was typed, and how search_text writes it.
    written     text,
    words       text,
    -- Joined by "or" to the term before.
    alternative boolean,
    excluded    boolean,
    phrase      boolean,
    -- In each of search.languages(); empty where the language takes it for a stop word.
    queries     tsquery[],
    -- What it may be the beginning of, where it is the last word.
    prefix      tsquery,
    -- A little word of the language that the query seems to be in.
    weak        boolean,
    -- All its lexemes, in any language.
    lexemes     text[],
    documents   bigint,
    -- Words that stand in documents and that may have been meant.
    corrected   text[]
);

create table search.synonym (
    id         uuid default uuidv7() constraint synonym_id_required not null
               constraint synonym_key primary key,
    words      text[] constraint synonym_words_required not null
               constraint synonym_words_at_least_two check (cardinality(words) >= 2),
    written    text[] constraint synonym_written_required not null,
    created_at timestamptz default now() constraint synonym_created_at_required not null
);
comment on table search.synonym is
    'Words that mean the same, as search_text writes them and as they were written: who looks for one finds the others.';
create index synonym_words_idx on search.synonym using gin (words);
