package io.portalbots.sandbox.conformance;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.Json;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A sandbox at an address. Names below {@code localhost} are looked for at that address's host, so that nothing needs to
 * resolve them. A certificate is taken as it is: the sandbox makes its own.
 */
final class Site implements AutoCloseable {

    private static final int SECONDS = 30;

    private final Vertx vertx;
    private final URI base;
    private final HttpClient client;
    private final String prefix = "pair-" + Long.toString(System.currentTimeMillis(), 36) + "-";
    private final AtomicInteger portals = new AtomicInteger();

    Site(Vertx vertx, URI base) {
        this.vertx = vertx;
        this.base = base;
        client = vertx.createHttpClient(
                new HttpClientOptions().setTrustAll(true).setVerifyHost(false).setMaxHeaderSize(64 * 1024));
    }

    /** A fresh portal that takes http on loopback, with an application, and what is known of both. */
    Variables portal(String mode, Map<String, Object> traits, Map<String, Object> install) {
        var name = prefix + portals.incrementAndGet();
        var portal = new LinkedHashMap<String, Object>();
        portal.put("name", name);
        portal.put("mode", mode);
        portal.put("loopbackHttp", true);
        portal.putAll(traits);
        made(control("/portals", portal));
        var card = new LinkedHashMap<String, Object>();
        card.put("clientId", "local.6512ab34cd56ef.10203040");
        card.put("clientSecret", "S3cr3t");
        card.putAll(install);
        return variables(name, made(control("/portals/" + name + "/installs", card)));
    }

    /** What the sandbox says of its clock: the smallest thing it can be asked. */
    Reply clock() {
        return send(new Request("GET", base() + "/_sandbox/clock", Map.of(), Buffer.buffer()));
    }

    /** Sends a request and waits for its answer. Redirects are not followed. */
    Reply send(Request request) {
        var uri = URI.create(request.url().replaceAll("[?#].*", ""));
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.verb()))
                .setAbsoluteURI(request.url());
        if (uri.getHost().endsWith("localhost")) {
            options.setServer(SocketAddress.inetSocketAddress(options.getPort(), base.getHost()));
        }
        request.headers().forEach(options::putHeader);
        return onContext(() -> client.request(options)
                        .compose(sent -> sent.send(request.body()))
                        .compose(response -> response.body()
                                .map(bytes -> Reply.of(response.statusCode(), response.headers(), bytes))))
                .timeout(SECONDS, TimeUnit.SECONDS)
                .await();
    }

    @Override
    public void close() {
        client.close().timeout(SECONDS, TimeUnit.SECONDS).await();
    }

    private Request control(String path, Map<String, Object> body) {
        return new Request(
                "POST",
                base() + "/_sandbox" + path,
                Map.of("Content-Type", "application/json"),
                Json.encodeToBuffer(body));
    }

    private Map<?, ?> made(Request request) {
        var reply = send(request);
        if (reply.status() == 200 && reply.body() instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalStateException(
                request.shown() + "\nis needed to begin, but answers\n" + reply.status() + " " + reply.text());
    }

    private Variables variables(String name, Map<?, ?> installed) {
        var variables = new Variables();
        installed.forEach((field, value) -> variables.put(String.valueOf(field), value));
        variables.put("base", base());
        variables.put("portal", name);
        variables.put("origin", variables.text("client_endpoint").replaceAll("/rest/$", ""));
        variables.put("oauth", variables.text("server_endpoint").replaceAll("/rest/$", "/oauth/token/"));
        return variables;
    }

    private String base() {
        return base.toString().replaceAll("/+$", "");
    }

    /** A response is read whole only by the context that asked for it. */
    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        var done = Promise.<T>promise();
        vertx.runOnContext(start -> work.get().onComplete(done));
        return done.future();
    }
}
