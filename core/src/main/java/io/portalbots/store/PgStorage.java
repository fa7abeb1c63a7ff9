package io.portalbots.store;

import io.portalbots.spi.Storage.Entry;
import io.portalbots.spi.StorageException;
import io.portalbots.tenant.StorageStore;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What plugins keep, in PostgreSQL, which counts it by triggers. Every statement looks for the owner too, and answers no
 * row if there is none by now.
 */
public final class PgStorage implements StorageStore {

    private static final String OWNER = """
            with owner as (
                select tenant_id, $3::text as plugin from tenant
                where tenant_id = $1 and generation = $2 and state <> 'removed')
            """;

    /** By the names of the constraints. */
    private static final Map<String, String> LIMITS = Map.of(
            "storage_most_keys", "it has 10000 keys for the portal already",
            "storage_most_bytes", "it would have more than 10 MiB for the portal");

    /** Sorts behind whatever a key may hold. */
    private static final String END = "~";

    private final Sql sql;

    public PgStorage(Pool pool) {
        this.sql = new Sql(pool);
    }

    @Override
    public Optional<Entry> get(Owner owner, String key) {
        var row = one(owner, OWNER + """
                select key, value, version from owner
                left join (select * from storage where key = $4) entry using (tenant_id, plugin)
                """, key);
        return Optional.ofNullable(row.getString("key")).map(there -> entry(row));
    }

    private static Entry entry(Row row) {
        return new Entry(row.getString("key"), row.getString("value"), row.getLong("version"));
    }

    @Override
    public OptionalLong putIf(Owner owner, String key, String value, long version) {
        var row = version == 0 ? inserted(owner, key, value) : updated(owner, key, value, version);
        var kept = row.getLong("version");
        return kept == null ? OptionalLong.empty() : OptionalLong.of(kept);
    }

    private Row inserted(Owner owner, String key, String value) {
        return one(owner, OWNER + """
                , kept as (
                    insert into storage (tenant_id, plugin, key, value) select tenant_id, plugin, $4, $5 from owner
                    on conflict (tenant_id, plugin, key) do nothing returning version)
                select (select version from kept) as version from owner
                """, key, value);
    }

    private Row updated(Owner owner, String key, String value, long version) {
        return one(owner, OWNER + """
                , kept as (
                    update storage entry
                    set value = $5, version = nextval('storage_version'), changed_at = now() from owner
                    where entry.tenant_id = owner.tenant_id and entry.plugin = owner.plugin and key = $4 and version = $6
                    returning version)
                select (select version from kept) as version from owner
                """, key, value, version);
    }

    @Override
    public boolean delete(Owner owner, String key) {
        return one(owner, OWNER + """
                , gone as (
                    delete from storage entry using owner
                    where entry.tenant_id = owner.tenant_id and entry.plugin = owner.plugin and key = $4
                    returning 1)
                select exists (select from gone) as was_there from owner
                """, key).getBoolean("was_there");
    }

    @Override
    public List<Entry> list(Owner owner, String prefix, String after, int most) {
        var rows = asked(owner, OWNER + """
                select key, value, version from owner
                left join lateral (
                    select key, value, version from storage entry
                    where entry.tenant_id = owner.tenant_id and entry.plugin = owner.plugin
                          and key >= $4 and key < $5 and key > $6
                    order by key limit $7) entries on true
                order by key
                """, prefix, prefix + END, after, most);
        return rows.stream()
                .filter(row -> row.getString("key") != null)
                .map(PgStorage::entry)
                .toList();
    }

    private Row one(Owner owner, String statement, Object... values) {
        return asked(owner, statement, values).get(0);
    }

    private List<Row> asked(Owner owner, String statement, Object... values) {
        var all = new Object[values.length + 3];
        all[0] = owner.tenant().toString();
        all[1] = owner.generation();
        all[2] = owner.plugin();
        System.arraycopy(values, 0, all, 3, values.length);
        var rows = answered(owner, statement, all);
        if (rows.isEmpty()) {
            throw new StorageException("the portal is not installed any more, or was installed anew meanwhile");
        }
        return rows;
    }

    // A database that is silent or gone is told by exceptions of many kinds, checked ones among them.
    @SuppressWarnings("CatchingUnchecked")
    private List<Row> answered(Owner owner, String statement, @Nullable Object[] values) {
        try {
            return sql.list(row -> row, statement, values);
        } catch (PgException e) {
            var limit = LIMITS.get(String.valueOf(e.getConstraint()));
            throw new StorageException(
                    owner.plugin() + " may keep no more: " + (limit == null ? "the database refuses it" : limit), e);
        } catch (Exception e) {
            throw new StorageException("the database does not answer", e);
        }
    }
}
