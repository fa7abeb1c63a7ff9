package io.portalbots.portal;

import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Lets a few calls at once through to each host; others wait in line, so that a slow host holds up nobody else. */
final class Bulkhead {

    private final int atOnce;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    /** Changed only inside {@code compute}. */
    private static final class Line {
        private int inside;
        private final Deque<Promise<Void>> waiting = new ArrayDeque<>();
    }

    Bulkhead(int atOnce) {
        this.atOnce = atOnce;
    }

    /**
     * Waits for a place. Who gets one has to {@link #leave}.
     *
     * @throws TimeoutException if there is none for so long
     */
    void enter(String host, long limitMillis) throws TimeoutException {
        var place = Promise.<Void>promise();
        lines.compute(host, (any, known) -> {
            var line = known == null ? new Line() : known;
            if (line.inside < atOnce) {
                line.inside++;
                place.complete();
            } else {
                line.waiting.add(place);
            }
            return line;
        });
        try {
            Patience.await(place.future(), Math.max(1, limitMillis));
        } catch (TimeoutException e) {
            if (!place.tryFail(e)) {
                leave(host); // the place came at the last moment
            }
            throw e;
        }
    }

    void leave(String host) {
        lines.computeIfPresent(host, (any, line) -> next(line));
    }

    /** Hands the place on to the first that still waits for it. */
    private static @Nullable Line next(Line line) {
        for (var first = line.waiting.poll(); first != null; first = line.waiting.poll()) {
            if (first.tryComplete()) {
                return line;
            }
        }
        line.inside--;
        return line.inside == 0 ? null : line;
    }

    /** How many hosts have somebody inside. */
    int hosts() {
        return lines.size();
    }
}
