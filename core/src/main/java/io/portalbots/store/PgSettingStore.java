package io.portalbots.store;

import io.portalbots.tenant.SettingStore;
import io.portalbots.tenant.TenantId;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings in PostgreSQL. */
public final class PgSettingStore implements SettingStore {

    private final Sql sql;

    public PgSettingStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    @Override
    public Map<String, String> settings(TenantId tenant, String plugin) {
        return sql
                .list(
                        row -> Map.entry(row.getString(0), row.getString(1)),
                        "select key, value from setting where tenant_id = $1 and plugin = $2",
                        tenant.toString(),
                        plugin)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void set(TenantId tenant, String plugin, String key, String value, String by) {
        sql.change("""
                insert into setting (tenant_id, plugin, key, value, changed_by) values ($1, $2, $3, $4, $5)
                on conflict (tenant_id, plugin, key) do update
                set value = excluded.value, changed_by = excluded.changed_by, changed_at = now()
                """, tenant.toString(), plugin, key, value, by);
    }
}
