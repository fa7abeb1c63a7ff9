package io.portalbots.platform;

import io.portalbots.registry.RegistrationStore.Totals;
import io.portalbots.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Optional;
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
        config.makeKeys();
        BundledPlugins.seed(home(), config.plugins(), config.data());
        LOG.info("starting PostgreSQL");
        var database = RunningDatabase.of(config, lifetime);
        LOG.info("starting the sandbox and the platform");
        var playground = lifetime.add(new Playground(config, database, directory.adminToken()));
        directory.managementUrl(playground.platform().managementUrl());
        LOG.info("installing the application on the portal {}", Playground.PORTAL);
        var totals = playground.install();
        lifetime.serve(ready(playground.sandbox(), playground.platform(), totals));
        return 0;
    }

    private static String ready(Sandbox sandbox, Platform platform, Totals totals) {
        return "READY messenger=http://%s.bitrix24.localhost:%d/ sandbox=%s platform=%s metrics=%s/metrics health=%s/health"
                        .formatted(
                                Playground.PORTAL,
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
}
