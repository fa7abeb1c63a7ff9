package io.portalbots.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A plugin that says nothing but attempts to run a script: in labels, in choices, in what it misses. */
final class HostilePlugin {

    private static final int TOGETHER = 8;

    private static final String SOURCE = """
            package hostile;

            import io.portalbots.spi.*;
            import java.util.*;

            @org.pf4j.Extension
            public final class Hostile implements ChatPlugin {
                private static final List<String> TEXTS = List.of(TEXTS_HERE);

                @Override
                public List<Setting> settings() {
                    var settings = new ArrayList<Setting>();
                    for (var i = 0; i < TEXTS.size(); i++) {
                        var label = Map.of("en", TEXTS.get(i));
                        settings.add(new Setting("line" + i, new Setting.Type.Line(300), label));
                        if (i % TOGETHER == 0) {
                            var options = TEXTS.subList(i, Math.min(i + TOGETHER, TEXTS.size()));
                            settings.add(new Setting("one" + i, new Setting.Type.Choice(options), label));
                        }
                    }
                    return settings;
                }

                @Override
                public Offer offer(PortalInfo portal) {
                    var missing = new ArrayList<Offer.Missing>();
                    for (var i = 0; i < TEXTS.size(); i++) {
                        missing.add(new Offer.Missing("line" + i, Map.of("en", TEXTS.get(i))));
                    }
                    return new Offer(List.of(), missing);
                }
            }
            """;

    private HostilePlugin() {}

    /** How many fields its card has. */
    static int fields() {
        var lines = Hostile.texts().size();
        return lines + (lines + TOGETHER - 1) / TOGETHER;
    }

    /** Puts it into {@code folder}. */
    static void drop(Path folder) throws IOException {
        var texts = Hostile.texts().stream().map(HostilePlugin::literal).collect(Collectors.joining(", "));
        var source = SOURCE.replace("TOGETHER", String.valueOf(TOGETHER)).replace("TEXTS_HERE", texts);
        PluginJar.drop(folder, "hostile", "1.0.0", "Hostile", source);
    }

    private static String literal(String text) {
        var escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
        return escaped.chars()
                .mapToObj(one -> one < ' ' || one > '~' ? "\\u%04x".formatted(one) : Character.toString(one))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
