package io.portalbots.store;

import io.portalbots.tenant.Exchange;
import io.portalbots.tenant.Exchanges;
import io.portalbots.tenant.TenantId;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchanges in PostgreSQL, written in groups by {@link #flush}. */
public final class PgExchanges implements Exchanges {

    private static final Logger LOG = LoggerFactory.getLogger(PgExchanges.class);
    private static final int GROUP = 500;

    private final BlockingQueue<Exchange> waiting;
    private final Sql sql;
    private final LongConsumer dropped;

    /**
     * Begins empty.
     *
     * @param most wait to be written; what comes beyond is dropped
     * @param dropped is told how many were
     */
    public PgExchanges(Pool pool, int most, LongConsumer dropped) {
        this.waiting = new ArrayBlockingQueue<>(most);
        this.sql = new Sql(pool);
        this.dropped = dropped;
    }

    @Override
    public void happened(Exchange exchange) {
        if (!waiting.offer(exchange)) {
            dropped.accept(1);
        }
    }

    /** Writes what waits. Blocks; what cannot be written is dropped. */
    public void flush() {
        var group = new ArrayList<Exchange>();
        while (waiting.drainTo(group, GROUP) > 0) {
            write(group);
            group.clear();
        }
    }

    private void write(List<Exchange> group) {
        try {
            sql.change(
                    """
                    insert into exchange (tenant_id, at, method, cause, parameters, answer, took_ms)
                    select tenant_id, at, method, cause, parameters::jsonb, answer, took_ms
                    from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
                         as e(tenant_id, at, method, cause, parameters, answer, took_ms)
                    """,
                    each(group, exchange -> exchange.tenant().toString()).toArray(String[]::new),
                    each(group, exchange -> exchange.at().atOffset(ZoneOffset.UTC))
                            .toArray(OffsetDateTime[]::new),
                    each(group, Exchange::method).toArray(String[]::new),
                    each(group, Exchange::cause).toArray(String[]::new),
                    each(group, exchange -> Sql.json(exchange.parameters()).encode())
                            .toArray(String[]::new),
                    each(group, Exchange::answer).toArray(String[]::new),
                    each(group, exchange -> exchange.took().toMillis()).toArray(Long[]::new));
        } catch (Exception e) { // await() throws what stopping meanwhile throws, checked or not
            LOG.warn("{} exchanges with portals are not remembered: {}", group.size(), e.getMessage());
            dropped.accept(group.size());
        }
    }

    private static <T> List<T> each(List<Exchange> group, Function<Exchange, T> part) {
        return group.stream().map(part).toList();
    }

    @Override
    public List<Exchange> last(TenantId tenant, int most) {
        return sql.list(
                PgExchanges::exchange,
                "select * from exchange where tenant_id = $1 order by at desc, exchange_id desc limit $2",
                tenant.toString(),
                most);
    }

    private static Exchange exchange(Row row) {
        return new Exchange(
                TenantId.parse(row.getString("tenant_id")),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("method"),
                row.getString("cause"),
                Sql.fields(row.getJsonObject("parameters")),
                row.getString("answer"),
                Duration.ofMillis(row.getLong("took_ms")));
    }

    @Override
    public void forget(TenantId tenant) {
        flush();
        sql.change("delete from exchange where tenant_id = $1", tenant.toString());
    }

    /** Forgets what is older than three days. */
    public void purge() {
        sql.change("delete from exchange where at < now() - interval '3 days'");
    }
}
