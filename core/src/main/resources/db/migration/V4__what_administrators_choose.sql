-- What administrators choose on the pages within their portals.

-- A value that is not to be shown again is sealed, and then there is no plain one. Rows of before stay as they are until
-- they are set anew.
alter table setting add column sealed bytea;
alter table setting alter column value drop not null;
alter table setting add constraint setting_once check (num_nonnulls(value, sealed) = 1);

-- Apps that an administrator does not want. Like settings they outlive an installation.
create table disabled_app (
    tenant_id  text        not null references tenant on delete cascade,
    plugin     text        not null,
    app        text        not null,
    changed_by text        not null,
    changed_at timestamptz not null default now(),
    primary key (tenant_id, plugin, app)
);
