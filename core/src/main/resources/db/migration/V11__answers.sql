-- What is said in answer to events: written before it is sent, so that nothing is said twice because somebody died between
-- the two. Of state `written` nobody knows whether the portal has it, nor of `again`, which was `written` before.
create table answer (
    tenant_id  text        not null,
    event_id   bigint      not null,
    part       text        not null,
    ordinal    integer     not null,
    text       text,
    keyboard   text,
    state      text        not null,
    message_id bigint,
    reason     text,
    written_at timestamptz not null default now(),
    primary key (tenant_id, event_id, part, ordinal),
    foreign key (tenant_id, event_id) references event on delete cascade
);
