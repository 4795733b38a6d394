-- Said once: in which zone the domain's days begin, and how an invoice's amounts are rounded.

create function domain_zone() returns text
    language sql stable parallel safe
    return coalesce(nullif(current_setting('rejoin.zone', true), ''), 'Europe/Paris');
comment on function domain_zone is
    'The zone of the domain''s days; another one is a setting of the database: alter database … set rejoin.zone = ''…''.';

create function domain_today() returns date
    language sql stable parallel safe
    return (now() at time zone domain_zone())::date;
comment on function domain_today is 'The day that it is for the domain.';

create function domain_day(moment timestamptz) returns date
    language sql stable parallel safe
    return (moment at time zone domain_zone())::date;
comment on function domain_day is 'The day of an instant.';

create function domain_midnight(day date) returns timestamptz
    language sql stable parallel safe
    return day::timestamp at time zone domain_zone();
comment on function domain_midnight is 'The instant at which a day begins.';

create function invoice_line_net(quantity numeric, unit_price numeric) returns numeric
    language sql immutable parallel safe
    return round(quantity * unit_price, 2);
comment on function invoice_line_net is 'What a line amounts to without tax, in cents: an invoice shows its lines, and they must add up.';

create function invoice_line_tax(quantity numeric, unit_price numeric, tax_rate numeric) returns numeric
    language sql immutable parallel safe
    return round(invoice_line_net(quantity, unit_price) * coalesce(tax_rate, 0), 2);
comment on function invoice_line_tax is 'The tax on a line, in cents, on its rounded amount.';

alter table meeting drop constraint meeting_starts_in_month;
alter table meeting add constraint meeting_starts_in_month
    check (date_trunc('month', domain_day(starts_at)::timestamp) = month::timestamp);
