package io.portalbots.store;

import io.portalbots.registry.ReconcileQueue;
import io.portalbots.tenant.TenantId;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;

/** The queue in PostgreSQL: claims with SKIP LOCKED, each with the next fence. */
public final class PgReconcileQueue implements ReconcileQueue {

    private final Sql sql;

    public PgReconcileQueue(Pool pool) {
        this.sql = new Sql(pool);
    }

    @Override
    public void due(TenantId tenant) {
        sql.change(
                "update reconcile set due_at = now(), asked = asked + 1, attempt = 0 where tenant_id = $1",
                tenant.toString());
    }

    @Override
    public void allDue() {
        sql.change("""
                update reconcile set due_at = now(), asked = asked + 1, attempt = 0
                where tenant_id in (select tenant_id from tenant where state = 'active')
                """);
    }

    @Override
    public List<Claim> claim(int most, Duration limit) {
        return sql.list(PgReconcileQueue::claim, """
                update reconcile set claimed_until = now() + make_interval(secs => $2), fence = fence + 1
                where tenant_id in (
                    select tenant_id from reconcile
                    where due_at <= now() and (claimed_until is null or claimed_until < now())
                    order by due_at limit $1 for update skip locked)
                returning tenant_id, fence, asked, attempt
                """, most, (double) limit.toSeconds());
    }

    private static Claim claim(Row row) {
        return new Claim(TenantId.parse(row.getString(0)), row.getLong(1), row.getLong(2), row.getInteger(3));
    }

    @Override
    public void done(Claim claim) {
        sql.change("""
                update reconcile
                set due_at = case when asked = $3 then null else due_at end, claimed_until = null, attempt = 0,
                    reason = null
                where tenant_id = $1 and fence = $2
                """, claim.tenant().toString(), claim.fence(), claim.asked());
    }

    @Override
    public void retry(Claim claim, Duration delay, String reason) {
        sql.change("""
                update reconcile
                set due_at = case when asked = $3 then now() + make_interval(secs => $4) else due_at end,
                    claimed_until = null, attempt = attempt + 1, reason = $5
                where tenant_id = $1 and fence = $2
                """, claim.tenant().toString(), claim.fence(), claim.asked(), delay.toMillis() / 1000.0, reason);
    }

    @Override
    public long pending() {
        return sql.first(row -> row.getLong(0), "select count(*) from reconcile where due_at is not null")
                .orElseThrow();
    }
}
