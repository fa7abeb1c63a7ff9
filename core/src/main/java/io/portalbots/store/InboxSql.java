package io.portalbots.store;

import io.portalbots.chat.Inbox;

/** The statements of {@link PgInbox}. */
final class InboxSql {

    static final String LEASE = "interval '" + Inbox.LEASE.toSeconds() + " seconds'";

    /** What a row says, in the order of {@link PgInbox#kept}. */
    private static final String COLUMNS = "tenant_id, event_id, fence, attempt, name, dialog, message_id, body, "
            + "(extract(epoch from now() - received_at) * 1000)::bigint";

    private static final String WAITS = "handled_at is null and parked is null";

    /** Whose claim of an event of {@code mine} has not been lost; with the attempts that there were when it was made. */
    private static final String HELD = """
            from unnest($1::text[], $2::bigint[], $3::bigint[], $4::int[]) as mine(tenant_id, event_id, fence, attempt)
            where e.tenant_id = mine.tenant_id and e.event_id = mine.event_id and e.fence = mine.fence
              and handled_at is null and parked is null
            """;

    static final String HANDLED = """
            update event e set handled_at = now(), outcome = mine.outcome, holder = null
            from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[]) as mine(tenant_id, event_id, fence, outcome)
            where e.tenant_id = mine.tenant_id and e.event_id = mine.event_id and e.fence = mine.fence
              and handled_at is null and parked is null
            """;

    static final String BEGIN = "update event e set attempt = mine.attempt + 1 " + HELD;

    static final String RELEASE =
            "update event e set claimed_until = now(), holder = null, attempt = mine.attempt " + HELD;

    static final String RENEW = "update event e set claimed_until = now() + " + LEASE + " " + HELD;

    static final String RETRY = """
            update event e set claimed_until = now() + make_interval(secs => $5), holder = null,
                attempt = mine.attempt + 1, outcome = $6
            """ + HELD;

    static final String POSTPONE = """
            update event e set claimed_until = now() + make_interval(secs => $5), holder = null,
                attempt = mine.attempt, outcome = $6
            """ + HELD;

    static final String PARK = "update event e set parked = $5, holder = null, attempt = mine.attempt + 1 " + HELD;

    /**
     * The tenants after {@code $1} that have something waiting are found by leaps through an index, so that a flood of
     * one of them is no work for the others; each gives one, then a second, and so on. A removal is for tenants in every
     * state.
     */
    static final String CLAIM =
            """
            with recursive owner as (
                (select tenant_id from event where WAITS and tenant_id > $1 order by tenant_id limit 1)
                union all
                select (select tenant_id from event where WAITS and tenant_id > owner.tenant_id
                        order by tenant_id limit 1)
                from owner where tenant_id is not null),
            due as (
                select tenant_id from owner join tenant using (tenant_id)
                where state = 'active' and tenant_id <> all($4::text[])
                  and (select claimed_until from event where WAITS and tenant_id = owner.tenant_id
                       order by claimed_until limit 1) <= now()
                order by tenant_id limit $2),
            picked as (
                select tenant_id, event_id from due cross join lateral (
                    select event_id, row_number() over (order by claimed_until) as nth from (
                        select event_id, claimed_until from event where WAITS and tenant_id = due.tenant_id
                        order by claimed_until limit $3) earliest) its
                order by nth, tenant_id limit $2),
            removals as (
                select tenant_id, event_id from event
                where WAITS and name = 'ONAPPUNINSTALL' and claimed_until <= now()
                order by claimed_until limit $2),
            locked as (
                select tenant_id, event_id from event
                where (tenant_id, event_id) in (select * from picked union select * from removals)
                  and WAITS and claimed_until <= now()
                for update skip locked)
            update event e
            set claimed_until = now() + LEASE, fence = fence + 1, holder = $5
            where (tenant_id, event_id) in (select * from locked)
            returning COLUMNS
            """.replace("WAITS", WAITS).replace("LEASE", LEASE).replace("COLUMNS", COLUMNS);

    static final String WAITING = "select true from event where tenant_id = $1 and event_id = $2 and " + WAITS;

    static final String PENDING = "select count(*) from event where " + WAITS;

    static final String DROP_BODIES = """
            with old as (
                select tenant_id, event_id from event
                where handled_at < now() - make_interval(secs => $1) and body is not null limit $2),
            answers as (
                update answer set text = null, keyboard = null, menu = null where (tenant_id, event_id) in (select * from old))
            update event set body = null where (tenant_id, event_id) in (select * from old)
            """;

    static final String DROP_HANDLED = """
            delete from event where (tenant_id, event_id) in (
                select tenant_id, event_id from event
                where handled_at < now() - greatest(make_interval(secs => $1), interval '7 days') limit $2)
            """;

    static final String DROP_PARKED = """
            delete from event where (tenant_id, event_id) in (
                select tenant_id, event_id from event
                where handled_at is null and parked is not null and received_at < now() - interval '30 days' limit $1)
            """;

    private InboxSql() {}
}
