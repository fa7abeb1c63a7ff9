package io.portalbots.store;

import io.portalbots.tenant.AuthorizationServer.Grant;
import io.portalbots.tenant.Chain;
import io.portalbots.tenant.Claim;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantStore.Proof;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/** Puts tenants into the stores as a proven installation does. */
public final class TestTenants {

    private static final URI ENDPOINT = URI.create("https://acme.bitrix24.test/rest/");

    private final PgTenantStore tenants;
    private final PgClaimStore claims;

    public TestTenants(Pool pool, Keys keys) {
        this.tenants = new PgTenantStore(pool, keys, new PgAudit(pool));
        this.claims = new PgClaimStore(pool, keys);
    }

    /** Installs anew, with tokens {@code a-NAME} and {@code r-NAME} and the application token {@code token-NAME}. */
    public Tenant install(TenantId id, String name, Duration life) {
        return install(id, name, life, 1, true);
    }

    /** Likewise, by the tokens of {@code holder}; with {@code anew} false, within the generation there is. */
    public Tenant install(TenantId id, String name, Duration life, long holder, boolean anew) {
        var claim = new Claim(
                Claim.Kind.EVENT, id, Secret.of(UUID.randomUUID().toString()), Secret.of("token-" + name), "");
        var pending = claims.keep(claim, "test", Duration.ofMinutes(1)).orElseThrow();
        var grant = new Grant(
                Secret.of("a-" + name),
                Secret.of("r-" + name),
                life,
                id.memberId(),
                holder,
                ENDPOINT,
                URI.create("https://oauth.bitrix.info"));
        var proof = new Proof(id, Chain.Role.INSTALLER, "en", claim.applicationToken(), grant);
        return tenants.install(proof, anew, pending).orElseThrow();
    }
}
