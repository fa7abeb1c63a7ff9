package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.AuthorizationServer.Redeemed;
import io.portalbots.tenant.OAuthHosts;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OAuthPaceTest {

    private static final int RATE = 50;
    private static final long SECOND = 1_000_000_000;
    private static final Application APPLICATION =
            new Application("app", "local.1", Secret.of("s3cr3t"), Application.Kind.LOCAL, Set.of());

    private final Vertx vertx = Vertx.vertx();
    private final List<Long> arrivals = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void keepsAStormUnderItsRate() throws Exception {
        var oauth = oauth(200, "{\"error\": \"invalid_grant\"}");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var storm = new ArrayList<java.util.concurrent.Future<Redeemed>>();
            for (var tenant = 0; tenant < 200; tenant++) {
                storm.add(threads.submit(() -> oauth.redeem(APPLICATION, "", Secret.of("r"))));
            }
            for (var call : storm) {
                assertThat(call.get()).isEqualTo(new Redeemed.Refused("invalid_grant"));
            }
        }

        assertThat(arrivals).hasSize(200);
        assertThat(mostWithinTwoSeconds()).isLessThanOrEqualTo((int) (2 * RATE * 1.2));
    }

    @Test
    void sendsAwayWhoWouldWaitForMoreThanTenSeconds() throws Exception {
        var pace = new OAuthPace(vertx, 1);
        pace.await("oauth.test");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var storm = new ArrayList<java.util.concurrent.Future<?>>();
            for (var tenant = 0; tenant < 20; tenant++) {
                storm.add(threads.submit(() -> pace.await("oauth.test")));
            }
            var refused = 0;
            for (var call : storm) {
                try {
                    call.get();
                } catch (ExecutionException e) {
                    assertThat(e).cause().isInstanceOf(PortalUnavailableException.class);
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(10);
        }
    }

    @Test
    void goesHalfAsFastForAServerThatIsStrainedAndRecoversByAndBy() {
        var lane = new OAuthPace.Lane(RATE);

        lane.answered(true);
        lane.answered(true);
        assertThat(lane.rate()).isEqualTo(12.5);

        lane.answered(false);
        assertThat(lane.rate()).isEqualTo(15);

        for (var call = 0; call < 20; call++) {
            lane.answered(false);
        }
        assertThat(lane.rate()).isEqualTo(RATE);

        for (var call = 0; call < 20; call++) {
            lane.answered(true);
        }
        assertThat(lane.rate()).isEqualTo(1);
    }

    @Test
    void savesUpNothingWhileNobodyCalls() {
        var lane = new OAuthPace.Lane(RATE);

        assertThat(lane.take(0)).isZero();
        assertThat(lane.take(0)).isEqualTo(Duration.ofMillis(20));
        assertThat(lane.take(100 * SECOND)).isZero();
        assertThat(lane.take(100 * SECOND)).isEqualTo(Duration.ofMillis(20));
        assertThat(lane.take(100 * SECOND)).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void slowsDownForAServerThatBreaks() {
        var pace = new OAuthPace(vertx, 2);
        var oauth = oauth(pace, 502, "<html>bad gateway</html>");

        for (var call = 0; call < 3; call++) {
            assertThatThrownBy(() -> oauth.redeem(APPLICATION, "", Secret.of("r")))
                    .isInstanceOf(PortalUnavailableException.class);
        }

        assertThat(arrivals.get(2) - arrivals.get(1)).isGreaterThan(SECOND * 9 / 10);
    }

    private int mostWithinTwoSeconds() {
        return arrivals.stream()
                .mapToInt(from -> (int) arrivals.stream()
                        .filter(at -> at >= from && at < from + 2 * SECOND)
                        .count())
                .max()
                .orElse(0);
    }

    private OAuth oauth(int status, String answer) {
        return oauth(new OAuthPace(vertx, RATE), status, answer);
    }

    private OAuth oauth(OAuthPace pace, int status, String answer) {
        var server = vertx.createHttpServer()
                .requestHandler(request -> {
                    arrivals.add(System.nanoTime());
                    request.response().setStatusCode(status).end(answer);
                })
                .listen(0, "127.0.0.1")
                .await();
        var hosts = new OAuthHosts(List.of(URI.create("http://127.0.0.1:" + server.actualPort())));
        return new OAuth(
                ThisMachine.http(vertx, Http.OAUTH), pace, hosts, new PortalMetrics(new SimpleMeterRegistry()));
    }
}
