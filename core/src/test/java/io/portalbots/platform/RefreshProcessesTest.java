package io.portalbots.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.tenant.TenantState;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two processes on one database and one authorization server. {@code -Drefresh.tenants=1000} and {@code
 * -Drefresh.pause=40}, a lease in seconds, take longer.
 */
class RefreshProcessesTest {

    private static final int TENANTS = Integer.getInteger("refresh.tenants", 100);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration SHORT_LEASE = Duration.ofSeconds(Integer.getInteger("refresh.pause", 2));

    private final Path folder;
    private final RefreshHouse house;

    RefreshProcessesTest(@TempDir Path folder) {
        this.folder = folder;
        this.house = new RefreshHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void refreshOncePerExpiryHoweverManyAskInBoth() throws IOException {
        house.installed("r", TENANTS, "dead");
        var one = house.process(LEASE);
        var other = house.process(LEASE);
        house.refreshes();

        one.tell("all " + folder.resolve("one"));
        other.tell("all " + folder.resolve("other"));
        assertThat(one.answer()).isEqualTo("DONE");
        assertThat(other.answer()).isEqualTo("DONE");

        var ratio = house.refreshes().size() / (double) TENANTS;
        System.out.printf(
                "refreshes per expiry: %.3f (2 processes x %d callers x %d tenants)%n",
                ratio, RefreshChild.CALLERS, TENANTS);
        assertThat(ratio).isEqualTo(1);
        var got = got("one");
        assertThat(got).hasSize(TENANTS).isEqualTo(got("other"));
        assertThat(got).allMatch(line -> house.works(line.substring(line.indexOf(' ') + 1)));
    }

    /** Lines of a member id and the tokens its callers got. */
    private Set<String> got(String file) throws IOException {
        var lines = Files.readAllLines(folder.resolve(file));
        assertThat(lines).allMatch(line -> line.matches("\\S+ \\S+"), "all callers got the same token");
        return new HashSet<>(lines);
    }

    @ParameterizedTest
    @CsvSource({"before, dead", "before, grace", "after, dead", "after, grace"})
    void overwriteNoNewerPairWhenOneIsPausedBeyondItsLease(String moment, String reusedRefresh) {
        var tenant = house.installed("p", 1, reusedRefresh).get(0);
        var paused = house.process(SHORT_LEASE);
        var other = house.process(SHORT_LEASE);

        paused.tell("one " + moment);
        assertThat(paused.answer()).isEqualTo("HELD");
        paused.signal("STOP");
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SHORT_LEASE.toMillis() + 200));
        var meanwhile = asked(other);
        var between = house.chains().chains(tenant).get(0).version();
        paused.signal("CONT");

        assertThat(paused.answer()).startsWith("GOT ");
        assertThat(meanwhile).startsWith(moment.equals("after") && reusedRefresh.equals("dead") ? "LOST" : "GOT");
        var chain = house.chains().chains(tenant).get(0);
        assertThat(chain.version()).as("meanwhile %s", meanwhile).isEqualTo(Math.max(between, 3));
        assertThat(chain.retired()).isEmpty();
        assertThat(house.tenants().find(tenant.id()).orElseThrow().state()).isEqualTo(new TenantState.Active());
        expire();
        house.refreshes();
        assertThat(other.ask("one freely")).isEqualTo("GOT 4");
        assertThat(house.refreshes()).extracting(RefreshProcessesTest::spent).containsExactly(false);
    }

    private static String asked(ChildJvm child) {
        var answer = child.ask("one freely");
        return answer.equals("BUSY") ? asked(child) : answer;
    }

    private void expire() {
        house.pool().query("update chain set expires_at = now()").execute().await();
    }

    private static boolean spent(JsonObject refresh) {
        return refresh.getJsonObject("token").getBoolean("spent");
    }
}
