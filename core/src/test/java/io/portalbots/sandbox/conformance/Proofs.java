package io.portalbots.sandbox.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Looks up tests that files of pairs name, in the sources of the module and its neighbours. */
final class Proofs {

    private Proofs() {}

    /** Whether there is a test {@code Class}, {@code Class#method} or {@code module:Class#method}. */
    static boolean exists(String proof) throws IOException {
        var module = proof.contains(":") ? Path.of("..", proof.substring(0, proof.indexOf(':'))) : Path.of(".");
        var name = proof.substring(proof.indexOf(':') + 1).split("#", 2);
        var sources = module.resolve("src/test/java");
        if (!Files.isDirectory(sources)) {
            return false;
        }
        try (var files = Files.walk(sources)) {
            return files.filter(file -> file.endsWith(name[0] + ".java")).anyMatch(file -> has(file, name));
        }
    }

    private static boolean has(Path file, String[] name) {
        try (Stream<String> lines = Files.lines(file)) {
            return name.length == 1 || lines.anyMatch(line -> line.contains("void " + name[1] + "("));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
