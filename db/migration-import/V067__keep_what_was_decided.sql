-- What a person decides about a document as it stands, and not by changing it: that it is left out, or let in though it
-- breaks a rule. It holds for what the document said; a document that says something else is judged anew.
alter table document add column ruling jsonb;
comment on column document.ruling is
    'what persons have decided about the document as it stands, each with who and why; null of nearly all';
create index document_ruled on document (run_id, id) where ruling is not null;

alter table correction add column kind text not null default 'CORRECTED'
    constraint correction_kind_known check (kind in ('CORRECTED', 'EXCLUDED', 'ACCEPTED'));
alter table correction add column accepted text;
comment on column correction.accepted is 'the rule or constraint that an accepted document may break';
alter table correction alter column source drop not null;
alter table correction add constraint correction_says_what check (
    case kind when 'CORRECTED' then source is not null when 'ACCEPTED' then accepted is not null else true end);

alter table correction drop constraint correction_outcome_known;
alter table correction add constraint correction_outcome_known
    check (outcome in ('ADMITTED', 'EXCLUDED', 'STILL_QUARANTINED'));
