package io.portalbots.sandbox.rest;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.portalbots.sandbox.model.Attach;
import io.portalbots.sandbox.model.Attach.Block;
import io.portalbots.sandbox.wire.Params;
import io.portalbots.sandbox.wire.Php;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an attachment: an array of blocks, or an object with {@code BLOCKS}; a block has one key, which says what it is
 * [docs: chat-bots-v2/imbot.v2/messages/attachments]. Blocks that lack what they need vanish, as buttons do: a guess.
 */
final class Attachments {

    /** What an item of a block must have, and what else it may have. */
    private record Shape(String kind, String required, Set<String> fields) {}

    private static final Map<String, Shape> SHAPES = Stream.of(
                    new Shape("MESSAGE", "MESSAGE", Set.of("MESSAGE")),
                    new Shape(
                            "LINK",
                            "LINK",
                            Set.of("LINK", "NAME", "DESC", "HTML", "PREVIEW", "WIDTH", "HEIGHT", "USER_ID", "CHAT_ID")),
                    new Shape(
                            "USER",
                            "NAME",
                            Set.of("NAME", "AVATAR", "AVATAR_TYPE", "LINK", "USER_ID", "CHAT_ID", "BOT_ID")),
                    new Shape(
                            "GRID",
                            "DISPLAY",
                            Set.of(
                                    "DISPLAY",
                                    "NAME",
                                    "VALUE",
                                    "WIDTH",
                                    "HEIGHT",
                                    "COLOR",
                                    "COLOR_TOKEN",
                                    "LINK",
                                    "USER_ID",
                                    "CHAT_ID")),
                    new Shape("IMAGE", "LINK", Set.of("LINK", "NAME", "PREVIEW", "WIDTH", "HEIGHT")),
                    new Shape("FILE", "LINK", Set.of("LINK", "NAME", "SIZE")),
                    new Shape("DELIMITER", "", Set.of("SIZE", "COLOR")))
            .collect(toUnmodifiableMap(Shape::kind, shape -> shape));

    private static final Set<String> ADDRESSES = Set.of("LINK", "PREVIEW", "AVATAR");
    private static final Pattern ADDRESS = Pattern.compile("(/|https?://).*", Pattern.DOTALL);
    private static final Pattern COLOR = Pattern.compile("#([0-9a-fA-F]{3}){1,2}");
    private static final Set<String> TOKENS = Set.of("primary", "secondary", "alert", "base");

    private Attachments() {}

    /** The attachment; nothing if no block is left. */
    static Optional<Attach> read(Object tree) {
        var sent = new Params(Php.map(tree));
        var blocks = Php.items(sent.has("BLOCKS") ? sent.raw("BLOCKS") : tree).stream()
                .flatMap(block -> block(Php.map(block)).stream())
                .toList();
        var token = TOKENS.contains(sent.text("COLOR_TOKEN")) ? sent.text("COLOR_TOKEN") : Attach.NONE.colorToken();
        var color = COLOR.matcher(sent.text("COLOR")).matches() ? sent.text("COLOR") : "";
        return blocks.isEmpty() ? Optional.empty() : Optional.of(new Attach(token, color, blocks));
    }

    private static Optional<Block> block(Map<String, Object> sent) {
        return sent.keySet().stream()
                .flatMap(key -> Optional.ofNullable(SHAPES.get(key)).stream())
                .findFirst()
                .map(shape -> new Block(shape.kind(), items(sent.get(shape.kind()), shape)))
                .filter(block -> !block.items().isEmpty());
    }

    /** A text is its own item; an object is one; a list holds several. */
    private static List<Map<String, String>> items(@Nullable Object sent, Shape shape) {
        if (sent == null || !Php.isArray(sent)) {
            return shape.kind().equals("MESSAGE") && !Php.text(sent).isEmpty()
                    ? List.of(Map.of("MESSAGE", Php.text(sent)))
                    : List.of();
        }
        var several = Php.map(sent).containsKey("0") ? Php.items(sent) : List.of(sent);
        return several.stream().flatMap(item -> item(item, shape).stream()).toList();
    }

    private static Optional<Map<String, String>> item(Object sent, Shape shape) {
        var params = new Params(Php.map(sent));
        var item = new LinkedHashMap<String, String>();
        params.values().keySet().stream()
                .filter(shape.fields()::contains)
                .filter(name -> isUsable(name, params.text(name)))
                .forEach(name -> item.put(name, params.text(name)));
        return shape.required().isEmpty() || item.containsKey(shape.required()) ? Optional.of(item) : Optional.empty();
    }

    private static boolean isUsable(String name, String value) {
        return !value.isEmpty()
                && (!ADDRESSES.contains(name) || ADDRESS.matcher(value).matches());
    }
}
