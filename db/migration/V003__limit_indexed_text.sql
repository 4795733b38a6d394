-- Text in a unique index must stay small enough for it: beyond a third of a page PostgreSQL fails with an error
-- that names no rule. 512 is also what Elasticsearch allows an _id.

alter table organization add constraint organization_legacy_id_length check (length(legacy_id) <= 512);
alter table person add constraint person_legacy_id_length check (length(legacy_id) <= 512);
alter table staff add constraint staff_legacy_id_length check (length(legacy_id) <= 512);
alter table member add constraint member_legacy_id_length check (length(legacy_id) <= 512);
alter table member_group add constraint member_group_legacy_id_length check (length(legacy_id) <= 512);
alter table group_membership add constraint group_membership_legacy_id_length check (length(legacy_id) <= 512);
alter table group_leadership add constraint group_leadership_legacy_id_length check (length(legacy_id) <= 512);
alter table teacher add constraint teacher_legacy_id_length check (length(legacy_id) <= 512);
alter table topic add constraint topic_legacy_id_length check (length(legacy_id) <= 512);
alter table teacher_topic add constraint teacher_topic_legacy_id_length check (length(legacy_id) <= 512);
alter table venue add constraint venue_legacy_id_length check (length(legacy_id) <= 512);
alter table meeting add constraint meeting_legacy_id_length check (length(legacy_id) <= 512);
alter table meeting_attendance add constraint meeting_attendance_legacy_id_length check (length(legacy_id) <= 512);
alter table event add constraint event_legacy_id_length check (length(legacy_id) <= 512);
alter table event_participation add constraint event_participation_legacy_id_length check (length(legacy_id) <= 512);
alter table mission add constraint mission_legacy_id_length check (length(legacy_id) <= 512);
alter table invoice add constraint invoice_legacy_id_length check (length(legacy_id) <= 512);
alter table invoice_line add constraint invoice_line_legacy_id_length check (length(legacy_id) <= 512);
alter table payment add constraint payment_legacy_id_length check (length(legacy_id) <= 512);
alter table subscription add constraint subscription_legacy_id_length check (length(legacy_id) <= 512);
alter table note add constraint note_legacy_id_length check (length(legacy_id) <= 512);
alter table user_account add constraint user_account_legacy_id_length check (length(legacy_id) <= 512);
alter table organization add constraint organization_registration_number_length check (length(registration_number) <= 320);
alter table person add constraint person_email_length check (length(email) <= 320);
alter table member add constraint member_member_number_length check (length(member_number) <= 320);
alter table member_group add constraint member_group_code_length check (length(code) <= 320);
alter table topic add constraint topic_code_length check (length(code) <= 320);
alter table mission add constraint mission_reference_length check (length(reference) <= 320);
alter table invoice add constraint invoice_number_length check (length(number) <= 320);
alter table user_account add constraint user_account_username_length check (length(username) <= 320);
alter table user_account add constraint user_account_email_length check (length(email) <= 320);
alter table user_account add constraint user_account_external_subject_length check (length(external_subject) <= 320);
