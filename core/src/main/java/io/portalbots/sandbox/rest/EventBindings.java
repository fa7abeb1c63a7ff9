package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Handler;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.wire.Params;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The event handlers that {@code imbot.register} takes. There is one set of them per application, not per bot: the
 * latest registration moves the events of all its bots [src: im/classes/general/im_rest.php].
 */
final class EventBindings {

    /** A parameter of imbot.register, the event it binds, and whether it must be there. */
    record Slot(String param, String event, boolean required) {

        String error() {
            return param + "_ERROR";
        }
    }

    private static final Set<String> EVENTS = Set.of(
            "ONAPPINSTALL",
            "ONAPPUNINSTALL",
            "ONAPPUPDATE",
            "ONIMBOTMESSAGEADD",
            "ONIMBOTMESSAGEUPDATE",
            "ONIMBOTMESSAGEDELETE",
            "ONIMBOTCONTEXTGET",
            "ONIMBOTJOINCHAT",
            "ONIMBOTDELETE",
            "ONIMCOMMANDADD");

    /** In the order in which they are checked. */
    static final List<Slot> SLOTS = List.of(
            new Slot("EVENT_MESSAGE_ADD", "ONIMBOTMESSAGEADD", true),
            new Slot("EVENT_MESSAGE_UPDATE", "ONIMBOTMESSAGEUPDATE", false),
            new Slot("EVENT_MESSAGE_DELETE", "ONIMBOTMESSAGEDELETE", false),
            new Slot("EVENT_CONTEXT_GET", "ONIMBOTCONTEXTGET", false),
            new Slot("EVENT_WELCOME_MESSAGE", "ONIMBOTJOINCHAT", true),
            new Slot("EVENT_BOT_DELETE", "ONIMBOTDELETE", true));

    private EventBindings() {}

    /** What is wrong with one of the addresses, if anything. */
    static Optional<String> fault(Call call, Slot slot) {
        var url = url(call.params(), slot);
        if (url.isEmpty()) {
            return slot.required()
                    ? Optional.of("Handler for event " + slot.event() + " isn't specified")
                    : Optional.empty();
        }
        return Common.handlerFault(call.portal(), url);
    }

    /** Binds the addresses of a sound request. */
    static void bind(Call call) {
        for (var slot : SLOTS) {
            var url = url(call.params(), slot);
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

    /** All events an application can bind. */
    static boolean isKnown(String event) {
        return EVENTS.contains(event);
    }

    private static Predicate<Handler> is(String event, String url) {
        return handler -> handler.event().equals(event) && handler.url().equals(url);
    }

    private static String url(Params params, Slot slot) {
        return params.empty("EVENT_HANDLER") ? params.text(slot.param()) : params.text("EVENT_HANDLER");
    }
}
