package io.portalbots.sandbox.messenger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.portalbots.sandbox.event.BotEvents;
import io.portalbots.sandbox.event.BotEvents.Invocation;
import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Command;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Message;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides which bots hear of a message, and as what: a command or a message, never both [src: im/lib/V2/Bot]. */
public final class Router {

    /** A command button. */
    public record Pressed(int botId, String word, String params) {}

    /** Gives a bot its ten minutes in a chat. */
    interface Granting {
        void grant(Portal portal, Chat chat, int botId);
    }

    private final BotEvents events;
    private final Granting granting;

    Router(BotEvents events, Granting granting) {
        this.events = events;
        this.granting = granting;
    }

    /** Serves a message a person typed. */
    void typed(Portal portal, Chat chat, Message message, Person author) {
        var runs = CommandLines.in(message.text()).stream()
                .flatMap(line -> runs(portal, chat, message, author, line))
                .toList();
        var commanded = runs.stream().map(run -> run.bot().id()).collect(toSet());
        run(portal, chat, message, author, runs, message.text());
        listeners(portal, chat, message)
                .filter(bot -> !commanded.contains(bot.id()))
                .collect(groupingBy(Bot::clientId, LinkedHashMap::new, toList()))
                .forEach((client, bots) -> tell(portal, chat, message, author, client, bots));
    }

    /** Serves a pressed command button; false if nothing runs. */
    boolean pressed(Portal portal, Chat chat, Message message, Person author, Pressed pressed) {
        var run = portal.commands()
                .first(command -> command.botId() == pressed.botId()
                        && command.word().equals(pressed.word())
                        && mayRun(portal, chat, author, command))
                .flatMap(command -> invocation(portal, command, pressed.params(), "KEYBOARD", message.id()));
        var text = ("/" + pressed.word() + " " + pressed.params()).strip();
        run.ifPresent(found -> run(portal, chat, message, author, List.of(found), text));
        return run.isPresent();
    }

    private Stream<Invocation> runs(Portal portal, Chat chat, Message message, Person author, CommandLines.Typed line) {
        return portal.commands().all().stream()
                .filter(command -> command.word().equals(line.word()) && mayRun(portal, chat, author, command))
                .flatMap(command -> invocation(portal, command, line.params(), "TEXTAREA", message.id()).stream());
    }

    private static Optional<Invocation> invocation(
            Portal portal, Command command, String params, String context, int messageId) {
        return portal.bots().find(command.botId()).map(bot -> new Invocation(command, bot, params, context, messageId));
    }

    /** COMMON runs everywhere, others where their bot is; extranet people and Open Channels need support. */
    private static boolean mayRun(Portal portal, Chat chat, Person author, Command command) {
        var here = command.common() || chat.members().contains(command.botId());
        var person = !author.extranet() || command.extranetSupport();
        var worksInLines =
                portal.bots().find(command.botId()).filter(Bot::openline).isPresent();
        return here && person && (!chat.isLines() || (worksInLines && !author.connector()));
    }

    private void run(Portal portal, Chat chat, Message message, Person author, List<Invocation> runs, String text) {
        runs.forEach(run -> granting.grant(portal, chat, run.bot().id()));
        var params = EventParams.command(chat, message, author, text);
        byClient(runs)
                .forEach((client, invocations) -> application(portal, client)
                        .ifPresent(app -> rounds(invocations)
                                .forEach(round -> events.commands(portal, app, round, params, author))));
    }

    private static Map<String, List<Invocation>> byClient(List<Invocation> runs) {
        return runs.stream().collect(groupingBy(run -> run.command().clientId(), LinkedHashMap::new, toList()));
    }

    /** An event holds a command once: the same one again, with other parameters, goes into the next event. */
    private static List<List<Invocation>> rounds(List<Invocation> runs) {
        var rounds = new ArrayList<List<Invocation>>();
        var seen = new HashSet<Integer>();
        for (var run : runs) {
            if (rounds.isEmpty() || !seen.add(run.command().id())) {
                rounds.add(new ArrayList<>());
                seen.clear();
                seen.add(run.command().id());
            }
            rounds.get(rounds.size() - 1).add(run);
        }
        return rounds;
    }

    /** In private the bot; in a group who is mentioned, and every supervisor; in Open Channels only who may. */
    private static Stream<Bot> listeners(Portal portal, Chat chat, Message message) {
        var mentioned = Set.copyOf(Mentions.in(message.text()));
        return chat.members().stream()
                .flatMap(id -> portal.bots().find(id).stream())
                .filter(bot -> bot.id() != message.authorId())
                .filter(bot -> !chat.isLines() || bot.openline())
                .filter(bot -> hears(bot, chat, mentioned));
    }

    private static boolean hears(Bot bot, Chat chat, Set<Integer> mentioned) {
        var always = chat.isPrivate()
                || bot.type().equals("S")
                || (chat.isLines() && bot.type().equals("O"));
        return always || mentioned.contains(bot.id());
    }

    private void tell(Portal portal, Chat chat, Message message, Person author, String client, List<Bot> bots) {
        var receivers = bots.stream().map(Bot::id).collect(toSet());
        var params = EventParams.message(chat, message, author, receivers);
        application(portal, client).ifPresent(app -> events.message(portal, app, bots, params, author));
    }

    private static Optional<Installation> application(Portal portal, String client) {
        return Optional.ofNullable(portal.installations().get(client));
    }
}
