package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.model.Attach;
import io.portalbots.sandbox.model.Button;
import io.portalbots.sandbox.model.Content;
import io.portalbots.sandbox.model.Content.Flags;
import io.portalbots.sandbox.wire.Params;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** The message part that {@code imbot.message.add}, {@code .update} and {@code imbot.command.answer} share. */
record Posting(Params params, Part<Attach> attach, Part<List<Button>> keyboard, Part<List<Button>> menu) {

    static Posting of(Call call, int botId) {
        return new Posting(
                call.params(),
                Part.read(call, "ATTACH", Attachments::read),
                Part.read(call, "KEYBOARD", Buttons.of(botId)),
                Part.read(call, "MENU", Buttons.of(botId)));
    }

    /** The rows of a new message, from MESSAGE_EMPTY on. */
    static <T> Stream<Rule<T>> ofNew(Function<T, Posting> of) {
        return Stream.concat(
                Stream.of(refuse(
                        "MESSAGE_EMPTY",
                        "Message can't be empty",
                        request -> of.apply(request).text().isEmpty())),
                ofParts(of));
    }

    /** The rows of what hangs on a message. */
    static <T> Stream<Rule<T>> ofParts(Function<T, Posting> of) {
        return Stream.of(
                        Posting.<T>part("ATTACH", request -> of.apply(request).attach),
                        Posting.<T>part("KEYBOARD", request -> of.apply(request).keyboard),
                        Posting.<T>part("MENU", request -> of.apply(request).menu))
                .flatMap(rows -> rows);
    }

    private static <T> Stream<Rule<T>> part(String name, Function<T, Part<?>> of) {
        var word = name.toLowerCase(Locale.ROOT);
        return Stream.of(
                refuse(
                        name + "_ERROR",
                        "Incorrect " + word + " params",
                        request -> of.apply(request) instanceof Part.Broken),
                refuse(
                        name + "_OVERSIZE",
                        "You have exceeded the maximum allowable size of " + word,
                        request -> of.apply(request) instanceof Part.Oversize));
    }

    /** MESSAGE without white space around it. */
    String text() {
        return params.text("MESSAGE").strip();
    }

    /** What to post, once no rule refused it. */
    Content content() {
        return over(Content.text(text()))
                .withFlags(new Flags(params.yes("SYSTEM"), isPreviewed(), params.yes("SKIP_CONNECTOR")));
    }

    /** {@code before} with what was sent; what was not stays. */
    Content over(Content before) {
        var text = params.has("MESSAGE") ? text() : before.text();
        var flags = before.flags();
        var preview = params.has("URL_PREVIEW") ? isPreviewed() : flags.urlPreview();
        return new Content(
                text,
                attach.over(before.attach(), Attach.NONE),
                keyboard.over(before.keyboard(), List.of()),
                menu.over(before.menu(), List.of()),
                new Flags(flags.system(), preview, flags.skipConnector() || params.yes("SKIP_CONNECTOR")));
    }

    /** Links become cards unless URL_PREVIEW is {@code N}. */
    private boolean isPreviewed() {
        return !params.text("URL_PREVIEW").equals("N");
    }
}
