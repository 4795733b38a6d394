-- A workshop with a column of every type and a row of every origin: what can go wrong in a load can go wrong here.
create schema workshop;
set search_path = workshop, public;

create table person (
    id uuid primary key,
    legacy_id text constraint person_legacy_id_unique unique,
    email text constraint person_email_unique unique,
    name text constraint person_name_required not null,
    city text,
    phone text
);

create table maker (
    id uuid primary key,
    legacy_id text constraint maker_legacy_id_unique unique,
    name text constraint maker_name_required not null,
    country char(3),
    founded date
);

create table box (
    id uuid primary key,
    legacy_id text constraint box_legacy_id_unique unique,
    code text constraint box_code_required not null constraint box_code_unique unique,
    label text
);

create table tool (
    id uuid primary key,
    legacy_id text constraint tool_legacy_id_unique unique,
    code varchar(12) constraint tool_code_required not null,
    title text constraint tool_title_required not null,
    kind text constraint tool_kind_known check (kind in ('HAND', 'POWER')),
    origin text,
    label text,
    price numeric(12, 2),
    weight double precision,
    score real,
    stock integer,
    serial bigint,
    level smallint constraint tool_level_required not null default 1,
    in_use boolean,
    bought_at timestamptz,
    checked_at timestamp,
    made_on date,
    month date,
    token uuid,
    extra jsonb,
    maker_id uuid constraint tool_maker_exists references maker,
    box_id uuid constraint tool_box_exists references box,
    keeper_id uuid constraint tool_keeper_exists references person
);

create table tool_mark (
    id uuid primary key,
    legacy_id text,
    tool_id uuid constraint tool_mark_tool_required not null constraint tool_mark_tool_exists references tool,
    position integer constraint tool_mark_position_required not null,
    mark text constraint tool_mark_mark_required not null
);

create table repair (
    id uuid primary key,
    legacy_id text,
    tool_id uuid constraint repair_tool_required not null constraint repair_tool_exists references tool,
    done_on date constraint repair_done_on_required not null,
    cost numeric(8, 2),
    remark text,
    constraint repair_once_a_day unique (tool_id, done_on)
);
