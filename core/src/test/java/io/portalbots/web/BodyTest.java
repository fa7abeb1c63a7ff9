package io.portalbots.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BodyTest {

    private static final String POST =
            "POST /form HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger reading = new AtomicInteger();
    private final AtomicReference<String> seen = new AtomicReference<>("nothing");
    private int port;

    @BeforeEach
    void serve() {
        var router = Router.router(vertx);
        router.post("/form").handler(context -> {
            reading.incrementAndGet();
            try {
                Form.read(context).ifPresent(fields -> {
                    seen.set(fields.toString());
                    context.response().end();
                });
            } finally {
                reading.decrementAndGet();
            }
        });
        router.route().failureHandler(Failures::answer);
        port = Served.on(vertx, router);
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void takesAFormInPieces() throws IOException {
        try (var client = new RawClient(port)) {
            client.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
            client.send("3\r\na=1\r\n");
            client.send("4\r\n&b=2\r\n0\r\n\r\n");

            assertThat(client.answer()).startsWith("HTTP/1.1 200");
            assertThat(seen.get()).isEqualTo("{a=1, b=2}");
        }
    }

    @Test
    void takesAFormOfTheLargestSize() throws IOException {
        try (var client = new RawClient(port)) {
            client.send(POST + "Content-Length: 262144\r\n\r\na=" + "1".repeat(262142));

            assertThat(client.answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void refusesALargerOneByWhatItAnnounces() throws IOException {
        try (var client = new RawClient(port)) {
            client.send(POST + "Content-Length: 262145\r\n\r\n");

            assertThat(client.answer())
                    .startsWith("HTTP/1.1 413")
                    .contains("the body may have 262144 bytes, and has more");
            assertThat(seen.get()).isEqualTo("nothing");
        }
    }

    @Test
    void refusesALargerOneThatAnnouncesNothing() throws IOException {
        try (var client = new RawClient(port)) {
            client.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
            client.send("40000\r\n" + "a".repeat(0x40000) + "\r\n1\r\na\r\n");

            assertThat(client.answer()).startsWith("HTTP/1.1 413");
            assertThat(seen.get()).isEqualTo("nothing");
        }
    }

    @Test
    void decompressesNothing() throws IOException {
        try (var client = new RawClient(port)) {
            client.send(POST + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\na=1");

            assertThat(client.answer()).startsWith("HTTP/1.1 415").contains("'gzip'");
        }
    }

    @Test
    void namesTheLimitOfAForm() throws IOException {
        try (var client = new RawClient(port)) {
            client.send(POST + "Content-Length: 515\r\n\r\n" + "a&".repeat(257) + "a");
            assertThat(client.answer()).startsWith("HTTP/1.1 200");

            client.send(POST + "Content-Length: 1025\r\n\r\n" + "a&".repeat(512) + "a");
            assertThat(client.answer()).startsWith("HTTP/1.1 400").contains("a form may have 512 fields, and has more");
        }
    }

    @Test
    void takesNothingThatIsNoForm() throws IOException {
        try (var client = new RawClient(port)) {
            client.send("POST /form HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencodedly\r\n"
                    + "Content-Length: 3\r\n\r\na=1");

            assertThat(client.answer()).startsWith("HTTP/1.1 415").contains("NOT_A_FORM");
        }
    }

    @Test
    void waitsForNoClientThatWentAway() throws IOException, InterruptedException {
        try (var log = Logs.of(Failures.class)) {
            for (var i = 0; i < 200; i++) {
                try (var client = new RawClient(port)) {
                    client.send(POST + "Content-Length: 10\r\n\r\n");
                    if (i % 2 == 0) {
                        client.abort();
                    }
                }
            }

            try (var next = new RawClient(port)) {
                next.send(POST + "Content-Length: 3\r\n\r\na=1");
                assertThat(next.answer()).startsWith("HTTP/1.1 200");
            }
            assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
            var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (reading.get() > 0) {
                assertThat(System.nanoTime())
                        .as("20 s, with %s waiting", reading)
                        .isLessThan(deadline);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }
}
