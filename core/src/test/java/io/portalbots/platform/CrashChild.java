package io.portalbots.platform;

import io.portalbots.store.DatabaseAddress;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A platform in a process of its own that can be told to die. Says {@code READY} once it serves; then takes {@code arm
 * POINT}, answered by {@code ARMED}, {@code reached}, answered by how often each point was reached, as JSON, {@code end}, and {@code stop}, which does so in good order.
 */
final class CrashChild {

    private CrashChild() {}

    public static void main(String[] none) throws IOException {
        Thread.setDefaultUncaughtExceptionHandler(CrashChild::failed);
        var points = new CrashPoints(Path.of(property("secrets")));
        var platform = Platform.start(config(), database(), Secret.of("admin"), points);
        platform.reconcile();
        System.out.println("READY");
        if (obey(platform, points)) {
            System.exit(0);
        }
        Runtime.getRuntime().halt(0); // whoever started this is gone
    }

    /** Else threads of a platform that could not start would keep the process alive. */
    static void failed(Thread thread, Throwable failure) {
        failure.printStackTrace();
        if (thread.getName().equals("main")) {
            Runtime.getRuntime().halt(1);
        }
    }

    /** @return whether it was told to end */
    private static boolean obey(Platform platform, CrashPoints points) throws IOException {
        try (var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var command = commands.readLine(); command != null; command = commands.readLine()) {
                if (command.equals("end")) {
                    return true;
                } else if (command.equals("stop")) {
                    platform.close();
                    return true;
                } else if (command.startsWith("arm ")) {
                    points.arm(command.substring(4));
                    System.out.println("ARMED");
                } else {
                    var reached = new JsonObject();
                    points.reached().forEach(reached::put);
                    System.out.println(reached.encode());
                }
            }
            return false;
        }
    }

    static Config config() {
        var vertx = Vertx.vertx();
        var flags = new HashMap<>(Map.of(
                "data", property("data"),
                "plugins", property("plugins"),
                "keys", property("keys"),
                "port", property("port"),
                "management-port", "0"));
        Optional.ofNullable(System.getProperty("child.public-url")).ifPresent(url -> flags.put("public-url", url));
        var config = ConfigReader.read(vertx, Optional.empty(), Map.of(), flags);
        vertx.close().await();
        var application = new Application(
                "test", TestHouse.CLIENT, Secret.of(CrashStory.SECRET), Application.Kind.LOCAL, Set.of());
        return config.with(application, URI.create(property("oauth")));
    }

    static DatabaseAddress database() {
        return new DatabaseAddress(
                property("database"), property("database.user"), Secret.of(property("database.password")));
    }

    static String property(String name) {
        var value = System.getProperty("child." + name);
        if (value == null) {
            throw new IllegalArgumentException("child." + name + " is not set");
        }
        return value;
    }
}
