package io.portalbots.sandbox.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an application keeps on a portal, for itself and for each person. It outlives an installation that is taken away
 * without erasing data.
 */
public final class AppOptions {

    private final Map<String, Object> common = new LinkedHashMap<>();
    private final Map<Integer, Map<String, Object>> personal = new HashMap<>();

    AppOptions() {}

    /** By name, for everybody; may be changed. */
    public Map<String, Object> common() {
        return common;
    }

    /** By name, for one person; may be changed. */
    public Map<String, Object> of(int userId) {
        return personal.computeIfAbsent(userId, unused -> new LinkedHashMap<>());
    }
}
