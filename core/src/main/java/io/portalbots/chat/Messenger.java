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
     * @throws io.portalbots.spi.ChatException if the keyboard is larger than portals take
     */
    Posted post(Tenant tenant, Place place, String text, List<KeyButton> keyboard);

    /** Shows that a bot is typing. */
    void typing(Tenant tenant, Place place);

    /** What became of a message. */
    sealed interface Posted {

        /** The portal has it, by this number if it told one. */
        record There(OptionalLong message) implements Posted {}

        /** The portal does not want it, for the reason {@code error}. */
        record Refused(String error) implements Posted {}
    }

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

    /** A button as portals know it. */
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
