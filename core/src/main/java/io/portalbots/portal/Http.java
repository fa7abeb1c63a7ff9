package io.portalbots.portal;

import io.portalbots.tenant.PortalUnavailableException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts, and reads JSON back. Every other answer is silence. */
public final class Http {

    private static final long LIMIT_SECONDS = 10;

    private final WebClient client;
    private final Outward outward;

    /** A JSON object that was answered, and with which status. */
    record Answer(int status, JsonObject body) {}

    public Http(Vertx vertx, Outward outward) {
        this.outward = outward;
        var options = new WebClientOptions().setConnectTimeout(3000).setIdleTimeout(30);
        this.client = WebClient.create(vertx, options, new PoolOptions().setHttp1MaxSize(4));
    }

    /**
     * Posts a body. Blocks.
     *
     * @throws PortalUnavailableException after 10 s of silence, and on an answer that is no JSON object
     */
    Answer post(URI uri, String contentType, Buffer body) {
        var options = outward.request(HttpMethod.POST, uri).putHeader("Content-Type", contentType);
        try {
            var response =
                    client.request(HttpMethod.POST, options).sendBuffer(body).await(LIMIT_SECONDS, TimeUnit.SECONDS);
            return new Answer(response.statusCode(), json(response));
        } catch (TimeoutException e) {
            throw new PortalUnavailableException(uri.getHost() + " did not answer in " + LIMIT_SECONDS + " s", e);
        } catch (DecodeException | ClassCastException e) {
            throw new PortalUnavailableException(uri.getHost() + " answers without a JSON object", e);
        } catch (Exception e) {
            throw new PortalUnavailableException("no answer of " + uri.getAuthority() + ": " + e.getMessage(), e);
        }
    }

    private static JsonObject json(HttpResponse<Buffer> response) {
        var body = response.bodyAsJsonObject();
        if (body == null) {
            throw new DecodeException("status " + response.statusCode() + " without a body");
        }
        return body;
    }
}
