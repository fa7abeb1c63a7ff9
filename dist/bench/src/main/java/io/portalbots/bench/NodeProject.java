package io.portalbots.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;

/** The JavaScript of the peer {@code jssdk}, with the SDK that npm brings: {@code target/jssdk} beside our classes. */
final class NodeProject {

    private static final Map<String, String> FILES = Map.of(
            "package.json",
            "package.json",
            "package-lock.json",
            "package-lock.json",
            "npmrc",
            ".npmrc",
            "peer.js",
            "peer.js");

    private NodeProject() {}

    /** Brings it up to date. */
    static Path installed() {
        try {
            var folder = Files.createDirectories(target().resolve("jssdk"));
            for (var file : FILES.entrySet()) {
                copy(file.getKey(), folder.resolve(file.getValue()));
            }
            Say.progress("npm ci");
            var npm = new ProcessBuilder("npm", "ci", "--no-progress")
                    .directory(folder.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (npm.waitFor() != 0) {
                throw new IllegalStateException("npm cannot install the SDK; the peer jssdk needs Node.js 20 with npm");
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while npm was at work", e);
        }
    }

    private static Path target() {
        var classes = NodeProject.class.getProtectionDomain().getCodeSource().getLocation();
        return Objects.requireNonNull(
                Path.of(URI.create(classes.toString())).toAbsolutePath().getParent());
    }

    private static void copy(String resource, Path file) throws IOException {
        try (var in = Objects.requireNonNull(NodeProject.class.getResourceAsStream("jssdk/" + resource), resource)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
