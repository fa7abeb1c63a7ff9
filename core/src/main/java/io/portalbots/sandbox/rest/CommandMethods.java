package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Command;
import io.portalbots.sandbox.rest.EventBindings.Slot;
import io.portalbots.sandbox.wire.Params;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code imbot.command.register}, {@code .unregister}, {@code .update} [docs: chat-bots/outdated/commands].
 *
 * <pre>{@code
 * POST /rest/imbot.command.register   BOT_ID=5&COMMAND=help&EVENT_COMMAND_ADD=https://...&LANG[0][LANGUAGE_ID]=en...
 * 200  {"result": 101}                the COMMAND_ID; of a BOT_ID and COMMAND that are known the old one
 * 400  {"error": "LANG_ERROR", "error_description": "Lang set can't be empty"}
 * }</pre>
 *
 * <p>An update leaves COMMAND as it is [src], though the documentation lists it. {@code FETCH_NOT_SUPPORTED} is for bots
 * made by {@code imbot.v2}, which a sandbox has none of.
 */
final class CommandMethods {

    private static final Slot HANDLER = new Slot("EVENT_COMMAND_ADD", "ONIMCOMMANDADD", "Command add");

    private static final List<Rule<Call>> REGISTER = Stream.<Stream<Rule<Call>>>of(
                    Common.ownBot(),
                    EventBindings.rules(Stream.of(HANDLER), call -> own(call.params())),
                    Stream.of(
                            refuse(
                                    "COMMAND_ERROR",
                                    "Command isn't specified",
                                    call -> word(call).isEmpty()),
                            refuse(
                                    "LANG_ERROR",
                                    "Lang set can't be empty",
                                    call -> call.params().empty("LANG")),
                            refuse(
                                    "WRONG_REQUEST",
                                    "Command can't be created",
                                    call -> Common.exceeds(255, word(call)))))
            .flatMap(rules -> rules)
            .toList();

    private static final List<Rule<Call>> UNREGISTER = ownCommand().toList();

    private static final List<Rule<Call>> UPDATE = Stream.<Stream<Rule<Call>>>of(
                    ownCommand(),
                    EventBindings.rules(Stream.of(HANDLER.optional()), call -> own(fields(call))),
                    Stream.of(refuse(
                            "WRONG_REQUEST",
                            "Update fields can't be empty",
                            call -> call.params().empty("FIELDS"))))
            .flatMap(rules -> rules)
            .toList();

    private CommandMethods() {}

    static Answer register(Call call) {
        return Rule.first(REGISTER, call).orElseGet(() -> {
            EventBindings.bind(call, "ONIMCOMMANDADD", call.params().text("EVENT_COMMAND_ADD"));
            return new Answer.Result(known(call).orElseGet(() -> store(call)).id());
        });
    }

    static Answer unregister(Call call) {
        return Rule.first(UNREGISTER, call).orElseGet(() -> {
            call.portal().commands().remove(find(call).orElseThrow().id());
            return new Answer.Result(true);
        });
    }

    static Answer update(Call call) {
        return Rule.first(UPDATE, call).orElseGet(() -> {
            var fields = fields(call);
            if (!fields.empty("EVENT_COMMAND_ADD")) {
                EventBindings.bind(call, "ONIMCOMMANDADD", fields.text("EVENT_COMMAND_ADD"));
            }
            var old = find(call).orElseThrow();
            call.portal().commands().replace(old.id(), updated(old, fields));
            return new Answer.Result(true);
        });
    }

    /** The command named by COMMAND_ID. */
    static Optional<Command> find(Call call) {
        return call.portal().commands().find(call.params().integer("COMMAND_ID"));
    }

    private static Command updated(Command old, Params fields) {
        return new Command(
                old.id(),
                old.botId(),
                old.clientId(),
                old.word(),
                old.common(),
                Common.flag(fields, "HIDDEN", old.hidden()),
                Common.flag(fields, "EXTRANET_SUPPORT", old.extranetSupport()),
                fields.empty("LANG") ? old.lang() : lang(fields));
    }

    private static Command store(Call call) {
        var params = call.params();
        return call.portal()
                .commands()
                .add(id -> new Command(
                        id,
                        call.bot().map(Bot::id).orElseThrow(),
                        call.owner().orElseThrow(),
                        word(call),
                        params.yes("COMMON"),
                        params.yes("HIDDEN"),
                        params.yes("EXTRANET_SUPPORT"),
                        lang(params)));
    }

    private static Optional<Command> known(Call call) {
        return call.portal()
                .commands()
                .first(command -> command.botId() == call.params().integer("BOT_ID")
                        && command.word().equals(word(call)));
    }

    private static Stream<Rule<Call>> ownCommand() {
        return Stream.of(
                Common.noClient(call -> call.owner().isEmpty()),
                refuse(
                        "COMMAND_ID_ERROR",
                        "Command not found",
                        call -> find(call).isEmpty()),
                refuse(
                        "APP_ID_ERROR",
                        "Command was installed by another rest application",
                        call -> call.isForeign(find(call).orElseThrow().clientId())));
    }

    /** A command has no EVENT_HANDLER for all events, as bots have. */
    private static Params own(Params params) {
        return params.without("EVENT_HANDLER");
    }

    private static Params fields(Call call) {
        return call.params().below("FIELDS");
    }

    private static String word(Call call) {
        return call.params().text("COMMAND").strip().replaceFirst("^/+", "");
    }

    private static List<Command.Phrase> lang(Params params) {
        return params.entries("LANG").stream()
                .map(entry -> new Command.Phrase(
                        entry.text("LANGUAGE_ID").toLowerCase(Locale.ROOT), entry.text("TITLE"), entry.text("PARAMS")))
                .filter(phrase ->
                        !phrase.languageId().isEmpty() && !phrase.title().isEmpty())
                .toList();
    }
}
