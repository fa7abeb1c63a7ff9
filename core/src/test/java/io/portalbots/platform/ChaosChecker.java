package io.portalbots.platform;

import static io.portalbots.platform.ChaosPortal.objects;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares what portals have and were asked with what has to be so, once a platform has come to rest. */
final class ChaosChecker {

    /** What may have been on its way when a removal became known. */
    private static final int GRACE = 1;

    private final TestHouse house;
    private final ChaosPlugins plugins;
    private final List<ChaosPortal> portals;
    private final ChaosFaults faults;
    private final List<String> violations = new ArrayList<>();

    ChaosChecker(TestHouse house, ChaosPlugins plugins, List<ChaosPortal> portals, ChaosFaults faults) {
        this.house = house;
        this.plugins = plugins;
        this.portals = portals;
        this.faults = faults;
    }

    /** What is wrong since the last time. */
    List<String> violations() {
        violations.clear();
        portals.forEach(portal -> {
            if (portal.installed) {
                has(portal);
            } else if (portal.everInstalled) {
                leftAlone(portal);
            }
        });
        asked();
        return List.copyOf(violations);
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            violations.add(otherwise);
        }
    }

    /** I1, I2, I4. */
    private void has(ChaosPortal portal) {
        var there = portal.portal.describe();
        require(portal.active(), "the tenant of %s is %s".formatted(portal.name(), portal.state()));
        doubled(portal, there, "bots", bot -> bot.getString("code"));
        doubled(portal, there, "chatApps", app -> app.getInteger("botId") + " " + app.getString("code"));
        doubled(portal, there, "commands", command -> command(there, command));
        compare(
                portal,
                "bots",
                bots(),
                lines(
                        there,
                        "bots",
                        bot -> bot.getString("code"),
                        bot -> bot.getString("name") + " " + bot.getString("color")));
        compare(
                portal,
                "commands",
                commands(),
                lines(there, "commands", command -> command(there, command), command -> ""));
        compare(portal, "apps", wished(portal), visible(there));
        hidden(portal, there);
        portal.secrets.addAll(objects(there, "chatApps").stream()
                .map(app -> app.getString("hash"))
                .toList());
        answered(portal, there);
    }

    /** The code of a bot and the word of a command of it. */
    private static String command(JsonObject there, JsonObject command) {
        return objects(there, "bots").stream()
                        .filter(bot -> bot.getInteger("id").equals(command.getInteger("botId")))
                        .map(bot -> bot.getString("code"))
                        .findFirst()
                        .orElse("no bot")
                + " " + command.getString("command");
    }

    private void doubled(ChaosPortal portal, JsonObject there, String kind, Function<JsonObject, String> name) {
        var seen = new HashSet<String>();
        objects(there, kind)
                .forEach(one -> require(
                        seen.add(name.apply(one)),
                        "I2: %s has of its %s twice: %s".formatted(portal.name(), kind, name.apply(one))));
    }

    private static Map<String, String> lines(
            JsonObject there, String kind, Function<JsonObject, String> name, Function<JsonObject, String> says) {
        return objects(there, kind).stream().collect(Collectors.toMap(name, says, (one, other) -> one, TreeMap::new));
    }

    private void compare(ChaosPortal portal, String kind, Map<String, String> wished, Map<String, String> there) {
        wished.forEach((name, says) -> require(
                says.equals(there.get(name)),
                "I1: of its %s %s has %s as '%s' and not as '%s'"
                        .formatted(kind, portal.name(), name, there.get(name), says)));
        there.keySet().stream()
                .filter(name -> !wished.containsKey(name))
                .filter(name -> !undecided(name))
                .forEach(name -> require(false, "I1: %s still has of its %s %s".formatted(portal.name(), kind, name)));
    }

    /** While there is a jar of which nobody can say whose it is, what is not loaded keeps what it has. */
    private boolean undecided(String name) {
        var plugin = name.replace("portalbots_", "").split("[. ]", 2)[0];
        return !plugins.broken().isEmpty() && !plugins.offered().containsKey(plugin);
    }

    private Map<String, String> bots() {
        var bots = new TreeMap<>(Map.of("portalbots_apps", "Apps AZURE"));
        if (plugins.offered().containsKey(ChaosPlugins.PARROT)) {
            bots.put("portalbots_parrot", "Parrot LIME");
        }
        return bots;
    }

    private Map<String, String> commands() {
        var commands = new TreeMap<String, String>();
        bots().keySet().forEach(bot -> commands.put(bot + " apps", ""));
        if (plugins.offered().containsKey(ChaosPlugins.PARROT)) {
            commands.put("portalbots_parrot caw", "");
        }
        return commands;
    }

    private Map<String, String> wished(ChaosPortal portal) {
        var wished = new TreeMap<String, String>();
        plugins.offered()
                .forEach((plugin, apps) -> apps.stream()
                        .filter(app -> !portal.disabled.contains(plugin + "." + app.code()))
                        .forEach(app -> wished.put(plugin + "." + app.code(), line(portal, plugin, app))));
        return wished;
    }

    private String line(ChaosPortal portal, String plugin, ChaosPlugins.App app) {
        var owner = plugin.equals(ChaosPlugins.PARROT) ? "portalbots_parrot" : "portalbots_apps";
        var frame = app.kind().equals("frame");
        var does = frame
                ? "/frames/test." + portal.memberId + "/" + plugin + "/" + app.code() + "? " + app.size() + "x200"
                : app.kind().toUpperCase(java.util.Locale.ROOT) + " /go x" + app.size();
        var title = portal.titles.getOrDefault(plugin, "") + app.title();
        return String.join("|", owner, does, "all", "false", title, "about " + app.title(), app.picture());
    }

    private static Map<String, String> visible(JsonObject there) {
        var bots = objects(there, "bots").stream()
                .collect(Collectors.toMap(bot -> bot.getInteger("id"), bot -> bot.getString("code")));
        var visible = new TreeMap<String, String>();
        objects(there, "chatApps").stream()
                .filter(app -> !app.getBoolean("hidden"))
                .forEach(app -> visible.merge(
                        code(app),
                        line(app, bots.getOrDefault(app.getInteger("botId"), "no bot")),
                        (one, other) -> one + " AND " + other));
        return visible;
    }

    /** An app's code as its plugin knows it, whatever the revision. */
    private static String code(JsonObject app) {
        return app.getString("code").split("~", 2)[0];
    }

    private static String line(JsonObject app, String owner) {
        var frame = app.getString("iframe");
        var does = frame == null
                ? app.getString("jsMethod") + " " + app.getString("jsParam")
                : frame.substring(frame.indexOf("/frames/")) + " " + app.getInteger("iframeWidth") + "x"
                        + app.getInteger("iframeHeight");
        var label = app.getJsonArray("lang").getJsonObject(0);
        return String.join(
                "|",
                owner,
                does,
                app.getString("context"),
                String.valueOf(app.getBoolean("extranetSupport") || app.getBoolean("livechatSupport")),
                label.getString("title"),
                label.getString("description"),
                Optional.ofNullable(app.getString("icon")).orElse("none"));
    }

    /** Old revisions are kept beside the one that serves, and only there. */
    private void hidden(ChaosPortal portal, JsonObject there) {
        var serving = visible(there).keySet();
        objects(there, "chatApps").stream()
                .filter(app -> app.getBoolean("hidden") && !serving.contains(code(app)))
                .filter(app -> !undecided(code(app)))
                .forEach(app ->
                        require(false, "I1: %s still has %s, hidden".formatted(portal.name(), app.getString("code"))));
    }

    /** What people wrote was answered once at most, however often it was tried; what they write now, is. */
    private void answered(ChaosPortal portal, JsonObject there) {
        var bot = objects(there, "bots").stream()
                .filter(one -> one.getString("code").equals("portalbots_parrot"))
                .findFirst();
        if (bot.isPresent() && plugins.offered().containsKey(ChaosPlugins.PARROT)) {
            var id = bot.get().getInteger("id");
            var bob = portal.portal.user("Bob");
            var now = "now" + System.nanoTime();
            bob.types(id, now);
            TestHouse.eventually(
                    "I4: answered on " + portal.name(), () -> bob.hears(id).contains(now));
            portal.written.add(now);
            var heard = bob.hears(id);
            portal.written.forEach(text -> {
                var times = heard.stream().filter(text::equals).count();
                require(times <= 1, "I4: %s was answered %d times on %s".formatted(text, times, portal.name()));
            });
        }
    }

    /** I6. */
    private void leftAlone(ChaosPortal portal) {
        require(
                List.of("removed", "unknown", "unverified").contains(portal.state()),
                "%s uninstalled us, and its tenant is %s".formatted(portal.name(), portal.state()));
        portal.requestsWhenRemoved.ifPresent(before -> require(
                portal.requests() - before <= GRACE,
                "I6: %s was asked %d times more after it had uninstalled us"
                        .formatted(portal.name(), portal.requests() - before)));
    }

    /** I3, I5, I7; then all calls are forgotten. */
    private void asked() {
        var calls = TestPortal.calls(house.sandboxUrl(), call -> true);
        calls.stream()
                .filter(call -> call.getString("portal") != null && call.getJsonObject("token") != null)
                .filter(call -> !call.getString("portal")
                        .equals(call.getJsonObject("token").getString("portal")))
                .forEach(call -> require(false, "I5: a token of another portal was shown: %s".formatted(call)));
        var spent = calls.stream()
                .filter(call -> call.getJsonObject("token") != null
                        && call.getJsonObject("token").getBoolean("spent"))
                .toList();
        var lost = faults.lostPairs();
        require(
                spent.size() <= lost,
                "I3: with %d answers lost, spent refresh tokens were shown: %s".formatted(lost, spent));
        var refused = calls.stream()
                .filter(call -> "QUERY_LIMIT_EXCEEDED".equals(call.getString("error")))
                .count();
        var wished = faults.refusals();
        require(refused <= wished, "I7: refused %d times as too fast, %d of them by faults".formatted(refused, wished));
        TestPortal.send("DELETE", house.sandboxUrl() + "/_sandbox/calls", "");
        portals.stream()
                .filter(portal -> !portal.installed && portal.everInstalled)
                .forEach(portal -> portal.requestsWhenRemoved = OptionalLong.of(0));
    }
}
