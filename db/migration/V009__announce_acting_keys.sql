-- A key that may no longer act in the name of others has to be forgotten as quickly as one that is revoked.
create or replace trigger api_key_announce
    after insert or delete or update of secret_sha256, name, role, may_act_as, expires_at, revoked_at
    on security.api_key
    for each row execute function security.announce_key_change();
