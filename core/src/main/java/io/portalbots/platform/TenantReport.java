package io.portalbots.platform;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What the admin API tells of one tenant, for people. */
final class TenantReport {

    private final JsonObject tenant;
    private final Instant now;

    TenantReport(JsonObject tenant, Instant now) {
        this.tenant = tenant;
        this.now = now;
    }

    @Override
    public String toString() {
        return head() + chains() + apps() + doubts() + missing() + securityLog() + exchanges();
    }

    private String head() {
        var state = tenant.getString("state") + " since " + ago(tenant, "since");
        var cause = tenant.getString("cause").isEmpty() ? "" : " (" + tenant.getString("cause") + ")";
        var reason = tenant.getString("reason").isEmpty() ? "" : ": " + tenant.getString("reason");
        return tenant.getString("domain") + "  " + tenant.getString("id") + "\n" + state + cause + reason
                + "\ngeneration " + tenant.getInteger("generation") + ", begun " + ago(tenant, "began") + ", language "
                + tenant.getString("language") + "\n" + due(tenant.getJsonObject("due"));
    }

    private String due(JsonObject due) {
        if (due.getString("since", "").isEmpty()) {
            return "";
        }
        var holder = due.getString("holder").isEmpty() ? "" : ", looked at by " + due.getString("holder");
        var failed = due.getInteger("failed") == 0
                ? ""
                : ", failed " + due.getInteger("failed") + " times: " + due.getString("reason");
        return "due to be looked at since " + ago(due, "since") + holder + failed + "\n";
    }

    private String chains() {
        var columns = new Columns("HOLDER", "ROLE", "ACCESS ENDS", "REFRESHED", "PAIRS", "RETIRED");
        each(
                "chains",
                chain -> columns.row(
                        String.valueOf(chain.getLong("holder")),
                        chain.getString("role"),
                        ago(chain, "freshUntil"),
                        ago(chain, "refreshed"),
                        String.valueOf(chain.getLong("pairs")),
                        chain.getString("retired")));
        return section("chains of tokens", columns);
    }

    private String apps() {
        var columns = new Columns("APP", "NUMBER", "LAST ANSWER");
        each(
                "apps",
                app -> columns.row(
                        app.getString("app"),
                        String.valueOf(app.getValue("number", "")),
                        app.containsKey("doubt") ? "in doubt" : app.getString("answer")));
        return section("apps", columns);
    }

    private String doubts() {
        var columns = new Columns("APP", "WHY");
        var plugins = new TreeSet<String>();
        each("apps", app -> {
            if (app.containsKey("doubt")) {
                var name = app.getString("app");
                columns.row(name, app.getString("doubt"));
                plugins.add(name.substring(0, name.lastIndexOf('.')));
            }
        });
        return columns.isEmpty() ? "" : section("apps in doubt", columns) + remedies(plugins);
    }

    private String remedies(Set<String> plugins) {
        return plugins.stream()
                .map(plugin -> "remedy, after which buttons in old messages stop working: portalbots tenant reset-bot "
                        + tenant.getString("domain") + " --plugin " + plugin + " --yes\n")
                .collect(Collectors.joining());
    }

    private String missing() {
        var columns = new Columns("PLUGIN", "SETTING");
        each("missing", setting -> columns.row(setting.getString("plugin"), setting.getString("key")));
        return section("settings that are missing", columns);
    }

    private String securityLog() {
        var columns = new Columns("WHEN", "WHAT", "WHO", "");
        each(
                "securityLog",
                line -> columns.row(
                        ago(line, "at"), line.getString("what"), line.getString("who"), line.getString("said")));
        return section("security log", columns);
    }

    private String exchanges() {
        var columns = new Columns("WHEN", "METHOD", "CAUSE", "ANSWER", "MS", "PARAMETERS");
        each(
                "exchanges",
                exchange -> columns.row(
                        ago(exchange, "at"),
                        exchange.getString("method"),
                        exchange.getString("cause"),
                        exchange.getString("answer"),
                        String.valueOf(exchange.getLong("milliseconds")),
                        exchange.getJsonObject("parameters").stream()
                                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                                .collect(Collectors.joining(" "))));
        return section("the portal was asked", columns);
    }

    private static String section(String title, Columns columns) {
        return "\n" + title + (columns.isEmpty() ? ": none\n" : "\n" + columns);
    }

    private void each(String list, Consumer<JsonObject> seen) {
        tenant.getJsonArray(list, new JsonArray()).forEach(one -> {
            if (one instanceof JsonObject object) {
                seen.accept(object);
            }
        });
    }

    private String ago(JsonObject of, String field) {
        return Columns.relative(Instant.parse(of.getString(field)), now);
    }
}
