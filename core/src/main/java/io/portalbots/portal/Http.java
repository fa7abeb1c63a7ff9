package io.portalbots.portal;

import io.portalbots.tenant.PortalUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts, and reads JSON back; every other answer is silence. A connection is made to an address that {@link Outward}
 * allowed and shows a certificate of the host that was asked for; it is used again for that host at that address only.
 * Redirects are not followed, and bodies not decompressed.
 */
public final class Http {

    /** For portals. */
    public static final Limits PORTALS = new Limits(Duration.ofSeconds(30), 2);

    /** For portals, while an operator waits. */
    public static final Limits WAITED_FOR = new Limits(Duration.ofSeconds(10), 2);

    /** For authorization servers, which serve all our portals. */
    public static final Limits OAUTH = new Limits(Duration.ofSeconds(10), 32);

    private static final String FORM = "application/x-www-form-urlencoded";

    static final int LONGEST_BODY = 1 << 20;

    private static final int CONNECT_MILLIS = 3_000;
    private static final int TLS_SECONDS = 10;
    private static final int KEPT_SECONDS = 15; // less than servers keep them, or a call meets a closed connection
    private static final int RESOLVERS = 16;

    private final HttpClient client;
    private final WorkerExecutor resolvers;
    private final Outward outward;
    private final Limits limits;
    private final Bulkhead bulkhead;

    /**
     * What a call may take.
     *
     * @param total from waiting in line to the last byte of the answer
     * @param atOnce calls to one host, the others wait
     */
    public record Limits(Duration total, int atOnce) {}

    /** A JSON object that was answered, and with which status. */
    record Answer(int status, JsonObject body) {}

    /** @param authorities whose certificates are believed */
    public Http(Vertx vertx, Outward outward, Authorities authorities, Limits limits) {
        this.outward = outward;
        this.limits = limits;
        this.bulkhead = new Bulkhead(limits.atOnce());
        this.resolvers = vertx.createSharedWorkerExecutor("resolvers", RESOLVERS);
        var options = new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setSslHandshakeTimeout(TLS_SECONDS)
                .setKeepAliveTimeout(KEPT_SECONDS)
                .setTrustOptions(authorities.trust());
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(limits.atOnce()));
    }

    /**
     * Posts a body. Blocks.
     *
     * @throws PortalUnavailableException if we do not or cannot connect there, when the limit is up, and on an answer that
     *     is no JSON object of at most {@value #LONGEST_BODY} bytes
     */
    Answer post(URI uri, String contentType, Buffer body) {
        var deadline = System.nanoTime() + limits.total().toNanos();
        var line = String.valueOf(uri.getAuthority()).toLowerCase(Locale.ROOT);
        try {
            bulkhead.enter(line, left(deadline));
            try {
                return answer(line, send(HttpMethod.POST, uri, contentType, body, deadline));
            } finally {
                bulkhead.leave(line);
            }
        } catch (TimeoutException e) {
            throw late(uri, e);
        }
    }

    private PortalUnavailableException late(URI uri, TimeoutException e) {
        return new PortalUnavailableException(
                uri.getHost() + " did not answer in " + limits.total().toSeconds() + " s", e);
    }

    /**
     * What an address answers to a request without content.
     *
     * @param header the one that was asked for; empty if it is not there
     */
    public record Seen(int status, String header) {}

    /**
     * Looks what an address answers. Blocks.
     *
     * @param header whose value is wanted
     * @throws PortalUnavailableException as {@link #post}, whatever the body
     */
    public Seen look(HttpMethod method, URI uri, String header) {
        try {
            var deadline = System.nanoTime() + limits.total().toNanos();
            var response = send(method, uri, FORM, Buffer.buffer(), deadline).response();
            return new Seen(response.statusCode(), Objects.requireNonNullElse(response.getHeader(header), ""));
        } catch (TimeoutException e) {
            throw late(uri, e);
        }
    }

    private Whole send(HttpMethod method, URI uri, String contentType, Buffer body, long deadline)
            throws TimeoutException {
        var target = target(uri, deadline);
        var request = connected(method, target, deadline)
                .putHeader("Content-Type", contentType)
                .putHeader("User-Agent", "Portalbots");
        var whole = request.response().compose(Http::whole); // before it is sent, or the answer may be first
        try {
            request.send(body);
            return Patience.await(whole, left(deadline));
        } catch (TimeoutException e) {
            request.reset();
            throw e;
        } catch (Exception e) {
            throw new PortalUnavailableException("no answer of " + uri.getAuthority() + ": " + e, e);
        }
    }

    private Outward.Target target(URI uri, long deadline) throws TimeoutException {
        return outward.hasToResolve(uri)
                ? Patience.await(resolvers.executeBlocking(() -> outward.target(uri), false), left(deadline))
                : outward.target(uri);
    }

    /** A request at the first of the addresses that takes connections. */
    private HttpClientRequest connected(HttpMethod method, Outward.Target target, long deadline)
            throws TimeoutException {
        PortalUnavailableException failure = null;
        for (var address : target.addresses()) {
            var request = client.request(options(method, target, address))
                    .onSuccess(made -> made.exceptionHandler(known -> {})); // its response fails of the same
            try {
                return Patience.await(request, left(deadline));
            } catch (TimeoutException e) {
                request.onSuccess(HttpClientRequest::reset);
                throw e;
            } catch (Exception e) {
                failure = PortalUnavailableException.outOfReach(
                        "no connection to " + target.uri().getAuthority() + ": " + e, e);
            }
        }
        throw failure == null
                ? PortalUnavailableException.outOfReach(target.uri().getHost() + " has no address")
                : failure;
    }

    private static RequestOptions options(HttpMethod method, Outward.Target target, InetAddress address) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(target.uri().toString())
                .setPort(target.port())
                .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
                .setFollowRedirects(false);
    }

    private static long left(long deadline) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    }

    /** A response with all of its body. */
    private record Whole(HttpClientResponse response, Buffer body) {}

    private static Future<Whole> whole(HttpClientResponse response) {
        var read = Promise.<Whole>promise();
        var body = Buffer.buffer();
        response.exceptionHandler(read::tryFail);
        response.endHandler(end -> read.tryComplete(new Whole(response, body)));
        response.handler(part -> {
            if (body.length() + part.length() > LONGEST_BODY) {
                read.tryFail("its answer is longer than " + LONGEST_BODY + " bytes");
                response.request().reset();
            } else {
                body.appendBuffer(part);
            }
        });
        return read.future();
    }

    private static Answer answer(String host, Whole whole) {
        var status = whole.response().statusCode();
        if (status >= 300 && status < 400) {
            throw PortalUnavailableException.moved(host + " answers status " + status + ", which is not followed");
        }
        try {
            return new Answer(status, new JsonObject(whole.body()));
        } catch (DecodeException | ClassCastException e) {
            throw new PortalUnavailableException(host + " answers status " + status + " without a JSON object", e);
        }
    }
}
