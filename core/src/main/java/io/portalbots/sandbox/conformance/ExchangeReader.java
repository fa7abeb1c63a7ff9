package io.portalbots.sandbox.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code {ask, answer, keep}}. */
final class ExchangeReader {

    private ExchangeReader() {}

    /** The exchange that {@code node} holds beside other keys. An answer not said is 200, whatever it holds. */
    static Exchange read(Node node) {
        var ask = node.value("ask").orElseThrow(() -> node.place().wrong("key 'ask' is missing"));
        return new Exchange(AskReader.read(node.place().in("ask"), ask), answer(node), keep(node));
    }

    /** An exchange that holds nothing else. */
    static Exchange read(Place place, Object value) {
        return read(Node.of(place, value, "ask", "answer", "keep"));
    }

    private static Expected answer(Node outer) {
        if (!outer.has("answer")) {
            return Expected.OK;
        }
        var node = Node.of(outer.place().in("answer"), outer.map("answer"), "status", "body", "headers");
        check(node.place(), node.values());
        return new Expected(node.number("status", 200), node.value("body"), node.map("headers"));
    }

    private static Map<String, String> keep(Node node) {
        var keep = new LinkedHashMap<String, String>();
        node.map("keep").forEach((name, path) -> keep.put(name, String.valueOf(path)));
        return keep;
    }

    private static void check(Place place, @Nullable Object value) {
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((name, item) -> {
                    check(place, name);
                    check(place, item);
                });
            case List<?> list -> list.forEach(item -> check(place, item));
            case String text
            when Placeholder.is(text) ->
                Placeholder.fault(text).ifPresent(fault -> {
                    throw place.wrong(fault);
                });
            case null, default -> {}
        }
    }
}
