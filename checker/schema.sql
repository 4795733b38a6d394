-- A target for the history checker: what the import can decide in more than one way is in it once.
create schema checked;

create table checked.team (
    id uuid primary key,
    legacy_id text not null unique,
    name text not null,
    count bigint not null
);

-- A team that goes takes nobody along: the reference becomes null.
create table checked.member (
    id uuid primary key,
    legacy_id text not null unique,
    name text not null,
    count bigint not null,
    team_id uuid constraint member_team_exists references checked.team
);

create table checked.phone (
    member_id uuid not null constraint phone_member_exists references checked.member,
    number text not null,
    primary key (member_id, number)
);

-- A card of nobody is set aside.
create table checked.card (
    id uuid primary key,
    legacy_id text not null unique,
    token text not null,
    count bigint not null,
    member_id uuid not null constraint card_member_exists references checked.member
);

do $$
begin
    execute format('alter database %I set search_path = checked, public', current_database());
end $$;
