package io.portalbots.store;

import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import io.portalbots.tenant.TenantStore;
import io.portalbots.tenant.Tokens;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tenants in PostgreSQL, their tokens sealed. */
public final class PgTenantStore implements TenantStore {

    private static final String ACCESS = "access_sealed";
    private static final String REFRESH = "refresh_sealed";

    private static final String NEXT_GENERATION = """
            insert into tenant (tenant_id, application, member_id, generation, state, endpoint, language,
                                application_token_hash)
            values ($1, $2, $3, 1, 'removed', $4, $5, $6)
            on conflict (tenant_id) do update set generation = tenant.generation + 1
            returning generation
            """;

    private static final String INSTALL = """
            with settled as (
                update tenant
                set state = 'active', reason = '', since = now(), endpoint = $3, language = $4,
                    application_token_hash = $5, access_sealed = $6, refresh_sealed = $7, expires_at = $8,
                    token_version = $9, refresh_claimed_until = null
                where tenant_id = $1 and generation = $2
                returning *),
            forgotten as (
                delete from registration where tenant_id = $1 and generation < $2),
            made_due as (
                insert into reconcile (tenant_id, due_at, asked) select tenant_id, now(), 1 from settled
                on conflict (tenant_id) do update
                set due_at = now(), asked = reconcile.asked + 1, attempt = 0, claimed_until = null,
                    fence = reconcile.fence + 1)
            select * from settled
            """;

    private final Pool pool;
    private final Sql sql;
    private final Keys keys;

    public PgTenantStore(Pool pool, Keys keys) {
        this.pool = pool;
        this.sql = new Sql(pool);
        this.keys = keys;
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return sql.first(PgTenantStore::tenant, "select * from tenant where tenant_id = $1", id.toString());
    }

    private static Tenant tenant(Row row) {
        return new Tenant(
                TenantId.parse(row.getString("tenant_id")),
                row.getInteger("generation"),
                TenantState.of(row.getString("state"), row.getString("reason")),
                URI.create(row.getString("endpoint")),
                row.getString("language"));
    }

    @Override
    public List<Tenant> matching(String selector) {
        var prefix = selector.replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return sql.list(PgTenantStore::tenant, """
                select * from tenant
                where tenant_id like $1 or member_id like $1 or endpoint like 'https://' || $1 or endpoint like 'http://' || $1
                order by tenant_id limit 10
                """, prefix);
    }

    @Override
    public Map<String, Long> countByState() {
        return sql
                .list(
                        row -> Map.entry(row.getString(0), row.getLong(1)),
                        "select state, count(*) from tenant group by state")
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** One transaction, in two steps: the generation is part of what seals the tokens, so it has to be known first. */
    @Override
    public Tenant install(Installation installation) {
        return pool.withTransaction(connection -> connection
                        .preparedQuery(NEXT_GENERATION)
                        .execute(claimed(installation))
                        .map(rows -> rows.iterator().next().getInteger(0))
                        .compose(generation ->
                                connection.preparedQuery(INSTALL).execute(installed(installation, generation)))
                        .map(rows -> tenant(rows.iterator().next())))
                .await();
    }

    private Tuple claimed(Installation installation) {
        var id = installation.id();
        return Tuple.of(
                id.toString(),
                id.application(),
                id.memberId(),
                installation.endpoint().toString(),
                installation.language(),
                Buffer.buffer(keys.digest(installation.applicationToken(), id)));
    }

    private Tuple installed(Installation installation, int generation) {
        var id = installation.id();
        var tokens = installation.tokens();
        return Tuple.from(List.of(
                id.toString(),
                generation,
                installation.endpoint().toString(),
                installation.language(),
                Buffer.buffer(keys.digest(installation.applicationToken(), id)),
                sealed(tokens.access(), id, ACCESS, generation),
                sealed(tokens.refresh(), id, REFRESH, generation),
                tokens.expiresAt().atOffset(ZoneOffset.UTC),
                tokens.version()));
    }

    private Buffer sealed(Secret secret, TenantId id, String column, int generation) {
        return Buffer.buffer(keys.seal(secret, id, column, generation));
    }

    @Override
    public boolean recognises(TenantId id, Secret applicationToken) {
        var offered = keys.digest(applicationToken, id);
        var known = sql.first(
                row -> row.getBuffer(0).getBytes(),
                "select application_token_hash from tenant where tenant_id = $1",
                id.toString());
        return MessageDigest.isEqual(offered, known.orElseGet(() -> new byte[offered.length]));
    }

    @Override
    public Optional<Tokens> tokens(Tenant tenant) {
        return sql.first(
                row -> new Tokens(
                        opened(row, tenant, ACCESS),
                        opened(row, tenant, REFRESH),
                        row.getOffsetDateTime("expires_at").toInstant(),
                        row.getLong("token_version")),
                """
                select access_sealed, refresh_sealed, expires_at, token_version from tenant
                where tenant_id = $1 and generation = $2 and refresh_sealed is not null
                """,
                tenant.id().toString(),
                tenant.generation());
    }

    private Secret opened(Row row, Tenant tenant, String column) {
        return keys.open(row.getBuffer(column).getBytes(), tenant.id(), column, tenant.generation());
    }

    @Override
    public boolean claimRefresh(Tenant tenant, Tokens stale, Duration claim) {
        return sql.change("""
                        update tenant set refresh_claimed_until = now() + make_interval(secs => $4)
                        where tenant_id = $1 and generation = $2 and token_version = $3
                          and (refresh_claimed_until is null or refresh_claimed_until < now())
                        """, tenant.id().toString(), tenant.generation(), stale.version(), (double) claim.toSeconds())
                == 1;
    }

    @Override
    public boolean saveTokens(Tenant tenant, Tokens stale, Tokens fresh, URI endpoint) {
        return sql.change(
                        """
                        update tenant
                        set access_sealed = $4, refresh_sealed = $5, expires_at = $6, token_version = $7, endpoint = $8,
                            refresh_claimed_until = null
                        where tenant_id = $1 and generation = $2 and token_version = $3
                        """,
                        tenant.id().toString(),
                        tenant.generation(),
                        stale.version(),
                        sealed(fresh.access(), tenant.id(), ACCESS, tenant.generation()),
                        sealed(fresh.refresh(), tenant.id(), REFRESH, tenant.generation()),
                        fresh.expiresAt().atOffset(ZoneOffset.UTC),
                        fresh.version(),
                        endpoint.toString())
                == 1;
    }

    @Override
    public void releaseRefresh(Tenant tenant, Tokens stale) {
        sql.change("""
                update tenant set refresh_claimed_until = null
                where tenant_id = $1 and generation = $2 and token_version = $3
                """, tenant.id().toString(), tenant.generation(), stale.version());
    }

    @Override
    public void move(Tenant tenant, TenantState state) {
        var removed = state instanceof TenantState.Removed;
        sql.change("""
                with moved as (
                    update tenant
                    set state = $3, reason = $4, since = now(),
                        access_sealed = case when $5 then null else access_sealed end,
                        refresh_sealed = case when $5 then null else refresh_sealed end
                    where tenant_id = $1 and generation = $2 and state <> 'removed'
                    returning tenant_id)
                delete from registration where $5 and tenant_id in (select tenant_id from moved)
                """, tenant.id().toString(), tenant.generation(), state.word(), state.reason(), removed);
    }
}
