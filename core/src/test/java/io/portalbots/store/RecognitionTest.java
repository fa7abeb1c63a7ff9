package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.tenant.Recognition.Verdict;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState.News;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecognitionTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.pool(VERTX);
    private static final Keys KEYS = TestDatabase.keys();
    private static final TenantId ACME = new TenantId("test", "a".repeat(32));
    private static final TenantId NOBODY = new TenantId("test", "b".repeat(32));

    private final AtomicLong nanos = new AtomicLong();
    private final PgRecognition recognition = new PgRecognition(POOL, KEYS, nanos::get);
    private final PgTenantStore tenants = new PgTenantStore(POOL, KEYS, line -> {}, recognition::forget);

    @BeforeEach
    void install() {
        new TestTenants(POOL, KEYS).install(ACME, "acme", Duration.ofHours(1));
    }

    @AfterAll
    static void disconnect() {
        POOL.close().await();
        VERTX.close().await();
    }

    private Verdict of(TenantId id, String token) {
        return recognition.of(id, Secret.of(token));
    }

    private void load(TenantId id) {
        Future.fromCompletionStage(recognition.load(id)).await();
    }

    @Test
    void knowsATenantOnceItWasRead() {
        assertThat(of(ACME, "token-acme")).isEqualTo(Verdict.UNREAD);
        load(ACME);
        assertThat(of(ACME, "token-acme")).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void looksOnceASecondWhetherAWrongTokenIsANewOne() {
        load(ACME);
        load(NOBODY);

        assertThat(of(ACME, "wrong")).isEqualTo(Verdict.ASK);
        assertThat(of(ACME, "wrong")).isEqualTo(Verdict.WRONG);
        assertThat(of(NOBODY, "wrong")).isEqualTo(Verdict.ASK);
        assertThat(of(NOBODY, "wrong")).isEqualTo(Verdict.STRANGE);
        load(ACME);
        assertThat(of(ACME, "wrong")).isEqualTo(Verdict.WRONG);
        assertThat(of(ACME, "token-acme")).isEqualTo(Verdict.RIGHT);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(of(ACME, "wrong")).isEqualTo(Verdict.ASK);
        assertThat(of(NOBODY, "wrong")).isEqualTo(Verdict.ASK);
    }

    @Test
    void leavesATenantThatIsNotServedToWhoCanAsk() {
        load(ACME);
        var tenant = tenants.find(ACME).orElseThrow();

        tenants.move(tenant, new News.TokensLost("dead"));
        assertThat(of(ACME, "token-acme")).isEqualTo(Verdict.UNREAD);
        load(ACME);
        assertThat(of(ACME, "token-acme")).isEqualTo(Verdict.ASK);
        assertThat(of(ACME, "token-acme")).isEqualTo(Verdict.ASK);
    }

    @Test
    void readsAgainWhatIsOldAndUsesItMeanwhile() {
        load(ACME);
        var renewed = KEYS.digest(Secret.of("renewed elsewhere"), ACME);
        POOL.preparedQuery("update tenant set application_token_hash = $1 where tenant_id = $2")
                .execute(Tuple.of(Buffer.buffer(renewed), ACME.toString()))
                .await();

        assertThat(of(ACME, "token-acme")).isEqualTo(Verdict.RIGHT);
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(of(ACME, "token-acme")).isEqualTo(Verdict.RIGHT);
        load(ACME); // goes behind the reading that this began
        assertThat(of(ACME, "renewed elsewhere")).isEqualTo(Verdict.RIGHT);
    }
}
