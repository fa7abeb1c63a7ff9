package io.portalbots.platform;

import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginSet;
import io.portalbots.registry.RegistrationStore.Totals;
import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.portalbots.spi.Setting;
import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.Keys;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The platform beside a sandbox in one process, with its application installed on the sandbox's portal {@value #PORTAL}:
 * what {@code dev} runs, and what authors of plugins test with. Its methods block.
 */
public final class Playground implements AutoCloseable {

    static final String PORTAL = "acme";

    private static final String APPLICATION = "dev";
    private static final String CLIENT_ID = "local.portalbots.dev";

    private final Vertx vertx = Vertx.vertx();
    private final Sandbox sandbox;
    private final Platform platform;
    private final String secret = UUID.randomUUID().toString(); // a new one at each start, as the sandbox forgets all

    /** Starts both without the installation; {@code config.keyFile()} has to be there. */
    Playground(Config config, DatabaseAddress database, Secret adminToken) {
        try {
            sandbox = SandboxCommand.start(
                    vertx, new SandboxOptions("127.0.0.1", config.sandboxPort(), List.of(PORTAL), true));
            platform = Platform.start(config.with(application(), oauth()), database, adminToken);
        } catch (RuntimeException e) {
            vertx.close().await();
            throw e;
        }
    }

    /**
     * Starts everything on free ports and waits until the plugins' apps are on the portal.
     *
     * @param data a folder to write to, whose folder {@code plugins} holds the plugins' jars
     * @param database an empty database
     * @throws IllegalStateException saying what cannot be started
     */
    public static Playground start(Path data, DatabaseAddress database) {
        Keys.make(data.resolve("keys.json"));
        var flags = Map.of(
                "data", data.toString(), "port", "0", "management-port", "0", "sandbox-port", "0", "resync", "PT1H");
        var vertx = Vertx.vertx();
        var config = ConfigReader.read(vertx, Optional.empty(), Map.of(), flags);
        vertx.close().await();
        var playground =
                new Playground(config, database, Secret.of(UUID.randomUUID().toString()));
        playground.install();
        return playground;
    }

    /** Installs the application, and waits until the apps are on the portal. */
    Totals install() {
        return new DevInstallation(platform, portal(), APPLICATION).install(CLIENT_ID, secret);
    }

    /** The sandbox's address, such as {@code http://127.0.0.1:8082}. */
    public String sandboxUrl() {
        return sandbox.url();
    }

    /** Jars that the platform does not use, each with the reason. */
    public List<String> refusedPlugins() {
        return platform.plugins().failures().stream()
                .map(PluginSet.Failure::toString)
                .toList();
    }

    /**
     * Sets what a plugin asks an administrator for, and waits until the portal has what follows from it.
     *
     * @throws IllegalArgumentException if there is no such setting, or its rule refuses the value
     */
    public void set(String plugin, String key, String value) {
        var setting = setting(plugin, key);
        setting.problem(value).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        var tenant = new TenantId(APPLICATION, portal().describe().getString("memberId"));
        platform.stores().settings().set(tenant, plugin, setting, value, "playground");
        platform.stores().queue().due(tenant);
        new DevInstallation(platform, portal(), APPLICATION).settled();
    }

    private Setting setting(String plugin, String key) {
        var settings = platform.plugins()
                .find(plugin)
                .map(Plugin::settings)
                .orElseThrow(() -> new IllegalArgumentException("there is no plugin " + plugin + " among "
                        + platform.plugins().plugins()));
        return settings.stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("plugin " + plugin + " has no setting " + key
                        + " among " + settings.stream().map(Setting::key).toList()));
    }

    /** Whether every event that reached the platform is handled. */
    public boolean isQuiet() {
        return platform.stores().inbox().pending() == 0;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Platform platform() {
        return platform;
    }

    private SandboxPortal portal() {
        return new SandboxPortal(sandbox.url(), PORTAL);
    }

    private URI oauth() {
        return URI.create("http://localhost:" + sandbox.port());
    }

    private Application application() {
        return new Application(APPLICATION, CLIENT_ID, Secret.of(secret), Application.Kind.LOCAL, Set.of());
    }

    @Override
    public void close() {
        platform.close();
        vertx.close().await();
    }
}
