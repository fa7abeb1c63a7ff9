package io.portalbots.platform;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of commands that serve. They are read by name, as keys of the configuration. */
@SuppressWarnings("UnusedVariable")
final class ServerFlags {

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "The folder of plugin jars (default: plugins in the data directory).")
    private @Nullable String plugins;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Where Bitrix24 and browsers find us (default: 127.0.0.1).")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Its port (default: 8080). 0 picks a free one.")
    private @Nullable String port;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "Metrics, health and the admin API (default: 8081).")
    private @Nullable String managementPort;
}
