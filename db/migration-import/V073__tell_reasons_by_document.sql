-- Documents of one id under several routings are several: each has its own reasons, and its own corrections.
create or replace view quarantine as
select d.run_id, d.doc, d.index_name, d.id, s.source, s.source_bytes,
       (select jsonb_agg(jsonb_build_object('code', f.code, 'path', f.path, 'value', f.value, 'message', f.message,
                                            'suggestion', f.suggestion) order by f.no)
        from finding f
        where f.run_id = d.run_id and f.index_name = d.index_name and f.id = d.id and f.severity = 'ERROR'
        and f.doc = d.doc) as reasons,
       (select c.outcome from correction c
        where c.index_name = d.index_name and c.id = d.id
        and (c.routing is not distinct from s.routing or c.routing is null
             -- Made before the routing was kept.
             and not exists (select from document o where o.run_id = d.run_id and o.index_name = d.index_name
                             and o.id = d.id and o.routing is null))
        order by c.no desc limit 1) as outcome,
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
       (select c.outcome from correction c
        where c.index_name = e.index_name and c.id = e.id
        and (c.routing is not distinct from s.routing or c.routing is null
             and not exists (select from document o where o.run_id = e.run_id and o.index_name = e.index_name
                             and o.id = e.id and o.routing is null))
        order by c.no desc limit 1),
       e.elements
from (select run_id, doc, index_name, id, array_agg(place order by place) as elements
      from set_aside_element group by run_id, doc, index_name, id) e
join document s using (run_id, doc);
