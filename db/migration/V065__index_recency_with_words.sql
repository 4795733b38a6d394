-- Of a common word only the most recent documents are ranked. To find them without reading all that have the word, both
-- indexes of words also know how recent a document is: by the week of its recency, and by ever longer spans of weeks, so that
-- all that is as recent as some week is named by a handful of spans, and the index itself intersects them with the words.
--
-- What these functions answer stands in the indexes: whoever changes them reindexes.
create function search.week(recency timestamptz) returns integer
    language sql immutable strict parallel safe
    return case when recency < '1900-01-01Z' then 0 when recency >= '2213-12-25Z' then 16383
                else floor((extract(epoch from recency) + 2208988800) / 604800)::integer end;
comment on function search.week is 'Weeks since 1900; of what is before or far after it, the first and the last.';

create function search.spans(recency timestamptz) returns integer[]
    language plpgsql immutable strict parallel safe as $$
declare
    week integer := search.week(recency);
begin
    return array[week, 65536 + week / 8, 131072 + week / 64, 196608 + week / 512, 262144 + week / 4096];
end $$;
comment on function search.spans is
    'The spans of 1, 8, 64, 512 and 4096 weeks that a recency is in: 65536 times the number of the length, and that of the span.';

create function search.spans_since(since timestamptz) returns integer[]
    language plpgsql immutable strict parallel safe as $$
declare
    span integer := search.week(since);
    spans integer[] := '{}';
begin
    for length in 0..3 loop
        while span % 8 <> 0 loop
            spans := spans || (65536 * length + span);
            span := span + 1;
        end loop;
        span := span / 8;
    end loop;
    while span < 4 loop
        spans := spans || (262144 + span);
        span := span + 1;
    end loop;
    return spans;
end $$;
comment on function search.spans_since is
    'The fewest spans that hold exactly what is as recent as the week of this moment, or more recent.';

drop index search_document_tsv_idx;
create index search_document_tsv_idx on search_document using gin (tsv, search.spans(recency));
drop index search_document_title_tsv_idx;
create index search_document_title_tsv_idx on search_document using gin (title_tsv, search.spans(recency));

alter table search.lexeme_frequency
    add column titles bigint default 0 constraint lexeme_frequency_titles_required not null;
comment on column search.lexeme_frequency.titles is 'In how many titles.';

create table search.recency (
    resource  text constraint recency_resource_required not null,
    since     timestamptz constraint recency_since_required not null,
    documents bigint constraint recency_documents_required not null,
    constraint recency_key primary key (resource, since)
);
comment on table search.recency is
    'About how many documents of a resource, and of all as the resource '''', are as recent as these weeks, as of the last search.refresh_statistics().';
