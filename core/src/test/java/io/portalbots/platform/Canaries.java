package io.portalbots.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Texts that must not be anywhere: looked for as they are, in hexadecimal and in base 64. */
final class Canaries {

    private final Collection<String> texts;

    Canaries(Collection<String> texts) {
        this.texts = texts;
    }

    /** Those that {@code where} holds, each with its first letters only. */
    List<String> in(String where) {
        return texts.stream()
                .filter(canary -> forms(canary).anyMatch(where::contains))
                .map(canary -> canary.substring(0, 8) + "..")
                .toList();
    }

    private static Stream<String> forms(String canary) {
        var bytes = canary.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                canary,
                HexFormat.of().formatHex(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The same for all files of a folder but {@code except}; each with its name. */
    List<String> inFiles(Path folder, Path except) throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (!file.startsWith(except)) {
                    in(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .forEach(canary -> found.add(folder.relativize(file) + ": " + canary));
                }
            }
        }
        return found;
    }
}
