package io.portalbots.sandbox.event;

import io.portalbots.sandbox.model.Handler;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Secrets;
import io.vertx.core.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Keeps events for applications that take them by {@code event.offline.get}, and says whom to wake with ONOFFLINEEVENT
 * [docs: api-reference/events/on-offline-event]. Whether portals keep events of bots at all is unknown: this does.
 */
final class Keeping {

    private static final int USUAL_PAUSE_SECONDS = 1;

    private final Clock clock;
    private final Map<Handler, Instant> woken = new WeakHashMap<>();

    Keeping(Clock clock) {
        this.clock = clock;
    }

    /** Keeps an event: the same data of the same event is the same object [src: rest/lib/eventoffline.php]. */
    void keep(Letter letter, int actorId) {
        var event = letter.handler().event();
        var messageId = Secrets.md5(event + "|" + Json.encode(letter.data()));
        var connector = letter.handler().connector().orElse("");
        letter.app().offline().keep(clock.instant(), event, letter.data(), actorId, messageId, connector);
    }

    /** The handlers to wake now. A pause of 0 means every time; identical events of one hit are one anyway. */
    List<Handler> toWake(Installation app) {
        return app.handlers().stream()
                .filter(handler -> handler.event().equals("ONOFFLINEEVENT"))
                .filter(this::isRested)
                .toList();
    }

    private boolean isRested(Handler handler) {
        var now = clock.instant();
        var last = woken.get(handler);
        var pause = Duration.ofSeconds(handler.minTimeout().orElse(USUAL_PAUSE_SECONDS));
        if (last != null && now.isBefore(last.plus(pause))) {
            return false;
        }
        woken.put(handler, now);
        return true;
    }
}
