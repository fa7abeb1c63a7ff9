package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.wire.Params;
import io.portalbots.sandbox.wire.Php;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A call by which a bot runs a group chat, and the rows that such calls share [docs: chat-bots/outdated/chats]. The
 * documentation lists errors without an order, and does not say which chats are not available: both are guesses here, the
 * latter that private ones are not.
 */
record ChatRequest(Speaker speaker, Optional<Chat> chat) {

    static ChatRequest of(Call call) {
        var chat = call.portal().chats().find(call.params().integer("CHAT_ID"));
        return new ChatRequest(Speaker.of(call), chat);
    }

    /** A table: who speaks, which chat is meant, then {@code rows}. */
    static List<Rule<ChatRequest>> table(List<Rule<ChatRequest>> rows) {
        return Stream.<Stream<Rule<ChatRequest>>>of(
                        Speaker.rules(ChatRequest::speaker),
                        Stream.of(refuse(
                                "CHAT_ID_EMPTY",
                                "Chat ID can't be empty",
                                request -> request.params().integer("CHAT_ID") <= 0)),
                        rows.stream())
                .flatMap(rules -> rules)
                .toList();
    }

    /** USER_ID is missing. */
    static Rule<ChatRequest> withoutUser() {
        return refuse(
                "USER_ID_EMPTY",
                "User ID can't be empty",
                request -> request.params().integer("USER_ID") <= 0);
    }

    /** The chat is a private one. */
    static Rule<ChatRequest> inPrivate() {
        return new Rule<>(
                request -> request.chat.filter(Chat::isPrivate).isPresent(),
                request -> Answer.failure(403, "ACCESS_ERROR", "Action unavailable"));
    }

    /** There is no such chat, or the bot is not in it. */
    boolean isOutside() {
        return chat.filter(found -> found.members().contains(speaker.id())).isEmpty();
    }

    /** Whether the member named by USER_ID is in the chat. */
    boolean isUserInside() {
        return chat.filter(found -> found.members().contains(userId())).isPresent();
    }

    /** Whether the bot owns the chat. */
    boolean isOwner() {
        return chat.filter(found -> found.authorId() == speaker.id()).isPresent();
    }

    /** The members of the portal that USERS names. */
    static List<Member> users(Call call) {
        return Php.items(call.params().raw("USERS")).stream()
                .flatMap(id -> call.portal().member(Php.integer(id)).stream())
                .toList();
    }

    int userId() {
        return params().integer("USER_ID");
    }

    /** The chat, once no rule refused it. */
    Chat room() {
        return chat.orElseThrow();
    }

    Bot bot() {
        return speaker.bot();
    }

    Portal portal() {
        return speaker.portal();
    }

    Params params() {
        return speaker.call().params();
    }
}
