package io.portalbots.sandbox.event;

import io.portalbots.sandbox.model.Handler;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.wire.PhpForm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** An event for one handler: {@code event, event_handler_id, data[...], ts, auth[...]}, every scalar a string. */
record Letter(Portal portal, Installation app, Handler handler, Map<String, Object> data, Map<String, Object> auth) {

    /** The form. {@code ts} is when it is sent [docs: api-reference/events]. */
    String form(Instant sent) {
        var form = new LinkedHashMap<String, Object>();
        form.put("event", handler.event());
        form.put("event_handler_id", handler.id());
        form.put("data", data);
        form.put("ts", sent.getEpochSecond());
        form.put("auth", auth);
        return PhpForm.encode(form);
    }

    /** Where to; webhook callers find their CLIENT_ID in every event URL [src]. */
    String address() {
        if (!app.isWebhook()) {
            return handler.url();
        }
        var separator = handler.url().contains("?") ? "&" : "?";
        var callerId = URLEncoder.encode(app.applicationToken(), StandardCharsets.UTF_8);
        return handler.url() + separator + "CLIENT_ID=" + callerId;
    }

    @Override
    public String toString() {
        return "Letter[" + handler.event() + " " + app + "]";
    }
}
