package io.portalbots.sandbox.event;

import io.portalbots.sandbox.model.Installation;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Letters on their way to applications: one queue per application of a portal, first in first out, the next one not
 * before the last is answered, each a little after what caused it. Never a retry [docs: api-reference/events].
 */
public final class Outbox {

    /** A posted form. */
    record Letter(String url, String form) {}

    private static final long DELAY_MS = 15;

    private final Vertx vertx;
    private final Courier courier;
    private final Map<Installation, Queue<Letter>> queues = new HashMap<>();

    /** An outbox served by {@code courier}; timers run on the caller's context. */
    public Outbox(Vertx vertx, Courier courier) {
        this.vertx = vertx;
        this.courier = courier;
    }

    void put(Installation receiver, Letter letter) {
        var queue = queues.get(receiver);
        if (queue != null) {
            queue.add(letter);
            return;
        }
        var fresh = new ArrayDeque<Letter>();
        fresh.add(letter);
        queues.put(receiver, fresh);
        later(receiver, fresh);
    }

    private void later(Installation receiver, Queue<Letter> queue) {
        vertx.setTimer(DELAY_MS, timer -> next(receiver, queue));
    }

    private void next(Installation receiver, Queue<Letter> queue) {
        var letter = queue.poll();
        if (letter == null) {
            queues.remove(receiver);
            return;
        }
        courier.post(letter.url(), letter.form()).onComplete(answered -> later(receiver, queue));
    }
}
