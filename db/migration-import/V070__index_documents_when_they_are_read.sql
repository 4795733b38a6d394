-- The same documents by the same names: document_name says the run as well.
drop index if exists document_identity;
