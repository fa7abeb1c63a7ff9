package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.event.BotEvents;
import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.model.Message;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The chats of a portal: opening, joining, writing. Tells applications through {@link BotEvents}. */
public final class Messenger {

    private static final Duration TYPING = Duration.ofSeconds(30);
    private static final Duration DIALOG_TOKEN = Duration.ofMinutes(10);

    private final BotEvents events;
    private final Router router;
    private final Clock clock;

    /** A messenger on the sandbox's event loop. */
    public Messenger(BotEvents events, Clock clock) {
        this.events = events;
        this.router = new Router(events, this::grant);
        this.clock = clock;
    }

    /** The private chat of two members, if it was opened before. */
    public static Optional<Chat> privateChat(Portal portal, int one, int other) {
        var both = Set.of(one, other);
        return portal.chats().first(chat -> chat.isPrivate() && chat.members().equals(both));
    }

    /** Opens the private chat of a person with somebody; a bot hears of it the first time. */
    public Chat open(Portal portal, Person person, Member other) {
        return privateChat(portal, person.id(), other.id()).orElseGet(() -> {
            var chat = createPrivate(portal, person, other);
            if (other instanceof Bot bot) {
                tellJoined(portal, chat, bot, person);
            }
            return chat;
        });
    }

    /** The private chat a bot writes into; made without a word if it is new. */
    public Chat openByBot(Portal portal, Bot bot, Member other) {
        return privateChat(portal, bot.id(), other.id()).orElseGet(() -> createPrivate(portal, bot, other));
    }

    /** A new group; bots among its members hear of it. */
    public Chat createGroup(Portal portal, String title, String entityType, Person author, Collection<Member> members) {
        var type = entityType.equals("LINES") ? "L" : "C";
        var chat = portal.chats().add(id -> new Chat(id, type, title, author.id(), entityType, "", "", Set.of()));
        join(portal, chat, author, members);
        return chat;
    }

    /** Adds members to a group; bots that were not there hear of it. */
    public void join(Portal portal, Chat chat, Person actor, Collection<Member> members) {
        for (var member : members) {
            if (chat.members().add(member.id()) && member instanceof Bot bot) {
                tellJoined(portal, chat, bot, actor);
            }
        }
    }

    /** Posts what a person wrote; commands and listening bots are served. */
    public Message say(Portal portal, Person author, Chat chat, String text) {
        var message = post(portal, author.id(), chat, Content.text(text));
        router.typed(portal, chat, message, author);
        return message;
    }

    /** Posts a message without telling anybody: what a bot writes reaches no bot. */
    public Message post(Portal portal, int authorId, Chat chat, Content content) {
        portal.typing().remove(new Portal.Seat(chat.id(), authorId));
        return portal.messages()
                .add(id -> new Message(
                        id,
                        chat.id(),
                        authorId,
                        content.text(),
                        content.keyboard(),
                        content.menu(),
                        content.system(),
                        clock.instant()));
    }

    /** Runs a command by a keyboard button; false if that person may not run it there. */
    public boolean press(Portal portal, Person person, Chat chat, Message message, Router.Pressed pressed) {
        return router.pressed(portal, chat, message, person, pressed);
    }

    /** Shows a bot as typing for half a minute, or until its next message there. */
    public void typing(Portal portal, Chat chat, Bot bot) {
        portal.typing()
                .put(new Portal.Seat(chat.id(), bot.id()), clock.instant().plus(TYPING));
    }

    /** Whether a bot shows as typing. */
    public boolean isTyping(Portal portal, Chat chat, int botId) {
        return alive(portal.typing().get(new Portal.Seat(chat.id(), botId)));
    }

    /** Lets a bot write into a chat for ten minutes, member or not [src: im/lib/bot/token.php]; says until when. */
    public Instant grant(Portal portal, Chat chat, int botId) {
        var until = clock.instant().plus(DIALOG_TOKEN);
        portal.dialogTokens().put(new Portal.Seat(chat.id(), botId), until);
        return until;
    }

    /** Whether the ten minutes still last. */
    public boolean isGranted(Portal portal, Chat chat, int botId) {
        return alive(portal.dialogTokens().get(new Portal.Seat(chat.id(), botId)));
    }

    private boolean alive(@Nullable Instant until) {
        return until != null && clock.instant().isBefore(until);
    }

    private static Chat createPrivate(Portal portal, Member one, Member other) {
        return portal.chats().add(id -> new Chat(id, "P", "", one.id(), "", "", "", Set.of(one.id(), other.id())));
    }

    private void tellJoined(Portal portal, Chat chat, Bot bot, Person actor) {
        var app = portal.installations().get(bot.clientId());
        if (app != null) {
            events.joined(portal, app, bot, EventParams.joined(chat, bot.id(), actor), actor);
        }
    }
}
