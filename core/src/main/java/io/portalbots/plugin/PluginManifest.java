package io.portalbots.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * Who a jar says it is.
 *
 * @param requires the range of SPI versions it was written against
 */
record PluginManifest(String id, String version, String requires) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /** @throws PluginProblem naming what is wrong with the jar */
    static PluginManifest read(Path jar) throws PluginProblem {
        try (var file = new JarFile(jar.toFile())) {
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
            return new PluginManifest(
                    id, required(attributes, "Plugin-Version"), required(attributes, "Plugin-Requires"));
        } catch (IOException e) {
            throw new PluginProblem("is not a readable jar (" + e.getMessage() + ")");
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
