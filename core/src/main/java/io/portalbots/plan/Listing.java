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
 * @param revision under which of its codes; wishes say 1, a plan whichever serves
 */
public record Listing(Key key, Optional<Key> owner, Content content, int revision) {

    /** A wish. */
    public Listing(Key key, Optional<Key> owner, Content content) {
        this(key, owner, content, 1);
    }

    /** The same under another code, if it is a chat app: others have one only. */
    public Listing revised(int other) {
        return other == revision
                ? this
                : new Listing(key, owner, content instanceof Content.App app ? app.revised(other) : content, other);
    }

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
         * @param code by which the portal knows it, unique within its bot: {@code plugin.app} at first, {@code
         *     plugin.app~2} after a change that no update can make
         * @param frameUrl the page, for an app with a frame
         */
        record App(String code, ChatApp app, Optional<String> frameUrl) implements Content {

            private static final String REVISION = "~";

            App revised(int revision) {
                var plain = code.split(REVISION, 2)[0];
                return new App(revision == 1 ? plain : plain + REVISION + revision, app, frameUrl);
            }
        }

        /** An event of the application that the portal sends only to those who asked for it. */
        record Handler(String event, String eventUrl) implements Content {}
    }

    /** What is compared and remembered, by name. */
    public Map<String, String> fields() {
        return Fields.of(content);
    }
}
