-- Suggestions are the titles that begin as what was typed, of each resource by itself: in this order an index has them, however
-- few of all that begin so are of the resource.
drop index search_document_title_prefix_idx;
create index search_document_title_prefix_idx on search_document (resource, title_folded text_pattern_ops);
