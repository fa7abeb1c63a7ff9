package io.portalbots.store;

import io.portalbots.tenant.AppSwitches;
import io.portalbots.tenant.TenantId;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The apps that administrators disabled, in PostgreSQL. */
public final class PgAppSwitches implements AppSwitches {

    private static final String MAKE_DUE = "with made_due as (" + PgReconcileQueue.MAKE_DUE + ") ";

    private final Sql sql;
    private final TenantRows rows;

    public PgAppSwitches(Pool pool) {
        this.sql = new Sql(pool);
        this.rows = new TenantRows(pool, "select tenant_id, plugin, app from disabled_app where tenant_id = any($1)");
    }

    @Override
    public Map<String, Set<String>> disabled(TenantId tenant) {
        return rows.of(tenant).stream()
                .collect(Collectors.groupingBy(
                        row -> row.getString(1), Collectors.mapping(row -> row.getString(2), Collectors.toSet())));
    }

    @Override
    public void set(TenantId tenant, String plugin, String app, boolean wanted, String by) {
        if (wanted) {
            sql.change(
                    MAKE_DUE + "delete from disabled_app where tenant_id = $1 and plugin = $2 and app = $3",
                    tenant.toString(),
                    plugin,
                    app);
        } else {
            sql.change(MAKE_DUE + """
                    insert into disabled_app (tenant_id, plugin, app, changed_by) values ($1, $2, $3, $4)
                    on conflict (tenant_id, plugin, app) do nothing
                    """, tenant.toString(), plugin, app, by);
        }
    }
}
