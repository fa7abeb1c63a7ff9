package io.portalbots.sandbox.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads an area. */
final class AreaReader {

    private static final Set<String> SOURCES = Set.of("seed", "docs", "src", "issue", "derived", "guess");
    private static final Map<String, List<String>> MODES =
            Map.of("both", List.of("contract", "real"), "contract", List.of("contract"), "real", List.of("real"));

    private final Preparations preparations;
    private final Map<String, Object> values;

    private AreaReader(Preparations preparations, Map<String, Object> values) {
        this.preparations = preparations;
        this.values = values;
    }

    /** What every file may use. */
    static AreaReader common(Place place, Object document) {
        var node = Node.of(place, document, "values", "shapes", "preparations");
        return new AreaReader(Preparations.none(), Map.of()).and(node);
    }

    Area read(Place place, Object document) {
        var node = Node.of(place, document, "area", "values", "shapes", "preparations", "behaviours");
        var reader = and(node);
        var behaviours = node.list("behaviours").stream()
                .map(behaviour -> reader.behaviour(place, behaviour))
                .toList();
        return new Area(node.text("area"), behaviours);
    }

    private AreaReader and(Node node) {
        var all = new HashMap<>(values);
        all.putAll(node.map("values"));
        return new AreaReader(preparations.and(node.place(), node.map("preparations")), all);
    }

    private Behaviour behaviour(Place file, Object value) {
        var keys = new String[] {"id", "says", "source", "mode", "traits", "pairs", "proof"};
        var id = Node.of(file.in("a behaviour"), value, keys).text("id");
        var node = Node.of(file.in("behaviour '" + id + "'"), value, keys);
        var behaviour = new Behaviour(
                id,
                node.text("says"),
                sources(node),
                modes(node),
                node.map("traits"),
                pairs(node, id),
                node.texts("proof"));
        if (behaviour.pairs().isEmpty() && behaviour.proofs().isEmpty()) {
            throw node.place().wrong("it has neither pairs nor a proof");
        }
        return behaviour;
    }

    private static List<String> sources(Node node) {
        var sources = node.texts("source");
        if (sources.isEmpty()) {
            throw node.place().wrong("key 'source' is missing");
        }
        sources.stream()
                .filter(source -> !SOURCES.contains(source.split(":", 2)[0]))
                .forEach(source -> {
                    throw node.place().wrong("unknown source '" + source + "'; known are " + SOURCES);
                });
        return sources;
    }

    private static List<String> modes(Node node) {
        var mode = node.optionalText("mode").orElse("both");
        var modes = MODES.get(mode);
        if (modes == null) {
            throw node.place().wrong("mode must be both, contract or real but is '" + mode + "'");
        }
        return modes;
    }

    private List<Pair> pairs(Node behaviour, String id) {
        var pairs = behaviour.list("pairs");
        return IntStream.range(0, pairs.size())
                .mapToObj(i -> pair(behaviour, id + " #" + (i + 1), pairs.get(i)))
                .toList();
    }

    private Pair pair(Node behaviour, String name, Object value) {
        var place = behaviour.place().in("pair " + name.substring(name.indexOf('#')));
        var node = Node.of(place, value, "given", "traits", "install", "ask", "answer", "keep", "then");
        if (!node.has("answer")) {
            throw place.wrong("key 'answer' is missing");
        }
        var exchanges = new ArrayList<>(preparations.exchanges(place, node.texts("given")));
        exchanges.add(ExchangeReader.read(node));
        node.list("then").forEach(next -> exchanges.add(ExchangeReader.read(place.in("then"), next)));
        var traits = new HashMap<>(behaviour.map("traits"));
        traits.putAll(node.map("traits"));
        new Known(place, values.keySet()).check(exchanges);
        return new Pair(name, traits, values, node.map("install"), exchanges);
    }
}
