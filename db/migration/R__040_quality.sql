-- Rules that no constraint can say: each view lists the rows that break its rule as (entity, entity_id, detail).

create or replace view public.invoice_total as
select i.id invoice_id, coalesce(l.net, 0) total_net, coalesce(l.tax, 0) total_tax,
       coalesce(l.net, 0) + coalesce(l.tax, 0) total_gross, coalesce(p.paid, 0) paid,
       coalesce(l.net, 0) + coalesce(l.tax, 0) - coalesce(p.paid, 0) balance
from public.invoice i
left join lateral (
    select sum(public.invoice_line_net(quantity, unit_price)) net,
           sum(public.invoice_line_tax(quantity, unit_price, tax_rate)) tax
    from public.invoice_line where invoice_id = i.id) l on true
left join lateral (select sum(amount) paid from public.payment where invoice_id = i.id) p on true;
comment on view public.invoice_total is 'What an invoice amounts to and what was paid, computed from lines and payments.';

create or replace view quality.active_group_has_leader as
select 'member_group' entity, g.id entity_id, format('group %s has no leader today', g.code) detail
from public.member_group g
where g.status = 'ACTIVE'
  and not exists (select from public.group_leadership l where l.group_id = g.id and l.term @> public.domain_today());

create or replace view quality.active_group_has_met_recently as
select 'member_group' entity, g.id entity_id,
       format('group %s met last in %s', g.code, coalesce(to_char(last.month, 'YYYY-MM'), 'no month at all')) detail
from public.member_group g
left join lateral (
    select max(m.month) as month,
           max(coalesce(m.starts_at, public.domain_midnight((m.month + interval '1 month - 1 day')::date))) as day
    from public.meeting m where m.group_id = g.id and m.status = 'HELD') last on true
where g.status = 'ACTIVE' and (last.day is null or last.day < now() - interval '2 months');

create or replace view quality.active_group_has_three_members as
select 'member_group' entity, g.id entity_id, format('group %s has %s members today', g.code, present.members) detail
from public.member_group g
cross join lateral (
    select count(distinct m.member_id) members
    from public.group_membership m where m.group_id = g.id and m.period @> public.domain_today()) present
where g.status = 'ACTIVE' and present.members < 3;

create or replace view quality.attendance_by_member_of_group as
select 'meeting_attendance' entity, a.id entity_id,
       format('%s was no guest, and no member of the group in %s', p.full_name, to_char(m.month, 'YYYY-MM')) detail
from public.meeting_attendance a
join public.meeting m on m.id = a.meeting_id
join public.member b on b.id = a.member_id
join public.person p on p.id = b.person_id
where not a.as_guest
  and not exists (
      select from public.group_membership s
      where s.group_id = m.group_id and s.member_id = a.member_id
        -- Where the day is not known, any day of the month will do.
        and s.period && case when m.starts_at is null
            then daterange(m.month, (m.month + interval '1 month')::date)
            else daterange(public.domain_day(m.starts_at), public.domain_day(m.starts_at), '[]') end);

create or replace view quality.paid_invoice_is_covered as
select 'invoice' entity, i.id entity_id,
       format('invoice %s is PAID, but only %s of %s was received', i.number, t.paid, t.total_gross) detail
from public.invoice i
join public.invoice_total t on t.invoice_id = i.id
where i.status = 'PAID' and t.paid < t.total_gross;

create or replace view quality.payments_within_total as
select 'invoice' entity, i.id entity_id,
       format('invoice %s amounts to %s, but %s was received', i.number, t.total_gross, t.paid) detail
from public.invoice i
join public.invoice_total t on t.invoice_id = i.id
where t.paid > t.total_gross;

-- Of such an invoice no account says anything, and so nothing of the money.
create or replace view quality.payment_of_issued_invoice as
select 'payment' entity, p.id entity_id,
       format('%s %s was received on %s for invoice %s, which is %s', p.amount, i.currency, p.received_on, i.number, i.status) detail
from public.payment p
join public.invoice i on i.id = p.invoice_id
where i.status in ('DRAFT', 'VOID');

create or replace view quality.delivered_mission_is_invoiced as
select 'mission' entity, m.id entity_id,
       format('mission %s was delivered on %s and %s', m.reference, d.delivered_on,
              coalesce('invoiced only on ' || i.issued_on, 'is not invoiced')) detail
from public.mission m
cross join lateral (select coalesce(m.ends_on, m.starts_on, public.domain_day(m.created_at)) delivered_on) d
left join lateral (
    select min(i.issued_on) issued_on
    from public.invoice_line l
    join public.invoice i on i.id = l.invoice_id
    where l.mission_id = m.id and i.status in ('ISSUED', 'PAID')) i on true
where m.status = 'DELIVERED'
  and coalesce(i.issued_on, public.domain_today()) > d.delivered_on + 60;

create or replace view quality.line_mission_of_same_organization as
select 'invoice_line' entity, l.id entity_id,
       format('line %s of invoice %s bills mission %s of another organization', l.position, i.number, m.reference) detail
from public.invoice_line l
join public.invoice i on i.id = l.invoice_id
join public.mission m on m.id = l.mission_id
where m.organization_id <> i.organization_id;

create or replace view quality.active_member_of_active_organization as
select 'member' entity, m.id entity_id,
       format('member %s is ACTIVE, organization %s is %s', m.member_number, o.name, o.status) detail
from public.member m
join public.organization o on o.id = m.organization_id
where m.status = 'ACTIVE' and o.status <> 'ACTIVE';

create or replace view quality.active_member_has_paid_subscription as
select 'member' entity, m.id entity_id, format('member %s has no paid subscription today', m.member_number) detail
from public.member m
where m.status = 'ACTIVE'
  and not exists (
      select from public.subscription s
      left join public.invoice i on i.id = s.invoice_id
      where s.member_id = m.id and s.period @> public.domain_today()
        and (s.status = 'PAID' or s.status = 'ACTIVE' and i.status = 'PAID'));

create or replace view quality.no_held_meeting_in_future as
select 'meeting' entity, m.id entity_id,
       format('the meeting of %s is HELD already', coalesce(m.starts_at::text, to_char(m.month, 'YYYY-MM'))) detail
from public.meeting m
where m.status = 'HELD' and coalesce(m.starts_at, public.domain_midnight(m.month)) > now();

create or replace view quality.no_planned_meeting_in_past as
select 'meeting' entity, m.id entity_id,
       format('the meeting of %s is still PLANNED', coalesce(m.starts_at::text, to_char(m.month, 'YYYY-MM'))) detail
from public.meeting m
where m.status = 'PLANNED'
  and coalesce(m.ends_at, m.starts_at, public.domain_midnight((m.month + interval '1 month')::date)) < now();

create or replace view quality.closed_group_has_no_open_membership as
select 'group_membership' entity, s.id entity_id,
       format('group %s is CLOSED, member %s still belongs to it', g.code, m.member_number) detail
from public.group_membership s
join public.member_group g on g.id = s.group_id
join public.member m on m.id = s.member_id
where g.status = 'CLOSED' and (s.left_on is null or s.left_on > public.domain_today());

create or replace view quality.left_member_has_no_open_membership as
select 'group_membership' entity, s.id entity_id,
       format('member %s left on %s, but still belongs to group %s', m.member_number, m.left_on, g.code) detail
from public.group_membership s
join public.member m on m.id = s.member_id
join public.member_group g on g.id = s.group_id
where m.status = 'LEFT' and (s.left_on is null or s.left_on > greatest(m.left_on, public.domain_today()));

create or replace view quality.people_look_the_same as
with known as (
    select id, full_name, public.search_fold(full_name) folded, search.phone_key(phone) phone
    from public.person where phone is not null)
select 'person' entity, one.id entity_id,
       format('%s looks the same as person %s: same name, same phone', one.full_name, other.id) detail
from known one
join known other on other.folded = one.folded and other.phone = one.phone and other.id <> one.id;

create or replace view quality.group_within_capacity as
select 'member_group' entity, g.id entity_id,
       format('group %s has %s members and room for %s', g.code, present.members, g.capacity) detail
from public.member_group g
cross join lateral (
    select count(distinct m.member_id) members
    from public.group_membership m where m.group_id = g.id and m.period @> public.domain_today()) present
where present.members > g.capacity;

create or replace view quality.amount_has_currency as
select 'mission' entity, id entity_id, format('mission %s has a fee without a currency', reference) detail
from public.mission where fee is not null and currency is null
union all
select 'teacher', t.id, format('teacher %s has a daily rate without a currency', p.full_name)
from public.teacher t join public.person p on p.id = t.person_id
where t.daily_rate is not null and t.currency is null;

-- What the guards refuse row by row, said of whole tables: to be run after a bulk load.

create or replace view quality.topic_parent_no_cycle as
with recursive path as (
    select id, parent_id from public.topic where parent_id is not null
    union
    select p.id, t.parent_id from path p join public.topic t on t.id = p.parent_id where t.parent_id is not null)
select 'topic' entity, t.id entity_id, format('topic %s is its own ancestor', t.code) detail
from path p
join public.topic t on t.id = p.id
where p.parent_id = p.id;

create or replace view quality.event_participation_capacity as
select 'event' entity, e.id entity_id,
       format('event "%s" has %s places, and %s are taken', e.title, e.capacity, count(*)) detail
from public.event e
join public.event_participation p on p.event_id = e.id and public.takes_place(p.status)
group by e.id
having count(*) > e.capacity;

-- The list of rules, and what each finds -----------------------------------------------------------------

create or replace view quality.rule as
select r.name, r.kind, r.entity, r.code, r.fields, r.sentence description,
       case when r.kind = 'VIEW' then 'CHECKED'
            when c.convalidated is false then 'NEW_WRITES'
            -- A guard with a view of what was brought in past it.
            when r.kind = 'TRIGGER' and to_regclass(format('quality.%I', r.name)) is not null then 'NEW_WRITES'
            when r.kind <> 'TRIGGER' and c.oid is null and i.indexrelid is null then 'ABSENT'
            else 'ENFORCED' end enforcement
from quality.registered_rule r
left join pg_constraint c on c.conname = r.name and c.connamespace = 'public'::regnamespace
left join (pg_index i join pg_class k on k.oid = i.indexrelid and k.relnamespace = 'public'::regnamespace
           and i.indisunique) on k.relname = r.name;
comment on view quality.rule is
    'Every rule: ENFORCED for all rows, for NEW_WRITES only (grandfathered rows stand), CHECKED by a view, or ABSENT.';

create or replace function quality.constraint_condition(rule text) returns text
    language plpgsql stable as $$
declare
    c pg_constraint;
    own text;
    referenced text;
begin
    select * into c from pg_constraint where conname = rule and connamespace = 'public'::regnamespace;
    case c.contype
    when 'n' then
        return (select format('%I is null', a.attname) from pg_attribute a
                where a.attrelid = c.conrelid and a.attnum = c.conkey[1]);
    when 'c' then
        return format('not (%s)', pg_get_expr(c.conbin, c.conrelid));
    when 'f' then
        select string_agg(format('r.%I = t.%I', theirs.attname, ours.attname), ' and ')
                   filter (where not (c.conperiod and k.n = array_length(c.conkey, 1))),
               string_agg(format('t.%I is not null', ours.attname), ' and ')
            into referenced, own
        from unnest(c.conkey, c.confkey) with ordinality k (ours, theirs, n)
        join pg_attribute ours on ours.attrelid = c.conrelid and ours.attnum = k.ours
        join pg_attribute theirs on theirs.attrelid = c.confrelid and theirs.attnum = k.theirs;
        if c.conperiod then
            return (select format('%s and not coalesce(t.%I <@ (select range_agg(r.%I) from %s r where %s), false)',
                                  own, ours.attname, theirs.attname, c.confrelid::regclass, referenced)
                    from pg_attribute ours, pg_attribute theirs
                    where ours.attrelid = c.conrelid and ours.attnum = c.conkey[array_length(c.conkey, 1)]
                      and theirs.attrelid = c.confrelid and theirs.attnum = c.confkey[array_length(c.confkey, 1)]);
        end if;
        return format('%s and not exists (select from %s r where %s)', own, c.confrelid::regclass, referenced);
    else
        return null;
    end case;
end $$;

create or replace function quality.violations(rule text)
    returns table (entity text, entity_id uuid, detail text)
    language plpgsql stable as $$
declare
    condition text;
    c record;
begin
    if to_regclass(format('quality.%I', rule)) is not null
            and exists (select from quality.registered_rule r where r.name = rule) then
        return query execute format('select v.entity, v.entity_id, v.detail from quality.%I v', rule);
        return;
    end if;
    select r.relname, coalesce(array_agg(a.attname::text order by a.attnum), '{}') columns into c
    from pg_constraint k
    join pg_class r on r.oid = k.conrelid
    left join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
    where k.conname = rule and k.connamespace = 'public'::regnamespace and not k.convalidated
    group by r.relname;
    condition := case when found then quality.constraint_condition(rule) end;
    if condition is not null then
        return query execute format(
            'select %1$L, t.id, (select string_agg(format(''%%s = %%s'', key, coalesce(value, ''null'')), '', '')
                                 from jsonb_each_text(to_jsonb(t)) where key = any (%2$L::text[]))
             from public.%1$I t where %3$s', c.relname, c.columns, condition);
    end if;
end $$;
comment on function quality.violations is
    'The rows that break a rule; none where the rule is a constraint that holds for all rows.';

create or replace function quality.ratchet(rule text) returns text
    language plpgsql as $$
declare
    c record;
begin
    select r.relname, k.convalidated, k.contype = 'f' and k.conperiod as temporal into c
    from pg_constraint k join pg_class r on r.oid = k.conrelid
    where k.conname = rule and k.connamespace = 'public'::regnamespace;
    if not found then
        raise exception using errcode = '42704', message = format('rule "%s" is no constraint', rule);
    end if;
    -- PostgreSQL 18.6 validates a temporal foreign key as if any overlap were enough; new rows it checks rightly.
    if c.temporal and exists (select from quality.violations(rule)) then
        raise exception using errcode = '23503', schema = 'public', table = c.relname, constraint = rule,
            message = format('foreign key "%s" is violated by some row of "%s"', rule, c.relname);
    end if;
    if not c.convalidated then
        execute format('alter table public.%I validate constraint %I', c.relname, rule);
    end if;
    return 'ENFORCED';
end $$;
comment on function quality.ratchet is
    'Makes a constraint hold for all rows from now on; fails as the constraint does while a row breaks it.';
