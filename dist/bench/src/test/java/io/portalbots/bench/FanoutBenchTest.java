package io.portalbots.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FanoutBenchTest {

    @Test
    void bringsAPluginToPortalsBesideABareClient() {
        var printed = new ByteArrayOutputStream();
        var stdout = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        int exit;
        try {
            exit = new CommandLine(new FanoutBench())
                    .execute(
                            "--portals=10",
                            "--rounds=1",
                            "--warmups=0",
                            "--warm=0s",
                            "--peer=bare",
                            "--no-noop",
                            "--sandbox-heap=256m",
                            "--heap=256m",
                            "--patience=60s");
        } finally {
            System.setOut(stdout);
        }

        assertThat(exit)
                .as("so few portals after so little warming tell nothing")
                .isBetween(0, 1);
        var lines = printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonObject::new)
                .toList();
        assertThat(lines)
                .extracting(line -> line.getString("case") + " " + line.getString("peer", ""))
                .containsExactly(
                        "install ", "add ", "add bare", "update ", "update bare", "remove ", "remove bare", "memory ");
        assertThat(of("add", lines)).allSatisfy(line -> {
            assertThat(line.getInteger("n")).isEqualTo(10);
            assertThat(line.getLong("calls"))
                    .isGreaterThanOrEqualTo(line.getLong("minimum"))
                    .isEqualTo(Math.round(line.getDouble("calls_ratio") * line.getLong("minimum")));
            assertThat(line.getDouble("bytes_each")).isGreaterThan(3 * FanJar.ICON_BYTES);
            assertThat(line.getInteger("limit_exceeded")).isZero();
        });
    }

    private static List<JsonObject> of(String name, List<JsonObject> lines) {
        return lines.stream()
                .filter(line -> line.getString("case").equals(name))
                .toList();
    }
}
