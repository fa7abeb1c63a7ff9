package io.portalbots.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules of {@code config/alerts.yaml}, as Prometheus's own tool and our metrics see them. */
class AlertRulesTest {

    private static final Path RULES = Path.of("../config/alerts.yaml");
    private static final Path TRIED = Path.of("src/test/prometheus/alerts-test.yaml");
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Pattern METRIC = Pattern.compile("portalbots_[a-z_]+");
    private static final Pattern MADE = Pattern.compile("\"(portalbots\\.[a-z.]+)\"");

    @Test
    void areValidAndFireOnABadDayOnly(@TempDir Path folder) throws Exception {
        assumeTrue(hasPromtool(), "the alert rules are not tried: there is no promtool on the PATH");
        Files.copy(RULES, folder.resolve("alerts.yaml"));
        Files.copy(TRIED, folder.resolve("alerts-test.yaml"));

        var checked = promtool(folder, "check", "rules", "alerts.yaml");
        assertThat(checked.exit()).as(checked.out() + checked.err()).isZero();
        var tried = promtool(folder, "test", "rules", "alerts-test.yaml");
        assertThat(tried.exit()).as(tried.out() + tried.err()).isZero();
    }

    @Test
    void nameMetricsThatThereAre() throws IOException {
        var made = new TreeSet<String>();
        try (var files = Files.walk(Path.of("../core/src/main/java"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                MADE.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1).replace('.', '_'))
                        .forEach(made::add);
            }
        }

        var named = METRIC.matcher(Files.readString(RULES))
                .results()
                .map(MatchResult::group)
                .map(AlertRulesTest::withoutUnit)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isNotEmpty();
        assertThat(made).containsAll(named);
    }

    @Test
    void sayWhatToDo() throws IOException {
        var rules = Files.readString(RULES);

        assertThat(rules.split("runbook: ", -1)).hasSameSizeAs(rules.split("- alert: ", -1));
    }

    /** Prometheus appends what is counted, in which unit, and which part of a histogram it is. */
    private static String withoutUnit(String name) {
        return name.replaceAll("_(bucket|sum|count)$", "").replaceAll("_(total|seconds)$", "");
    }

    private static Launch promtool(Path folder, String... arguments) throws Exception {
        var command = new String[arguments.length + 1];
        command[0] = "promtool";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return new Launch.Started(folder, Map.of(), command).ended(LIMIT);
    }

    private static boolean hasPromtool() throws Exception {
        try {
            return promtool(Path.of("."), "--version").exit() == 0;
        } catch (IOException notFound) {
            return false;
        }
    }
}
