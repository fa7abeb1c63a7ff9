package io.portalbots.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.spi.Setting;
import io.portalbots.store.Keys;
import io.portalbots.store.PgChainStore;
import io.portalbots.store.PgSettingStore;
import io.portalbots.store.PgTenantStore;
import io.portalbots.store.TestDatabase;
import io.portalbots.store.TestTenants;
import io.portalbots.tenant.TenantState.News;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TenantCareTest {

    private static final TenantId ID = new TenantId("app", TenantLifeTest.MEMBER);
    private static final Vertx VERTX = Vertx.vertx();

    private final Pool pool = TestDatabase.pool(VERTX);
    private final Keys keys = TestDatabase.keys();
    private final PgTenantStore tenants = new PgTenantStore(pool, keys, line -> {});
    private final PgChainStore chains = new PgChainStore(pool, keys, "test", line -> {});
    private final ScriptedOAuth outside = new ScriptedOAuth();
    private final Renewals renewals = new Renewals();
    private final TenantCare care = new TenantCare(tenants, chains, renewals, outside);
    private final Tenant tenant = new TestTenants(pool, keys).install(ID, "one", Duration.ofHours(1));

    @AfterAll
    static void disconnect() {
        VERTX.close().await();
    }

    @Test
    void bringsATenantBackWhosePortalAnswersAgain() {
        outside.silences = 1;
        tenants.move(tenant, new News.OutOfReach("no such host"));

        probeAfter(Duration.ZERO);
        assertThat(state()).isEqualTo(new TenantState.Unreachable("no such host"));
        probeAfter(Duration.ZERO);
        assertThat(state()).isEqualTo(new TenantState.Active());
    }

    @Test
    void givesATenantUpThatIsOutOfReachFor30Days() {
        outside.silences = 2;
        tenants.move(tenant, new News.OutOfReach("no such host"));

        probeAfter(Duration.ofDays(29));
        assertThat(state()).isInstanceOf(TenantState.Unreachable.class);
        probeAfter(Duration.ofDays(31));

        assertThat(state()).isEqualTo(new TenantState.Removed("out of reach for 30 days: no such host"));
        assertThat(chains.chains(tenant)).isEmpty();
    }

    @Test
    void leavesATenantAloneThatIsNotDue() {
        tenants.move(tenant, new News.OutOfReach("no such host"));

        care.probe();

        assertThat(outside.asked).isEmpty();
    }

    @Test
    void keepsTokensAliveThatNobodyUsedFor150Days() {
        care.keepAlive();
        assertThat(renewals.renewed).isEmpty();

        pool.query("update chain set refreshed_at = now() - interval '151 days'")
                .execute()
                .await();
        care.keepAlive();

        assertThat(renewals.renewed).containsExactly(1L);
    }

    @Test
    void erasesTheSettingsOfARemovedTenantAfter30Days() {
        var settings = new PgSettingStore(pool, keys, line -> {});
        var phone = new Setting("phone", new Setting.Type.Phone(), Map.of("en", "Phone"));
        settings.set(ID, "call-button", phone, "112", "test");
        tenants.move(tenant, new News.Gone("uninstalled"));

        care.clean();
        assertThat(settings.settings(ID, "call-button")).isNotEmpty();
        pool.query("update tenant set since = now() - interval '31 days'")
                .execute()
                .await();
        care.clean();

        assertThat(settings.settings(ID, "call-button")).isEmpty();
    }

    private TenantState state() {
        return tenants.find(ID).orElseThrow().state();
    }

    /** Probes a tenant that has been as it is for so long. */
    private void probeAfter(Duration lasts) {
        pool.query("update tenant set since = now() - interval '" + lasts.toSeconds() + " seconds'")
                .execute()
                .await();
        tenants.probeSoon(tenant);
        care.probe();
    }

    /** Tokens that work, and which were renewed. */
    private final class Renewals implements TokenSource {

        private final List<Long> renewed = new ArrayList<>();

        @Override
        public Tokens current(Tenant asked) {
            return chains.best(asked).orElseThrow();
        }

        @Override
        public Tokens renew(Tenant asked, Tokens stale) {
            renewed.add(stale.holder());
            return stale;
        }

        @Override
        public Tokens instead(Tenant asked, Tokens refused, String why) {
            throw new UnsupportedOperationException("nothing is refused here");
        }
    }
}
