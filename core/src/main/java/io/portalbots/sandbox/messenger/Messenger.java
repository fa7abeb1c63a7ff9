package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.event.BotEvents;
import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Content;
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.model.Message;
import io.portalbots.sandbox.model.Portal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said on a portal. Tells applications through {@link BotEvents}. */
public final class Messenger {

    private static final Duration TYPING = Duration.ofSeconds(30);
    private static final Duration DIALOG_TOKEN = Duration.ofMinutes(10);

    private final Router router;
    private final Rooms rooms;
    private final Editing editing;
    private final Clock clock;

    /** A messenger on the sandbox's event loop. */
    public Messenger(BotEvents events, Clock clock) {
        this.router = new Router(events, this::grant);
        this.rooms = new Rooms(events, clock);
        this.editing = new Editing(router, clock);
        this.clock = clock;
    }

    /** Where it is said. */
    public Rooms rooms() {
        return rooms;
    }

    /** What becomes of it later. */
    public Editing editing() {
        return editing;
    }

    /** The private chat of two members, if it was opened before. */
    public static Optional<Chat> privateChat(Portal portal, int one, int other) {
        return Rooms.privateChat(portal, one, other);
    }

    /** Opens the private chat of a member with another; a bot hears of it the first time. */
    public Chat open(Portal portal, Member one, Member other) {
        return rooms.open(portal, one, other);
    }

    /** Posts the text a member wrote; commands and listening bots are served. */
    public Message say(Portal portal, Member author, Chat chat, String text) {
        return write(portal, author, chat, Content.text(text));
    }

    /** Posts what a member wrote. What the system says reaches no bot: a guess. */
    public Message write(Portal portal, Member author, Chat chat, Content content) {
        var message = post(portal, author.id(), chat, content);
        if (!content.flags().system()) {
            router.written(portal, chat, message, author);
        }
        return message;
    }

    /** Posts a message without telling anybody. */
    public Message post(Portal portal, int authorId, Chat chat, Content content) {
        portal.typing().remove(new Portal.Seat(chat.id(), authorId));
        return portal.messages().add(id -> new Message(id, chat.id(), authorId, content, clock.instant()));
    }

    /** Runs a command by a button or the like; false if that member may not run it there. */
    public boolean press(Portal portal, Member member, Chat chat, Message message, Router.Pressed pressed) {
        return router.pressed(portal, chat, message, member, pressed);
    }

    /** Shows a bot as typing for half a minute, or until its next message there. */
    public void typing(Portal portal, Chat chat, Bot bot) {
        last(portal.typing(), new Portal.Seat(chat.id(), bot.id()), TYPING);
    }

    /** Whether a bot shows as typing. */
    public boolean isTyping(Portal portal, Chat chat, int botId) {
        return lasts(portal.typing().get(new Portal.Seat(chat.id(), botId)));
    }

    /** Lets a bot write into a chat for ten minutes, member or not [src: im/lib/bot/token.php]; says until when. */
    public Instant grant(Portal portal, Chat chat, int botId) {
        return last(portal.dialogTokens(), new Portal.Seat(chat.id(), botId), DIALOG_TOKEN);
    }

    /** Whether the ten minutes still last. */
    public boolean isGranted(Portal portal, Chat chat, int botId) {
        return lasts(portal.dialogTokens().get(new Portal.Seat(chat.id(), botId)));
    }

    /** What is over is forgotten, so that a portal that lives long does not grow. */
    private Instant last(Map<Portal.Seat, Instant> seats, Portal.Seat seat, Duration time) {
        var end = clock.instant().plus(time);
        seats.values().removeIf(until -> !lasts(until));
        seats.put(seat, end);
        return end;
    }

    private boolean lasts(@Nullable Instant until) {
        return until != null && clock.instant().isBefore(until);
    }
}
