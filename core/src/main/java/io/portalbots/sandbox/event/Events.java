package io.portalbots.sandbox.event;

import io.portalbots.sandbox.event.Sending.Reason;
import io.portalbots.sandbox.model.Handler;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Portal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Sends an application what happens on a portal, unless something is in the way: whoever caused it is not told, only the
 * {@link EventLog} is.
 */
public final class Events {

    /** What keeps an event from being sent. */
    private record Obstacle(Reason reason, Predicate<Letter> stands) {}

    private final Outbox outbox;
    private final EventLog log;
    private final List<Obstacle> obstacles;

    /** Events that leave through {@code outbox}. */
    public Events(Outbox outbox, Hits hits, EventLog log) {
        this.outbox = outbox;
        this.log = log;
        this.obstacles = List.of(
                new Obstacle(Reason.NOT_INSTALLED, letter -> !letter.app().installed()),
                new Obstacle(Reason.LOOP, letter -> hits.hops() == 0),
                new Obstacle(
                        Reason.COLLAPSED,
                        letter -> letter.portal().traits().events().collapse() && hits.repeats(letter)));
    }

    /** Sends an event to every handler bound to it, with the same {@code auth} for all. */
    void send(Portal portal, Installation app, String event, Map<String, Object> data, Map<String, Object> auth) {
        send(portal, app, event, Payload.signed(data, auth));
    }

    /** Sends an event to every handler bound to it. */
    void send(Portal portal, Installation app, String event, Payload payload) {
        var bound = app.handlers().stream()
                .filter(handler -> handler.event().equals(event))
                .toList();
        if (bound.isEmpty()) {
            log.unbound(portal, app, event);
        }
        send(portal, app, bound.stream(), payload);
    }

    /** Sends an event to the given handlers. */
    void send(Portal portal, Installation app, Stream<Handler> handlers, Payload payload) {
        handlers.map(handler -> new Letter(portal, app, handler, payload.data(), payload.authFor(handler.authType())))
                .forEach(this::send);
    }

    private void send(Letter letter) {
        var sending = log.add(letter);
        obstacle(letter).ifPresentOrElse(sending::dropped, () -> outbox.put(letter, sending));
    }

    private Optional<Reason> obstacle(Letter letter) {
        return obstacles.stream()
                .filter(obstacle -> obstacle.stands().test(letter))
                .findFirst()
                .map(Obstacle::reason);
    }
}
