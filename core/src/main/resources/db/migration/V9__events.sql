-- Events as the bytes of their forms, in an order within dialogs, and parked where they cannot be handled.
alter table event add column name text not null default '', add column dialog text not null default '',
    add column message_id bigint not null default 0, add column body bytea, add column holder text, add column parked text;
update event set name = coalesce(fields->>'event', ''), body = convert_to((
    select string_agg(replace(replace(replace(replace(key, '%', '%25'), '&', '%26'), '+', '%2B'), '=', '%3D') || '='
                   || replace(replace(replace(value, '%', '%25'), '&', '%26'), '+', '%2B'), '&')
    from jsonb_each_text(fields)), 'UTF8') where fields is not null;
alter table event drop column fields;

-- Each tenant's waiting events together, so that who has some is found by leaps, whatever a flood of one of them holds.
drop index event_unhandled;
create index event_waiting on event (tenant_id, claimed_until) where handled_at is null and parked is null;
create index event_removal on event (claimed_until)
    where handled_at is null and parked is null and name = 'ONAPPUNINSTALL';
create index event_parked on event (received_at) where handled_at is null and parked is not null;
