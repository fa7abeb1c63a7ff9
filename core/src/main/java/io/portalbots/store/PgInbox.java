package io.portalbots.store;

import io.portalbots.chat.Inbox;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** Events in PostgreSQL. Those that are done with at the same time are so in one statement. */
public final class PgInbox implements Inbox {

    private static final int PURGED_AT_ONCE = 5000;

    private final Sql sql;
    private final String node;
    private final Grouped<Done, Boolean> done;
    private final Grouped<Kept, Boolean> begun;
    private volatile String lastClaimed = "";

    private record Done(Kept event, String outcome) {}

    /** @param node names this process, for people who read the table */
    public PgInbox(Pool pool, String node) {
        this.sql = new Sql(pool);
        this.node = node;
        this.done = new Grouped<>(2, 200, all -> end(pool, all));
        this.begun = new Grouped<>(2, 200, all -> begin(pool, all));
    }

    private static Kept kept(Row row) {
        return new Kept(
                TenantId.parse(row.getString(0)),
                row.getLong(1),
                row.getLong(2),
                row.getInteger(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                row.getBuffer(7).getBytes(),
                System.nanoTime() - Duration.ofMillis(row.getLong(8)).toNanos());
    }

    @Override
    public void begin(Kept event) {
        begun.ask(event).await();
    }

    private static Future<List<Boolean>> begin(Pool pool, List<Kept> all) {
        return pool.preparedQuery(InboxSql.BEGIN)
                .execute(Tuple.of(tenants(all), each(all, Kept::id), each(all, Kept::fence), attempts(all)))
                .map(rows -> all.stream().map(any -> true).toList());
    }

    @Override
    public void handled(Kept event, String outcome) {
        done.ask(new Done(event, outcome)).await();
    }

    private static Future<List<Boolean>> end(Pool pool, List<Done> all) {
        var events = all.stream().map(Done::event).toList();
        var values = Tuple.of(tenants(events), each(events, Kept::id), each(events, Kept::fence));
        values.addArrayOfString(all.stream().map(Done::outcome).toArray(String[]::new));
        return pool.preparedQuery(InboxSql.HANDLED)
                .execute(values)
                .map(rows -> all.stream().map(any -> true).toList());
    }

    private static String[] tenants(Collection<Kept> events) {
        return events.stream().map(event -> event.tenant().toString()).toArray(String[]::new);
    }

    private static Integer[] attempts(Collection<Kept> events) {
        return events.stream().map(Kept::attempt).toArray(Integer[]::new);
    }

    private static Long[] each(Collection<Kept> events, Function<Kept, Long> part) {
        return events.stream().map(part).toArray(Long[]::new);
    }

    @Override
    public void retry(Kept event, Duration after, String why) {
        later(InboxSql.RETRY, event, after, why);
    }

    @Override
    public void postpone(Kept event, Duration pause, String why) {
        later(InboxSql.POSTPONE, event, pause, why);
    }

    private void later(String statement, Kept event, Duration after, String why) {
        var one = List.of(event);
        sql.change(
                statement,
                tenants(one),
                each(one, Kept::id),
                each(one, Kept::fence),
                attempts(one),
                seconds(after),
                Sql.storable(why));
    }

    @Override
    public boolean waits(TenantId tenant, long id) {
        return sql.first(row -> true, InboxSql.WAITING, tenant.toString(), id).isPresent();
    }

    @Override
    public void park(Kept event, String why) {
        var one = List.of(event);
        sql.change(
                InboxSql.PARK,
                tenants(one),
                each(one, Kept::id),
                each(one, Kept::fence),
                attempts(one),
                Sql.storable(why));
    }

    private static double seconds(Duration span) {
        return span.toMillis() / 1000.0;
    }

    @Override
    public void release(Collection<Kept> events) {
        change(InboxSql.RELEASE, events);
    }

    @Override
    public void renew(Collection<Kept> events) {
        change(InboxSql.RENEW, events);
    }

    private void change(String statement, Collection<Kept> events) {
        if (!events.isEmpty()) {
            sql.change(statement, tenants(events), each(events, Kept::id), each(events, Kept::fence), attempts(events));
        }
    }

    /** Goes on after the tenants that gave something; from the first one on, where everybody has. */
    @Override
    public List<Kept> claim(int most, int each, Collection<TenantId> full) {
        var passed = full.stream().map(TenantId::toString).toArray(String[]::new);
        var from = lastClaimed;
        var found = sql.list(PgInbox::kept, InboxSql.CLAIM, from, most, each, passed, node).stream()
                .sorted(Comparator.comparingLong(Kept::id))
                .toList();
        var gave =
                found.stream().map(event -> event.tenant().toString()).collect(Collectors.toCollection(TreeSet::new));
        lastClaimed = gave.size() < most ? "" : gave.last();
        return found.isEmpty() && !from.isEmpty() ? claim(most, each, full) : found;
    }

    @Override
    public long pending() {
        return sql.first(row -> row.getLong(0), InboxSql.PENDING).orElseThrow();
    }

    @Override
    public int purge(Duration kept) {
        repeated(() -> sql.change(InboxSql.DROP_BODIES, seconds(kept), PURGED_AT_ONCE));
        repeated(() -> sql.change(InboxSql.DROP_HANDLED, seconds(kept), PURGED_AT_ONCE));
        return repeated(() -> sql.change(InboxSql.DROP_PARKED, PURGED_AT_ONCE));
    }

    /** In pieces, so that no statement holds up others for long. */
    private static int repeated(IntSupplier statement) {
        var all = 0;
        for (var dropped = PURGED_AT_ONCE; dropped == PURGED_AT_ONCE; all += dropped) {
            dropped = statement.getAsInt();
        }
        return all;
    }
}
