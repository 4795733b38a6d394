-- An index that the mapping excludes is not looked at: there is nothing to count of it, only that it was left out, and why.
alter table source_index drop column excluded_because;

create table excluded_index (
    run_id bigint not null references run on delete cascade,
    name text not null,
    because text not null,
    primary key (run_id, name)
);
