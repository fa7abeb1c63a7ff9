package io.portalbots.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.store.Keys;
import io.portalbots.store.PgChainStore;
import io.portalbots.store.PgClaimStore;
import io.portalbots.store.PgTenantStore;
import io.portalbots.store.TestDatabase;
import io.portalbots.tenant.Installations.Outcome;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** With the real stores, because each step is written down before the next. */
class TenantLifeTest {

    static final String MEMBER = "5f0e1d2c3b4a59687786a5b4c3d2e1f0";

    private static final Application APPLICATION =
            new Application("app", "local.1", Secret.of("s3cr3t"), Application.Kind.LOCAL, Set.of());
    private static final TenantId ID = new TenantId("app", MEMBER);
    private static final Vertx VERTX = Vertx.vertx();

    private final Pool pool = TestDatabase.pool(VERTX);
    private final Keys keys = TestDatabase.keys();
    private final PgTenantStore tenants = new PgTenantStore(pool, keys, line -> {});
    private final PgChainStore chains = new PgChainStore(pool, keys, "test", line -> {});
    private final PgClaimStore claims = new PgClaimStore(pool, keys);
    private final ScriptedOAuth outside = new ScriptedOAuth();
    private final Renewal renewal = new Renewal();
    private final TenantLife life =
            new TenantLife(Map.of("app", APPLICATION), tenants, claims, chains, outside, outside, renewal);
    private int tokens;

    @AfterAll
    static void disconnect() {
        VERTX.close().await();
    }

    @Test
    void installsWhatAuthorizationServerAndPortalConfirm() {
        var outcome = install();

        var tenant = tenants.find(ID).orElseThrow();
        assertThat(outcome).isEqualTo(new Outcome.Installed(tenant, 1));
        assertThat(tenant.endpoint()).isEqualTo(ScriptedOAuth.ENDPOINT);
        assertThat(tenant.oauth()).isEqualTo("https://oauth.bitrix.info");
        assertThat(tenant.language()).isEqualTo("de");
        assertThat(chains.best(tenant).orElseThrow().refresh()).isEqualTo(Secret.of("refresh 1"));
        assertThat(tenants.recognises(ID, Secret.of("application token"))).isTrue();
        assertThat(outside.asked).containsExactly("redeem", ScriptedOAuth.ENDPOINT.toString());
        assertThat(claims.waiting(10)).isEmpty();
    }

    @Test
    void rejectsATokenOfAnotherPortal() {
        outside.member = "0".repeat(32);

        assertThat(install()).isEqualTo(new Outcome.Rejected("its token belongs to portal " + outside.member));
        assertThat(tenants.countByState()).isEmpty();
        assertThat(outside.asked).as("portals are not called").containsExactly("redeem");
    }

    @Test
    void rejectsATokenOfSomebodyWhoIsNoAdministrator() {
        outside.administrator = false;

        assertThat(install()).isInstanceOf(Outcome.Rejected.class);
        assertThat(tenants.countByState()).isEmpty();
    }

    @Test
    void rejectsATokenTheAuthorizationServerRefuses() {
        outside.refusal = "invalid_grant";

        assertThat(install()).isEqualTo(new Outcome.Rejected("the authorization server says invalid_grant"));
        assertThat(tenants.countByState()).isEmpty();
    }

    @Test
    void keepsAClaimWhileOurOwnCredentialsAreWrong() {
        outside.refusal = "invalid_client";
        assertThatThrownBy(this::install)
                .isInstanceOf(PortalUnavailableException.class)
                .hasMessageContaining("check client id and secret of app");
        outside.refusal = "";
        pool.query("update claim set next_at = now()").execute().await();

        assertThat(life.prove(life.waiting().get(0)).orElseThrow()).isInstanceOf(Outcome.Installed.class);
    }

    @Test
    void takesTheTokensOfABotOnlyIfItIsOneOfOurs() {
        outside.user = 62;
        assertThat(life.install(claim(Claim.Kind.BOT), "here")).isInstanceOf(Outcome.Rejected.class);

        outside.bots = Set.of(62L);
        assertThat(life.install(claim(Claim.Kind.BOT), "here")).isInstanceOf(Outcome.Installed.class);
    }

    @Test
    void provesLaterWhatASilentPortalLeftOpenAndSpendsTheTokenOnce() {
        outside.silences = 3;
        assertThatThrownBy(this::install).isInstanceOf(PortalUnavailableException.class);
        assertThat(tenants.countByState()).isEmpty();
        pool.query("update claim set next_at = now()").execute().await();

        var outcome = life.prove(life.waiting().get(0));

        assertThat(outcome.orElseThrow()).isInstanceOf(Outcome.Installed.class);
        assertThat(outside.asked).containsOnlyOnce("redeem");
        assertThat(claims.waiting(10)).isEmpty();
    }

    @Test
    void asksAPortalAgainThatWasSilentOnce() {
        outside.silences = 1;

        assertThat(install()).isInstanceOf(Outcome.Installed.class);
    }

    @Test
    void refreshesTokensThatDieWhileTheyAreProven() {
        outside.refusedTokens = 1;

        assertThat(install()).isInstanceOf(Outcome.Installed.class);

        var tenant = tenants.find(ID).orElseThrow();
        assertThat(chains.best(tenant).orElseThrow().refresh()).isEqualTo(Secret.of("refresh 3"));
    }

    @Test
    void rejectsTokensThatDieForGoodWhileTheyAreProven() {
        outside.refusedTokens = 1;
        outside.refusalAfterwards = "invalid_grant";

        assertThat(install()).isInstanceOf(Outcome.Rejected.class);
        assertThat(claims.waiting(10)).isEmpty();
    }

    @Test
    void goesOnWithTheInstallationWhoseBotsAreStillThere() {
        install();
        bot(62);
        outside.bots = Set.of(62L);
        outside.user = 5;

        install();

        var tenant = tenants.find(ID).orElseThrow();
        assertThat(tenant.generation()).isEqualTo(1);
        assertThat(chains.chains(tenant)).extracting(Chain::holder).containsExactly(1L, 5L);
    }

    @Test
    void beginsAnewWhenThePortalHasNoneOfTheBotsItGaveUs() {
        install();
        bot(62);
        outside.bots = Set.of(70L);

        install();

        var tenant = tenants.find(ID).orElseThrow();
        assertThat(tenant.generation()).isEqualTo(2);
        assertThat(tenants.bots(tenant)).isEmpty();
    }

    @Test
    void ignoresAnUninstallationWhileTheTokensLive() {
        var tenant = installed();

        assertThat(life.uninstall(tenant, true)).isFalse();
        assertThat(tenants.find(ID)).contains(tenant);
        assertThat(chains.best(tenant)).isPresent();
    }

    @Test
    void removesATenantWhoseTokensAreDead() {
        var tenant = installed();
        renewal.failure = Optional.of(new TenantUnavailableException("auth_lost"));

        assertThat(life.uninstall(tenant, false)).isTrue();

        assertThat(tenants.find(ID).orElseThrow().state()).isEqualTo(new TenantState.Removed("uninstalled"));
        assertThat(chains.chains(tenant)).isEmpty();
        install();
        assertThat(tenants.find(ID).orElseThrow().generation()).isEqualTo(2);
    }

    @Test
    void removesATenantOfWhichTheChainsDieOneAfterTheOther() {
        var tenant = installed();
        renewal.failure = Optional.of(new TenantUnavailableException("auth_lost"));
        renewal.instead =
                Optional.of(new Tokens(5, Secret.of("access"), Secret.of("refresh"), java.time.Duration.ofHours(1), 1));

        assertThat(life.uninstall(tenant, false)).isTrue();

        assertThat(tenants.find(ID).orElseThrow().state()).isEqualTo(new TenantState.Removed("uninstalled"));
    }

    @Test
    void erasesWhatAProcessThatDiedWasToErase() {
        var tenant = installed();
        pool.preparedQuery(
                        "insert into setting (tenant_id, plugin, key, value, changed_by) values ($1, 'p', 'k', 'v', '')")
                .execute(Tuple.of(ID.toString()))
                .await();
        tenants.move(tenant, new TenantState.News.Gone("uninstalled, to be erased"));

        assertThat(life.uninstall(tenant, true)).isTrue();

        var settings = pool.query("select from setting").execute().await();
        assertThat(settings.rowCount()).isZero();
    }

    @Test
    void leavesAnUninstallationOpenThatCannotBeToldNow() {
        var tenant = installed();
        renewal.failure = Optional.of(new PortalUnavailableException("silence"));

        assertThatThrownBy(() -> life.uninstall(tenant, false)).isInstanceOf(PortalUnavailableException.class);
        assertThat(tenants.find(ID)).contains(tenant);
    }

    @Test
    void removesWithoutAskingATenantWhoseTokensAreLost() {
        var tenant = installed();
        chains.retire(tenant, chains.best(tenant).orElseThrow(), "no luck");
        var lost = tenants.move(tenant, new TenantState.News.TokensLost("no luck"));

        assertThat(life.uninstall(lost, true)).isTrue();
        assertThat(tenants.find(ID).orElseThrow().state()).isInstanceOf(TenantState.Removed.class);
    }

    /** Renews tokens, or fails to. */
    private static final class Renewal implements TokenSource {

        private Optional<RuntimeException> failure = Optional.empty();
        private Optional<Tokens> instead = Optional.empty();

        @Override
        public Tokens current(Tenant tenant) {
            throw new UnsupportedOperationException("what is current proves nothing");
        }

        @Override
        public Tokens renew(Tenant tenant, Tokens stale) {
            if (instead.filter(other -> other.holder() != stale.holder()).isPresent()) {
                return instead.get();
            }
            failure.ifPresent(e -> {
                throw e;
            });
            return stale;
        }

        @Override
        public Tokens instead(Tenant tenant, Tokens refused, String why) {
            throw new UnsupportedOperationException("another chain proves nothing");
        }
    }

    private void bot(long id) {
        pool.preparedQuery("""
                        insert into registration (tenant_id, generation, surface, plugin, code, remote_id, fields)
                        values ($1, 1, 'imbot', 'echo', 'bot', $2, '{}')
                        """).execute(Tuple.of(ID.toString(), id)).await();
    }

    private Tenant installed() {
        install();
        return tenants.find(ID).orElseThrow();
    }

    private Outcome install() {
        return life.install(claim(Claim.Kind.EVENT), "here");
    }

    private Claim claim(Claim.Kind kind) {
        return new Claim(kind, ID, Secret.of("token " + ++tokens), Secret.of("application token"), "");
    }
}
