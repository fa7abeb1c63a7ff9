package io.portalbots.platform;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Option;

/** What of all there is to do a plan is about. */
final class PlanFlags {

    @Option(
            names = "--tenant",
            paramLabel = "SELECTOR",
            description = "Only this tenant: its member id, domain or id, or the beginning of one.")
    private String tenant = "";

    @Option(
            names = "--plugin",
            paramLabel = "ID",
            description = "Only what is this plugin's, and what its apps need, such as their bot.")
    private String plugin = "";

    String query() {
        return "?tenant=" + AdminClient.encoded(tenant) + "&plugin=" + AdminClient.encoded(plugin);
    }

    JsonObject body() {
        return new JsonObject().put("tenant", tenant).put("plugin", plugin);
    }

    /** As they are typed, each with a space before it. */
    String words() {
        return (tenant.isEmpty() ? "" : " --tenant " + tenant) + (plugin.isEmpty() ? "" : " --plugin " + plugin);
    }
}
