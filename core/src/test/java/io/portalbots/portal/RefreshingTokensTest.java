package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.store.FilePairSpool;
import io.portalbots.store.Keys;
import io.portalbots.store.PgChainStore;
import io.portalbots.store.PgTenantStore;
import io.portalbots.store.TestDatabase;
import io.portalbots.store.TestTenants;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import io.portalbots.tenant.TenantUnavailableException;
import io.portalbots.tenant.Tokens;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real PostgreSQL, because the claim that keeps two processes apart is there. */
class RefreshingTokensTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.pool(VERTX);
    private static final Keys KEYS = TestDatabase.keys();
    private static final PgTenantStore TENANTS = new PgTenantStore(POOL, KEYS, line -> {});
    private static final PgChainStore CHAINS = new PgChainStore(POOL, KEYS, "test", line -> {});
    private static final TenantId ID = new TenantId("app", OAuthServer.MEMBER);

    private final OAuthServer oauth = new OAuthServer(VERTX);
    private final FilePairSpool spool;
    private final RefreshingTokens source;
    private Tenant acme = install(Duration.ZERO);

    RefreshingTokensTest(@TempDir Path folder) {
        spool = new FilePairSpool(folder, KEYS);
        source = instance();
    }

    @AfterAll
    static void disconnect() {
        POOL.close().await();
        VERTX.close().await();
    }

    @Test
    void leavesTokensAloneWhoseHourIsNotOver() {
        acme = install(Duration.ofMinutes(10));

        assertThat(source.current(acme).access()).isEqualTo(Secret.of("a-1"));
        assertThat(oauth.asked()).isZero();
    }

    @Test
    void refreshesOnceHoweverManyAskAtOnce() throws InterruptedException, ExecutionException {
        var tokens = atOnce(50, count -> source);

        assertThat(tokens).containsExactly(Secret.of("access of r2"));
        assertThat(oauth.asked()).isEqualTo(1);
        assertThat(CHAINS.best(acme).orElseThrow().refresh()).isEqualTo(Secret.of("r2"));
        assertThat(TENANTS.find(acme.id()).orElseThrow().domain()).isEqualTo("moved.bitrix24.test");
    }

    @Test
    void refreshesOnceInTwoProcesses() throws InterruptedException, ExecutionException {
        var other = instance();

        var tokens = atOnce(10, count -> count % 2 == 0 ? source : other);

        assertThat(tokens).containsExactly(Secret.of("access of r2"));
        assertThat(oauth.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"invalid_grant, auth_lost", "PAYMENT_REQUIRED, suspended"})
    void saysWhatBecameOfATenantWhoseTokensAreRefused(String error, String state) {
        oauth.refuses(error);

        assertThatThrownBy(() -> source.current(acme)).isInstanceOf(TenantUnavailableException.class);

        var found = TENANTS.find(acme.id()).orElseThrow().state();
        assertThat(found.word()).isEqualTo(state);
        assertThat(found.reason()).isEqualTo("the authorization server answers " + error);
    }

    @Test
    void doesNotBlameATenantForTheApplication() {
        oauth.refuses("invalid_client");

        assertThatThrownBy(() -> source.current(acme))
                .isInstanceOf(PortalUnavailableException.class)
                .hasMessageContaining("check client id and secret of app");
        assertThat(TENANTS.find(acme.id())).contains(acme);
        oauth.refuses("");
        assertThat(source.current(acme).version()).isEqualTo(2);
    }

    @Test
    void givesTheClaimBackAfterSilence() {
        oauth.breaks(true);
        assertThatThrownBy(() -> source.current(acme)).isInstanceOf(PortalUnavailableException.class);

        oauth.breaks(false);
        var stored = CHAINS.best(acme).orElseThrow();

        assertThat(CHAINS.intend(acme, stored, Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void refusesTokensOfAnotherPortal() {
        oauth.belongsTo("0".repeat(32));

        assertThatThrownBy(() -> source.current(acme)).isInstanceOf(TenantUnavailableException.class);

        assertThat(TENANTS.find(acme.id()).orElseThrow().state()).isInstanceOf(TenantState.AuthLost.class);
        assertThat(CHAINS.best(acme)).isEmpty();
    }

    @Test
    void servesWithAnotherChainWhenOneIsDead() {
        new TestTenants(POOL, KEYS).install(ID, "other", Duration.ofMinutes(10), 5, false);
        CHAINS.retire(acme, CHAINS.live(acme, 1).orElseThrow(), "dismissed");

        assertThat(source.current(acme).holder()).isEqualTo(5);
        assertThat(TENANTS.find(acme.id()).orElseThrow().active()).isTrue();
    }

    @Test
    void takesAnotherChainWhenTheAuthorizationServerRefusesOne() {
        new TestTenants(POOL, KEYS).install(ID, "other", Duration.ofMinutes(10), 5, false);
        oauth.refuses("invalid_grant");

        var tokens = source.renew(acme, CHAINS.live(acme, 1).orElseThrow());

        assertThat(tokens.holder()).isEqualTo(5);
        assertThat(CHAINS.chains(acme).get(0).retired()).contains("the authorization server answers invalid_grant");
    }

    @Test
    void healsATenantByAPairThatWasUnderWayWhenTheProcessDied() {
        var stale = CHAINS.live(acme, 1).orElseThrow();
        var fresh = new Tokens(1, Secret.of("a-late"), Secret.of("r-late"), Duration.ofHours(1), 2);
        spool.keep(acme, 1, fresh, acme.endpoint());
        CHAINS.retire(acme, stale, "no luck");
        TENANTS.move(acme, new TenantState.News.TokensLost("no luck"));

        source.handLeftPairs();

        assertThat(TENANTS.find(acme.id()).orElseThrow().active()).isTrue();
        assertThat(CHAINS.best(acme).orElseThrow().access()).isEqualTo(Secret.of("a-late"));
        assertThat(CHAINS.best(acme).orElseThrow().left()).as("no clock tells").isLessThanOrEqualTo(Duration.ZERO);
        assertThat(spool.left()).isEmpty();
    }

    @Test
    void overwritesNoNewerPairByALateOne() {
        source.current(acme);
        var late = new Tokens(1, Secret.of("a-late"), Secret.of("r-late"), Duration.ofHours(1), 2);
        spool.keep(acme, 1, late, acme.endpoint());

        source.handLeftPairs();

        assertThat(CHAINS.best(acme).orElseThrow().refresh()).isEqualTo(Secret.of("r2"));
        assertThat(spool.left()).isEmpty();
    }

    private interface Choice {
        RefreshingTokens of(int count);
    }

    private Set<Secret> atOnce(int callers, Choice choice) throws InterruptedException, ExecutionException {
        var access = new HashSet<Secret>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<Tokens>>();
            for (var count = 0; count < callers; count++) {
                var instance = choice.of(count);
                calls.add(() -> instance.current(acme));
            }
            for (Future<Tokens> call : threads.invokeAll(calls)) {
                access.add(call.get().access());
            }
        }
        return access;
    }

    private RefreshingTokens instance() {
        var http = ThisMachine.http(VERTX);
        var server = new OAuth(
                http, new OAuthPace(VERTX, 1000), oauth.hosts(), new PortalMetrics(new SimpleMeterRegistry()));
        var applications = Map.of("app", oauth.application());
        return new RefreshingTokens(
                VERTX, applications, TENANTS, CHAINS, spool, server, Duration.ofSeconds(30), ExchangeLog.none());
    }

    private static Tenant install(Duration life) {
        return new TestTenants(POOL, KEYS).install(ID, "1", life);
    }
}
