package io.portalbots.store;

import io.portalbots.plan.Key;
import io.portalbots.registry.brakes.Census;
import io.portalbots.registry.brakes.Hold;
import io.portalbots.registry.brakes.Hold.Approval;
import io.portalbots.registry.brakes.Hold.Cause;
import io.portalbots.registry.brakes.Hold.Found;
import io.portalbots.registry.brakes.Hold.Matter;
import io.portalbots.registry.brakes.HoldStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds in PostgreSQL. What was spent is one row, so that processes cannot spend more together than one may. */
public final class PgHoldStore implements HoldStore {

    private static final String SPENT = "case when spent_since > now() - interval '1 day' then spent else 0 end";

    private static final String SPEND = "update brake set spent = " + SPENT + " + $1,"
            + " spent_since = case when spent_since > now() - interval '1 day' then spent_since else now() end"
            + " where " + SPENT + " + $1 <= $2 and mark >= $3";

    /** Of one row, so one statement at a time. */
    private static final int AT_ONCE = 1;

    private static final int MOST = 256;

    private final Pool pool;
    private final Sql sql;
    private final Grouped<Spend, Boolean> spending = new Grouped<>(AT_ONCE, MOST, this::spent);

    /** So much, if it is not too much with what went before, and the database not older than its mark. */
    private record Spend(long apps, long most, long mark) {

        static Spend all(List<Spend> spends) {
            return new Spend(
                    spends.stream().mapToLong(Spend::apps).sum(),
                    spends.stream().mapToLong(Spend::most).min().orElseThrow(),
                    spends.stream().mapToLong(Spend::mark).max().orElseThrow());
        }
    }

    public PgHoldStore(Pool pool) {
        this.pool = pool;
        this.sql = new Sql(pool);
    }

    @Override
    public Board board() {
        var holds = sql.list(PgHoldStore::hold, "select * from hold order by hold_id");
        return sql.first(
                        row -> new Board(
                                row.getLong(0), row.getOffsetDateTime(1).toInstant(), row.getLong(2), holds),
                        "select mark, now(), " + SPENT + " from brake")
                .orElseThrow();
    }

    private static Hold hold(Row row) {
        var matter = new Matter(
                row.getString("application"),
                row.getString("plugin"),
                Cause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
                row.getString("state"));
        return new Hold(
                row.getLong("hold_id"),
                new Found(matter, row.getString("said"), row.getLong("apps"), row.getLong("tenants")),
                row.getOffsetDateTime("since").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("approved_at"))
                        .map(at ->
                                new Approval(at.toInstant(), row.getString("approved_by"), row.getString("reason"))));
    }

    @Override
    public Census census() {
        var entries = sql.list(
                row -> new Census.Entry(row.getString(0), row.getString(1), row.getLong(2), row.getLong(3)),
                """
                select application, plugin,
                       count(*) filter (where surface in ($1, $2) and remote_id is not null and retired_until is null),
                       count(distinct tenant_id)
                from registration join tenant using (tenant_id, generation)
                where state = 'active' and plugin <> $3 group by application, plugin
                """,
                Key.BOT,
                Key.APP,
                Key.SHARED);
        var tenants = sql
                .list(
                        row -> Map.entry(row.getString(0), row.getLong(1)),
                        "select application, count(*) from tenant where state = 'active' group by application")
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Census(entries, tenants);
    }

    @Override
    public Optional<Hold> hold(Found found) {
        var matter = found.matter();
        return sql.first(
                PgHoldStore::hold,
                """
                insert into hold (application, plugin, cause, state, said, apps, tenants)
                values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning *
                """,
                matter.application(),
                matter.plugin(),
                matter.cause().name().toLowerCase(Locale.ROOT),
                matter.state(),
                found.said(),
                found.apps(),
                found.tenants());
    }

    @Override
    public boolean end(long id) {
        return sql.change("delete from hold where hold_id = $1", id) == 1;
    }

    @Override
    public Optional<Hold> approve(long id, String by, String reason) {
        return sql.first(PgHoldStore::hold, """
                update hold set approved_by = case when approved_at is null then $2 else approved_by end,
                    reason = case when approved_at is null then $3 else reason end,
                    approved_at = coalesce(approved_at, now())
                where hold_id = $1 returning *
                """, id, by, reason);
    }

    @Override
    public boolean spend(long apps, long most, long mark) {
        return spending.ask(new Spend(apps, most, mark)).await();
    }

    /** Together where that is allowed, as it nearly always is; else one after the other, as far as they may. */
    private Future<List<Boolean>> spent(List<Spend> spends) {
        return spent(Spend.all(spends)).compose(may -> {
            if (may || spends.size() == 1) {
                return Future.succeededFuture(Collections.nCopies(spends.size(), may));
            }
            var each = Future.succeededFuture(List.<Boolean>of());
            for (var spend : spends) {
                each = each.compose(before -> spent(spend)
                        .map(last ->
                                Stream.concat(before.stream(), Stream.of(last)).toList()));
            }
            return each;
        });
    }

    private Future<Boolean> spent(Spend spend) {
        return pool.preparedQuery(SPEND)
                .execute(Tuple.of(spend.apps(), spend.most(), spend.mark()))
                .map(rows -> rows.rowCount() == 1);
    }

    @Override
    public long raise(long seen) {
        return sql.first(row -> row.getLong(0), "update brake set mark = greatest(mark, $1) + 1 returning mark", seen)
                .orElseThrow();
    }

    @Override
    public Map<String, String> accepted() {
        return sql
                .list(row -> Map.entry(row.getString(0), row.getString(1)), "select plugin, state from rollout")
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void accept(Map<String, String> states) {
        states.forEach((plugin, state) -> sql.change("""
                insert into rollout (plugin, state) values ($1, $2)
                on conflict (plugin) do update set state = excluded.state, since = now()
                """, plugin, state));
    }
}
