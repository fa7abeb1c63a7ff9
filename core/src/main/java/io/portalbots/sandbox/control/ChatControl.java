package io.portalbots.sandbox.control;

import io.portalbots.sandbox.messenger.Rooms;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Chat.Looks;
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Group chats: create, add members. The first person among the members acts. */
final class ChatControl {

    private final Rooms rooms;

    ChatControl(Rooms rooms) {
        this.rooms = rooms;
    }

    JsonObject create(Exchange exchange) {
        var portal = exchange.portal();
        var body = exchange.body("title", "userIds", "entityType");
        var members = members(portal, body.numbers("userIds"));
        var author = members.stream()
                .filter(Person.class::isInstance)
                .map(Person.class::cast)
                .findFirst()
                .orElseThrow(() -> ControlError.wrongField("field 'userIds' must name a person"));
        var entityType = body.optionalText("entityType").orElse("");
        var type = entityType.equals("LINES") ? "L" : "C";
        var plan = new Rooms.Plan(type, body.text("title"), entityType, "", Looks.PLAIN);
        return view(rooms.create(portal, plan, author, members));
    }

    JsonObject add(Exchange exchange) {
        var portal = exchange.portal();
        var chat = exchange.group();
        var members = members(portal, exchange.body("userIds").numbers("userIds"));
        rooms.join(portal, chat, actor(portal, chat), members, true);
        return view(chat);
    }

    private static Person actor(Portal portal, Chat chat) {
        return portal.people()
                .find(chat.authorId())
                .or(() -> portal.people().first(person -> true))
                .orElseThrow();
    }

    private static List<Member> members(Portal portal, List<Integer> ids) {
        return ids.stream()
                .map(id -> portal.member(id)
                        .orElseThrow(() -> ControlError.notFound(
                                "USER_NOT_FOUND", "there is no user " + id + " on portal '" + portal.name() + "'")))
                .toList();
    }

    private static JsonObject view(Chat chat) {
        return new JsonObject().put("chatId", chat.id()).put("dialogId", "chat" + chat.id());
    }
}
