-- What a run was begun with, so that a resume with another mapping can say what differs.
create table mapping_file (
    run_id bigint not null references run on delete cascade,
    name text not null,
    content text not null,
    primary key (run_id, name)
);
