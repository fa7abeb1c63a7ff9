package io.portalbots.sandbox.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the commands of a batch gave so far, by their keys. */
final class Gathered {

    private final Map<String, Map<String, Object>> parts = new LinkedHashMap<>();

    Gathered() {
        List.of("result", "error", "total", "next", "time").forEach(part -> parts.put(part, new LinkedHashMap<>()));
    }

    void add(String key, Done done) {
        done.parts().forEach((part, value) -> part(part).put(key, value));
    }

    boolean hasError(String key) {
        return part("error").containsKey(key);
    }

    /** By part, which is what a reference begins with. */
    Map<String, Map<String, Object>> parts() {
        return parts;
    }

    /** As a batch answers it. */
    Map<String, Object> result() {
        var result = new LinkedHashMap<String, Object>();
        result.put("result", part("result"));
        List.of("error", "total", "next", "time").forEach(part -> result.put("result_" + part, part(part)));
        return result;
    }

    private Map<String, Object> part(String name) {
        return parts.getOrDefault(name, Map.of());
    }
}
