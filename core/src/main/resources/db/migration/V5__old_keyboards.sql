-- An app of which no update makes what it should be is registered once more, as the next revision, under another code.
-- The one before is kept, hidden, for a time: buttons in old messages name it.

alter table registration add column revision integer not null default 1;
alter table registration add column retired_until timestamptz;
alter table registration add column doubt text;

alter table registration drop constraint registration_pkey;
alter table registration add primary key (tenant_id, generation, surface, plugin, code, revision);

create index registration_retired on registration (retired_until) where retired_until is not null;
