package io.portalbots.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.portalbots.tenant.MissingScopes;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;

/** In PostgreSQL. Whether anything is missing for a tenant is looked up once a minute at most, however often it calls. */
public final class PgMissingScopes implements MissingScopes {

    private final Sql sql;
    private final Cache<TenantId, List<Missing>> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    public PgMissingScopes(Pool pool) {
        this.sql = new Sql(pool);
    }

    @Override
    public void refused(Tenant tenant, String plugin, String scope, String method) {
        sql.change("""
                insert into missing_scope (tenant_id, plugin, scope, generation, method)
                select tenant_id, $3, $4, generation, $5 from tenant where tenant_id = $1 and generation = $2
                on conflict (tenant_id, plugin, scope) do update
                set generation = excluded.generation, method = excluded.method, refused_at = now()
                """, tenant.id().toString(), tenant.generation(), plugin, scope, method);
        known.invalidate(tenant.id());
    }

    @Override
    public void granted(Tenant tenant, String plugin, String scope) {
        var missing = known.getIfPresent(tenant.id());
        if (missing == null) {
            missing = of(tenant);
            known.put(tenant.id(), missing);
        }
        if (missing.stream()
                .anyMatch(one -> one.plugin().equals(plugin) && one.scope().equals(scope))) {
            sql.change(
                    "delete from missing_scope where tenant_id = $1 and plugin = $2 and scope = $3",
                    tenant.id().toString(),
                    plugin,
                    scope);
            known.invalidate(tenant.id());
        }
    }

    @Override
    public List<Missing> of(Tenant tenant) {
        return sql.list(PgMissingScopes::missing, """
                select plugin, scope, method, refused_at from missing_scope
                where tenant_id = $1 and generation = $2 order by plugin, scope
                """, tenant.id().toString(), tenant.generation());
    }

    private static Missing missing(Row row) {
        return new Missing(
                row.getString("plugin"),
                row.getString("scope"),
                row.getString("method"),
                row.getOffsetDateTime("refused_at").toInstant());
    }
}
