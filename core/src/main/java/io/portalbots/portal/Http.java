package io.portalbots.portal;

import io.portalbots.tenant.PortalUnavailableException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts, and reads JSON back. Every other answer is silence. */
public final class Http {

    private static final long LIMIT_SECONDS = 10;
    private static final int LARGEST = 1024 * 1024;

    private final HttpClientAgent client;
    private final Outward outward;

    /** A JSON object that was answered, and with which status. */
    record Answer(int status, JsonObject body) {}

    public Http(Vertx vertx, Outward outward) {
        this.outward = outward;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(3000)
                        .setIdleTimeout(30)
                        .setDecompressionSupported(true),
                new PoolOptions().setHttp1MaxSize(4));
    }

    /**
     * Posts a body. Blocks.
     *
     * @throws PortalUnavailableException after 10 s of silence, and on an answer that is no JSON object
     */
    Answer post(URI uri, String contentType, Buffer body) {
        var options = outward.request(HttpMethod.POST, uri).putHeader("Content-Type", contentType);
        try {
            return client.request(options)
                    .compose(request -> request.send(body))
                    .compose(response -> read(response, uri))
                    .await(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new PortalUnavailableException(uri.getHost() + " did not answer in " + LIMIT_SECONDS + " s", e);
        } catch (PortalUnavailableException e) {
            throw e;
        } catch (Exception e) {
            throw new PortalUnavailableException("no answer of " + uri.getAuthority() + ": " + e.getMessage(), e);
        }
    }

    private static io.vertx.core.Future<Answer> read(HttpClientResponse response, URI uri) {
        var length = response.getHeader("Content-Length");
        if (length != null && Long.parseLong(length) > LARGEST) {
            return io.vertx.core.Future.failedFuture(
                    new PortalUnavailableException(uri.getHost() + " answers " + length + " bytes"));
        }
        return response.body().map(body -> {
            try {
                return new Answer(response.statusCode(), body.toJsonObject());
            } catch (DecodeException | ClassCastException e) {
                throw new PortalUnavailableException(
                        uri.getHost() + " answers status " + response.statusCode() + " without a JSON object", e);
            }
        });
    }
}
