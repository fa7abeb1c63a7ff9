package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Handler;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.wire.Params;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The event handlers that {@code imbot.register} takes. There is one set of them per application, not per bot: the
 * latest registration moves the events of all its bots [src: im/classes/general/im_rest.php].
 */
final class EventBindings {

    /**
     * A parameter of imbot.register and the event it binds.
     *
     * @param title what messages call the event; empty if the parameter may be left out
     */
    record Slot(String param, String event, String title) {

        boolean isRequired() {
            return !title.isEmpty();
        }

        /** The same in an update, where nothing has to be there. */
        Slot optional() {
            return new Slot(param, event, "");
        }

        String error() {
            return param + "_ERROR";
        }
    }

    /** In the order in which they are checked. */
    static final List<Slot> SLOTS = List.of(
            new Slot("EVENT_MESSAGE_ADD", "ONIMBOTMESSAGEADD", "Message add"),
            new Slot("EVENT_MESSAGE_UPDATE", "ONIMBOTMESSAGEUPDATE", ""),
            new Slot("EVENT_MESSAGE_DELETE", "ONIMBOTMESSAGEDELETE", ""),
            new Slot("EVENT_CONTEXT_GET", "ONIMBOTCONTEXTGET", ""),
            new Slot("EVENT_WELCOME_MESSAGE", "ONIMBOTJOINCHAT", "Welcome message"),
            new Slot("EVENT_BOT_DELETE", "ONIMBOTDELETE", "Bot delete"));

    private EventBindings() {}

    /** The rows that check the addresses among {@code params}, one for each slot, in their order. */
    static <T> Stream<Rule<T>> rules(Stream<Slot> slots, Function<T, Params> params) {
        return slots.map(slot -> new Rule<>(
                request -> fault(params.apply(request), slot).isPresent(),
                request -> Answer.refused(
                        slot.error(), fault(params.apply(request), slot).orElseThrow())));
    }

    private static Optional<String> fault(Params params, Slot slot) {
        var url = url(params, slot);
        if (url.isEmpty()) {
            return slot.isRequired()
                    ? Optional.of("Handler for \"" + slot.title() + "\" event isn't specified")
                    : Optional.empty();
        }
        return Common.handlerFault(url);
    }

    /** Binds the addresses among {@code params}, which are sound, for the caller's application. */
    static void bind(Call call, Params params) {
        for (var slot : SLOTS) {
            var url = url(params, slot);
            if (!url.isEmpty()) {
                bind(call, slot.event(), url);
            }
        }
    }

    /** Makes {@code url} the only handler of an event. */
    static void bind(Call call, String event, String url) {
        Portal portal = call.portal();
        var handlers = call.application().handlers();
        if (handlers.stream().noneMatch(is(event, url))) {
            handlers.removeIf(handler -> handler.event().equals(event));
            handlers.add(new Handler(portal.nextId(), event, url, 0));
        }
    }

    private static Predicate<Handler> is(String event, String url) {
        return handler -> handler.event().equals(event) && handler.url().equals(url);
    }

    private static String url(Params params, Slot slot) {
        return params.empty("EVENT_HANDLER") ? params.text(slot.param()) : params.text("EVENT_HANDLER");
    }
}
