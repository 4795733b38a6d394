-- Who makes a document's vector claims it for a while, so that no transaction is open while a model is asked.
alter table search.vector_queue
    add column claim uuid,
    add column claimed_until timestamptz,
    add constraint vector_queue_claim_whole check ((claim is null) = (claimed_until is null));
comment on column search.vector_queue.claim is
    'Whose it is to make the vector until claimed_until; null, or in the past, where it is anybody''s.';
create index vector_queue_claim_idx on search.vector_queue (claim) where claim is not null;
