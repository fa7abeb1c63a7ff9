package io.portalbots.web;

import static io.portalbots.web.EventsServed.ACME;
import static io.portalbots.web.EventsServed.message;
import static io.portalbots.web.EventsServed.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.tenant.TenantId;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The public port: events on event loops, with the limits that hold for all, and the rest on virtual threads. */
class PublicDoorTest {

    private static final String POST = "POST /bitrix24/test/event HTTP/1.1\r\nHost: x\r\n";
    private static final String FORM = POST + "Content-Type: application/x-www-form-urlencoded\r\n";

    private EventsServed served;
    private RawClient client;

    @BeforeEach
    void serve() throws IOException {
        served = new EventsServed();
        client = new RawClient(served.port);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        served.close();
    }

    private String answer(String request) throws IOException {
        client.send(request);
        return client.answer();
    }

    @Test
    void keepsWhatBelongsToATenantAndHandlesIt() throws IOException {
        assertThat(answer(request(message(ACME, "token-acme", 1)))).startsWith("HTTP/1.1 200");
        assertThat(answer(request(message(ACME, "token-acme", 1)))).startsWith("HTTP/1.1 200");
        assertThat(answer(request(message(ACME, "token-acme", 2)))).startsWith("HTTP/1.1 200");

        assertThat(served.kept()).isEqualTo(2);
        eventually(() -> served.heard.get() == 2);
    }

    @Test
    void handsOnWhatABotOfAnUnknownPortalMayProve() throws IOException {
        var stranger = new TenantId("test", "9".repeat(32));
        for (var number = 0; number < 5; number++) {
            assertThat(answer(request(message(stranger, "token-acme", number)))).startsWith("HTTP/1.1 200");
        }

        assertThat(served.announced).hasValue(5);
        assertThat(served.kept()).isZero();
    }

    @Test
    void takesOnlyForms() throws IOException {
        assertThat(answer(POST + "Content-Length: 3\r\n\r\na=1"))
                .startsWith("HTTP/1.1 415")
                .contains("NOT_A_FORM");
    }

    @Test
    void decompressesNothing() throws IOException {
        assertThat(answer(FORM + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\na=1"))
                .startsWith("HTTP/1.1 415")
                .contains("'gzip'");
    }

    @Test
    void refusesABodyThatIsTooLargeByWhatItAnnounces() throws IOException {
        assertThat(answer(FORM + "Content-Length: 262145\r\n\r\n")).startsWith("HTTP/1.1 413");
    }

    @Test
    void refusesABodyThatIsTooLargeThoughItAnnouncesNothing() throws IOException {
        client.send(FORM + "Transfer-Encoding: chunked\r\n\r\n");

        assertThat(answer("40000\r\n" + "a".repeat(0x40000) + "\r\n1\r\na\r\n")).startsWith("HTTP/1.1 413");
    }

    @Test
    void takesABodyOfTheLargestSizeInPieces() throws IOException {
        client.send(FORM + "Transfer-Encoding: chunked\r\n\r\n");
        client.send("20000\r\n" + "a".repeat(0x20000) + "\r\n");

        assertThat(answer("20000\r\n" + "a".repeat(0x1FFFE) + "=1\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(answer(FORM + "Content-Length: 3\r\n\r\na=1")).startsWith("HTTP/1.1 200");
    }

    @Test
    void namesTheLimitOfAForm() throws IOException {
        assertThat(answer(FORM + "Content-Length: 1025\r\n\r\n" + "a&".repeat(512) + "a"))
                .startsWith("HTTP/1.1 400")
                .contains("a form may have 512 fields, and has more");
    }

    @Test
    void waitsForNoClientThatWentAway() throws IOException {
        try (var log = Logs.of(Failures.class)) {
            for (var i = 0; i < 100; i++) {
                try (var gone = new RawClient(served.port)) {
                    gone.send(FORM + "Content-Length: 10\r\n\r\n");
                    if (i % 2 == 0) {
                        gone.abort();
                    }
                }
            }
            assertThat(answer(FORM + "Content-Length: 3\r\n\r\na=1")).startsWith("HTTP/1.1 200");
            assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
        }
    }

    @Test
    void servesTheRestWhereItMayWait() throws IOException {
        assertThat(answer("GET /where HTTP/1.1\r\nHost: x\r\n\r\n")).contains("body of 0 bytes");
        assertThat(answer("POST /where HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"))
                .contains("body of 5 bytes");
        assertThat(answer("POST /where HTTP/1.1\r\nHost: x\r\n\r\n")).contains("body of 0 bytes");
        assertThat(answer("POST /unread HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"))
                .startsWith("HTTP/1.1 204");
        assertThat(answer("POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"))
                .startsWith("HTTP/1.1 404");
        assertThat(answer("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(answer(FORM.replace("test/event", "none/event") + "Content-Length: 3\r\n\r\na=1"))
                .startsWith("HTTP/1.1 404")
                .contains("NO_APPLICATION");
        assertThat(served.onEventLoops()).as("never, where something may wait").isZero();
    }

    private static void eventually(BooleanSupplier condition) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
