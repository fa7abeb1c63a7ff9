package io.portalbots.store;

import io.portalbots.registry.ProbeQueue;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.store.PgReconcileQueue.Question;
import io.portalbots.tenant.TenantId;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;

/** Whose turn it is to be probed, in the rows of {@link PgReconcileQueue}. */
public final class PgProbeQueue implements ProbeQueue {

    /** Begins at those with a fresh token, who are few, however many tenants there are. See {@link QueueSql}. */
    private static final String CLAIM = """
            update reconcile
            set claimed_until = now() + make_interval(secs => $3), fence = fence + 1, holder = $4
            where tenant_id = any(array(
                select tenant_id from (
                    select tenant_id from reconcile
                    where active and due_at is null and fresh_until > now() + interval '5 minutes'
                      and probed_at < now() - make_interval(secs => $1)
                      and (claimed_until is null or claimed_until < now())
                    order by fresh_until limit 256 for update skip locked) due
                limit $2::integer))
            returning tenant_id, fence, asked, attempt
            """;

    private static final String DONE = """
            update reconcile
            set claimed_until = null, holder = null, probed_at = now() - make_interval(secs => $3)
            where tenant_id = $1 and fence = $2
            """;

    private final Sql sql;
    private final String node;

    /** @param node names this process, for people who read the table */
    public PgProbeQueue(Pool pool, String node) {
        this.sql = new Sql(pool);
        this.node = node;
    }

    @Override
    public List<Claim> claim(int most, Duration every, Duration limit) {
        return sql.list(PgProbeQueue::claim, CLAIM, seconds(every), most, seconds(limit), node);
    }

    private static Claim claim(Row row) {
        return new Claim(TenantId.parse(row.getString(0)), row.getLong(1), row.getLong(2), row.getInteger(3));
    }

    @Override
    public void done(Claim claim, Duration ago) {
        sql.change(DONE, claim.tenant().toString(), claim.fence(), seconds(ago));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** What a look asks, to be explained. */
    static Question question() {
        return new Question("probe", CLAIM, "(345600, 10, 60, 'here')");
    }
}
