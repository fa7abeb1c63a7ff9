-- What we asked portals and what they answered, redacted, for three days. Written in groups and beside the work it tells
-- of, so nothing refers to it.
create table exchange (
    tenant_id   text        not null,
    exchange_id bigint      generated always as identity,
    at          timestamptz not null,
    method      text        not null,
    cause       text        not null,
    parameters  jsonb       not null,
    answer      text        not null,
    took_ms     bigint      not null,
    primary key (tenant_id, exchange_id)
);

create index exchange_at on exchange (at);

-- The security log. It outlives the tenants it tells of.
create table audit (
    audit_id bigint      generated always as identity primary key,
    at       timestamptz not null default now(),
    kind     text        not null,
    about    text        not null,
    who      text        not null,
    said     text        not null
);

create index audit_about on audit (about, audit_id);

create function audit_is_only_appended_to() returns trigger language plpgsql as $$
begin
    raise exception 'the security log is only appended to';
end
$$;

create trigger audit_is_only_appended_to before update or delete or truncate on audit
    for each statement execute function audit_is_only_appended_to();
