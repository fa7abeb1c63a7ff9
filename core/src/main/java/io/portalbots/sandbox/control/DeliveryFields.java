package io.portalbots.sandbox.control;

import io.portalbots.sandbox.model.Delivery;
import io.portalbots.sandbox.model.Delivery.Mishaps;
import io.portalbots.sandbox.model.Delivery.Throttle;
import io.vertx.core.json.JsonObject;

/** The switch {@code events} of a portal: how its events travel. What is not said stays. */
final class DeliveryFields {

    /** Its fields. */
    static final String[] NAMES = {
        "delay", "timeout", "retries", "collapse", "slowAfter", "slowPause", "drop", "duplicate", "reorder", "reorderBy"
    };

    private static final int MOST_RETRIES = 100;
    private static final int FARTHEST = 1_000;

    private DeliveryFields() {}

    static Delivery read(Fields body, Delivery before) {
        var timeout = body.optionalDuration("timeout").orElse(before.timeout());
        if (timeout.isZero()) {
            throw ControlError.wrongField("field 'timeout' must be longer than nothing");
        }
        return new Delivery(
                body.optionalDuration("delay").orElse(before.delay()),
                timeout,
                body.number("retries", 0, MOST_RETRIES, before.retries()),
                body.flag("collapse", before.collapse()),
                throttle(body, before.throttle()),
                mishaps(body, before.mishaps()));
    }

    static JsonObject view(Delivery delivery) {
        var throttle = delivery.throttle();
        var mishaps = delivery.mishaps();
        return new JsonObject()
                .put("delay", delivery.delay().toString())
                .put("timeout", delivery.timeout().toString())
                .put("retries", delivery.retries())
                .put("collapse", delivery.collapse())
                .put("slowAfter", throttle.slowAfter().toString())
                .put("slowPause", throttle.slowPause().toString())
                .put("drop", mishaps.drop())
                .put("duplicate", mishaps.duplicate())
                .put("reorder", mishaps.reorder())
                .put("reorderBy", mishaps.reorderBy());
    }

    private static Throttle throttle(Fields body, Throttle before) {
        return new Throttle(
                body.optionalDuration("slowAfter").orElse(before.slowAfter()),
                body.optionalDuration("slowPause").orElse(before.slowPause()));
    }

    private static Mishaps mishaps(Fields body, Mishaps before) {
        return new Mishaps(
                body.probability("drop", before.drop()),
                body.probability("duplicate", before.duplicate()),
                body.probability("reorder", before.reorder()),
                body.number("reorderBy", 1, FARTHEST, before.reorderBy()));
    }
}
