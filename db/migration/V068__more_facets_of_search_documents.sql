-- Organizations by their city, teachers and missions by their currency: their documents are written anew, as the service runs.
insert into search.rebuild (resource)
select distinct resource from search_document where resource in ('organization', 'teacher', 'mission')
on conflict do nothing;
