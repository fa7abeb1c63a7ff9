package io.portalbots.web;

import java.util.Map;

/**
 * What an administrator just did on the page.
 *
 * @param plugin about which; empty if nothing was done
 * @param values as they were typed, by key; shown again unless they are secret
 * @param errors what is wrong with them, by key
 * @param tests what a test said, by key
 * @param notice what became of it; may be empty
 */
record Change(
        String plugin,
        Map<String, String> values,
        Map<String, String> errors,
        Map<String, String> tests,
        String notice) {

    static final Change NONE = new Change("", Map.of(), Map.of(), Map.of(), "");

    Change {
        values = Map.copyOf(values);
        errors = Map.copyOf(errors);
        tests = Map.copyOf(tests);
    }

    boolean good() {
        return errors.isEmpty();
    }
}
