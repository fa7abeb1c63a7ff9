-- How tenants live: why and since when they are as they are, and several chains of tokens for each.

alter table tenant add column cause text not null default '';
alter table tenant add column began_at timestamptz not null default now();
alter table tenant add column oauth text not null default '';
alter table tenant add column probe_at timestamptz;
alter table tenant add column probes integer not null default 0;

create index tenant_probe on tenant (probe_at) where probe_at is not null;
create index tenant_by_state on tenant (state, tenant_id);

-- One person's tokens, or a bot's. Each refresh is a new version; an intent is written before it, by whom and until when.
create table chain (
    tenant_id       text        not null references tenant on delete cascade,
    generation      integer     not null,
    holder          bigint      not null,
    role            text        not null,
    access_sealed   bytea       not null,
    refresh_sealed  bytea       not null,
    previous_sealed bytea,
    expires_at      timestamptz not null,
    version         bigint      not null,
    refreshed_at    timestamptz not null default now(),
    intent_until    timestamptz,
    intent_by       text,
    retired         text,
    retired_at      timestamptz,
    primary key (tenant_id, generation, holder)
);

create index chain_idle on chain (refreshed_at) where retired is null;

-- Who held the tokens of earlier installations is not known; holder 0 stands for that person.
insert into chain (tenant_id, generation, holder, role, access_sealed, refresh_sealed, expires_at, version)
select tenant_id, generation, 0, 'installer', access_sealed, refresh_sealed, expires_at, token_version
from tenant where refresh_sealed is not null;

alter table tenant drop column access_sealed;
alter table tenant drop column refresh_sealed;
alter table tenant drop column expires_at;
alter table tenant drop column token_version;
alter table tenant drop column refresh_claimed_until;

-- What somebody says about an installation, until it is proven; an hour at most.
create table claim (
    claim_id           bigint      generated always as identity primary key,
    tenant_id          text        not null,
    kind               text        not null,
    token_hash         bytea       not null,
    refresh_sealed     bytea       not null,
    application_sealed bytea       not null,
    grant_sealed       bytea,
    granted_at         timestamptz,
    server_endpoint    text        not null,
    source             text        not null,
    received_at        timestamptz not null default now(),
    next_at            timestamptz not null,
    fence              bigint      not null default 1,
    attempt            integer     not null default 0,
    unique (tenant_id, token_hash)
);

create index claim_next on claim (next_at);
create index claim_source on claim (source);
