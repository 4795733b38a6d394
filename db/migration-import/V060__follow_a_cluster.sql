-- Documents are looked up by their names, and findings by what they name, when single documents are applied.
create index document_name on document (run_id, index_name, id);
create index finding_value on finding using hash (value);
create index finding_refused on finding (run_id) where message like 'the database refused it: %';

-- How far a cluster that is still written to has been followed. A number of a shard is complete: all that was written up to
-- it is in the ledger and the target, in the transaction that has moved it.
create table followed_shard (
    index_name text not null,
    shard integer not null,
    uuid text not null,
    complete bigint not null,
    seen_at timestamptz not null default now(),
    primary key (index_name, shard)
);

comment on column followed_shard.uuid is 'of the index: one that was made anew numbers its writes from 0 again';
comment on column followed_shard.complete is 'the _seq_no up to which everything was applied';

-- Where each document lies: a delete shows only by what is not found any more.
create table followed_document (
    index_name text not null,
    shard integer not null,
    seq bigint not null,
    id text not null,
    routing text,
    primary key (index_name, shard, seq)
);

create index followed_document_name on followed_document (index_name, id);

-- The same counted, by blocks of 1,000 numbers, to be held against a histogram of the shard.
create table followed_block (
    index_name text not null,
    shard integer not null,
    block bigint not null,
    documents bigint not null,
    primary key (index_name, shard, block)
);
