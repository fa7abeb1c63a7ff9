alter table registration add column retired_until timestamptz;

create index registration_retired on registration (retired_until) where retired_until is not null;
