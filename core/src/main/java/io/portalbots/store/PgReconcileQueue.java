package io.portalbots.store;

import io.portalbots.registry.ReconcileQueue;
import io.portalbots.tenant.TenantId;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The queue in PostgreSQL: claims with SKIP LOCKED, each with the next fence. {@link QueueSql} has the statements that
 * look for who is due.
 */
public final class PgReconcileQueue implements ReconcileQueue {

    /** What follows for a tenant, {@code $1}, from what is written about it. Whoever writes has it in the same statement. */
    static final String MAKE_DUE = """
            update reconcile
            set due_at = now(), hurry = true, asked = asked + 1, attempt = 0, due_since = coalesce(due_since, now())
            where tenant_id = $1 and active
            """;

    private static final String DONE = """
            update reconcile r
            set due_at = case when r.asked = d.asked then null else r.due_at end,
                due_since = case when r.asked = d.asked then null else r.due_at end,
                hurry = r.hurry and r.asked <> d.asked,
                seen = d.epoch, claimed_until = null, holder = null, attempt = 0, reason = null
            from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[]) as d(tenant_id, fence, asked, epoch)
            where r.tenant_id = d.tenant_id and r.fence = d.fence
            """;

    private static final String RETRY = """
            update reconcile
            set due_at = case when asked = $3 then now() + make_interval(secs => $4) else due_at end,
                hurry = hurry and asked <> $3, claimed_until = null, holder = null, attempt = attempt + 1, reason = $5
            where tenant_id = $1 and fence = $2
            """;

    private static final String STANDING = """
            select extract(epoch from now() - due_since)::float8,
                   case when claimed_until > now() then holder end, attempt, reason
            from reconcile where tenant_id = $1
            """;

    private final Sql sql;
    private final String node;
    private final DesiredRows desired;
    private final Map<String, Long> epochs = new ConcurrentHashMap<>();

    /** @param node names this process, for people who read the table */
    public PgReconcileQueue(Pool pool, String node) {
        this.sql = new Sql(pool);
        this.node = node;
        this.desired = new DesiredRows(pool, node);
    }

    @Override
    public boolean desire(String application, List<Desired> plugins, UnaryOperator<Set<String>> undecided) {
        var epoch = desired.write(application, plugins, undecided);
        epochs.put(application, epoch.number());
        return epoch.isNew();
    }

    @Override
    public void everybodyAgain() {
        epochs.keySet().forEach(application -> epochs.put(application, desired.renew(application)));
    }

    @Override
    public void due(TenantId tenant) {
        sql.change(MAKE_DUE, tenant.toString());
    }

    @Override
    public int dueByRetired() {
        return sql.change(QueueSql.DUE_BY_RETIRED);
    }

    @Override
    public List<Claim> claim(Room room, Duration limit) {
        var mine = Map.copyOf(epochs);
        return sql.list(
                PgReconcileQueue::claim,
                QueueSql.CLAIM,
                applications(mine),
                numbers(mine),
                room.all(),
                room.again(),
                room.idle(),
                (double) limit.toSeconds(),
                node);
    }

    private static String[] applications(Map<String, Long> epochs) {
        return epochs.keySet().toArray(String[]::new);
    }

    /** In the order of {@link #applications}, as the map does not change. */
    private static Long[] numbers(Map<String, Long> epochs) {
        return epochs.values().toArray(Long[]::new);
    }

    private static Claim claim(Row row) {
        return new Claim(
                TenantId.parse(row.getString(0)),
                row.getLong(1),
                row.getLong(2),
                row.getInteger(3),
                Lane.valueOf(row.getString(4)),
                row.getLong(5),
                span(row.getDouble(6)));
    }

    private static Duration span(double seconds) {
        return Duration.ofMillis(Math.max(0, (long) (seconds * 1000)));
    }

    @Override
    public void done(Collection<Claim> claims) {
        sql.change(
                DONE,
                each(claims, claim -> claim.tenant().toString()).toArray(String[]::new),
                each(claims, Claim::fence).toArray(Long[]::new),
                each(claims, Claim::asked).toArray(Long[]::new),
                each(claims, Claim::epoch).toArray(Long[]::new));
    }

    private static <T> List<T> each(Collection<Claim> claims, Function<Claim, T> part) {
        return claims.stream().map(part).toList();
    }

    @Override
    public void retry(Claim claim, Duration delay, String reason) {
        sql.change(RETRY, claim.tenant().toString(), claim.fence(), claim.asked(), delay.toMillis() / 1000.0, reason);
    }

    @Override
    public Backlog backlog() {
        var mine = Map.copyOf(epochs);
        return sql.first(
                        row -> new Backlog(row.getLong(0), span(row.getDouble(1))),
                        QueueSql.BACKLOG,
                        applications(mine),
                        numbers(mine))
                .orElseThrow();
    }

    /**
     * A statement that looks for who is due, for a benchmark to have it explained.
     *
     * @param values for its parameters, in SQL
     */
    public record Question(String name, String statement, String values) {}

    /** What a look asks, as a process does that has these epochs. */
    public static List<Question> questions(String application, long epoch, Room room) {
        var mine = "array['" + application + "'], array[" + epoch + "]";
        var rooms = room.all() + ", " + room.again() + ", " + room.idle();
        return List.of(
                new Question("claim", QueueSql.CLAIM, "(" + mine + ", " + rooms + ", 60, 'here')"),
                new Question("retired", QueueSql.DUE_BY_RETIRED, ""),
                new Question("backlog", QueueSql.BACKLOG, "(" + mine + ")"));
    }

    @Override
    public Optional<Standing> standing(TenantId tenant) {
        return sql.first(
                row -> new Standing(
                        Optional.ofNullable(row.getDouble(0)).map(PgReconcileQueue::span),
                        Optional.ofNullable(row.getString(1)),
                        row.getInteger(2),
                        Optional.ofNullable(row.getString(3))),
                STANDING,
                tenant.toString());
    }
}
