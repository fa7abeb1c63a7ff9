package io.portalbots.sandbox.control;

import io.portalbots.sandbox.model.SandboxClock;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** The time of all portals: look, move ahead, let stand still. */
final class ClockControl {

    private final SandboxClock clock;

    ClockControl(SandboxClock clock) {
        this.clock = clock;
    }

    JsonObject get(Exchange exchange) {
        return new JsonObject().put("now", clock.instant().toString()).put("frozen", clock.isFrozen());
    }

    /** {@code {"freeze": true, "at": "2026-01-01T00:00:00Z", "advance": "PT26M"}}: each of them alone or together. */
    JsonObject set(Exchange exchange) {
        var body = exchange.body("advance", "freeze", "at");
        var at = body.optionalText("at").map(ClockControl::parse);
        var by = body.optionalDuration("advance");
        if (body.flag("freeze", at.isPresent() || clock.isFrozen())) {
            if (at.isPresent() || !clock.isFrozen()) {
                clock.freeze(at);
            }
        } else {
            clock.resume();
        }
        by.ifPresent(clock::advance);
        return get(exchange);
    }

    private static Instant parse(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException noInstant) {
            throw ControlError.wrongField("field 'at' must be an instant such as 2026-01-01T00:00:00Z");
        }
    }
}
