package io.portalbots.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TalkBenchTest {

    @Test
    void measuresHowLongPeopleWaitInQuietAndWhileMuchHappens() {
        var lines = run(new AnswerBench(), "--portals=5", "--rate=20", "--seconds=2", "--warm=1s");

        assertThat(lines)
                .extracting(line -> line.getString("case"))
                .containsExactly("answer-quiet", "answer-busy", "answer-busy", "answer-busy");
        assertThat(lines).extracting(line -> line.getInteger("n")).containsExactly(40, 38, 38, 38);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.getDouble("felt_p50_ms")).isBetween(0.1, 29_000.0));
    }

    @Test
    void measuresWhatAFloodDoesToOthers() {
        var lines = run(new FairBench(), "--others=4", "--times=20", "--seconds=3", "--rounds=1", "--warm=1s");

        assertThat(lines).extracting(line -> line.getString("case")).containsExactly("fair-solo", "fair-flood");
        assertThat(lines).extracting(line -> line.getInteger("n")).containsExactly(12, 12);
        assertThat(lines.getLast().getDouble("ratio")).isPositive();
    }

    /** So few portals after so little warming may miss goals or not. */
    private static List<JsonObject> run(Callable<Integer> bench, String... arguments) {
        var printed = new ByteArrayOutputStream();
        var stdout = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(new CommandLine(bench).execute(arguments)).isBetween(0, 1);
        } finally {
            System.setOut(stdout);
        }
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonObject::new)
                .toList();
    }
}
