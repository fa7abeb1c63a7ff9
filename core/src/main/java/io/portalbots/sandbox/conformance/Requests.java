package io.portalbots.sandbox.conformance;

import io.portalbots.sandbox.conformance.Ask.Body;
import io.portalbots.sandbox.conformance.Ask.Kind;
import io.portalbots.sandbox.conformance.Ask.Token;
import io.portalbots.sandbox.wire.Php;
import io.portalbots.sandbox.wire.PhpForm;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes requests of what is asked: variables filled in, the token put where it travels. */
final class Requests {

    private static final String BOUNDARY = "----conformance-pair";
    private static final Map<Kind, String> TYPES = Map.of(
            Kind.FORM, "application/x-www-form-urlencoded",
            Kind.JSON, "application/json",
            Kind.MULTIPART, "multipart/form-data; boundary=" + BOUNDARY);

    private Requests() {}

    static Request of(Ask ask, Variables variables) {
        var token = token(ask, variables);
        var content = sent(variables.fill(ask.body().content()));
        var query = query(sent(variables.fill(ask.query())));
        if (takesParameters(ask.body())) {
            content = content instanceof Map ? merged(token, content) : joined(query(token), query(content));
        } else {
            query = joined(query(token), query);
        }
        var url = variables.fill(ask.url());
        return new Request(
                verb(ask),
                query.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + query,
                headers(ask, variables),
                written(ask.body().kind(), content));
    }

    private static Map<String, Object> token(Ask ask, Variables variables) {
        return ask.token()
                .filter(token -> !token.by().equals(Token.BEARER))
                .<Map<String, Object>>map(token -> Map.of(token.by(), variables.fill(token.value())))
                .orElse(Map.of());
    }

    private static boolean takesParameters(Body body) {
        return switch (body.kind()) {
            case FORM -> true;
            case JSON, MULTIPART -> body.content() instanceof Map;
            case NONE, RAW -> false;
        };
    }

    private static String verb(Ask ask) {
        return ask.verb().orElse(ask.body().kind() == Kind.NONE ? "GET" : "POST");
    }

    private static Map<String, String> headers(Ask ask, Variables variables) {
        var headers = new LinkedHashMap<String, String>();
        var type = TYPES.get(ask.body().kind());
        if (type != null) {
            headers.put("Content-Type", type);
        }
        ask.token()
                .filter(token -> token.by().equals(Token.BEARER))
                .ifPresent(token -> headers.put("Authorization", "Bearer " + variables.fill(token.value())));
        ask.headers().forEach((name, value) -> headers.put(name, Php.text(variables.fill(value))));
        return headers;
    }

    private static Buffer written(Kind kind, @Nullable Object content) {
        return switch (kind) {
            case NONE -> Buffer.buffer();
            case RAW -> Buffer.buffer(Php.text(content));
            case FORM -> Buffer.buffer(query(content));
            case JSON -> Json.encodeToBuffer(content);
            case MULTIPART -> Buffer.buffer(multipart(Php.map(content)));
        };
    }

    private static String multipart(Map<String, Object> content) {
        var parts = new ArrayList<String>();
        flat(
                "",
                content,
                (name, value) -> parts.add("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name
                        + "\"\r\n\r\n" + value + "\r\n"));
        return String.join("", parts) + "--" + BOUNDARY + "--\r\n";
    }

    private static void flat(String name, @Nullable Object value, BiConsumer<String, String> parts) {
        if (Php.isArray(value)) {
            Php.map(value).forEach((key, item) -> flat(name.isEmpty() ? key : name + "[" + key + "]", item, parts));
        } else {
            parts.accept(name, Php.text(value));
        }
    }

    private static String query(@Nullable Object content) {
        return content instanceof Map ? PhpForm.encode(Php.map(content)) : Php.text(content);
    }

    private static String joined(String... queries) {
        return String.join(
                "&", Stream.of(queries).filter(query -> !query.isEmpty()).toList());
    }

    private static Map<String, Object> merged(Map<String, Object> token, Object content) {
        var merged = new LinkedHashMap<>(token);
        merged.putAll(Php.map(content));
        return merged;
    }

    /** Without what shall not be sent. */
    private static @Nullable Object sent(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            var sent = new LinkedHashMap<String, @Nullable Object>();
            map.forEach((name, item) -> {
                if (!Placeholder.ABSENT.equals(item)) {
                    sent.put(String.valueOf(name), sent(item));
                }
            });
            return sent;
        }
        return value instanceof List<?> list ? list.stream().map(Requests::sent).toList() : value;
    }
}
