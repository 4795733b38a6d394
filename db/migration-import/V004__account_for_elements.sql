-- Elements of arrays are accounted for like documents: each makes a row, becomes one row with another, is set aside or
-- is ignored by the mapping.
create table element_account (
    run_id bigint not null references run on delete cascade,
    index_name text not null,
    part text not null,
    path text not null,
    table_name text not null,
    read bigint not null,
    loaded bigint not null,
    merged bigint not null,
    quarantined bigint not null,
    ignored bigint not null,
    primary key (run_id, index_name, part)
);

-- Elements that were set aside though their document was not.
create table set_aside_element (
    run_id bigint not null references run on delete cascade,
    doc bigint not null,
    part text not null,
    index_name text not null,
    id text not null,
    place text not null,
    table_name text not null,
    primary key (run_id, doc, part)
);

comment on column set_aside_element.part is 'as in row_origin: children[i]#number';
comment on column set_aside_element.place is 'where it stands in the document, as JSON paths are written: guests[12], counted from 0';

alter table finding add column element text;

comment on column finding.element is 'the element that it concerns alone, as in row_origin.part';

create or replace view quarantine as
select d.run_id, d.doc, d.index_name, d.id, s.source, s.source_bytes,
       (select jsonb_agg(jsonb_build_object('code', f.code, 'path', f.path, 'value', f.value, 'message', f.message,
                                            'suggestion', f.suggestion) order by f.no)
        from finding f
        where f.run_id = d.run_id and f.index_name = d.index_name and f.id = d.id and f.severity = 'ERROR') as reasons,
       (select c.outcome from correction c where c.index_name = d.index_name and c.id = d.id order by c.no desc limit 1) as outcome,
       null::text[] as elements
from disposition d
join document s using (run_id, doc)
where d.disposition = 'QUARANTINED'
union all
select e.run_id, e.doc, e.index_name, e.id, s.source, s.source_bytes,
       (select jsonb_agg(jsonb_build_object('code', f.code, 'path', f.path, 'value', f.value, 'message', f.message,
                                            'suggestion', f.suggestion) order by f.no)
        from finding f
        where f.run_id = e.run_id and f.index_name = e.index_name and f.id = e.id and f.severity = 'ERROR'
        and f.doc = e.doc and f.element is not null),
       (select c.outcome from correction c where c.index_name = e.index_name and c.id = e.id order by c.no desc limit 1),
       e.elements
from (select run_id, doc, index_name, id, array_agg(place order by place) as elements
      from set_aside_element group by run_id, doc, index_name, id) e
join document s using (run_id, doc);

comment on column quarantine.elements is
    'where the document itself was loaded: the elements of its arrays that were set aside';
