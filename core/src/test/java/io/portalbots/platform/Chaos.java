package io.portalbots.platform;

import static io.portalbots.platform.ChaosPortal.objects;

import io.portalbots.spi.Setting;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What people, operators, authors of plugins and portals do, in an order that a seed decides. Everything is drawn from
 * what was done before, never from what the platform made of it, so that the same seed does the same.
 */
final class Chaos {

    static final Setting TITLE = new Setting("title", new Setting.Type.Line(40), Map.of("en", "Title"));

    private static final List<String> CODES = List.of("board", "help", "poll", "stats");

    /** Kinds of faults and their own fields; what portals answer then, and how often. */
    private static final List<JsonObject> FAULTS = List.of(
            fault("cut").put("moment", "before"),
            fault("cut").put("moment", "after"),
            fault("unavailable"),
            fault("unavailable").put("error", "INTERNAL_SERVER_ERROR"),
            fault("too-many").put("error", "QUERY_LIMIT_EXCEEDED"),
            fault("server-error"),
            fault("slow").put("delay", "PT0.2S"),
            fault("html"),
            fault("expire-tokens"));

    private static final List<String> METHODS =
            List.of("batch", "batch", "batch", "imbot.message.add", "imbot.bot.list", "oauth/token");

    private final TestHouse house;
    private final ChaosPlugins plugins;
    private final List<ChaosPortal> portals;
    private final ChaosFaults faults;
    private final SplittableRandom random;
    private final Map<Runnable, Integer> deeds = new LinkedHashMap<>();
    private final List<String> story = new ArrayList<>();

    Chaos(TestHouse house, ChaosPlugins plugins, List<ChaosPortal> portals, ChaosFaults faults, long seed) {
        this.house = house;
        this.plugins = plugins;
        this.portals = portals;
        this.faults = faults;
        this.random = new SplittableRandom(seed);
        deeds.put(this::install, 14);
        deeds.put(this::uninstall, 6);
        deeds.put(this::change, 16);
        deeds.put(this::remove, 5);
        deeds.put(this::breakJar, 3);
        deeds.put(this::set, 8);
        deeds.put(this::flip, 8);
        deeds.put(this::lose, 6);
        deeds.put(this::write, 14);
        deeds.put(this::fault, 12);
        deeds.put(this::losePair, 3);
        deeds.put(this::mend, 6);
    }

    private static JsonObject fault(String kind) {
        return new JsonObject().put("kind", kind);
    }

    /** What was done so far. */
    List<String> story() {
        return story;
    }

    /** One deed. */
    void happen() {
        var drawn = random.nextInt(
                deeds.values().stream().mapToInt(weight -> weight).sum());
        for (var deed : deeds.entrySet()) {
            drawn -= deed.getValue();
            if (drawn < 0) {
                deed.getKey().run();
                return;
            }
        }
    }

    private void told(String what) {
        story.add(story.size() + 1 + " " + what);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** What most stories begin with. */
    void begin() {
        ChaosPlugins.COME_AND_GO.forEach(plugin -> plugins.offer(plugin, List.of(new ChaosPlugins.App("board"))));
        portals.stream().skip(2).forEach(this::install);
    }

    /** Where it is installed already, it is installed once more. */
    private void install() {
        install(one(portals));
    }

    private void install(ChaosPortal portal) {
        told("install on %s".formatted(portal.name()));
        portal.install();
    }

    private void uninstall() {
        var portal = one(portals);
        var clean = random.nextInt(3) == 0;
        var waits = random.nextBoolean();
        if (!portal.installed) {
            install(portal);
        } else {
            told("uninstall on %s%s".formatted(portal.name(), clean ? ", clean" : ""));
            portal.uninstall(clean);
            if (waits && faults.none()) {
                TestHouse.eventually("removed from " + portal.name(), () -> !portal.active());
                portal.requestsWhenRemoved = OptionalLong.of(portal.requests());
            }
        }
    }

    /** A plugin comes, with some apps; or what it offers changes by one field, by one app more or by one fewer. */
    private void change() {
        var plugin = random.nextInt(6) == 0 ? ChaosPlugins.KEEPER : one(ChaosPlugins.COME_AND_GO);
        var apps = new ArrayList<>(plugins.offered().getOrDefault(plugin, List.of()));
        if (!plugins.offered().containsKey(plugin)) {
            IntStream.range(0, random.nextInt(1, 4)).forEach(any -> more(apps));
        } else if (apps.isEmpty() || random.nextInt(5) == 0) {
            more(apps);
        } else if (apps.size() > 1 && random.nextInt(4) == 0) {
            apps.remove(random.nextInt(apps.size()));
        } else {
            apps.replaceAll(app -> random.nextInt(apps.size()) == 0 ? changed(app) : app);
        }
        told("%s offers %s".formatted(plugin, apps));
        plugins.offer(plugin, apps);
    }

    private void more(List<ChaosPlugins.App> apps) {
        var app = new ChaosPlugins.App(one(CODES));
        if (apps.stream().noneMatch(other -> other.code().equals(app.code()))) {
            apps.add(changed(app));
        }
    }

    private ChaosPlugins.App changed(ChaosPlugins.App app) {
        return switch (random.nextInt(5)) {
            case 0 -> new ChaosPlugins.App(app.code(), "frame", app.size(), app.title(), app.icon());
            case 1 ->
                new ChaosPlugins.App(app.code(), one(List.of("put", "send")), app.size(), app.title(), app.icon());
            case 2 -> new ChaosPlugins.App(app.code(), app.kind(), random.nextInt(250, 999), app.title(), app.icon());
            case 3 -> new ChaosPlugins.App(app.code(), app.kind(), app.size(), app.title(), random.nextInt(4));
            default -> new ChaosPlugins.App(app.code(), app.kind(), app.size(), "t" + random.nextInt(1000), app.icon());
        };
    }

    private void remove() {
        var plugin = one(ChaosPlugins.COME_AND_GO);
        told("%s is removed".formatted(plugin));
        plugins.remove(plugin);
    }

    /** Only what is loaded: nobody can say what a jar would have been. */
    private void breakJar() {
        var plugin = one(ChaosPlugins.COME_AND_GO);
        var there = plugins.offered().containsKey(plugin) && !plugins.broken().contains(plugin);
        told("the jar of %s breaks, if there is one".formatted(plugin));
        if (there && plugins.isIn(house.platform().plugins(), plugin)) {
            plugins.breakJar(plugin);
        }
    }

    private void set() {
        var portal = one(portals);
        var plugin = random.nextBoolean() ? ChaosPlugins.KEEPER : one(ChaosPlugins.COME_AND_GO);
        var title = "v" + random.nextInt(100) + "-";
        told("%s sets title=%s for %s".formatted(portal.name(), title, plugin));
        portal.tenant().ifPresent(tenant -> {
            house.platform().stores().settings().set(tenant.id(), plugin, TITLE, title, "chaos");
            portal.titles.put(plugin, title);
        });
    }

    private void flip() {
        var portal = one(portals);
        var plugin = one(ChaosPlugins.COME_AND_GO);
        var code = one(CODES);
        told("%s wants %s.%s, or does not any more".formatted(portal.name(), plugin, code));
        portal.tenant().ifPresent(tenant -> {
            var wanted = portal.disabled.remove(plugin + "." + code);
            if (!wanted) {
                portal.disabled.add(plugin + "." + code);
            }
            house.platform().stores().switches().set(tenant.id(), plugin, code, wanted, "chaos");
        });
    }

    private void lose() {
        var portal = one(portals);
        var bot = random.nextInt(3) == 0;
        var which = random.nextInt(1000);
        var there = objects(portal.portal.describe(), bot ? "bots" : "chatApps");
        told("%s loses %s %d of the %d it has".formatted(portal.name(), bot ? "bot" : "app", which, there.size()));
        if (!there.isEmpty()) {
            var lost = there.get(which % there.size());
            faults.add(fault(bot ? "lose-bot" : "lose-app")
                    .put("portal", portal.name())
                    .put(bot ? "botId" : "appId", lost.getInteger("id")));
            portal.lost = true;
        }
    }

    private void write() {
        var portal = one(portals);
        var text = "m" + story.size();
        told("somebody writes %s on %s".formatted(text, portal.name()));
        objects(portal.portal.describe(), "bots").stream()
                .filter(bot -> bot.getString("code").endsWith(ChaosPlugins.PARROT))
                .findFirst()
                .ifPresent(bot -> {
                    portal.written.add(text);
                    portal.portal.user("Bob").types(bot.getInteger("id"), text);
                });
    }

    private void fault() {
        var fault = one(FAULTS).copy().put("method", one(METHODS));
        var where = one(portals);
        if (random.nextBoolean()) {
            fault.put("portal", where.name());
        }
        if (random.nextBoolean()) {
            fault.put("count", random.nextInt(1, 4));
        } else {
            fault.put("probability", 0.3);
        }
        if (!fault.getString("kind").equals("expire-tokens")
                || !fault.getString("method").startsWith("oauth")) {
            told("from now on %s".formatted(fault.encode()));
            faults.add(fault);
        }
    }

    /** A token expires, and the answer that brings the next pair is lost. */
    private void losePair() {
        var portal = one(portals).name();
        told("on %s a token expires, and the next one gets lost".formatted(portal));
        faults.add(fault("expire-tokens").put("portal", portal).put("count", 1));
        faults.add(fault("cut")
                .put("moment", "after")
                .put("method", "oauth/token")
                .put("portal", portal)
                .put("count", 1));
    }

    private void mend() {
        if (faults.none()) {
            fault();
        } else {
            told("probable faults end");
            faults.endProbable();
        }
    }
}
