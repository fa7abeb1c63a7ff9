package io.portalbots.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/**
 * Reads a jar through before anything of it is used: it may be damaged where nobody looks at first, or made to fill memory
 * and disks. What it says of its own sizes is not believed.
 */
final class JarCheck {

    private static final int MEBIBYTE = 1 << 20;
    private static final long LARGEST = 50L * MEBIBYTE;
    private static final long UNPACKED = 200L * MEBIBYTE;
    private static final int ENTRIES = 20_000;

    /** What is read as a whole. */
    private static final Set<String> LISTS = Set.of("META-INF/MANIFEST.MF", "META-INF/extensions.idx");

    private final byte[] buffer = new byte[1 << 16];
    private long unpacked;

    private JarCheck() {}

    /** @throws PluginProblem naming what is wrong with the file, before it is opened */
    static void size(Path jar) throws IOException, PluginProblem {
        if (Files.size(jar) > LARGEST) {
            throw new PluginProblem("is larger than " + LARGEST / MEBIBYTE + " MiB");
        }
    }

    /** @throws PluginProblem naming what is wrong with its entries */
    static void entries(JarFile jar) throws IOException, PluginProblem {
        if (jar.size() > ENTRIES) {
            throw new PluginProblem("has more than " + ENTRIES + " entries");
        }
        var check = new JarCheck();
        for (var entries = jar.entries(); entries.hasMoreElements(); ) {
            check.entry(jar, entries.nextElement());
        }
    }

    private void entry(JarFile jar, JarEntry entry) throws IOException, PluginProblem {
        var name = entry.getName();
        if (name.startsWith("/")
                || name.contains("\\")
                || List.of(name.split("/", -1)).contains("..")) {
            throw new PluginProblem("has an entry that is not within it: '" + name + "'");
        }
        var crc = new CRC32();
        var size = 0L;
        try (var content = jar.getInputStream(entry)) {
            for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                crc.update(buffer, 0, read);
                size += read;
                count(name, size, read);
            }
        }
        if (crc.getValue() != entry.getCrc() && !entry.isDirectory()) {
            throw new IOException(name + " is damaged");
        }
    }

    private void count(String name, long size, int read) throws PluginProblem {
        unpacked += read;
        if (unpacked > UNPACKED) {
            throw new PluginProblem("unpacks to more than " + UNPACKED / MEBIBYTE + " MiB");
        }
        if (size > MEBIBYTE && LISTS.contains(name)) {
            throw new PluginProblem("has a " + name + " of more than 1 MiB");
        }
    }
}
