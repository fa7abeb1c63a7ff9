package io.portalbots.sandbox.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Named exchanges that a pair may ask for beforehand, each with others that it needs before it. */
final class Preparations {

    private record Named(String name, List<String> needs, List<Exchange> exchanges) {}

    private final Map<String, Named> byName;

    private Preparations(Map<String, Named> byName) {
        this.byName = byName;
    }

    static Preparations none() {
        return new Preparations(Map.of());
    }

    /** These and the ones {@code values} holds; a name is taken once. */
    Preparations and(Place place, Map<String, Object> values) {
        var all = new LinkedHashMap<>(byName);
        values.forEach((name, value) -> {
            if (all.put(name, read(place.in("preparation '" + name + "'"), name, value)) != null) {
                throw place.wrong("there is a preparation '" + name + "' already");
            }
        });
        return new Preparations(all);
    }

    /** What has to be asked for {@code names}, each preparation once, what it needs first. */
    List<Exchange> exchanges(Place place, List<String> names) {
        var order = new LinkedHashSet<Named>();
        names.forEach(name -> collect(place, name, List.of(), order));
        return order.stream().flatMap(named -> named.exchanges().stream()).toList();
    }

    private void collect(Place place, String name, List<String> path, Set<Named> order) {
        var named = Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> place.wrong("unknown preparation '" + name + "'; known are "
                        + byName.keySet().stream().sorted().collect(Collectors.joining(", "))));
        if (path.contains(name)) {
            throw place.wrong("preparation '" + name + "' needs itself");
        }
        var longer = new ArrayList<>(path);
        longer.add(name);
        named.needs().forEach(needed -> collect(place, needed, longer, order));
        order.add(named);
    }

    /** {@code {needs, ask, answer, keep, then}}. */
    private static Named read(Place place, String name, Object value) {
        var node = Node.of(place, value, "needs", "ask", "answer", "keep", "then");
        var exchanges = new ArrayList<>(List.of(ExchangeReader.read(node)));
        node.list("then").forEach(next -> exchanges.add(ExchangeReader.read(place.in("then"), next)));
        return new Named(name, node.texts("needs"), List.copyOf(exchanges));
    }
}
