package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.wire.Php;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an ATTACH, KEYBOARD or MENU parameter holds. It may be a JSON string or what that string would say [docs:
 * chats/messages].
 *
 * @param <T> what a sound one is read as
 */
sealed interface Part<T> {

    /** JSON of this length or more is refused [src]; the reference of the methods says 30 KB. */
    int MOST_JSON = 60_000;

    /** The parameter was not sent. */
    record Absent<T>() implements Part<T> {}

    /** Empty or {@code N}: there shall be none. */
    record None<T>() implements Part<T> {}

    /** Something usable. */
    record Read<T>(T value) implements Part<T> {}

    /** Nothing usable: {@code KEYBOARD_ERROR} and the like. */
    record Broken<T>() implements Part<T> {}

    /** Too much: {@code KEYBOARD_OVERSIZE} and the like. */
    record Oversize<T>() implements Part<T> {}

    /** Reads a parameter; {@code reader} gives nothing for what a portal could not use. */
    static <T> Part<T> read(Call call, String name, Function<Object, Optional<T>> reader) {
        var sent = call.params().raw(name);
        if (!call.params().has(name)) {
            return new Absent<>();
        }
        if (sent == null || Php.empty(sent) || Php.text(sent).equals("N")) {
            return new None<>();
        }
        var tree = Php.isArray(sent) ? Optional.of(sent) : parse(Php.text(sent));
        return tree.map(found -> weigh(found, reader)).orElseGet(Broken::new);
    }

    /** What to post: {@code before} if nothing was sent, {@code none} if there shall be none. */
    default T over(T before, T none) {
        return switch (this) {
            case Read<T>(var value) -> value;
            case None<T> removed -> none;
            case Absent<T> absent -> before;
            case Broken<T> broken -> before;
            case Oversize<T> oversize -> before;
        };
    }

    private static <T> Part<T> weigh(Object tree, Function<Object, Optional<T>> reader) {
        return reader.apply(tree)
                .<Part<T>>map(value -> Json.encode(tree).length() < MOST_JSON ? new Read<>(value) : new Oversize<>())
                .orElseGet(Broken::new);
    }

    private static Optional<Object> parse(String json) {
        try {
            return switch (Json.decodeValue(json)) {
                case JsonObject object -> Optional.of(object.getMap());
                case JsonArray array -> Optional.of(array.getList());
                case null, default -> Optional.empty();
            };
        } catch (DecodeException noJson) {
            return Optional.empty();
        }
    }
}
