package io.portalbots.chat;

import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How bots speak. Methods block and throw {@link PortalUnavailableException} where the portal stays silent. */
public interface Messenger {

    /**
     * Posts as a bot.
     *
     * @throws io.portalbots.spi.ChatException if the keyboard or the menu is larger than portals take
     */
    Posted post(Tenant tenant, Place place, Content content);

    /** What a portal said to a message. */
    sealed interface Posted {

        /** It is there, under this number, if the portal said one. */
        record There(OptionalLong message) implements Posted {}

        /** It is not, for this reason. */
        record Refused(String error) implements Posted {}
    }

    /**
     * Changes a message of a bot; without buttons it has none any more.
     *
     * @return the portal's reason against it, if it has one
     * @throws io.portalbots.spi.ChatException if the keyboard or the menu is larger than portals take
     */
    Optional<String> edit(Tenant tenant, long bot, long messageId, Content content);

    /** Whether a person is in a group that {@code bot} may speak in. */
    boolean hasMember(Tenant tenant, long bot, long group, long person);

    /** Shows that a bot is typing. */
    void typing(Tenant tenant, Place place);

    /**
     * Where to speak.
     *
     * @param bot who speaks
     * @param dialogId as the portal's event named it
     * @param answers the command this answers, which lets a bot speak where it is no member
     */
    record Place(long bot, String dialogId, Optional<Answers> answers) {}

    /** A command that was run, and the message it was run from. */
    record Answers(long commandId, long messageId) {}

    /**
     * What a message holds.
     *
     * @param keyboard the buttons under it
     * @param menu the items of its own menu; if absent, a new message has none, and a changed one keeps those it has
     */
    record Content(String text, List<KeyButton> keyboard, Optional<List<KeyButton>> menu) {

        /** Without a menu. */
        public Content(String text, List<KeyButton> keyboard) {
            this(text, keyboard, Optional.empty());
        }
    }

    /** A button, or an item of a menu, as portals know it. */
    record KeyButton(String text, boolean startsRow, Press press) {}

    /** What a portal does when a button is pressed. */
    sealed interface Press {

        /** Opens a page. */
        record Link(String url) implements Press {}

        /** Opens the frame of the chat app numbered {@code appId}, handing it {@code key}. */
        record App(long appId, String key) implements Press {}

        /** Does something in the person's messenger: PUT, SEND, CALL or DIALOG. */
        record Client(String action, String value) implements Press {}

        /** Runs a command of the bot. */
        record Command(String word, String params) implements Press {}
    }
}
