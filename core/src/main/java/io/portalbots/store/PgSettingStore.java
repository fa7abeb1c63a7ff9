package io.portalbots.store;

import io.portalbots.spi.Setting;
import io.portalbots.tenant.Audit;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.SettingStore;
import io.portalbots.tenant.TenantId;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.Map;

/** Settings in PostgreSQL, those sealed that are not to be shown again. They outlive installations. */
public final class PgSettingStore implements SettingStore {

    private static final int EVERY_GENERATION = 0;

    private final Sql sql;
    private final TenantRows rows;
    private final Keys keys;
    private final Audit audit;

    public PgSettingStore(Pool pool, Keys keys, Audit audit) {
        this.sql = new Sql(pool);
        this.rows = new TenantRows(
                pool, "select tenant_id, plugin, key, value, sealed from setting where tenant_id = any($1)");
        this.keys = keys;
        this.audit = audit;
    }

    @Override
    public Map<String, Map<String, String>> settings(TenantId tenant) {
        var settings = new HashMap<String, Map<String, String>>();
        rows.of(tenant)
                .forEach(row -> settings.computeIfAbsent(row.getString("plugin"), any -> new HashMap<>())
                        .put(row.getString("key"), value(row, tenant, row.getString("plugin"))));
        return settings;
    }

    private String value(Row row, TenantId tenant, String plugin) {
        var sealed = row.getBuffer("sealed");
        return sealed == null
                ? row.getString("value")
                : keys.open(sealed.getBytes(), tenant, place(plugin, row.getString("key")), EVERY_GENERATION)
                        .reveal();
    }

    @Override
    public void set(TenantId tenant, String plugin, Setting setting, String value, String by) {
        var secret = setting.type() instanceof Setting.Type.Secret;
        sql.change(
                """
                with made_due as (
                """ + PgReconcileQueue.MAKE_DUE + """
                )
                insert into setting (tenant_id, plugin, key, value, sealed, changed_by) values ($1, $2, $3, $4, $5, $6)
                on conflict (tenant_id, plugin, key) do update
                set value = excluded.value, sealed = excluded.sealed, changed_by = excluded.changed_by,
                    changed_at = now()
                """,
                tenant.toString(),
                plugin,
                setting.key(),
                secret ? null : value,
                secret ? sealed(tenant, plugin, setting.key(), value) : null,
                by);
        note(tenant, by, "set " + setting.key() + " of " + plugin);
    }

    private void note(TenantId tenant, String by, String said) {
        audit.note(Audit.Line.of(Audit.Kind.SETTING_CHANGED, tenant, by, said));
    }

    private Buffer sealed(TenantId tenant, String plugin, String key, String value) {
        return Buffer.buffer(keys.seal(Secret.of(value), tenant, place(plugin, key), EVERY_GENERATION));
    }

    /** Neither a plugin's id nor a key holds the slash. */
    private static String place(String plugin, String key) {
        return "setting/" + plugin + "/" + key;
    }

    @Override
    public void clear(TenantId tenant, String plugin, Setting setting) {
        sql.change("with made_due as (" + PgReconcileQueue.MAKE_DUE + """
                )
                delete from setting where tenant_id = $1 and plugin = $2 and key = $3
                """, tenant.toString(), plugin, setting.key());
        note(tenant, "administrator", "cleared " + setting.key() + " of " + plugin);
    }
}
