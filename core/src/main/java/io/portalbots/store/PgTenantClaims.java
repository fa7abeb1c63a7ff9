package io.portalbots.store;

import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.apply.TenantClaims;
import io.portalbots.tenant.TenantId;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;

/** Claims in PostgreSQL, in the rows of the queue. */
public final class PgTenantClaims implements TenantClaims {

    private final Sql sql;
    private final String node;

    /** @param node names this process, for people who read the table */
    public PgTenantClaims(Pool pool, String node) {
        this.sql = new Sql(pool);
        this.node = node;
    }

    @Override
    public Optional<Claim> take(TenantId tenant, Duration limit) {
        return sql.first(
                row -> new Claim(tenant, row.getLong(0), row.getLong(1), row.getInteger(2)),
                """
                update reconcile
                set claimed_until = now() + make_interval(secs => $2), fence = fence + 1, holder = $3
                where tenant_id = $1 and (claimed_until is null or claimed_until < now())
                returning fence, asked, attempt
                """,
                tenant.toString(),
                (double) limit.toSeconds(),
                node);
    }

    @Override
    public void release(Claim claim) {
        sql.change(
                "update reconcile set claimed_until = null, holder = null where tenant_id = $1 and fence = $2",
                claim.tenant().toString(),
                claim.fence());
    }
}
