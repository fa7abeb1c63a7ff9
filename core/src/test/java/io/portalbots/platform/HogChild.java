package io.portalbots.platform;

import io.portalbots.plugin.PluginException;
import io.portalbots.plugin.PluginHost;
import io.portalbots.spi.PortalInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** A JVM with little memory that hosts plugins: {@code PLUGIN KEY} asks one for its offer, {@code look} looks at all. */
final class HogChild {

    private HogChild() {}

    public static void main(String[] arguments) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var host = new PluginHost(Path.of(System.getProperty("plugins")), Path.of(System.getProperty("copies")))) {
            host.start();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(line.equals("look") ? look(host) : asked(host, line.split(" ", 2)));
            }
        }
    }

    private static String look(PluginHost host) throws IOException {
        host.look();
        var used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        return host.current().plugins().stream()
                        .map(plugin -> plugin.id() + " is " + plugin.calls().standing())
                        .toList()
                + " " + used / 1_000_000;
    }

    private static String asked(PluginHost host, String[] words) {
        var calls = host.current().find(words[0]).orElseThrow().calls();
        try {
            return "offers "
                    + calls.call("acme", code -> code.offer(new PortalInfo("acme", words[1], "en", Map.of())))
                            .toCompletableFuture()
                            .join()
                            .apps()
                            .size();
        } catch (CompletionException e) {
            return e.getCause() instanceof PluginException known ? known.kind().word() : e.toString();
        }
    }
}
