package io.portalbots.web;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Ends the connections of clients that are too slow: an idle time-out never ends one that sends a byte now and then.
 * {@link Phase} says how long each part of an exchange may take, in all.
 *
 * <p>There may be so many connections at once, and no more. When there are, the one that has waited longest for a
 * request gives way to a new one; if none waits, the new one is ended. There is no limit for an address: all come from
 * that of the reverse proxy, and headers that name another are claims.
 *
 * <p>Thread-safe, because on virtual threads each connection is served apart; locked for moments only.
 */
public final class Connections {

    private final int most;
    private final LongSupplier nanos;
    private final ConnectionMetrics metrics;
    private final Map<HttpConnection, Waiting> waiting = new LinkedHashMap<>(); // the longest first
    private final Map<HttpConnection, Serving> serving = new LinkedHashMap<>();

    /** Where a connection is in its exchange. */
    enum Phase {
        /** From its beginning to the end of the first request's head. */
        HEAD(Duration.ofSeconds(10)),
        /** From there to the end of the body. */
        BODY(Duration.ofSeconds(10)),
        /** From there until we have answered. */
        ANSWER(Duration.ofSeconds(30)),
        /** From there to the end of the next request's head; the client has to take the answer meanwhile. */
        IDLE(Duration.ofSeconds(30));

        private final Duration limit;

        Phase(Duration limit) {
            this.limit = limit;
        }

        private boolean over(long since, long now) {
            return now - since > limit.toNanos();
        }
    }

    /** A connection without a request. */
    private record Waiting(Phase phase, long since) {}

    /** A connection with one. */
    private record Serving(HttpServerRequest request, Phase phase, long since) {

        boolean answered() {
            return request.isEnded() && request.response().ended();
        }
    }

    /**
     * Watches the connections of one port.
     *
     * @param most how many there may be
     * @param nanos a clock that only moves forward
     */
    public Connections(int most, LongSupplier nanos, ConnectionMetrics metrics) {
        this.most = most;
        this.nanos = nanos;
        this.metrics = metrics;
    }

    /** A client has connected. */
    public synchronized void accept(HttpConnection connection) {
        if (waiting.size() + serving.size() >= most) {
            metrics.ended("full");
            if (waiting.isEmpty()) {
                connection.close();
                return;
            }
            end(waiting.keySet().iterator().next());
        }
        connection.closeHandler(closed -> forget(connection));
        waiting.put(connection, new Waiting(Phase.HEAD, nanos.getAsLong()));
        count();
    }

    /** The head of a request is there. */
    public synchronized void begin(HttpServerRequest request) {
        if (waiting.remove(request.connection()) != null || serving.containsKey(request.connection())) {
            serving.put(request.connection(), new Serving(request, Phase.BODY, nanos.getAsLong()));
        }
    }

    /** Looks where each connection is, and ends those that are overdue. To be called every second. */
    public synchronized void look() {
        var now = nanos.getAsLong();
        Map.copyOf(serving).forEach((connection, at) -> look(connection, at, now));
        Map.copyOf(waiting).forEach((connection, at) -> {
            if (at.phase().over(at.since(), now)) {
                end(connection, at.phase());
            }
        });
    }

    private void look(HttpConnection connection, Serving at, long now) {
        if (at.answered()) {
            serving.remove(connection);
            waiting.put(connection, new Waiting(Phase.IDLE, now));
        } else if (at.phase() == Phase.BODY && at.request().isEnded()) {
            serving.put(connection, new Serving(at.request(), Phase.ANSWER, now));
        } else if (at.phase().over(at.since(), now)) {
            end(connection, at.phase());
        }
    }

    private void end(HttpConnection connection, Phase overdue) {
        metrics.ended(overdue.name());
        end(connection);
    }

    private void end(HttpConnection connection) {
        forget(connection);
        connection.close();
    }

    private synchronized void forget(HttpConnection connection) {
        waiting.remove(connection);
        serving.remove(connection);
        count();
    }

    private void count() {
        metrics.open(waiting.size() + serving.size());
    }
}
