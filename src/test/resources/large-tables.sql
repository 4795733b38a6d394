-- $rows of each large table: what the plans of lists are looked at with, and what lists are timed with.
set rejoin.bulk_load = 'on';
insert into organization (legacy_id, name, legal_name, registration_number, status, email, city, joined_on)
select 'o-' || i, 'Organization ' || i, 'Legal ' || i, 'R-' || i,
       case i % 3 when 0 then 'PROSPECT' else 'ACTIVE' end, 'contact' || i || '@example.com',
       'Town ' || i % 5000, date '1950-01-01' + i
from generate_series(1, $rows) i;
insert into person (legacy_id, given_name, family_name, email, phone, language)
select 'p-' || i, 'Given ' || i, 'Family ' || i, 'zoe' || i || '@example.com', '+33 7000' || i, 'fr'
from generate_series(1, $rows) i;
insert into member (legacy_id, person_id, organization_id, member_number, status, joined_on, left_on)
select 'm-' || p.i, p.id, o.id, 'M-' || p.i, case p.i % 4 when 0 then 'LEFT' else 'ACTIVE' end,
       date '2010-01-01' + (p.i % 5000)::int,
       case p.i % 4 when 0 then date '2010-01-01' + (p.i % 5000)::int + 30 end
from (select id, row_number() over (order by id) i from person where legacy_id like 'p-%') p
join (select id, row_number() over (order by id) i from organization where legacy_id like 'o-%') o using (i);
insert into staff (person_id) select id from person where legacy_id = 'p-1';
insert into member_group (code, name, status, point_of_contact_id, region, founded_on)
select 'G-' || i, 'Group ' || i, case i % 3 when 0 then 'FORMING' else 'ACTIVE' end, s.id,
       'Region ' || i % 20, date '1950-01-01' + i
from generate_series(1, $rows) i, staff s join person p on p.id = s.person_id where p.legacy_id = 'p-1';
insert into meeting (group_id, month, starts_at, title, status)
select g.id, m.month, m.month + interval '10 days', 'Meeting ' || g.i,
       case g.i % 3 when 0 then 'CANCELLED' else 'PLANNED' end
from (select id, row_number() over (order by id) i from member_group where code like 'G-%') g,
     lateral (select (date '1950-01-01' + make_interval(months => (g.i % 600)::int))::date as month) m;
insert into event (title, kind, starts_at, status)
select 'Event ' || i, case i % 2 when 0 then 'SEMINAR' else 'TRIP' end,
       timestamptz '1950-01-01Z' + make_interval(days => i), 'PLANNED'
from generate_series(1, $rows) i;
insert into mission (reference, title, kind, organization_id, status, starts_on, fee, currency)
select 'MI-' || o.i, 'Mission ' || o.i, 'TEACHING', o.id,
       case o.i % 3 when 0 then 'CONFIRMED' else 'DRAFT' end, date '1950-01-01' + o.i::int, o.i, 'EUR'
from (select id, row_number() over (order by id) i from organization where legacy_id like 'o-%') o;
insert into invoice (number, organization_id, status, issued_on, due_on, currency)
select 'F-' || o.i, o.id, case o.i % 3 when 0 then 'ISSUED' else 'DRAFT' end,
       case o.i % 3 when 0 then date '1950-01-01' + o.i::int end, date '1950-01-01' + o.i::int, 'EUR'
from (select id, row_number() over (order by id) i from organization where legacy_id like 'o-%') o;
insert into subscription (member_id, starts_on, ends_on, amount, currency, status)
select m.id, date '1950-01-01' + m.i::int, date '1951-01-01' + m.i::int, 100, 'EUR', 'ACTIVE'
from (select id, row_number() over (order by id) i from member where legacy_id like 'm-%') m;
insert into note (organization_id, title, body, noted_at)
select o.id, 'Note ' || o.i, 'Body', timestamptz '1950-01-01Z' + make_interval(days => o.i::int)
from (select id, row_number() over (order by id) i from organization where legacy_id like 'o-%') o;
insert into venue (name, city, country)
select 'Venue ' || i, 'Town ' || i % 5000, 'FR' from generate_series(1, $rows) i;
reset rejoin.bulk_load;
