package io.portalbots.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class IngestBenchTest {

    @Test
    void printsALineForEachVariantAndEachGoal() {
        var printed = new ByteArrayOutputStream();
        var stdout = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            new CommandLine(new IngestBench())
                    .execute(
                            "--rate=100",
                            "--seconds=1",
                            "--rounds=1",
                            "--warm=1",
                            "--tenants=20",
                            "--connections=4",
                            "--soak=5s");
        } finally {
            System.setOut(stdout);
        }

        var lines = printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonObject::new)
                .toList();
        assertThat(lines).extracting(line -> line.getString("variant")).contains("bare", "router", "row");
        assertThat(lines)
                .filteredOn(line -> line.getString("variant").equals("durable"))
                .filteredOn(line -> line.getString("case").equals("ingest"))
                .extracting(line -> line.getString("figure"))
                .containsExactly("non_2xx", "non_2xx", "cpu_us to bare", "pg_cpu_us to row", "p99_ms to row", "p99_ms");
        assertThat(lines)
                .filteredOn(line -> line.getString("case").equals("soak"))
                .allSatisfy(line -> assertThat(line.getJsonArray("heaps_mib")).hasSize(10))
                .extracting(line -> line.getString("figure"))
                .containsExactly("non_2xx", "heap_slope");
        assertThat(lines)
                .filteredOn(line -> line.getString("case").equals("ingest"))
                .allMatch(line -> line.getInteger("sent") > 0 && line.getInteger("refused") == 0);
    }
}
