package io.portalbots.platform;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The flags that several commands share: each is a key of the configuration. */
final class Flags {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration in YAML; config/platform.yaml explains every key.")
    private @Nullable Path config;

    @SuppressWarnings("UnusedVariable") // read by name, as a key of the configuration
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept (default: .portalbots in the current directory).")
    private @Nullable String data;

    Optional<Path> file() {
        return Optional.ofNullable(config);
    }

    /** The configuration, with every flag of {@code command} that was given and names a key. */
    Config read(CommandSpec command) {
        var vertx = Vertx.vertx();
        try {
            return ConfigReader.read(vertx, file(), System.getenv(), given(command));
        } finally {
            vertx.close();
        }
    }

    private static Map<String, String> given(CommandSpec command) {
        return command.commandLine().getParseResult().matchedOptions().stream()
                .filter(option -> ConfigReader.DEFAULTS.containsKey(key(option.longestName())))
                .collect(Collectors.toMap(
                        option -> key(option.longestName()),
                        option -> option.stringValues().get(0)));
    }

    private static String key(String flag) {
        return flag.substring(2);
    }
}
