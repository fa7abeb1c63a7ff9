package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.messenger.Messenger;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Command;
import io.portalbots.sandbox.model.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code imbot.command.answer}: a bot answers a command in the chat where it was run.
 *
 * <pre>{@code
 * POST /rest/imbot.command.answer   COMMAND_ID=101&MESSAGE_ID=90211&MESSAGE=Help is near
 * 200  {"result": 90212}            or true, and nothing posted, if the ten minutes since the command are over
 * 400  {"error": "COMMAND_ID_ERROR", "error_description": "Command not found"}
 * }</pre>
 */
final class CommandAnswer implements RestMethod {

    private static final List<Rule<Request>> CHECKS = Stream.concat(
                    Stream.<Rule<Request>>of(
                            Common.noClient(request -> request.call().owner().isEmpty()),
                            refuse(
                                    "COMMAND_ID_ERROR",
                                    "Command not found",
                                    request -> request.command().isEmpty()),
                            refuse(
                                    "APP_ID_ERROR",
                                    "Command was installed by another rest application",
                                    Request::isForeign),
                            refuse(
                                    "MESSAGE_ID_EMPTY",
                                    "Message ID can't be empty",
                                    request -> request.call().params().empty("MESSAGE_ID"))),
                    Posting.ofNew(Request::posting))
            .toList();

    private final Messenger messenger;

    CommandAnswer(Messenger messenger) {
        this.messenger = messenger;
    }

    @Override
    public Answer call(Call call) {
        var request = Request.of(call);
        return Rule.first(CHECKS, request)
                .orElseGet(() -> chat(call)
                        .map(chat -> post(request, chat))
                        .orElseGet(() -> Answer.refused("WRONG_REQUEST", "Message isn't added")));
    }

    private Answer post(Request request, Chat chat) {
        var portal = request.call().portal();
        var botId = request.command().orElseThrow().botId();
        if (!messenger.isGranted(portal, chat, botId)) {
            return new Answer.Result(true);
        }
        var bot = portal.bots().find(botId).orElseThrow();
        var content = request.posting().content();
        return new Answer.Result(messenger.write(portal, bot, chat, content).id());
    }

    private static Optional<Chat> chat(Call call) {
        return call.portal()
                .messages()
                .find(call.params().integer("MESSAGE_ID"))
                .map(Message::chatId)
                .flatMap(call.portal().chats()::find);
    }

    private record Request(Call call, Optional<Command> command, Posting posting) {

        static Request of(Call call) {
            var command = command(call);
            return new Request(
                    call, command, Posting.of(call, command.map(Command::botId).orElse(0)));
        }

        /** By COMMAND_ID, else the caller's own command of that word. */
        private static Optional<Command> command(Call call) {
            var word = call.params().text("COMMAND").replaceFirst("^/+", "");
            return call.params().empty("COMMAND_ID")
                    ? call.portal()
                            .commands()
                            .first(command -> command.word().equals(word) && !call.isForeign(command.clientId()))
                    : CommandMethods.find(call);
        }

        boolean isForeign() {
            return command.filter(found -> call.isForeign(found.clientId())).isPresent();
        }
    }
}
