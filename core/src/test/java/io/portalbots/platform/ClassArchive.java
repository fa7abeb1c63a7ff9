package io.portalbots.platform;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** This JVM's class path as jars only, since the JVM shares no classes of folders, and the file for what is shared. */
final class ClassArchive {

    private static final int LINKED = 25;
    private static final AtomicBoolean WANTED = new AtomicBoolean(true);
    private static final Path FOLDER = folder();
    private static final String CLASS_PATH = jars();

    private ClassArchive() {}

    static String classPath() {
        return CLASS_PATH;
    }

    /** Whether it is still to be made, by whoever asks first. */
    static boolean wanted() {
        return WANTED.getAndSet(false);
    }

    /** Makes the archive, or uses it. From Java 25 on it holds classes that are linked too. */
    static String option(boolean makes) {
        return (Runtime.version().feature() < LINKED
                        ? makes ? "-XX:ArchiveClassesAtExit=" : "-XX:SharedArchiveFile="
                        : makes ? "-XX:AOTCacheOutput=" : "-XX:AOTCache=")
                + FOLDER.resolve("classes.cache");
    }

    private static Path folder() {
        try {
            var folder = Files.createTempDirectory("portalbots-classes");
            folder.toFile().deleteOnExit(); // registered first, so deleted last
            folder.resolve("classes.cache").toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jars() {
        var jars = new ArrayList<String>();
        for (var entry : List.of(System.getProperty("java.class.path").split(File.pathSeparator))) {
            jars.add(Files.isDirectory(Path.of(entry)) ? packed(Path.of(entry)).toString() : entry);
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path packed(Path classes) {
        try {
            var jar = Files.createTempFile(FOLDER, "classes", ".jar");
            jar.toFile().deleteOnExit();
            try (var out = new JarOutputStream(Files.newOutputStream(jar));
                    var files = Files.walk(classes)) {
                out.setLevel(0);
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    out.putNextEntry(
                            new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                    Files.copy(file, out);
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
