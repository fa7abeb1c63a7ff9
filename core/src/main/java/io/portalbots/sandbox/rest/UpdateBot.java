package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Image;
import io.portalbots.sandbox.rest.EventBindings.Slot;
import io.portalbots.sandbox.wire.Params;
import java.util.List;
import java.util.Optional;
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
 * <p>Absent fields stay; TYPE cannot be changed.
 */
final class UpdateBot {

    private static final List<Rule<Call>> CHECKS = Stream.<Stream<Rule<Call>>>of(
                    Stream.<Rule<Call>>of(
                            Common.noClient(call -> call.owner().isEmpty()),
                            refuse(
                                    "BOT_ID_ERROR",
                                    "Bot not found",
                                    call -> call.bot().isEmpty()),
                            refuse(
                                    "APP_ID_ERROR",
                                    "Bot was installed by another rest application",
                                    call -> call.isForeign(
                                            call.bot().orElseThrow().clientId()))),
                    EventBindings.SLOTS.stream().map(UpdateBot::slot),
                    Stream.<Rule<Call>>of(
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
            EventBindings.bind(fields(call));
            call.portal().bots().replace(bot.id(), updated(bot, fields(call).params()));
            return new Answer.Result(true);
        });
    }

    private static Call fields(Call call) {
        return new Call(call.portal(), call.caller(), call.params().below("FIELDS"));
    }

    private static Bot updated(Bot bot, Params fields) {
        var properties = fields.below("PROPERTIES");
        return new Bot(
                bot.id(),
                or(fields, "CODE", bot.code()),
                or(properties, "NAME", bot.name()),
                bot.type(),
                bot.openline(),
                bot.clientId(),
                or(properties, "COLOR", bot.color()),
                or(properties, "WORK_POSITION", bot.workPosition()),
                properties.empty("PERSONAL_PHOTO") ? bot.avatar() : Image.read(properties.text("PERSONAL_PHOTO")));
    }

    private static String or(Params fields, String name, String before) {
        return fields.empty(name) ? before : fields.text(name);
    }

    /** A code belongs to one bot of the portal. */
    private static boolean isWrong(Call call) {
        var code = call.params().below("FIELDS").text("CODE");
        var taken = call.portal().bots().first(bot -> bot.code().equals(code));
        return taken.filter(bot -> bot.id() != call.bot().orElseThrow().id()).isPresent() || Common.exceeds(255, code);
    }

    private static Rule<Call> slot(Slot slot) {
        var given = new Slot(slot.param(), slot.event(), false);
        return new Rule<>(
                call -> fault(call, given).isPresent(),
                call -> Answer.refused(slot.error(), fault(call, given).orElseThrow()));
    }

    private static Optional<String> fault(Call call, Slot slot) {
        return EventBindings.fault(fields(call), slot);
    }
}
