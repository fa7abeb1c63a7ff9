package io.portalbots.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.handler.HttpException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the bodies of requests, and keeps no more of them than is allowed. Bodies are taken as they are: none is
 * decompressed.
 */
final class Body {

    /** By then {@link Connections} has ended the connection; a close at the very beginning is told to nobody. */
    private static final long LONGEST_SECONDS = 12;

    private final int most;
    private Buffer read = Buffer.buffer();
    private final Promise<Buffer> whole = Promise.promise();

    private Body(int most) {
        this.most = most;
    }

    /**
     * The whole body; has to be called before anything waits, or its beginning is lost.
     *
     * @return fails with 413 once it is clear that there are more than {@code most} bytes, by {@code Content-Length}
     *     before any is read; with 415 if it is compressed; with {@link HttpClosedException} if the connection is lost;
     *     with 408 after 12 s. What still comes then is dropped.
     */
    static Future<Buffer> read(HttpServerRequest request, int most) {
        return collect(request, most)
                .timeout(LONGEST_SECONDS, TimeUnit.SECONDS)
                .recover(e -> Future.failedFuture(
                        e instanceof TimeoutException ? new HttpException(408, "the body did not come in time") : e));
    }

    /** Likewise, on the event loop of the connection, which hears of every close; so there is no time-out of its own. */
    static Future<Buffer> collect(HttpServerRequest request, int most) {
        var encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Future.failedFuture(
                    new HttpException(415, "the body must not be encoded but is '" + encoding + "'"));
        }
        if (announced(request) > most) {
            return Future.failedFuture(tooLarge(most));
        }
        return new Body(most).from(request);
    }

    /** Netty refuses requests whose Content-Length is no number. */
    private static long announced(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }

    private static HttpException tooLarge(int most) {
        return new HttpException(413, "the body may have " + most + " bytes, and has more");
    }

    private Future<Buffer> from(HttpServerRequest request) {
        request.handler(this::take);
        request.exceptionHandler(lost -> whole.tryFail(new HttpClosedException("the client went away")));
        request.endHandler(end -> whole.tryComplete(read));
        request.resume(); // whoever handed it on may have paused it
        return whole.future();
    }

    private void take(Buffer chunk) {
        if (read.length() + chunk.length() > most) {
            whole.tryFail(tooLarge(most));
        } else if (read.length() == 0) {
            read = chunk; // nearly always the whole
        } else {
            read.appendBuffer(chunk);
        }
    }
}
