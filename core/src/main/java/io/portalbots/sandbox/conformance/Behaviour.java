package io.portalbots.sandbox.conformance;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing a portal does, where we know it from, and what proves that the sandbox does it too.
 *
 * @param id unique among all files
 * @param says the behaviour in a sentence
 * @param sources where it is known from, the tag first: {@code seed}, {@code docs:settings/oauth}
 * @param modes the modes of portals it holds in; each pair is run in each
 * @param traits switches of the portal it needs, as the control API names them
 * @param pairs requests with their answers
 * @param proofs tests that show what pairs cannot, such as {@code EventsTest#drops}
 */
public record Behaviour(
        String id,
        String says,
        List<String> sources,
        List<String> modes,
        Map<String, Object> traits,
        List<Pair> pairs,
        List<String> proofs) {

    public Behaviour {
        sources = List.copyOf(sources);
        modes = List.copyOf(modes);
        pairs = List.copyOf(pairs);
        proofs = List.copyOf(proofs);
    }

    /** What proves it, in words: {@code 3 pairs, EventsTest#drops}. */
    public String proof() {
        var count = pairs.size();
        var counted = count == 0 ? Stream.<String>empty() : Stream.of(count == 1 ? "1 pair" : count + " pairs");
        return Stream.concat(counted, proofs.stream()).collect(Collectors.joining(", "));
    }
}
