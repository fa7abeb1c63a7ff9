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
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.model.Message;
import io.portalbots.sandbox.model.Portal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells bots what happens to messages: a new one is a command or a message to a bot, never both [src: im/lib/V2/Bot]. What
 * a bot writes reaches other bots, but runs nothing.
 */
public final class Router {

    /**
     * A command that is run by other means than typing.
     *
     * @param context {@code KEYBOARD} or {@code MENU}
     */
    public record Pressed(int botId, String word, String params, String context) {}

    /** Gives a bot its ten minutes in a chat. */
    interface Granting {
        void grant(Portal portal, Chat chat, int botId);
    }

    /** Makes the parameters of an event for those bots. */
    private interface Params {
        Map<String, Object> of(Set<Integer> receivers);
    }

    private final BotEvents events;
    private final Granting granting;

    Router(BotEvents events, Granting granting) {
        this.events = events;
        this.granting = granting;
    }

    /** Serves a new message. */
    void written(Portal portal, Chat chat, Message message, Member author) {
        var runs = CommandLines.in(message.text()).stream()
                .flatMap(line -> runs(portal, chat, message, author, line))
                .toList();
        var commanded = runs.stream().map(run -> run.bot().id()).collect(toSet());
        run(portal, chat, message, author, runs, message.text());
        var hearers =
                Audience.of(portal, chat, author.id(), message.text()).filter(bot -> !commanded.contains(bot.id()));
        var params = EventParams.of(portal, chat, message, author);
        tell("ONIMBOTMESSAGEADD", portal, hearers, author, params::added);
    }

    /** Serves a message that was changed. */
    void changed(Portal portal, Chat chat, Message message, Member author) {
        var hearers = Audience.of(portal, chat, author.id(), message.text());
        var params = EventParams.of(portal, chat, message, author);
        tell("ONIMBOTMESSAGEUPDATE", portal, hearers, author, params::changed);
    }

    /** Serves a message that was deleted; who heard of {@code before} hears of its {@code trace}. */
    void deleted(Portal portal, Chat chat, Message before, Message trace, Member author) {
        var hearers = Audience.of(portal, chat, author.id(), before.text());
        var params = EventParams.of(portal, chat, trace, author);
        tell("ONIMBOTMESSAGEDELETE", portal, hearers, author, receivers -> params.deleted());
    }

    /** Serves a command that is run by a button or the like; false if nothing runs. */
    boolean pressed(Portal portal, Chat chat, Message message, Member author, Pressed pressed) {
        var run = portal.commands()
                .first(command -> command.botId() == pressed.botId()
                        && command.word().equals(pressed.word())
                        && Audience.mayRun(portal, chat, author, command))
                .flatMap(command -> invocation(portal, command, pressed.params(), pressed.context(), message.id()));
        var text = ("/" + pressed.word() + " " + pressed.params()).strip();
        run.ifPresent(found -> run(portal, chat, message, author, List.of(found), text));
        return run.isPresent();
    }

    private static Stream<Invocation> runs(
            Portal portal, Chat chat, Message message, Member author, CommandLines.Typed line) {
        return portal.commands().all().stream()
                .filter(command -> command.word().equals(line.word()))
                .filter(command -> Audience.mayRun(portal, chat, author, command))
                .flatMap(command -> invocation(portal, command, line.params(), "TEXTAREA", message.id()).stream());
    }

    private static Optional<Invocation> invocation(
            Portal portal, Command command, String params, String context, int messageId) {
        return portal.bots().find(command.botId()).map(bot -> new Invocation(command, bot, params, context, messageId));
    }

    private void run(Portal portal, Chat chat, Message message, Member author, List<Invocation> runs, String text) {
        runs.forEach(run -> granting.grant(portal, chat, run.bot().id()));
        var params = EventParams.of(portal, chat, message, author).command(text);
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

    /** One event for each application, with all of its bots that hear. */
    private void tell(String event, Portal portal, Stream<Bot> hearers, Member author, Params params) {
        hearers.collect(groupingBy(Bot::clientId, LinkedHashMap::new, toList()))
                .forEach((client, bots) -> application(portal, client).ifPresent(app -> {
                    var receivers = bots.stream().map(Bot::id).collect(toSet());
                    events.message(event, portal, app, bots, params.of(receivers), author);
                }));
    }

    private static Optional<Installation> application(Portal portal, String client) {
        return Optional.ofNullable(portal.installations().get(client));
    }
}
