package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Portal;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The bot in whose name a call is made: the one named by BOT_ID, or the application's first [docs: chat-bots/outdated].
 */
record Speaker(Call call, Optional<Bot> found) {

    static Speaker of(Call call) {
        var bot = call.params().has("BOT_ID")
                ? call.bot()
                : call.portal().bots().first(first -> !call.isForeign(first.clientId()));
        return new Speaker(call, bot);
    }

    /** The rows that tables of such methods begin with. */
    static <T> Stream<Rule<T>> rules(Function<T, Speaker> of) {
        return Stream.of(
                Common.noClient(request -> of.apply(request).call.owner().isEmpty()),
                refuse(
                        "BOT_ID_ERROR",
                        "Bot not found",
                        request -> of.apply(request).found.isEmpty()),
                refuse(
                        "APP_ID_ERROR",
                        "Bot was installed by another rest application",
                        request -> of.apply(request).isForeign()));
    }

    /** The bot, once no rule refused it. */
    Bot bot() {
        return found.orElseThrow();
    }

    /** Its id, or 0. */
    int id() {
        return found.map(Bot::id).orElse(0);
    }

    Portal portal() {
        return call.portal();
    }

    private boolean isForeign() {
        return found.filter(bot -> call.isForeign(bot.clientId())).isPresent();
    }
}
