package io.portalbots.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.pf4j.DefaultVersionManager;
import org.pf4j.VersionManager;

/**
 * Who a jar says it is, and what it brings for browsers.
 *
 * @param requires the range of SPI versions it was written against
 * @param methods of portals that it calls
 * @param files for its pages
 */
record PluginManifest(String id, String version, String requires, Set<String> methods, StaticFiles files) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final VersionManager VERSIONS = new DefaultVersionManager();

    /** @throws PluginProblem naming what is wrong with the jar */
    static PluginManifest read(Path jar) throws PluginProblem {
        try (var file = checked(jar)) {
            var manifest = Optional.ofNullable(file.getManifest());
            var attributes = manifest.orElseThrow(() -> new PluginProblem("has no manifest"))
                    .getMainAttributes();
            var id = required(attributes, "Plugin-Id");
            if (!ID.matcher(id).matches()) {
                throw new PluginProblem("has the Plugin-Id '" + id + "', which must match " + ID);
            }
            if (attributes.getValue("Plugin-Dependencies") != null) {
                throw new PluginProblem("depends on other plugins, which is not supported", id);
            }
            var version = required(attributes, "Plugin-Version");
            readable("Plugin-Version", version, id, () -> VERSIONS.compareVersions(version, version));
            var requires = required(attributes, "Plugin-Requires");
            readable(
                    "Plugin-Requires",
                    requires,
                    id,
                    () -> VERSIONS.checkVersionConstraint(JarManager.SPI_VERSION, requires));
            return new PluginManifest(
                    id, version, requires, DeclaredMethods.read(attributes, id), StaticFiles.read(file, id));
        } catch (IOException e) {
            throw new PluginProblem("is not a readable jar (" + e.getMessage() + ")");
        }
    }

    private static JarFile checked(Path jar) throws IOException, PluginProblem {
        JarCheck.size(jar);
        var file = new JarFile(jar.toFile());
        try {
            JarCheck.entries(file);
            return file;
        } catch (IOException | PluginProblem e) {
            file.close();
            throw e;
        }
    }

    /** Tries here what would fail later, where nobody could tell whose jar it is about. */
    private static void readable(String name, String value, String id, Runnable reading) throws PluginProblem {
        try {
            reading.run();
        } catch (RuntimeException e) {
            throw new PluginProblem(
                    "has the " + name + " '" + value + "', which is no semantic version or range of them: "
                            + e.getMessage(),
                    id);
        }
    }

    private static String required(Attributes attributes, String name) throws PluginProblem {
        var value = attributes.getValue(name);
        if (value == null || value.isBlank()) {
            throw new PluginProblem("has no " + name + " in its manifest");
        }
        return value.strip();
    }
}
