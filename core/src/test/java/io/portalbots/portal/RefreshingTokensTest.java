package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.store.PgTenantStore;
import io.portalbots.store.TestDatabase;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import io.portalbots.tenant.TenantStore.Installation;
import io.portalbots.tenant.TenantUnavailableException;
import io.portalbots.tenant.Tokens;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real PostgreSQL, because the claim that keeps two processes apart is there. */
class RefreshingTokensTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.pool(VERTX);
    private static final PgTenantStore TENANTS = new PgTenantStore(POOL, TestDatabase.keys());

    private final OAuthServer oauth = new OAuthServer(VERTX);
    private final RefreshingTokens source = instance();
    private Tenant acme = install(Instant.EPOCH);

    @AfterAll
    static void disconnect() {
        POOL.close().await();
        VERTX.close().await();
    }

    @Test
    void leavesTokensAloneWhoseHourIsNotOver() {
        acme = install(Clock.systemUTC().instant().plusSeconds(600));

        assertThat(source.current(acme).access()).isEqualTo(Secret.of("a1"));
        assertThat(oauth.asked()).isZero();
    }

    @Test
    void refreshesOnceHoweverManyAskAtOnce() throws InterruptedException, ExecutionException {
        var tokens = atOnce(50, count -> source);

        assertThat(tokens).containsExactly(Secret.of("access of r2"));
        assertThat(oauth.asked()).isEqualTo(1);
        assertThat(TENANTS.tokens(acme).orElseThrow().refresh()).isEqualTo(Secret.of("r2"));
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
        assertThat(found).isEqualTo(TenantState.of(state, "the authorization server answers " + error));
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
        var stored = TENANTS.tokens(acme).orElseThrow();

        assertThat(TENANTS.claimRefresh(acme, stored, java.time.Duration.ofSeconds(1)))
                .isTrue();
    }

    @Test
    void refusesTokensOfAnotherPortal() {
        oauth.belongsTo("0".repeat(32));

        assertThatThrownBy(() -> source.current(acme)).isInstanceOf(TenantUnavailableException.class);

        assertThat(TENANTS.find(acme.id()).orElseThrow().state()).isInstanceOf(TenantState.AuthLost.class);
        assertThat(TENANTS.tokens(acme).orElseThrow().access()).isEqualTo(Secret.of("a1"));
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
        var http = new Http(VERTX, new Outward(VERTX, true));
        var server = new OAuth(http, new PortalMetrics(new SimpleMeterRegistry()), Clock.systemUTC());
        return new RefreshingTokens(VERTX, Map.of("app", oauth.application()), TENANTS, server, Clock.systemUTC());
    }

    private static Tenant install(Instant expires) {
        var tokens = new Tokens(Secret.of("a1"), Secret.of("r1"), expires, 1);
        return TENANTS.install(new Installation(
                new TenantId("app", OAuthServer.MEMBER),
                URI.create("https://acme.bitrix24.test/rest/"),
                "en",
                Secret.of("application token"),
                tokens));
    }
}
