package io.portalbots.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PluginOutputTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(PluginOutput.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final ByteArrayOutputStream usual = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private PluginOutput output;

    @BeforeEach
    void open() {
        logged.start();
        logger.addAppender(logged);
        logger.setAdditive(false);
        System.setOut(new PrintStream(usual, true, UTF_8));
        System.setErr(new PrintStream(usual, true, UTF_8));
        output = new PluginOutput();
    }

    @AfterEach
    void close() {
        output.close();
        System.setOut(out);
        System.setErr(err);
        logger.setAdditive(true);
        logger.detachAppender(logged);
    }

    private List<String> lines() {
        return List.copyOf(logged.list).stream()
                .map(line -> line.getKeyValuePairs() + " " + line.getFormattedMessage())
                .toList();
    }

    private static void asPlugin(String plugin, Runnable what) throws InterruptedException {
        var thread = new Thread(new PluginGroup(plugin), what);
        thread.start();
        thread.join();
    }

    @Test
    void logsWhatPluginsPrintWithTheirNames() throws InterruptedException {
        asPlugin("echo", () -> {
            System.out.print("hello ");
            System.out.println("wörld");
            System.err.printf("\u001b[31m%d%n", 7);
        });
        asPlugin("call", () -> System.out.println("x".repeat(600)));

        Eventually.holds(() -> assertThat(lines())
                .containsExactly(
                        "[plugin=\"echo\"] plugin prints: hello wörld",
                        "[plugin=\"echo\"] plugin prints: [31m7",
                        "[plugin=\"call\"] plugin prints: " + "x".repeat(500)));
        assertThat(usual.toString(UTF_8)).isEmpty();
    }

    @Test
    void knowsThreadsThatPluginsMakeAndWhatEndsThem() throws InterruptedException {
        asPlugin("echo", () -> {
            var own = new Thread(() -> {
                throw new IllegalStateException("no luck");
            });
            own.start();
        });

        Eventually.holds(() -> assertThat(lines()).anyMatch(line -> line.contains("IllegalStateException: no luck")));
        assertThat(lines()).allMatch(line -> line.startsWith("[plugin=\"echo\"]"));
    }

    @Test
    void leavesToOthersTheStreamsAsTheyAre() {
        System.out.print("no ");
        System.out.println("plugin");
        System.err.println("at all");

        assertThat(usual.toString(UTF_8)).isEqualTo("no plugin\nat all\n");
        assertThat(lines()).isEmpty();
    }

    @Test
    void leavesOutWhatIsTooMuchAndSaysSo() throws InterruptedException {
        asPlugin("echo", () -> {
            for (var line = 1; line <= 1000; line++) {
                System.out.println("line " + line);
            }
        });

        Eventually.holds(() -> assertThat(lines()).hasSize(61));
        assertThat(lines().get(59)).endsWith("line 60");
        assertThat(lines().get(60)).endsWith("more than 60 lines in a minute, the rest of which are left out");
    }

    @Test
    void takesNoLineOfTheLogForWhatAPluginPrints() throws InterruptedException {
        asPlugin("echo", () -> LoggerFactory.getLogger("what a plugin logs").warn("as such"));

        assertThat(usual.toString(UTF_8)).contains("WARN").contains("as such");
        assertThat(lines()).isEmpty();
    }
}
