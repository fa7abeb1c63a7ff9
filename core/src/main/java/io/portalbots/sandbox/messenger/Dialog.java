package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.model.Person;
import java.util.Locale;

/** A dialog as far as the visibility of chat apps depends on it. */
public sealed interface Dialog {

    /** How it is called in a sentence, such as {@code a group chat}. */
    String label();

    /** A private chat with a person. */
    record WithPerson() implements Dialog {

        @Override
        public String label() {
            return "a private chat with a person";
        }
    }

    /** The private chat with a bot. */
    record WithBot(int botId) implements Dialog {

        @Override
        public String label() {
            return "the private chat with bot " + botId;
        }
    }

    /** A group or open chat. */
    record Group() implements Dialog {

        @Override
        public String label() {
            return "a group chat";
        }
    }

    /**
     * An Open Channels chat.
     *
     * @param connector what the customer writes through, lower case, such as {@code livechat}; may be empty
     */
    record Lines(String connector) implements Dialog {

        @Override
        public String label() {
            return "an Open Channels chat" + (connector.isEmpty() ? "" : " of the connector " + connector);
        }
    }

    /** A chat made by telephony. */
    record Telephony() implements Dialog {

        @Override
        public String label() {
            return "a telephony chat";
        }
    }

    /** The private dialog with {@code other}. */
    static Dialog with(Member other) {
        return switch (other) {
            case Person person -> new WithPerson();
            case Bot bot -> new WithBot(bot.id());
        };
    }

    /** The dialog of a chat that is not private. The entity id of Open Channels begins with the connector [docs]. */
    static Dialog of(Chat chat) {
        if (chat.isLines()) {
            return new Lines(chat.entityId().split("\\|", 2)[0].toLowerCase(Locale.ROOT));
        }
        return chat.entityType().equals("CALL") ? new Telephony() : new Group();
    }
}
