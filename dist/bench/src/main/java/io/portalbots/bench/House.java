package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A sandbox with many portals, and the platform that serves them, each a process. */
final class House implements AutoCloseable {

    /** Begins the names of all portals of a run. */
    static final String ALL = "f";

    /** Begins the names of those that answer. */
    static final String SOUND = "fr";

    /** Begins the names of those that may be made to hang. */
    static final String HUNG = "fh";

    private static final String CLIENT = "local.0000000bench00.10203040";
    private static final String SECRET = "secret";
    private static final String PLATFORM = "io.portalbots.platform.MeasuredPlatform";
    private static final int CLAIMS = 80; // the platform takes 100 unproven ones from an address
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int TOLD = 1000;

    private final Scale scale;
    private final Path folder = Folders.temporary();
    private final Child sandbox;
    private final Control control;
    private final Thread atTheEnd = new Thread(this::leave);
    private Child platform;

    /**
     * How large.
     *
     * @param hung of the portals
     * @param apps of the plugin that comes and goes
     * @param heap of the platform, and of clients it is compared with
     * @param keys of the platform's configuration
     */
    record Scale(int portals, int hung, int apps, String heap, String sandboxHeap, Map<String, String> keys) {
        int sound() {
            return portals - hung;
        }
    }

    House(Scale scale) {
        this.scale = scale;
        Runtime.getRuntime().addShutdownHook(atTheEnd); // somebody may be tired of waiting
        FanJar.drop(plugins(), "stay", 1, 1);
        sandbox = Child.java(SandboxChild.class.getName(), scale.sandboxHeap(), log("sandbox"), List.of());
        control = new Control(sandbox.ready().getString("url"));
        create(SOUND, scale.sound());
        create(HUNG, scale.hung());
        platform = platform(Map.of());
    }

    private void create(String prefix, int count) {
        if (count > 0) {
            control.post(
                    "/portals",
                    new JsonObject().put("prefix", prefix).put("count", count).put("limits", "standard"));
        }
    }

    private Child platform(Map<String, String> more) {
        var keys = new TreeMap<>(Map.of(
                "port", "0", "management-port", "0", "resync", "PT1H", "oauth.rate", "9999", "brakes.share", "1"));
        keys.put("data", folder.resolve("data").toString());
        keys.put("plugins", plugins().toString());
        keys.putAll(scale.keys());
        keys.putAll(more);
        var arguments = new ArrayList<>(List.of("http://localhost:" + port(), CLIENT, SECRET));
        keys.forEach((key, value) -> arguments.add(key + "=" + value));
        return Child.java(PLATFORM, scale.heap(), log("platform"), arguments);
    }

    /** Stops the platform and starts it again, where portals know it. */
    void restart(Map<String, String> keys) {
        var more = new TreeMap<>(keys);
        more.put("port", String.valueOf(URI.create(platformUrl()).getPort()));
        platform.close();
        platform = platform(more);
    }

    private String platformUrl() {
        return platform.ready().getString("url");
    }

    /** Installs the application everywhere, as administrators would, and waits until all portals have a first app. */
    void install() {
        var names = Stream.of(names(SOUND, scale.sound()), names(HUNG, scale.hung()))
                .flatMap(List::stream)
                .toList();
        var order = new JsonObject()
                .put("clientId", CLIENT)
                .put("clientSecret", SECRET)
                .put("eventUrl", platformUrl() + "/bitrix24/bench/event");
        var sent = 0;
        for (var active = 0;
                active < names.size();
                active = platform.ask("tenants").getInteger("active")) {
            for (; sent < names.size() && sent - active < CLAIMS; sent++) {
                control.post("/portals/" + names.get(sent) + "/installs", order);
                if (sent % TOLD == TOLD - 1) {
                    Say.progress("%d of %d installations sent".formatted(sent + 1, names.size()));
                }
            }
            LockSupport.parkNanos(SOON_NANOS);
        }
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> prefix + number)
                .toList();
    }

    Scale scale() {
        return scale;
    }

    Control control() {
        return control;
    }

    Child platform() {
        return platform;
    }

    int port() {
        return sandbox.ready().getInteger("port");
    }

    Path plugins() {
        return folder.resolve("plugins");
    }

    Path folder() {
        return folder;
    }

    Path log(String name) {
        return folder.resolve(name + ".log");
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
        leave();
    }

    private void leave() {
        platform.close();
        control.close();
        sandbox.close();
        Folders.delete(folder);
    }
}
