-- What all instances of the service share, and what tells them at once that a key was revoked.
create table security.secret (
    name  text constraint secret_name_required not null
          constraint secret_key primary key,
    value bytea constraint secret_value_required not null
          constraint secret_value_length check (length(value) >= 32)
);
comment on table security.secret is 'Random bytes for signatures, made once per database.';

-- Two version 4 UUIDs hold 244 random bits from the server's strong source.
insert into security.secret (name, value)
values ('cursor', uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

create function security.announce_key_change() returns trigger
    language plpgsql as $$
begin
    perform pg_notify('rejoin_api_key', coalesce(new.id, old.id));
    return null;
end $$;
comment on function security.announce_key_change is 'Tells every instance that listens to forget the keys it remembers.';

create trigger api_key_announce
    after insert or delete or update of secret_sha256, name, role, expires_at, revoked_at on security.api_key
    for each row execute function security.announce_key_change();
