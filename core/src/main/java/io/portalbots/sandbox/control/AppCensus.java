package io.portalbots.sandbox.control;

import io.portalbots.sandbox.model.ChatApp;
import io.vertx.core.json.JsonObject;
import java.util.TreeMap;

/**
 * How many chat apps there are on many portals, for who cannot look into each of them.
 *
 * <pre>{@code
 * GET /_sandbox/apps?prefix=t     on portals whose name begins so; without it, on all
 * 200  {"portals": 1000, "apps": 2000, "byCode": {"poll": 1000, "faq": 1000}, "byTitle": {"Poll": 1000, "FAQ": 1000}}
 * }</pre>
 */
final class AppCensus {

    private final TreeMap<String, Object> byCode = new TreeMap<>();
    private final TreeMap<String, Object> byTitle = new TreeMap<>();
    private int portals;
    private int apps;

    private AppCensus() {}

    static JsonObject count(Exchange exchange) {
        var prefix = exchange.query("prefix").orElse("");
        var census = new AppCensus();
        for (var portal : exchange.world().portals()) {
            if (portal.name().startsWith(prefix)) {
                census.portals++;
                portal.chatApps().all().forEach(census::add);
            }
        }
        return census.view();
    }

    private void add(ChatApp app) {
        apps++;
        byCode.merge(app.code(), 1, AppCensus::sum);
        byTitle.merge(app.phrase("en").map(ChatApp.Phrase::title).orElse(""), 1, AppCensus::sum);
    }

    private static Object sum(Object one, Object other) {
        return (int) one + (int) other;
    }

    private JsonObject view() {
        return new JsonObject()
                .put("portals", portals)
                .put("apps", apps)
                .put("byCode", new JsonObject(byCode))
                .put("byTitle", new JsonObject(byTitle));
    }
}
