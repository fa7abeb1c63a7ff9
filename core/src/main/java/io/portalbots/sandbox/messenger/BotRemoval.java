package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.event.BotEvents;
import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Tokens;
import java.util.stream.Collectors;

/** Unregisters a bot with all that hangs on it: private chats, commands, chat apps [src: im/lib/bot.php]. */
public final class BotRemoval {

    private final BotEvents events;
    private final Tokens tokens;
    private final AppChanges changes;

    /** Removal that tells applications through {@code events}, and open clients through {@code changes}. */
    public BotRemoval(BotEvents events, Tokens tokens, AppChanges changes) {
        this.events = events;
        this.tokens = tokens;
        this.changes = changes;
    }

    /** Removes {@code bot} and tells of it; {@code actorId} is who asked for it. */
    public void remove(Portal portal, Bot bot, int actorId) {
        var app = portal.installations().get(bot.clientId());
        if (app != null) {
            events.deleted(portal, app, bot, actorId);
        }
        removeApps(portal, bot);
        lose(portal, bot);
    }

    /** Removes {@code bot} without a word to anybody. */
    public void lose(Portal portal, Bot bot) {
        portal.commands().removeIf(command -> command.botId() == bot.id());
        portal.chatApps().removeIf(chatApp -> chatApp.botId() == bot.id());
        leave(portal, bot);
        portal.bots().remove(bot.id());
        tokens.revoke(portal, bot.id());
    }

    private void removeApps(Portal portal, Bot bot) {
        portal.chatApps().all().stream()
                .filter(chatApp -> chatApp.botId() == bot.id())
                .forEach(chatApp -> {
                    portal.chatApps().remove(chatApp.id());
                    changes.unregistered(portal, chatApp);
                });
    }

    private static void leave(Portal portal, Bot bot) {
        var alone = portal.chats().all().stream()
                .filter(chat -> chat.isPrivate() && chat.members().contains(bot.id()))
                .map(Chat::id)
                .collect(Collectors.toSet());
        portal.messages().removeIf(message -> alone.contains(message.chatId()));
        portal.chats().removeIf(chat -> alone.contains(chat.id()));
        portal.chats().all().stream()
                .filter(chat -> chat.members().contains(bot.id()))
                .forEach(chat -> Rooms.leave(portal, chat, bot.id()));
        portal.typing().keySet().removeIf(seat -> seat.botId() == bot.id());
        portal.dialogTokens().keySet().removeIf(seat -> seat.botId() == bot.id());
    }
}
