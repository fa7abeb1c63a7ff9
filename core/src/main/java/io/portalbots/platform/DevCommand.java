package io.portalbots.platform;

import io.portalbots.registry.RegistrationStore.Totals;
import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.portalbots.store.Keys;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Secret;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portalbots dev}: everything on one machine, with a portal to try it on. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description = {
            "Runs everything on this machine: PostgreSQL, the platform, and a sandbox with the portal 'acme', on which"
                    + " the application is installed.",
            "Prints one line on stdout, READY with the addresses, once the apps are on the portal. Logs go to stderr."
        })
final class DevCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(DevCommand.class);
    private static final String PORTAL = "acme";
    private static final String APPLICATION = "dev";
    private static final String CLIENT_ID = "local.portalbots.dev";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final Flags flags = new Flags();

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by name, as keys of the configuration
    private final ServerFlags server = new ServerFlags();

    @SuppressWarnings("UnusedVariable") // read by name, as a key of the configuration
    @Option(names = "--sandbox-port", paramLabel = "PORT", description = "Port of the sandbox (default: 8082).")
    private @Nullable String sandboxPort;

    @Override
    public Integer call() {
        var config = flags.read(spec);
        var lifetime = new Lifetime();
        var directory = lifetime.add(DataDirectory.take(config.data()));
        Ports.check("port", config.host(), config.port());
        Ports.check("management-port", config.managementHost(), config.managementPort());
        Ports.check("sandbox-port", "127.0.0.1", config.sandboxPort());
        Keys.make(config.keyFile());
        BundledPlugins.seed(home(), config.plugins(), config.data());
        LOG.info("starting PostgreSQL");
        var database = RunningDatabase.of(config, lifetime);
        LOG.info("starting the sandbox and the platform");
        var sandbox = sandbox(config, lifetime);
        var secret = UUID.randomUUID().toString(); // a new one at each start, as the sandbox forgets everything
        var platform = lifetime.add(
                Platform.start(config.with(application(sandbox, secret)), database, directory.adminToken()));
        directory.managementUrl(platform.managementUrl());
        LOG.info("installing the application on the portal {}", PORTAL);
        var totals = new DevInstallation(platform, new SandboxPortal(sandbox.url(), PORTAL), APPLICATION)
                .install(CLIENT_ID, secret);
        lifetime.serve(ready(sandbox, platform, totals));
        return 0;
    }

    private static String ready(Sandbox sandbox, Platform platform, Totals totals) {
        return "READY messenger=http://%s.bitrix24.localhost:%d/ sandbox=%s platform=%s metrics=%s/metrics health=%s/health"
                        .formatted(
                                PORTAL,
                                sandbox.port(),
                                sandbox.url(),
                                platform.publicUrl(),
                                platform.managementUrl(),
                                platform.managementUrl())
                + " plugins=%d apps=%d refused=%d"
                        .formatted(platform.plugins().loaded().size(), totals.apps(), totals.refused());
    }

    private static Optional<Path> home() {
        return Optional.ofNullable(System.getProperty("portalbots.home")).map(Path::of);
    }

    private static Sandbox sandbox(Config config, Lifetime lifetime) {
        var vertx = Vertx.vertx();
        lifetime.add(() -> vertx.close().await());
        return SandboxCommand.start(
                vertx, new SandboxOptions("127.0.0.1", config.sandboxPort(), List.of(PORTAL), true));
    }

    private static Application application(Sandbox sandbox, String secret) {
        var oauth = URI.create("http://localhost:" + sandbox.port());
        return new Application(APPLICATION, CLIENT_ID, Secret.of(secret), Application.Kind.LOCAL, oauth, Set.of());
    }
}
