package io.portalbots.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.store.Keys;
import io.portalbots.store.PgChainStore;
import io.portalbots.store.PgTenantStore;
import io.portalbots.store.TestDatabase;
import io.portalbots.store.TestTenants;
import io.portalbots.tenant.Installations.Outcome;
import io.portalbots.tenant.Visitors.Visitor;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ReceptionTest {

    private static final Application APPLICATION =
            new Application("app", "local.1", Secret.of("s3cr3t"), Application.Kind.LOCAL, Set.of());
    private static final TenantId ID = new TenantId("app", TenantLifeTest.MEMBER);
    private static final Vertx VERTX = Vertx.vertx();

    private final Pool pool = TestDatabase.pool(VERTX);
    private final Keys keys = TestDatabase.keys();
    private final PgTenantStore tenants = new PgTenantStore(pool, keys, line -> {});
    private final PgChainStore chains = new PgChainStore(pool, keys, "test", line -> {});
    private final ScriptedOAuth outside = new ScriptedOAuth();
    private final Installing installing = new Installing();
    private final Reception reception =
            new Reception(Map.of("app", APPLICATION), tenants, chains, outside, outside, installing);

    @AfterAll
    static void disconnect() {
        VERTX.close().await();
    }

    @Test
    void knowsAnAdministratorWhoLeavesAChainOfTokensOnce() {
        var tenant = installed();
        outside.user = 5;

        assertThat(admit("token-one")).isEqualTo(new Visitor.Administrator(tenant, 5));
        assertThat(admit("token-one")).isEqualTo(new Visitor.Administrator(tenant, 5));

        assertThat(chains.chains(tenant)).extracting(Chain::holder).containsExactly(1L, 5L);
        assertThat(outside.asked).containsOnlyOnce("redeem");
        assertThat(installing.claims).isEmpty();
    }

    @Test
    void tellsAnEmployeeFromAnAdministratorAndKeepsNothingOfThem() {
        var tenant = installed();
        outside.administrator = false;
        outside.user = 17;

        assertThat(admit("token-one")).isEqualTo(new Visitor.Employee(tenant, 17));
        assertThat(chains.chains(tenant)).hasSize(1);
    }

    @Test
    void isNotFooledByATokenOfAnotherApplication() {
        installed();
        outside.issued = false;

        assertThat(admit("token-one")).isInstanceOf(Visitor.Stranger.class);
        assertThat(outside.asked).containsExactly("issued");
    }

    @Test
    void provesAnewAPortalThatShowsAnotherApplicationToken() {
        installed();

        admit("token-two");

        assertThat(installing.claims).hasSize(1);
    }

    @Test
    void healsATenantWhoseTokensAreLost() {
        tenants.move(installed(), new TenantState.News.TokensLost("no luck"));

        assertThat(admit("token-one")).isInstanceOf(Visitor.Administrator.class);
        assertThat(installing.claims).hasSize(1);
    }

    @Test
    void admitsThePageThatIsLoadedAgainWithASpentToken() {
        var tenant = installed();
        installing.rejects = true;

        assertThat(reception.install(claim("token-one"), Secret.of("access"), "here"))
                .isEqualTo(new Visitor.Administrator(tenant, 1));
    }

    private Tenant installed() {
        return new TestTenants(pool, keys).install(ID, "one", Duration.ofHours(1));
    }

    private Visitor admit(String applicationToken) {
        return reception.admit(claim(applicationToken), Secret.of("access"), "here");
    }

    private static Claim claim(String applicationToken) {
        return new Claim(Claim.Kind.PAGE, ID, Secret.of("refresh"), Secret.of(applicationToken), "");
    }

    /** Believes every claim, or none. */
    private final class Installing implements Installations {

        private final List<Claim> claims = new ArrayList<>();
        private boolean rejects;

        @Override
        public void announce(Claim claim, String source) {
            throw new UnsupportedOperationException("a visitor waits");
        }

        @Override
        public Outcome install(Claim claim, String source) {
            claims.add(claim);
            return rejects
                    ? new Outcome.Rejected("spent")
                    : new Outcome.Installed(tenants.find(ID).orElseThrow(), 1);
        }

        @Override
        public boolean uninstall(Tenant tenant, boolean clean) {
            throw new UnsupportedOperationException("nobody leaves by a page");
        }
    }
}
