package io.portalbots.platform;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Passes requests on to another address, and picks every token and secret out of what it passes either way. */
final class Tap {

    private static final String NAMES = "access_token|refresh_token|application_token|client_secret|AUTH_ID|REFRESH_ID"
            + "|APPLICATION_TOKEN|DOMAIN_HASH|USER_HASH|HASH";
    private static final Pattern FORM = Pattern.compile("(?:^|[&?\\[])(?:" + NAMES + ")]?=([^&\\s]{16,})");
    private static final Pattern JSON = Pattern.compile("\"(?:" + NAMES + "|auth)\"\\s*:\\s*\"([^\"]{16,})\"");

    private final WebClient client;
    private final HttpServer server;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private volatile URI target = URI.create("http://127.0.0.1:1");

    Tap(Vertx vertx) {
        this.client = WebClient.create(vertx);
        this.server = vertx.createHttpServer()
                .requestHandler(this::pass)
                .listen(0, "127.0.0.1")
                .await();
    }

    /** Where it passes requests to from now on, such as {@code http://127.0.0.1:8080}. */
    void to(String address) {
        target = URI.create(address);
    }

    int port() {
        return server.actualPort();
    }

    /** What it has seen. */
    Set<String> tokens() {
        return Set.copyOf(seen);
    }

    private void pass(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            pick(request.uri());
            pick(body.toString());
            var onward = client.request(request.method(), target.getPort(), target.getHost(), request.uri());
            request.headers().forEach(header -> onward.putHeader(header.getKey(), header.getValue()));
            onward.sendBuffer(body)
                    .onSuccess(answer -> back(request, answer))
                    .onFailure(e -> request.response().setStatusCode(502).end());
        });
    }

    private void back(HttpServerRequest request, HttpResponse<Buffer> answer) {
        var body = answer.bodyAsBuffer() == null ? Buffer.buffer() : answer.bodyAsBuffer();
        pick(body.toString());
        var response = request.response().setStatusCode(answer.statusCode());
        answer.headers().entries().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("transfer-encoding"))
                .filter(header -> !header.getKey().equalsIgnoreCase("content-length"))
                .forEach(header -> response.putHeader(header.getKey(), header.getValue()));
        response.end(body);
    }

    private void pick(String text) {
        var form = FORM.matcher(text.replace("%5B", "[").replace("%5D", "]"));
        while (form.find()) {
            seen.add(URLDecoder.decode(form.group(1), StandardCharsets.UTF_8));
        }
        var json = JSON.matcher(text);
        while (json.find()) {
            seen.add(json.group(1));
        }
    }
}
