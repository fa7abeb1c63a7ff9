-- A tenant is one installation: (application, member_id). Its id leads every key, so that the schema can be sharded.

create table tenant (
    tenant_id              text primary key,
    application            text        not null,
    member_id              text        not null,
    generation             integer     not null,
    state                  text        not null,
    reason                 text        not null default '',
    since                  timestamptz not null default now(),
    endpoint               text        not null,
    language               text        not null,
    application_token_hash bytea       not null,
    access_sealed          bytea,
    refresh_sealed         bytea,
    expires_at             timestamptz,
    token_version          bigint      not null default 1,
    refresh_claimed_until  timestamptz
);

create index tenant_by_member on tenant (member_id text_pattern_ops);
create index tenant_by_endpoint on tenant (endpoint text_pattern_ops);

create table setting (
    tenant_id  text        not null references tenant on delete cascade,
    plugin     text        not null,
    key        text        not null,
    value      text        not null,
    changed_by text        not null,
    changed_at timestamptz not null default now(),
    primary key (tenant_id, plugin, key)
);

-- What portals took. They cannot list their chat apps, so this is all there is.
create table registration (
    tenant_id      text        not null references tenant on delete cascade,
    generation     integer     not null,
    surface        text        not null,
    plugin         text        not null,
    code           text        not null,
    owner_plugin   text,
    owner_code     text,
    remote_id      bigint,
    fields         jsonb       not null,
    refusal        text,
    refused_fields jsonb,
    changed_at     timestamptz not null default now(),
    primary key (tenant_id, generation, surface, plugin, code)
);

-- Who has to be looked at. A claim is a lease with a fence; whoever holds an old fence writes nothing.
create table reconcile (
    tenant_id     text primary key references tenant on delete cascade,
    due_at        timestamptz,
    asked         bigint not null default 0,
    claimed_until timestamptz,
    fence         bigint not null default 0,
    attempt       integer not null default 0,
    reason        text
);

create index reconcile_due on reconcile (due_at) where due_at is not null;

-- Events of portals, written before they are acknowledged: they are sent once and never again.
create table event (
    tenant_id     text        not null references tenant on delete cascade,
    event_id      bigint      generated always as identity,
    dedupe        text        not null,
    fields        jsonb,
    received_at   timestamptz not null default now(),
    claimed_until timestamptz not null,
    fence         bigint      not null default 1,
    attempt       integer     not null default 0,
    handled_at    timestamptz,
    outcome       text,
    primary key (tenant_id, event_id),
    unique (tenant_id, dedupe)
);

create index event_unhandled on event (claimed_until) where handled_at is null;
create index event_handled on event (handled_at) where handled_at is not null;
