package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.chat.Directory.Entry;
import io.portalbots.chat.Directory.Standing;
import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Registration;
import io.portalbots.registry.ReconcileQueue;
import io.portalbots.registry.ReconcileQueue.Room;
import io.portalbots.registry.RegistrationStore;
import io.portalbots.registry.RegistrationStore.StaleClaimException;
import io.portalbots.registry.RegistrationStore.Totals;
import io.portalbots.spi.Audience;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.Label;
import io.portalbots.spi.Setting;
import io.portalbots.tenant.AuthorizationServer.Grant;
import io.portalbots.tenant.Chain;
import io.portalbots.tenant.ChainStore;
import io.portalbots.tenant.Claim;
import io.portalbots.tenant.ClaimStore;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import io.portalbots.tenant.TenantState.News;
import io.portalbots.tenant.TenantStore;
import io.portalbots.tenant.Tokens;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The contract of the stores, against a real PostgreSQL. */
class StoresTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final URI ENDPOINT = URI.create("https://acme.bitrix24.test/rest/");

    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.pool(VERTX);
    private static int members;

    private final Keys keys = TestDatabase.keys();
    private final PgTenantStore tenants = new PgTenantStore(POOL, keys, line -> {});
    private final PgChainStore chains = new PgChainStore(POOL, keys, "test", line -> {});
    private final PgClaimStore claims = new PgClaimStore(POOL, keys);
    private final PgReconcileQueue queue = new PgReconcileQueue(POOL, "test");
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
        assertThat(chains.best(tenant).orElseThrow().refresh()).isEqualTo(Secret.of("r-one"));
        assertThat(tenants.recognises(id, Secret.of("token-one"))).isTrue();
        assertThat(tenants.recognises(id, Secret.of("token-two"))).isFalse();
        assertThat(tenants.matching("acme.bitrix24.t")).isNotEmpty();
        assertThat(tenants.matching(id.memberId())).containsExactly(tenant);
    }

    @Test
    void beginsAnewWithEachInstallationButKeepsSettings() {
        var first = install("one");
        var phone = new Setting("phone", new Setting.Type.Phone(), Map.of("en", "Phone"));
        var settings = new PgSettingStore(POOL, TestDatabase.keys(), line -> {});
        settings.set(id, "call-button", phone, "112", "test");
        save(claim(), first, Registration.of(bot(), 62));

        var second = install("two");

        assertThat(second.generation()).isEqualTo(2);
        assertThat(ledger.registrations(second)).isEmpty();
        assertThat(chains.best(first)).isEmpty();
        assertThat(tenants.recognises(id, Secret.of("token-one"))).isFalse();
        assertThat(settings.settings(id, "call-button")).containsEntry("phone", "112");
    }

    @Test
    void sealsTokensForOneRowOnly() {
        var tenant = install("one");
        var other = new TenantId("app", "%032x".formatted(++members));
        new TestTenants(POOL, keys).install(other, "other", HOUR);
        new TestTenants(POOL, keys).install(id, "colleague", HOUR, 5, false);
        assertThat(rawTable()).doesNotContain("r-one").doesNotContain("a-one");

        swap("a.tenant_id = '" + id + "' and a.holder = 1 and b.tenant_id = '" + other + "'");
        assertThatThrownBy(() -> chains.live(tenant, 1)).hasMessageContaining("cannot open refresh_sealed");
        swap("a.tenant_id = '" + id + "' and a.holder = 1 and b.tenant_id = '" + id + "' and b.holder = 5");
        assertThatThrownBy(() -> chains.live(tenant, 1)).hasMessageContaining("cannot open refresh_sealed");
    }

    private static void swap(String rows) {
        POOL.query("update chain a set refresh_sealed = b.refresh_sealed from chain b where " + rows)
                .execute()
                .await();
    }

    @Test
    void letsOneAtATimeRefresh() {
        var tenant = install("one");
        var stale = chains.best(tenant).orElseThrow();

        assertThat(chains.intend(tenant, stale, MINUTE)).isTrue();
        assertThat(chains.intend(tenant, stale, MINUTE)).isFalse();
        assertThat(chains.save(tenant, 1, tokens("new", 2), ENDPOINT)).isTrue();
        assertThat(chains.save(tenant, 1, tokens("late", 2), ENDPOINT)).isFalse();
        assertThat(chains.intend(tenant, stale, MINUTE)).isFalse();
        assertThat(chains.best(tenant).orElseThrow().access()).isEqualTo(Secret.of("access-new"));
    }

    @Test
    void holdsSeveralChainsAndPrefersPeopleWithFreshTokens() {
        var tenant = install("one");
        var install = new TestTenants(POOL, keys);
        install.install(id, "stale", Duration.ZERO, 5, false);
        chains.add(tenant, Chain.Role.BOT, tokens("bot", 1, 62));

        assertThat(chains.best(tenant).orElseThrow().holder()).isEqualTo(1);
        assertThat(chains.retire(tenant, chains.live(tenant, 1).orElseThrow(), "dismissed"))
                .isEqualTo(2);
        assertThat(chains.best(tenant).orElseThrow().holder()).isEqualTo(5);
        assertThat(chains.retire(tenant, chains.live(tenant, 5).orElseThrow(), "dismissed"))
                .isEqualTo(1);
        assertThat(chains.best(tenant).orElseThrow().holder()).isEqualTo(62);
        assertThat(chains.chains(tenant)).extracting(Chain::role).contains(Chain.Role.BOT);
    }

    @Test
    void retiresNoChainThatHasNewerTokens() {
        var tenant = install("one");
        var stale = chains.best(tenant).orElseThrow();
        chains.save(tenant, 1, tokens("new", 2), ENDPOINT);

        assertThat(chains.retire(tenant, stale, "refused")).isEqualTo(1);
        assertThat(chains.best(tenant)).isPresent();
    }

    @Test
    void namesChainsThatNobodyUsed() {
        var tenant = install("one");
        assertThat(idle()).isEmpty();

        POOL.query("update chain set refreshed_at = now() - interval '151 days' where tenant_id = '" + id + "'")
                .execute()
                .await();

        assertThat(idle()).containsExactly(new ChainStore.Idle(tenant.id(), 1));
    }

    private List<ChainStore.Idle> idle() {
        return chains.idle(Duration.ofDays(150), 100).stream()
                .filter(idle -> idle.tenant().equals(id))
                .toList();
    }

    @Test
    void wipesARemovedTenantAndLeavesItRemovedUntilItIsInstalledAnew() {
        var tenant = install("one");

        tenants.move(tenant, new News.Gone("uninstalled"));
        tenants.move(tenant, new News.TokensLost("a refresh was under way"));

        assertThat(tenants.find(id).orElseThrow().state()).isEqualTo(new TenantState.Removed("uninstalled"));
        assertThat(chains.chains(tenant)).isEmpty();
        assertThat(install("two").active()).isTrue();
    }

    @Test
    void leavesToTheOperatorWhatTheOperatorSuspended() {
        var tenant = install("one");
        tenants.move(tenant, new News.Barred(TenantState.Cause.OPERATOR, "unpaid"));

        assertThat(install("two").state()).isEqualTo(new TenantState.Suspended(TenantState.Cause.OPERATOR, "unpaid"));
    }

    @Test
    void probesATenantOutOfReachMoreAndMoreRarely() {
        var tenant = tenants.move(install("one"), new News.OutOfReach("no such host"));
        assertThat(probes()).isEmpty();

        tenants.probeSoon(tenant);
        assertThat(probes()).singleElement().satisfies(probe -> {
            assertThat(probe.tries()).isZero();
            assertThat(probe.lasts()).isBetween(Duration.ZERO, MINUTE);
        });
        assertThat(probes()).isEmpty();
        tenants.probeAgain(tenant, Duration.ZERO);
        assertThat(probes())
                .singleElement()
                .satisfies(probe -> assertThat(probe.tries()).isEqualTo(1));
    }

    private List<TenantStore.Probe> probes() {
        return tenants.probes(100, MINUTE).stream()
                .filter(probe -> probe.tenant().id().equals(id))
                .toList();
    }

    @Test
    void keepsAClaimOnceAndForOneAtATime() {
        var claim = new Claim(Claim.Kind.EVENT, id, Secret.of("r"), Secret.of("t"), "");
        var pending = claims.keep(claim, "here", MINUTE).orElseThrow();

        assertThat(claims.keep(claim, "here", MINUTE)).isEmpty();
        assertThat(claims.take(100, MINUTE)).noneMatch(other -> other.id() == pending.id());
        claims.later(pending, Duration.ZERO);
        var again = claims.take(100, MINUTE).stream()
                .filter(other -> other.id() == pending.id())
                .findFirst()
                .orElseThrow();
        claims.done(pending);
        assertThat(claims.waiting(100)).anyMatch(waiting -> waiting.tenant().equals(id));
        claims.done(again);
        assertThat(claims.waiting(100)).noneMatch(waiting -> waiting.tenant().equals(id));
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(again.claim()).isEqualTo(claim);
    }

    @Test
    void remembersAProvenClaimSoThatItsTokenIsNotShownAgain() {
        var claim = new Claim(Claim.Kind.PAGE, id, Secret.of("spent"), Secret.of("t"), "");
        var pending = claims.keep(claim, "here", MINUTE).orElseThrow();
        var proof = new TenantStore.Proof(id, Chain.Role.INSTALLER, "en", Secret.of("t"), grant());

        var tenant = tenants.install(proof, true, pending).orElseThrow();

        assertThat(claims.keep(claim, "here", MINUTE)).isEmpty();
        assertThat(claims.waiting(100)).noneMatch(waiting -> waiting.tenant().equals(id));
        assertThat(tenants.install(proof, true, pending)).as("twice").isEmpty();
        tenants.move(tenant, new News.Gone("uninstalled"));
        assertThat(claims.keep(claim, "here", MINUTE))
                .as("forgotten with the tenant")
                .isPresent();
    }

    private Grant grant() {
        return new Grant(
                Secret.of("a"), Secret.of("r"), MINUTE, id.memberId(), 1, ENDPOINT, URI.create("https://oauth.test"));
    }

    @Test
    void keepsTheClaimOfAReturnWhenATenantIsRemoved() {
        var tenant = install("one");
        var back = new Claim(Claim.Kind.EVENT, id, Secret.of("back"), Secret.of("t"), "");
        claims.keep(back, "here", Duration.ZERO);

        tenants.move(tenant, new News.Gone("uninstalled"));

        assertThat(claims.take(100, MINUTE))
                .extracting(ClaimStore.Pending::claim)
                .contains(back);
    }

    @Test
    void keepsNoMoreClaimsFromOneAddressThanItMay() {
        var kept = 0;
        for (var count = 0; count < PgClaimStore.MOST_OF_ONE + 5; count++) {
            var claim = new Claim(Claim.Kind.BOT, id, Secret.of("many " + count), Secret.of("t"), "");
            kept += claims.keep(claim, "a forger", MINUTE).isPresent() ? 1 : 0;
        }

        assertThat(kept).isEqualTo(PgClaimStore.MOST_OF_ONE);
        POOL.query("delete from claim where source = 'a forger'").execute().await();
    }

    @Test
    void claimsADueTenantOnceAndAgainWhenItBecameDueMeanwhile() {
        install("one");
        var claim = claim();
        assertThat(claims()).noneMatch(other -> other.tenant().equals(id));

        queue.due(id);
        queue.done(List.of(claim));

        var again = claim();
        assertThat(again.fence()).isGreaterThan(claim.fence());
        queue.done(List.of(again));
        assertThat(claims()).noneMatch(other -> other.tenant().equals(id));
    }

    @Test
    void fencesTheLedger() {
        var tenant = install("one");
        var old = claim();
        install("two");
        var now = tenants.find(id).orElseThrow();
        var claim = claim();

        assertThatThrownBy(() -> save(old, now, Registration.of(bot(), 62))).isInstanceOf(StaleClaimException.class);
        assertThatThrownBy(() -> save(claim, tenant, Registration.of(bot(), 62)))
                .isInstanceOf(StaleClaimException.class);
        assertThatThrownBy(() -> ledger.write(
                        old,
                        now,
                        List.of(new RegistrationStore.Entry.Strike(
                                Registration.of(bot(), 62).slot()))))
                .isInstanceOf(StaleClaimException.class);
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
                Registration.unknown(app("bad")).refused(app("bad"), "PARAMS_ERROR"),
                Registration.unknown(app("gone")).doubted("nobody knows"),
                Registration.of(app("help").revised(2), 14));

        save(claim, tenant, lines.toArray(Registration[]::new));

        assertThat(ledger.registrations(tenant)).containsExactlyInAnyOrderElementsOf(lines);
        assertThat(ledger.pluginOf(tenant, 62)).contains("echo");
        assertThat(ledger.pluginOf(tenant, 63)).isEmpty();
        assertThat(ledger.apps(tenant)).containsExactly(new Entry("echo", "help", 14, 62));
        assertThat(ledger.totals()).isEqualTo(new Totals(2, 1));
        ledger.forgetBot(tenant, 62);
        assertThat(ledger.registrations(tenant)).isEmpty();
    }

    @Test
    void keepsAnOldRevisionForAWhileAndStrikesWhatIsGone() {
        var tenant = install("one");
        var claim = claim();
        var old = Registration.of(app("help"), 13);
        save(
                claim,
                tenant,
                Registration.of(bot(), 62),
                old,
                Registration.of(app("help").revised(2), 14));

        ledger.write(claim, tenant, List.of(new RegistrationStore.Entry.Retire(old.slot(), Duration.ofDays(30))));
        save(claim, tenant, old);

        var kept = line(tenant, old.slot()).retirement().orElseThrow();
        assertThat(kept.over()).isFalse();
        assertThat(kept.until()).isAfter(tenant.began().plus(Duration.ofDays(29)));
        assertThat(ledger.apps(tenant)).extracting(Entry::id).containsExactly(14L);
        POOL.query(
                        "update registration set retired_until = now() - interval '1 second' where retired_until is not null")
                .execute()
                .await();
        assertThat(line(tenant, old.slot()).retirement().orElseThrow().over()).isTrue();
        ledger.write(claim, tenant, List.of(new RegistrationStore.Entry.Strike(old.slot())));
        assertThat(ledger.registrations(tenant)).hasSize(2);
        ledger.forgetBot(tenant, 62);
    }

    private Registration line(Tenant tenant, Registration.Slot slot) {
        return ledger.registrations(tenant).stream()
                .filter(line -> line.slot().equals(slot))
                .findFirst()
                .orElseThrow();
    }

    private void save(ReconcileQueue.Claim claim, Tenant tenant, Registration... lines) {
        ledger.write(
                claim,
                tenant,
                Stream.of(lines)
                        .<RegistrationStore.Entry>map(RegistrationStore.Entry.Save::new)
                        .toList());
    }

    @Test
    void knowsWhatHasBecomeOfAnApp() {
        var tenant = install("one");
        var claim = claim();
        save(
                claim,
                tenant,
                Registration.of(bot(), 62),
                Registration.of(app("help"), 13),
                Registration.of(frame("board"), 14),
                Registration.older(frame("older"), 15),
                Registration.of(frame("unwanted"), 16),
                Registration.unknown(frame("lost")),
                Registration.unknown(frame("bad")).refused(frame("bad"), "WRONG_REQUEST"));
        POOL.query("insert into disabled_app values ('" + id + "', 'echo', 'unwanted', '1')")
                .execute()
                .await();

        assertThat(List.of("help", "board", "older", "unwanted", "lost", "bad", "never"))
                .extracting(app -> ledger.standing(tenant, "echo", app))
                .containsExactly(
                        Standing.COMMAND,
                        Standing.FRAME,
                        Standing.FRAME,
                        Standing.UNSETTLED,
                        Standing.UNSETTLED,
                        Standing.UNSETTLED,
                        Standing.GONE);
        assertThat(ledger.standing(tenant, "other", "board")).isEqualTo(Standing.GONE);
        assertThat(ledger.apps(tenant)).extracting(Entry::code).containsExactly("help", "board", "older");
        ledger.forgetBot(tenant, 62);
    }

    private String rawTable() {
        return POOL.query(
                        "select string_agg(c::text || encode(refresh_sealed, 'escape') || encode(access_sealed, 'escape'), ' ')"
                                + " from chain c")
                .execute()
                .await()
                .iterator()
                .next()
                .getString(0);
    }

    private Tenant install(String name) {
        return new TestTenants(POOL, keys).install(id, name, HOUR);
    }

    private static Tokens tokens(String name, long version) {
        return tokens(name, version, 1);
    }

    private static Tokens tokens(String name, long version, long holder) {
        return new Tokens(holder, Secret.of("access-" + name), Secret.of("refresh-" + name), HOUR, version);
    }

    private List<io.portalbots.registry.ReconcileQueue.Claim> claims() {
        return queue.claim(new Room(100, 100, 100), MINUTE);
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
        return app(code, new ChatApp.Action.Send("/help"), Optional.empty());
    }

    private static Listing frame(String code) {
        return app(code, new ChatApp.Action.Iframe(300, 200), Optional.of("https://x.test/f"));
    }

    private static Listing app(String code, ChatApp.Action action, Optional<String> frameUrl) {
        var app = new ChatApp(code, action, Audience.everywhere(), Map.of("en", new Label("Help", "")));
        return new Listing(
                new Key(Key.APP, "echo", code),
                Optional.of(bot().key()),
                new Listing.Content.App("echo." + code, app, frameUrl));
    }
}
