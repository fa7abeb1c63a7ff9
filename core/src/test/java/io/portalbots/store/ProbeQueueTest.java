package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.ReconcileQueue.Room;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState.News;
import io.portalbots.tenant.Tokens;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose turn it is to be probed, against a real PostgreSQL. */
class ProbeQueueTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration EVERY = Duration.ofDays(4);
    private static final Room ROOM = new Room(100, 100, 100);

    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.pool(VERTX);

    private final Keys keys = TestDatabase.keys();
    private final PgTenantStore tenants = new PgTenantStore(POOL, keys, line -> {});
    private final PgChainStore chains = new PgChainStore(POOL, keys, "here", line -> {});
    private final PgReconcileQueue queue = new PgReconcileQueue(POOL, "here");
    private final PgProbeQueue probes = new PgProbeQueue(POOL, "here");

    @BeforeEach
    void empty() {
        sql("delete from tenant");
    }

    @AfterAll
    static void disconnect() {
        POOL.close().await();
        VERTX.close().await();
    }

    @Test
    void takesWhatWasJustInstalledForThere() {
        settled("one", HOUR);

        assertThat(claims()).isEmpty();

        daysPass(5);
        assertThat(claims()).hasSize(1);
    }

    @Test
    void comesAgainAfterAWhileAndSoonerWhereItIsTold() {
        settled("one", HOUR);
        daysPass(5);

        probes.done(claims().get(0), Duration.ZERO);
        daysPass(3);
        assertThat(claims()).isEmpty();
        daysPass(2);
        probes.done(claims().get(0), Duration.ofDays(3));

        assertThat(claims()).isEmpty();
        daysPass(2);
        assertThat(claims()).hasSize(1);
    }

    @Test
    void claimsEachOnceAndAsManyAsItIsAskedFor() {
        settled("one", HOUR);
        settled("two", HOUR.multipliedBy(2));
        daysPass(5);

        assertThat(probes.claim(1, EVERY, MINUTE)).hasSize(1);
        assertThat(new PgProbeQueue(POOL, "there").claim(5, EVERY, MINUTE)).hasSize(1);
        assertThat(claims()).isEmpty();
    }

    @Test
    void leavesTenantsAloneThatAreDueOrHaveNoFreshTokenOrAreNotActive() {
        settled("idle", Duration.ofMinutes(3));
        tenants.move(settled("lost", HOUR), new News.TokensLost("no luck"));
        var asked = settled("asked", HOUR);
        daysPass(5);
        queue.due(asked.id());

        assertThat(claims()).isEmpty();
    }

    @Test
    void neverLetsATenantBeProbedAndReconciledAtOnce() {
        var tenant = settled("one", HOUR);
        daysPass(5);
        var probing = claims().get(0);

        queue.due(tenant.id());
        assertThat(queue.claim(ROOM, MINUTE)).isEmpty();
        probes.done(probing, Duration.ZERO);

        var reconciling = queue.claim(ROOM, MINUTE);
        assertThat(reconciling).extracting(Claim::tenant).containsExactly(tenant.id());
        assertThat(reconciling.get(0).fence()).isGreaterThan(probing.fence());
        daysPass(5);
        assertThat(claims()).isEmpty();
        probes.done(probing, Duration.ZERO);
        assertThat(queue.standing(tenant.id()).orElseThrow().holder())
                .as("a passed claim ends nothing")
                .contains("here");
    }

    @Test
    void givesAClaimToSomebodyElseOnceItsTimeIsOver() {
        settled("one", HOUR);
        daysPass(5);
        var first = claims().get(0);

        sql("update reconcile set claimed_until = now() - interval '1 second'");

        assertThat(claims())
                .singleElement()
                .satisfies(next -> assertThat(next.fence()).isGreaterThan(first.fence()));
    }

    @Test
    void probesNobodyWhoseTokensAreOnlyKeptAlive() {
        var idle = settled("idle", HOUR);
        var used = settled("used", HOUR);
        daysPass(5);
        sql("update reconcile set fresh_until = now() - interval '150 days' where tenant_id = '" + idle.id() + "'");
        sql("update reconcile set fresh_until = now() - interval '1 day' where tenant_id = '" + used.id() + "'");

        refresh(idle);
        refresh(used);

        assertThat(claims()).extracting(Claim::tenant).containsExactly(used.id());
    }

    private void refresh(Tenant tenant) {
        var stale = chains.best(tenant).orElseThrow();
        var fresh = new Tokens(stale.holder(), Secret.of("a"), Secret.of("r"), HOUR, stale.version() + 1);
        assertThat(chains.save(tenant, stale.version(), fresh, tenant.endpoint()))
                .isTrue();
    }

    private List<Claim> claims() {
        return probes.claim(100, EVERY, MINUTE);
    }

    /** One that was installed and looked at, with a token of this life. */
    private Tenant settled(String name, Duration life) {
        var id = new TenantId("app", "%032x".formatted(name.hashCode()));
        var tenant = new TestTenants(POOL, keys).install(id, name, life);
        queue.done(queue.claim(ROOM, MINUTE));
        return tenant;
    }

    private static void daysPass(int days) {
        sql("update reconcile set probed_at = probed_at - interval '" + days + " days'");
    }

    private static void sql(String statement) {
        POOL.query(statement).execute().await();
    }
}
