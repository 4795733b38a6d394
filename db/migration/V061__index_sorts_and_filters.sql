-- What lists are sorted and filtered by. Each index costs every insert, and every update that changes its column (or any
-- column, where the row finds no place on its page): db/README.md says which were chosen, and why others were not.
-- A text stands in a b-tree by its first 200 characters, as lists sort it: a longer one could not be stored at all.

create index organization_name_idx on organization (left(name, 200), id);
create index organization_city_idx on organization (left(city, 200), id);
create index organization_status_idx on organization (status, id);
create index organization_joined_on_idx on organization (joined_on, id);
create index organization_email_idx on organization (left(email, 200), id);
create index organization_name_trigram_idx on organization using gin (name gin_trgm_ops);
create index organization_city_trigram_idx on organization using gin (city gin_trgm_ops);

create index person_full_name_idx on person (left(full_name, 200), id);
create index person_family_name_idx on person (left(family_name, 200), id);
create index person_given_name_idx on person (left(given_name, 200), id);
create index person_phone_idx on person (left(phone, 200), id);
create index person_full_name_trigram_idx on person using gin (full_name gin_trgm_ops);
create index person_family_name_trigram_idx on person using gin (family_name gin_trgm_ops);
create index person_email_trigram_idx on person using gin (email gin_trgm_ops);

create index member_status_idx on member (status, id);
create index member_status_joined_on_idx on member (status, joined_on, id);
create index member_joined_on_idx on member (joined_on, id);
create index member_left_on_idx on member (left_on, id);
create index member_member_number_trigram_idx on member using gin (member_number gin_trgm_ops);

create index member_group_name_idx on member_group (left(name, 200), id);
create index member_group_status_idx on member_group (status, id);
create index member_group_region_idx on member_group (left(region, 200), id);
create index member_group_founded_on_idx on member_group (founded_on, id);
create index member_group_name_trigram_idx on member_group using gin (name gin_trgm_ops);

create index teacher_status_idx on teacher (status, id);

create index topic_name_idx on topic (left(name, 200), id);

create index venue_name_idx on venue (left(name, 200), id);
create index venue_city_idx on venue (left(city, 200), id);
create index venue_name_trigram_idx on venue using gin (name gin_trgm_ops);

create index meeting_month_idx on meeting (month, id);
create index meeting_status_idx on meeting (status, id);
create index meeting_title_idx on meeting (left(title, 200), id);
create index meeting_title_trigram_idx on meeting using gin (title gin_trgm_ops);

create index event_title_idx on event (left(title, 200), id);
create index event_status_idx on event (status, id);
create index event_kind_idx on event (kind, id);
create index event_title_trigram_idx on event using gin (title gin_trgm_ops);

create index mission_title_idx on mission (left(title, 200), id);
create index mission_status_idx on mission (status, id);
create index mission_kind_idx on mission (kind, id);
create index mission_starts_on_idx on mission (starts_on, id);
create index mission_fee_idx on mission (fee, id);
create index mission_title_trigram_idx on mission using gin (title gin_trgm_ops);

create index invoice_status_idx on invoice (status, id);
create index invoice_issued_on_idx on invoice (issued_on, id);
create index invoice_due_on_idx on invoice (due_on, id);
create index invoice_number_trigram_idx on invoice using gin (number gin_trgm_ops);

create index subscription_status_idx on subscription (status, id);
create index subscription_starts_on_idx on subscription (starts_on, id);
create index subscription_ends_on_idx on subscription (ends_on, id);

create index note_noted_at_idx on note (noted_at, id);
create index note_title_idx on note (left(title, 200), id);
create index note_title_trigram_idx on note using gin (title gin_trgm_ops);
