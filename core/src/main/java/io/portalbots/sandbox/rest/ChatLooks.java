package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Chat.Looks;
import io.portalbots.sandbox.model.Colors;
import io.portalbots.sandbox.model.Image;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code imbot.chat.updateTitle}, {@code .updateColor}, {@code .updateAvatar} [docs: chat-bots/outdated/chats].
 *
 * <pre>{@code
 * POST /rest/imbot.chat.updateColor   CHAT_ID=443&COLOR=MINT
 * 200  {"result": true}
 * 400  {"error": "WRONG_COLOR", "error_description": "This color currently unavailable"}
 * }</pre>
 */
final class ChatLooks {

    private static final List<Rule<ChatRequest>> TITLE = ChatRequest.table(List.of(
            refuse(
                    "TITLE_EMPTY",
                    "Title can't be empty",
                    request -> request.params().text("TITLE").isBlank()),
            ChatRequest.inPrivate(),
            new Rule<>(ChatRequest::isOutside, request -> Answer.failure(403, "ACCESS_ERROR", "Action unavailable"))));

    private static final List<Rule<ChatRequest>> COLOR = ChatRequest.table(List.of(
            ChatRequest.inPrivate(),
            refuse(
                    "WRONG_COLOR",
                    "This color currently unavailable",
                    request -> !Colors.isKnown(request.params().text("COLOR"))),
            refuse(
                    "WRONG_REQUEST",
                    "This color currently set or chat doesn't exist",
                    request -> request.isOutside() || isSet(request))));

    private static final List<Rule<ChatRequest>> AVATAR = ChatRequest.table(List.of(
            refuse(
                    "WRONG_REQUEST",
                    "Chat doesn't exist",
                    request -> request.chat().isEmpty()),
            ChatRequest.inPrivate(),
            new Rule<>(ChatRequest::isOutside, request -> Answer.failure(403, "ACCESS_DENIED", "Access denied")),
            refuse(
                    "AVATAR_ERROR",
                    "Avatar incorrect size (max 5000x5000)",
                    request -> Image.isTooLarge(request.params().text("AVATAR"))),
            refuse(
                    "AVATAR_ERROR",
                    "Avatar incorrect type",
                    request -> Image.read(request.params().text("AVATAR")).isEmpty())));

    private ChatLooks() {}

    static Answer title(Call call) {
        return change(
                TITLE, call, chat -> chat.withTitle(call.params().text("TITLE").strip()));
    }

    static Answer color(Call call) {
        return change(COLOR, call, chat -> {
            var looks = chat.looks();
            return chat.withLooks(new Looks(looks.description(), call.params().text("COLOR"), looks.avatar()));
        });
    }

    static Answer avatar(Call call) {
        return change(AVATAR, call, chat -> {
            var looks = chat.looks();
            var avatar = Image.read(call.params().text("AVATAR"));
            return chat.withLooks(new Looks(looks.description(), looks.color(), avatar));
        });
    }

    private static Answer change(List<Rule<ChatRequest>> table, Call call, UnaryOperator<Chat> change) {
        var request = ChatRequest.of(call);
        return Rule.first(table, request).orElseGet(() -> {
            call.portal().chats().replace(request.room().id(), change.apply(request.room()));
            return new Answer.Result(true);
        });
    }

    private static boolean isSet(ChatRequest request) {
        return request.room().looks().color().equals(request.params().text("COLOR"));
    }
}
