package io.portalbots.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.EventLog.Arrived;
import io.portalbots.chat.Inbox.Kept;
import io.portalbots.chat.SpoolMetrics;
import io.portalbots.chat.UncheckedEvents.Unchecked;
import io.portalbots.plugin.Eventually;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out of the spool, over a real database. */
class SpooledEventLogTest {

    private static final TenantId ACME = new TenantId("test", "a".repeat(32));
    private static final Keys KEYS = TestDatabase.keys();
    private static final long PLENTY = 1 << 20;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = TestDatabase.pool(vertx);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ChatMetrics metrics = new ChatMetrics(meters);
    private final List<SpooledEventLog> opened = new ArrayList<>();

    @BeforeEach
    void install() {
        new TestTenants(pool, KEYS).install(ACME, "acme", Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        opened.forEach(SpooledEventLog::close);
        vertx.close().await();
    }

    private EventSpool spool(Keys keys) {
        return new EventSpool(folder, PLENTY, keys, new SpoolMetrics(meters));
    }

    private SpooledEventLog log(EventSpool spool) {
        var log = new SpooledEventLog(vertx, new PgEventLog(pool, "here", metrics), spool, metrics);
        opened.add(log);
        return log;
    }

    private static Arrived event(int number) {
        return new Arrived(ACME, "E", "k" + number, "chat7", number, ("n=" + number).getBytes(UTF_8));
    }

    private static Unchecked unchecked(int number) {
        return new Unchecked("test", "192.0.2.7", String.valueOf(number).getBytes(UTF_8));
    }

    /** Every other one is false. */
    private static CompletionStage<Optional<Arrived>> check(Unchecked event) {
        var number = Integer.parseInt(new String(event.body(), UTF_8));
        return CompletableFuture.completedStage(Optional.of(event(number)).filter(any -> number % 2 == 0));
    }

    private List<Long> stored() {
        var numbers = new ArrayList<Long>();
        pool.query("select message_id from event order by event_id")
                .execute()
                .await()
                .forEach(row -> numbers.add(row.getLong(0)));
        return numbers;
    }

    private void spoolInTurns(Keys keys) {
        try (var spool = spool(keys)) {
            for (var number = 0; number < 6; number++) {
                var kept = number < 3 ? spool.keep(unchecked(number)) : spool.keep(event(number));
                kept.await();
            }
        }
    }

    @Test
    void storesWhatIsTrueOfWhatNobodyHadCheckedInItsPlace() {
        spoolInTurns(KEYS);

        log(spool(KEYS)).checkedBy(SpooledEventLogTest::check);

        Eventually.holds(() -> assertThat(stored()).containsExactly(0L, 2L, 3L, 4L, 5L));
        Eventually.holds(() -> assertThat(folder).isEmptyDirectory());
    }

    @Test
    void waitsForWhoeverChecksAndAsksAgainWhileItCannotTell() {
        spoolInTurns(KEYS);
        var asked = new AtomicInteger();
        var log = log(spool(KEYS));

        log.checkedBy(event ->
                asked.incrementAndGet() < 10 ? CompletableFuture.failedStage(new IOException("away")) : check(event));

        Eventually.holds(() -> assertThat(stored()).containsExactly(0L, 2L, 3L, 4L, 5L));
        assertThat(asked).hasValueGreaterThanOrEqualTo(10);
    }

    @Test
    void dropsWhatItCannotOpenAndGoesOn() {
        spoolInTurns(TestDatabase.keys());

        log(spool(KEYS)).checkedBy(SpooledEventLogTest::check);

        Eventually.holds(() -> assertThat(stored()).containsExactly(3L, 4L, 5L));
        assertThat(meters.counter("portalbots.events", "event", "OTHER", "outcome", "dropped")
                        .count())
                .isEqualTo(3);
    }

    @Test
    void forgetsNothingOnceItIsToldToStop() {
        spoolInTurns(KEYS);
        var log = log(spool(KEYS));
        var asked = new CompletableFuture<Optional<Arrived>>();
        var underWay = new AtomicInteger();
        log.checkedBy(event -> {
            underWay.incrementAndGet();
            return asked;
        });
        Eventually.holds(() -> assertThat(underWay).hasValue(3));

        log.stopDraining();
        asked.complete(Optional.empty());
        Eventually.holds(() -> assertThat(stored()).contains(5L));
        log.close();
        opened.clear();

        try (var spool = spool(KEYS)) {
            assertThat(spool.first(10).await()).hasSize(6);
        }
    }

    @Test
    void handsOnWhatTheDatabaseClaimedAfterItsTimeWasOver() {
        var log = log(spool(KEYS));
        var handed = new CopyOnWriteArrayList<Kept>();

        pool.withTransaction(connection -> connection
                        .query("lock table event")
                        .execute()
                        .compose(locked -> Future.fromCompletionStage(log.keep(event(7), true, handed::add)))
                        .onSuccess(spooled -> assertThat(handed).isEmpty()))
                .await();

        Eventually.holds(() -> assertThat(handed)
                .singleElement()
                .satisfies(event -> assertThat(event.messageId()).isEqualTo(7)));
        Eventually.holds(() -> assertThat(folder).isEmptyDirectory());
        assertThat(stored()).containsExactly(7L);
    }

    @Test
    void storesOnceWhatAProcessThatDiedHadStoredBeforeItForgotIt() {
        spoolInTurns(KEYS);
        new PgEventLog(pool, "dead", metrics).keep(List.of(event(2), event(4))).await();

        log(spool(KEYS)).checkedBy(SpooledEventLogTest::check);

        Eventually.holds(() -> assertThat(folder).isEmptyDirectory());
        assertThat(stored()).containsExactly(2L, 4L, 0L, 3L, 5L);
    }
}
