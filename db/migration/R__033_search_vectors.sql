-- Vectors: that they fit their model's others, and go with their documents.

create or replace function search.fit_vector() returns trigger
    language plpgsql as $$
declare
    known integer;
begin
    select m.length into known from search.vector_model m where m.name = new.model for key share;
    if not found then
        insert into search.vector_model (name, length) values (new.model, coalesce(cardinality(new.components), 0))
        on conflict do nothing;
        select m.length into known from search.vector_model m where m.name = new.model for key share;
    end if;
    if known <> cardinality(new.components) then
        -- A model that has no other vectors may begin anew.
        perform from search.vector_model m where m.name = new.model for update;
        if exists (select from public.search_vector v
                   where v.model = new.model and (v.resource, v.id) <> (new.resource, new.id)) then
            raise exception 'The vectors of the model % have % components, this one has %.',
                new.model, known, cardinality(new.components)
                using errcode = 'check_violation', schema = 'public', table = 'search_vector',
                      constraint = 'search_vector_length_of_model';
        end if;
        update search.vector_model m set length = cardinality(new.components) where m.name = new.model;
    end if;
    return new;
end $$;
comment on function search.fit_vector is 'Vectors of one model have one length, or they could not be compared.';

create or replace trigger fit_vector before insert or update of model, components on public.search_vector
    for each row execute function search.fit_vector();

create or replace function search.forget_vectors(resource text, after uuid, last uuid) returns void
    language sql as $$
        delete from public.search_vector v
        where v.resource = $1 and ($2 is null or v.id > $2) and ($3 is null or v.id <= $3)
          and not exists (select from public.search_document d where d.resource = v.resource and d.id = v.id);
$$;
comment on function search.forget_vectors is 'Deletes the vectors between two ids whose documents are gone.';

-- Making them ------------------------------------------------------------------------------------------------

create or replace function search.queue_vectors(resource text, ids uuid[]) returns void
    language plpgsql as $$
begin
    if exists (select from search.vector_provider) then
        insert into search.vector_queue (resource, document) select $1, unnest(ids);
    end if;
end $$;
comment on function search.queue_vectors is 'Leaves documents to be given vectors after the commit.';

create or replace function search.queue_missing_vectors() returns bigint
    language sql as $$
        with queued as (
            insert into search.vector_queue (resource, document)
            select d.resource, d.id
            from public.search_document d cross join search.vector_provider p
            where not exists (
                      select from public.search_vector v
                      where v.resource = d.resource and v.id = d.id and v.model = p.model)
              and not exists (select from search.vector_queue q where q.resource = d.resource and q.document = d.id)
            order by d.recency
            returning 1)
        select count(*) from queued;
$$;
comment on function search.queue_missing_vectors is
    'Leaves all documents that have no vector of the provider''s model to be given one; returns how many.';

create or replace function search.text_to_embed(d public.search_document) returns text
    language sql immutable parallel safe
    return left(concat_ws(E'\n', d.title, d.subtitle, d.body), 8000);
comment on function search.text_to_embed is
    'What a provider is given of a document; models read a few hundred words and leave off the rest.';

create or replace function search.vectors_pending() returns bigint
    language sql stable
    return (select count(*) from (select distinct resource, document from search.vector_queue limit 10000) q);
comment on function search.vectors_pending is 'How many documents wait for their vectors; from 10,000 on nobody counts.';
