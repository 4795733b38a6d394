-- Rules that no constraint can say are views (R__040_quality.sql); this is the list of all rules.
create schema quality;

create table quality.registered_rule (
    name     text constraint registered_rule_name_required not null
             constraint registered_rule_key primary key,
    kind     text constraint registered_rule_kind_required not null
             constraint registered_rule_kind_allowed check (kind in
                 ('NOT_NULL', 'CHECK', 'PRIMARY_KEY', 'UNIQUE', 'FOREIGN_KEY', 'EXCLUDE', 'TRIGGER', 'VIEW')),
    entity   text constraint registered_rule_entity_required not null,
    code     text constraint registered_rule_code_required not null,
    fields   text[] constraint registered_rule_fields_required not null,
    sentence text constraint registered_rule_sentence_required not null
);
comment on table quality.registered_rule is
    'Every rule of the domain, a copy of dev/rejoin/db/constraints.csv that SQL can read.';
