package io.portalbots.store;

import io.portalbots.tenant.AuthorizationServer.Grant;
import io.portalbots.tenant.Claim;
import io.portalbots.tenant.ClaimStore;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Claims in PostgreSQL, their tokens sealed; at most {@value #MOST}, and {@value #MOST_OF_ONE} from one address. */
public final class PgClaimStore implements ClaimStore {

    static final int MOST = 1000;
    static final int MOST_OF_ONE = 100;

    private static final String REFRESH = "claim.refresh_sealed";
    private static final String APPLICATION = "claim.application_sealed";
    private static final String GRANT = "claim.grant_sealed";

    private final Sql sql;
    private final Keys keys;

    public PgClaimStore(Pool pool, Keys keys) {
        this.sql = new Sql(pool);
        this.keys = keys;
    }

    @Override
    public Optional<Pending> keep(Claim claim, String source, Duration lease) {
        var id = claim.tenant();
        return sql.first(
                row -> new Pending(row.getLong(0), row.getLong(1), claim, Optional.empty(), 0),
                """
                insert into claim (tenant_id, kind, token_hash, refresh_sealed, application_sealed, server_endpoint,
                                   source, next_at)
                select $1, $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8)
                where (select count(*) from claim where next_at < 'infinity') < $9
                  and (select count(*) from claim where next_at < 'infinity' and source = $7) < $10
                on conflict do nothing
                returning claim_id, fence
                """,
                id.toString(),
                claim.kind().name(),
                Buffer.buffer(keys.digest(claim.refreshToken(), id)),
                sealed(claim.refreshToken(), id, REFRESH),
                sealed(claim.applicationToken(), id, APPLICATION),
                claim.serverEndpoint(),
                source,
                seconds(lease),
                (long) MOST,
                (long) MOST_OF_ONE);
    }

    private Buffer sealed(Secret secret, TenantId id, String column) {
        return Buffer.buffer(keys.seal(secret, id, column, 0));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    @Override
    public List<Pending> take(int most, Duration lease) {
        return sql.list(this::pending, """
                update claim set next_at = now() + make_interval(secs => $2), fence = fence + 1
                where claim_id in (
                    select claim_id from claim
                    where next_at <= now() and received_at > now() - interval '1 hour'
                    order by next_at limit $1 for update skip locked)
                returning *, extract(epoch from now() - granted_at)::float8 as granted_ago
                """, most, seconds(lease));
    }

    private Pending pending(Row row) {
        var id = TenantId.parse(row.getString("tenant_id"));
        var claim = new Claim(
                Claim.Kind.valueOf(row.getString("kind")),
                id,
                opened(row, id, "refresh_sealed", REFRESH),
                opened(row, id, "application_sealed", APPLICATION),
                row.getString("server_endpoint"));
        var grant = row.getBuffer("grant_sealed") == null
                ? Optional.<Grant>empty()
                : Optional.of(grant(opened(row, id, "grant_sealed", GRANT), row.getDouble("granted_ago")));
        return new Pending(row.getLong("claim_id"), row.getLong("fence"), claim, grant, row.getInteger("attempt"));
    }

    private Secret opened(Row row, TenantId id, String column, String place) {
        return keys.open(row.getBuffer(column).getBytes(), id, place, 0);
    }

    private static Secret written(Grant grant) {
        return Secret.of(new JsonObject()
                .put("access", grant.access().reveal())
                .put("refresh", grant.refresh().reveal())
                .put("life", grant.life().toMillis())
                .put("member", grant.memberId())
                .put("user", grant.user())
                .put("endpoint", grant.endpoint().toString())
                .put("oauth", grant.oauth().toString())
                .encode());
    }

    private static Grant grant(Secret text, double secondsAgo) {
        var json = new JsonObject(text.reveal());
        return new Grant(
                Secret.of(json.getString("access")),
                Secret.of(json.getString("refresh")),
                Duration.ofMillis(json.getLong("life") - (long) (secondsAgo * 1000)),
                json.getString("member"),
                json.getLong("user"),
                URI.create(json.getString("endpoint")),
                URI.create(json.getString("oauth")));
    }

    @Override
    public void redeemed(Pending pending, Grant grant) {
        sql.change(
                "update claim set grant_sealed = $3, granted_at = now() where claim_id = $1 and fence = $2",
                pending.id(),
                pending.fence(),
                sealed(written(grant), pending.claim().tenant(), GRANT));
    }

    @Override
    public void done(Pending pending) {
        sql.change("delete from claim where claim_id = $1 and fence = $2", pending.id(), pending.fence());
    }

    @Override
    public void later(Pending pending, Duration delay) {
        sql.change("""
                update claim set next_at = now() + make_interval(secs => $3), attempt = attempt + 1
                where claim_id = $1 and fence = $2
                """, pending.id(), pending.fence(), seconds(delay));
    }

    @Override
    public int expire() {
        return sql.change("delete from claim where received_at < now() - interval '1 hour'");
    }

    @Override
    public List<Waiting> waiting(int most) {
        return sql.list(
                row -> new Waiting(
                        TenantId.parse(row.getString(0)),
                        Claim.Kind.valueOf(row.getString(1)),
                        row.getOffsetDateTime(2).toInstant(),
                        row.getInteger(3)),
                """
                select tenant_id, kind, received_at, attempt from claim where next_at < 'infinity'
                order by received_at desc limit $1
                """,
                most);
    }
}
