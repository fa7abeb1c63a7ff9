package io.portalbots.plan;

import java.util.Comparator;

/**
 * Names one thing on one portal, the same in every plan.
 *
 * @param surface the family of calls it is registered by, such as {@link #APP}
 * @param plugin the plugin it comes from, or {@link #SHARED} for the bot that plugins without their own share
 * @param code what the plugin calls it
 */
public record Key(String surface, String plugin, String code) implements Comparable<Key> {

    public static final String BOT = "imbot";
    public static final String COMMAND = "imbot.command";
    public static final String APP = "imbot.app";
    public static final String EVENT = "event";

    /** In the place of a plugin's id, which cannot look like this. */
    public static final String SHARED = "*";

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::surface).thenComparing(Key::plugin).thenComparing(Key::code);

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return surface + ":" + plugin + "/" + code;
    }
}
