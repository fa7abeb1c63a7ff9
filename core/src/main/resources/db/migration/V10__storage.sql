-- What plugins keep for portals. Limits are counted as it changes, so that they hold whoever writes at the same time.

create sequence storage_version;

create table storage (
    tenant_id  text        not null references tenant on delete cascade,
    plugin     text        not null,
    key        text        not null collate "C",
    value      text        not null,
    version    bigint      not null default nextval('storage_version'),
    changed_at timestamptz not null default now(),
    primary key (tenant_id, plugin, key)
);

create table storage_use (
    tenant_id text    not null references tenant on delete cascade,
    plugin    text    not null,
    keys      integer not null constraint storage_most_keys check (keys <= 10000),
    bytes     bigint  not null constraint storage_most_bytes check (bytes <= 10485760),
    primary key (tenant_id, plugin)
);

create function storage_size(entry storage) returns bigint language sql immutable
    as $$ select (octet_length(entry.key) + octet_length(entry.value))::bigint $$;

create function storage_inserted() returns trigger language plpgsql set search_path from current as $$ begin
    insert into storage_use as used (tenant_id, plugin, keys, bytes)
    select tenant_id, plugin, count(*), sum(storage_size(entry)) from entry group by tenant_id, plugin
    on conflict (tenant_id, plugin) do update set keys = used.keys + excluded.keys, bytes = used.bytes + excluded.bytes;
    return null;
end $$;

create function storage_updated() returns trigger language plpgsql set search_path from current as $$ begin
    update storage_use used set bytes = used.bytes + more
    from (select tenant_id, plugin, sum(size) as more
          from (select tenant_id, plugin, storage_size(entry) as size from entry
                union all select tenant_id, plugin, -storage_size(former) from former) sizes
          group by tenant_id, plugin) changed
    where used.tenant_id = changed.tenant_id and used.plugin = changed.plugin;
    return null;
end $$;

create function storage_deleted() returns trigger language plpgsql set search_path from current as $$ begin
    update storage_use used set keys = used.keys - less, bytes = used.bytes - size
    from (select tenant_id, plugin, count(*) as less, sum(storage_size(former)) as size
          from former group by tenant_id, plugin) changed
    where used.tenant_id = changed.tenant_id and used.plugin = changed.plugin;
    return null;
end $$;

create trigger storage_inserted after insert on storage referencing new table as entry
    for each statement execute function storage_inserted();
create trigger storage_updated after update on storage referencing old table as former new table as entry
    for each statement execute function storage_updated();
create trigger storage_deleted after delete on storage referencing old table as former
    for each statement execute function storage_deleted();

-- Scopes that plugins lacked when they called a portal, until a call shows that they are granted.
create table missing_scope (
    tenant_id  text        not null references tenant on delete cascade,
    plugin     text        not null,
    scope      text        not null,
    generation integer     not null,
    method     text        not null,
    refused_at timestamptz not null default now(),
    primary key (tenant_id, plugin, scope)
);
