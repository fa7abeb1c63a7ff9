package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.messenger.Messenger;
import io.portalbots.sandbox.messenger.Rooms;
import io.portalbots.sandbox.model.Chat.Looks;
import io.portalbots.sandbox.model.Colors;
import io.portalbots.sandbox.model.Content;
import io.portalbots.sandbox.model.Image;
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.wire.Php;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code imbot.chat.add} and {@code imbot.chat.get} [docs: chat-bots/outdated/chats].
 *
 * <pre>{@code
 * POST /rest/imbot.chat.add   TITLE=News&USERS[]=1&USERS[]=2&ENTITY_TYPE=TASK&ENTITY_ID=13&MESSAGE=Welcome
 * 200  {"result": 443}        the CHAT_ID
 * POST /rest/imbot.chat.get   ENTITY_TYPE=TASK&ENTITY_ID=13
 * 200  {"result": {"ID": 443}}
 * 403  {"error": "ACCESS_ERROR", "error_description": "You don't have access to this chat"}
 * }</pre>
 */
final class ChatMethods {

    private static final List<Rule<Speaker>> ADD = Stream.<Stream<Rule<Speaker>>>of(
                    Stream.of(refuse(
                            "INVALID_FORMAT",
                            "Parameter USERS has wrong type",
                            speaker -> speaker.call().params().has("USERS")
                                    && !Php.isArray(speaker.call().params().raw("USERS")))),
                    Speaker.rules(speaker -> speaker),
                    Stream.of(refuse(
                            "WRONG_REQUEST",
                            "Chat can't be created",
                            speaker ->
                                    Common.exceeds(255, speaker.call().params().text("TITLE")))))
            .flatMap(rules -> rules)
            .toList();

    private final Messenger messenger;

    ChatMethods(Messenger messenger) {
        this.messenger = messenger;
    }

    /** Makes a chat that the bot owns. An unknown COLOR is left out: a guess. */
    Answer add(Call call) {
        var speaker = Speaker.of(call);
        return Rule.first(ADD, speaker).orElseGet(() -> {
            var members = Stream.concat(Stream.<Member>of(speaker.bot()), ChatRequest.users(call).stream())
                    .toList();
            var chat = messenger.rooms().create(call.portal(), plan(call), speaker.bot(), members);
            var welcome = call.params().text("MESSAGE").strip();
            if (!welcome.isEmpty()) {
                messenger.write(call.portal(), speaker.bot(), chat, Content.text(welcome));
            }
            return new Answer.Result(chat.id());
        });
    }

    /** The chat of an entity; {@code null} if none is named, or, as a guess, none is there. */
    static Answer get(Call call) {
        var params = call.params();
        if (params.text("ENTITY_TYPE").isEmpty() || params.text("ENTITY_ID").isEmpty()) {
            return Answer.NOTHING;
        }
        return call.portal()
                .chats()
                .first(chat -> chat.entityType().equals(params.text("ENTITY_TYPE"))
                        && chat.entityId().equals(params.text("ENTITY_ID")))
                .<Answer>map(chat -> chat.members().contains(call.caller().userId())
                        ? new Answer.Result(Map.of("ID", chat.id()))
                        : Answer.failure(403, "ACCESS_ERROR", "You don't have access to this chat"))
                .orElse(Answer.NOTHING);
    }

    private static Rooms.Plan plan(Call call) {
        var params = call.params();
        var color = Colors.isKnown(params.text("COLOR")) ? params.text("COLOR") : "";
        return new Rooms.Plan(
                params.text("TYPE").equals("OPEN") ? "O" : "C",
                params.text("TITLE").strip(),
                params.text("ENTITY_TYPE"),
                params.text("ENTITY_ID"),
                new Looks(params.text("DESCRIPTION"), color, Image.read(params.text("AVATAR"))));
    }
}
