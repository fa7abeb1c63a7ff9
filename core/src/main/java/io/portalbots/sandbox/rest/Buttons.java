package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Button;
import io.portalbots.sandbox.wire.Php;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a keyboard or a menu: an array of buttons, or an object with {@code BOT_ID} and {@code BUTTONS} or {@code ITEMS}
 * [docs: chats/messages/keyboards, menu]. Buttons a portal could not use vanish.
 */
final class Buttons {

    private Buttons() {}

    /** Reads buttons of that bot, unless they name another; nothing if none survives [src: im/lib/bot/keyboard.php]. */
    static Function<Object, Optional<List<Button>>> of(int botId) {
        return tree -> {
            var map = Php.map(tree);
            var named = Php.integer(map.get("BOT_ID"));
            var inner = map.getOrDefault("BUTTONS", map.getOrDefault("ITEMS", tree));
            var buttons = Php.items(inner).stream()
                    .flatMap(button -> ButtonReader.read(button, named > 0 ? named : botId).stream())
                    .toList();
            return Optional.of(buttons).filter(some -> some.stream().anyMatch(Button.Key.class::isInstance));
        };
    }
}
