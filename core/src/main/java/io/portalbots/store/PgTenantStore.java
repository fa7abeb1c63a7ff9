package io.portalbots.store;

import io.portalbots.plan.Key;
import io.portalbots.tenant.Audit;
import io.portalbots.tenant.Audit.Kind;
import io.portalbots.tenant.ClaimStore.Pending;
import io.portalbots.tenant.Probing;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import io.portalbots.tenant.TenantStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Tenants in PostgreSQL. */
public final class PgTenantStore implements TenantStore {

    private static final String FIND = """
            select tenant_id, generation, began_at, state, cause, reason, since, endpoint, oauth, language
            from tenant where tenant_id = any($1)
            """;

    /** What was proven is remembered for its hour: the same page or event once more would show a token that is spent. */
    private static final String END_CLAIM = """
            update claim set next_at = 'infinity', fence = fence + 1, grant_sealed = null
            where claim_id = $1 and fence = $2
            """;

    private static final String KNOWN_GENERATION = "select generation from tenant where tenant_id = $1 for update";

    private static final String NEXT_GENERATION = """
            insert into tenant (tenant_id, application, member_id, generation, state, endpoint, language,
                                application_token_hash)
            values ($1, $2, $3, 1, 'removed', $4, $5, $6)
            on conflict (tenant_id) do update set generation = tenant.generation + 1, began_at = now()
            returning generation
            """;

    private static final String SETTLE = """
            with settled as (
                update tenant
                set state = case when cause = 'OPERATOR' then state else 'active' end,
                    reason = case when cause = 'OPERATOR' then reason else '' end,
                    cause = case when cause = 'OPERATOR' then cause else '' end,
                    since = case when cause = 'OPERATOR' or state = 'active' then since else now() end,
                    endpoint = $3, language = $4, application_token_hash = $5, oauth = $6, probe_at = null, probes = 0
                where tenant_id = $1 and generation = $2
                returning *),
            forgotten as (
                delete from registration where tenant_id = $1 and generation < $2),
            unchained as (
                delete from chain where tenant_id = $1 and generation < $2),
            made_due as (
                insert into reconcile (tenant_id, application, active, hurry, due_at, due_since, asked)
                select tenant_id, application, state = 'active', state = 'active',
                       case when state = 'active' then now() end, case when state = 'active' then now() end, 1
                from settled
                on conflict (tenant_id) do update
                set active = excluded.active, hurry = excluded.hurry, due_at = excluded.due_at,
                    due_since = excluded.due_since, asked = reconcile.asked + 1, attempt = 0, claimed_until = null,
                    holder = null, fence = reconcile.fence + 1)
            select * from settled
            """;

    private static final String MOVE = """
            with moved as (
                update tenant
                set state = $4, cause = $5, reason = $6, since = now(), probes = 0,
                    probe_at = case when $7::float8 is null then null else now() + make_interval(secs => $7) end
                where tenant_id = $1 and generation = $2 and state = $3
                returning *),
            forgotten as (
                delete from registration where tenant_id in (select tenant_id from moved where state = 'removed')),
            unchained as (
                delete from chain where tenant_id in (select tenant_id from moved where state = 'removed')),
            unclaimed as (
                delete from claim
                where next_at = 'infinity' and tenant_id in (select tenant_id from moved where state = 'removed')),
            made_due as (
                update reconcile
                set active = $4 = 'active', hurry = $4 = 'active', due_at = case when $4 = 'active' then now() end,
                    due_since = case when $4 = 'active' then now() end, asked = asked + 1, attempt = 0
                where tenant_id in (select tenant_id from moved))
            select * from moved
            """;

    private final Pool pool;
    private final Sql sql;
    private final TenantRows rows;
    private final Keys keys;
    private final Audit audit;
    private final Consumer<TenantId> changed;

    public PgTenantStore(Pool pool, Keys keys, Audit audit) {
        this(pool, keys, audit, id -> {});
    }

    /** @param changed is told which tenants got another state or application token */
    public PgTenantStore(Pool pool, Keys keys, Audit audit, Consumer<TenantId> changed) {
        this.pool = pool;
        this.sql = new Sql(pool);
        this.rows = new TenantRows(pool, FIND);
        this.keys = keys;
        this.audit = audit;
        this.changed = changed;
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return rows.of(id).stream().map(PgTenantStore::tenant).findFirst();
    }

    private static Tenant tenant(Row row) {
        return new Tenant(
                TenantId.parse(row.getString("tenant_id")),
                row.getInteger("generation"),
                row.getOffsetDateTime("began_at").toInstant(),
                TenantState.of(row.getString("state"), row.getString("cause"), row.getString("reason")),
                row.getOffsetDateTime("since").toInstant(),
                URI.create(row.getString("endpoint")),
                row.getString("oauth"),
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
    public List<Tenant> page(String state, String after, int most) {
        return sql.list(PgTenantStore::tenant, """
                select * from tenant where ($1 = '' or state = $1) and tenant_id > $2 order by tenant_id limit $3
                """, state, after, most);
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

    /** One transaction, in steps: the generation is part of what seals the tokens, so it has to be known before. */
    @Override
    public Optional<Tenant> install(Proof proof, boolean anew, Pending claim) {
        var installed = pool.withTransaction(connection -> connection
                        .preparedQuery(END_CLAIM)
                        .execute(Tuple.of(claim.id(), claim.fence()))
                        .compose(ended -> ended.rowCount() == 1
                                ? installed(connection, proof, anew).map(Optional::of)
                                : Future.succeededFuture(Optional.<Tenant>empty())))
                .await();
        changed.accept(proof.id());
        installed.ifPresent(tenant -> note(
                tenant,
                anew ? Kind.INSTALLED : Kind.CHAIN_ADDED,
                proof.role().name().toLowerCase(Locale.ROOT) + " "
                        + proof.grant().user() + ", " + tenant.domain()));
        return installed;
    }

    private void note(Tenant tenant, Kind kind, String said) {
        audit.note(Audit.Line.of(kind, tenant.id(), "platform", "generation " + tenant.generation() + ": " + said));
    }

    private Future<Tenant> installed(SqlConnection connection, Proof proof, boolean anew) {
        return generation(connection, proof, anew)
                .compose(generation -> connection
                        .preparedQuery(SETTLE)
                        .execute(settled(proof, generation))
                        .map(rows -> tenant(rows.iterator().next()))
                        .compose(tenant -> connection
                                .preparedQuery(PgChainStore.ADD)
                                .execute(chain(proof, generation))
                                .map(tenant)));
    }

    private Future<Integer> generation(SqlConnection connection, Proof proof, boolean anew) {
        var id = proof.id();
        var statement = anew
                ? connection
                        .preparedQuery(NEXT_GENERATION)
                        .execute(Tuple.of(
                                id.toString(),
                                id.application(),
                                id.memberId(),
                                proof.grant().endpoint().toString(),
                                proof.language(),
                                digest(proof)))
                : connection.preparedQuery(KNOWN_GENERATION).execute(Tuple.of(id.toString()));
        return statement.map(rows -> rows.iterator().next().getInteger(0));
    }

    private Buffer digest(Proof proof) {
        return Buffer.buffer(keys.digest(proof.applicationToken(), proof.id()));
    }

    private Tuple settled(Proof proof, int generation) {
        return Tuple.of(
                proof.id().toString(),
                generation,
                proof.grant().endpoint().toString(),
                proof.language(),
                digest(proof),
                proof.grant().oauth().toString());
    }

    private Tuple chain(Proof proof, int generation) {
        var tokens = proof.grant().tokens(proof.grant().user(), 1);
        return PgChainStore.added(keys, proof.id(), generation, proof.role(), tokens);
    }

    /**
     * Finds the tenant, or else the next one, so that it takes the same time for a portal we do not know. A digest is of
     * its tenant too, so that of another never fits.
     */
    @Override
    public boolean recognises(TenantId id, Secret applicationToken) {
        var offered = keys.digest(applicationToken, id);
        var known = sql.first(
                row -> row.getBuffer(0).getBytes(),
                "select application_token_hash from tenant where tenant_id >= $1 order by tenant_id limit 1",
                id.toString());
        var right = MessageDigest.isEqual(offered, known.orElseGet(() -> new byte[offered.length]));
        if (!right) {
            audit.note(Audit.Line.of(Kind.EVENT_REJECTED, id, "portal", "unknown, or a wrong application_token"));
        }
        return right;
    }

    @Override
    public Set<Long> bots(Tenant tenant) {
        return Set.copyOf(sql.list(row -> row.getLong(0), """
                select remote_id from registration
                where tenant_id = $1 and generation = $2 and surface = $3 and remote_id is not null
                """, tenant.id().toString(), tenant.generation(), Key.BOT));
    }

    @Override
    public Tenant move(Tenant tenant, TenantState.News news) {
        var state = tenant.state().after(news);
        if (state.equals(tenant.state())) {
            return tenant;
        }
        var moved = sql.first(
                PgTenantStore::tenant,
                MOVE,
                tenant.id().toString(),
                tenant.generation(),
                tenant.state().word(),
                state.word(),
                state instanceof TenantState.Suspended suspended
                        ? suspended.cause().name()
                        : "",
                state.reason(),
                Probing.delay(state, 0).map(PgTenantStore::seconds).orElse(null));
        changed.accept(tenant.id());
        moved.ifPresent(
                now -> note(now, kind(state), tenant.state().word() + " to " + state.word() + " " + state.reason()));
        return moved.or(() -> find(tenant.id())).orElse(tenant);
    }

    private static Kind kind(TenantState state) {
        return switch (state) {
            case TenantState.Removed removed -> Kind.UNINSTALLED;
            case TenantState.AuthLost lost -> Kind.REFRESH_LOST;
            case TenantState.Unverified unverified -> Kind.STATE_MOVED;
            case TenantState.Active active -> Kind.STATE_MOVED;
            case TenantState.Suspended suspended -> Kind.STATE_MOVED;
            case TenantState.Unreachable unreachable -> Kind.STATE_MOVED;
        };
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    @Override
    public void probeSoon(Tenant tenant) {
        sql.change("""
                update tenant set probe_at = now()
                where tenant_id = $1 and generation = $2 and probe_at is not null
                """, tenant.id().toString(), tenant.generation());
    }

    @Override
    public List<Probe> probes(int most, Duration lease) {
        return sql.list(PgTenantStore::probe, """
                update tenant set probe_at = now() + make_interval(secs => $2)
                where tenant_id in (
                    select tenant_id from tenant where probe_at <= now()
                    order by probe_at limit $1 for update skip locked)
                returning *, extract(epoch from now() - since)::float8 as lasts
                """, most, seconds(lease));
    }

    private static Probe probe(Row row) {
        var lasts = Duration.ofSeconds(row.getDouble("lasts").longValue());
        return new Probe(tenant(row), row.getInteger("probes"), lasts);
    }

    @Override
    public void probeAgain(Tenant tenant, Duration delay) {
        sql.change("""
                update tenant set probe_at = now() + make_interval(secs => $3), probes = probes + 1
                where tenant_id = $1 and generation = $2 and probe_at is not null
                """, tenant.id().toString(), tenant.generation(), seconds(delay));
    }

    @Override
    public void clean(Tenant tenant) {
        sql.change("""
                with removed as (
                    select tenant_id from tenant where tenant_id = $1 and generation = $2 and state = 'removed'),
                unset as (
                    delete from setting where tenant_id in (select tenant_id from removed)),
                enabled as (
                    delete from disabled_app where tenant_id in (select tenant_id from removed)),
                unstored as (
                    delete from storage where tenant_id in (select tenant_id from removed)),
                unused as (
                    delete from storage_use where tenant_id in (select tenant_id from removed)),
                unmissed as (
                    delete from missing_scope where tenant_id in (select tenant_id from removed))
                delete from event where tenant_id in (select tenant_id from removed)
                """, tenant.id().toString(), tenant.generation());
    }

    @Override
    public void cleanRemoved(Duration ago) {
        sql.change("""
                with removed as (
                    select tenant_id from tenant
                    where state = 'removed' and since < now() - make_interval(secs => $1)),
                unset as (
                    delete from setting where tenant_id in (select tenant_id from removed)),
                enabled as (
                    delete from disabled_app where tenant_id in (select tenant_id from removed)),
                unstored as (
                    delete from storage where tenant_id in (select tenant_id from removed)),
                unused as (
                    delete from storage_use where tenant_id in (select tenant_id from removed)),
                unmissed as (
                    delete from missing_scope where tenant_id in (select tenant_id from removed))
                delete from event where tenant_id in (select tenant_id from removed)
                """, seconds(ago));
    }
}
