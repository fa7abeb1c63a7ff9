package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.registry.ReconcileQueue.Backlog;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.ReconcileQueue.Desired;
import io.portalbots.registry.ReconcileQueue.Lane;
import io.portalbots.registry.ReconcileQueue.Room;
import io.portalbots.registry.ReconcileQueue.Standing;
import io.portalbots.tenant.Chain;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState.Cause;
import io.portalbots.tenant.TenantState.News;
import io.portalbots.tenant.Tokens;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is due, by signals and by what plugins are, against a real PostgreSQL. */
class ReconcileQueueTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Room ROOM = new Room(100, 100, 100);

    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.pool(VERTX);

    private final Keys keys = TestDatabase.keys();
    private final PgTenantStore tenants = new PgTenantStore(POOL, keys, line -> {});
    private final PgReconcileQueue queue = new PgReconcileQueue(POOL, "here");
    private final PgReconcileQueue other = new PgReconcileQueue(POOL, "there");

    @BeforeEach
    void empty() {
        sql("delete from tenant; delete from desired; delete from desired_change");
    }

    @AfterAll
    static void disconnect() {
        POOL.close().await();
        VERTX.close().await();
    }

    @Test
    void makesEverybodyOfAnApplicationDueWhoWasLastLookedAtWithOtherPlugins() {
        var one = settled("one");
        var two = settled("two");
        assertThat(claims(queue)).isEmpty();

        assertThat(desire(queue, "echo 1")).isTrue();

        assertThat(queue.pending()).isEqualTo(2);
        var claims = claims(queue);
        assertThat(claims).extracting(Claim::tenant).containsExactlyInAnyOrder(one.id(), two.id());
        queue.done(claims);
        assertThat(queue.backlog()).isEqualTo(new Backlog(0, Duration.ZERO));
        assertThat(claims(queue)).isEmpty();
    }

    @Test
    void writesAsManyRowsAsPluginsChanged() {
        Stream.of("one", "two", "three").forEach(this::settled);
        desire(queue, "echo 1", "call 1");
        queue.done(claims(queue));
        var tenantRows = rows("reconcile");
        var pluginRows = rows("desired");

        desire(queue, "echo 2", "call 1");

        assertThat(rows("reconcile")).isEqualTo(tenantRows);
        assertThat(rows("desired")).hasSize(2).containsAnyElementsOf(pluginRows).isNotEqualTo(pluginRows);
        assertThat(queue.pending()).isEqualTo(3);
    }

    @Test
    void makesNobodyDueAndWritesNothingWhenItStartsWithTheSamePlugins() {
        settled("one");
        desire(queue, "echo 1");
        queue.done(claims(queue));
        var before = List.of(rows("reconcile"), rows("desired"), rows("desired_change"));

        assertThat(desire(other, "echo 1")).isFalse();

        assertThat(claims(other)).isEmpty();
        assertThat(List.of(rows("reconcile"), rows("desired"), rows("desired_change")))
                .isEqualTo(before);
    }

    @Test
    void countsAPluginThatWasTakenAwayAsAChangeUnlessNobodyKnows() {
        settled("one");
        desire(queue, "echo 1", "call 1");
        queue.done(claims(queue));

        assertThat(queue.desire("app", plugins("echo 1"), gone -> Set.of("call")))
                .isFalse();
        assertThat(claims(queue)).isEmpty();

        assertThat(desire(queue, "echo 1")).isTrue();
        assertThat(claims(queue)).hasSize(1);
        assertThat(desire(queue, "echo 1")).as("once").isFalse();
    }

    @Test
    void looksOnceMoreWhenAPluginIsBackThatCouldNotBeLoaded() {
        settled("one");
        desire(queue, "echo 1", "call 1");
        queue.done(claims(queue));
        queue.desire("app", plugins("echo 1"), gone -> gone);

        assertThat(desire(queue, "echo 1", "call 1")).isTrue();

        assertThat(claims(queue)).hasSize(1);
    }

    @Test
    void endsAtTheNewestPluginsWhereTwoProcessesHaveOthers() {
        var tenant = settled("one");
        desire(queue, "echo 1");
        queue.done(claims(queue));
        desire(other, "echo 2");
        assertThat(claims(queue)).as("the older one has done it").isEmpty();
        other.done(claims(other));

        queue.due(tenant.id());
        queue.done(claims(queue));

        assertThat(claims(queue)).isEmpty();
        var again = claims(other);
        assertThat(again).extracting(Claim::tenant).containsExactly(tenant.id());
        other.done(again);
        assertThat(claims(other)).isEmpty();
        assertThat(desire(new PgReconcileQueue(POOL, "after the roll-out"), "echo 2"))
                .isFalse();
    }

    @Test
    void keepsWhatWasDoneWhilePluginsChangedDueForTheNewOnes() {
        settled("one");
        desire(queue, "echo 1");
        var claims = claims(queue);

        desire(queue, "echo 2");
        queue.done(claims);

        assertThat(claims(queue)).hasSize(1);
    }

    @Test
    void takesWhoWaitsFirstThenFreshTokensThenWhatFailedThenIdleOnes() {
        var idle = settled("idle", Duration.ZERO);
        var again = settled("again");
        var fresh = settled("fresh");
        var asked = settled("asked");
        queue.due(again.id());
        queue.retry(claims(queue).get(0), Duration.ZERO, "silent");
        desire(queue, "echo 1");
        queue.due(asked.id());

        var order = IntStream.range(0, 4)
                .mapToObj(turn -> queue.claim(new Room(1, 1, 1), MINUTE).get(0))
                .toList();

        assertThat(order).extracting(Claim::tenant).containsExactly(asked.id(), fresh.id(), again.id(), idle.id());
        assertThat(order).extracting(Claim::lane).containsExactly(Lane.ASKED, Lane.FRESH, Lane.AGAIN, Lane.IDLE);
        assertThat(order.get(2).attempt()).isEqualTo(1);
    }

    @Test
    void takesNoMoreSlowOnesThanThereIsRoomFor() {
        IntStream.range(0, 5).forEach(count -> settled("idle" + count, Duration.ZERO));
        IntStream.range(0, 3).forEach(count -> settled("fresh" + count));
        desire(queue, "echo 1");

        assertThat(lanes(queue.claim(new Room(6, 0, 2), MINUTE))).isEqualTo(Map.of(Lane.FRESH, 3L, Lane.IDLE, 2L));
        assertThat(queue.claim(new Room(6, 2, 0), MINUTE)).isEmpty();
        assertThat(queue.claim(new Room(1, 0, 5), MINUTE)).hasSize(1);
    }

    private static Map<Lane, Long> lanes(List<Claim> claims) {
        return claims.stream().collect(Collectors.groupingBy(Claim::lane, Collectors.counting()));
    }

    @Test
    void countsATenantAsFreshOnceItsTokensWereRefreshed() {
        var tenant = settled("one", Duration.ZERO);
        var chains = new PgChainStore(POOL, keys, "test", line -> {});
        desire(queue, "echo 1");

        chains.save(tenant, 1, new Tokens(1, Secret.of("a"), Secret.of("r"), HOUR, 2), tenant.endpoint());
        assertThat(claims(queue)).extracting(Claim::lane).containsExactly(Lane.FRESH);

        var late = settled("late", Duration.ZERO);
        chains.add(late, Chain.Role.ADMINISTRATOR, new Tokens(7, Secret.of("a"), Secret.of("r"), HOUR, 1));
        assertThat(claims(queue)).extracting(Claim::lane).containsExactly(Lane.FRESH);
    }

    @Test
    void leavesAloneWhoIsNotActiveAndCatchesUpAfterwards() {
        var barred = tenants.move(settled("barred"), new News.Barred(Cause.OPERATOR, "unpaid"));
        tenants.move(settled("gone"), new News.Gone("uninstalled"));
        desire(queue, "echo 1");
        queue.due(barred.id());

        assertThat(queue.pending()).isZero();
        assertThat(claims(queue)).isEmpty();

        tenants.move(barred, new News.Released());
        assertThat(claims(queue)).extracting(Claim::tenant).containsExactly(barred.id());
        install("gone", HOUR);
        assertThat(claims(queue)).hasSize(1);
    }

    @Test
    void forgetsThatATenantIsDueWhichIsLostWhileItIsClaimed() {
        var tenant = install("one", HOUR);
        var claim = claims(queue).get(0);

        tenants.move(tenant, new News.TokensLost("refused"));
        queue.retry(claim, Duration.ZERO, "silent");

        assertThat(queue.pending()).isZero();
        assertThat(claims(queue)).isEmpty();
    }

    @Test
    void namesTheHolderUntilItsTimeIsOverAndLetsAnotherGoOn() {
        var tenant = install("one", HOUR).id();
        var dead = queue.claim(ROOM, MINUTE).get(0);
        assertThat(queue.standing(tenant).flatMap(Standing::holder)).contains("here");
        assertThat(claims(other)).isEmpty();

        sql("update reconcile set claimed_until = now() - interval '1 second'");
        assertThat(queue.standing(tenant).flatMap(Standing::holder)).isEmpty();
        var claim = claims(other).get(0);
        assertThat(claim.fence()).isGreaterThan(dead.fence());
        queue.done(List.of(dead));
        assertThat(queue.pending()).as("a passed claim ends nothing").isEqualTo(1);
        assertThat(queue.standing(tenant).flatMap(Standing::holder)).contains("there");

        other.retry(claim, HOUR, "silent");
        assertThat(queue.standing(tenant).orElseThrow())
                .extracting(Standing::holder, Standing::attempt, Standing::reason)
                .containsExactly(java.util.Optional.empty(), 1, java.util.Optional.of("silent"));
    }

    @Test
    void tellsHowLongTheOldestHasBeenDueHoweverOftenItFailed() {
        var tenant = settled("one").id();
        settled("two");
        queue.due(tenant);
        sql("update reconcile set due_since = now() - interval '1 hour' where due_since is not null");

        var claim = claims(queue).get(0);
        queue.retry(claim, HOUR, "silent");

        assertThat(claim.waited()).isBetween(HOUR, HOUR.plus(MINUTE));
        assertThat(queue.backlog().due()).isEqualTo(1);
        assertThat(queue.backlog().oldest()).isBetween(HOUR, HOUR.plus(MINUTE));
        desire(queue, "echo 1");
        sql("update desired_change set at = now() - interval '2 hours'");
        assertThat(queue.backlog().oldest()).isGreaterThan(HOUR.plus(HOUR).minus(MINUTE));
        assertThat(claims(queue))
                .singleElement()
                .satisfies(late -> assertThat(late.waited()).isGreaterThan(HOUR));
    }

    @Test
    void makesDueWhoHasAnAppThatWasReplacedAndHasHadItsTime() {
        var over = settled("over");
        replaced(over, "now() - interval '1 second'");
        replaced(settled("later"), "now() + interval '30 days'");
        replaced(tenants.move(settled("barred"), new News.Barred(Cause.OPERATOR, "unpaid")), "now()");
        settled("none");
        var before = rows("reconcile");

        assertThat(queue.dueByRetired()).isEqualTo(1);

        assertThat(queue.dueByRetired()).as("once").isZero();
        assertThat(rows("reconcile"))
                .containsAll(before.stream()
                        .filter(row -> !row.startsWith(over.id().toString()))
                        .toList());
        assertThat(claims(queue)).singleElement().satisfies(claim -> {
            assertThat(claim.tenant()).isEqualTo(over.id());
            assertThat(claim.lane()).isEqualTo(Lane.AGAIN);
        });
    }

    private static void replaced(Tenant tenant, String until) {
        sql("insert into registration (tenant_id, generation, surface, plugin, code, fields, retired_until) select '"
                + tenant.id() + "', 1, 'imbot.app', 'echo', code, '{}', " + until
                + " from unnest(array['one', 'two']) code");
    }

    private Tenant settled(String name) {
        return settled(name, HOUR);
    }

    /** One that was installed and looked at, so that nobody waits for it. */
    private Tenant settled(String name, Duration life) {
        var tenant = install(name, life);
        var claims = queue.claim(new Room(1, 0, 0), MINUTE);
        assertThat(claims).extracting(Claim::tenant).containsExactly(tenant.id());
        sql("update reconcile set due_at = null, due_since = null, hurry = false, claimed_until = null, seen = 0"
                + " where tenant_id = '" + tenant.id() + "'");
        return tenant;
    }

    private Tenant install(String name, Duration life) {
        return new TestTenants(POOL, keys).install(new TenantId("app", "%032x".formatted(name.hashCode())), name, life);
    }

    private static List<Claim> claims(PgReconcileQueue queue) {
        return queue.claim(ROOM, MINUTE);
    }

    private static boolean desire(PgReconcileQueue queue, String... plugins) {
        return queue.desire("app", plugins(plugins), gone -> Set.of());
    }

    /** Each an id and a version, which stands for the digest too. */
    private static List<Desired> plugins(String... plugins) {
        return Stream.of(plugins)
                .map(plugin -> plugin.split(" "))
                .map(parts -> new Desired(parts[0], parts[1], "digest " + parts[1]))
                .toList();
    }

    /** Each row with the transaction that wrote it. */
    private static List<String> rows(String table) {
        var rows = POOL.query("select t::text || t.xmin::text || t.ctid::text from " + table + " t")
                .execute()
                .await();
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(0).replaceFirst("^\\(", ""))
                .sorted()
                .toList();
    }

    private static void sql(String statements) {
        Stream.of(statements.split(";"))
                .forEach(statement -> POOL.query(statement).execute().await());
    }
}
