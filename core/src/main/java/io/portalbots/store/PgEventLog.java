package io.portalbots.store;

import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.ChatMetrics.EventName;
import io.portalbots.chat.EventLog;
import io.portalbots.chat.Inbox.Kept;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** Events into PostgreSQL, those that come at the same time in one statement. */
public final class PgEventLog implements EventLog {

    private static final String INSERT = """
            insert into event (tenant_id, name, dedupe, dialog, message_id, body, claimed_until, holder)
            select tenant_id, given.name, given.dedupe, given.dialog, given.message_id, given.body,
                   now() + case when claimed then LEASE else '0' end, case when claimed then $8 end
            from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int8[], $6::bytea[], $7::bool[])
                 as given (tenant_id, name, dedupe, dialog, message_id, body, claimed)
            on conflict (tenant_id, dedupe) do nothing
            returning tenant_id, dedupe, event_id, fence
            """.replace("LEASE", InboxSql.LEASE);

    private static final int AT_ONCE = 2; // while one commits, the next gathers
    private static final int MOST = 256;

    private final Pool pool;
    private final String node;
    private final ChatMetrics metrics;
    private final Grouped<Asked, Optional<Kept>> grouped = new Grouped<>(AT_ONCE, MOST, this::kept);

    /** @param came when, by {@link System#nanoTime} */
    private record Asked(Arrived event, boolean claimed, long came) {

        Asked(Arrived event, boolean claimed) {
            this(event, claimed, System.nanoTime());
        }

        Key key() {
            return new Key(event.tenant().toString(), event.dedupe());
        }
    }

    private record Key(String tenant, String dedupe) {}

    /**
     * Over a pool of its own, so that nothing else is in its way.
     *
     * @param node names this process to people who read the table
     */
    public PgEventLog(Pool pool, String node, ChatMetrics metrics) {
        this.pool = pool;
        this.node = node;
        this.metrics = metrics;
    }

    @Override
    public CompletionStage<Void> keep(Arrived event, boolean claimed, Consumer<Kept> handling) {
        return kept(event, claimed)
                .<Void>map(kept -> {
                    kept.ifPresent(handling);
                    return null;
                })
                .toCompletionStage();
    }

    /** Completes once it is durable, with the event if it is claimed. */
    Future<Optional<Kept>> kept(Arrived event, boolean claimed) {
        return grouped.ask(new Asked(event, claimed)).map(kept -> kept.filter(any -> claimed));
    }

    /** Keeps events that were acknowledged before, unclaimed, in one statement. */
    Future<Void> keep(List<Arrived> events) {
        return inserted(events.stream().map(event -> new Asked(event, false)).toList())
                .mapEmpty();
    }

    private Future<List<Optional<Kept>>> kept(List<Asked> group) {
        metrics.group(group.size());
        return inserted(group).map(rows -> {
            var told = told(group, rows);
            for (var i = 0; i < told.size(); i++) {
                metrics.event(
                        EventName.of(group.get(i).event().name()), told.get(i).isPresent() ? "kept" : "doubled");
            }
            return told;
        });
    }

    private Future<RowSet<Row>> inserted(List<Asked> group) {
        var values = Tuple.of(
                column(group, String.class, asked -> asked.event().tenant().toString()),
                column(group, String.class, asked -> asked.event().name()),
                column(group, String.class, asked -> asked.event().dedupe()),
                column(group, String.class, asked -> asked.event().dialog()),
                column(group, Long.class, asked -> asked.event().messageId()),
                column(group, Buffer.class, asked -> Buffer.buffer(asked.event().body())));
        values.addValue(column(group, Boolean.class, Asked::claimed)).addString(node);
        return pool.preparedQuery(INSERT).execute(values);
    }

    @SuppressWarnings("unchecked")
    private static <T> T[] column(List<Asked> group, Class<T> type, Function<Asked, T> value) {
        return group.stream().map(value).toArray(size -> (T[]) java.lang.reflect.Array.newInstance(type, size));
    }

    /** Of copies in one group only the first is new. */
    private static List<Optional<Kept>> told(List<Asked> group, RowSet<Row> rows) {
        var inserted = new HashMap<Key, Row>();
        rows.forEach(row -> inserted.put(new Key(row.getString(0), row.getString(1)), row));
        return group.stream()
                .map(asked -> Optional.ofNullable(inserted.remove(asked.key())).map(row -> kept(asked, row)))
                .toList();
    }

    private static Kept kept(Asked asked, Row row) {
        var event = asked.event();
        return new Kept(
                event.tenant(),
                row.getLong(2),
                row.getLong(3),
                0,
                event.name(),
                event.dialog(),
                event.messageId(),
                event.body(),
                asked.came());
    }
}
