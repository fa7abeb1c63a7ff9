package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The side of a {@link Child} that is in the child. */
public final class Obedience {

    private static final int KIB = 1024;

    /** Does what a command says. */
    public interface Command {
        JsonObject obey(JsonObject command) throws Exception;
    }

    private Obedience() {}

    /** Ends this process when its main thread fails, though others go on. */
    public static void orDie() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
    }

    /** Says that all is ready, then obeys until the input ends. {@code cpu} and {@code memory} every child knows. */
    public static void until(JsonObject ready, Command command) throws Exception {
        System.out.println(ready.encode());
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var told = new JsonObject(line);
                var answer = switch (told.getString("do")) {
                    case "cpu" -> new JsonObject().put("cpu_ns", cpu());
                    case "memory" -> memory();
                    default -> command.obey(told);
                };
                System.out.println(answer.encode());
            }
        }
    }

    private static long cpu() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }

    private static JsonObject memory() throws IOException, InterruptedException {
        var heap = Heap.used();
        return new JsonObject().put("heap", heap).put("rss", resident());
    }

    /** 0 where there is no such file. */
    private static long resident() throws IOException {
        var status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .sum();
        }
    }
}
