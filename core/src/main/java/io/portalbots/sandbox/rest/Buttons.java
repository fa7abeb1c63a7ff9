package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Button;
import io.portalbots.sandbox.wire.Php;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What a KEYBOARD or MENU parameter holds. It may be a JSON string, an array of buttons, or an object with {@code
 * BOT_ID} and {@code BUTTONS} or {@code ITEMS}; empty or {@code N} is none [docs: chats/messages/keyboards].
 */
sealed interface Buttons {

    /** JSON of this length or more is refused [src]. */
    int MOST_JSON = 60_000;

    /** Buttons that survived; none if none were sent. */
    record Read(List<Button> buttons) implements Buttons {}

    /** Nothing usable: {@code KEYBOARD_ERROR}, {@code MENU_ERROR}. */
    record Broken() implements Buttons {}

    /** Too much: {@code KEYBOARD_OVERSIZE}, {@code MENU_OVERSIZE}. */
    record Oversize() implements Buttons {}

    /** Reads the parameter for a message of that bot. */
    static Buttons read(Call call, String name, int botId) {
        var sent = call.params().raw(name);
        if (sent == null || Php.empty(sent) || Php.text(sent).equals("N")) {
            return new Read(List.of());
        }
        var tree = Php.isArray(sent) ? Optional.of(sent) : parse(Php.text(sent));
        return tree.map(found -> keep(found, botId)).orElseGet(Broken::new);
    }

    private static Buttons keep(Object tree, int botId) {
        if (Json.encode(tree).length() >= MOST_JSON) {
            return new Oversize();
        }
        var map = Php.map(tree);
        var speaker = Php.integer(map.get("BOT_ID")) > 0 ? Php.integer(map.get("BOT_ID")) : botId;
        var inner = map.getOrDefault("BUTTONS", map.getOrDefault("ITEMS", tree));
        var buttons = Php.items(inner).stream()
                .flatMap(button -> ButtonReader.read(button, speaker).stream())
                .toList();
        return buttons.stream().anyMatch(Button.Key.class::isInstance) ? new Read(buttons) : new Broken();
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
