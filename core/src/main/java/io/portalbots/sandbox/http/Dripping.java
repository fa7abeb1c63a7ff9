package io.portalbots.sandbox.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/** Sends a body piece by piece, one every 50 ms or rarer. */
final class Dripping {

    private static final long BEAT_MS = 50;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Reply reply;
    private final int piece;
    private int sent;

    private Dripping(Vertx vertx, HttpServerResponse response, Reply reply, int pieces) {
        this.vertx = vertx;
        this.response = response;
        this.reply = reply;
        this.piece = Math.ceilDiv(reply.body().length(), pieces);
    }

    /** Sends the headers at once and the last piece after {@code over}. */
    static void start(Vertx vertx, HttpServerResponse response, Reply reply, Duration over) {
        var beats = Math.max(1, over.toMillis() / BEAT_MS);
        var pieces = (int) Math.max(1, Math.min(beats, reply.body().length()));
        var dripping = new Dripping(vertx, response, reply, pieces);
        reply.head(response)
                .putHeader("Content-Length", String.valueOf(reply.body().length()));
        response.writeHead();
        vertx.setPeriodic(Math.max(1, over.toMillis() / pieces), dripping::next);
    }

    private void next(long timer) {
        if (response.closed()) {
            vertx.cancelTimer(timer);
            return;
        }
        var end = Math.min(sent + piece, reply.body().length());
        response.write(reply.body().slice(sent, end));
        sent = end;
        if (sent == reply.body().length()) {
            vertx.cancelTimer(timer);
            response.end();
        }
    }
}
