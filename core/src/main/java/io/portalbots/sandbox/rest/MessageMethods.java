package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.messenger.Messenger;
import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Member;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code imbot.message.add} and {@code imbot.chat.sendTyping} [docs: chat-bots/outdated/messages].
 *
 * <pre>{@code
 * POST /rest/imbot.message.add   BOT_ID=5&DIALOG_ID=2&MESSAGE=hello
 * 200  {"result": 90001}         the MESSAGE_ID
 * 400  {"error": "DIALOG_ID_EMPTY", "error_description": "Dialog ID can't be empty"}
 * }</pre>
 */
final class MessageMethods {

    private static final Pattern DIALOG = Pattern.compile("(chat|sg|crm)?\\d{1,9}");

    private static final List<Rule<Request>> SPEAKER = List.of(
            Common.noClient(request -> request.call().owner().isEmpty()),
            refuse("BOT_ID_ERROR", "Bot not found", request -> request.bot().isEmpty()),
            refuse("APP_ID_ERROR", "Bot was installed by another rest application", Request::isForeign),
            refuse(
                    "DIALOG_ID_EMPTY",
                    "Dialog ID can't be empty",
                    request -> !DIALOG.matcher(request.dialogId()).matches()));

    private static final List<Rule<Request>> ADD = Stream.concat(
                    SPEAKER.stream(), Posting.<Request>rules(Request::posting).stream())
            .toList();

    private final Messenger messenger;

    MessageMethods(Messenger messenger) {
        this.messenger = messenger;
    }

    Answer add(Call call) {
        var request = Request.of(call);
        return Rule.first(ADD, request)
                .orElseGet(() -> chat(request)
                        .map(chat -> post(request, chat))
                        .orElseGet(() -> Answer.refused("WRONG_REQUEST", "Message isn't added")));
    }

    Answer sendTyping(Call call) {
        var request = Request.of(call);
        return Rule.first(SPEAKER, request).orElseGet(() -> {
            chat(request)
                    .ifPresent(chat ->
                            messenger.typing(call.portal(), chat, request.bot().orElseThrow()));
            return new Answer.Result(true);
        });
    }

    private Answer post(Request request, Chat chat) {
        var bot = request.bot().orElseThrow();
        var content = request.posting().content();
        return new Answer.Result(
                messenger.post(request.call().portal(), bot.id(), chat, content).id());
    }

    /** Where the bot may write: a private chat with anybody, a chat it is in, one it has a dialog token for. */
    private Optional<Chat> chat(Request request) {
        var portal = request.call().portal();
        var bot = request.bot().orElseThrow();
        var dialogId = request.dialogId();
        if (Character.isDigit(dialogId.charAt(0))) {
            return portal.member(Integer.parseInt(dialogId))
                    .filter(other -> other.id() != bot.id())
                    .map((Member other) -> messenger.openByBot(portal, bot, other));
        }
        return portal.chats()
                .find(Integer.parseInt(dialogId.replaceFirst("\\D+", "")))
                .filter(chat -> chat.members().contains(bot.id()) || messenger.isGranted(portal, chat, bot.id()));
    }

    private record Request(Call call, Optional<Bot> bot, Posting posting) {

        static Request of(Call call) {
            var bot = speaker(call);
            return new Request(call, bot, Posting.of(call, bot.map(Bot::id).orElse(0)));
        }

        /** Without BOT_ID the application's first bot speaks. */
        private static Optional<Bot> speaker(Call call) {
            return call.params().has("BOT_ID")
                    ? call.bot()
                    : call.portal().bots().first(bot -> !call.isForeign(bot.clientId()));
        }

        String dialogId() {
            return call.params().text("DIALOG_ID");
        }

        boolean isForeign() {
            return bot.filter(found -> call.isForeign(found.clientId())).isPresent();
        }
    }
}
