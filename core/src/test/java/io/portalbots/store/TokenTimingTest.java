package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How long we look at an application token says nothing of it. For a portal that we do not know an index answers, which no
 * comparison can make exactly as slow as a row. {@code -Dtoken.timing.samples=1000000}.
 */
@EnabledIfSystemProperty(named = "token.timing.samples", matches = "\\d+", disabledReason = "takes minutes")
class TokenTimingTest {

    private static final int SAMPLES = Integer.getInteger("token.timing.samples", 0);
    private static final TenantId ACME = new TenantId("test", "a".repeat(32));
    private static final TenantId NOBODY = new TenantId("test", "b".repeat(32));

    private static final TenantId LAST = new TenantId("test", "f".repeat(32));

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void isTheSameForRightWrongAndUnknown() {
        var pool = TestDatabase.pool(vertx);
        var keys = TestDatabase.keys();
        var tenants = new PgTenantStore(pool, keys, line -> {});
        var right = "0123456789abcdef0123456789abcdef";
        var installed = new TestTenants(pool, keys);
        installed.install(ACME, right, Duration.ofHours(1));
        installed.install(LAST, right, Duration.ofHours(1));
        var good = Secret.of("token-" + right);
        var bad = Secret.of("token-" + "0123456789abcdef0123456789abcdee");
        assertThat(tenants.recognises(ACME, good)).isTrue();

        var timings = Timings.of(
                SAMPLES,
                List.of(
                        () -> tenants.recognises(ACME, good),
                        () -> tenants.recognises(ACME, bad),
                        () -> tenants.recognises(NOBODY, good)));

        System.out.printf(
                "application token, %d samples: right %.1f us, wrong %.1f us, unknown portal %.1f us;"
                        + " |t| right/wrong %.2f, wrong/unknown %.2f, right/unknown %.2f%n",
                SAMPLES,
                timings.mean(0),
                timings.mean(1),
                timings.mean(2),
                timings.t(0, 1),
                timings.t(1, 2),
                timings.t(0, 2));
        assertThat(timings.t(0, 1)).isLessThan(4.5);
        assertThat(timings.mean(1) - timings.mean(2)).as("microseconds").isBetween(-1.0, 1.0);
    }
}
