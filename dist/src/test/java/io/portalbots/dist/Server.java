package io.portalbots.dist;

import static io.portalbots.dist.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command that serves, from its READY line to its end. */
final class Server implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Launch.Started program;
    private final List<String> lines;
    private boolean ended;

    private Server(Launch.Started program, List<String> lines) {
        this.program = program;
        this.lines = lines;
    }

    /** Everything on this machine, on free ports, with the data directory {@code data}. */
    static Server dev(Path data) throws Exception {
        return started(starting(data));
    }

    /** The same, at its beginning. */
    static Launch.Started starting(Path data) throws IOException {
        return Archive.start("dev", "--port=0", "--management-port=0", "--sandbox-port=0", "--data=" + data);
    }

    /** Starts a command and waits until it is ready. */
    static Server start(String... arguments) throws Exception {
        return started(Archive.start(arguments));
    }

    private static Server started(Launch.Started program) throws Exception {
        try {
            within(START, () -> {
                if (!program.process().isAlive()) {
                    throw new IllegalStateException("it ended: " + program.err());
                }
                assertThat(program.out())
                        .as("stdout; the log: %s", program.err())
                        .containsPattern("(?m)^READY .*\\n");
            });
            return new Server(program, program.out().lines().toList());
        } catch (Exception | AssertionError e) {
            program.process().destroyForcibly();
            throw e;
        }
    }

    /** The lines on stdout when it was ready, READY being the last. */
    List<String> lines() {
        return lines;
    }

    /** What stood after a word at the beginning of a line, such as {@code CREDENTIALS}. */
    String line(String word) {
        return lines.stream()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    /** A word of the READY line, such as {@code sandbox} or {@code plugins}. */
    String ready(String name) {
        var words = new HashMap<String, String>();
        for (var word : List.of(line("READY").split(" "))) {
            var parts = word.split("=", 2);
            words.put(parts[0], parts[parts.length - 1]);
        }
        return Optional.ofNullable(words.get(name)).orElseThrow();
    }

    Portal portal(String name) {
        return new Portal(ready("sandbox"), name);
    }

    /** Value by series, such as {@code portalbots_tenants{state="active"}}. */
    Map<String, Double> metrics() {
        var series = new HashMap<String, Double>();
        Http.get(ready("metrics"))
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    var space = line.lastIndexOf(' ');
                    series.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
                });
        return series;
    }

    /** The value of one series, 0 where it is not there. */
    double metric(String series) {
        return metrics().getOrDefault(series, 0.0);
    }

    /** How many tenants are in a state. */
    double tenants(String state) {
        return metric("portalbots_tenants{state=\"" + state + "\"}");
    }

    String log() throws IOException {
        return program.err();
    }

    /** Ends it as Ctrl-C does, and gives all it said. */
    Launch stop() throws IOException {
        ended = true;
        program.process().destroy();
        return program.ended(STOP);
    }

    /** Ends it as a loss of power does, except that what it started goes on. */
    void kill() throws IOException {
        ended = true;
        program.process().destroyForcibly();
        program.ended(STOP);
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            stop();
        }
    }
}
