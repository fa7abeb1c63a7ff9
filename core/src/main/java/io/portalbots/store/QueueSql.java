package io.portalbots.store;

/**
 * How the queue finds who is due. Every statement begins at an index that holds due tenants only, or at the first entry of
 * one by epochs, and takes no more than it was asked for: what it costs does not grow with the number of tenants.
 *
 * <p>Two things keep planners from reading whole tables: limits that are numbers, not parameters; and rows that are named
 * by an array, never joined.
 */
final class QueueSql {

    /**
     * {@code behind}: which epochs tenants of an application are at that are earlier than ours, and since when it is
     * so. Leaps from one to the next in the index, however many tenants each has.
     */
    private static final String BEHIND = """
            with recursive mine as (
                select * from unnest($1::text[], $2::bigint[]) as m(application, epoch)),
            step(application, epoch, seen) as (
                select application, epoch, (
                    select r.seen from reconcile r
                    where r.active and r.due_at is null and r.application = mine.application
                    order by r.seen limit 1)
                from mine
                union all
                select application, epoch, (
                    select r.seen from reconcile r
                    where r.active and r.due_at is null and r.application = step.application and r.seen > step.seen
                    order by r.seen limit 1)
                from step where step.seen < step.epoch),
            behind as (
                select application, seen, (
                    select c.at from desired_change c
                    where c.application = step.application and c.epoch > step.seen
                    order by c.epoch limit 1) as since
                from step where seen < epoch)
            """;

    /** Values: applications, their epochs, room for all, for again, for idle, seconds, holder. */
    static final String CLAIM = BEHIND + """
            , asked as (
                select * from (
                    select tenant_id, due_at as since from reconcile
                    where active and hurry and due_at <= now() and (claimed_until is null or claimed_until < now())
                    order by due_at limit 256 for update skip locked) due
                limit $3::integer),
            fresh as (
                select due.tenant_id, behind.since from behind cross join lateral (
                    select r.tenant_id from reconcile r
                    where r.active and r.due_at is null and r.application = behind.application
                      and r.seen = behind.seen and r.fresh_until > now() + interval '1 minute'
                      and (r.claimed_until is null or r.claimed_until < now())
                    order by r.fresh_until limit 256 for update skip locked) due
                limit greatest(0, $3::integer - (select count(*) from asked))),
            again as (
                select * from (
                    select tenant_id, due_at as since from reconcile
                    where active and not hurry and due_at <= now()
                      and (claimed_until is null or claimed_until < now())
                    order by due_at limit 256 for update skip locked) due
                limit greatest(0, least($4::integer, $3::integer - (select count(*) from asked)
                                                     - (select count(*) from fresh)))),
            idle as (
                select due.tenant_id, behind.since from behind cross join lateral (
                    select r.tenant_id from reconcile r
                    where r.active and r.due_at is null and r.application = behind.application
                      and r.seen = behind.seen and r.fresh_until <= now() + interval '1 minute'
                      and (r.claimed_until is null or r.claimed_until < now())
                    order by r.fresh_until desc limit 256 for update skip locked) due
                limit greatest(0, least($5::integer, $3::integer - (select count(*) from asked)
                                                     - (select count(*) from fresh)
                                                     - (select count(*) from again)))),
            due as materialized (
                select tenant_id, since, 'ASKED' as lane from asked
                union all select tenant_id, since, 'FRESH' from fresh
                union all select tenant_id, since, 'AGAIN' from again
                union all select tenant_id, since, 'IDLE' from idle)
            update reconcile r
            set claimed_until = now() + make_interval(secs => $6), fence = r.fence + 1, holder = $7,
                due_since = coalesce(r.due_since, (select due.since from due where due.tenant_id = r.tenant_id), now())
            where r.tenant_id = any(array(select tenant_id from due))
            returning r.tenant_id, r.fence, r.asked, r.attempt,
                      (select due.lane from due where due.tenant_id = r.tenant_id),
                      coalesce((select mine.epoch from mine where mine.application = r.application), r.seen),
                      extract(epoch from now() - r.due_since)::float8
            """;

    /** Values: applications, their epochs. */
    static final String BACKLOG = BEHIND + """
            , counted as (
                select (select count(*) from (
                            select from reconcile where active and hurry and due_at is not null
                            order by due_at limit 10000) asked)
                     + (select count(*) from (
                            select from reconcile where active and not hurry and due_at is not null
                            order by due_at limit 10000) again)
                     + (select count(*) from (
                            select from behind cross join lateral (
                                select from reconcile r
                                where r.active and r.due_at is null and r.application = behind.application
                                  and r.seen = behind.seen
                                order by r.fresh_until limit 10000) each
                            limit 10000) late) as due)
            select least(due, 10000), extract(epoch from now() - least(
                (select r.due_since from reconcile r where r.active and r.due_since is not null
                 order by r.due_since limit 1),
                (select min(since) from behind), now()))::float8
            from counted
            """;

    /** A line of a tenant that is not active waits until it is, when its tenant becomes due anyway. */
    static final String DUE_BY_RETIRED = """
            update reconcile
            set due_at = now(), hurry = false, asked = asked + 1, due_since = coalesce(due_since, now())
            where tenant_id = any(array(
                select due.tenant_id from registration g cross join lateral (
                    select r.tenant_id from reconcile r
                    where r.tenant_id = g.tenant_id and r.active and r.due_at is null
                    limit 1 for update skip locked) due
                where g.retired_until <= now() order by g.retired_until limit 1000))
            """;

    private QueueSql() {}
}
