-- What admins ask of the importer over the API. Service and importer meet only here: whoever imports, follows or repairs
-- serves it, one process at a time, under the lock of an import.
create table task (
    id uuid primary key default uuidv7(),
    run_id bigint not null references run on delete cascade,
    doc bigint not null,
    kind text not null constraint task_kind_known check (kind in ('PREVIEW', 'CORRECTION', 'WITHDRAWAL')),
    index_name text not null,
    document_id text not null,
    routing text,
    source text,
    digest text,
    reason text,
    asked_by text not null,
    asked_at timestamptz not null default now(),
    state text not null default 'WAITING' constraint task_state_known check (state in ('WAITING', 'DONE', 'REFUSED')),
    tries integer not null default 0,
    ended_at timestamptz,
    effect jsonb,
    message text,
    constraint task_has_a_source check ((source is null) = (kind = 'WITHDRAWAL')),
    constraint task_ends_once check ((ended_at is null) = (state = 'WAITING'))
);

comment on column task.digest is 'of the document that the admin has seen, in hexadecimal digits; another one by now is refused';

create index task_waiting on task (asked_at, id) where state = 'WAITING';

-- Whether anybody serves, so that who asks need not wait for nobody.
create table task_server (
    one boolean primary key default true constraint task_server_is_one check (one),
    command text not null,
    seen_at timestamptz not null
);
