-- The domain: every table, every constraint with a speaking name (db/README.md lists them all).
-- Tables follow one convention: id, legacy_id, …, created_at, updated_at, version.

create extension if not exists btree_gist;

create table organization (
    id                  uuid default uuidv7() constraint organization_id_required not null
                        constraint organization_key primary key,
    legacy_id           text constraint organization_legacy_id_unique unique,
    name                text constraint organization_name_required not null
                        constraint organization_name_not_blank check (btrim(name) <> ''),
    legal_name          text,
    registration_number text constraint organization_registration_number_unique unique,
    status              text constraint organization_status_required not null
                        constraint organization_status_allowed
                        check (status in ('PROSPECT', 'ACTIVE', 'SUSPENDED', 'CLOSED')),
    industry            text,
    website             text,
    email               text constraint organization_email_form check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
    phone               text,
    street              text,
    postal_code         text,
    city                text,
    region              text,
    country             text constraint organization_country_form check (country ~ '^[A-Z]{2}$'),
    joined_on           date,
    closed_on           date,
    created_at          timestamptz default now() constraint organization_created_at_required not null,
    updated_at          timestamptz default now() constraint organization_updated_at_required not null,
    version             bigint default 0 constraint organization_version_required not null,
    constraint organization_closed_not_before_joined check (closed_on >= joined_on),
    constraint organization_closed_has_date check ((status = 'CLOSED') = (closed_on is not null))
);
comment on table organization is 'A client company or institution whose people are members.';

create table person (
    id          uuid default uuidv7() constraint person_id_required not null
                constraint person_key primary key,
    legacy_id   text constraint person_legacy_id_unique unique,
    given_name  text,
    family_name text constraint person_family_name_required not null
                constraint person_family_name_not_blank check (btrim(family_name) <> ''),
    full_name   text generated always as (btrim(coalesce(given_name || ' ', '') || family_name)) stored,
    email       text constraint person_email_form check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
    phone       text,
    language    text constraint person_language_form check (language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'),
    born_on     date,
    created_at  timestamptz default now() constraint person_created_at_required not null,
    updated_at  timestamptz default now() constraint person_updated_at_required not null,
    version     bigint default 0 constraint person_version_required not null
);
comment on table person is 'The one home of a human''s name and contact data.';
create unique index person_email_unique on person (lower(email));

create table staff (
    id         uuid default uuidv7() constraint staff_id_required not null
               constraint staff_key primary key,
    legacy_id  text constraint staff_legacy_id_unique unique,
    person_id  uuid constraint staff_person_id_required not null
               constraint staff_person_id_unique unique
               constraint staff_person_exists references person,
    job_title  text,
    region     text,
    active     boolean default true constraint staff_active_required not null,
    created_at timestamptz default now() constraint staff_created_at_required not null,
    updated_at timestamptz default now() constraint staff_updated_at_required not null,
    version    bigint default 0 constraint staff_version_required not null
);
comment on table staff is 'A person who works for the company.';

create table member (
    id              uuid default uuidv7() constraint member_id_required not null
                    constraint member_key primary key,
    legacy_id       text constraint member_legacy_id_unique unique,
    person_id       uuid constraint member_person_id_required not null
                    constraint member_person_exists references person,
    organization_id uuid constraint member_organization_id_required not null
                    constraint member_organization_exists references organization,
    member_number   text constraint member_member_number_required not null
                    constraint member_member_number_not_blank check (btrim(member_number) <> '')
                    constraint member_member_number_unique unique,
    job_title       text,
    status          text constraint member_status_required not null
                    constraint member_status_allowed
                    check (status in ('CANDIDATE', 'ACTIVE', 'PAUSED', 'LEFT')),
    joined_on       date constraint member_joined_on_required not null,
    left_on         date,
    created_at      timestamptz default now() constraint member_created_at_required not null,
    updated_at      timestamptz default now() constraint member_updated_at_required not null,
    version         bigint default 0 constraint member_version_required not null,
    constraint member_left_not_before_joined
        check (isfinite(joined_on) and isfinite(left_on) and left_on >= joined_on),
    constraint member_left_has_date check ((status = 'LEFT') = (left_on is not null)),
    -- The case keeps an impossible period from failing here, so that the check above names the mistake.
    constraint member_one_at_a_time exclude using gist (
        person_id with =,
        (case when left_on is null or left_on >= joined_on
              then daterange(joined_on, left_on) else 'empty' end) with &&)
);
comment on table member is 'The membership of a person on behalf of an organization; a person has one at a time.';
create index member_person_idx on member (person_id);
create index member_organization_idx on member (organization_id);

create table member_group (
    id                  uuid default uuidv7() constraint member_group_id_required not null
                        constraint member_group_key primary key,
    legacy_id           text constraint member_group_legacy_id_unique unique,
    code                text constraint member_group_code_required not null
                        constraint member_group_code_not_blank check (btrim(code) <> '')
                        constraint member_group_code_unique unique,
    name                text constraint member_group_name_required not null
                        constraint member_group_name_not_blank check (btrim(name) <> ''),
    status              text constraint member_group_status_required not null
                        constraint member_group_status_allowed
                        check (status in ('FORMING', 'ACTIVE', 'DORMANT', 'CLOSED')),
    point_of_contact_id uuid constraint member_group_point_of_contact_id_required not null
                        constraint member_group_point_of_contact_exists references staff,
    region              text,
    founded_on          date,
    capacity            integer constraint member_group_capacity_positive check (capacity > 0),
    created_at          timestamptz default now() constraint member_group_created_at_required not null,
    updated_at          timestamptz default now() constraint member_group_updated_at_required not null,
    version             bigint default 0 constraint member_group_version_required not null
);
comment on table member_group is 'A peer group of members, looked after by a point of contact among the staff.';
create index member_group_point_of_contact_idx on member_group (point_of_contact_id);

create table group_membership (
    id         uuid default uuidv7() constraint group_membership_id_required not null
               constraint group_membership_key primary key,
    legacy_id  text constraint group_membership_legacy_id_unique unique,
    group_id   uuid constraint group_membership_group_id_required not null
               constraint group_membership_group_exists references member_group,
    member_id  uuid constraint group_membership_member_id_required not null
               constraint group_membership_member_exists references member,
    joined_on  date constraint group_membership_joined_on_required not null,
    left_on    date,
    -- An impossible period becomes 'empty', so that the named check refuses it and not the range constructor.
    period     daterange generated always as (
                   case when left_on is null or left_on > joined_on
                        then daterange(joined_on, left_on) else 'empty' end) stored
               constraint group_membership_period_required not null,
    created_at timestamptz default now() constraint group_membership_created_at_required not null,
    updated_at timestamptz default now() constraint group_membership_updated_at_required not null,
    version    bigint default 0 constraint group_membership_version_required not null,
    constraint group_membership_left_after_joined
        check (isfinite(joined_on) and isfinite(left_on) and left_on > joined_on),
    constraint group_membership_no_overlap unique (group_id, member_id, period without overlaps)
);
comment on table group_membership is 'A member belongs to a group from joined_on until before left_on.';
create index group_membership_group_idx on group_membership (group_id);
create index group_membership_member_idx on group_membership (member_id);

create table group_leadership (
    id         uuid default uuidv7() constraint group_leadership_id_required not null
               constraint group_leadership_key primary key,
    legacy_id  text constraint group_leadership_legacy_id_unique unique,
    group_id   uuid constraint group_leadership_group_id_required not null
               constraint group_leadership_group_exists references member_group,
    member_id  uuid constraint group_leadership_member_id_required not null
               constraint group_leadership_member_exists references member,
    elected_on date constraint group_leadership_elected_on_required not null,
    ended_on   date,
    term       daterange generated always as (
                   case when ended_on is null or ended_on > elected_on
                        then daterange(elected_on, ended_on) else 'empty' end) stored
               constraint group_leadership_term_required not null,
    created_at timestamptz default now() constraint group_leadership_created_at_required not null,
    updated_at timestamptz default now() constraint group_leadership_updated_at_required not null,
    version    bigint default 0 constraint group_leadership_version_required not null,
    constraint group_leadership_ended_after_elected
        check (isfinite(elected_on) and isfinite(ended_on) and ended_on > elected_on),
    constraint group_leadership_one_at_a_time unique (group_id, term without overlaps),
    constraint group_leadership_leader_is_member foreign key (group_id, member_id, period term)
        references group_membership (group_id, member_id, period period)
);
comment on table group_leadership is 'A group''s elected leader, who is a member of the group throughout the term.';
create index group_leadership_group_idx on group_leadership (group_id);
create index group_leadership_member_idx on group_leadership (member_id);
create index group_leadership_group_member_term_idx on group_leadership using gist (group_id, member_id, term);

create table teacher (
    id         uuid default uuidv7() constraint teacher_id_required not null
               constraint teacher_key primary key,
    legacy_id  text constraint teacher_legacy_id_unique unique,
    person_id  uuid constraint teacher_person_id_required not null
               constraint teacher_person_id_unique unique
               constraint teacher_person_exists references person,
    headline   text,
    biography  text,
    daily_rate numeric(12, 2) constraint teacher_daily_rate_not_negative check (daily_rate >= 0),
    currency   char(3) constraint teacher_currency_form check (currency ~ '^[A-Z]{3}$'),
    status     text constraint teacher_status_required not null
               constraint teacher_status_allowed check (status in ('ACTIVE', 'RETIRED')),
    created_at timestamptz default now() constraint teacher_created_at_required not null,
    updated_at timestamptz default now() constraint teacher_updated_at_required not null,
    version    bigint default 0 constraint teacher_version_required not null
);
comment on table teacher is 'A person who teaches at meetings and on missions.';

create table topic (
    id         uuid default uuidv7() constraint topic_id_required not null
               constraint topic_key primary key,
    legacy_id  text constraint topic_legacy_id_unique unique,
    code       text constraint topic_code_required not null
               constraint topic_code_not_blank check (btrim(code) <> '')
               constraint topic_code_unique unique,
    name       text constraint topic_name_required not null
               constraint topic_name_not_blank check (btrim(name) <> ''),
    parent_id  uuid constraint topic_parent_exists references topic,
    created_at timestamptz default now() constraint topic_created_at_required not null,
    updated_at timestamptz default now() constraint topic_updated_at_required not null,
    version    bigint default 0 constraint topic_version_required not null
);
comment on table topic is 'A subject that is taught; topics form trees.';
create index topic_parent_idx on topic (parent_id);

create table teacher_topic (
    id         uuid default uuidv7() constraint teacher_topic_id_required not null
               constraint teacher_topic_key primary key,
    legacy_id  text constraint teacher_topic_legacy_id_unique unique,
    teacher_id uuid constraint teacher_topic_teacher_id_required not null
               constraint teacher_topic_teacher_exists references teacher on delete cascade,
    topic_id   uuid constraint teacher_topic_topic_id_required not null
               constraint teacher_topic_topic_exists references topic,
    created_at timestamptz default now() constraint teacher_topic_created_at_required not null,
    updated_at timestamptz default now() constraint teacher_topic_updated_at_required not null,
    version    bigint default 0 constraint teacher_topic_version_required not null,
    constraint teacher_topic_teacher_topic_unique unique (teacher_id, topic_id)
);
comment on table teacher_topic is 'A topic that a teacher teaches.';
create index teacher_topic_topic_idx on teacher_topic (topic_id);

create table venue (
    id          uuid default uuidv7() constraint venue_id_required not null
                constraint venue_key primary key,
    legacy_id   text constraint venue_legacy_id_unique unique,
    name        text constraint venue_name_required not null
                constraint venue_name_not_blank check (btrim(name) <> ''),
    street      text,
    postal_code text,
    city        text,
    country     text constraint venue_country_form check (country ~ '^[A-Z]{2}$'),
    capacity    integer constraint venue_capacity_positive check (capacity > 0),
    latitude    numeric(9, 6) constraint venue_latitude_in_range check (latitude between -90 and 90),
    longitude   numeric(9, 6) constraint venue_longitude_in_range check (longitude between -180 and 180),
    created_at  timestamptz default now() constraint venue_created_at_required not null,
    updated_at  timestamptz default now() constraint venue_updated_at_required not null,
    version     bigint default 0 constraint venue_version_required not null,
    constraint venue_coordinates_complete check ((latitude is null) = (longitude is null))
);
comment on table venue is 'A place where meetings and events are held.';

create table meeting (
    id         uuid default uuidv7() constraint meeting_id_required not null
               constraint meeting_key primary key,
    legacy_id  text constraint meeting_legacy_id_unique unique,
    group_id   uuid constraint meeting_group_id_required not null
               constraint meeting_group_exists references member_group,
    month      date constraint meeting_month_required not null
               constraint meeting_month_is_first_day check (extract(day from month) = 1),
    starts_at  timestamptz,
    ends_at    timestamptz,
    venue_id   uuid constraint meeting_venue_exists references venue,
    teacher_id uuid constraint meeting_teacher_exists references teacher,
    topic_id   uuid constraint meeting_topic_exists references topic,
    title      text,
    status     text constraint meeting_status_required not null
               constraint meeting_status_allowed check (status in ('PLANNED', 'HELD', 'CANCELLED')),
    notes      text,
    created_at timestamptz default now() constraint meeting_created_at_required not null,
    updated_at timestamptz default now() constraint meeting_updated_at_required not null,
    version    bigint default 0 constraint meeting_version_required not null,
    constraint meeting_ends_after_start check (ends_at > starts_at),
    constraint meeting_starts_in_month
        check (date_trunc('month', starts_at at time zone 'UTC') = month::timestamp),
    constraint meeting_held_has_teacher check (status <> 'HELD' or teacher_id is not null)
);
comment on table meeting is 'A group''s monthly meeting.';
create unique index meeting_one_per_group_and_month on meeting (group_id, month) where status <> 'CANCELLED';
create index meeting_group_idx on meeting (group_id);
create index meeting_venue_idx on meeting (venue_id);
create index meeting_teacher_idx on meeting (teacher_id);
create index meeting_topic_idx on meeting (topic_id);
create index meeting_starts_at_idx on meeting (starts_at);

create table meeting_attendance (
    id         uuid default uuidv7() constraint meeting_attendance_id_required not null
               constraint meeting_attendance_key primary key,
    legacy_id  text constraint meeting_attendance_legacy_id_unique unique,
    meeting_id uuid constraint meeting_attendance_meeting_id_required not null
               constraint meeting_attendance_meeting_exists references meeting,
    member_id  uuid constraint meeting_attendance_member_id_required not null
               constraint meeting_attendance_member_exists references member,
    status     text constraint meeting_attendance_status_required not null
               constraint meeting_attendance_status_allowed check (status in ('PRESENT', 'ABSENT', 'EXCUSED')),
    as_guest   boolean default false constraint meeting_attendance_as_guest_required not null,
    rating     integer constraint meeting_attendance_rating_in_range check (rating between 1 and 5),
    comment    text,
    created_at timestamptz default now() constraint meeting_attendance_created_at_required not null,
    updated_at timestamptz default now() constraint meeting_attendance_updated_at_required not null,
    version    bigint default 0 constraint meeting_attendance_version_required not null,
    constraint meeting_attendance_meeting_member_unique unique (meeting_id, member_id)
);
comment on table meeting_attendance is 'Whether a member came to a meeting, and how they rated it.';
create index meeting_attendance_member_idx on meeting_attendance (member_id);

create table event (
    id          uuid default uuidv7() constraint event_id_required not null
                constraint event_key primary key,
    legacy_id   text constraint event_legacy_id_unique unique,
    title       text constraint event_title_required not null
                constraint event_title_not_blank check (btrim(title) <> ''),
    kind        text constraint event_kind_required not null
                constraint event_kind_allowed check (kind in ('CONVENTION', 'SEMINAR', 'WEBINAR', 'TRIP')),
    starts_at   timestamptz constraint event_starts_at_required not null,
    ends_at     timestamptz,
    venue_id    uuid constraint event_venue_exists references venue,
    capacity    integer constraint event_capacity_positive check (capacity > 0),
    description text,
    status      text constraint event_status_required not null
                constraint event_status_allowed check (status in ('PLANNED', 'CONFIRMED', 'HELD', 'CANCELLED')),
    created_at  timestamptz default now() constraint event_created_at_required not null,
    updated_at  timestamptz default now() constraint event_updated_at_required not null,
    version     bigint default 0 constraint event_version_required not null,
    constraint event_ends_after_start check (ends_at > starts_at)
);
comment on table event is 'A convention, seminar, webinar or trip that members take part in.';
create index event_venue_idx on event (venue_id);
create index event_starts_at_idx on event (starts_at);

create table event_participation (
    id            uuid default uuidv7() constraint event_participation_id_required not null
                  constraint event_participation_key primary key,
    legacy_id     text constraint event_participation_legacy_id_unique unique,
    event_id      uuid constraint event_participation_event_id_required not null
                  constraint event_participation_event_exists references event,
    member_id     uuid constraint event_participation_member_id_required not null
                  constraint event_participation_member_exists references member,
    status        text constraint event_participation_status_required not null
                  constraint event_participation_status_allowed
                  check (status in ('REGISTERED', 'ATTENDED', 'NO_SHOW', 'CANCELLED')),
    registered_at timestamptz default now() constraint event_participation_registered_at_required not null,
    created_at    timestamptz default now() constraint event_participation_created_at_required not null,
    updated_at    timestamptz default now() constraint event_participation_updated_at_required not null,
    version       bigint default 0 constraint event_participation_version_required not null,
    constraint event_participation_event_member_unique unique (event_id, member_id)
);
comment on table event_participation is 'A member''s place at an event; REGISTERED and ATTENDED take one.';
create index event_participation_member_idx on event_participation (member_id);

create table mission (
    id              uuid default uuidv7() constraint mission_id_required not null
                    constraint mission_key primary key,
    legacy_id       text constraint mission_legacy_id_unique unique,
    reference       text constraint mission_reference_required not null
                    constraint mission_reference_not_blank check (btrim(reference) <> '')
                    constraint mission_reference_unique unique,
    title           text constraint mission_title_required not null
                    constraint mission_title_not_blank check (btrim(title) <> ''),
    kind            text constraint mission_kind_required not null
                    constraint mission_kind_allowed check (kind in ('TEACHING', 'FACILITATION', 'CONSULTING')),
    organization_id uuid constraint mission_organization_id_required not null
                    constraint mission_organization_exists references organization,
    teacher_id      uuid constraint mission_teacher_exists references teacher,
    meeting_id      uuid constraint mission_meeting_exists references meeting,
    status          text constraint mission_status_required not null
                    constraint mission_status_allowed
                    check (status in ('DRAFT', 'CONFIRMED', 'DELIVERED', 'CANCELLED')),
    starts_on       date,
    ends_on         date,
    fee             numeric(12, 2) constraint mission_fee_not_negative check (fee >= 0),
    currency        char(3) constraint mission_currency_form check (currency ~ '^[A-Z]{3}$'),
    description     text,
    created_at      timestamptz default now() constraint mission_created_at_required not null,
    updated_at      timestamptz default now() constraint mission_updated_at_required not null,
    version         bigint default 0 constraint mission_version_required not null,
    constraint mission_ends_not_before_start check (ends_on >= starts_on)
);
comment on table mission is 'Work delivered for an organization, and invoiced.';
create index mission_organization_idx on mission (organization_id);
create index mission_teacher_idx on mission (teacher_id);
create index mission_meeting_idx on mission (meeting_id);

create table invoice (
    id              uuid default uuidv7() constraint invoice_id_required not null
                    constraint invoice_key primary key,
    legacy_id       text constraint invoice_legacy_id_unique unique,
    number          text constraint invoice_number_required not null
                    constraint invoice_number_not_blank check (btrim(number) <> '')
                    constraint invoice_number_unique unique,
    organization_id uuid constraint invoice_organization_id_required not null
                    constraint invoice_organization_exists references organization,
    status          text constraint invoice_status_required not null
                    constraint invoice_status_allowed check (status in ('DRAFT', 'ISSUED', 'PAID', 'VOID')),
    issued_on       date,
    due_on          date,
    currency        char(3) constraint invoice_currency_required not null
                    constraint invoice_currency_form check (currency ~ '^[A-Z]{3}$'),
    notes           text,
    created_at      timestamptz default now() constraint invoice_created_at_required not null,
    updated_at      timestamptz default now() constraint invoice_updated_at_required not null,
    version         bigint default 0 constraint invoice_version_required not null,
    constraint invoice_issued_has_date check (status = 'DRAFT' or issued_on is not null),
    constraint invoice_due_not_before_issued check (due_on >= issued_on)
);
comment on table invoice is 'What an organization owes; totals are computed from the lines.';
create index invoice_organization_idx on invoice (organization_id);

create table invoice_line (
    id          uuid default uuidv7() constraint invoice_line_id_required not null
                constraint invoice_line_key primary key,
    legacy_id   text constraint invoice_line_legacy_id_unique unique,
    invoice_id  uuid constraint invoice_line_invoice_id_required not null
                constraint invoice_line_invoice_exists references invoice on delete cascade,
    position    integer constraint invoice_line_position_required not null
                constraint invoice_line_position_positive check (position > 0),
    mission_id  uuid constraint invoice_line_mission_exists references mission,
    description text constraint invoice_line_description_required not null
                constraint invoice_line_description_not_blank check (btrim(description) <> ''),
    quantity    numeric(12, 3) default 1 constraint invoice_line_quantity_required not null
                constraint invoice_line_quantity_positive check (quantity > 0),
    unit_price  numeric(12, 2) constraint invoice_line_unit_price_required not null,
    tax_rate    numeric(5, 4) constraint invoice_line_tax_rate_in_range check (tax_rate between 0 and 1),
    created_at  timestamptz default now() constraint invoice_line_created_at_required not null,
    updated_at  timestamptz default now() constraint invoice_line_updated_at_required not null,
    version     bigint default 0 constraint invoice_line_version_required not null,
    constraint invoice_line_position_unique unique (invoice_id, position)
);
comment on table invoice_line is 'A line of an invoice; frozen once the invoice left DRAFT.';
create index invoice_line_mission_idx on invoice_line (mission_id);

create table payment (
    id          uuid default uuidv7() constraint payment_id_required not null
                constraint payment_key primary key,
    legacy_id   text constraint payment_legacy_id_unique unique,
    invoice_id  uuid constraint payment_invoice_id_required not null
                constraint payment_invoice_exists references invoice,
    received_on date constraint payment_received_on_required not null,
    amount      numeric(12, 2) constraint payment_amount_required not null
                constraint payment_amount_positive check (amount > 0),
    method      text constraint payment_method_required not null
                constraint payment_method_allowed check (method in ('TRANSFER', 'CARD', 'CHEQUE', 'DIRECT_DEBIT')),
    reference   text,
    created_at  timestamptz default now() constraint payment_created_at_required not null,
    updated_at  timestamptz default now() constraint payment_updated_at_required not null,
    version     bigint default 0 constraint payment_version_required not null
);
comment on table payment is 'Money received for an invoice, in the invoice''s currency.';
create index payment_invoice_idx on payment (invoice_id);

create table subscription (
    id         uuid default uuidv7() constraint subscription_id_required not null
               constraint subscription_key primary key,
    legacy_id  text constraint subscription_legacy_id_unique unique,
    member_id  uuid constraint subscription_member_id_required not null
               constraint subscription_member_exists references member,
    starts_on  date constraint subscription_starts_on_required not null,
    ends_on    date constraint subscription_ends_on_required not null,
    period     daterange generated always as (
                   case when ends_on > starts_on then daterange(starts_on, ends_on) else 'empty' end) stored
               constraint subscription_period_required not null,
    amount     numeric(12, 2) constraint subscription_amount_not_negative check (amount >= 0),
    currency   char(3) constraint subscription_currency_required not null
               constraint subscription_currency_form check (currency ~ '^[A-Z]{3}$'),
    status     text constraint subscription_status_required not null
               constraint subscription_status_allowed
               check (status in ('PENDING', 'ACTIVE', 'PAID', 'CANCELLED')),
    invoice_id uuid constraint subscription_invoice_exists references invoice,
    created_at timestamptz default now() constraint subscription_created_at_required not null,
    updated_at timestamptz default now() constraint subscription_updated_at_required not null,
    version    bigint default 0 constraint subscription_version_required not null,
    constraint subscription_ends_after_start
        check (isfinite(starts_on) and isfinite(ends_on) and ends_on > starts_on),
    constraint subscription_no_overlap unique (member_id, period without overlaps)
);
comment on table subscription is 'What a member pays for a period: PENDING (offered), ACTIVE (running, not yet paid), PAID, CANCELLED.';
create index subscription_member_idx on subscription (member_id);
create index subscription_invoice_idx on subscription (invoice_id);

create table note (
    id              uuid default uuidv7() constraint note_id_required not null
                    constraint note_key primary key,
    legacy_id       text constraint note_legacy_id_unique unique,
    author_id       uuid constraint note_author_exists references staff,
    organization_id uuid constraint note_organization_exists references organization,
    member_id       uuid constraint note_member_exists references member,
    group_id        uuid constraint note_group_exists references member_group,
    meeting_id      uuid constraint note_meeting_exists references meeting,
    mission_id      uuid constraint note_mission_exists references mission,
    event_id        uuid constraint note_event_exists references event,
    title           text,
    body            text constraint note_body_required not null
                    constraint note_body_not_blank check (btrim(body) <> ''),
    noted_at        timestamptz default now() constraint note_noted_at_required not null,
    created_at      timestamptz default now() constraint note_created_at_required not null,
    updated_at      timestamptz default now() constraint note_updated_at_required not null,
    version         bigint default 0 constraint note_version_required not null,
    constraint note_one_subject
        check (num_nonnulls(organization_id, member_id, group_id, meeting_id, mission_id, event_id) = 1)
);
comment on table note is 'What a member of the staff wrote down about exactly one thing.';
create index note_author_idx on note (author_id);
create index note_organization_idx on note (organization_id);
create index note_member_idx on note (member_id);
create index note_group_idx on note (group_id);
create index note_meeting_idx on note (meeting_id);
create index note_mission_idx on note (mission_id);
create index note_event_idx on note (event_id);

create table user_account (
    id               uuid default uuidv7() constraint user_account_id_required not null
                     constraint user_account_key primary key,
    legacy_id        text constraint user_account_legacy_id_unique unique,
    username         text constraint user_account_username_required not null
                     constraint user_account_username_not_blank check (btrim(username) <> '')
                     constraint user_account_username_unique unique,
    email            text constraint user_account_email_form check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
    person_id        uuid constraint user_account_person_exists references person,
    role             text constraint user_account_role_required not null
                     constraint user_account_role_allowed check (role in ('READER', 'EDITOR', 'ADMIN')),
    active           boolean default true constraint user_account_active_required not null,
    external_subject text constraint user_account_external_subject_unique unique,
    created_at       timestamptz default now() constraint user_account_created_at_required not null,
    updated_at       timestamptz default now() constraint user_account_updated_at_required not null,
    version          bigint default 0 constraint user_account_version_required not null
);
comment on table user_account is 'Who may use the application, and as what.';
create unique index user_account_email_unique on user_account (lower(email));
create index user_account_person_idx on user_account (person_id);
