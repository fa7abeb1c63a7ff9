package io.portalbots.sandbox.control;

import io.portalbots.sandbox.event.EventLog;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What became of a portal's events.
 *
 * <pre>{@code
 * GET  /_sandbox/portals/acme/events?after=17
 * 200  [{"id": 18, "at": "..", "event": "ONIMBOTMESSAGEADD", "clientId": "local.1", "handler": "https://bots.example.test/ev",
 *        "fate": "delivered", "attempts": 1, "status": 200, "ms": 12},
 *       {"id": 19, .., "fate": "dropped", "reason": "not-installed", "attempts": 0}]
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

    JsonObject clear(Exchange exchange) {
        log.clear(exchange.portal());
        return new JsonObject().put("events", 0);
    }

    private static JsonObject view(EventLog.Entry entry) {
        var view = new JsonObject()
                .put("id", entry.id())
                .put("at", entry.at().toString())
                .put("event", entry.event())
                .put("clientId", entry.clientId())
                .put("handler", entry.handler().isEmpty() ? null : entry.handler())
                .put("fate", Fields.word(entry.fate()));
        entry.reason().ifPresent(reason -> view.put("reason", Fields.word(reason)));
        view.put("attempts", entry.attempts());
        if (entry.attempts() > 0) {
            view.put("status", entry.status()).put("ms", entry.taken().toMillis());
        }
        if (!entry.failure().isEmpty()) {
            view.put("failure", entry.failure());
        }
        return view;
    }
}
