package io.portalbots.sandbox;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A started sandbox and a client for it, for one class of tests. Each test takes a portal of its own. */
final class Lab implements AfterAllCallback, AutoCloseable {

    private static final Vertx VERTX = Vertx.vertx();
    private static final AtomicInteger NAMES = new AtomicInteger();

    /** What came back. */
    record Reply(int status, Object body, Map<String, String> headers) {

        JsonObject json() {
            return (JsonObject) body;
        }

        JsonArray list() {
            return (JsonArray) body;
        }

        Object result() {
            return json().getValue("result");
        }

        String error() {
            return json().getString("error");
        }
    }

    private final Sandbox sandbox;
    private final HttpClient client;

    Lab() {
        this(Clock.systemUTC());
    }

    Lab(Clock clock) {
        this(clock, OptionalLong.empty());
    }

    /** A lab whose chance repeats itself. */
    Lab(OptionalLong seed) {
        this(Clock.systemUTC(), seed);
    }

    private Lab(Clock clock, OptionalLong seed) {
        this(options().withSeed(seed), clock, VERTX.createHttpClient());
    }

    /** A lab over TLS, whose client trusts the certificate. */
    Lab(SandboxCertificate certificate) {
        this(options().withTls(Optional.of(certificate)), Clock.systemUTC(), clientTrusting(certificate));
    }

    private Lab(SandboxOptions options, Clock clock, HttpClient client) {
        this.client = client;
        this.sandbox = Sandbox.start(VERTX, options, clock)
                .timeout(5, TimeUnit.SECONDS)
                .await();
    }

    private static SandboxOptions options() {
        return new SandboxOptions("127.0.0.1", 0, List.of("acme"), true);
    }

    private static HttpClient clientTrusting(SandboxCertificate certificate) {
        var authority = new PemTrustOptions().addCertValue(Buffer.buffer(certificate.authority()));
        return VERTX.createHttpClient(new HttpClientOptions().setTrustOptions(authority));
    }

    /** The ready-made application of the first portal. */
    JsonObject credentials() {
        return sandbox.credentials().timeout(5, TimeUnit.SECONDS).await();
    }

    static Vertx vertx() {
        return VERTX;
    }

    String url() {
        return sandbox.url();
    }

    int port() {
        return sandbox.port();
    }

    /** A fresh portal. */
    TestPortal portal() {
        return portal(new JsonObject());
    }

    /** A fresh portal with knobs set. */
    TestPortal portal(JsonObject knobs) {
        var name = "p" + NAMES.incrementAndGet();
        control(HttpMethod.POST, "/portals", knobs.put("name", name));
        return new TestPortal(this, name);
    }

    Reply control(HttpMethod method, String path, JsonObject body) {
        return send(method, url() + "/_sandbox" + path, Map.of("Content-Type", "application/json"), body.toBuffer());
    }

    Reply control(String path) {
        return get(url() + "/_sandbox" + path);
    }

    Reply get(String url) {
        return send(HttpMethod.GET, url, Map.of(), Buffer.buffer());
    }

    Reply form(String url, String form) {
        return send(
                HttpMethod.POST, url, Map.of("Content-Type", "application/x-www-form-urlencoded"), Buffer.buffer(form));
    }

    Reply json(String url, JsonObject body) {
        return send(HttpMethod.POST, url, Map.of("Content-Type", "application/json"), body.toBuffer());
    }

    Reply send(HttpMethod method, String url, Map<String, String> headers, Buffer body) {
        var options = new RequestOptions().setMethod(method).setAbsoluteURI(url);
        headers.forEach(options::putHeader);
        return onContext(() -> client.request(options)
                        .compose(request -> request.send(body))
                        .compose(response ->
                                response.body().map(bytes -> reply(response.statusCode(), bytes, response.headers()))))
                .timeout(10, TimeUnit.SECONDS)
                .await();
    }

    /** A response is read whole only by the context that asked for it. */
    private static <T> Future<T> onContext(Supplier<Future<T>> work) {
        var done = Promise.<T>promise();
        VERTX.runOnContext(start -> work.get().onComplete(done));
        return done.future();
    }

    private static Reply reply(int status, Buffer bytes, MultiMap headers) {
        var map = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(map::put);
        var isJson = map.getOrDefault("Content-Type", "").startsWith("application/json");
        return new Reply(status, isJson ? Json.decodeValue(bytes) : bytes.toString(), map);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        sandbox.stop()
                .compose(stopped -> client.close())
                .timeout(5, TimeUnit.SECONDS)
                .await();
    }
}
