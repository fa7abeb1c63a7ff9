package io.portalbots.web;

import static io.portalbots.web.EventsServed.ACME;
import static io.portalbots.web.EventsServed.BETA;
import static io.portalbots.web.EventsServed.message;
import static io.portalbots.web.EventsServed.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.tenant.TenantId;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody who does not know a portal's token speaks for it. {@code -Dforged.events=10000} tries longer. */
class EventForgeryTest {

    private static final int FORGED = Integer.getInteger("forged.events", 2000);

    private EventsServed served;
    private String empty = "";
    private RawClient client;

    @BeforeEach
    void serve() throws IOException {
        served = new EventsServed();
        client = new RawClient(served.port);
        empty = "HTTP/1.1 200 OK\r\nPortalbots: " + served.presence.mark() + "\r\ncontent-length: 0\r\n\r\n";
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        served.close();
    }

    @Test
    void theAnswerIsTheSameByteForByte() throws IOException {
        var stranger = new TenantId("test", "0".repeat(32));

        assertThat(answer(request(message(ACME, "token-acme", 1)))).isEqualTo(empty);
        assertThat(answer(request(message(ACME, "token-acme", 1)))).isEqualTo(empty);
        assertThat(answer(request(message(ACME, "token-beta", 2)))).isEqualTo(empty);
        assertThat(answer(request(message(stranger, "token-acme", 3)))).isEqualTo(empty);
        assertThat(answer(request(message(EventsServed.GONE, "token-gone", 4)))).isEqualTo(empty);
        assertThat(served.kept()).isEqualTo(1);
    }

    @Test
    void nothingForgedIsKeptAndEverythingTrueIs() throws IOException {
        var forged = new ForgedEvents(new Random(20261122));
        var statuses = new TreeMap<String, Integer>();
        var honest = 0;

        try (var intake = Logs.of(Intake.class);
                var door = Logs.of(Accept.class);
                var failures = Logs.of(Failures.class)) {
            for (var number = 0; number < FORGED; number++) {
                statuses.merge(answer(forged.next(number)).substring(9, 12), 1, Integer::sum);
                if (number % 100 == 0) {
                    assertThat(answer(honest(number))).isEqualTo(empty);
                    honest++;
                }
            }
            assertThat(intake.lines()).as("rejections are logged").isNotEmpty();
            assertThat(door.lines()).as("and so are wrong member ids").isNotEmpty();
            assertThat(failures.lines()).as("nothing breaks").noneMatch(line -> line.startsWith("ERROR"));
        }

        System.out.printf(
                "forged events: %d sent, answered %s; of %d true ones %d kept, %d handled%n",
                FORGED, statuses, honest, served.kept(), served.heard.get());
        assertThat(served.kept()).isEqualTo(honest);
        assertThat(served.heard).hasValue(honest);
        assertThat(served.uninstalled).hasValue(0);
        assertThat(served.tenants.countByState()).isEqualTo(Map.of("active", 2L, "removed", 1L));
    }

    private static String honest(int number) {
        return number % 200 == 0
                ? request(message(ACME, "token-acme", number))
                : request(message(BETA, "token-beta", number));
    }

    private String answer(String request) throws IOException {
        client.send(request);
        return client.answer();
    }
}
