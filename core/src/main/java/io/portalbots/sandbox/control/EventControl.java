package io.portalbots.sandbox.control;

import io.portalbots.sandbox.event.EventLog;
import io.portalbots.sandbox.event.Sending;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What became of a portal's events.
 *
 * <pre>{@code
 * GET  /_sandbox/portals/acme/events?after=17
 * 200  [{"id": 18, "at": "..", "event": "ONIMBOTMESSAGEADD", "clientId": "local.1", "handler": "https://bots.example.test/ev",
 *        "fate": "delivered", "attempts": 1, "status": 200, "ms": 12},
 *       {"id": 19, .., "fate": "dropped", "reason": "not-installed", "attempts": 0}]
 * GET  /_sandbox/portals/acme/events/18
 * 200  {"id": 18, .., "form": {"event": "ONIMBOTMESSAGEADD", "data": {..}, "auth": {..}, ..}}   as the handler reads it
 * }</pre>
 */
final class EventControl {

    private final EventLog log;

    EventControl(EventLog log) {
        this.log = log;
    }

    JsonArray list(Exchange exchange) {
        return PortalViews.list(log.after(exchange.portal(), exchange.number("after")), EventControl::view);
    }

    JsonObject get(Exchange exchange) {
        var id = exchange.path("event");
        var sending = Optional.of(id)
                .filter(text -> text.matches("\\d{1,9}"))
                .flatMap(text -> log.find(exchange.portal(), Integer.parseInt(text)))
                .orElseThrow(() -> ControlError.notFound(
                        "EVENT_NOT_FOUND", "there is no event " + id + " of portal '" + exchange.path("portal") + "'"));
        return view(sending).put("form", sending.form());
    }

    JsonObject clear(Exchange exchange) {
        log.clear(exchange.portal());
        return new JsonObject().put("events", 0);
    }

    private static JsonObject view(Sending sending) {
        var view = new JsonObject()
                .put("id", sending.id())
                .put("at", sending.at().toString())
                .put("event", sending.event())
                .put("clientId", sending.clientId())
                .put("handler", sending.handler().isEmpty() ? null : sending.handler())
                .put("fate", Fields.word(sending.fate()));
        sending.reason().ifPresent(reason -> view.put("reason", Fields.word(reason)));
        view.put("attempts", sending.attempts());
        if (sending.attempts() > 0) {
            view.put("status", sending.status()).put("ms", sending.taken().toMillis());
        }
        if (!sending.failure().isEmpty()) {
            view.put("failure", sending.failure());
        }
        return view;
    }
}
