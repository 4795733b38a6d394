-- An e-mail is the same address whatever its case, and whichever of Unicode's forms spells it.

drop index person_email_unique;
create unique index person_email_unique on person (lower(normalize(email)));

drop index user_account_email_unique;
create unique index user_account_email_unique on user_account (lower(normalize(email)));
