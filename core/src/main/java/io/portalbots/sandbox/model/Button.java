package io.portalbots.sandbox.model;

import java.util.Map;
import java.util.Optional;

/** An entry of a keyboard or a menu [docs: messages/keyboards] [src: im/lib/bot/keyboard.php]. */
public sealed interface Button {

    /** Starts a new row of buttons. */
    record NewLine() implements Button {}

    /**
     * Something to press.
     *
     * @param block locks the whole keyboard once pressed
     * @param style decoration as it was sent: {@code BG_COLOR}, {@code DISPLAY}, {@code WIDTH} and the like
     */
    record Key(String text, Deed deed, boolean block, boolean disabled, Map<String, String> style) implements Button {

        /** The same key, dead. */
        public Key locked() {
            return new Key(text, deed, block, true, style);
        }
    }

    /** What pressing does. */
    sealed interface Deed {

        /** Opens an address that starts with a slash, http or https. */
        record Link(String url) implements Deed {}

        /** Opens a chat app in context mode. */
        record OpenApp(int appId, Optional<String> params) implements Deed {}

        /** A client-side action: PUT, SEND, COPY, CALL, DIALOG, LIVECHAT, HELP. */
        record Act(String action, String value) implements Deed {}

        /** Runs a bot's command. */
        record Run(int botId, String command, String params) implements Deed {}
    }
}
