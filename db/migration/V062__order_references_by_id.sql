-- A list sorted by a reference goes on by id where many items refer to the same, or to nothing at all: with the reference
-- alone in the index, all of these would be sorted for each page.
do $$
declare
    reference record;
begin
    for reference in
        select index_class.relname as index_name, table_class.relname as table_name, a.attname as column_name
        from pg_index i
        join pg_class index_class on index_class.oid = i.indexrelid
        join pg_am on pg_am.oid = index_class.relam and pg_am.amname = 'btree'
        join pg_class table_class on table_class.oid = i.indrelid
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
        where table_class.relnamespace = 'public'::regnamespace
          and i.indnatts = 1 and not i.indisunique and i.indpred is null
          and exists (select from pg_constraint c
                      where c.contype = 'f' and c.conrelid = i.indrelid and c.conkey = array[a.attnum])
          and exists (select from pg_attribute id where id.attrelid = i.indrelid and id.attname = 'id')
    loop
        execute format('drop index %I', reference.index_name);
        execute format('create index %I on %I (%I, id)',
                       reference.index_name, reference.table_name, reference.column_name);
    end loop;
end $$;
