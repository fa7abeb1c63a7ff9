package io.portalbots.sandbox.conformance;

import java.util.List;
import java.util.Map;

/**
 * A documented request with its answer, and what has to happen before and after. It is run on a portal of its own, with an
 * application of its own installed.
 *
 * @param name the behaviour and the place of the pair in it: {@code register.no-code #2}
 * @param traits switches of the portal, as the control API names them
 * @param values constants that it may use as variables
 * @param install fields of the installation that differ from the usual ones
 * @param exchanges preparations, the request itself, what follows
 */
public record Pair(
        String name,
        Map<String, Object> traits,
        Map<String, Object> values,
        Map<String, Object> install,
        List<Exchange> exchanges) {

    public Pair {
        exchanges = List.copyOf(exchanges);
    }
}
