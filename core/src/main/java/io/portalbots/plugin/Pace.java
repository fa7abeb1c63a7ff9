package io.portalbots.plugin;

import java.time.Duration;

/**
 * How much patience plugins find.
 *
 * @param limit of a call: for its turn, and once more for its answer
 * @param look between two looks at a thread whose time is over
 * @param rest for which a plugin that did not answer is not called; doubled each time it goes on so
 * @param longestRest the most that becomes
 */
record Pace(Duration limit, Duration look, Duration rest, Duration longestRest) {

    static final Pace USUAL =
            new Pace(PluginCalls.LIMIT, Duration.ofMillis(250), Duration.ofSeconds(30), Duration.ofMinutes(10));
}
