package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Registration;
import io.portalbots.registry.RegistrationStore.StaleClaimException;
import io.portalbots.registry.RegistrationStore.Totals;
import io.portalbots.spi.Audience;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.Label;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import io.portalbots.tenant.TenantStore.Installation;
import io.portalbots.tenant.Tokens;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The contract of the stores, against a real PostgreSQL. */
class StoresTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final URI ENDPOINT = URI.create("https://acme.bitrix24.test/rest/");

    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.pool(VERTX);
    private static int members;

    private final PgTenantStore tenants = new PgTenantStore(POOL, TestDatabase.keys());
    private final PgReconcileQueue queue = new PgReconcileQueue(POOL);
    private final PgRegistrationStore ledger = new PgRegistrationStore(POOL);
    private final TenantId id = new TenantId("app", "%032x".formatted(++members));

    @AfterAll
    static void disconnect() {
        POOL.close().await();
        VERTX.close().await();
    }

    @Test
    void keepsWhatAnInstallationProved() {
        var tenant = install("one");

        assertThat(tenants.find(id)).contains(tenant);
        assertThat(tenant.generation()).isEqualTo(1);
        assertThat(tenant.active()).isTrue();
        assertThat(tenants.tokens(tenant).orElseThrow().refresh()).isEqualTo(Secret.of("refresh-one"));
        assertThat(tenants.recognises(id, Secret.of("token-one"))).isTrue();
        assertThat(tenants.recognises(id, Secret.of("token-two"))).isFalse();
        assertThat(tenants.matching("acme.bitrix24.t")).contains(tenant);
        assertThat(tenants.matching(id.memberId())).containsExactly(tenant);
    }

    @Test
    void beginsAnewWithEachInstallationButKeepsSettings() {
        var first = install("one");
        var settings = new PgSettingStore(POOL);
        settings.set(id, "call-button", "phone", "112", "test");
        ledger.save(claim(), first, Registration.of(bot(), 62));

        var second = install("two");

        assertThat(second.generation()).isEqualTo(2);
        assertThat(ledger.registrations(second)).isEmpty();
        assertThat(tenants.tokens(first)).isEmpty();
        assertThat(tenants.recognises(id, Secret.of("token-one"))).isFalse();
        assertThat(settings.settings(id, "call-button")).containsEntry("phone", "112");
    }

    @Test
    void sealsTokensForOneRowOnly() {
        var tenant = install("one");
        var other = new TenantId("app", "%032x".formatted(++members));
        tenants.install(installation(other, "other"));
        assertThat(rawTable()).doesNotContain("refresh-one").doesNotContain("token-one");

        POOL.query("update tenant a set refresh_sealed = b.refresh_sealed from tenant b where a.tenant_id = '" + id
                        + "' and b.tenant_id = '" + other + "'")
                .execute()
                .await();

        assertThatThrownBy(() -> tenants.tokens(tenant)).hasMessageContaining("cannot open refresh_sealed");
    }

    @Test
    void letsOneAtATimeRefresh() {
        var tenant = install("one");
        var stale = tenants.tokens(tenant).orElseThrow();

        assertThat(tenants.claimRefresh(tenant, stale, MINUTE)).isTrue();
        assertThat(tenants.claimRefresh(tenant, stale, MINUTE)).isFalse();
        assertThat(tenants.saveTokens(tenant, stale, tokens("new", 2), ENDPOINT))
                .isTrue();
        assertThat(tenants.saveTokens(tenant, stale, tokens("late", 2), ENDPOINT))
                .isFalse();
        assertThat(tenants.claimRefresh(tenant, stale, MINUTE)).isFalse();
        assertThat(tenants.tokens(tenant).orElseThrow().access()).isEqualTo(Secret.of("access-new"));
    }

    @Test
    void leavesARemovedTenantRemovedUntilItIsInstalledAnew() {
        var tenant = install("one");
        tenants.move(tenant, new TenantState.Removed("uninstalled"));

        tenants.move(tenant, new TenantState.AuthLost("a refresh was under way"));

        assertThat(tenants.find(id).orElseThrow().state()).isEqualTo(new TenantState.Removed("uninstalled"));
        assertThat(install("two").active()).isTrue();
    }

    @Test
    void wipesTokensOfARemovedTenant() {
        var tenant = install("one");

        tenants.move(tenant, new TenantState.Removed("uninstalled"));

        assertThat(tenants.tokens(tenant)).isEmpty();
        assertThat(tenants.find(id).orElseThrow().state()).isEqualTo(new TenantState.Removed("uninstalled"));
    }

    @Test
    void claimsADueTenantOnceAndAgainWhenItBecameDueMeanwhile() {
        install("one");
        var claim = claim();
        assertThat(claims()).noneMatch(other -> other.tenant().equals(id));

        queue.due(id);
        queue.done(claim);

        var again = claim();
        assertThat(again.fence()).isGreaterThan(claim.fence());
        queue.done(again);
        assertThat(claims()).noneMatch(other -> other.tenant().equals(id));
    }

    @Test
    void fencesTheLedger() {
        var tenant = install("one");
        var old = claim();
        install("two");
        var now = tenants.find(id).orElseThrow();
        var claim = claim();

        assertThatThrownBy(() -> ledger.save(old, now, Registration.of(bot(), 62)))
                .isInstanceOf(StaleClaimException.class);
        assertThatThrownBy(() -> ledger.save(claim, tenant, Registration.of(bot(), 62)))
                .isInstanceOf(StaleClaimException.class);
        assertThatThrownBy(() -> ledger.forget(old, now, bot().key())).isInstanceOf(StaleClaimException.class);
        assertThat(ledger.registrations(now)).isEmpty();
    }

    @Test
    void remembersEveryShapeOfARegistration() {
        var tenant = install("one");
        var claim = claim();
        var lines = List.of(
                Registration.of(bot(), 62),
                Registration.of(app("help"), 13),
                Registration.unknown(app("lost")),
                Registration.unknown(app("bad")).refused(app("bad"), "PARAMS_ERROR"));

        lines.forEach(line -> ledger.save(claim, tenant, line));

        assertThat(ledger.registrations(tenant)).containsExactlyInAnyOrderElementsOf(lines);
        assertThat(ledger.pluginOf(tenant, 62)).contains("echo");
        assertThat(ledger.pluginOf(tenant, 63)).isEmpty();
        assertThat(ledger.apps(tenant)).containsExactly(new io.portalbots.chat.Directory.Entry("echo", "help", 13, 62));
        assertThat(ledger.totals()).isEqualTo(new Totals(1, 1));
        ledger.forgetBot(tenant, 62);
        assertThat(ledger.registrations(tenant)).isEmpty();
    }

    @Test
    void keepsAnEventOnceAndHandsItOnWhenItsHolderDied() {
        install("one");
        var inbox = new PgInbox(POOL);

        var kept = inbox.keep(id, "m1", Map.of("event", "E")).orElseThrow();
        assertThat(inbox.keep(id, "m1", Map.of("event", "E"))).isEmpty();
        assertThat(inbox.overdue(10)).isEmpty();
        assertThat(inbox.pending()).isEqualTo(1);
        POOL.query("update event set claimed_until = now() - interval '1 second'")
                .execute()
                .await();
        var again = inbox.overdue(10);
        inbox.handled(kept, "done");
        assertThat(again)
                .singleElement()
                .satisfies(event -> assertThat(event.fields()).containsEntry("event", "E"));
        inbox.handled(again.get(0), "done");
        assertThat(inbox.pending()).isZero();
        POOL.query("update event set claimed_until = now() - interval '1 second'")
                .execute()
                .await();

        assertThat(inbox.overdue(10)).isEmpty();
    }

    private String rawTable() {
        return POOL.query("select string_agg(t::text || encode(refresh_sealed, 'escape'), ' ') from tenant t")
                .execute()
                .await()
                .iterator()
                .next()
                .getString(0);
    }

    private Tenant install(String name) {
        return tenants.install(installation(id, name));
    }

    private static Installation installation(TenantId id, String name) {
        return new Installation(id, ENDPOINT, "en", Secret.of("token-" + name), tokens(name, 1));
    }

    private static Tokens tokens(String name, long version) {
        return new Tokens(
                Secret.of("access-" + name),
                Secret.of("refresh-" + name),
                Instant.parse("2030-01-01T00:00:00Z"),
                version);
    }

    private List<io.portalbots.registry.ReconcileQueue.Claim> claims() {
        return queue.claim(100, MINUTE);
    }

    private io.portalbots.registry.ReconcileQueue.Claim claim() {
        return claims().stream()
                .filter(claim -> claim.tenant().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Listing bot() {
        return new Listing(
                new Key(Key.BOT, "echo", "bot"),
                Optional.empty(),
                new Listing.Content.Bot(
                        "pb_echo", new BotProfile("Echo", "", BotProfile.Color.MINT), "https://x.test/e"));
    }

    private static Listing app(String code) {
        var app = new ChatApp(
                code, new ChatApp.Action.Send("/help"), Audience.everywhere(), Map.of("en", new Label("Help", "")));
        return new Listing(
                new Key(Key.APP, "echo", code),
                Optional.of(bot().key()),
                new Listing.Content.App("echo." + code, app, Optional.empty()));
    }
}
