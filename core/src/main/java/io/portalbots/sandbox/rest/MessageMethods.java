package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.messenger.Messenger;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Content.Flags;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code imbot.message.add} and {@code imbot.chat.sendTyping} [docs: chat-bots/outdated/messages].
 *
 * <pre>{@code
 * POST /rest/imbot.message.add   BOT_ID=5&DIALOG_ID=2&MESSAGE=hello
 *                                BOT_ID=5&FROM_USER_ID=1&TO_USER_ID=2&MESSAGE=hello      said as the system
 * 200  {"result": 90001}         the MESSAGE_ID
 * 400  {"error": "DIALOG_ID_EMPTY", "error_description": "Dialog ID can't be empty"}
 * }</pre>
 */
final class MessageMethods {

    private static final List<Rule<Request>> TYPING = Stream.concat(
                    Speaker.<Request>rules(Request::speaker),
                    Stream.<Rule<Request>>of(refuse(
                            "DIALOG_ID_EMPTY",
                            "Dialog ID can't be empty",
                            request -> !DialogIds.isOne(request.dialogId()))))
            .toList();

    private static final List<Rule<Request>> ADD = Stream.<Stream<Rule<Request>>>of(
                    Speaker.rules(Request::speaker),
                    Stream.of(refuse(
                            "DIALOG_ID_EMPTY",
                            "Dialog ID can't be empty",
                            request -> !request.isBetweenTwo() && !DialogIds.isOne(request.dialogId()))),
                    Posting.ofNew(Request::posting))
            .flatMap(rules -> rules)
            .toList();

    private final Messenger messenger;
    private final DialogIds dialogs;

    MessageMethods(Messenger messenger) {
        this.messenger = messenger;
        this.dialogs = new DialogIds(messenger);
    }

    Answer add(Call call) {
        var request = Request.of(call);
        return Rule.first(ADD, request)
                .or(() -> request.isBetweenTwo() ? between(request) : post(request))
                .orElseGet(() -> Answer.refused("WRONG_REQUEST", "Message isn't added"));
    }

    Answer sendTyping(Call call) {
        var request = Request.of(call);
        return Rule.first(TYPING, request).orElseGet(() -> {
            chat(request)
                    .ifPresent(chat -> messenger.typing(
                            call.portal(), chat, request.speaker().bot()));
            return new Answer.Result(true);
        });
    }

    private Optional<Answer> post(Request request) {
        var bot = request.speaker().bot();
        return chat(request)
                .map(chat -> messenger.write(
                        request.call().portal(), bot, chat, request.posting().content()))
                .map(message -> new Answer.Result(message.id()));
    }

    /** Into the private chat of two members, as the system; that the one is its author is a guess. */
    private Optional<Answer> between(Request request) {
        var portal = request.call().portal();
        var content = request.posting().content();
        var said = content.flags();
        var system = content.withFlags(new Flags(true, said.urlPreview(), said.skipConnector()));
        return portal.member(request.from())
                .filter(from -> request.from() != request.to())
                .flatMap(from ->
                        portal.member(request.to()).map(to -> messenger.rooms().openQuietly(portal, from, to)))
                .map(chat -> messenger.post(portal, request.from(), chat, system))
                .map(message -> new Answer.Result(message.id()));
    }

    /** Where the bot may write: a private chat with anybody, a chat it is in, one it has a dialog token for. */
    private Optional<Chat> chat(Request request) {
        var portal = request.call().portal();
        var bot = request.speaker().bot();
        return dialogs.find(portal, bot, request.dialogId())
                .filter(chat -> chat.members().contains(bot.id()) || messenger.isGranted(portal, chat, bot.id()));
    }

    private record Request(Call call, Speaker speaker, Posting posting) {

        static Request of(Call call) {
            var speaker = Speaker.of(call);
            return new Request(call, speaker, Posting.of(call, speaker.id()));
        }

        String dialogId() {
            return call.params().text("DIALOG_ID");
        }

        int from() {
            return call.params().integer("FROM_USER_ID");
        }

        int to() {
            return call.params().integer("TO_USER_ID");
        }

        /** Both are named, and then DIALOG_ID does not count. */
        boolean isBetweenTwo() {
            return from() > 0 && to() > 0;
        }
    }
}
