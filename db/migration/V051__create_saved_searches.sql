-- Saved searches: each new or changed document is matched against them, after its writer's commit.
create table search.saved_search (
    id         uuid default uuidv7() constraint saved_search_id_required not null
               constraint saved_search_key primary key,
    name       text constraint saved_search_name_required not null,
    q          text constraint saved_search_q_required not null,
    resources  text[] default '{}' constraint saved_search_resources_required not null,
    facets     jsonb default '{}' constraint saved_search_facets_required not null,
    every_word tsquery,
    excluded   tsquery,
    -- Any of these lexemes stands in each document that matches; null where nothing is known to.
    keys       text[],
    -- What was noted as changed until then was written before it.
    since      bigint constraint saved_search_since_required not null,
    created_by text,
    created_at timestamptz default now() constraint saved_search_created_at_required not null
);
comment on table search.saved_search is
    'Searches that are kept; keys are the lexemes of the rarest word that a match cannot be without.';
-- Without a pending list, through which each document would have to go.
create index saved_search_keys_idx on search.saved_search using gin (keys) with (fastupdate = off);
create index saved_search_keyless_idx on search.saved_search (id) where keys is null;

create table search.changed_document (
    id             bigint generated always as identity constraint changed_document_id_required not null
                   constraint changed_document_key primary key,
    resource       text constraint changed_document_resource_required not null,
    document       uuid constraint changed_document_document_required not null
);
comment on table search.changed_document is 'Documents that are still to be matched against the saved searches.';

create table search.saved_search_match (
    saved_search_id uuid constraint saved_search_match_saved_search_id_required not null
                    constraint saved_search_match_saved_search_exists references search.saved_search on delete cascade,
    resource        text constraint saved_search_match_resource_required not null,
    document        uuid constraint saved_search_match_document_required not null,
    transaction_id  xid8 default pg_current_xact_id() constraint saved_search_match_transaction_id_required not null,
    seq             bigint generated always as identity constraint saved_search_match_seq_required not null,
    matched_at      timestamptz default now() constraint saved_search_match_matched_at_required not null,
    constraint saved_search_match_key primary key (saved_search_id, resource, document)
);
comment on table search.saved_search_match is
    'Which documents match which saved searches, in the order of (transaction_id, seq), as the change log.';
create index saved_search_match_feed_idx on search.saved_search_match (saved_search_id, transaction_id, seq);
create index saved_search_match_document_idx on search.saved_search_match (resource, document);
