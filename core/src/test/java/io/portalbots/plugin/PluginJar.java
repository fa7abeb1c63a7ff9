package io.portalbots.plugin;

import io.portalbots.spi.ChatPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.pf4j.Extension;
import org.slf4j.Logger;

/** A jar as an author's build makes it: sources compiled with PF4J's processor, and a manifest. */
public final class PluginJar {

    private final Map<String, String> manifest = new LinkedHashMap<>();
    private final List<JavaFileObject> sources = new ArrayList<>();
    private final Map<String, byte[]> resources = new LinkedHashMap<>();

    private PluginJar() {}

    public static PluginJar of(String id, String version) {
        return new PluginJar()
                .manifest("Plugin-Id", id)
                .manifest("Plugin-Version", version)
                .manifest("Plugin-Requires", ">=1.0.0 & <2.0.0");
    }

    public PluginJar manifest(String name, String value) {
        manifest.put(name, value);
        return this;
    }

    PluginJar without(String name) {
        manifest.remove(name);
        return this;
    }

    /** An extension with these members; one that offers nothing, unless they say otherwise. */
    public PluginJar extension(String name, String members) {
        var offer = members.contains("Offer offer(") ? "" : "public Offer offer(PortalInfo p) { return Offer.of(); }";
        return source(
                name, "@org.pf4j.Extension public class " + name + " implements ChatPlugin {" + offer + members + "}");
    }

    /** A source file, compiled against nothing but the SPI. */
    public PluginJar file(Path source) {
        try {
            var name = source.getFileName().toString().replace(".java", "");
            return whole(name, Files.readString(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PluginJar source(String name, String code) {
        return whole(name, "package test; import io.portalbots.spi.*; import java.util.*; " + code);
    }

    private PluginJar whole(String name, String text) {
        sources.add(
                new SimpleJavaFileObject(URI.create("string:///test/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                });
        return this;
    }

    /** A file within the jar, such as {@code static/logo.png}. */
    public PluginJar resource(String name, byte[] content) {
        resources.put(name, content);
        return this;
    }

    /** Writes the jar beside its place and moves it there, as people are told to. */
    public Path write(Path file) {
        try {
            var classes = Files.createTempDirectory("plugin-classes");
            compile(classes);
            var part = Files.createTempFile("plugin", ".part");
            pack(classes, part);
            return Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(Path classes) {
        var path = Stream.of(ChatPlugin.class, Extension.class, Logger.class)
                .map(PluginJar::origin)
                .collect(Collectors.joining(java.io.File.pathSeparator));
        var options = List.of(
                "-d", classes.toString(), "-cp", path, "-processor", "org.pf4j.processor.ExtensionAnnotationProcessor");
        var said = new DiagnosticCollector<JavaFileObject>();
        var task = ToolProvider.getSystemJavaCompiler().getTask(null, null, said, options, null, sources);
        if (!sources.isEmpty() && !task.call()) {
            throw new IllegalStateException("the fixture does not compile: " + said.getDiagnostics());
        }
    }

    private static String origin(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private void pack(Path classes, Path jar) throws IOException {
        var entries = new Manifest();
        entries.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach((name, value) -> entries.getMainAttributes().putValue(name, value));
        try (var out = manifest.isEmpty()
                        ? new JarOutputStream(Files.newOutputStream(jar))
                        : new JarOutputStream(Files.newOutputStream(jar), entries);
                var files = Files.walk(classes)) {
            for (var resource : resources.entrySet()) {
                out.putNextEntry(new JarEntry(resource.getKey()));
                out.write(resource.getValue());
                out.closeEntry();
            }
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
        }
    }
}
