package io.portalbots.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SandboxBenchTest {

    @Test
    void printsMemoryBySizeAndSpeedByMethod() {
        var printed = new ByteArrayOutputStream();
        var stdout = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        int exit;
        try {
            exit = new CommandLine(new SandboxBench()).execute("--portals=1,3", "--rounds=1", "--calls=50");
        } finally {
            System.setOut(stdout);
        }

        assertThat(exit).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8).lines().map(String::strip))
                .anyMatch(line -> line.matches("1 +[\\d.]+ +-?[\\d.]+ +[\\d.]+ s"))
                .anyMatch(line -> line.matches("3 +[\\d.]+ +-?[\\d.]+ +[\\d.]+ s"))
                .anyMatch(line -> line.matches("profile( +[\\d.]+){5}"))
                .anyMatch(line -> line.matches("imbot.app.register( +[\\d.]+){5}"));
    }
}
