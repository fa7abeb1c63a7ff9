package io.portalbots.platform;

import io.portalbots.store.PrivateFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a command did. */
record Ran(int exit, String out, String err) {

    /** What the command complains of, without what a platform in this process logs meanwhile. */
    List<String> complaints() {
        return err.lines().filter(line -> line.startsWith("portalbots: ")).toList();
    }

    /** Lets commands find the platform of a house by its folder. */
    static void open(TestHouse house, Path data) {
        try {
            Files.writeString(data.resolve("management.url"), house.platform().managementUrl());
            PrivateFile.write(data.resolve("admin.token"), "admin");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command line whose words have no spaces. */
    static Ran command(Path data, String line) {
        return command(data, List.of(line.split(" ")));
    }

    /** Runs a command, about the data directory unless it names another. */
    static Ran command(Path data, List<String> line) {
        var words = new ArrayList<>(line);
        if (!words.contains("--data")) {
            words.addAll(List.of("--data", data.toString()));
        }
        var out = System.out;
        var err = System.err;
        var said = new ByteArrayOutputStream();
        var complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            var exit = Main.commandLine().execute(words.toArray(String[]::new));
            return new Ran(exit, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
