package io.portalbots.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A plugin that says nothing but attempts to run a script: in labels, in choices, in what it misses. */
final class HostilePlugin {

    static final List<String> TEXTS = List.of(
            "<script>alert(1)</script>",
            "</script><script>alert(1)</script>",
            "\"><script>alert(1)</script>",
            "'><script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "\"><img src=x onerror=alert(1)>",
            "\" autofocus onfocus=\"alert(1)",
            "' autofocus onfocus='alert(1)",
            " autofocus onfocus=alert(1) x=",
            "<svg onload=alert(1)>",
            "<svg><script>alert(1)</script></svg>",
            "</title><script>alert(1)</script>",
            "</textarea><script>alert(1)</script>",
            "</select><script>alert(1)</script>",
            "</option></select><img src=x onerror=alert(1)>",
            "<iframe srcdoc=\"<script>parent.alert(1)</script>\">",
            "<a href=\"javascript:alert(1)\">x</a>",
            "javascript:alert(1)",
            "<form action=\"javascript:alert(1)\"><button autofocus>x</button></form>",
            "<input autofocus onfocus=alert(1)>",
            "<details open ontoggle=alert(1)>",
            "<body onload=alert(1)>",
            "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
            "<b hx-on:htmx:load=\"alert(1)\">x</b>",
            "\" hx-on::load=\"alert(1)\" x=\"",
            "<b hx-trigger=\"load\" hx-get=\"javascript:alert(1)\">x</b>",
            "<!--><img src=x onerror=alert(1)>-->",
            "<style>@import 'javascript:alert(1)'</style>",
            "${alert(1)}{{alert(1)}}",
            "<math><mtext><img src=x onerror=alert(1)></mtext></math>");

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
                        settings.add(new Setting("one" + i, new Setting.Type.Choice(List.of(TEXTS.get(i))), label));
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

    /** Puts it into {@code folder}. */
    static void drop(Path folder) throws IOException {
        var texts = TEXTS.stream().map(HostilePlugin::literal).collect(Collectors.joining(", "));
        PluginJar.drop(folder, "hostile", "1.0.0", "Hostile", SOURCE.replace("TEXTS_HERE", texts));
    }

    private static String literal(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
