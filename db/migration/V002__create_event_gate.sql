-- What the guards of R__010_guards.sql need to store; no domain data.
create schema guard;
comment on schema guard is 'Rows that serialize concurrent writers; no domain data.';

create table guard.event_gate (
    event_id  uuid constraint event_gate_event_id_required not null
              constraint event_gate_key primary key
              constraint event_gate_event_exists references public.event on delete cascade,
    passed_by xid8 constraint event_gate_passed_by_required not null
);
comment on table guard.event_gate is 'Written by every transaction that takes a place at an event with a capacity.';
