package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.stream.IntStream;

/** What portals are like besides sound, by the sandbox's faults. Of a request's faults the first one strikes. */
final class Weather {

    static final String UNAVAILABLE = "unavailable";

    private static final double OFTEN = 0.01;

    private final Control control;
    private final Duration latency;

    /** @param latency of every answer */
    Weather(Control control, Duration latency) {
        this.control = control;
        this.latency = latency;
    }

    /** Nothing but the latency. */
    void calm() {
        control.delete("/faults");
        if (!latency.isZero()) {
            var slow = new JsonObject().put("kind", "slow").put("delay", latency.toString());
            set(slow);
            set(slow.copy().put("method", "oauth/token"));
        }
    }

    /** Of a hundred calls to portals one is answered by 503, and of one the answer is lost. The OAuth server is sound. */
    void faulty() {
        control.delete("/faults");
        set(new JsonObject().put("kind", UNAVAILABLE).put("probability", OFTEN));
        set(new JsonObject().put("kind", "cut").put("moment", "after").put("probability", OFTEN));
    }

    /** So many portals accept calls and never answer. */
    void hung(int portals) {
        control.delete("/faults");
        IntStream.rangeClosed(1, portals)
                .forEach(number -> set(new JsonObject().put("kind", "hang").put("portal", House.HUNG + number)));
        if (!latency.isZero()) {
            set(new JsonObject().put("kind", "slow").put("delay", latency.toString()));
        }
    }

    private void set(JsonObject fault) {
        control.post("/faults", fault);
    }

    /** How often a portal said that it is called too often without being so. */
    long untruths() {
        return control.list("/faults").stream()
                .map(JsonObject.class::cast)
                .filter(fault -> fault.getString("kind").equals(UNAVAILABLE))
                .mapToLong(fault -> fault.getLong("struck"))
                .sum();
    }
}
