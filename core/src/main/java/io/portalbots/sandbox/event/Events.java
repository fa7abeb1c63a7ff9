package io.portalbots.sandbox.event;

import io.portalbots.sandbox.event.Sending.Reason;
import io.portalbots.sandbox.model.Handler;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Portal;
import java.time.Clock;
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
    private final AuthBlocks auth;
    private final EventLog log;
    private final Keeping keeping;
    private final List<Obstacle> obstacles;

    /** Events that leave through {@code outbox}, or are kept. */
    public Events(Outbox outbox, AuthBlocks auth, Hits hits, EventLog log, Clock clock) {
        this.outbox = outbox;
        this.auth = auth;
        this.log = log;
        this.keeping = new Keeping(clock);
        this.obstacles = List.of(
                new Obstacle(Reason.NOT_INSTALLED, letter -> !letter.app().installed()),
                new Obstacle(Reason.INACTIVE, letter -> !letter.app().standing().active()),
                new Obstacle(Reason.UNPAID, letter -> !letter.app().standing().paid()),
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
        handlers.toList().forEach(handler -> send(portal, app, handler, payload));
    }

    private void send(Portal portal, Installation app, Handler handler, Payload payload) {
        var letter = handler.isOffline()
                ? new Letter(portal, app, handler, AuthBlocks.without(payload.data()), Map.of())
                : new Letter(portal, app, handler, payload.data(), payload.authFor(handler.authType()));
        var sending = log.add(letter);
        obstacle(letter).ifPresentOrElse(sending::dropped, () -> dispatch(letter, payload.actorId(), sending));
    }

    private void dispatch(Letter letter, int actorId, Sending sending) {
        if (letter.handler().isOffline()) {
            keeping.keep(letter, actorId);
            sending.kept();
            wake(letter.portal(), letter.app(), actorId);
        } else {
            outbox.put(letter, sending);
        }
    }

    private void wake(Portal portal, Installation app, int actorId) {
        var payload = new Payload(actorId, Map.of(), userId -> auth.actor(portal, app, userId, true));
        send(portal, app, keeping.toWake(app).stream(), payload);
    }

    private Optional<Reason> obstacle(Letter letter) {
        return obstacles.stream()
                .filter(obstacle -> obstacle.stands().test(letter))
                .findFirst()
                .map(Obstacle::reason);
    }
}
