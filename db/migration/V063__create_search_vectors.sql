-- What texts mean: vectors beside the search documents, found by their signs and compared by their angles, without an extension.
create function search.signs(components real[]) returns bit varying
    language sql immutable strict parallel safe
    return (select string_agg(case when component > 0 then '1' else '0' end, '' order by n)::bit varying
            from unnest(components) with ordinality c (component, n));
comment on function search.signs is 'One bit for each component: 1 where it is positive. Bits in common are directions in common.';

create function search.norm(components real[]) returns double precision
    language sql immutable strict parallel safe
    return (select sqrt(sum(component::float8 * component)) from unnest(components) component);
comment on function search.norm is 'The length of a vector; NaN or infinite where a component is.';

create function search.inner_product(one real[], other real[]) returns double precision
    language sql immutable strict parallel safe
    return (select sum(a::float8 * b) from unnest(one, other) c (a, b));

create table search.vector_model (
    name   text constraint vector_model_name_required not null
           constraint vector_model_key primary key
           constraint vector_model_name_length check (length(name) between 1 and 200),
    length integer constraint vector_model_length_required not null
);
comment on table search.vector_model is
    'The models that vectors are of, and how many components all vectors of each have; kept by search.fit_vector().';

create table search_vector (
    resource    text constraint search_vector_resource_required not null,
    id          uuid constraint search_vector_id_required not null,
    model       text constraint search_vector_model_required not null,
    components  real[] constraint search_vector_components_required not null,
    signs       bit varying generated always as (search.signs(components)) stored,
    norm        double precision generated always as (search.norm(components)) stored,
    text_digest text,
    made_at     timestamptz default now() constraint search_vector_made_at_required not null,
    constraint search_vector_key primary key (resource, id, model),
    constraint search_vector_components_usable check (
        cardinality(components) between 1 and 4096 and array_ndims(components) = 1
        and array_position(components, null) is null
        -- Nothing points in the direction of zero; NaN is greater than all numbers.
        and search.norm(components) > 0 and search.norm(components) < 'Infinity')
-- What is looked through is the signs; the components of the few nearest are fetched.
) with (toast_tuple_target = 128);
alter table search_vector alter column components set storage external;
comment on table search_vector is
    'What the text of a search document means, as a model says: given by callers, made by a provider. Gone with the document.';
comment on column search_vector.text_digest is
    'Of the text that a provider made it from, see search.text_to_embed; null where it came from elsewhere.';
create index search_vector_model_idx on search_vector (model, resource);

create table search.vector_provider (
    one        boolean default true constraint vector_provider_one_required not null
               constraint vector_provider_key primary key
               constraint vector_provider_one_row check (one),
    model      text constraint vector_provider_model_required not null,
    started_at timestamptz default now() constraint vector_provider_started_at_required not null
);
comment on table search.vector_provider is
    'Whose vectors the service makes of all documents; no row where it makes none, so that writers leave nothing to do.';

create table search.vector_queue (
    id         bigint generated always as identity constraint vector_queue_id_required not null
               constraint vector_queue_key primary key,
    resource   text constraint vector_queue_resource_required not null,
    document   uuid constraint vector_queue_document_required not null
);
comment on table search.vector_queue is 'Documents whose vectors are still to be made, after their writers'' commit.';
create index vector_queue_document_idx on search.vector_queue (resource, document);
