package io.portalbots.spi;

import java.util.Optional;

/**
 * How a plugin's bot looks in the list of people.
 *
 * @param name 1 to 50 characters
 * @param workPosition what the bot does, in a few words, up to 100 characters, may be empty
 * @param color of its name and of its face where there is no avatar
 */
public record BotProfile(String name, String workPosition, Color color, Optional<Avatar> avatar) {

    /** The colours a portal knows. */
    public enum Color {
        RED,
        GREEN,
        MINT,
        LIGHT_BLUE,
        DARK_BLUE,
        PURPLE,
        AQUA,
        PINK,
        LIME,
        BROWN,
        AZURE,
        KHAKI,
        SAND,
        MARENGO,
        GRAY,
        GRAPHITE
    }

    public BotProfile {
        Rules.text("name", name, 50);
        Rules.optionalText("workPosition", workPosition, 100);
    }

    public BotProfile(String name, String workPosition, Color color) {
        this(name, workPosition, color, Optional.empty());
    }
}
