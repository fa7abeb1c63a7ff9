package io.portalbots.sandbox.event;

import io.portalbots.sandbox.model.Handler;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.wire.PhpForm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sends an application what happens on a portal: a form with {@code event, event_handler_id, data[...], ts, auth[...]},
 * every scalar a string. Silently sends nothing until the application is installed
 * [docs: settings/app-installation/installation-finish].
 */
public final class Events {

    private final Outbox outbox;
    private final Clock clock;

    /** Events that leave through {@code outbox}. */
    public Events(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Sends an event to every handler bound to it. */
    void send(Installation app, String event, Map<String, Object> data, Map<String, Object> auth) {
        var bound = app.handlers().stream().filter(handler -> handler.event().equals(event));
        send(app, bound, data, auth);
    }

    /** Sends an event to the given handlers. */
    void send(Installation app, Stream<Handler> handlers, Map<String, Object> data, Map<String, Object> auth) {
        if (app.installed()) {
            handlers.toList().forEach(handler -> outbox.put(app, letter(app, handler, data, auth)));
        }
    }

    private Outbox.Letter letter(
            Installation app, Handler handler, Map<String, Object> data, Map<String, Object> auth) {
        var form = new LinkedHashMap<String, Object>();
        form.put("event", handler.event());
        form.put("event_handler_id", handler.id());
        form.put("data", data);
        form.put("ts", clock.instant().getEpochSecond());
        form.put("auth", auth);
        return new Outbox.Letter(address(app, handler), PhpForm.encode(form));
    }

    /** Webhook callers find their CLIENT_ID in every event URL [src]. */
    private static String address(Installation app, Handler handler) {
        if (!app.isWebhook()) {
            return handler.url();
        }
        var separator = handler.url().contains("?") ? "&" : "?";
        var callerId = URLEncoder.encode(app.applicationToken(), StandardCharsets.UTF_8);
        return handler.url() + separator + "CLIENT_ID=" + callerId;
    }
}
