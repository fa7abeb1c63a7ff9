package io.portalbots.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.web.SlowClients.At;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients that send, or take, a byte now and then, over real connections. The server's clock runs ten times as fast as
 * ours, unless {@code -Dslow.clients.speed=1}.
 */
class SlowClientsTest {

    private static final int SPEED = Integer.getInteger("slow.clients.speed", 10);
    private static final String POST = "POST /form HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=1";

    private static final Buffer LARGE = Buffer.buffer("x".repeat(1 << 20));

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private int serve(int mostConnections) {
        var router = Router.router(vertx);
        router.post("/form")
                .handler(context -> Form.read(context)
                        .ifPresent(fields -> context.response().end(fields.toString())));
        router.get("/large").handler(context -> context.response().end(LARGE));
        router.route().failureHandler(Failures::answer);
        var connections = new Connections(
                mostConnections, () -> System.nanoTime() * SPEED, new ConnectionMetrics(meters, "port"));
        return Served.on(vertx, () -> HttpInward.server(vertx, router, connections, 1000 / SPEED));
    }

    static Stream<Arguments> slow() {
        return Stream.of(
                Arguments.of(At.HEAD, 10, "head"),
                Arguments.of(At.BODY, 10, "body"),
                Arguments.of(At.ANSWER, 30, "idle"));
    }

    @ParameterizedTest(name = "at {2}")
    @MethodSource("slow")
    void areCutThoughTheyAreNeverIdle(At at, int seconds, String why) throws IOException {
        try (var slow = new SlowClients(serve(10), at)) {
            slow.grow(1);
            var since = System.nanoTime();

            while (ended(why) == 0) {
                slow.step();
                pause(1000 / SPEED);
                assertThat(lived(since)).as("seconds").isLessThan(seconds + 10);
            }

            System.out.printf("slow at %s: cut after %.1f s%n", why, lived(since));
            assertThat(lived(since)).isGreaterThanOrEqualTo(seconds);
        }
    }

    @Test
    void areCutAlsoAtTheHeadOfALaterRequest() throws IOException {
        try (var client = new RawClient(serve(10))) {
            client.send(POST.replace("Connection: close\r\n", ""));
            assertThat(client.answer()).startsWith("HTTP/1.1 200");
            client.send("POST /form HTTP/1.1\r\nX-Slow: ");

            assertThat(client.answer()).isEmpty();
            assertThat(ended("idle")).isEqualTo(1);
        }
    }

    @Test
    void giveWayWhenThereAreTooManyConnections() throws IOException {
        var port = serve(20);
        try (var slow = new SlowClients(port, At.HEAD)) {
            slow.grow(20);

            for (var i = 0; i < 5; i++) {
                assertThat(post(port)).startsWith("HTTP/1.1 200");
            }

            assertThat(ended("full")).isBetween(1, 5);
        }
    }

    @Test
    void keepNobodyOutWhoAreAThousand() throws IOException, InterruptedException {
        var port = serve(10_000);
        median(port, 2000);
        var alone = median(port, 1000);
        var there = new CountDownLatch(1);
        var over = new AtomicBoolean();
        var crowd = new Thread(() -> crowd(port, there, over));

        crowd.start();
        there.await();
        var among = median(port, 1000);
        over.set(true);
        crowd.join();

        System.out.printf(
                "median of an honest request: %.2f ms alone, %.2f ms among 1 000 slow clients: ratio %.2f%n",
                alone, among, among / alone);
        assertThat(among).isLessThan(5 * alone + 5);
    }

    /** Comes again for everyone who is cut. */
    private static void crowd(int port, CountDownLatch there, AtomicBoolean over) {
        try (var heads = new SlowClients(port, At.HEAD);
                var bodies = new SlowClients(port, At.BODY);
                var answers = new SlowClients(port, At.ANSWER)) {
            while (!over.get()) {
                for (var slow : List.of(heads, bodies, answers)) {
                    slow.grow(334);
                    slow.step();
                }
                there.countDown();
                pause(1000 / SPEED);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static double median(int port, int requests) {
        var millis = IntStream.range(0, requests)
                .mapToDouble(request -> {
                    var since = System.nanoTime();
                    assertThat(post(port)).startsWith("HTTP/1.1 200");
                    return (System.nanoTime() - since) / 1e6;
                })
                .sorted()
                .toArray();
        return millis[requests / 2];
    }

    private static String post(int port) {
        try (var client = new RawClient(port)) {
            client.send(POST);
            return client.answer();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int ended(String why) {
        return (int) meters.counter("portalbots.connections.ended", "port", "port", "why", why)
                .count();
    }

    /** Seconds, by the server's clock. */
    private static double lived(long since) {
        return SPEED
                * (System.nanoTime() - since)
                / (double) Duration.ofSeconds(1).toNanos();
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
