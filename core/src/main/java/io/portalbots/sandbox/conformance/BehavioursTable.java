package io.portalbots.sandbox.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All behaviours as one page of HTML that needs nothing else: what a portal does, how we know, what proves it. */
final class BehavioursTable {

    private static final Map<String, String> TAGS = Map.of(
            "seed", "the REST reference of 2018, the contract",
            "docs", "the current REST documentation",
            "src", "read from the portal's own sources",
            "issue", "told in a public issue",
            "derived", "follows from what is known",
            "guess", "nobody knows: our choice");

    private BehavioursTable() {}

    static String html(Catalogue catalogue) {
        var rows = catalogue.areas().stream().map(BehavioursTable::area).collect(Collectors.joining());
        return resource("page.html")
                .replace("{{style}}", resource("page.css"))
                .replace("{{counts}}", counts(catalogue))
                .replace("{{tags}}", tags())
                .replace("{{rows}}", rows);
    }

    private static String counts(Catalogue catalogue) {
        var pairs = catalogue
                .behaviours()
                .mapToInt(behaviour -> behaviour.pairs().size())
                .sum();
        return "%d behaviours, %d documented requests with their answers"
                .formatted(catalogue.behaviours().count(), pairs);
    }

    private static String tags() {
        return Stream.of("seed", "docs", "src", "issue", "derived", "guess")
                .map(tag -> "<dt>%s</dt><dd>%s</dd>".formatted(tag(tag), escaped(String.valueOf(TAGS.get(tag)))))
                .collect(Collectors.joining("\n"));
    }

    private static String area(Area area) {
        var rows = area.behaviours().stream().map(BehavioursTable::row).collect(Collectors.joining());
        return "<tbody>\n<tr><th colspan=\"4\" scope=\"rowgroup\">%s</th></tr>\n%s</tbody>\n"
                .formatted(escaped(area.name()), rows);
    }

    private static String row(Behaviour behaviour) {
        return """
                <tr id="%s"><td>%s <a href="#%1$s">%1$s</a></td><td data-is="holds in">%s</td>\
                <td data-is="source">%s</td><td data-is="proof">%s</td></tr>
                """.formatted(
                        escaped(behaviour.id()),
                        escaped(behaviour.says()),
                        escaped(holdsIn(behaviour)),
                        behaviour.sources().stream().map(BehavioursTable::tag).collect(Collectors.joining(" ")),
                        escaped(behaviour.proof()));
    }

    /** The mode, and the switches other than usual. */
    private static String holdsIn(Behaviour behaviour) {
        var switches = new TreeSet<String>();
        var traits = Stream.concat(
                Stream.of(behaviour.traits()), behaviour.pairs().stream().map(Pair::traits));
        traits.forEach(some -> some.forEach((name, value) -> switches.add(name + "=" + value)));
        var modes =
                behaviour.modes().size() > 1 ? "both modes" : behaviour.modes().getFirst();
        return Stream.concat(Stream.of(modes), switches.stream()).collect(Collectors.joining(", "));
    }

    private static String tag(String source) {
        var name = source.split(":", 2)[0];
        return "<span class=\"tag %s\" title=\"%s\">%s</span>"
                .formatted(name, escaped(String.valueOf(TAGS.get(name))), escaped(source));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String file) {
        var name = "/sandbox/conformance/" + file;
        try (var stream = Objects.requireNonNull(BehavioursTable.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
