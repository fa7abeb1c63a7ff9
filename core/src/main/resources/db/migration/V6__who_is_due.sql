-- Who is due follows from what plugins are and what each tenant was last looked at with, so that a plugin's change writes
-- as many rows as plugins changed, whatever the number of tenants.

-- Each change of an application's plugins, as one process made it.
create table desired_change (
    epoch       bigint      generated always as identity primary key,
    application text        not null,
    at          timestamptz not null default now(),
    made_by     text        not null
);

create index desired_change_of on desired_change (application, epoch);

-- What an application's plugins are, each with the change that made it so. Plugin '*' is what the platform adds. An empty
-- digest: it was taken away. Doubted: a process could not load it, so tenants may have been looked at without it.
create table desired (
    application text    not null,
    plugin      text    not null,
    version     text    not null,
    digest      text    not null,
    doubted     boolean not null default false,
    epoch       bigint  not null references desired_change,
    primary key (application, plugin)
);

-- A tenant is due by due_at (hurry: a person waits) or, without one, because seen is an earlier epoch than the present
-- one of its application. due_since is when that began, fresh_until when its last access token ends.
alter table reconcile add column application text not null default '';
alter table reconcile add column active boolean not null default false;
alter table reconcile add column seen bigint not null default 0;
alter table reconcile add column hurry boolean not null default false;
alter table reconcile add column due_since timestamptz;
alter table reconcile add column fresh_until timestamptz not null default '-infinity';
alter table reconcile add column holder text;

update reconcile set application = tenant.application, active = tenant.state = 'active', due_since = due_at,
                     hurry = due_at is not null
from tenant where tenant.tenant_id = reconcile.tenant_id;

update reconcile set due_at = null, due_since = null, hurry = false where not active;

update reconcile set fresh_until = chains.until
from (select tenant_id, max(expires_at) as until from chain where retired is null group by tenant_id) chains
where chains.tenant_id = reconcile.tenant_id;

alter table reconcile alter column application drop default;
alter table reconcile alter column active drop default;

drop index reconcile_due;
create index reconcile_asked on reconcile (due_at) where active and hurry and due_at is not null;
create index reconcile_again on reconcile (due_at) where active and not hurry and due_at is not null;
create index reconcile_behind on reconcile (application, seen, fresh_until) where active and due_at is null;
create index reconcile_waiting on reconcile (due_since) where active and due_since is not null;

-- What is done leaves dead entries at the beginning of these indexes, where every look begins.
alter table reconcile set (autovacuum_vacuum_scale_factor = 0.02);
