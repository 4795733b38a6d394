-- A domain that has nothing to do with Rejoin's: a town library.
create schema library;
set search_path = library, public;

create table author (
    id uuid primary key,
    legacy_id text constraint author_legacy_id_unique unique,
    name text constraint author_name_required not null,
    born integer constraint author_born_plausible check (born between 1000 and 2100)
);

create table book (
    id uuid primary key,
    legacy_id text constraint book_legacy_id_unique unique,
    title text constraint book_title_required not null,
    isbn text constraint book_isbn_required not null constraint book_isbn_unique unique,
    author_id uuid constraint book_author_exists references author,
    price numeric(8, 2) constraint book_price_not_negative check (price >= 0),
    acquired_on date,
    version bigint not null default 0
);

create function count_version() returns trigger language plpgsql as $$
begin
    new.version := old.version + 1;
    return new;
end $$;
create trigger count_version before update on book for each row execute function count_version();

create table reader (
    id uuid primary key,
    legacy_id text constraint reader_legacy_id_unique unique,
    email text constraint reader_email_unique unique,
    name text constraint reader_name_required not null,
    city text
);

create table loan (
    id uuid primary key,
    legacy_id text constraint loan_legacy_id_unique unique,
    book_id uuid constraint loan_book_required not null constraint loan_book_exists references book,
    reader_id uuid constraint loan_reader_required not null constraint loan_reader_exists references reader,
    lent_on date constraint loan_lent_on_required not null,
    returned_on date,
    period daterange generated always as (
        case when returned_on is null or returned_on > lent_on
             then daterange(lent_on, returned_on) else 'empty' end) stored,
    constraint loan_returned_after_lent check (returned_on > lent_on),
    constraint loan_one_at_a_time unique (book_id, period without overlaps)
);

create table loan_remark (
    id uuid primary key,
    legacy_id text,
    loan_id uuid constraint loan_remark_loan_required not null constraint loan_remark_loan_exists references loan,
    position integer constraint loan_remark_position_required not null,
    remark text constraint loan_remark_remark_required not null
);
