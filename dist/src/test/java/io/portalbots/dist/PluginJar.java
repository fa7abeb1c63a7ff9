package io.portalbots.dist;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** A plugin, built as an author builds one: against the libraries of the archive, with PF4J's processor. */
final class PluginJar {

    private static final String SOURCE = """
            package flag;

            import io.portalbots.spi.*;
            import java.util.Map;

            @org.pf4j.Extension
            public final class Flag implements ChatPlugin {
                @Override
                public Offer offer(PortalInfo portal) {
                    return Offer.of(new ChatApp(
                            "flag",
                            new ChatApp.Action.Put("/flag"),
                            Audience.everywhere(),
                            Map.of("en", new Label("TITLE", "Raises a flag"))));
                }
            }
            """;

    private PluginJar() {}

    /** Puts the plugin {@code flag} into {@code folder}; its one app is called {@code title}. */
    static Path drop(Path folder, String version, String title) throws IOException {
        return drop(folder, "flag", version, "Flag", SOURCE.replace("TITLE", title));
    }

    /** Puts the plugin {@code id} into {@code folder}, made of one class. */
    static Path drop(Path folder, String id, String version, String type, String source) throws IOException {
        return drop(folder, id, version, type, source, Map.of());
    }

    /** Likewise, with files by their names in the jar. */
    static Path drop(Path folder, String id, String version, String type, String source, Map<String, String> resources)
            throws IOException {
        var work = Files.createTempDirectory("plugin");
        try {
            var part = folder.resolve(id + ".part");
            var classes = compiled(work, type, source);
            for (var resource : resources.entrySet()) {
                var file = classes.resolve(resource.getKey());
                Files.createDirectories(requireNonNull(file.getParent()));
                Files.writeString(file, resource.getValue());
            }
            pack(classes, manifest(id, version), part);
            return Files.move(part, folder.resolve(id + ".jar"), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(work);
        }
    }

    private static Path compiled(Path work, String type, String source) throws IOException {
        var file = Files.writeString(work.resolve(type + ".java"), source);
        var classes = Files.createDirectory(work.resolve("classes"));
        var libraries = libraries();
        var said = new StringWriter();
        var options =
                List.of("--release=17", "-d", classes.toString(), "-classpath", libraries, "-processorpath", libraries);
        var compiler = requireNonNull(ToolProvider.getSystemJavaCompiler());
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var compiles = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            assertThat(compiles).as(said.toString()).isTrue();
        }
        return classes;
    }

    private static String libraries() throws IOException {
        var folder = Archive.home().resolve("lib");
        return Folders.names(folder).stream()
                .map(name -> folder.resolve(name).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Manifest manifest(String id, String version) {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Plugin-Id", id);
        attributes.putValue("Plugin-Version", version);
        attributes.putValue("Plugin-Requires", ">=1.0.0 & <2.0.0");
        return manifest;
    }

    private static void pack(Path classes, Manifest manifest, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }
}
