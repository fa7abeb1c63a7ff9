package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Profile;
import io.portalbots.sandbox.rest.EventBindings.Slot;
import io.portalbots.sandbox.wire.Params;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code imbot.update} [docs: chat-bots/outdated].
 *
 * <pre>{@code
 * POST /rest/imbot.update    {"BOT_ID": 5, "FIELDS": {"PROPERTIES": {"NAME": "Echo"}, "EVENT_HANDLER": "https://.."}}
 * 200  {"result": true}
 * 400  {"error": "BOT_ID_ERROR", "error_description": "Bot not found"}
 * }</pre>
 *
 * <p>Absent fields stay; TYPE cannot be changed. {@code FETCH_NOT_SUPPORTED} is for bots made by {@code imbot.v2}, which
 * a sandbox has none of.
 */
final class UpdateBot {

    private static final List<Rule<Call>> CHECKS = Stream.<Stream<Rule<Call>>>of(
                    Common.ownBot(),
                    EventBindings.rules(EventBindings.SLOTS.stream().map(Slot::optional), UpdateBot::fields),
                    Stream.of(
                            refuse("NAME_ERROR", "Bot name isn't specified", UpdateBot::isNameless),
                            refuse(
                                    "WRONG_REQUEST",
                                    "Update fields can't be empty",
                                    call -> call.params().empty("FIELDS")),
                            refuse("WRONG_REQUEST", "Bot can't be updated", UpdateBot::isWrong)))
            .flatMap(rules -> rules)
            .toList();

    private UpdateBot() {}

    static Answer update(Call call) {
        return Rule.first(CHECKS, call).orElseGet(() -> {
            var bot = call.bot().orElseThrow();
            EventBindings.bind(call, fields(call));
            call.portal().bots().replace(bot.id(), updated(bot, fields(call)));
            return new Answer.Result(true);
        });
    }

    private static Params fields(Call call) {
        return call.params().below("FIELDS");
    }

    private static Bot updated(Bot bot, Params fields) {
        var code = fields.empty("CODE") ? bot.code() : fields.text("CODE");
        return new Bot(bot.id(), code, bot.type(), bot.openline(), bot.clientId(), profile(bot, fields));
    }

    private static Profile profile(Bot bot, Params fields) {
        return ProfileReader.changed(bot.profile(), fields.below("PROPERTIES"));
    }

    private static boolean isNameless(Call call) {
        return profile(call.bot().orElseThrow(), fields(call)).name().isEmpty();
    }

    /** A code belongs to one bot of the portal. */
    private static boolean isWrong(Call call) {
        var bot = updated(call.bot().orElseThrow(), fields(call));
        var taken = call.portal()
                .bots()
                .first(other -> other.id() != bot.id() && other.code().equals(bot.code()));
        return taken.isPresent() || Common.exceeds(255, bot.code(), bot.name());
    }
}
