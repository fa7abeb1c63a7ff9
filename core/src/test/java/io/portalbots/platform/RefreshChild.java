package io.portalbots.platform;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.portal.ExchangeLog;
import io.portalbots.portal.Http;
import io.portalbots.portal.OAuth;
import io.portalbots.portal.OAuthPace;
import io.portalbots.portal.Outward;
import io.portalbots.portal.PortalMetrics;
import io.portalbots.portal.RefreshingTokens;
import io.portalbots.store.Keys;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.AuthorizationServer;
import io.portalbots.tenant.OAuthHosts;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantUnavailableException;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * What refreshes tokens, in a process of its own. Says {@code READY}; then takes
 *
 * <pre>{@code
 * all FILE       50 callers for each tenant: DONE, with the tokens they got in the file, one line each
 * one before     one caller for the only tenant, held before it asks the authorization server: HELD, then GOT VERSION or LOST
 * one after      likewise, held after the answer
 * one freely     not held: GOT VERSION, BUSY or LOST
 * }</pre>
 */
final class RefreshChild {

    static final int CALLERS = 50;

    /** More than these tests ask, so that nobody is sent away. */
    private static final int RATE = 1000;

    private static final int TENANTS_AT_ONCE = 8;
    private static final Duration HELD = Duration.ofSeconds(3);

    private final Stores stores;
    private final RefreshingTokens tokens;
    private volatile String hold = "freely";

    private RefreshChild(Vertx vertx, Config config, Duration lease) {
        var keys = Keys.read(config.keySource());
        stores = Stores.open(
                vertx, CrashChild.database(), keys, config.data(), 1 << 20, new SimpleMeterRegistry(), Wrapping.NONE);
        var outward = new Outward(config.outwardAllow(), config.loopback());
        var oauth = new OAuth(
                new Http(vertx, outward, config.outwardCa(), Http.OAUTH),
                new OAuthPace(vertx, RATE),
                new OAuthHosts(config.oauthHosts()),
                new PortalMetrics(new SimpleMeterRegistry()));
        var applications = Map.of("test", config.applications().get(0));
        tokens = new RefreshingTokens(
                vertx,
                applications,
                stores.tenants(),
                stores.chains(),
                stores.pairs(),
                new Holding(oauth),
                lease,
                new ExchangeLog(stores.exchanges(), Clock.systemUTC()));
    }

    public static void main(String[] none) throws IOException, InterruptedException, ExecutionException {
        Thread.setDefaultUncaughtExceptionHandler(CrashChild::failed);
        var child = new RefreshChild(
                Vertx.vertx(), CrashChild.config(), Duration.ofSeconds(Long.parseLong(CrashChild.property("lease"))));
        System.out.println("READY");
        try (var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var command = commands.readLine(); command != null; command = commands.readLine()) {
                var words = command.split(" ", 2);
                threads.submit(words[0].equals("all") ? child.all(Path.of(words[1])) : child.one(words[1]))
                        .get();
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private Callable<String> one(String held) {
        return () -> {
            hold = held;
            var said = answer();
            System.out.println(said);
            return said;
        };
    }

    private String answer() {
        try {
            return "GOT " + tokens.current(tenants().get(0)).version();
        } catch (TenantUnavailableException e) {
            return "LOST";
        } catch (PortalUnavailableException e) {
            return "BUSY";
        }
    }

    private List<Tenant> tenants() {
        return stores.tenants().page("", "", Integer.MAX_VALUE);
    }

    private Callable<String> all(Path file) {
        return () -> {
            var lines = new ArrayList<Callable<String>>();
            var few = new Semaphore(TENANTS_AT_ONCE);
            tenants()
                    .forEach(tenant -> lines.add(() -> {
                        few.acquire();
                        try {
                            return tenant.id().memberId() + " " + String.join(" ", asked(tenant));
                        } finally {
                            few.release();
                        }
                    }));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var written = new ArrayList<String>();
                for (var line : threads.invokeAll(lines)) {
                    written.add(line.get());
                }
                Files.write(file, written);
            }
            System.out.println("DONE");
            return "";
        };
    }

    private Set<String> asked(Tenant tenant) throws InterruptedException, ExecutionException {
        var calls = new ArrayList<Callable<String>>();
        for (var caller = 0; caller < CALLERS; caller++) {
            calls.add(() -> tokens.current(tenant).access().reveal());
        }
        var got = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) {
                got.add(call.get());
            }
        }
        return got;
    }

    /** Stands still before or after its call, long enough to be stopped there. */
    private final class Holding implements AuthorizationServer {

        private final AuthorizationServer server;

        Holding(AuthorizationServer server) {
            this.server = server;
        }

        @Override
        public Redeemed redeem(Application application, String host, Secret refreshToken) {
            holdIf("before");
            var redeemed = server.redeem(application, host, refreshToken);
            holdIf("after");
            return redeemed;
        }

        private void holdIf(String moment) {
            if (hold.equals(moment)) {
                hold = "freely";
                System.out.println("HELD");
                LockSupport.parkNanos(HELD.toNanos());
            }
        }

        @Override
        public boolean issued(Application application, String host, Secret accessToken) {
            return server.issued(application, host, accessToken);
        }
    }
}
