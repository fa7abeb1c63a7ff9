package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.messenger.Messenger;
import io.portalbots.sandbox.messenger.Router;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Message;
import java.util.List;
import java.util.Optional;

/**
 * {@code im.message.command}: the caller presses a bot's command under a message [docs: chats/messages].
 *
 * <pre>{@code
 * POST /rest/im.message.command   MESSAGE_ID=90001&BOT_ID=5&COMMAND=help&COMMAND_PARAMS=billing
 * 200  {"result": true}
 * 400  {"error": "PARAMS_ERROR", "error_description": "Incorrect params"}
 * }</pre>
 *
 * <p>Bots see the context KEYBOARD. That a command which does not run there, for whatever reason, answers
 * {@code PARAMS_ERROR} is a guess.
 */
final class RunCommand implements RestMethod {

    private static final List<Rule<Call>> CHECKS = List.of(
            refuse(
                    "MESSAGE_ID_ERROR",
                    "Message ID can't be empty",
                    call -> call.params().integer("MESSAGE_ID") <= 0),
            refuse(
                    "BOT_ID_ERROR",
                    "Bot ID can't be empty",
                    call -> call.params().integer("BOT_ID") <= 0),
            refuse("COMMAND_ERROR", "Command can't be empty", call -> word(call).isEmpty()));

    private final Messenger messenger;

    RunCommand(Messenger messenger) {
        this.messenger = messenger;
    }

    @Override
    public Answer call(Call call) {
        return Rule.first(CHECKS, call)
                .orElseGet(() ->
                        runs(call) ? new Answer.Result(true) : Answer.refused("PARAMS_ERROR", "Incorrect params"));
    }

    private boolean runs(Call call) {
        var portal = call.portal();
        var params = call.params();
        var pressed =
                new Router.Pressed(params.integer("BOT_ID"), word(call), params.text("COMMAND_PARAMS"), "KEYBOARD");
        return portal.member(call.caller().userId())
                .flatMap(who -> message(call)
                        .flatMap(message -> chat(call, message)
                                .filter(chat -> messenger.press(portal, who, chat, message, pressed))))
                .isPresent();
    }

    private static Optional<Message> message(Call call) {
        return call.portal().messages().find(call.params().integer("MESSAGE_ID"));
    }

    private static Optional<Chat> chat(Call call, Message message) {
        return call.portal()
                .chats()
                .find(message.chatId())
                .filter(chat -> chat.members().contains(call.caller().userId()));
    }

    private static String word(Call call) {
        return call.params().text("COMMAND").strip().replaceFirst("^/+", "");
    }
}
