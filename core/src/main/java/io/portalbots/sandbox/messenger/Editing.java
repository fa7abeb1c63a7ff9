package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Content;
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.model.Message;
import io.portalbots.sandbox.model.Portal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/** What becomes of messages after they are written: changed and deleted by who wrote them, liked by who reads them. */
public final class Editing {

    /** How long an author may change or delete a message [docs: imbot.message.update]. */
    public static final Duration TIME_TO_CHANGE = Duration.ofDays(3);

    private static final DateTimeFormatter NOTICE =
            DateTimeFormatter.ofPattern("'Message from 'MM/dd/yyyy HH:mm:ss' has been deleted'");

    private final Router router;
    private final Clock clock;

    Editing(Router router, Clock clock) {
        this.router = router;
        this.clock = clock;
    }

    /** Whether that member may still change or delete the message: only its author, for three days. */
    public boolean isOpenTo(Message message, int memberId) {
        var isYoung = !clock.instant().isAfter(message.at().plus(TIME_TO_CHANGE));
        return message.authorId() == memberId && isYoung && message.state() != Message.State.DELETED;
    }

    /** Whether that member is in the chat of the message. */
    public boolean isReadBy(Portal portal, Message message, int memberId) {
        return portal.chats()
                .find(message.chatId())
                .filter(chat -> chat.members().contains(memberId))
                .isPresent();
    }

    /** Says something else instead; bots that listen hear of it. */
    public void change(Portal portal, Message message, Member author, Content content) {
        var changed = message.edited(content);
        portal.messages().replace(message.id(), changed);
        inChat(portal, message, chat -> router.changed(portal, chat, changed, author));
    }

    /** Leaves a trace of the message, or with {@code complete} none; bots that listen hear of it either way. */
    public void delete(Portal portal, Message message, Member author, boolean complete) {
        var trace = message.deleted(NOTICE.format(message.at().atOffset(ZoneOffset.UTC)));
        if (complete) {
            portal.messages().remove(message.id());
        } else {
            portal.messages().replace(message.id(), trace);
        }
        inChat(portal, message, chat -> router.deleted(portal, chat, message, trace, author));
    }

    /** Sets or takes back a like; false if it was that way already. */
    public boolean like(Portal portal, Message message, int memberId, boolean likes) {
        if (message.likes().contains(memberId) == likes) {
            return false;
        }
        portal.messages().replace(message.id(), message.liked(memberId, likes));
        return true;
    }

    private static void inChat(Portal portal, Message message, Consumer<Chat> deed) {
        portal.chats().find(message.chatId()).ifPresent(deed);
    }
}
