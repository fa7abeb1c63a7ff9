package io.portalbots.platform;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Stands before the platform where portals see it, and holds back the events of installations until it is told. */
final class EventGate {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern NAME = Pattern.compile("(?:^|&)event=([A-Z]+)");
    private static final Pattern MEMBER = Pattern.compile("auth\\[member_id]=([0-9a-f]{32})");

    private final List<Held> held = new CopyOnWriteArrayList<>();
    private final int port;
    private volatile String platform = "";

    /** An event that did not reach the platform yet. */
    record Held(String path, String body) {

        String event() {
            var name = NAME.matcher(body);
            return name.find() ? name.group(1) : "";
        }

        String member() {
            var member = MEMBER.matcher(URLDecoder.decode(body, StandardCharsets.UTF_8));
            return member.find() ? member.group(1) : "";
        }
    }

    EventGate(Vertx vertx) {
        port = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void to(String platformUrl) {
        platform = platformUrl;
    }

    List<Held> of(String member) {
        return held.stream().filter(one -> one.member().equals(member)).toList();
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            var one = new Held(request.path(), body.toString());
            if (one.event().startsWith("ONAPP")) {
                held.add(one);
                request.response().end();
            } else {
                Future.fromCompletionStage(pass(one.path(), body))
                        .onSuccess(status ->
                                request.response().setStatusCode(status).end());
            }
        });
    }

    private CompletableFuture<Integer> pass(String path, Buffer body) {
        return HTTP.sendAsync(request(path, body.toString()), BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(platform + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** Lets an event through; returns when the platform has acknowledged it. */
    void release(Held one) {
        try {
            var status = HTTP.send(request(one.path(), one.body()), BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new AssertionError(one.event() + " was answered with " + status);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
