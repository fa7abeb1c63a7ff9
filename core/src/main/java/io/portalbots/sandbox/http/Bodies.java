package io.portalbots.sandbox.http;

import io.portalbots.sandbox.wire.Params;
import io.portalbots.sandbox.wire.PhpForm;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the parameters of a request: the query, overridden by the body, which may be a form with PHP's brackets, JSON or
 * multipart; without a content type it is taken for a query [src: rest/classes/general/rest.php].
 */
public final class Bodies {

    /** A body longer than a portal takes. */
    public static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("the body exceeds " + MOST + " bytes", null, false, false);
        }
    }

    private static final int MOST = 10 * 1024 * 1024;

    private Bodies() {}

    /** All parameters. Fails with {@link TooLarge}. A body that is not what it says to be is taken for empty. */
    public static Future<Params> params(HttpServerRequest request) {
        var query = PhpForm.decode(Optional.ofNullable(request.query()).orElse(""));
        return body(request).map(body -> {
            var all = new LinkedHashMap<>(query);
            all.putAll(body);
            return new Params(all);
        });
    }

    private static Future<Map<String, Object>> body(HttpServerRequest request) {
        var type = Optional.ofNullable(request.getHeader("Content-Type"))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/form-data")) {
            return multipart(request);
        }
        var isJson = type.startsWith("application/json");
        return bytes(request).map(bytes -> isJson ? json(bytes) : PhpForm.decode(bytes.toString()));
    }

    private static Map<String, Object> json(Buffer bytes) {
        try {
            return new JsonObject(bytes).getMap();
        } catch (DecodeException noJson) {
            return Map.of();
        }
    }

    private static Future<Buffer> bytes(HttpServerRequest request) {
        var whole = Promise.<Buffer>promise();
        var bytes = Buffer.buffer();
        request.handler(chunk -> {
            if (bytes.length() + chunk.length() > MOST) {
                whole.tryFail(new TooLarge());
            } else {
                bytes.appendBuffer(chunk);
            }
        });
        request.exceptionHandler(whole::tryFail);
        request.endHandler(end -> whole.tryComplete(bytes));
        return whole.future();
    }

    private static Future<Map<String, Object>> multipart(HttpServerRequest request) {
        request.setExpectMultipart(true);
        request.uploadHandler(upload -> upload.handler(ignored -> {}));
        return request.end().map(end -> {
            var result = new LinkedHashMap<String, Object>();
            request.formAttributes().forEach((name, value) -> PhpForm.put(result, name, value));
            return result;
        });
    }
}
