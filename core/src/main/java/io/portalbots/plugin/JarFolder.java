package io.portalbots.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jars people drop into a folder. A jar counts once its size and time stood still between two looks, and is used
 * from a private copy, so that people can replace or remove theirs at any time.
 */
final class JarFolder {

    private static final Logger LOG = LoggerFactory.getLogger(JarFolder.class);

    private final Path folder;
    private final Path copies;
    private final Map<String, Stamp> reported = new TreeMap<>();
    private Map<String, Stamp> lastSeen = Map.of();

    /** What a look at a file tells without opening it; the key tells one moved there within a tick of the other's time. */
    private record Stamp(long size, FileTime modified, Optional<Object> key) {

        static Stamp of(Path file) throws IOException {
            var seen = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(seen.size(), seen.lastModifiedTime(), Optional.ofNullable(seen.fileKey()));
        }
    }

    /** What is new since it was last reported, by file name. */
    record Changes(List<String> gone, List<String> settled) {
        boolean none() {
            return gone.isEmpty() && settled.isEmpty();
        }
    }

    JarFolder(Path folder, Path copies) throws IOException {
        this.folder = folder;
        this.copies = copies;
        Files.createDirectories(folder);
        Files.createDirectories(copies);
        for (var old : list(copies)) {
            Files.deleteIfExists(old);
        }
    }

    Changes changes() throws IOException {
        var seen = look();
        var before = lastSeen;
        // While a jar is on its way it may be the new version of one that just went, under another name.
        var moving =
                seen.entrySet().stream().anyMatch(entry -> !entry.getValue().equals(before.get(entry.getKey())));
        var gone = reported.keySet().stream()
                .filter(file -> !moving && !seen.containsKey(file))
                .toList();
        var settled = seen.entrySet().stream()
                .filter(entry -> entry.getValue().equals(before.get(entry.getKey())))
                .filter(entry -> !entry.getValue().equals(reported.get(entry.getKey())))
                .toList();
        lastSeen = seen;
        reported.keySet().removeAll(gone);
        settled.forEach(entry -> reported.put(entry.getKey(), entry.getValue()));
        return new Changes(gone, settled.stream().map(Map.Entry::getKey).toList());
    }

    private Map<String, Stamp> look() throws IOException {
        var seen = new TreeMap<String, Stamp>();
        for (var jar : list(folder)) {
            try {
                seen.put(jar.getFileName().toString(), Stamp.of(jar));
            } catch (NoSuchFileException e) {
                LOG.debug("{} went away while the folder was read", jar);
            }
        }
        return seen;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    Path copies() {
        return copies;
    }

    /** A private copy of what was in a file, and the SHA-256 of that in hexadecimal. */
    record Copy(Path path, String digest) {}

    /** A copy of the file's present content, named by the beginning of its digest. */
    Copy copy(String file) throws IOException {
        var content = Files.readAllBytes(folder.resolve(file));
        var digest = digest(content);
        var copy = copies.resolve(digest.substring(0, 16) + "-" + file);
        return new Copy(Files.write(copy, content), digest);
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
