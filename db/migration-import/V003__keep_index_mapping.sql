-- What an index said of its own fields: a retry from the ledger reads the documents' dates as the run itself did.
alter table source_index add column index_mapping json;
