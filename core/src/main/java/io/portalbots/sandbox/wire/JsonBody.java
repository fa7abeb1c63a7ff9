package io.portalbots.sandbox.wire;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parameters sent as JSON. What PHP's {@code json_decode} would not take - broken syntax, bytes that are no UTF-8, half a
 * surrogate pair, more than 512 levels - counts as no parameters, and so does what is neither object nor list
 * [src: rest/classes/general/rest_util.php].
 */
public final class JsonBody {

    private static final int DEEPEST = 512;

    private JsonBody() {}

    /** The parameters; a list's positions are their names. */
    public static Map<String, Object> decode(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return parameters(Json.decodeValue(text.strip()));
        } catch (CharacterCodingException | DecodeException noJson) {
            return Map.of();
        }
    }

    private static Map<String, Object> parameters(@Nullable Object json) {
        var values = switch (json) {
            case JsonObject object -> object.getMap();
            case JsonArray array -> array.getList();
            case null, default -> Map.of();
        };
        return isSound(values, 1) ? Php.map(values) : Map.of();
    }

    private static boolean isSound(@Nullable Object value, int level) {
        return switch (value) {
            case Map<?, ?> map ->
                level <= DEEPEST
                        && map.entrySet().stream()
                                .allMatch(entry ->
                                        isSound(entry.getKey(), level) && isSound(entry.getValue(), level + 1));
            case List<?> list -> level <= DEEPEST && list.stream().allMatch(item -> isSound(item, level + 1));
            case String text -> text.codePoints().noneMatch(JsonBody::isSurrogate);
            case null, default -> true;
        };
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
