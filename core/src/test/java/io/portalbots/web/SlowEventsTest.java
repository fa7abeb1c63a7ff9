package io.portalbots.web;

import static io.portalbots.web.EventsServed.ACME;
import static io.portalbots.web.EventsServed.message;
import static io.portalbots.web.EventsServed.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.web.SlowClients.At;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Senders of events that dribble, or stop in the middle, while an honest one sends too. The server's clock runs ten times
 * as fast as ours, unless {@code -Dslow.clients.speed=1}.
 */
class SlowEventsTest {

    private static final int SPEED = Integer.getInteger("slow.clients.speed", 10);
    private static final int SLOW = 200;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long THEIR_MESSAGE = 1_000_000;
    private static final String WHOLE = request(message(ACME, "token-acme", THEIR_MESSAGE));
    private static final String HEAD = WHOLE.substring(0, WHOLE.indexOf("\r\n\r\n") + 4);
    private static final String BODY = WHOLE.substring(HEAD.length());

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EventsServed served = new EventsServed(
            new Connections(10_000, () -> System.nanoTime() * SPEED, new ConnectionMetrics(meters, "port")),
            1000 / SPEED);

    @AfterEach
    void stop() {
        served.close();
    }

    static Stream<Arguments> slow() {
        var half = HEAD + BODY.substring(0, BODY.length() / 2);
        var chunked = HEAD.replaceFirst("Content-Length: \\d+", "Transfer-Encoding: chunked");
        return Stream.of(
                Arguments.of("say nothing", "head", new At("", "")),
                Arguments.of(
                        "dribble their heads", "head", new At(HEAD.substring(0, HEAD.length() - 2) + "X-Slow: ", "a")),
                Arguments.of("dribble their bodies", "body", new At(HEAD, BODY)),
                Arguments.of("dribble their bodies in chunks", "body", new At(chunked, "1\r\na\r\n")),
                Arguments.of("never send the rest", "body", new At(half, "")),
                Arguments.of("send all but a byte", "body", new At(WHOLE.substring(0, WHOLE.length() - 1), "")));
    }

    @ParameterizedTest(name = "who {0}")
    @MethodSource("slow")
    void areCutAndCostTheOthersNothing(String what, String why, At at) throws IOException, InterruptedException {
        try (var log = Logs.of(Failures.class);
                var slow = new SlowClients(served.port, at);
                var honest = new Honest(served.port)) {
            slow.grow(SLOW);
            var since = System.nanoTime();
            while (ended(why) < SLOW) {
                slow.step();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1000 / SPEED));
                assertThat(lived(since)).as("seconds").isLessThan(20);
            }
            assertThat(lived(since)).as("seconds").isGreaterThanOrEqualTo(10);
            honest.stop();

            System.out.printf(
                    "%d senders, who %s: cut after %.1f s; %d events of an honest one acknowledged, the slowest after %.0f ms%n",
                    SLOW, what, lived(since), honest.acknowledged, honest.slowest);
            assertThat(honest.acknowledged).isPositive().isEqualTo(honest.sent);
            assertThat(honest.slowest).as("ms").isLessThan(1000);
            assertThat(served.kept(THEIR_MESSAGE)).as("half events kept").isZero();
            assertThat(served.kept()).isEqualTo(honest.acknowledged);
            assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
        }
    }

    @Test
    void areTakenForWhatTheySendIfItComesInTime() throws IOException {
        try (var client = new RawClient(served.port)) {
            client.send(HEAD);
            for (var i = 0; i < BODY.length(); i++) {
                client.send(BODY.substring(i, i + 1));
            }

            assertThat(client.answer()).startsWith("HTTP/1.1 200");
            assertThat(served.kept(THEIR_MESSAGE)).isEqualTo(1);
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

    /** Sends an event now and then, from the beginning, on one connection. */
    private static final class Honest implements AutoCloseable {

        private final RawClient client;
        private final Thread thread;
        private final AtomicBoolean over = new AtomicBoolean();
        private int sent;
        private int acknowledged;
        private double slowest;

        Honest(int port) throws IOException {
            client = new RawClient(port);
            thread = Thread.ofPlatform().start(this::send);
        }

        private void send() {
            try {
                while (!over.get()) {
                    var since = System.nanoTime();
                    client.send(request(message(ACME, "token-acme", ++sent)));
                    acknowledged += client.answer().startsWith("HTTP/1.1 200") ? 1 : 0;
                    slowest = Math.max(slowest, (System.nanoTime() - since) / 1e6);
                    LockSupport.parkNanos(PAUSE);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        void stop() throws InterruptedException {
            over.set(true);
            thread.join();
        }

        @Override
        public void close() throws IOException {
            over.set(true);
            client.close();
        }
    }
}
