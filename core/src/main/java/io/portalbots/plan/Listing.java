package io.portalbots.plan;

import io.portalbots.spi.BotProfile;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.Command;
import java.util.Map;
import java.util.Optional;

/**
 * Something that should be on one surface of a portal.
 *
 * @param owner the bot it belongs to; a bot itself has none
 */
public record Listing(Key key, Optional<Key> owner, Content content) {

    /** What is to be registered. */
    public sealed interface Content {

        /**
         * A bot.
         *
         * @param code by which the portal knows it, unique among all applications there
         * @param eventUrl where the portal sends what concerns it
         */
        record Bot(String code, BotProfile profile, String eventUrl) implements Content {}

        /** A slash command. */
        record Slash(Command command, String eventUrl) implements Content {}

        /**
         * A chat app.
         *
         * @param code by which the portal knows it, unique within its bot
         * @param frameUrl the page, for an app with a frame
         */
        record App(String code, ChatApp app, Optional<String> frameUrl) implements Content {}

        /** An event of the application that the portal sends only to those who asked for it. */
        record Handler(String event, String eventUrl) implements Content {}
    }

    /** What is compared and remembered, by name. */
    public Map<String, String> fields() {
        return Fields.of(content);
    }
}
