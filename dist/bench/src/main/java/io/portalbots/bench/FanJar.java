package io.portalbots.bench;

import io.portalbots.spi.ChatPlugin;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.pf4j.Extension;
import org.slf4j.Logger;

/** A plugin with some iframe apps, as its author's build makes it. */
final class FanJar {

    static final int ICON_BYTES = 2500;

    private static final String SOURCE = """
            package fan;

            import io.portalbots.spi.*;
            import java.nio.ByteBuffer;
            import java.util.*;
            import java.util.stream.IntStream;

            @org.pf4j.Extension
            public final class Fan implements ChatPlugin {

                private static final Offer OFFER =
                        Offer.of(IntStream.rangeClosed(1, APPS).mapToObj(Fan::app).toArray(ChatApp[]::new));

                @Override
                public Offer offer(PortalInfo portal) {
                    return OFFER;
                }

                private static ChatApp app(int number) {
                    return new ChatApp(
                                    "app" + number,
                                    new ChatApp.Action.Iframe(360, 240),
                                    Audience.everywhere(),
                                    Map.of("en", new Label("ID " + number + " TITLE", "Opens the app", "Example Ltd")))
                            .with(Icon.of(png(number)));
                }

                private static byte[] png(int number) {
                    var bytes = new byte[ICON];
                    new Random(number).nextBytes(bytes);
                    ByteBuffer.wrap(bytes).putLong(0x89504E47_0D0A1A0AL).putInt(13).putInt(0x49484452).putInt(108).putInt(66);
                    return bytes;
                }

                @Override
                public Page frame(FrameVisit visit) {
                    return new Page("Fan", "<p>" + Page.escape(visit.appCode()) + "</p>");
                }
                MORE
            }
            """;

    private FanJar() {}

    /** Puts it into {@code folder} as {@code ID.jar}, whole at once; titles of its apps are {@link #title}. */
    static void drop(Path folder, String id, int apps, int version) {
        drop(folder, id, apps, version, "");
    }

    /** Likewise, with {@code more} members of its class. */
    static void drop(Path folder, String id, int apps, int version, String more) {
        try {
            Files.createDirectories(folder);
            var work = Files.createTempDirectory("fan");
            var part = folder.resolve(id + ".part");
            pack(compiled(work, source(id, apps, version).replace("MORE", more)), manifest(id, version), part);
            Files.move(part, folder.resolve(id + ".jar"), StandardCopyOption.ATOMIC_MOVE);
            Folders.delete(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an app is called in a version. */
    static String title(String id, int app, int version) {
        return id + " " + app + " v" + version;
    }

    private static String source(String id, int apps, int version) {
        return SOURCE.replace("APPS", String.valueOf(apps))
                .replace("ICON", String.valueOf(ICON_BYTES))
                .replace("\"ID \"", "\"" + id + " \"")
                .replace(" TITLE", " v" + version);
    }

    private static Path compiled(Path work, String source) throws IOException {
        var file = Files.writeString(work.resolve("Fan.java"), source);
        var classes = Files.createDirectory(work.resolve("classes"));
        var libraries = Stream.of(ChatPlugin.class, Extension.class, Logger.class)
                .map(FanJar::origin)
                .collect(Collectors.joining(File.pathSeparator));
        var options =
                List.of("--release=17", "-d", classes.toString(), "-classpath", libraries, "-processorpath", libraries);
        var said = new StringWriter();
        var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "this Java has no compiler");
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(file));
            if (!task.call()) {
                throw new IllegalStateException("the plugin does not compile: " + said);
            }
        }
        return classes;
    }

    private static String origin(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static Manifest manifest(String id, int version) {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Plugin-Id", id);
        attributes.putValue("Plugin-Version", "1.0." + version);
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
