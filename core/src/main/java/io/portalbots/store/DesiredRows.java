package io.portalbots.store;

import io.portalbots.plan.Key;
import io.portalbots.registry.ReconcileQueue.Desired;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The tables {@code desired} and {@code desired_change}: what plugins are, a row each, and since which epoch. */
final class DesiredRows {

    private static final String ONE_AT_A_TIME = "lock table desired in share row exclusive mode";

    private static final String PRESENT =
            "select plugin, version, digest, doubted, epoch from desired where application = $1";

    private static final String CHANGE = """
            with change as (
                insert into desired_change (application, made_by) values ($1, $2) returning epoch)
            insert into desired (application, plugin, version, digest, epoch)
            select $1, plugin, version, digest, epoch
            from change, unnest($3::text[], $4::text[], $5::text[]) as w(plugin, version, digest)
            on conflict (application, plugin) do update
            set version = excluded.version, digest = excluded.digest, epoch = excluded.epoch, doubted = false
            returning epoch
            """;

    /** What the platform adds is always there, so its row stands for all. */
    private static final String RENEW = """
            with change as (
                insert into desired_change (application, made_by) values ($1, $2) returning epoch)
            update desired set epoch = change.epoch from change
            where application = $1 and plugin = $3 returning desired.epoch
            """;

    private static final String DOUBT = """
            update desired set doubted = true where application = $1 and plugin = any($2::text[]) and not doubted
            """;

    private static final String GONE = "";

    private final Pool pool;
    private final String node;

    DesiredRows(Pool pool, String node) {
        this.pool = pool;
        this.node = node;
    }

    /** The present one of an application. */
    record Epoch(long number, boolean isNew) {}

    private record Kept(Desired desired, boolean doubted, long epoch) {

        boolean serves(Desired wanted) {
            return !doubted && desired.digest().equals(wanted.digest());
        }

        boolean isThere() {
            return !desired.digest().equals(GONE);
        }
    }

    Epoch write(String application, List<Desired> wanted, UnaryOperator<Set<String>> undecided) {
        return pool.withTransaction(connection -> connection
                        .query(ONE_AT_A_TIME)
                        .execute()
                        .compose(locked -> connection.preparedQuery(PRESENT).execute(Tuple.of(application)))
                        .compose(rows -> write(connection, application, wanted, undecided, kept(rows))))
                .await();
    }

    /** Begins a new epoch of an application without another change. */
    long renew(String application) {
        return pool.preparedQuery(RENEW)
                .execute(Tuple.of(application, node, Key.SHARED))
                .await()
                .iterator()
                .next()
                .getLong(0);
    }

    private static Map<String, Kept> kept(RowSet<Row> rows) {
        var kept = new HashMap<String, Kept>();
        rows.forEach(row -> kept.put(
                row.getString(0),
                new Kept(
                        new Desired(row.getString(0), row.getString(1), row.getString(2)),
                        row.getBoolean(3),
                        row.getLong(4))));
        return kept;
    }

    private Future<Epoch> write(
            SqlConnection connection,
            String application,
            List<Desired> wanted,
            UnaryOperator<Set<String>> undecided,
            Map<String, Kept> kept) {
        var missing = new HashSet<String>();
        kept.forEach((plugin, row) -> {
            if (row.isThere()) {
                missing.add(plugin);
            }
        });
        wanted.forEach(plugin -> missing.remove(plugin.plugin()));
        var doubted = undecided.apply(Set.copyOf(missing));
        missing.removeAll(doubted);
        var changed = new ArrayList<>(wanted.stream()
                .filter(plugin -> Optional.ofNullable(kept.get(plugin.plugin()))
                        .filter(row -> row.serves(plugin))
                        .isEmpty())
                .toList());
        missing.forEach(plugin -> changed.add(new Desired(plugin, "", GONE)));
        return doubt(connection, application, doubted)
                .compose(any -> changed.isEmpty()
                        ? Future.succeededFuture(new Epoch(newest(kept), false))
                        : change(connection, application, changed));
    }

    private static long newest(Map<String, Kept> kept) {
        return kept.values().stream().mapToLong(Kept::epoch).max().orElse(0);
    }

    /** Tenants that are looked at from here on are so without them, so that they count as new when they are back. */
    private static Future<?> doubt(SqlConnection connection, String application, Set<String> plugins) {
        return plugins.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(DOUBT)
                        .execute(Tuple.of(application).addArrayOfString(plugins.toArray(String[]::new)));
    }

    private Future<Epoch> change(SqlConnection connection, String application, List<Desired> changed) {
        return connection
                .preparedQuery(CHANGE)
                .execute(Tuple.of(
                        application,
                        node,
                        changed.stream().map(Desired::plugin).toArray(String[]::new),
                        changed.stream().map(Desired::version).toArray(String[]::new),
                        changed.stream().map(Desired::digest).toArray(String[]::new)))
                .map(rows -> new Epoch(rows.iterator().next().getLong(0), true));
    }
}
