create or replace function audit.record_change() returns trigger
    language plpgsql as $$
declare
    old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    columns text[];
begin
    if tg_op = 'UPDATE' then
        select array_agg(key order by key) into columns
        from jsonb_each(new_row)
        where value is distinct from old_row -> key and key not in ('version', 'updated_at');
        if columns is null then
            return null;
        end if;
    end if;
    insert into audit.change (actor, request_id, table_name, row_id, operation, old, new, changed)
    values (nullif(current_setting('rejoin.actor', true), ''),
            nullif(current_setting('rejoin.request_id', true), ''),
            tg_table_name, coalesce(new.id, old.id), tg_op, old_row, new_row, columns);
    return null;
end $$;
comment on function audit.record_change is
    'Writes audit.change; the actor and the request are the settings rejoin.actor and rejoin.request_id.';

do $$
declare
    domain_table regclass;
begin
    for domain_table in
        select c.oid from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
          and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'legacy_id')
    loop
        execute format(
            'create or replace trigger record_change after insert or update or delete on %s for each row
             when (current_setting(''rejoin.bulk_load'', true) is distinct from ''on'')
             execute function audit.record_change()', domain_table);
    end loop;
end $$;
