package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** Many portals with one application, which has a bot and three iframe apps with icons on each. */
final class Population {

    private static final String CLIENT = "local.0000000bench00.10203040";
    private static final String PREFIX = "p";
    private static final List<String> APPS = List.of("board", "poll", "faq");

    private final Site site;

    Population(Site site) {
        this.site = site;
    }

    /** Makes the portals, installs the application, registers its bot and its apps. */
    List<Tenant> settle(int portals) throws InterruptedException {
        try (var arrivals = new Arrivals()) {
            site.control("/portals", new JsonObject().put("prefix", PREFIX).put("count", portals));
            site.control(
                    "/installs",
                    new JsonObject()
                            .put("prefix", PREFIX)
                            .put("clientId", CLIENT)
                            .put("clientSecret", "secret")
                            .put("eventUrl", arrivals.url()));
            var tenants = arrivals.all(portals);
            Crowd.each(tenants, tenant -> site.batch(tenant, registrations()));
            return tenants;
        }
    }

    private static JsonObject registrations() {
        var commands = new JsonObject().put("bot", Commands.bot());
        APPS.forEach(code -> commands.put(code, Commands.frame("$result[bot]", code)));
        return commands;
    }
}
