-- An event is stored before it is acknowledged, so each costs as little as can be. Tenants are never deleted, and each new
-- event would lock the row of its own; bodies are small enough to stay in the row, where nothing compresses them.
alter table event drop constraint event_tenant_id_fkey;
alter table event set (toast_tuple_target = 8160);
