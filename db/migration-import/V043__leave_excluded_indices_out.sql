-- An index that the mapping excludes is not looked at: there is nothing to count of it, only that it was left out, and why.
create table excluded_index (
    run_id bigint not null references run on delete cascade,
    name text not null,
    because text not null,
    primary key (run_id, name)
);

-- Earlier runs have counted theirs, and go on showing how many documents it were.
insert into excluded_index (run_id, name, because)
select run_id, name, excluded_because from source_index where excluded_because is not null;

alter table source_index drop column excluded_because;
