-- A domain that asks nothing of its importer: a depot of spare parts. Keys are texts, numbers from sequences, and made of
-- references; names are reserved words, the importer's own, long, or in other letters; no table has a legacy_id but one,
-- which requires it.
create schema "Depot";
set search_path = "Depot", public;

create type kind as enum ('screw', 'pump', 'seal');
create domain price as numeric(10, 2) constraint price_positive check (value > 0);
create domain code as text constraint code_form check (value ~ '^[A-Z]{2,}[0-9]*$');

-- "version" is what is cast into the part, and "path" the way to its shelf.
create table part (
    number text primary key,
    version text not null,
    kind kind not null,
    "order" integer not null default 0,
    path text,
    tags text[] not null default '{}',
    größe numeric(8, 3),
    heavy boolean generated always as (größe > 100)
);

create table supplier (
    id bigint generated always as identity primary key,
    code code not null constraint supplier_code_unique unique,
    name citext not null
);

create table part_supplier (
    part_number text not null constraint part_supplier_part_exists references part,
    supplier_id bigint not null constraint part_supplier_supplier_exists references supplier,
    since date,
    primary key (part_number, supplier_id)
);

create table quote (
    part_number text not null,
    supplier_id bigint not null,
    "from" date not null,
    price price not null,
    primary key (part_number, supplier_id, "from"),
    constraint quote_part_supplier_exists foreign key (part_number, supplier_id) references part_supplier
);

create table "User Name" (
    "Login" varchar(20) primary key,
    legacy_id text not null constraint user_name_legacy_id_unique unique,
    "a column whose name is exactly as long as PostgreSQL lets it be" text
);

-- Partitioned by a day that belongs to the key.
create table document (
    id uuid not null default gen_random_uuid(),
    day date not null,
    author varchar(20) constraint document_author_exists references "User Name",
    text text not null,
    primary key (id, day)
) partition by range (day);
create table document_2024 partition of document for values from ('2024-01-01') to ('2025-01-01');
create table document_2025 partition of document for values from ('2025-01-01') to ('2026-01-01');
create index document_author on document (author);

create table run (
    id serial primary key,
    supplier_id bigint constraint run_supplier_exists references supplier,
    started timestamptz not null,
    status text not null default 'open'
);

create table finding (
    run integer not null constraint finding_run_exists references run on delete cascade,
    position integer not null,
    part text constraint finding_part_exists references part,
    unmapped text,
    primary key (run, position)
);

-- Somebody else's rows, in a schema of their own.
create schema shared;
create table shared.warehouse (code text primary key);
insert into shared.warehouse values ('NORTH'), ('SOUTH');
create table stock (
    warehouse text not null constraint stock_warehouse_exists references shared.warehouse,
    part text not null constraint stock_part_exists references part,
    quantity integer not null constraint stock_quantity_not_negative check (quantity >= 0),
    primary key (warehouse, part)
) partition by list (warehouse);
create table stock_north partition of stock for values in ('NORTH');
create table stock_rest partition of stock default;

create table change (at timestamptz not null default clock_timestamp(), what text not null);
create function note_change() returns trigger language plpgsql as $$
begin
    insert into "Depot".change (what) values (tg_op || ' ' || tg_table_name);
    return null;
end $$;
create trigger note_change after update or delete on part for each row execute function note_change();
create trigger note_change after insert on finding for each row execute function note_change();
