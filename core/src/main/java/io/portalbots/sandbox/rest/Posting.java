package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.messenger.Content;
import io.portalbots.sandbox.model.Button;
import io.portalbots.sandbox.wire.Php;
import io.vertx.core.json.Json;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The message part that {@code imbot.message.add} and {@code imbot.command.answer} share. */
record Posting(Call call, Buttons keyboard, Buttons menu) {

    static Posting of(Call call, int botId) {
        return new Posting(call, Buttons.read(call, "KEYBOARD", botId), Buttons.read(call, "MENU", botId));
    }

    /** The rows from MESSAGE_EMPTY on, for any request that holds a posting. */
    static <T> List<Rule<T>> rules(Function<T, Posting> of) {
        return List.of(
                refuse("MESSAGE_EMPTY", "Message can't be empty", on(of, Posting::isEmpty)),
                refuse("ATTACH_ERROR", "Incorrect attach params", on(of, Posting::hasBrokenAttach)),
                refuse(
                        "ATTACH_OVERSIZE",
                        "You have exceeded the maximum allowable size of attach",
                        on(of, Posting::hasBigAttach)),
                refuse(
                        "KEYBOARD_ERROR",
                        "Incorrect keyboard params",
                        on(of, it -> it.keyboard instanceof Buttons.Broken)),
                refuse(
                        "KEYBOARD_OVERSIZE",
                        "You have exceeded the maximum allowable size of keyboard",
                        on(of, it -> it.keyboard instanceof Buttons.Oversize)),
                refuse("MENU_ERROR", "Incorrect menu params", on(of, it -> it.menu instanceof Buttons.Broken)),
                refuse(
                        "MENU_OVERSIZE",
                        "You have exceeded the maximum allowable size of menu",
                        on(of, it -> it.menu instanceof Buttons.Oversize)));
    }

    /** What to post, once no rule refused it. */
    Content content() {
        var params = call.params();
        return new Content(params.text("MESSAGE"), buttons(keyboard), buttons(menu), params.yes("SYSTEM"));
    }

    private static List<Button> buttons(Buttons read) {
        return switch (read) {
            case Buttons.Read(var buttons) -> buttons;
            case Buttons.Broken broken -> List.of();
            case Buttons.Oversize oversize -> List.of();
        };
    }

    private boolean isEmpty() {
        return call.params().text("MESSAGE").isBlank() && call.params().empty("ATTACH");
    }

    private boolean hasBrokenAttach() {
        var attach = call.params().raw("ATTACH");
        return !Php.empty(attach) && !Php.isArray(attach) && !Php.text(attach).matches("(?s)\\s*[\\[{].*");
    }

    private boolean hasBigAttach() {
        var attach = call.params().raw("ATTACH");
        return attach != null && Json.encode(attach).length() >= Buttons.MOST_JSON;
    }

    private static <T> Predicate<T> on(Function<T, Posting> of, Predicate<Posting> check) {
        return request -> check.test(of.apply(request));
    }
}
