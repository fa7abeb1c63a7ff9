package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.model.Person;

/** A dialog as far as the visibility of chat apps depends on it. */
public sealed interface Dialog {

    /** A private chat with a person. */
    record WithPerson() implements Dialog {}

    /** The private chat with a bot. */
    record WithBot(int botId) implements Dialog {}

    /** A group or open chat. */
    record Group() implements Dialog {}

    /** An Open Channels chat. */
    record Lines() implements Dialog {}

    /** A chat made by telephony. */
    record Telephony() implements Dialog {}

    /** The private dialog with {@code other}. */
    static Dialog with(Member other) {
        return switch (other) {
            case Person person -> new WithPerson();
            case Bot bot -> new WithBot(bot.id());
        };
    }

    /** The dialog of a chat that is not private. */
    static Dialog of(Chat chat) {
        if (chat.isLines()) {
            return new Lines();
        }
        return chat.entityType().equals("CALL") ? new Telephony() : new Group();
    }
}
