package io.portalbots.sandbox.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The colours that bots and chats may have, by the names that REST calls use [docs: chat-bots/outdated]. How each looks
 * is a guess.
 */
public final class Colors {

    private static final Map<String, String> HEX = Stream.of(
                    "RED #df532d",
                    "GREEN #64a513",
                    "MINT #4ba984",
                    "LIGHT_BLUE #3e99ce",
                    "DARK_BLUE #4d6fcc",
                    "PURPLE #8474c8",
                    "AQUA #1eb4aa",
                    "PINK #f76187",
                    "LIME #58cc47",
                    "BROWN #ab7761",
                    "AZURE #29619b",
                    "KHAKI #728f7a",
                    "SAND #ba9c7b",
                    "MARENGO #556574",
                    "GRAY #909090",
                    "GRAPHITE #5e5f5e")
            .map(pair -> pair.split(" ", 2))
            .collect(LinkedHashMap::new, (map, pair) -> map.put(pair[0], pair[1]), Map::putAll);

    private Colors() {}

    /** Whether a colour has that name. */
    public static boolean isKnown(String name) {
        return HEX.containsKey(name);
    }

    /** How a colour is written in HTML. */
    public static Optional<String> hex(String name) {
        return Optional.ofNullable(HEX.get(name));
    }
}
