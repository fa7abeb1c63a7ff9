package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.messenger.Rooms;
import io.portalbots.sandbox.wire.Php;
import java.util.HashSet;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * {@code imbot.chat.user.add}, {@code .user.delete}, {@code .user.list}, {@code .leave}, {@code .setOwner} and {@code
 * .setManager}: who is in a chat, and who runs it [docs: chat-bots/outdated/chats].
 *
 * <pre>{@code
 * POST /rest/imbot.chat.user.add    CHAT_ID=443&USERS[]=2&HIDE_HISTORY=N
 * 200  {"result": true}
 * POST /rest/imbot.chat.user.list   CHAT_ID=443
 * 200  {"result": [5, 1, 2]}
 * 400  {"error": "CHAT_ID_EMPTY", "error_description": "Chat ID can't be empty"}
 * }</pre>
 *
 * <p>Every member may add, only owner and managers may delete [docs: chats/fields, the permissions of a sample].
 */
final class ChatPeople {

    private static final List<Rule<ChatRequest>> LIST = ChatRequest.table(List.of(
            ChatRequest.inPrivate(),
            new Rule<>(ChatRequest::isOutside, request -> Answer.failure(403, "ACCESS_ERROR", "Action unavailable"))));

    private static final List<Rule<ChatRequest>> ADD = ChatRequest.table(List.of(
            ChatRequest.inPrivate(),
            refuse(
                    "WRONG_REQUEST",
                    "User IDs must be passed in array format",
                    request -> !Php.isArray(request.params().raw("USERS"))),
            refuse(
                    "WRONG_REQUEST",
                    "You don't have access or user already member in chat",
                    request -> request.isOutside() || addsNobody(request))));

    private static final List<Rule<ChatRequest>> DELETE = ChatRequest.table(List.of(
            ChatRequest.withoutUser(),
            ChatRequest.inPrivate(),
            ofOwner(ChatRequest::userId),
            refuse(
                    "WRONG_REQUEST",
                    "You don't have access or user isn't a member of the chat",
                    request -> !request.isUserInside() || !mayDelete(request))));

    private static final List<Rule<ChatRequest>> LEAVE = ChatRequest.table(List.of(
            ChatRequest.inPrivate(),
            ofOwner(request -> request.speaker().id()),
            refuse("WRONG_REQUEST", "You don't have access or user isn't a member in chat", ChatRequest::isOutside)));

    private static final List<Rule<ChatRequest>> OWNER = ChatRequest.table(List.of(
            ChatRequest.withoutUser(),
            ChatRequest.inPrivate(),
            refuse(
                    "WRONG_REQUEST",
                    "Change owner can only owner and user must be member in chat",
                    request -> !request.isOwner() || !request.isUserInside())));

    private static final List<Rule<ChatRequest>> MANAGER = ChatRequest.table(List.of(
            ChatRequest.withoutUser(),
            refuse(
                    "WRONG_REQUEST",
                    "Change manager can only owner and user must be member in chat",
                    request -> !request.isOwner() || !request.isUserInside())));

    private final Rooms rooms;

    ChatPeople(Rooms rooms) {
        this.rooms = rooms;
    }

    static Answer list(Call call) {
        var request = ChatRequest.of(call);
        return Rule.first(LIST, request)
                .orElseGet(() -> new Answer.Result(List.copyOf(request.room().members())));
    }

    Answer add(Call call) {
        var request = ChatRequest.of(call);
        return Rule.first(ADD, request).orElseGet(() -> {
            var history = call.params().text("HIDE_HISTORY").equals("N");
            rooms.join(call.portal(), request.room(), request.bot(), ChatRequest.users(call), history);
            return new Answer.Result(true);
        });
    }

    static Answer delete(Call call) {
        var request = ChatRequest.of(call);
        return Rule.first(DELETE, request).orElseGet(() -> {
            Rooms.leave(call.portal(), request.room(), request.userId());
            return new Answer.Result(true);
        });
    }

    static Answer leave(Call call) {
        var request = ChatRequest.of(call);
        return Rule.first(LEAVE, request).orElseGet(() -> {
            Rooms.leave(call.portal(), request.room(), request.bot().id());
            return new Answer.Result(true);
        });
    }

    static Answer setOwner(Call call) {
        var request = ChatRequest.of(call);
        return Rule.first(OWNER, request).orElseGet(() -> {
            var chat = request.room();
            call.portal().chats().replace(chat.id(), chat.withOwner(request.userId()));
            return new Answer.Result(true);
        });
    }

    /** IS_MANAGER is yes unless it is {@code N}. */
    static Answer setManager(Call call) {
        var request = ChatRequest.of(call);
        return Rule.first(MANAGER, request).orElseGet(() -> {
            var chat = request.room();
            var managers = new HashSet<>(chat.managers());
            if (call.params().text("IS_MANAGER").equals("N")) {
                managers.remove(request.userId());
            } else {
                managers.add(request.userId());
            }
            call.portal().chats().replace(chat.id(), chat.withManagers(managers));
            return new Answer.Result(true);
        });
    }

    /** An owner goes only after somebody else was made owner. */
    private static Rule<ChatRequest> ofOwner(ToIntFunction<ChatRequest> who) {
        return new Rule<>(
                request -> request.chat()
                        .filter(chat -> chat.authorId() == who.applyAsInt(request))
                        .isPresent(),
                request -> Answer.failure(403, "ACCESS_ERROR", "LEAVE_OWNER_FORBIDDEN"));
    }

    private static boolean addsNobody(ChatRequest request) {
        var members = request.room().members();
        return ChatRequest.users(request.speaker().call()).stream().allMatch(member -> members.contains(member.id()));
    }

    private static boolean mayDelete(ChatRequest request) {
        return request.userId() == request.speaker().id()
                || request.room().isRunBy(request.speaker().id());
    }
}
