package io.portalbots.portal;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that remembers what it was sent, and answers as it was told: the last answer over and over. */
final class Recorder implements AutoCloseable {

    /** What was sent. */
    record Call(String path, String body) {

        JsonObject json() {
            return new JsonObject(body);
        }
    }

    private record Prepared(int status, String type, String body, long delayMillis) {}

    private final Vertx vertx;
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Deque<Prepared> answers = new ArrayDeque<>();

    Recorder(Vertx vertx) {
        this.vertx = vertx;
        server = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .await();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path);
    }

    List<Call> calls() {
        return calls;
    }

    Recorder answers(int status, String json) {
        return answers(status, "application/json", json, 0);
    }

    Recorder answers(int status, String type, String body, long delayMillis) {
        synchronized (answers) {
            answers.add(new Prepared(status, type, body, delayMillis));
        }
        return this;
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            calls.add(new Call(request.path(), body.toString()));
            var prepared = next();
            if (prepared.delayMillis() > 0) {
                vertx.setTimer(prepared.delayMillis(), timer -> send(request, prepared));
            } else {
                send(request, prepared);
            }
        });
    }

    private Prepared next() {
        synchronized (answers) {
            return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
        }
    }

    private static void send(HttpServerRequest request, Prepared prepared) {
        request.response()
                .setStatusCode(prepared.status())
                .putHeader("Content-Type", prepared.type())
                .end(prepared.body());
    }

    @Override
    public void close() {
        server.close().await();
    }
}
