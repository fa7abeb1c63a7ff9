package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.messenger.Editing;
import io.portalbots.sandbox.model.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code imbot.message.update}, {@code .delete}, {@code .like}: what a bot does to a message that is there
 * [docs: chat-bots/outdated/messages].
 *
 * <pre>{@code
 * POST /rest/imbot.message.update   BOT_ID=5&MESSAGE_ID=90001&MESSAGE=better&KEYBOARD=N
 * 200  {"result": true}
 * 400  {"error": "MESSAGE_ID_ERROR", "error_description": "Message ID can't be empty"}
 * 403  {"error": "CANT_EDIT_MESSAGE", "error_description": "Time has expired for modification or you don't have access"}
 * }</pre>
 *
 * <p>What is not sent stays as it is; an empty MESSAGE deletes the message.
 */
final class ChangeMessage {

    private static final List<Rule<Request>> NAMED = Stream.concat(
                    Speaker.<Request>rules(Request::speaker),
                    Stream.<Rule<Request>>of(refuse(
                            "MESSAGE_ID_ERROR",
                            "Message ID can't be empty",
                            request -> request.call().params().integer("MESSAGE_ID") <= 0)))
            .toList();

    private static final Answer DENIED =
            Answer.failure(403, "CANT_EDIT_MESSAGE", "Time has expired for modification or you don't have access");

    private final Editing editing;
    private final List<Rule<Request>> delete;
    private final List<Rule<Request>> update;

    ChangeMessage(Editing editing) {
        this.editing = editing;
        var denied = new Rule<Request>(
                request -> request.message()
                        .filter(message ->
                                editing.isOpenTo(message, request.speaker().id()))
                        .isEmpty(),
                request -> DENIED);
        this.delete = Stream.concat(NAMED.stream(), Stream.of(denied)).toList();
        this.update = Stream.<Stream<Rule<Request>>>of(
                        NAMED.stream(),
                        Posting.<Request>ofParts(Request::posting).map(ChangeMessage::misspelt),
                        Stream.of(denied))
                .flatMap(rules -> rules)
                .toList();
    }

    Answer update(Call call) {
        var request = Request.of(call);
        return Rule.first(update, request).orElseGet(() -> {
            var portal = call.portal();
            var message = request.message().orElseThrow();
            var content = request.posting().over(message.content());
            if (content.text().isEmpty()) {
                editing.delete(portal, message, request.speaker().bot(), false);
            } else {
                editing.change(portal, message, request.speaker().bot(), content);
            }
            return new Answer.Result(true);
        });
    }

    Answer delete(Call call) {
        var request = Request.of(call);
        return Rule.first(delete, request).orElseGet(() -> {
            var complete = call.params().yes("COMPLETE");
            editing.delete(
                    call.portal(),
                    request.message().orElseThrow(),
                    request.speaker().bot(),
                    complete);
            return new Answer.Result(true);
        });
    }

    /** ACTION is {@code plus}, {@code minus} or, whatever else is said, {@code auto}: the other way round than it was. */
    Answer like(Call call) {
        var request = Request.of(call);
        return Rule.first(NAMED, request)
                .orElseGet(() -> request.message()
                                .filter(message -> likes(request, message))
                                .isPresent()
                        ? new Answer.Result(true)
                        : Answer.refused("WITHOUT_CHANGES", "Action completed without changes"));
    }

    private boolean likes(Request request, Message message) {
        var portal = request.call().portal();
        var bot = request.speaker().id();
        var liked = switch (request.call().params().text("ACTION")) {
            case "plus" -> true;
            case "minus" -> false;
            default -> !message.likes().contains(bot);
        };
        return editing.isReadBy(portal, message, bot) && editing.like(portal, message, bot, liked);
    }

    /** Portals spell one code {@code menu_ERROR} here [src: im/classes/general/im_rest.php]. */
    private static Rule<Request> misspelt(Rule<Request> rule) {
        return new Rule<>(rule.applies(), request -> switch (rule.answer().apply(request)) {
            case Answer.Failure failure
            when failure.error().equals("MENU_ERROR")
                    && request.call().portal().traits().isReal() -> Answer.refused("menu_ERROR", failure.description());
            case Answer answer -> answer;
        });
    }

    private record Request(Call call, Speaker speaker, Posting posting, Optional<Message> message) {

        static Request of(Call call) {
            var speaker = Speaker.of(call);
            var message = call.portal().messages().find(call.params().integer("MESSAGE_ID"));
            return new Request(call, speaker, Posting.of(call, speaker.id()), message);
        }
    }
}
