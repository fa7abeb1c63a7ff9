package io.portalbots.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ResyncBenchTest {

    @Test
    void printsALineForEachVariantAndHowItWasDone() {
        var printed = new ByteArrayOutputStream();
        var stdout = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        int exit;
        try {
            exit = new CommandLine(new ResyncBench())
                    .execute("--tenants=200", "--rounds=1", "--limit=10000", "--explain");
        } finally {
            System.setOut(stdout);
        }

        var lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(exit).isZero();
        assertThat(lines.stream().filter(line -> line.startsWith("{")).map(JsonObject::new))
                .allMatch(line -> line.getString("case").equals("resync") && line.getInteger("n") == 600)
                .extracting(line -> line.getString("variant"))
                .containsExactly("quiet", "plugin changed", "everybody due", "backlog counted", "all looked at");
        assertThat(lines).anyMatch(line -> line.startsWith("Execution Time:"));
    }
}
