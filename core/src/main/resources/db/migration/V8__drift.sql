-- Whether portals still have what they took is asked in turn, of tenants whose access token is fresh anyway: probed_at is
-- when that was done last. What was just registered is there.
alter table reconcile add column probed_at timestamptz not null default now();

-- Those that are there already come in turn over the first days, not all at once.
update reconcile set probed_at = now() - random() * interval '4 days';

create index reconcile_probe on reconcile (fresh_until, probed_at) where active and due_at is null;
