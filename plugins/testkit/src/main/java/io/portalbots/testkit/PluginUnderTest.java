package io.portalbots.testkit;

import io.portalbots.spi.ChatPlugin;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A plugin to be tested: a jar, or a folder of classes that is packed as the build would.
 *
 * @param code the jar or the folder
 */
record PluginUnderTest(String id, Path code) {

    /** The plugin that is compiled to where {@code plugin} was loaded from. */
    static PluginUnderTest of(Class<? extends ChatPlugin> plugin) {
        try {
            var code = Path.of(
                    plugin.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Files.isDirectory(code) ? new PluginUnderTest(kebab(plugin.getSimpleName()), code) : of(code);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the classes of " + plugin.getName() + " are no files", e);
        }
    }

    static PluginUnderTest of(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            var id = file.getManifest() == null
                    ? null
                    : file.getManifest().getMainAttributes().getValue("Plugin-Id");
            if (id == null) {
                throw new IllegalArgumentException("the manifest of " + jar + " has no Plugin-Id");
            }
            return new PluginUnderTest(id, jar);
        } catch (IOException e) {
            throw new IllegalArgumentException(jar + " is no jar: " + e.getMessage(), e);
        }
    }

    void putInto(Path folder) throws IOException {
        var jar = folder.resolve(id + ".jar");
        if (Files.isDirectory(code)) {
            requireExtensions();
            pack(jar);
        } else {
            Files.copy(code, jar);
        }
    }

    /** Without the processor PF4J would find nothing, and say nothing. */
    private void requireExtensions() {
        var index = code.resolve("META-INF/extensions.idx");
        if (!Files.exists(index)) {
            throw new IllegalStateException(index + " is not there: PF4J's annotation processor has to run, and the"
                    + " plugin's class needs @Extension");
        }
    }

    private void pack(Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest());
                var files = Files.walk(code)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(code.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private Manifest manifest() {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Plugin-Id", id);
        attributes.putValue("Plugin-Version", "1.0.0");
        attributes.putValue("Plugin-Requires", ">=1.0.0 & <2.0.0");
        return manifest;
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
