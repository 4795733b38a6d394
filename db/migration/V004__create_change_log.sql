-- The change log: every insert, update and delete of every domain table, whoever writes.
create schema audit;

create table audit.change (
    transaction_id xid8 default pg_current_xact_id() constraint change_transaction_id_required not null,
    seq            bigint generated always as identity constraint change_seq_required not null
                   constraint change_key primary key,
    changed_at     timestamptz default clock_timestamp() constraint change_changed_at_required not null,
    actor          text,
    request_id     text,
    table_name     text,
    row_id         uuid,
    operation      text constraint change_operation_required not null
                   constraint change_operation_allowed check (operation in ('INSERT', 'UPDATE', 'DELETE', 'IMPORTED')),
    old            jsonb,
    new            jsonb,
    changed        text[],
    constraint change_names_its_row
        check (operation = 'IMPORTED' or (table_name is not null and row_id is not null))
);
comment on table audit.change is
    'What was written when, by whom. An import writes one IMPORTED entry for the whole run, its summary in new.';
comment on column audit.change.transaction_id is
    'Readers of the feed take only transactions below pg_snapshot_xmin(pg_current_snapshot()): no gap can fill later.';
create index change_row_idx on audit.change (table_name, row_id, transaction_id, seq);
create index change_feed_idx on audit.change (transaction_id, seq);
