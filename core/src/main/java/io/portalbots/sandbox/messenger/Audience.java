package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Command;
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import java.util.Set;
import java.util.stream.Stream;

/** Which bots a message reaches, and which commands run where [src: im/lib/bot.php, im/lib/command.php]. Pure. */
final class Audience {

    private Audience() {}

    /**
     * The bots that hear of a text: in private the other one; in a group who is mentioned, and every supervisor; in Open
     * Channels only bots made for them. Nobody hears itself.
     */
    static Stream<Bot> of(Portal portal, Chat chat, int authorId, String text) {
        var mentioned = Set.copyOf(Mentions.in(text));
        return chat.members().stream()
                .filter(id -> id != authorId)
                .flatMap(id -> portal.bots().find(id).stream())
                .filter(bot -> !chat.isLines() || bot.openline())
                .filter(bot -> hears(bot, chat, mentioned));
    }

    private static boolean hears(Bot bot, Chat chat, Set<Integer> mentioned) {
        var always = chat.isPrivate() || bot.isSupervisor() || (chat.isLines() && bot.isForLines());
        return always || mentioned.contains(bot.id());
    }

    /**
     * Whether a member may run a command in a chat. COMMON ones run everywhere, others where their bot is. Extranet
     * people need support for them; nothing runs in the chat of the site's widget; in Open Channels the bot must be made
     * for them. That the customer there cannot run any is a guess, as is that bots cannot.
     */
    static boolean mayRun(Portal portal, Chat chat, Member author, Command command) {
        return author instanceof Person person
                && (command.common() || chat.members().contains(command.botId()))
                && (command.extranetSupport() || !person.extranet())
                && !chat.isLivechat()
                && (!chat.isLines() || mayRunInLines(portal, person, command));
    }

    private static boolean mayRunInLines(Portal portal, Person person, Command command) {
        return !person.connector()
                && portal.bots().find(command.botId()).filter(Bot::openline).isPresent();
    }
}
