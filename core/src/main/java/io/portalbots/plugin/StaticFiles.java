package io.portalbots.plugin;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files in the folder {@code static} of a plugin's jar. They are held in memory, and nothing else of a jar is served.
 *
 * @param byName such as {@code logo.png}
 */
public record StaticFiles(Map<String, StaticFile> byName) {

    static final StaticFiles NONE = new StaticFiles(Map.of());

    private static final String FOLDER = "static/";
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,80}(\\.[A-Za-z0-9_-]{1,20})*\\.([a-z0-9]+)");
    private static final Pattern PLACE =
            Pattern.compile("(\\s(?:src|href|poster)\\s*=\\s*[\"'])static:([A-Za-z0-9._-]+)(?=[\"'])");
    private static final int LARGEST = 1 << 20;
    private static final int ALL = 5 << 20;
    private static final int MOST = 100;

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));

    public StaticFiles {
        byName = Map.copyOf(byName);
    }

    /** @throws PluginProblem naming a file that cannot be served */
    static StaticFiles read(JarFile jar, String plugin) throws IOException, PluginProblem {
        var files = new TreeMap<String, StaticFile>();
        var size = 0L;
        for (var entries = jar.entries(); entries.hasMoreElements(); ) {
            var entry = entries.nextElement();
            if (entry.getName().startsWith(FOLDER) && !entry.isDirectory()) {
                var name = entry.getName().substring(FOLDER.length());
                var file = StaticFile.of(plugin, name, type(name, plugin), content(jar, entry, plugin));
                files.put(name, file);
                size += file.content().length;
                refuseIf(size > ALL || files.size() > MOST, plugin, "has more than 100 files or 5 MiB in static/");
            }
        }
        return new StaticFiles(files);
    }

    private static String type(String name, String plugin) throws PluginProblem {
        var matcher = NAME.matcher(name);
        var type = matcher.matches() ? TYPES.get(matcher.group(2)) : null;
        refuseIf(
                type == null,
                plugin,
                "has 'static/" + name + "': names must match " + NAME + " and end in one of "
                        + TYPES.keySet().stream().sorted().collect(Collectors.joining(", ")));
        return Optional.ofNullable(type).orElseThrow();
    }

    private static byte[] content(JarFile jar, JarEntry entry, String plugin) throws IOException, PluginProblem {
        try (var in = jar.getInputStream(entry)) {
            var content = in.readNBytes(LARGEST + 1);
            refuseIf(content.length > LARGEST, plugin, "has a " + entry.getName() + " of more than 1 MiB");
            return content;
        }
    }

    private static void refuseIf(boolean wrong, String plugin, String what) throws PluginProblem {
        if (wrong) {
            throw new PluginProblem(what, plugin);
        }
    }

    /** Finds a file by its address. */
    public Optional<StaticFile> at(String address) {
        return byName.values().stream()
                .filter(file -> file.address().equals(address))
                .findFirst();
    }

    /**
     * Puts addresses in place of {@code static:logo.png} in attributes of HTML, quoted.
     *
     * @param unknown is asked what stands for a file that is not there
     */
    public String resolved(String html, Function<String, String> unknown) {
        return PLACE.matcher(html)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1)
                        + Optional.ofNullable(byName.get(found.group(2)))
                                .map(StaticFile::address)
                                .orElseGet(() -> unknown.apply(found.group(2)))));
    }
}
