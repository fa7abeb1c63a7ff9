-- What is kept back until an operator approved it, and what tells a mistake from what is wanted.

create table hold (
    hold_id     bigint      generated always as identity primary key,
    application text        not null,
    plugin      text        not null,
    cause       text        not null,
    state       text        not null,
    said        text        not null,
    apps        bigint      not null,
    tenants     bigint      not null,
    since       timestamptz not null default now(),
    approved_at timestamptz,
    approved_by text,
    reason      text,
    unique (application, plugin, cause, state)
);

-- One row. The mark grows; a database whose mark is below what somebody saw was restored from a backup. Spent are the bots
-- and apps that were removed since, within a day.
create table brake (
    one         boolean     primary key default true check (one),
    mark        bigint      not null default 0,
    spent       bigint      not null default 0,
    spent_since timestamptz not null default now()
);

insert into brake default values;

-- The states of plugins that went out to the tenants.
create table rollout (
    plugin text primary key,
    state  text        not null,
    since  timestamptz not null default now()
);
