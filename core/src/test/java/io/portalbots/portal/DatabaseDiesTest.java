package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.store.Database;
import io.portalbots.store.EmbeddedServer;
import io.portalbots.store.FilePairSpool;
import io.portalbots.store.Keys;
import io.portalbots.store.PgChainStore;
import io.portalbots.store.PgTenantStore;
import io.portalbots.store.TestDatabase;
import io.portalbots.store.TestTenants;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.AuthorizationServer;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL is stopped at once, as by {@code pg_ctl stop -m immediate}, when the authorization server has answered and
 * nobody has saved what it said. {@code -Drefresh.deaths=5} lets it die more often.
 */
class DatabaseDiesTest {

    private static final int DEATHS = Integer.getInteger("refresh.deaths", 1);
    private static final int TENANTS = 20;
    private static final int TRIES = 100;

    private final Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final Keys keys = TestDatabase.keys();
    private final Granting granting = new Granting();
    private final PgTenantStore tenants;
    private final PgChainStore chains;
    private final FilePairSpool spool;
    private final RefreshingTokens tokens;
    private final Pool pool;
    private EmbeddedServer server;

    DatabaseDiesTest(@TempDir Path folder) {
        this.folder = folder;
        this.server = EmbeddedServer.start(folder.resolve("postgres"));
        Database.migrate(server.address());
        this.pool = Database.pool(vertx, server.address());
        this.tenants = new PgTenantStore(pool, keys, line -> {});
        this.chains = new PgChainStore(pool, keys, "test", line -> {});
        this.spool = new FilePairSpool(folder.resolve("pairs"), keys);
        var application = new Application("app", "local.1", Secret.of("s3cr3t"), Application.Kind.LOCAL, Set.of());
        this.tokens = new RefreshingTokens(
                vertx,
                Map.of("app", application),
                tenants,
                chains,
                spool,
                granting,
                Duration.ofSeconds(30),
                ExchangeLog.none());
    }

    @AfterEach
    void stop() {
        pool.close().await();
        vertx.close().await();
        server.close();
    }

    @Test
    void losesNoPairWhenItDiesBetweenTheAnswerAndTheSaving() {
        var installed = IntStream.range(0, TENANTS).mapToObj(this::install).toList();
        var lost = 0;

        for (var death = 0; death < DEATHS; death++) {
            assertThat(refreshed(installed)).as("refreshes that failed").isEqualTo(TENANTS);
            server.close();
            server = EmbeddedServer.start(folder.resolve("postgres"));
            assertThat(spool.left()).hasSize(TENANTS);
            handLeftPairs();
            for (var tenant : installed) {
                var stored = chains.best(tenant).orElseThrow();
                lost += stored.refresh().equals(granting.latest(tenant)) ? 0 : 1;
            }
        }

        System.out.printf("pairs under way when the database died: %d, lost: %d%n", DEATHS * TENANTS, lost);
        assertThat(lost).isZero();
        assertThat(tenants.countByState()).containsOnlyKeys("active");
    }

    private Tenant install(int number) {
        return new TestTenants(pool, keys)
                .install(new TenantId("app", "%032x".formatted(number)), String.valueOf(number), Duration.ZERO);
    }

    /** Refreshes all at once; answers how many did not succeed. */
    private int refreshed(List<Tenant> installed) {
        var failed = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<Boolean>>();
            installed.forEach(tenant -> calls.add(() -> {
                tokens.renew(tenant, chains.best(tenant).orElseThrow());
                return true;
            }));
            for (Future<Boolean> call : threads.invokeAll(calls)) {
                failed += call.state() == Future.State.FAILED ? 1 : 0;
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return failed;
    }

    /** As the platform does every second. */
    private void handLeftPairs() {
        for (var tries = 0; tries < TRIES && !spool.left().isEmpty(); tries++) {
            try {
                tokens.handLeftPairs();
            } catch (RuntimeException stillAway) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
        assertThat(spool.left()).isEmpty();
    }

    /** Grants whoever asks, once all have asked and the database is dead. */
    private final class Granting implements AuthorizationServer {

        private final Map<String, Secret> latest = new ConcurrentHashMap<>();
        private final CyclicBarrier all = new CyclicBarrier(TENANTS, this::kill);

        Secret latest(Tenant tenant) {
            return latest.getOrDefault(tenant.id().memberId(), Secret.of("none"));
        }

        private void kill() {
            try {
                var pid = Files.readAllLines(folder.resolve("postgres/pg18/postmaster.pid"))
                        .get(0);
                assertThat(new ProcessBuilder("kill", "-QUIT", pid).start().waitFor())
                        .isZero();
                var process = ProcessHandle.of(Long.parseLong(pid));
                if (process.isPresent()) {
                    process.get().onExit().get(20, TimeUnit.SECONDS);
                }
            } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Redeemed redeem(Application application, String host, Secret refreshToken) {
            var number = Integer.parseInt(refreshToken.reveal().replaceFirst("r-([0-9]+).*", "$1"));
            var member = "%032x".formatted(number);
            var next = Secret.of(refreshToken.reveal() + "'");
            latest.put(member, next);
            try {
                all.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new AssertionError(e);
            }
            return new Redeemed.Granted(new Grant(
                    Secret.of("a" + next.reveal()),
                    next,
                    Duration.ofHours(1),
                    member,
                    1,
                    URI.create("https://acme.bitrix24.test/rest/"),
                    URI.create("https://oauth.bitrix.info")));
        }

        @Override
        public boolean issued(Application application, String host, Secret accessToken) {
            return true;
        }
    }
}
