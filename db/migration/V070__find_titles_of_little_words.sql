-- A title of nothing but little words of its language ("IT", "Le Un") is found by them, as search.documents writes it from
-- now on: these few documents are mended here, and nothing is left to be written anew.
update public.search_document d
set title_tsv = setweight(w.title, 'A'), tsv = setweight(w.title, 'A') || d.tsv, title_length = length(w.title)
from (select resource, id, to_tsvector('public.rejoin_simple', title_folded) as title
      from public.search_document
      where title_tsv = '' and title_folded <> '') w
where w.resource = d.resource and w.id = d.id;
