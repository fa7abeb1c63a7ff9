package io.portalbots.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.EventLog;
import io.portalbots.chat.EventLog.Arrived;
import io.portalbots.chat.Inbox;
import io.portalbots.chat.Inbox.Kept;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState.Cause;
import io.portalbots.tenant.TenantState.News;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events between their arrival and their end, against a real PostgreSQL. */
class InboxTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.pool(VERTX);
    private static final Keys KEYS = TestDatabase.keys();
    private static final TenantId ACME = new TenantId("test", "a".repeat(32));
    private static final TenantId BETA = new TenantId("test", "b".repeat(32));

    private final PgTenantStore tenants = new PgTenantStore(POOL, KEYS, line -> {});
    private final EventLog log = new PgEventLog(POOL, "here", new ChatMetrics(new SimpleMeterRegistry()));
    private final Inbox inbox = new PgInbox(POOL, "here");
    private final Inbox other = new PgInbox(POOL, "there");

    @BeforeEach
    void install() {
        sql("delete from event; delete from tenant");
        Stream.of(ACME, BETA)
                .forEach(id -> new TestTenants(POOL, KEYS).install(id, id.memberId(), Duration.ofHours(1)));
    }

    @AfterAll
    static void disconnect() {
        POOL.close().await();
        VERTX.close().await();
    }

    @Test
    void keepsAnEventOnceForWhoeverBroughtIt() {
        var kept = keep(event(ACME, "E", 1)).orElseThrow();

        assertThat(keep(event(ACME, "E", 1))).isEmpty();
        assertThat(kept.name()).isEqualTo("E");
        assertThat(kept.dialog()).isEqualTo("chat1");
        assertThat(kept.messageId()).isEqualTo(1);
        assertThat(new String(kept.body(), UTF_8)).isEqualTo("event=E&x=1");
        assertThat(claimed(other)).isEmpty();
        assertThat(inbox.pending()).isEqualTo(1);
    }

    @Test
    void handsAnEventOnWhoseHolderDiedAndLetsTheDeadWriteNothing() {
        var kept = keep(event(ACME, "E", 1)).orElseThrow();
        leasesRunOut();

        var again = claimed(other).getFirst();
        inbox.handled(kept, "by the dead");

        assertThat(again.attempt()).isZero();
        assertThat(again.fence()).isGreaterThan(kept.fence());
        assertThat(inbox.pending()).isEqualTo(1);
        other.handled(again, "done");
        assertThat(inbox.pending()).isZero();
        leasesRunOut();
        assertThat(claimed(inbox)).isEmpty();
    }

    @Test
    void countsWhatABeginnerDiedOfAndNothingThatNeverBegan() {
        keep(event(ACME, "E", 1));
        for (var deaths = 0; deaths < 3; deaths++) {
            leasesRunOut();
            claimed(other);
        }
        leasesRunOut();
        var begun = claimed(other).getFirst();
        assertThat(begun.attempt()).isZero();

        other.begin(begun);
        leasesRunOut();
        var after = claimed(inbox).getFirst();
        assertThat(after.attempt()).isEqualTo(1);

        inbox.begin(after);
        inbox.retry(after, Duration.ZERO, "silence");
        assertThat(claimed(other).getFirst().attempt()).isEqualTo(2);
    }

    @Test
    void whoRenewsKeepsWhatItHas() {
        var kept = keep(event(ACME, "E", 1)).orElseThrow();
        leasesRunOut();

        inbox.renew(List.of(kept));

        assertThat(claimed(other)).isEmpty();
    }

    @Test
    void countsNoAttemptForWhatIsReleased() {
        inbox.release(List.of(keep(event(ACME, "E", 1)).orElseThrow()));

        assertThat(claimed(other))
                .singleElement()
                .satisfies(event -> assertThat(event.attempt()).isZero());
    }

    @Test
    void countsNoAttemptForWhatIsPostponedAndKnowsHowOldItIs() {
        inbox.postpone(keep(event(ACME, "E", 1)).orElseThrow(), Duration.ofHours(1), "its plugin rests");
        assertThat(claimed(other)).isEmpty();
        assertThat(inbox.waits(ACME, 1 + number())).isFalse();
        assertThat(inbox.waits(ACME, number())).isTrue();

        leasesRunOut();
        sql("update event set received_at = received_at - interval '10 minutes'");

        assertThat(claimed(other)).singleElement().satisfies(event -> {
            assertThat(event.attempt()).isZero();
            assertThat(event.age()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
        });
    }

    @Test
    void triesAgainOnlyAfterAWhile() {
        inbox.retry(keep(event(ACME, "E", 1)).orElseThrow(), Duration.ofHours(1), "silence");
        inbox.retry(keep(event(ACME, "E", 2)).orElseThrow(), Duration.ZERO, "silence");

        assertThat(claimed(other)).singleElement().satisfies(event -> {
            assertThat(event.messageId()).isEqualTo(2);
            assertThat(event.attempt()).isEqualTo(1);
        });
    }

    @Test
    void leavesToPeopleWhatIsParked() {
        inbox.park(keep(event(ACME, "E", 1)).orElseThrow(), "a bug");
        leasesRunOut();

        assertThat(claimed(other)).isEmpty();
        assertThat(inbox.pending()).isZero();
        assertThat(keep(event(ACME, "E", 1))).as("it is still known").isEmpty();
    }

    @Test
    void claimsOfEveryTenantInTurnWhateverOneOfThemHas() {
        for (var number = 1; number <= 50; number++) {
            waiting(event(ACME, "E", number));
        }
        waiting(event(BETA, "E", 1));

        var first = inbox.claim(4, 10, Set.of());
        var second = inbox.claim(100, 10, Set.of());

        assertThat(first).extracting(Kept::tenant).containsExactlyInAnyOrder(ACME, ACME, ACME, BETA);
        assertThat(second).hasSize(10).extracting(Kept::tenant).containsOnly(ACME);
        assertThat(second).extracting(Kept::messageId).startsWith(4L);
        assertThat(inbox.claim(100, 10, Set.of(ACME))).isEmpty();
    }

    @Test
    void reachesEveryTenantWhenThereAreMoreThanAreClaimedAtOnce() {
        for (var number = 1; number <= 3; number++) {
            waiting(event(ACME, "E", number));
            waiting(event(BETA, "E", number));
        }
        var claimed = new ArrayList<TenantId>();

        for (var look = 0; look < 6; look++) {
            inbox.claim(1, 1, Set.of()).forEach(event -> claimed.add(event.tenant()));
        }

        assertThat(claimed).containsExactly(ACME, BETA, ACME, BETA, ACME, BETA);
    }

    @Test
    void leavesTenantsAloneThatAreNotServedButForTheirRemoval() {
        waiting(event(ACME, "ONIMBOTMESSAGEADD", 1));
        waiting(event(ACME, "ONAPPUNINSTALL", 2));
        tenants.move(tenants.find(ACME).orElseThrow(), new News.Barred(Cause.PAYMENT, "unpaid"));

        assertThat(claimed(inbox)).extracting(Kept::name).containsExactly("ONAPPUNINSTALL");
    }

    @Test
    void forgetsWhatEventsSaidBeforeItForgetsThatTheyWere() {
        inbox.handled(keep(event(ACME, "E", 1)).orElseThrow(), "done");
        inbox.park(keep(event(ACME, "E", 2)).orElseThrow(), "a bug");
        sql("update event set handled_at = handled_at - interval '2 days', received_at = now() - interval '20 days'");
        assertThat(inbox.purge(Duration.ofDays(3))).isZero();
        assertThat(count("body is not null")).isEqualTo(2);

        inbox.purge(Duration.ofDays(1));
        assertThat(count("body is not null")).as("the parked one").isEqualTo(1);
        assertThat(keep(event(ACME, "E", 1))).isEmpty();

        sql("update event set handled_at = handled_at - interval '6 days', received_at = now() - interval '31 days'");
        assertThat(inbox.purge(Duration.ofDays(1))).isEqualTo(1);
        assertThat(count("true")).isZero();
    }

    private void waiting(Arrived event) {
        Future.fromCompletionStage(log.keep(event, false, claimed -> {})).await();
    }

    private Optional<Kept> keep(Arrived event) {
        return TestEvents.claimed(log, event);
    }

    private static List<Kept> claimed(Inbox by) {
        return by.claim(100, 100, Set.of());
    }

    private static Arrived event(TenantId tenant, String name, long number) {
        return new Arrived(
                tenant, name, name + "|" + number, "chat1", number, ("event=" + name + "&x=1").getBytes(UTF_8));
    }

    private static void leasesRunOut() {
        sql("update event set claimed_until = now() - interval '1 second'");
    }

    private static long number() {
        return POOL.query("select max(event_id) from event")
                .execute()
                .await()
                .iterator()
                .next()
                .getLong(0);
    }

    private static long count(String which) {
        return POOL.query("select count(*) from event where " + which)
                .execute()
                .await()
                .iterator()
                .next()
                .getLong(0);
    }

    private static void sql(String statement) {
        POOL.query(statement).execute().await();
    }
}
