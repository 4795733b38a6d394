-- The importer's own tables. Nothing of the domain refers to them: once an import is signed off,
-- `drop schema rejoin_import cascade` removes every trace and the service goes on unchanged.

create table run (
    id bigint generated always as identity primary key,
    kind text not null constraint run_kind_known check (kind in ('FULL', 'DELTA', 'RETRY')),
    phase text not null default 'READ'
        constraint run_phase_known check (phase in ('READ', 'CHECK', 'LOAD', 'PROVE', 'DONE')),
    outcome text constraint run_outcome_known
        check (outcome in ('PROVEN', 'NOT_PROVEN', 'DRY_RUN', 'REFUSED', 'INCOMPLETE', 'FAILED')),
    started_at timestamptz not null default now(),
    ended_at timestamptz,
    loaded_at timestamptz,
    source jsonb not null,
    mapping_digest text not null,
    summary jsonb not null default '{}',
    message text
);

comment on column run.loaded_at is 'set inside the load transaction: its presence is the answer when a connection is cut at COMMIT';

create table source_index (
    run_id bigint not null references run on delete cascade,
    name text not null,
    uuid text,
    fingerprint text not null,
    mapping_file text,
    excluded_because text,
    expected bigint not null,
    received bigint not null default 0,
    loaded bigint not null default 0,
    merged bigint not null default 0,
    quarantined bigint not null default 0,
    excluded bigint not null default 0,
    primary key (run_id, name)
);

create table checkpoint (
    run_id bigint not null references run on delete cascade,
    index_name text not null,
    slice integer not null,
    slices integer not null,
    position text,
    documents bigint not null default 0,
    staged jsonb not null default '{}',
    finished boolean not null default false,
    primary key (run_id, index_name, slice)
);

comment on column checkpoint.staged is 'rows per staging table, to notice that a crash of PostgreSQL has emptied UNLOGGED staging';

-- Every source document, exactly as received. The raw text is kept as text where it is valid UTF-8, else as bytes.
create table document (
    run_id bigint not null references run on delete cascade,
    doc bigint not null,
    index_name text not null,
    id text not null,
    routing text,
    source text,
    source_bytes bytea,
    sha256 bytea not null,
    primary key (run_id, doc),
    constraint document_has_a_source check (num_nonnulls(source, source_bytes) = 1)
);

-- Faster than the default where the server was built with it; the embedded one was not.
do $$
begin
    alter table document alter column source set compression lz4;
exception when feature_not_supported then null;
end $$;

-- Documents that did not become a row of their own; every other document of a loaded run was loaded.
create table disposition (
    run_id bigint not null references run on delete cascade,
    doc bigint not null,
    index_name text not null,
    id text not null,
    disposition text not null
        constraint disposition_known check (disposition in ('MERGED', 'QUARANTINED', 'EXCLUDED')),
    primary key (run_id, doc)
);

create table finding (
    run_id bigint not null references run on delete cascade,
    no bigint generated always as identity,
    severity text not null constraint finding_severity_known check (severity in ('ERROR', 'WARNING', 'INFO')),
    code text not null,
    index_name text,
    id text,
    doc bigint,
    table_name text,
    path text,
    value text,
    message text not null,
    suggestion text,
    detail jsonb,
    primary key (run_id, no)
);

create index finding_code on finding (run_id, code, no);
create index finding_document on finding (run_id, index_name, id);

-- Which document became which row, and how: provenance for the proof, for deltas and for the curious.
create table row_origin (
    table_name text not null,
    row_id uuid not null,
    run_id bigint not null,
    doc bigint,
    index_name text,
    id text,
    part text not null,
    how text not null constraint row_origin_how_known check (how in ('LOADED', 'MERGED', 'RESURRECTED')),
    version bigint
);

comment on column row_origin.part is
    'rows[i], or children[i] and the element''s position from 1 as children[i]#position: which part of the document this is';

comment on column row_origin.version is
    'the version the import left the row with; another one now means that somebody has changed it since';

create index row_origin_row on row_origin (table_name, row_id);
create index row_origin_document on row_origin (index_name, id);

-- What became of a quarantined document afterwards: who corrected what, and in which run it was admitted.
create table correction (
    no bigint generated always as identity primary key,
    index_name text not null,
    id text not null,
    run_id bigint not null,
    wrong_sha256 bytea not null,
    source text not null,
    corrected_at timestamptz not null default now(),
    corrected_by text not null,
    reason text,
    retry_run_id bigint,
    outcome text constraint correction_outcome_known check (outcome in ('ADMITTED', 'STILL_QUARANTINED'))
);

comment on column correction.wrong_sha256 is
    'what was corrected: a later snapshot that still holds these very bytes is read in the corrected form';

create view quarantine as
select d.run_id, d.doc, d.index_name, d.id, s.source, s.source_bytes,
       (select jsonb_agg(jsonb_build_object('code', f.code, 'path', f.path, 'value', f.value, 'message', f.message,
                                            'suggestion', f.suggestion) order by f.no)
        from finding f
        where f.run_id = d.run_id and f.index_name = d.index_name and f.id = d.id and f.severity = 'ERROR') as reasons,
       (select c.outcome from correction c where c.index_name = d.index_name and c.id = d.id order by c.no desc limit 1) as outcome
from disposition d
join document s using (run_id, doc)
where d.disposition = 'QUARANTINED';
