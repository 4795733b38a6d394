-- A target's rows may have any key. What the importer remembers of them is here, and asks nothing of the target's tables:
-- row_id is the importer's own key of a row, row_key the target's where that is another one.
alter table row_origin alter column version type text;
alter table row_origin add column row_key text[];
alter table row_origin add column kept boolean not null default false;

comment on column row_origin.row_key is 'the values of loaded_table.key_columns, as texts; null where row_id is the key';
comment on column row_origin.kept is 'a delta found the row changed by somebody else, or gone, and left it so';
comment on column row_origin.version is
    'the state the import left the row in: the watched column, or an MD5 of them; another one now means that somebody has changed it since';

create index row_origin_key on row_origin (table_name, row_key) where row_key is not null;

create table loaded_table (
    run_id bigint not null references run on delete cascade,
    table_name text not null,
    key_columns text[] not null,
    watched_columns text[] not null,
    by_row_id boolean not null,
    primary key (run_id, table_name)
);

comment on column loaded_table.watched_columns is 'one that counts changes, or all that were there when the run loaded';
