package io.portalbots.sandbox.model;

import java.util.List;
import java.util.Map;

/**
 * What hangs on a message beside its text: blocks, one under the other [docs: chat-bots-v2/imbot.v2/messages/attachments].
 *
 * @param colorToken {@code primary}, {@code secondary}, {@code alert} or {@code base}
 * @param color a colour as HTML writes it, or empty
 */
public record Attach(String colorToken, String color, List<Block> blocks) {

    /** No attachment. */
    public static final Attach NONE = new Attach("base", "", List.of());

    /**
     * A block.
     *
     * @param kind {@code MESSAGE}, {@code LINK}, {@code USER}, {@code GRID}, {@code IMAGE}, {@code FILE}, {@code
     *     DELIMITER}
     * @param items what it shows, each by the names it was sent with; only grids, images and files have more than one
     */
    public record Block(String kind, List<Map<String, String>> items) {}
}
