package io.portalbots.sandbox.event;

import io.portalbots.sandbox.event.Sending.Fate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts forms to other people's servers. */
public final class Courier {

    /**
     * What came of a post.
     *
     * @param status of the answer, 0 without one
     * @param failure what went wrong, or nothing
     * @param taken from the connection to the end of the answer, in real time
     */
    record Outcome(Fate fate, int status, String failure, Duration taken) {

        boolean isDelivered() {
            return fate == Fate.DELIVERED;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_CONNECTIONS_TO_A_HOST = 64;

    private final HttpClient client;

    /** A courier with connections of its own. */
    public Courier(Vertx vertx) {
        client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(2_000),
                new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS_TO_A_HOST));
    }

    /** Posts {@code form} as a form; waits 5 s for an answer, which nobody reads. */
    public void post(String url, String form) {
        post(url, form, PATIENCE);
    }

    /**
     * Posts {@code form} as {@code application/x-www-form-urlencoded}.
     *
     * @param timeout how long to wait for the answer
     * @return never fails
     */
    Future<Outcome> post(String url, String form, Duration timeout) {
        return request(url)
                .compose(request -> send(request, form, timeout))
                .otherwise(Courier::failed)
                .onSuccess(outcome -> tell(url, outcome));
    }

    /** The address without its query, which may carry secrets. */
    static String place(String url) {
        return url.replaceFirst("\\?.*", "");
    }

    private Future<HttpClientRequest> request(String url) {
        try {
            return client.request(
                    new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url));
        } catch (RuntimeException badAddress) {
            return Future.failedFuture(badAddress);
        }
    }

    private static Future<Outcome> send(HttpClientRequest request, String form, Duration timeout) {
        var start = System.nanoTime();
        return request.putHeader("Content-Type", "application/x-www-form-urlencoded")
                .putHeader("User-Agent", "Bitrix24 sandbox")
                .send(form)
                .compose(response -> response.body().map(response.statusCode()))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(e -> request.reset())
                .map(status -> answered(status, since(start)))
                .recover(e -> e instanceof TimeoutException
                        ? Future.succeededFuture(new Outcome(Fate.TIMED_OUT, 0, "no answer in time", since(start)))
                        : Future.failedFuture(e));
    }

    private static Outcome answered(int status, Duration taken) {
        return status / 100 == 2
                ? new Outcome(Fate.DELIVERED, status, "", taken)
                : new Outcome(Fate.FAILED, status, "the handler answered " + status, taken);
    }

    private static Outcome failed(Throwable cause) {
        return new Outcome(Fate.FAILED, 0, cause.toString(), Duration.ZERO);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void tell(String url, Outcome outcome) {
        if (outcome.isDelivered()) {
            LOG.debug("posted to {}: {}", place(url), outcome.status());
        } else {
            LOG.warn("not taken by {}: {}", place(url), outcome.failure());
        }
    }
}
