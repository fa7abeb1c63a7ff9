package io.portalbots.sandbox.http;

import io.portalbots.sandbox.wire.JsonBody;
import io.portalbots.sandbox.wire.Multipart;
import io.portalbots.sandbox.wire.Params;
import io.portalbots.sandbox.wire.PhpForm;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the parameters of a request: the query, overridden by the body of a POST, which may be a form with PHP's
 * brackets, JSON or multipart; anything else is taken for a query. Everything is read as UTF-8, whatever charset is
 * named, and a body that is not what it says to be is taken for empty [src: rest/classes/general/rest_util.php].
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

    /** All parameters. Fails with {@link TooLarge}. */
    public static Future<Params> params(HttpServerRequest request) {
        var query = PhpForm.decode(utf8(Optional.ofNullable(request.query()).orElse("")));
        return body(request).map(body -> {
            var all = new LinkedHashMap<>(query);
            all.putAll(body);
            return new Params(all);
        });
    }

    private static Future<Map<String, Object>> body(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            return Future.succeededFuture(Map.of());
        }
        var type = Optional.ofNullable(request.getHeader("Content-Type")).orElse("");
        return bytes(request).map(bytes -> decode(type, bytes));
    }

    private static Map<String, Object> decode(String type, Buffer bytes) {
        return switch (type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)) {
            case "application/json" -> JsonBody.decode(bytes.getBytes());
            case "multipart/form-data" -> Multipart.decode(type, bytes.getBytes());
            case "application/x-www-form-urlencoded" -> PhpForm.decode(bytes.toString());
            default -> PhpForm.decode(bytes.toString().strip());
        };
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

    /** HTTP hands over raw bytes of an address as Latin-1. */
    private static String utf8(String query) {
        return query.chars().allMatch(c -> c < 0x80)
                ? query
                : new String(query.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
