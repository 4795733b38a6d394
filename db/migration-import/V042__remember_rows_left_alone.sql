-- A delta leaves rows alone that no document makes any more, because somebody has changed them, something refers to them,
-- or their document is set aside now. They are remembered, so that the next delta knows them again.
alter table row_origin drop constraint row_origin_how_known;
alter table row_origin add constraint row_origin_how_known check (how in ('LOADED', 'MERGED', 'RESURRECTED', 'LEFT'));

-- What was corrected is the document's content, whichever way the source happens to write it the next time.
alter table correction add column wrong_content_sha256 bytea;
comment on column correction.wrong_content_sha256 is
    'of the document with its keys in order and without spaces: the same content in another order is corrected all the same';

-- A correction that was taken back stays in the list, and is not applied any more.
alter table correction add column routing text;
alter table correction add column withdrawn_at timestamptz;
alter table correction add column withdrawn_by text;
