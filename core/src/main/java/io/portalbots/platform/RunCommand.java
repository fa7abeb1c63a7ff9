package io.portalbots.platform;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portalbots run}: the platform, for real applications. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the platform for the applications of a configuration.",
            "Prints one line on stdout, READY with the addresses, once it serves. Logs go to stderr."
        })
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final Flags flags = new Flags();

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by name, as keys of the configuration
    private final ServerFlags server = new ServerFlags();

    @Option(names = "--make-keys", description = "Makes the key file if there is none.")
    private boolean makeKeys;

    @Override
    public Integer call() {
        if (flags.file().isEmpty()) {
            throw new UsageException("run needs --config FILE; config/platform.yaml explains every key");
        }
        var config = flags.read(spec);
        check(config);
        var lifetime = new Lifetime();
        var directory = lifetime.add(DataDirectory.take(config.data()));
        Ports.check("port", config.host(), config.port());
        Ports.check("management-port", config.managementHost(), config.managementPort());
        if (makeKeys) {
            config.makeKeys();
        }
        var database = RunningDatabase.of(config, lifetime);
        var platform = lifetime.add(Platform.start(config, database, directory.adminToken()));
        directory.managementUrl(platform.managementUrl());
        platform.reconcile();
        var management = platform.managementUrl();
        lifetime.serve("READY platform=" + platform.publicUrl() + " metrics=" + management + "/metrics health="
                + management + "/health plugins=" + platform.plugins().loaded().size());
        return 0;
    }

    private static void check(Config config) {
        if (config.applications().isEmpty()) {
            throw new UsageException("the configuration has no " + ConfigReader.APPLICATIONS);
        }
        if (config.publicUrl().isEmpty()) {
            throw new UsageException("public-url is not set: portals and browsers have to find this platform");
        }
    }
}
