package io.portalbots.sandbox.event;

import io.portalbots.sandbox.model.Chance;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.SandboxClock;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Letters on their way to applications: a lane for each application of a portal, kept while there is something in it. */
public final class Outbox {

    private final Vertx vertx;
    private final SandboxClock clock;
    private final Chance chance;
    private final Courier courier;
    private final Map<Installation, Lane> lanes = new HashMap<>();

    /** An outbox served by {@code courier}; timers run on the caller's context. */
    public Outbox(Vertx vertx, SandboxClock clock, Chance chance, Courier courier) {
        this.vertx = vertx;
        this.clock = clock;
        this.chance = chance;
        this.courier = courier;
        clock.onChange(() -> List.copyOf(lanes.values()).forEach(Lane::go));
    }

    void put(Letter letter, Sending sending) {
        var mishaps = letter.portal().traits().events().mishaps();
        if (chance.strikes(mishaps.drop())) {
            sending.dropped(Sending.Reason.DROP);
            return;
        }
        var copies = chance.strikes(mishaps.duplicate()) ? 2 : 1;
        var lane = lanes.computeIfAbsent(letter.app(), app -> new Lane(this, app));
        for (var copy = 0; copy < copies; copy++) {
            var ahead = chance.strikes(mishaps.reorder()) ? 1 + chance.below(mishaps.reorderBy()) : 0;
            lane.add(letter, sending, ahead);
        }
    }

    Vertx vertx() {
        return vertx;
    }

    SandboxClock clock() {
        return clock;
    }

    Courier courier() {
        return courier;
    }

    void forget(Installation app) {
        lanes.remove(app);
    }
}
