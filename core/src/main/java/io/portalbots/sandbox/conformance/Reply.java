package io.portalbots.sandbox.conformance;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What came back.
 *
 * @param headers by name in any case
 * @param body maps, lists and so on if it is JSON, else the text
 */
record Reply(
        int status, Map<String, String> headers, @Nullable Object body, String text) {

    static Reply of(int status, MultiMap headers, Buffer bytes) {
        var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(byName::put);
        var text = bytes.toString();
        var isJson = byName.getOrDefault("Content-Type", "").startsWith("application/json");
        return new Reply(status, byName, isJson ? json(text) : text, text);
    }

    /**
     * The value at a path: {@code result.0.ID} of the body, {@code headers.Location}, {@code headers.Location?code} for a
     * parameter of the address there.
     */
    Optional<Object> at(String path) {
        if (path.startsWith("headers.")) {
            var name = path.substring("headers.".length()).split("\\?", 2);
            var value = Optional.<Object>ofNullable(headers.get(name[0]));
            return name.length == 1 ? value : value.flatMap(url -> parameter(String.valueOf(url), name[1]));
        }
        var place = body;
        for (var name : path.split("\\.", -1)) {
            place = child(place, name);
        }
        return Optional.ofNullable(place);
    }

    private static @Nullable Object child(@Nullable Object place, String name) {
        if (place instanceof List<?> list && name.matches("\\d{1,6}")) {
            var position = Integer.parseInt(name);
            return position < list.size() ? list.get(position) : null;
        }
        return place instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static Optional<Object> parameter(String url, String name) {
        var found = Pattern.compile("[?&]" + Pattern.quote(name) + "=([^&#]*)").matcher(url);
        return found.find() ? Optional.of(URLDecoder.decode(found.group(1), StandardCharsets.UTF_8)) : Optional.empty();
    }

    private static @Nullable Object json(String text) {
        try {
            return switch (Json.decodeValue(text)) {
                case null -> null;
                case JsonObject object -> object.getMap();
                case JsonArray array -> array.getList();
                case Object scalar -> scalar;
            };
        } catch (DecodeException noJson) {
            return text;
        }
    }
}
