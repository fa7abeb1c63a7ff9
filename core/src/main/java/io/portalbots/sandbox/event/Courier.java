package io.portalbots.sandbox.event;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts forms to other people's servers. Waits 5 s at most and never tells: a failure is only logged. */
public final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final long TIMEOUT_SECONDS = 5;

    private final HttpClient client;

    /** A courier with connections of its own. */
    public Courier(Vertx vertx) {
        client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(2_000));
    }

    /**
     * Posts {@code form} as {@code application/x-www-form-urlencoded}.
     *
     * @return completes when there is an answer, or 5 s later without one; never fails
     */
    public Future<Void> post(String url, String form) {
        return request(url)
                .compose(request -> send(request, form))
                .onSuccess(status -> LOG.debug("posted to {}: {}", place(url), status))
                .onFailure(e -> LOG.warn("no answer from {}: {}", place(url), e.toString()))
                .mapEmpty()
                .recover(e -> Future.succeededFuture())
                .mapEmpty();
    }

    private Future<HttpClientRequest> request(String url) {
        try {
            return client.request(
                    new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url));
        } catch (RuntimeException badAddress) {
            return Future.failedFuture(badAddress);
        }
    }

    private static Future<Integer> send(HttpClientRequest request, String form) {
        return request.putHeader("Content-Type", "application/x-www-form-urlencoded")
                .putHeader("User-Agent", "Bitrix24 sandbox")
                .send(form)
                .compose(response -> response.body().map(response.statusCode()))
                .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .onFailure(e -> request.reset());
    }

    /** The address without its query, which may carry secrets. */
    private static String place(String url) {
        return url.replaceFirst("\\?.*", "");
    }
}
