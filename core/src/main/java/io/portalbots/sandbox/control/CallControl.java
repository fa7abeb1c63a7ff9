package io.portalbots.sandbox.control;

import io.portalbots.sandbox.http.CallLog;
import io.portalbots.sandbox.http.Shown;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clients asked of the portals. */
final class CallControl {

    private final CallLog log;

    CallControl(CallLog log) {
        this.log = log;
    }

    /** With each request {@code "token": {"portal": "acme", "spent": false}}: whose token it showed, null if nobody's. */
    JsonObject get(Exchange exchange) {
        return count(exchange)
                .put("calls", PortalViews.list(log.entries(exchange.query("portal")), CallControl::entry));
    }

    /**
     * All since the last reset, however many: {@code {"http": 7, "oauth": 1, "byMethod": {..}, "byError": {..}}}. Commands
     * of batches count under their methods too; {@code http} is the number of requests, those for the OAuth server included.
     */
    JsonObject count(Exchange exchange) {
        var counters = log.counters(exchange.query("portal"));
        return new JsonObject()
                .put("http", counters.http())
                .put("oauth", counters.oauth())
                .put("byMethod", new JsonObject(Map.copyOf(counters.byMethod())))
                .put("byError", new JsonObject(Map.copyOf(counters.byError())));
    }

    JsonObject reset(Exchange exchange) {
        log.reset();
        return new JsonObject().put("http", 0);
    }

    private static JsonObject entry(CallLog.Entry entry) {
        return new JsonObject()
                .put("at", entry.at().toString())
                .put("portal", orNull(entry.portal()))
                .put("method", entry.method())
                .put("token", shown(entry.token()))
                .put("commands", entry.commands())
                .put("status", entry.status())
                .put("error", orNull(entry.error()));
    }

    private static @Nullable JsonObject shown(Shown token) {
        return token.portal().isEmpty()
                ? null
                : new JsonObject().put("portal", token.portal()).put("spent", token.spent());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
