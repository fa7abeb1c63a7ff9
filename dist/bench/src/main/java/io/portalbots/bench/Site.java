package io.portalbots.bench;

import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A sandbox whose one event loop is watched, and a client for it. */
final class Site implements AutoCloseable {

    static {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host"); // portals are told apart by it
    }

    private final Vertx vertx;
    private final Sandbox sandbox;
    private final long eventLoop;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Site(Vertx vertx, Sandbox sandbox, long eventLoop) {
        this.vertx = vertx;
        this.sandbox = sandbox;
        this.eventLoop = eventLoop;
    }

    static Site start() {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        var sandbox = Sandbox.start(vertx, new SandboxOptions("127.0.0.1", 0, List.of("acme"), true))
                .await();
        var thread = new CompletableFuture<Long>();
        vertx.runOnContext(start -> thread.complete(Thread.currentThread().threadId()));
        return new Site(vertx, sandbox, thread.join());
    }

    /** Processor time that the sandbox has used, in ns. */
    long cpu() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(eventLoop);
    }

    Vertx vertx() {
        return vertx;
    }

    /** Asks the control API. */
    JsonObject control(String path, JsonObject body) {
        return post("/_sandbox" + path, "127.0.0.1", body);
    }

    /** Calls a method of a portal. */
    JsonObject call(Tenant tenant, String method, JsonObject parameters) {
        return post("/rest/" + method, tenant.domain(), parameters.copy().put("auth", tenant.token()));
    }

    /** Runs commands in one request; all of them have to succeed. */
    JsonObject batch(Tenant tenant, JsonObject commands) {
        var result =
                call(tenant, "batch", new JsonObject().put("cmd", commands)).getJsonObject("result");
        if (result.getValue("result_error") instanceof JsonObject errors) {
            throw new IllegalStateException("the batch failed: " + errors);
        }
        return result;
    }

    private JsonObject post(String path, String host, JsonObject body) {
        var request = HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                .header("Content-Type", "application/json")
                .header("Host", host)
                .POST(BodyPublishers.ofString(body.encode()))
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + " answers " + response.statusCode() + ": " + response.body());
            }
            return new JsonObject(response.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no answer to " + path, e);
        }
    }

    @Override
    public void close() {
        client.close();
        vertx.close().await();
    }
}
