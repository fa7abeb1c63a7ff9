package io.portalbots.store;

import io.portalbots.tenant.Audit;
import io.portalbots.tenant.Audit.Kind;
import io.portalbots.tenant.Chain;
import io.portalbots.tenant.ChainStore;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.Tokens;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Chains of tokens in PostgreSQL, sealed. */
public final class PgChainStore implements ChainStore {

    static final String ACCESS = "access_sealed";
    static final String REFRESH = "refresh_sealed";

    /**
     * Locks chain and queue in this order, and waits for nobody at the queue, which has to know only roughly who has a
     * fresh token.
     */
    static final String ADD = """
            with added as (
                insert into chain (tenant_id, generation, holder, role, access_sealed, refresh_sealed, expires_at, version)
                values ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7), $8)
                on conflict (tenant_id, generation, holder) do update
                set role = excluded.role, access_sealed = excluded.access_sealed,
                    refresh_sealed = excluded.refresh_sealed, expires_at = excluded.expires_at,
                    version = chain.version + 1, refreshed_at = now(),
                    intent_until = null, intent_by = null, retired = null, retired_at = null
                returning tenant_id, expires_at)
            update reconcile set fresh_until = greatest(fresh_until, (select expires_at from added))
            where tenant_id in (
                select tenant_id from reconcile where tenant_id in (select tenant_id from added) for update skip locked)
            """;

    /** Those that serve best first. */
    private static final String BEST = """
            select tenant_id, generation, holder, access_sealed, refresh_sealed, version,
                   extract(epoch from expires_at - now())::float8 as life
            from chain where tenant_id = any($1) and retired is null
            order by role = 'bot', expires_at > now() + interval '60 seconds' desc, role = 'administrator',
                     refreshed_at desc
            """;

    private static final String LIVE = """
            select holder, access_sealed, refresh_sealed, version, extract(epoch from expires_at - now())::float8 as life
            from chain where tenant_id = $1 and generation = $2 and retired is null and holder = $3
            """;

    private final Sql sql;
    private final TenantRows best;
    private final Keys keys;
    private final String node;
    private final Audit audit;

    /** @param node names this process, for people who read the table */
    public PgChainStore(Pool pool, Keys keys, String node, Audit audit) {
        this.audit = audit;
        this.sql = new Sql(pool);
        this.best = new TenantRows(pool, BEST);
        this.keys = keys;
        this.node = node;
    }

    /** A holder's secret opens in no other holder's row. Rows from before there were holders have 0. */
    static String place(String column, long holder) {
        return holder == 0 ? column : column + "/" + holder;
    }

    /** The values of {@link #ADD}. */
    static Tuple added(Keys keys, TenantId id, int generation, Chain.Role role, Tokens tokens) {
        return Tuple.from(List.of(
                id.toString(),
                generation,
                tokens.holder(),
                role.name().toLowerCase(Locale.ROOT),
                sealed(keys, id, generation, ACCESS, tokens.holder(), tokens.access()),
                sealed(keys, id, generation, REFRESH, tokens.holder(), tokens.refresh()),
                seconds(tokens.left()),
                tokens.version()));
    }

    private static Buffer sealed(Keys keys, TenantId id, int generation, String column, long holder, Secret secret) {
        return Buffer.buffer(keys.seal(secret, id, place(column, holder), generation));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    @Override
    public List<Chain> chains(Tenant tenant) {
        return sql.list(
                row -> new Chain(
                        row.getLong(0),
                        Chain.Role.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                        row.getLong(2),
                        life(row.getDouble(3)),
                        life(row.getDouble(4)),
                        Optional.ofNullable(row.getString(5))),
                """
                select holder, role, version, extract(epoch from expires_at - now())::float8,
                       extract(epoch from now() - refreshed_at)::float8, retired
                from chain where tenant_id = $1 and generation = $2 order by holder
                """,
                tenant.id().toString(),
                tenant.generation());
    }

    private static Duration life(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }

    @Override
    public Optional<Tokens> best(Tenant tenant) {
        return best.of(tenant.id()).stream()
                .filter(row -> row.getInteger("generation") == tenant.generation())
                .findFirst()
                .map(row -> tokens(row, tenant));
    }

    @Override
    public Optional<Tokens> live(Tenant tenant, long holder) {
        return sql.first(row -> tokens(row, tenant), LIVE, tenant.id().toString(), tenant.generation(), holder);
    }

    private Tokens tokens(Row row, Tenant tenant) {
        return new Tokens(
                row.getLong("holder"),
                opened(row, tenant, ACCESS),
                opened(row, tenant, REFRESH),
                life(row.getDouble("life")),
                row.getLong("version"));
    }

    private Secret opened(Row row, Tenant tenant, String column) {
        var place = place(column, row.getLong("holder"));
        return keys.open(row.getBuffer(column).getBytes(), tenant.id(), place, tenant.generation());
    }

    @Override
    public void add(Tenant tenant, Chain.Role role, Tokens tokens) {
        sql.change(ADD, added(keys, tenant.id(), tenant.generation(), role, tokens));
        note(tenant, Kind.CHAIN_ADDED, role.name().toLowerCase(Locale.ROOT) + " " + tokens.holder());
    }

    private void note(Tenant tenant, Kind kind, String said) {
        audit.note(Audit.Line.of(kind, tenant.id(), "platform", "generation " + tenant.generation() + ": " + said));
    }

    @Override
    public boolean intend(Tenant tenant, Tokens stale, Duration lease) {
        return sql.change(
                        """
                        update chain set intent_until = now() + make_interval(secs => $5), intent_by = $6
                        where tenant_id = $1 and generation = $2 and holder = $3 and version = $4 and retired is null
                          and (intent_until is null or intent_until < now())
                        """,
                        tenant.id().toString(),
                        tenant.generation(),
                        stale.holder(),
                        stale.version(),
                        seconds(lease),
                        node)
                == 1;
    }

    /**
     * Locks chain, tenant and queue in this order, and waits for nobody at the queue. A tenant that nobody used for long is
     * not probed as soon as its tokens are kept alive.
     */
    @Override
    public boolean save(Tenant tenant, long stale, Tokens fresh, URI endpoint) {
        var saved = sql.first(
                row -> row.getLong(0),
                """
                with saved as (
                    update chain
                    set access_sealed = $5, previous_sealed = refresh_sealed, refresh_sealed = $6,
                        expires_at = now() + make_interval(secs => $7), version = $4 + 1, refreshed_at = now(),
                        intent_until = null, intent_by = null, retired = null, retired_at = null
                    where tenant_id = $1 and generation = $2 and holder = $3 and version = $4
                    returning tenant_id),
                moved as (
                    update tenant set endpoint = $8
                    where generation = $2 and endpoint <> $8 and tenant_id in (select tenant_id from saved)
                    returning tenant_id),
                freshened as (
                    update reconcile
                    set fresh_until = greatest(fresh_until, now() + make_interval(secs => $7)),
                        probed_at = case when fresh_until < now() - interval '30 days' then now() else probed_at end
                    where tenant_id in (
                        select tenant_id from reconcile
                        where tenant_id in (select tenant_id from saved) and (select count(*) from moved) >= 0
                        for update skip locked))
                select count(*) from saved
                """,
                tenant.id().toString(),
                tenant.generation(),
                fresh.holder(),
                stale,
                sealed(keys, tenant.id(), tenant.generation(), ACCESS, fresh.holder(), fresh.access()),
                sealed(keys, tenant.id(), tenant.generation(), REFRESH, fresh.holder(), fresh.refresh()),
                seconds(fresh.left()),
                endpoint.toString());
        return saved.orElse(0L) == 1;
    }

    @Override
    public void release(Tenant tenant, Tokens stale) {
        sql.change("""
                update chain set intent_until = null, intent_by = null
                where tenant_id = $1 and generation = $2 and holder = $3 and version = $4
                """, tenant.id().toString(), tenant.generation(), stale.holder(), stale.version());
    }

    @Override
    public int retire(Tenant tenant, Tokens dead, String why) {
        note(tenant, Kind.CHAIN_RETIRED, dead.holder() + ", pair " + dead.version() + ": " + why);
        return sql.first(
                        row -> row.getLong(0).intValue(),
                        """
                        with retired as (
                            update chain set retired = $5, retired_at = now(), intent_until = null, intent_by = null
                            where tenant_id = $1 and generation = $2 and holder = $3 and version = $4)
                        select count(*) from chain
                        where tenant_id = $1 and generation = $2 and retired is null
                          and not (holder = $3 and version = $4)
                        """,
                        tenant.id().toString(),
                        tenant.generation(),
                        dead.holder(),
                        dead.version(),
                        why)
                .orElse(0);
    }

    @Override
    public List<Idle> idle(Duration idle, int most) {
        return sql.list(row -> new Idle(TenantId.parse(row.getString(0)), row.getLong(1)), """
                select tenant_id, holder from chain join tenant using (tenant_id, generation)
                where retired is null and state = 'active' and refreshed_at < now() - make_interval(secs => $1)
                order by refreshed_at limit $2
                """, seconds(idle), most);
    }
}
