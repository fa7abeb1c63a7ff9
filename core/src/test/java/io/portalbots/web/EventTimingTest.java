package io.portalbots.web;

import static io.portalbots.web.EventsServed.ACME;
import static io.portalbots.web.EventsServed.message;
import static io.portalbots.web.EventsServed.request;

import io.portalbots.store.Timings;
import io.portalbots.tenant.TenantId;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How long a stranger waits for the answer to an event with a wrong token, for a portal that we serve and one that we do
 * not. {@code -Devent.timing.samples=50000}; only shows, because over a network it is what lies between that tells.
 */
@EnabledIfSystemProperty(named = "event.timing.samples", matches = "\\d+", disabledReason = "takes minutes")
class EventTimingTest {

    private static final int SAMPLES = Integer.getInteger("event.timing.samples", 0);

    @Test
    void showsHowLongRejectionsTake() throws IOException {
        try (var served = new EventsServed();
                var client = new RawClient(served.port)) {
            var wrong = request(message(ACME, "token-none", 1));
            var unknown = request(message(new TenantId("test", "9".repeat(32)), "token-none", 1));

            var timings = Timings.of(SAMPLES, List.of(() -> ask(client, wrong), () -> ask(client, unknown)));

            System.out.printf(
                    "rejected events, %d samples: portal of ours %.1f us, unknown %.1f us; |t| %.2f%n",
                    SAMPLES, timings.mean(0), timings.mean(1), timings.t(0, 1));
        }
    }

    private static void ask(RawClient client, String request) {
        try {
            client.send(request);
            client.answer();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
