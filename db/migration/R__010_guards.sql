-- Integrity that no declarative constraint can say. Each guard raises the SQLSTATE and the constraint name
-- of a CHECK, so that a client sees no difference. Under a bulk load (set local rejoin.bulk_load = 'on') and where
-- a later snapshot is applied (set local rejoin.source_decides = 'on': what the legacy application holds may exist,
-- although nobody could write it step by step here) the guards are skipped; quality.topic_parent_no_cycle, quality.event_participation_capacity
-- and quality.payment_of_issued_invoice say the same things over whole tables, to be run after it.

create or replace function public.refuse(table_name text, constraint_name text, message text) returns void
    language plpgsql as $$
begin
    raise exception using errcode = '23514', message = message, schema = 'public',
        table = table_name, constraint = constraint_name;
end $$;
comment on function public.refuse is 'Fails as a CHECK constraint of this name would.';

-- version and updated_at ---------------------------------------------------------------------------------

create or replace function public.touch_row() returns trigger
    language plpgsql as $$
begin
    if new.version = old.version or public.guards_are_on() then
        new.updated_at := now();
    end if;
    new.version := old.version + 1;
    return new;
end $$;
comment on function public.touch_row is 'Counts the version up, whoever writes.';

create or replace function public.keep_moment() returns trigger
    language plpgsql as $$
begin
    -- By it touch_row, which comes after this one, sees that the moment was said, and not only left as it was.
    new.version := old.version + 1;
    return new;
end $$;
comment on function public.keep_moment is 'Where the source decides, a row was changed when the source says so.';

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
            'create or replace trigger touch_row before update on %s for each row
             when (current_setting(''rejoin.bulk_load'', true) is distinct from ''on'')
             execute function public.touch_row()', domain_table);
        execute format(
            'create or replace trigger keep_moment before update of updated_at on %s for each row
             when (current_setting(''rejoin.source_decides'', true) = ''on''
                   and current_setting(''rejoin.bulk_load'', true) is distinct from ''on'')
             execute function public.keep_moment()', domain_table);
    end loop;
end $$;

-- whether guards are asked at all -------------------------------------------------------------------------

create or replace function public.guards_are_on() returns boolean
    language sql stable parallel safe
    return current_setting('rejoin.bulk_load', true) is distinct from 'on'
       and current_setting('rejoin.source_decides', true) is distinct from 'on';
comment on function public.guards_are_on is 'Whether the transaction writes by itself, and does not bring in what exists elsewhere.';

-- topics form trees --------------------------------------------------------------------------------------

create or replace function public.lock_topic_tree() returns trigger
    language plpgsql as $$
begin
    -- One change of parents at a time: two that are harmless alone can close a circle together.
    perform pg_advisory_xact_lock(hashtext('topic_parent_no_cycle'));
    return null;
end $$;

create or replace function public.refuse_topic_cycle() returns trigger
    language plpgsql as $$
declare
    ancestor uuid := new.parent_id;
    seen uuid[] := '{}';
begin
    while ancestor is not null and ancestor <> all (seen) loop
        if ancestor = new.id then
            perform public.refuse('topic', 'topic_parent_no_cycle',
                format('topic %s would be its own ancestor', new.code));
        end if;
        seen := seen || ancestor;
        -- The lock makes a snapshot older than a concurrent change fail instead of overlooking it.
        select parent_id into ancestor from public.topic where id = ancestor for share;
    end loop;
    return null;
end $$;

create or replace trigger topic_lock_tree before insert or update of parent_id on public.topic
    for each statement when (public.guards_are_on())
    execute function public.lock_topic_tree();
create or replace trigger topic_parent_no_cycle after insert or update of parent_id on public.topic
    for each row when (new.parent_id is not null and public.guards_are_on())
    execute function public.refuse_topic_cycle();

-- an event's capacity ------------------------------------------------------------------------------------

create or replace function public.takes_place(status text) returns boolean
    language sql immutable parallel safe
    return status in ('REGISTERED', 'ATTENDED');
comment on function public.takes_place is 'Whether a participation of this status takes one of the event''s places.';

create or replace function public.refuse_overfull_event(event_ids uuid[]) returns void
    language plpgsql as $$
declare
    overfull record;
begin
    -- Every registration passes the gate, also where the event has no capacity yet: it may be given one just now.
    -- Writing to the gate, and not only locking it, makes a transaction whose snapshot is older than somebody
    -- else's registration fail to serialize, where a lock alone would let it count without that registration.
    insert into guard.event_gate (event_id, passed_by)
    select event_id, pg_current_xact_id() from unnest(event_ids) event_id order by event_id
    on conflict (event_id) do update set passed_by = excluded.passed_by;

    select e.title, e.capacity into overfull
    from public.event e
    where e.id = any (event_ids)
      and e.capacity < (select count(*) from public.event_participation p
                        where p.event_id = e.id and public.takes_place(p.status))
    limit 1;
    if found then
        perform public.refuse('event_participation', 'event_participation_capacity',
            format('event "%s" has only %s places', overfull.title, overfull.capacity));
    end if;
end $$;

create or replace function public.guard_registrations() returns trigger
    language plpgsql as $$
declare
    events uuid[];
begin
    if tg_op = 'INSERT' then
        select array_agg(distinct n.event_id) into events
        from new_rows n where public.takes_place(n.status);
    else
        select array_agg(distinct n.event_id) into events
        from new_rows n
        where public.takes_place(n.status)
          and not exists (select from old_rows o
                          where o.id = n.id and o.event_id = n.event_id and public.takes_place(o.status));
    end if;
    if events is not null then
        perform public.refuse_overfull_event(events);
    end if;
    return null;
end $$;

create or replace trigger event_participation_capacity_on_insert after insert on public.event_participation
    referencing new table as new_rows
    for each statement when (public.guards_are_on())
    execute function public.guard_registrations();
create or replace trigger event_participation_capacity_on_update after update on public.event_participation
    referencing old table as old_rows new table as new_rows
    for each statement when (public.guards_are_on())
    execute function public.guard_registrations();

create or replace function public.guard_capacity() returns trigger
    language plpgsql as $$
begin
    perform public.refuse_overfull_event(array[new.id]);
    return null;
end $$;

create or replace trigger event_participation_capacity after update of capacity on public.event
    for each row when (new.capacity < coalesce(old.capacity, new.capacity + 1)
                       and public.guards_are_on())
    execute function public.guard_capacity();

-- invoices that left DRAFT -------------------------------------------------------------------------------

create or replace function public.refuse_frozen_line() returns trigger
    language plpgsql as $$
declare
    frozen text;
begin
    -- The lock keeps the invoice from being issued by somebody else between this look and our commit.
    perform from public.invoice i
    where i.id in (case when tg_op <> 'INSERT' then old.invoice_id end,
                   case when tg_op <> 'DELETE' then new.invoice_id end)
    order by i.id for no key update;

    select i.number into frozen from public.invoice i
    where i.id in (case when tg_op <> 'INSERT' then old.invoice_id end,
                   case when tg_op <> 'DELETE' then new.invoice_id end)
      and i.status <> 'DRAFT'
    limit 1;
    if found then
        perform public.refuse('invoice_line', 'invoice_line_frozen',
            format('invoice %s left DRAFT, its lines cannot change', frozen));
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

create or replace trigger invoice_line_frozen before insert or update or delete on public.invoice_line
    for each row when (public.guards_are_on())
    execute function public.refuse_frozen_line();

create or replace function public.guard_invoice() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.status = 'DRAFT' then
        perform public.refuse('invoice', 'invoice_not_redrafted',
            format('invoice %s left DRAFT and cannot go back', old.number));
    elsif exists (select from public.invoice_line l where l.invoice_id = old.id) then
        -- Else deleting the invoice would delete its frozen lines.
        perform public.refuse('invoice_line', 'invoice_line_frozen',
            format('invoice %s left DRAFT, its lines cannot be deleted with it', old.number));
    end if;
    return old;
end $$;

create or replace trigger invoice_not_redrafted before update of status on public.invoice
    for each row when (old.status <> 'DRAFT' and new.status = 'DRAFT'
                       and public.guards_are_on())
    execute function public.guard_invoice();
create or replace trigger invoice_line_frozen before delete on public.invoice
    for each row when (old.status <> 'DRAFT' and public.guards_are_on())
    execute function public.guard_invoice();

create or replace function public.refuse_frozen_invoice() returns trigger
    language plpgsql as $$
begin
    -- What somebody has on paper stays; a fault in it is mended by an invoice made void, and another. What breaks a rule of
    -- its own, as imported ones may, can be mended.
    if new.number <> old.number and btrim(old.number) <> '' and length(old.number) <= 320 then
        perform public.refuse('invoice', 'invoice_number_frozen',
            format('invoice %s left DRAFT, its number cannot change', old.number));
    elsif new.organization_id <> old.organization_id
            and exists (select from public.organization o where o.id = old.organization_id) then
        perform public.refuse('invoice', 'invoice_organization_frozen',
            format('invoice %s left DRAFT, its organization cannot change', old.number));
    elsif new.issued_on <> old.issued_on and (old.due_on >= old.issued_on) is not false then
        perform public.refuse('invoice', 'invoice_issued_on_frozen',
            format('invoice %s left DRAFT, its date of issue cannot change', old.number));
    elsif new.currency <> old.currency and old.currency ~ '^[A-Z]{3}$' then
        -- Else other amounts would stand in its lines, which are frozen, and in its payments.
        perform public.refuse('invoice', 'invoice_currency_frozen',
            format('invoice %s left DRAFT, its currency cannot change', old.number));
    end if;
    return new;
end $$;

-- Of an earlier version.
drop trigger if exists invoice_currency_frozen on public.invoice;
create or replace trigger invoice_frozen before update of number, organization_id, issued_on, currency on public.invoice
    for each row when (old.status <> 'DRAFT' and public.guards_are_on())
    execute function public.refuse_frozen_invoice();

-- payments ----------------------------------------------------------------------------------------------

create or replace function public.refuse_payment() returns trigger
    language plpgsql as $$
declare
    paid record;
begin
    if tg_op = 'UPDATE' and new.invoice_id = old.invoice_id then
        return new;
    end if;
    -- The lock keeps the invoice from being made void by somebody else between this look and our commit.
    select i.number, i.status into paid from public.invoice i where i.id = new.invoice_id for no key update;
    if paid.status in ('DRAFT', 'VOID') then
        perform public.refuse('payment', 'payment_of_issued_invoice',
            format('invoice %s is %s, nothing is owed for it', paid.number, paid.status));
    end if;
    return new;
end $$;

create or replace trigger payment_of_issued_invoice before insert or update of invoice_id on public.payment
    for each row when (public.guards_are_on())
    execute function public.refuse_payment();
