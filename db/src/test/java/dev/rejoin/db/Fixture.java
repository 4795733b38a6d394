package dev.rejoin.db;

/** One valid row of every table, and a few beside it; row n of any table has the id {@code id(n)}. */
final class Fixture {

    /** Row 1 is the one that tests try to spoil. */
    static final String ROW = id(1);

    static final String SQL = """
            insert into organization (id, legacy_id, name, status, registration_number, email, country, joined_on) values
                ('%1$s', 'l1', 'Société Générale', 'ACTIVE', 'R1', 'contact@sg.example', 'FR', '2020-01-01'),
                ('%2$s', null, 'Crédit du Nord', 'ACTIVE', 'R2', null, 'FR', null);
            insert into person (id, legacy_id, given_name, family_name, email, phone, language) values
                ('%1$s', 'l1', 'Élodie', 'Dupont', 'elodie@sg.example', '+33 6 12 34 56 78', 'fr'),
                ('%2$s', null, 'Paul', 'Martin', 'paul@sg.example', null, 'en'),
                ('%3$s', null, null, 'Zorro', null, null, null);
            insert into staff (id, legacy_id, person_id) values ('%1$s', 'l1', '%2$s');
            insert into member (id, legacy_id, person_id, organization_id, member_number, status, joined_on) values
                ('%1$s', 'l1', '%1$s', '%1$s', 'M-1', 'ACTIVE', '2024-01-01'),
                ('%2$s', null, '%2$s', '%1$s', 'M-2', 'ACTIVE', '2024-01-01');
            insert into member_group (id, legacy_id, code, name, status, point_of_contact_id) values
                ('%1$s', 'l1', 'G-1', 'Lyon', 'ACTIVE', '%1$s'),
                ('%2$s', null, 'G-2', 'Paris', 'ACTIVE', '%1$s');
            insert into group_membership (id, legacy_id, group_id, member_id, joined_on) values
                ('%1$s', 'l1', '%1$s', '%1$s', '2024-01-01'),
                ('%2$s', null, '%1$s', '%2$s', '2024-01-01');
            insert into group_leadership (id, legacy_id, group_id, member_id, elected_on) values
                ('%1$s', 'l1', '%1$s', '%2$s', '2024-02-01');
            insert into teacher (id, legacy_id, person_id, status, daily_rate, currency) values
                ('%1$s', 'l1', '%3$s', 'ACTIVE', 900, 'EUR');
            insert into topic (id, legacy_id, code, name, parent_id) values
                ('%1$s', 'l1', 'T-1', 'Strategy', null),
                ('%2$s', null, 'T-2', 'Pricing', '%1$s');
            insert into teacher_topic (id, legacy_id, teacher_id, topic_id) values ('%1$s', 'l1', '%1$s', '%1$s');
            insert into venue (id, legacy_id, name, city, country) values ('%1$s', 'l1', 'Le Hall', 'Lyon', 'FR');
            insert into meeting (id, legacy_id, group_id, month, starts_at, status, title) values
                ('%1$s', 'l1', '%1$s', '2024-03-01', '2024-03-14 08:00Z', 'PLANNED', 'Mars');
            insert into meeting_attendance (id, legacy_id, meeting_id, member_id, status) values
                ('%1$s', 'l1', '%1$s', '%1$s', 'PRESENT');
            insert into event (id, legacy_id, title, kind, starts_at, capacity, status) values
                ('%1$s', 'l1', 'Convention', 'CONVENTION', '2024-06-01 08:00Z', 1, 'PLANNED');
            insert into event_participation (id, legacy_id, event_id, member_id, status) values
                ('%1$s', 'l1', '%1$s', '%1$s', 'REGISTERED');
            insert into mission (id, legacy_id, reference, title, kind, organization_id, status, currency) values
                ('%1$s', 'l1', 'MI-1', 'Audit', 'CONSULTING', '%1$s', 'DRAFT', 'EUR');
            insert into invoice (id, legacy_id, number, organization_id, status, issued_on, currency) values
                ('%1$s', 'l1', 'INV-2024-001', '%1$s', 'DRAFT', '2024-03-01', 'EUR'),
                ('%2$s', null, 'INV-2024-002', '%1$s', 'DRAFT', '2024-03-01', 'EUR');
            insert into invoice_line (id, legacy_id, invoice_id, position, description, unit_price) values
                ('%1$s', 'l1', '%1$s', 1, 'Audit', 1000),
                ('%2$s', null, '%2$s', 1, 'Conseil', 500);
            update invoice set status = 'ISSUED' where id = '%2$s';
            -- As an import brings it in: for a draft.
            select set_config('rejoin.source_decides', 'on', true);
            insert into payment (id, legacy_id, invoice_id, received_on, amount, method) values
                ('%1$s', 'l1', '%1$s', '2024-04-01', 10, 'CARD');
            select set_config('rejoin.source_decides', 'off', true);
            insert into subscription (id, legacy_id, member_id, starts_on, ends_on, currency, status) values
                ('%1$s', 'l1', '%1$s', '2024-01-01', '2025-01-01', 'EUR', 'ACTIVE');
            insert into note (id, legacy_id, organization_id, author_id, body) values
                ('%1$s', 'l1', '%1$s', '%1$s', 'Un client fidèle.');
            insert into user_account (id, legacy_id, username, email, role, external_subject) values
                ('%1$s', 'l1', 'elodie', 'elodie@sg.example', 'EDITOR', 'sub-1');
            """.formatted(id(1), id(2), id(3));

    private Fixture() {}

    static String id(int n) {
        return "00000000-0000-0000-0000-%012d".formatted(n);
    }
}
