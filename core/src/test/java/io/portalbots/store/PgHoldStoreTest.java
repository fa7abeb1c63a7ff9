package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.plan.Key;
import io.portalbots.registry.brakes.Census;
import io.portalbots.registry.brakes.Hold;
import io.portalbots.registry.brakes.Hold.Cause;
import io.portalbots.registry.brakes.Hold.Found;
import io.portalbots.registry.brakes.Hold.Matter;
import io.portalbots.registry.brakes.Marker.Mark;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds in a real PostgreSQL, and the file that says how new it was. */
class PgHoldStoreTest {

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = TestDatabase.pool(vertx);
    private final PgHoldStore store = new PgHoldStore(pool);

    @TempDir
    private Path folder;

    @AfterEach
    void disconnect() {
        pool.close().await();
        vertx.close().await();
    }

    @ParameterizedTest
    @EnumSource
    void keepsAHoldOfEveryCauseOnce(Cause cause) {
        var found = found(cause, "absent");

        var hold = store.hold(found).orElseThrow();

        assertThat(hold.found()).isEqualTo(found);
        assertThat(hold.open()).isTrue();
        assertThat(store.hold(new Found(found.matter(), "again", 1, 1))).isEmpty();
        assertThat(store.board().holds()).containsExactly(hold);
        assertThat(store.hold(found(cause, "1.0.0"))).isPresent();
        assertThat(store.end(hold.id())).isTrue();
        assertThat(store.end(hold.id())).isFalse();
        assertThat(store.board().holds()).hasSize(1);
    }

    @Test
    void approvesOnce() {
        var hold = store.hold(found(Cause.SHARE, "absent")).orElseThrow();

        var approved = store.approve(hold.id(), "operator", "given up").orElseThrow();

        assertThat(approved.open()).isFalse();
        assertThat(approved.approval().map(Hold.Approval::reason)).contains("given up");
        assertThat(store.approve(hold.id(), "somebody", "too")).contains(approved);
        assertThat(store.hold(hold.found())).isEmpty();
        assertThat(store.approve(4711, "operator", "")).isEmpty();
    }

    @Test
    void spendsNoMoreThanOneMayHoweverManySpendAtOnce() throws InterruptedException {
        var granted = new AtomicInteger();
        var all = IntStream.range(0, 60)
                .mapToObj(any -> Thread.ofPlatform().start(() -> granted.addAndGet(store.spend(3, 30, 0) ? 1 : 0)))
                .toList();
        for (var one : all) {
            one.join();
        }

        assertThat(granted).hasValue(10);
        assertThat(store.board().spent()).isEqualTo(30);
        assertThat(store.spend(0, 30, 0)).isTrue();
    }

    @Test
    void forgetsAfterADayWhatWasSpent() {
        assertThat(store.spend(30, 30, 0)).isTrue();

        pool.query("update brake set spent_since = now() - interval '24 hours 1 second'")
                .execute()
                .await();

        assertThat(store.board().spent()).isZero();
        assertThat(store.spend(20, 30, 0)).isTrue();
        assertThat(store.board().spent()).isEqualTo(20);
    }

    @Test
    void raisesItsMarkAndSpendsNothingForThoseWhoSawAHigherOne() {
        assertThat(store.raise(0)).isEqualTo(1);
        assertThat(store.raise(41)).isEqualTo(42);
        assertThat(store.board().mark()).isEqualTo(42);

        assertThat(store.spend(1, 30, 42)).isTrue();
        assertThat(store.spend(1, 30, 43)).isFalse();
    }

    @Test
    void remembersWhatWentOut() {
        store.accept(Map.of("call", "1.0.0", "echo", "1.0.0"));
        store.accept(Map.of("call", "absent"));

        assertThat(store.accepted()).isEqualTo(Map.of("call", "absent", "echo", "1.0.0"));
    }

    @Test
    void countsWhatActiveTenantsHaveOfEachPlugin() {
        install(1);
        install(2);
        var lost = install(3);
        pool.query("update tenant set state = 'auth_lost' where tenant_id = '" + lost + "'")
                .execute()
                .await();

        var census = store.census();

        assertThat(census.tenants()).isEqualTo(Map.of("app", 2L));
        assertThat(census.entries())
                .containsExactlyInAnyOrder(
                        new Census.Entry("app", "echo", 4, 2), new Census.Entry("app", "words", 0, 2));
    }

    /**
     * With a bot, an app and a retired app of {@code echo}, a command and an app that was refused of {@code words}, and the
     * shared bot.
     */
    private TenantId install(int member) {
        var id = new TenantId("app", "%032x".formatted(member));
        new TestTenants(pool, TestDatabase.keys()).install(id, "one", Duration.ofHours(1));
        line(id, Key.BOT, "echo", 1L);
        line(id, Key.APP, "echo", 2L);
        line(id, Key.COMMAND, "words", 3L);
        line(id, Key.APP, "words", null);
        line(id, Key.BOT, Key.SHARED, 4L);
        pool.query(
                        "insert into registration (tenant_id, generation, surface, plugin, code, revision, remote_id, fields,"
                                + " retired_until) select tenant_id, generation, surface, plugin, code, 2, 5, fields, now()"
                                + " from registration where tenant_id = '" + id + "' and remote_id = 2")
                .execute()
                .await();
        return id;
    }

    private void line(TenantId id, String surface, String plugin, @org.jspecify.annotations.Nullable Long remote) {
        pool.preparedQuery("insert into registration (tenant_id, generation, surface, plugin, code, remote_id, fields)"
                        + " values ($1, 1, $2, $3, 'a', $4, '{}')")
                .execute(Tuple.of(id.toString(), surface, plugin, remote))
                .await();
    }

    private static Found found(Cause cause, String state) {
        return new Found(new Matter("", "call", cause, state), "because", 3, 2);
    }

    @Test
    void notesBesideTheDatabaseHowNewItWas() throws IOException {
        var file = folder.resolve("database.mark");
        var marker = new MarkFile(file);
        var mark = new Mark(12, Instant.parse("2026-11-22T12:00:00.123456Z"));
        assertThat(marker.read()).isEmpty();

        marker.write(mark);

        assertThat(new MarkFile(file).read()).contains(mark);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "12", "{\"mark\": \"x\", \"time\": \"2026-11-22T12:00:00Z\"}", "{\"mark\": 1}"})
    void saysWhichFileItCannotUse(String text) throws IOException {
        var file = Files.writeString(folder.resolve("database.mark"), text);

        assertThatThrownBy(() -> new MarkFile(file).read())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the file " + file)
                .hasMessageContaining("remove it if the database is the right one");
    }
}
