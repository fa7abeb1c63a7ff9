package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.chat.SpoolMetrics;
import io.portalbots.chat.UncheckedEvents.Unchecked;
import io.portalbots.spi.Setting;
import io.portalbots.tenant.Audit;
import io.portalbots.tenant.Claim;
import io.portalbots.tenant.KeyRotation;
import io.portalbots.tenant.KeyRotation.Phase;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.Tokens;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgKeyRotationTest {

    private static final int ROWS = 450;
    private static final String COLUMN = "sealed";

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = TestDatabase.pool(vertx);
    private final ConcurrentLinkedQueue<Audit.Line> audit = new ConcurrentLinkedQueue<>();
    private Path file;
    private Keys keys;
    private EventSpool events;
    private PgKeyRotation rotation;

    @BeforeEach
    void fill() {
        file = folder.resolve("keys.json");
        Keys.make(file);
        keys = Keys.read(file);
        events = new EventSpool(folder.resolve("spool"), 1 << 20, keys, new SpoolMetrics(new SimpleMeterRegistry()));
        rotation = rotation(keys);
        pool.query("create table vault (tenant_id text primary key, generation integer, sealed bytea)")
                .execute()
                .await();
        for (var i = 0; i < ROWS; i++) {
            put(keys, i);
        }
    }

    @AfterEach
    void disconnect() {
        events.close();
        pool.close().await();
        vertx.close().await();
    }

    @Test
    void sealsEverythingWithANewKeyAndDropsTheOldOne() {
        var before = keys.present().primary();

        var progress = over(rotation(keys).begin(false));

        assertThat(progress).isEqualTo(new KeyRotation.Progress(Phase.DONE, ROWS, ROWS, "the old keys are gone"));
        assertThat(keys.present().primary()).isNotEqualTo(before);
        assertThat(keys.present().others()).isEmpty();
        assertThat(opened(Keys.read(file))).hasSize(ROWS).allMatch("t0ken"::equals);
        assertThat(audit)
                .singleElement()
                .satisfies(line -> assertThat(line.said()).contains("450 values"));
    }

    @Test
    void goesOnWithARotationThatACrashBrokeOff() throws GeneralSecurityException {
        keys.change(keys.present().withNewPrimary());
        var begun = keys.present().primary();
        put(keys, 7);

        var progress = over(rotation(keys).begin(false));

        assertThat(progress.total()).isEqualTo(ROWS - 1);
        assertThat(keys.present().primary()).isEqualTo(begun);
        assertThat(keys.present().others()).isEmpty();
        assertThat(opened(Keys.read(file))).hasSize(ROWS);
    }

    @Test
    void isOneAtATimeAcrossProcesses() {
        var first = rotation(keys);
        first.begin(false);

        assertThatThrownBy(() -> rotation(Keys.read(file)).begin(false))
                .isInstanceOf(KeyRotation.NotNowException.class)
                .hasMessage("the keys are being rotated already");

        rotation = first;
        assertThat(over(first.progress()).phase()).isEqualTo(Phase.DONE);
        assertThat(over(rotation(keys).begin(false)).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void sealsAnewWhatAnotherProcessSealedBeforeItReadTheNewKey() {
        var other = new Keys(new KeySource.File(file), () -> 0);
        other.seal(Secret.of("t0ken"), tenant(0), COLUMN, 1); // it looks at the file once a second
        rotation(keys).begin(false);
        put(other, 3);

        over(rotation.progress());

        assertThat(keys.present().others()).isEmpty();
        assertThat(opened(Keys.read(file))).hasSize(ROWS);
    }

    @Test
    void takesNothingBackThatIsWrittenMeanwhile() {
        var rotating = rotation(keys);
        rotating.begin(false);
        for (var i = ROWS - 1; i >= 0; i--) {
            put(keys, i, "new token");
        }

        assertThat(over(rotating.progress()).phase()).isEqualTo(Phase.DONE);

        assertThat(opened(Keys.read(file))).hasSize(ROWS).allMatch("new token"::equals);
    }

    @Test
    void keepsTheOldKeysIfAskedTo() {
        var before = keys.present().primary();

        var progress = over(rotation(keys).begin(true));

        assertThat(progress.said()).isEqualTo("the old keys stay");
        assertThat(Keys.read(file).present().others()).containsExactly(before);
    }

    @Test
    void keepsOldKeysAsLongAsAValueDoesNotOpen() {
        pool.query("update vault set generation = 2 where tenant_id = '" + tenant(5) + "'")
                .execute()
                .await();

        var progress = over(rotation(keys).begin(false));

        assertThat(progress.phase()).isEqualTo(Phase.FAILED);
        assertThat(progress.said()).startsWith("1 values cannot be opened");
        assertThat(Keys.read(file).present().others()).hasSize(1);
    }

    @Test
    void keepsOldKeysAsLongAsNewTokensWaitOnTheDisk() {
        var tokens = new Tokens(1, Secret.of("access"), Secret.of("refresh"), Duration.ofHours(1), 2);
        var pair = spool(keys).keep(MemoryTenants.acme(1), 1, tokens, URI.create("https://acme.bitrix24.test/rest/"));

        assertThat(over(rotation(keys).begin(false)).said()).startsWith("new tokens wait on this machine's disk");

        assertThat(spool(Keys.read(file)).left()).hasSize(1);
        spool(keys).done(pair);
        assertThat(over(rotation(keys).begin(false)).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void keepsOldKeysAsLongAsEventsWaitOnTheDisk() {
        events.keep(new Unchecked("test", "192.0.2.7", new byte[1])).await();

        assertThat(over(rotation(keys).begin(false)).said()).startsWith("events wait on this machine's disk");

        events.done(1).await();
        assertThat(over(rotation(keys).begin(false)).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void sealsAnewWhatChainsAndClaimsHoldSoThatItOpensInItsPlaceOnly() {
        var tenants = new TestTenants(pool, keys);
        var chains = new PgChainStore(pool, keys, "test", line -> {});
        var id = tenant(1);
        var installed = tenants.install(id, "one", Duration.ofHours(1), 5, true);
        tenants.install(id, "two", Duration.ofHours(1), 0, false);
        var stale = chains.live(installed, 5).orElseThrow();
        var fresh = new Tokens(5, Secret.of("a-three"), Secret.of("r-three"), Duration.ofHours(1), 2);
        chains.save(installed, 1, fresh, installed.endpoint());
        var claim = new Claim(Claim.Kind.PAGE, id, Secret.of("r-claim"), Secret.of("token-claim"), "");
        new PgClaimStore(pool, keys).keep(claim, "test", Duration.ZERO);
        var settings = new PgSettingStore(pool, keys, line -> {});
        var secret = new Setting("key", new Setting.Type.Secret(), Map.of("en", "Key"));
        settings.set(id, "echo", secret, "secret of a setting", "test");
        var real = new PgKeyRotation(
                vertx, pool, keys, audit::add, spool(keys), events, PgKeyRotation.SEALED, Duration.ofMillis(100));
        rotation = real;

        var progress = over(real.begin(false));

        // Five of two chains, two of each of three claims (proven ones are remembered for an hour), one of a setting.
        assertThat(progress).isEqualTo(new KeyRotation.Progress(Phase.DONE, 12, 12, "the old keys are gone"));
        var later = Keys.read(file);
        assertThat(new PgChainStore(pool, later, "test", line -> {})
                        .live(installed, 5)
                        .map(Tokens::refresh))
                .contains(Secret.of("r-three"));
        assertThat(new PgChainStore(pool, later, "test", line -> {})
                        .live(installed, 0)
                        .map(Tokens::access))
                .contains(Secret.of("a-two"));
        assertThat(new PgClaimStore(pool, later).take(10, Duration.ofMinutes(1)))
                .extracting(pending -> pending.claim().refreshToken())
                .containsExactly(Secret.of("r-claim"));
        assertThat(new PgSettingStore(pool, later, line -> {}).settings(id, "echo"))
                .containsEntry("key", "secret of a setting");
        assertThat(later.open(previous(), id, "refresh_sealed/5", 1)).isEqualTo(stale.refresh());
    }

    private byte[] previous() {
        return pool.query("select previous_sealed from chain where previous_sealed is not null")
                .execute()
                .await()
                .iterator()
                .next()
                .getBuffer(0)
                .getBytes();
    }

    @Test
    void leavesNewKeysToTheKeyServiceAndSealsWithWhatItPrints() throws GeneralSecurityException {
        var served = Keys.read(new KeySource.Command("cat '" + file + "'"));
        assertThatThrownBy(() -> rotation(served).begin(false))
                .isInstanceOf(KeyRotation.NotNowException.class)
                .hasMessageContaining("cat '" + file + "'")
                .hasMessageContaining("make another one primary there");

        keys.change(keys.present().withNewPrimary());
        var progress = over(rotation(served).begin(false));

        assertThat(progress.done()).isEqualTo(ROWS);
        assertThat(progress.said()).isEqualTo("the old keys of " + served.source() + " are of no use any more");
        keys.change(keys.present().without(Set.copyOf(keys.present().others())));
        assertThat(opened(Keys.read(file))).hasSize(ROWS);
    }

    @Test
    void knowsEverySealedColumnOfTheSchema() {
        var columns = pool.query("""
                        select table_name || '.' || column_name from information_schema.columns
                        where table_schema = 'bots' and column_name like '%sealed' and table_name <> 'vault'
                        """).execute().await();

        assertThat(PgKeyRotation.SEALED)
                .extracting(column -> column.table() + "." + column.column())
                .containsExactlyInAnyOrderElementsOf(
                        columns.stream().map(row -> row.getString(0)).toList());
    }

    private FilePairSpool spool(Keys with) {
        return new FilePairSpool(folder.resolve("pairs"), with);
    }

    private PgKeyRotation rotation(Keys with) {
        rotation = new PgKeyRotation(
                vertx,
                pool,
                with,
                audit::add,
                spool(with),
                events,
                List.of(new SealedColumn("vault", COLUMN)),
                Duration.ofMillis(300));
        return rotation;
    }

    /** Waits for the end of the last rotation. */
    private KeyRotation.Progress over(KeyRotation.Progress begun) {
        assertThat(begun.phase()).isIn(Phase.SEALING, Phase.SETTLING, Phase.DONE);
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (rotation.progress().phase() == Phase.SEALING
                || rotation.progress().phase() == Phase.SETTLING) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return rotation.progress();
    }

    private void put(Keys with, int number) {
        put(with, number, "t0ken");
    }

    private void put(Keys with, int number, String token) {
        var sealed = with.seal(Secret.of(token), tenant(number), COLUMN, 1);
        pool.preparedQuery("""
                        insert into vault values ($1, 1, $2)
                        on conflict (tenant_id) do update set sealed = excluded.sealed
                        """)
                .execute(Tuple.of(tenant(number).toString(), Buffer.buffer(sealed)))
                .await();
    }

    private List<String> opened(Keys with) {
        return pool.query("select tenant_id, sealed from vault").execute().await().stream()
                .map(row -> with.open(row.getBuffer(1).getBytes(), TenantId.parse(row.getString(0)), COLUMN, 1)
                        .reveal())
                .toList();
    }

    private static TenantId tenant(int number) {
        return new TenantId("app", "%032x".formatted(number));
    }
}
