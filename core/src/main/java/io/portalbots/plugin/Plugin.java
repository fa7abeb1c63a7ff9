package io.portalbots.plugin;

import io.portalbots.spi.BotProfile;
import io.portalbots.spi.Command;
import io.portalbots.spi.Setting;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A loaded plugin. What it declares was asked once; everything else goes through {@link #calls}.
 *
 * @param file the jar it came from, as its folder names it
 * @param digest of the jar's content, SHA-256 in hexadecimal
 * @param methods of portals that its manifest declares
 * @param files that its jar brings for its pages
 */
public record Plugin(
        String id,
        String version,
        String file,
        String digest,
        Optional<BotProfile> bot,
        List<Command> commands,
        List<Setting> settings,
        Set<String> methods,
        StaticFiles files,
        PluginCalls calls) {

    public Plugin {
        commands = List.copyOf(commands);
        settings = List.copyOf(settings);
        methods = Set.copyOf(methods);
    }

    /** One that came from no jar. */
    public Plugin(
            String id,
            String version,
            String file,
            Optional<BotProfile> bot,
            List<Command> commands,
            List<Setting> settings,
            PluginCalls calls) {
        this(id, version, file, "", bot, commands, settings, Set.of(), StaticFiles.NONE, calls);
    }

    public Optional<Setting> setting(String key) {
        return settings.stream().filter(setting -> setting.key().equals(key)).findFirst();
    }

    /** The commands that on one portal can belong to one plugin only. */
    Stream<String> commonWords() {
        return commands.stream().filter(Command::common).map(Command::word);
    }

    @Override
    public String toString() {
        return id + " " + version;
    }
}
