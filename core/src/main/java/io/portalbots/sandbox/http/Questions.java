package io.portalbots.sandbox.http;

import io.portalbots.sandbox.rest.Authentication.Credentials;
import io.portalbots.sandbox.rest.Question;
import io.portalbots.sandbox.wire.Params;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads from a request what is asked and who asks, once its parameters are read. */
final class Questions {

    private static final Pattern PATH =
            Pattern.compile("(?:/auth)?/rest/+(?:([^/]+)/([^/]+)/+)?([^/]+?)(?:\\.(?i:(json|xml)))?/?");
    private static final Pattern BEARER = Pattern.compile("(?i)Bearer\\s+(.*)");

    private Questions() {}

    /** What a request asks. A path that names no method asks for one that nobody knows. */
    static Question read(HttpServerRequest request, Params params, Instant arrival) {
        var path = PATH.matcher(path(request));
        var source = request.remoteAddress().hostAddress();
        if (!path.matches()) {
            return new Question("", "json", new Credentials.Access(""), params, source, request.isSSL(), arrival);
        }
        var credentials = path.group(1) == null
                ? credentials(request, params)
                : new Credentials.Hook(path.group(1), path.group(2));
        var format = Optional.ofNullable(path.group(4)).orElse("json");
        return new Question(path.group(3), format, credentials, params, source, request.isSSL(), arrival);
    }

    private static String path(HttpServerRequest request) {
        var path = Optional.ofNullable(request.path()).orElse("");
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return path;
        }
    }

    /** A token; without one, the cookie of a browser. */
    private static Credentials credentials(HttpServerRequest request, Params params) {
        var token = token(request, params);
        var cookie = token.isEmpty() ? request.getCookie("PHPSESSID") : null;
        return cookie == null ? new Credentials.Access(token) : new Credentials.Session(cookie.getValue());
    }

    /** The header comes first, then {@code auth}, even an empty one, then {@code access_token} [src: rest/lib/oauth/auth.php]. */
    private static String token(HttpServerRequest request, Params params) {
        var bearer = BEARER.matcher(
                Optional.ofNullable(request.getHeader("Authorization")).orElse(""));
        if (bearer.matches()) {
            return bearer.group(1).strip();
        }
        return params.text(params.isScalar("auth") ? "auth" : "access_token");
    }
}
