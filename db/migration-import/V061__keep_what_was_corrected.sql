-- The ledger holds a document as it is now: what a correction has replaced is kept with it, so that it can be taken back.
alter table correction add column wrong_source bytea;

comment on column correction.wrong_source is 'the document as it was before; null of corrections made before it was kept';
