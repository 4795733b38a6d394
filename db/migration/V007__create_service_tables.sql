-- What the service keeps for itself: who may call it, and what it answered to a repeated request.
create schema security;

create table security.api_key (
    id            text constraint api_key_id_required not null
                  constraint api_key_key primary key,
    secret_sha256 bytea constraint api_key_secret_sha256_required not null
                  constraint api_key_secret_sha256_length check (length(secret_sha256) = 32),
    name          text constraint api_key_name_required not null
                  constraint api_key_name_not_blank check (btrim(name) <> ''),
    role          text constraint api_key_role_required not null
                  constraint api_key_role_allowed check (role in ('READER', 'EDITOR', 'ADMIN')),
    may_act_as    boolean default false constraint api_key_may_act_as_required not null,
    expires_at    timestamptz,
    last_used_at  timestamptz,
    revoked_at    timestamptz,
    created_at    timestamptz default now() constraint api_key_created_at_required not null
);
comment on table security.api_key is 'Keys rj_<id>_<secret>; only a hash of the secret is kept.';

create schema api;

create table api.idempotency_key (
    caller      text constraint idempotency_key_caller_required not null,
    key         text constraint idempotency_key_key_required not null,
    fingerprint text constraint idempotency_key_fingerprint_required not null,
    status      integer,
    headers     jsonb,
    body        bytea,
    created_at  timestamptz default now() constraint idempotency_key_created_at_required not null,
    constraint idempotency_key_key primary key (caller, key)
);
comment on table api.idempotency_key is
    'The answer to a POST with an Idempotency-Key, written in the request''s own transaction, kept for a day.';
create index idempotency_key_created_at_idx on api.idempotency_key (created_at);
